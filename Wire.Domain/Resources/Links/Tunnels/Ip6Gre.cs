namespace Wire.Domain;

/// <summary>IP in GRE over IPv6 (RFC 7676, <c>IFLA_GRE_*</c>).</summary>
public sealed record Ip6Gre : Tunnel
{
    public static readonly ResourceKind TheKind = MakeTunnel("ip6gre", ethernet: false, () => new Ip6Gre(),
    [
        .. TunnelAttributes.EndsV6, .. TunnelAttributes.HeaderV6, .. TunnelAttributes.Gre, .. TunnelAttributes.Encap(v6: true), TunnelAttributes.External,
    ]);

    public override ResourceKind Kind => TheKind;
}
