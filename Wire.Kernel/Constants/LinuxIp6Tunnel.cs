namespace Wire.Kernel;

/// <summary>Constants of linux/ip6_tunnel.h, by their own names.</summary>
public static class LinuxIp6Tunnel
{
    public const uint IP6_TNL_F_IGN_ENCAP_LIMIT = 0x1;
    public const uint IP6_TNL_F_USE_ORIG_TCLASS = 0x2;
    public const uint IP6_TNL_F_USE_ORIG_FLOWLABEL = 0x4;
    public const uint IP6_TNL_F_RCV_DSCP_COPY = 0x10;
    public const uint IP6_TNL_F_USE_ORIG_FWMARK = 0x20;
    public const uint IP6_TNL_F_ALLOW_LOCAL_REMOTE = 0x40;
}
