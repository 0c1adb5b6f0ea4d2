namespace Wire.Kernel;

/// <summary>Constants of linux/lwtunnel.h, mpls_iptunnel.h, seg6_iptunnel.h and if_tunnel.h, by their own names.</summary>
public static class LinuxLwtunnel
{
    // RTA_ENCAP_TYPE.
    public const ushort LWTUNNEL_ENCAP_MPLS = 1;
    public const ushort LWTUNNEL_ENCAP_IP = 2;
    public const ushort LWTUNNEL_ENCAP_IP6 = 4;
    public const ushort LWTUNNEL_ENCAP_SEG6 = 5;

    // Attributes of LWTUNNEL_ENCAP_MPLS.
    public const ushort MPLS_IPTUNNEL_DST = 1;
    public const ushort MPLS_IPTUNNEL_TTL = 2;

    // Attributes of LWTUNNEL_ENCAP_IP; those of IP6 have the same numbers.
    public const ushort LWTUNNEL_IP_ID = 1;
    public const ushort LWTUNNEL_IP_DST = 2;
    public const ushort LWTUNNEL_IP_SRC = 3;
    public const ushort LWTUNNEL_IP_TTL = 4;
    public const ushort LWTUNNEL_IP_TOS = 5;
    public const ushort LWTUNNEL_IP_FLAGS = 6;
    public const ushort LWTUNNEL_IP_PAD = 7;
    public const ushort LWTUNNEL_IP6_ID = 1;
    public const ushort LWTUNNEL_IP6_DST = 2;
    public const ushort LWTUNNEL_IP6_SRC = 3;
    public const ushort LWTUNNEL_IP6_HOPLIMIT = 4;
    public const ushort LWTUNNEL_IP6_TC = 5;
    public const ushort LWTUNNEL_IP6_FLAGS = 6;

    // Attributes of LWTUNNEL_ENCAP_SEG6.
    public const ushort SEG6_IPTUNNEL_SRH = 1;

    // seg6_iptunnel_encap.mode.
    public const uint SEG6_IPTUN_MODE_INLINE = 0;
    public const uint SEG6_IPTUN_MODE_L2ENCAP_RED = 4;

    /// <summary>The routing type of a segment routing header (linux/ipv6.h).</summary>
    public const byte IPV6_SRCRT_TYPE_4 = 4;
}
