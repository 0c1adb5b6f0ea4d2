namespace Wire.Domain;

/// <summary>Ethernet in GRE over IPv6 (<c>IFLA_GRE_*</c>).</summary>
public sealed record Ip6GreTap : Tunnel
{
    public static readonly ResourceKind TheKind = MakeTunnel("ip6gretap", ethernet: true, () => new Ip6GreTap(),
    [
        .. TunnelAttributes.EndsV6, .. TunnelAttributes.HeaderV6, .. TunnelAttributes.Gre, .. TunnelAttributes.Encap(v6: true), TunnelAttributes.External,
    ]);

    public override ResourceKind Kind => TheKind;
}
