namespace Wire.Domain;

/// <summary>Ethernet in GRE over IPv4 (<c>IFLA_GRE_*</c>).</summary>
public sealed record GreTap : Tunnel
{
    public static readonly ResourceKind TheKind = MakeTunnel("gretap", ethernet: true, () => new GreTap(),
    [
        .. TunnelAttributes.EndsV4, .. TunnelAttributes.HeaderV4, TunnelAttributes.IgnoreDf, .. TunnelAttributes.Gre, .. TunnelAttributes.Encap(v6: false), TunnelAttributes.External,
    ]);

    public override ResourceKind Kind => TheKind;
}
