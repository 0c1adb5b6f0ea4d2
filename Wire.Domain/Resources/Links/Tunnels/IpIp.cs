namespace Wire.Domain;

/// <summary>IPv4 or MPLS in IPv4 (RFC 2003, <c>IFLA_IPTUN_*</c>, linux/if_tunnel.h).</summary>
public sealed record IpIp : Tunnel
{
    public static readonly ResourceKind TheKind = MakeTunnel("ipip", ethernet: false, () => new IpIp(),
    [
        .. TunnelAttributes.EndsV4, TunnelAttributes.Mode(Mutability.Recreate, "ipip", ("ipip", 4), ("mplsip", 137), ("any", 0)),
        .. TunnelAttributes.HeaderV4, .. TunnelAttributes.Encap(v6: false), TunnelAttributes.External,
    ]);

    public override ResourceKind Kind => TheKind;

    public override void Check(ValidationContext context)
    {
        base.Check(context);
        CheckTtlAndPmtuDisc(context);
    }
}
