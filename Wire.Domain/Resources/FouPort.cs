using static Wire.Domain.ValueFormats;

namespace Wire.Domain;

/// <summary>
/// A UDP port whose packets are unpacked and go on as what is in them (FOU and GUE, net/ipv4/fou_core.c; ip-fou(8)): the receiving
/// end of tunnels with <c>encap</c>.
/// </summary>
public sealed record FouPort : Resource
{
    private const uint Inet = 2;
    private const uint Inet6 = 10;

    /// <summary>FOU_ATTR_PORT.</summary>
    public uint Port { get; init; }

    /// <summary>FOU_ATTR_AF, where no address says it; null is IPv4.</summary>
    public uint? Family { get; init; }

    /// <summary>FOU_ATTR_LOCAL_V4, FOU_ATTR_LOCAL_V6.</summary>
    public IpAddr? Local { get; init; }

    /// <summary>FOU_ATTR_IFINDEX as the link's reference.</summary>
    public string? Dev { get; init; }

    /// <summary>The named network namespace; null for the one Wire runs in.</summary>
    public new string? Netns { get; init; }

    /// <summary>FOU_ATTR_IPPROTO.</summary>
    public uint? IpProto { get; init; }

    /// <summary>FOU_ATTR_TYPE: FOU_ENCAP_GUE, else FOU_ENCAP_DIRECT.</summary>
    public bool? Gue { get; init; }

    /// <summary>FOU_ATTR_PEER_V4, FOU_ATTR_PEER_V6.</summary>
    public IpAddr? Peer { get; init; }

    /// <summary>FOU_ATTR_PEER_PORT.</summary>
    public uint? PeerPort { get; init; }

    public bool IsV6 => Local?.IsV6 ?? Peer?.IsV6 ?? (Family == Inet6);

    public static readonly ResourceKind TheKind = new("fou", "fou", () => new FouPort(),
        new ValueAttribute<FouPort, uint>(Number(1, 65535), f => f.Port, (f, x) => f with { Port = x ?? 0 })
            { Id = 1, Name = "port", Mutability = Mutability.Identity, Help = "the UDP port" },
        new ValueAttribute<FouPort, uint>(Words(("inet", Inet), ("inet6", Inet6)), f => f.Family, (f, x) => f with { Family = x })
            { Id = 2, Name = "family", Mutability = Mutability.Identity, Default = "inet", Help = "inet or inet6, where no address says it" },
        new ValueAttribute<FouPort, IpAddr>(ValueFormats.Address, f => f.Local, (f, x) => f with { Local = x })
            { Id = 3, Name = "local", Mutability = Mutability.Identity, Help = "only packets to this address of the host" },
        new ReferenceAttribute<FouPort, string>(ValueFormats.Link, f => f.Dev, (f, x) => f with { Dev = x })
            { Id = 4, Name = "dev", Mutability = Mutability.Identity, Help = "only packets that come by this link" },
        new ReferenceAttribute<FouPort, string>(Text(255), f => f.Netns, (f, x) => f with { Netns = x })
            { Id = 5, Name = "netns", Mutability = Mutability.Identity, Help = "the named network namespace that it is in" },
        new ValueAttribute<FouPort, uint>(Number(1, 255), f => f.IpProto, (f, x) => f with { IpProto = x })
            { Id = 6, Name = "ipproto", Mutability = Mutability.Recreate, UnsetIsDefault = true, Help = "the IP protocol of what is unpacked: 4 for ipip, 41 for sit, 47 for gre" },
        new ValueAttribute<FouPort, bool>(OnOff, f => f.Gue, (f, x) => f with { Gue = x })
            { Id = 7, Name = "gue", Mutability = Mutability.Recreate, UnsetIsDefault = true, Default = "off", Help = "the packets say themselves what is in them (generic UDP encapsulation)" },
        new ValueAttribute<FouPort, IpAddr>(ValueFormats.Address, f => f.Peer, (f, x) => f with { Peer = x })
            { Id = 8, Name = "peer", Mutability = Mutability.Recreate, UnsetIsDefault = true, Help = "only packets from this address; with 'peer-port' and 'local'" },
        new ValueAttribute<FouPort, uint>(Number(1, 65535), f => f.PeerPort, (f, x) => f with { PeerPort = x })
            { Id = 9, Name = "peer-port", Mutability = Mutability.Recreate, UnsetIsDefault = true, Help = "only packets from this port" })
        { Stage = Stage.Neighbour };

    public override ResourceKind Kind => TheKind;

    public override ResourceKey Key => new("fou", string.Concat(
        $"{Port}", IsV6 ? " family inet6" : "", Local is null ? "" : $" local {Local}", Dev is null ? "" : $" dev {Dev}", Netns is null ? "" : $" netns {Netns}"));

    private protected override string? InNetns => Netns;

    public override IEnumerable<ResourceKey> Dependencies => Dev is { Length: > 0 } ? [ResourceKey.Link(Dev)] : [];

    /// <summary>The socket outlives its link, and takes nothing from the next of that name.</summary>
    public override IEnumerable<ResourceKey> GoesWith => [];

    public override void Check(ValidationContext context)
    {
        if (IpProto is null && Gue != true)
        {
            context.Report(null, $"fou {Port} does not say what its packets are", "expected 'ipproto NUMBER' (4 for ipip, 41 for sit, 47 for gre), or 'gue'");
        }
        if (IpProto is not null && Gue == true)
        {
            context.Report("ipproto", "packets of GUE say their protocol themselves", "expected either 'ipproto' or 'gue'");
        }
        if (Peer is not null != PeerPort is not null || (Peer is not null && Local is null))
        {
            context.Report(Peer is not null ? "peer" : "peer-port", "'peer' and 'peer-port' go together, and with 'local'", "expected all three, or 'local' alone");
        }
        if (Local is { } local && ((Peer is { } peer && peer.IsV6 != local.IsV6) || (Family is { } family && family == Inet6 != local.IsV6)))
        {
            context.Report("local", "addresses of IPv4 and of IPv6 are mixed", "expected all of one family");
        }
        if (Dev is { } dev && LinkName.Split(dev).Netns != Netns)
        {
            context.Report("dev", $"{dev} is not in the namespace of the port", $"netns {LinkName.Split(dev).Netns}");
        }
    }
}
