using Wire.Domain;
using static Wire.Kernel.LinuxIfTunnel;

namespace Wire.Kernel;

/// <summary>What SIT has beyond <see cref="TunnelCodec"/>: ISATAP, and 6rd where the kernel has it (CONFIG_IPV6_SIT_6RD).</summary>
internal sealed class SitCodec() : TunnelCodec(Sit.TheKind, "sit", "CONFIG_IPV6_SIT", TunnelNumbers.IpTunnel)
{
    private protected override bool DecodeOwn(scoped in AttributeReader attribute, ref Tunnel tunnel)
    {
        Sit sit = (Sit)tunnel;
        switch (attribute.Type)
        {
            case IFLA_IPTUN_FLAGS:
                tunnel = sit with { Isatap = (attribute.ReadU16() & SIT_ISATAP) != 0 };
                return true;
            case IFLA_IPTUN_6RD_PREFIX:
                tunnel = sit with { SixRdPrefix = new IpPrefix(attribute.ReadAddress(), sit.SixRdPrefix?.Length ?? 0) };
                return true;
            case IFLA_IPTUN_6RD_PREFIXLEN:
                tunnel = sit with { SixRdPrefix = new IpPrefix(sit.SixRdPrefix?.Address ?? IpAddr.AnyV6, (byte)attribute.ReadU16()) };
                return true;
            case IFLA_IPTUN_6RD_RELAY_PREFIX:
                tunnel = sit with { SixRdRelayPrefix = new IpPrefix(attribute.ReadAddress(), sit.SixRdRelayPrefix?.Length ?? 0) };
                return true;
            case IFLA_IPTUN_6RD_RELAY_PREFIXLEN:
                tunnel = sit with { SixRdRelayPrefix = new IpPrefix(sit.SixRdRelayPrefix?.Address ?? IpAddr.AnyV4, (byte)attribute.ReadU16()) };
                return true;
            default:
                return false;
        }
    }

    public override void Encode(NetlinkMessageWriter writer, Link link, LinkIndexes indexes)
    {
        base.Encode(writer, link, indexes);
        Sit sit = (Sit)link;
        if (sit.Isatap is { } isatap)
        {
            writer.WriteU16(IFLA_IPTUN_FLAGS, isatap ? SIT_ISATAP : (ushort)0);
        }
        if (sit.SixRdPrefix is { } prefix)
        {
            writer.WriteAddress(IFLA_IPTUN_6RD_PREFIX, prefix.Address);
            writer.WriteU16(IFLA_IPTUN_6RD_PREFIXLEN, prefix.Length);
        }
        if (sit.SixRdRelayPrefix is { } relay)
        {
            writer.WriteAddress(IFLA_IPTUN_6RD_RELAY_PREFIX, relay.Address);
            writer.WriteU16(IFLA_IPTUN_6RD_RELAY_PREFIXLEN, relay.Length);
        }
    }
}
