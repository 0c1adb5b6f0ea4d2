namespace Wire.Domain;

/// <summary>IP in GRE over IPv4 (RFC 2784, <c>IFLA_GRE_*</c>, linux/if_tunnel.h).</summary>
public sealed record Gre : Tunnel
{
    public static readonly ResourceKind TheKind = MakeTunnel("gre", ethernet: false, () => new Gre(),
    [
        .. TunnelAttributes.EndsV4, .. TunnelAttributes.HeaderV4, TunnelAttributes.IgnoreDf, .. TunnelAttributes.Gre, .. TunnelAttributes.Encap(v6: false), TunnelAttributes.External,
    ]);

    public override ResourceKind Kind => TheKind;
}
