using static Wire.Domain.ValueFormats;

namespace Wire.Domain;

/// <summary>IPv6 (and IPv4, MPLS) in IPv4 (RFC 4213, <c>IFLA_IPTUN_*</c>). The kernel has no external mode of it, whatever ip(8) takes.</summary>
public sealed record Sit : Tunnel
{
    /// <summary>SIT_ISATAP in IFLA_IPTUN_FLAGS (RFC 5214).</summary>
    public bool? Isatap { get; init; }

    /// <summary>IFLA_IPTUN_6RD_PREFIX and _PREFIXLEN (RFC 5969).</summary>
    public IpPrefix? SixRdPrefix { get; init; }

    /// <summary>IFLA_IPTUN_6RD_RELAY_PREFIX and _RELAY_PREFIXLEN: what IPv4 addresses have in common, and IPv6 ones leave out.</summary>
    public IpPrefix? SixRdRelayPrefix { get; init; }

    public static readonly ResourceKind TheKind = MakeTunnel("sit", ethernet: false, () => new Sit(),
    [
        .. TunnelAttributes.EndsV4,
        TunnelAttributes.Mode(Mutability.Recreate, "ip6ip", ("ip6ip", 41), ("ipip", 4), ("mplsip", 137), ("any", 0)),
        .. TunnelAttributes.HeaderV4,
        new ValueAttribute<Sit, bool>(OnOff, s => s.Isatap, (s, x) => s with { Isatap = x })
            { Id = 60, Name = "isatap", Mutability = Mutability.Recreate, Default = "off", Help = "find the other ends in their addresses (ISATAP)" },
        new ValueAttribute<Sit, IpPrefix>(ValueFormats.Prefix, s => s.SixRdPrefix, (s, x) => s with { SixRdPrefix = x })
            { Id = 61, Name = "6rd-prefix", Mutability = Mutability.InPlace, Default = "2002::/16", Help = "IPv6 prefix whose addresses have the other end's IPv4 address in them" },
        new ValueAttribute<Sit, IpPrefix>(ValueFormats.Prefix, s => s.SixRdRelayPrefix, (s, x) => s with { SixRdRelayPrefix = x })
            { Id = 62, Name = "6rd-relay-prefix", Mutability = Mutability.InPlace, Default = "0.0.0.0/0", Help = "what those IPv4 addresses have in common and is left out" },
        .. TunnelAttributes.Encap(v6: false),
    ]);

    public override ResourceKind Kind => TheKind;

    public override void Check(ValidationContext context)
    {
        base.Check(context);
        CheckTtlAndPmtuDisc(context);
        if (SixRdPrefix is { IsV6: false } v4)
        {
            context.Report("6rd-prefix", $"{v4} is no IPv6 prefix", "expected one such as 2001:db8::/32");
        }
        if (SixRdRelayPrefix is { IsV6: true } relay)
        {
            context.Report("6rd-relay-prefix", $"{relay} is no IPv4 prefix", "expected one such as 10.0.0.0/8");
        }
        foreach ((string word, IpPrefix? prefix) in new[] { ("6rd-prefix", SixRdPrefix), ("6rd-relay-prefix", SixRdRelayPrefix) })
        {
            if (prefix is { HasHostBits: true } wrong)
            {
                context.Report(word, $"{wrong} has bits behind its prefix", $"expected {wrong.Network}");
            }
        }
        // ipip6_tunnel_update_6rd, net/ipv6/sit.c.
        if ((SixRdPrefix?.Length ?? 16) + (32 - (SixRdRelayPrefix?.Length ?? 0)) > 64)
        {
            context.Report("6rd-prefix", "prefix and IPv4 address are longer than 64 bits together", "expected a shorter prefix, or a longer 6rd-relay-prefix");
        }
    }
}
