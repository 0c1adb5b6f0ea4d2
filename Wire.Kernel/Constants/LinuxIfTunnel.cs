namespace Wire.Kernel;

/// <summary>Constants of linux/if_tunnel.h, by their own names. Those that the header has in network order are in <see cref="GreFlags"/>.</summary>
public static class LinuxIfTunnel
{
    // IPIP, SIT and IPv6 tunnels.
    public const ushort IFLA_IPTUN_LINK = 1;
    public const ushort IFLA_IPTUN_LOCAL = 2;
    public const ushort IFLA_IPTUN_REMOTE = 3;
    public const ushort IFLA_IPTUN_TTL = 4;
    public const ushort IFLA_IPTUN_TOS = 5;
    public const ushort IFLA_IPTUN_ENCAP_LIMIT = 6;
    public const ushort IFLA_IPTUN_FLOWINFO = 7;
    public const ushort IFLA_IPTUN_FLAGS = 8;
    public const ushort IFLA_IPTUN_PROTO = 9;
    public const ushort IFLA_IPTUN_PMTUDISC = 10;
    public const ushort IFLA_IPTUN_6RD_PREFIX = 11;
    public const ushort IFLA_IPTUN_6RD_RELAY_PREFIX = 12;
    public const ushort IFLA_IPTUN_6RD_PREFIXLEN = 13;
    public const ushort IFLA_IPTUN_6RD_RELAY_PREFIXLEN = 14;
    public const ushort IFLA_IPTUN_ENCAP_TYPE = 15;
    public const ushort IFLA_IPTUN_ENCAP_FLAGS = 16;
    public const ushort IFLA_IPTUN_ENCAP_SPORT = 17;
    public const ushort IFLA_IPTUN_ENCAP_DPORT = 18;
    public const ushort IFLA_IPTUN_COLLECT_METADATA = 19;
    public const ushort IFLA_IPTUN_FWMARK = 20;

    // What UDP is put around a tunnel's packets.
    public const ushort TUNNEL_ENCAP_FLAG_CSUM = 1 << 0;
    public const ushort TUNNEL_ENCAP_FLAG_CSUM6 = 1 << 1;
    public const ushort TUNNEL_ENCAP_FLAG_REMCSUM = 1 << 2;

    // IFLA_IPTUN_FLAGS of SIT.
    public const ushort SIT_ISATAP = 0x0001;

    // GRE.
    public const ushort IFLA_GRE_LINK = 1;
    public const ushort IFLA_GRE_IFLAGS = 2;
    public const ushort IFLA_GRE_OFLAGS = 3;
    public const ushort IFLA_GRE_IKEY = 4;
    public const ushort IFLA_GRE_OKEY = 5;
    public const ushort IFLA_GRE_LOCAL = 6;
    public const ushort IFLA_GRE_REMOTE = 7;
    public const ushort IFLA_GRE_TTL = 8;
    public const ushort IFLA_GRE_TOS = 9;
    public const ushort IFLA_GRE_PMTUDISC = 10;
    public const ushort IFLA_GRE_ENCAP_LIMIT = 11;
    public const ushort IFLA_GRE_FLOWINFO = 12;
    public const ushort IFLA_GRE_FLAGS = 13;
    public const ushort IFLA_GRE_ENCAP_TYPE = 14;
    public const ushort IFLA_GRE_ENCAP_FLAGS = 15;
    public const ushort IFLA_GRE_ENCAP_SPORT = 16;
    public const ushort IFLA_GRE_ENCAP_DPORT = 17;
    public const ushort IFLA_GRE_COLLECT_METADATA = 18;
    public const ushort IFLA_GRE_IGNORE_DF = 19;
    public const ushort IFLA_GRE_FWMARK = 20;
    public const ushort IFLA_GRE_ERSPAN_INDEX = 21;
    public const ushort IFLA_GRE_ERSPAN_VER = 22;
    public const ushort IFLA_GRE_ERSPAN_DIR = 23;
    public const ushort IFLA_GRE_ERSPAN_HWID = 24;

    // VTI.
    public const ushort IFLA_VTI_LINK = 1;
    public const ushort IFLA_VTI_IKEY = 2;
    public const ushort IFLA_VTI_OKEY = 3;
    public const ushort IFLA_VTI_LOCAL = 4;
    public const ushort IFLA_VTI_REMOTE = 5;
    public const ushort IFLA_VTI_FWMARK = 6;
}
