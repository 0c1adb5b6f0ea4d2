namespace Wire.Domain;

/// <summary>IPv4 or IPv6 in IPv6 (RFC 2473, <c>IFLA_IPTUN_*</c>).</summary>
public sealed record Ip6Tnl : Tunnel
{
    public static readonly ResourceKind TheKind = MakeTunnel("ip6tnl", ethernet: false, () => new Ip6Tnl(),
    [
        .. TunnelAttributes.EndsV6, TunnelAttributes.Mode(Mutability.InPlace, "any", ("ip6ip6", 41), ("ipip6", 4), ("any", 0)),
        .. TunnelAttributes.HeaderV6, .. TunnelAttributes.Encap(v6: true), TunnelAttributes.External,
    ]);

    public override ResourceKind Kind => TheKind;
}
