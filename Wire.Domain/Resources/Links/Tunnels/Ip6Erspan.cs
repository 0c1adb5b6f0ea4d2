namespace Wire.Domain;

/// <summary>Mirrored Ethernet frames in GRE over IPv6 (<c>IFLA_GRE_ERSPAN_*</c>).</summary>
public sealed record Ip6Erspan : Tunnel
{
    public static readonly ResourceKind TheKind = MakeTunnel("ip6erspan", ethernet: true, () => new Ip6Erspan(),
    [
        .. TunnelAttributes.EndsV6, .. TunnelAttributes.Erspan, .. TunnelAttributes.HeaderV6, .. TunnelAttributes.Gre,
        .. TunnelAttributes.Encap(v6: true), TunnelAttributes.External,
    ]);

    public override ResourceKind Kind => TheKind;

    public override void Check(ValidationContext context)
    {
        base.Check(context);
        ErspanRules.Check(this, context);
    }
}
