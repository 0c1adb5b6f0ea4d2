namespace Wire.Domain;

/// <summary>Mirrored Ethernet frames in GRE over IPv4 (draft-foschiano-erspan, <c>IFLA_GRE_ERSPAN_*</c>).</summary>
public sealed record Erspan : Tunnel
{
    public static readonly ResourceKind TheKind = MakeTunnel("erspan", ethernet: true, () => new Erspan(),
    [
        .. TunnelAttributes.EndsV4, .. TunnelAttributes.Erspan, .. TunnelAttributes.HeaderV4, TunnelAttributes.IgnoreDf, .. TunnelAttributes.Gre,
        .. TunnelAttributes.Encap(v6: false), TunnelAttributes.External,
    ]);

    public override ResourceKind Kind => TheKind;

    public override void Check(ValidationContext context)
    {
        base.Check(context);
        ErspanRules.Check(this, context);
    }
}
