namespace Wire.Domain;

/// <summary>An IPsec tunnel over IPv6 that is a link (<c>IFLA_VTI_*</c>).</summary>
public sealed record Vti6 : Tunnel
{
    public static readonly ResourceKind TheKind = MakeTunnel("vti6", ethernet: false, () => new Vti6(),
    [
        .. TunnelAttributes.EndsV6, .. Vti.Keys,
    ]);

    public override ResourceKind Kind => TheKind;
}
