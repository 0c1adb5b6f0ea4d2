using static Wire.Domain.ValueFormats;

namespace Wire.Domain;

/// <summary>A Geneve tunnel end (RFC 8926; <c>IFLA_GENEVE_*</c>, linux/if_link.h).</summary>
public sealed record Geneve : Tunnel
{
    /// <summary>IFLA_GENEVE_ID: the VNI, 24 bits.</summary>
    public uint? Vni { get; init; }

    /// <summary>IFLA_GENEVE_PORT: UDP destination port; 6081 is IANA's.</summary>
    public uint? Port { get; init; }

    /// <summary>IFLA_GENEVE_DF: "don't fragment" in outer IPv4 packets.</summary>
    public uint? Df { get; init; }

    /// <summary>IFLA_GENEVE_UDP_CSUM.</summary>
    public bool? UdpCsum { get; init; }

    /// <summary>IFLA_GENEVE_UDP_ZERO_CSUM6_TX.</summary>
    public bool? UdpZeroCsum6Tx { get; init; }

    /// <summary>IFLA_GENEVE_UDP_ZERO_CSUM6_RX.</summary>
    public bool? UdpZeroCsum6Rx { get; init; }

    /// <summary>IFLA_GENEVE_INNER_PROTO_INHERIT: IP packets inside, without Ethernet.</summary>
    public bool? InnerProtoInherit { get; init; }

    public static readonly ResourceKind TheKind = MakeTunnel("geneve", ethernet: true, () => new Geneve(),
    [
        new ValueAttribute<Geneve, uint>(Number(0, 0xffffff), g => g.Vni, (g, x) => g with { Vni = x })
            { Id = 60, Name = "id", Mutability = Mutability.Recreate, Help = "the virtual network identifier, 24 bits" },
        new ValueAttribute<Geneve, IpAddr>(ValueFormats.Address, g => g.Remote, (g, x) => g with { Remote = x })
        {
            Id = 21, Name = "remote", Mutability = Mutability.InPlace, Help = "where outer packets go, not multicast",
            // The sockets of one family stay (geneve_nl2info, drivers/net/geneve.c).
            MutabilityBetween = (live, declared) => ((Geneve)live).Remote?.IsV6 == ((Geneve)declared).Remote?.IsV6 ? Mutability.InPlace : Mutability.Recreate,
        },
        new ValueAttribute<Geneve, uint>(WordsOrNumber(255, ("auto", 0), ("inherit", TunnelWords.InheritTtl)), g => g.Ttl, (g, x) => g with { Ttl = x })
            { Id = 25, Name = "ttl", Mutability = Mutability.InPlace, Default = "auto", Help = "TTL of outer packets: 1 to 255, auto for the kernel's choice, or inherit" },
        new ValueAttribute<Geneve, uint>(WordsOrNumber(255, ("inherit", 1)), g => g.Tos, (g, x) => g with { Tos = x })
            { Id = 26, Name = "tos", Mutability = Mutability.InPlace, Default = "0", Help = "TOS of outer packets: 0 to 255, or inherit" },
        new ValueAttribute<Geneve, uint>(Words(("unset", 0), ("set", 1), ("inherit", 2)), g => g.Df, (g, x) => g with { Df = x })
            { Id = 61, Name = "df", Mutability = Mutability.InPlace, Default = "unset", Help = "\"don't fragment\" in outer IPv4 packets" },
        new ValueAttribute<Geneve, uint>(Number(0, 0xfffff), g => g.FlowLabel, (g, x) => g with { FlowLabel = x })
            { Id = 31, Name = "flowlabel", Mutability = Mutability.InPlace, Default = "0", Help = "flow label of outer IPv6 packets" },
        new ValueAttribute<Geneve, uint>(Number(1, 65535), g => g.Port, (g, x) => g with { Port = x })
            { Id = 62, Name = "dstport", Mutability = Mutability.Recreate, Default = "6081", Help = "UDP destination port (6081 is IANA's)" },
        new ValueAttribute<Geneve, bool>(OnOff, g => g.UdpCsum, (g, x) => g with { UdpCsum = x })
            { Id = 63, Name = "udpcsum", Mutability = Mutability.Recreate, Default = "off", Help = "UDP checksum over IPv4" },
        new ValueAttribute<Geneve, bool>(OnOff, g => g.UdpZeroCsum6Tx, (g, x) => g with { UdpZeroCsum6Tx = x })
            { Id = 64, Name = "udp6zerocsumtx", Mutability = Mutability.Recreate, Default = "off", Help = "no UDP checksum over IPv6" },
        new ValueAttribute<Geneve, bool>(OnOff, g => g.UdpZeroCsum6Rx, (g, x) => g with { UdpZeroCsum6Rx = x })
            { Id = 65, Name = "udp6zerocsumrx", Mutability = Mutability.Recreate, Help = "take packets without UDP checksum over IPv6" },
        new ValueAttribute<Geneve, bool>(OnOff, g => g.InnerProtoInherit, (g, x) => g with { InnerProtoInherit = x })
            { Id = 66, Name = "innerprotoinherit", Mutability = Mutability.Recreate, Default = "off", Help = "IP packets inside, without Ethernet" },
        TunnelAttributes.External,
    ]);

    public override ResourceKind Kind => TheKind;

    public override bool TakesMac => InnerProtoInherit != true;

    public override void Check(ValidationContext context)
    {
        base.Check(context);
        if (External != true && Vni is null)
        {
            context.Report("id", $"'{Reference}' has no id", "expected 'id NUMBER', or 'external'");
        }
        if (External != true && Remote is null)
        {
            context.Report("remote", $"'{Reference}' has no other end", "expected 'remote ADDRESS', or 'external'");
        }
        if (Remote is { } remote && (remote.IsMulticast || remote.IsAny))
        {
            context.Report("remote", $"{remote} is no address of another end", "expected a unicast address");
        }
        if (UdpCsum == true && Remote is not { IsV6: false })
        {
            context.Report("udpcsum", "'udpcsum' has a meaning over IPv4 alone", "expected it with a remote end in IPv4");
        }
        if ((UdpZeroCsum6Tx ?? UdpZeroCsum6Rx) == true && Remote is not { IsV6: true })
        {
            context.Report(UdpZeroCsum6Tx == true ? "udp6zerocsumtx" : "udp6zerocsumrx", "UDP without a checksum has a name of its own over IPv6 alone", "expected it with a remote end in IPv6");
        }
    }
}
