namespace Wire.Kernel;

/// <summary>Constants of rtnetlink(7), linux/rtnetlink.h, by their own names.</summary>
public static class LinuxRtnetlink
{
    // Address families (linux/socket.h).
    public const byte AF_UNSPEC = 0;
    public const byte AF_INET = 2;
    public const byte AF_BRIDGE = 7;
    public const byte AF_INET6 = 10;

    // Message types.
    public const ushort RTM_NEWLINK = 16;
    public const ushort RTM_DELLINK = 17;
    public const ushort RTM_GETLINK = 18;
    public const ushort RTM_SETLINK = 19;
    public const ushort RTM_NEWADDR = 20;
    public const ushort RTM_DELADDR = 21;
    public const ushort RTM_GETADDR = 22;
    public const ushort RTM_NEWROUTE = 24;
    public const ushort RTM_DELROUTE = 25;
    public const ushort RTM_GETROUTE = 26;
    public const ushort RTM_NEWNEIGH = 28;
    public const ushort RTM_DELNEIGH = 29;
    public const ushort RTM_GETNEIGH = 30;
    public const ushort RTM_NEWRULE = 32;
    public const ushort RTM_DELRULE = 33;
    public const ushort RTM_GETRULE = 34;
    public const ushort RTM_NEWMDB = 84;
    public const ushort RTM_DELMDB = 85;
    public const ushort RTM_GETMDB = 86;
    public const ushort RTM_NEWNSID = 88;
    public const ushort RTM_DELNSID = 89;
    public const ushort RTM_GETNSID = 90;

    public const ushort RTM_NEWNEXTHOP = 104;
    public const ushort RTM_DELNEXTHOP = 105;
    public const ushort RTM_GETNEXTHOP = 106;
    public const ushort RTM_NEWVLAN = 112;
    public const ushort RTM_DELVLAN = 113;
    public const ushort RTM_GETVLAN = 114;
    public const ushort RTM_NEWTUNNEL = 120;
    public const ushort RTM_DELTUNNEL = 121;
    public const ushort RTM_GETTUNNEL = 122;

    // Multicast groups.
    public const int RTNLGRP_LINK = 1;
    public const int RTNLGRP_NEIGH = 3;
    public const int RTNLGRP_IPV4_IFADDR = 5;
    public const int RTNLGRP_IPV4_ROUTE = 7;
    public const int RTNLGRP_IPV4_RULE = 8;
    public const int RTNLGRP_IPV6_IFADDR = 9;
    public const int RTNLGRP_IPV6_ROUTE = 11;
    public const int RTNLGRP_IPV6_RULE = 19;
    public const int RTNLGRP_MDB = 26;
    public const int RTNLGRP_NSID = 28;
    public const int RTNLGRP_NEXTHOP = 32;
    public const int RTNLGRP_BRVLAN = 33;
    public const int RTNLGRP_TUNNEL = 35;

    // Attributes of a route.
    public const ushort RTA_DST = 1;
    public const ushort RTA_IIF = 3;
    public const ushort RTA_OIF = 4;
    public const ushort RTA_GATEWAY = 5;
    public const ushort RTA_PRIORITY = 6;
    public const ushort RTA_PREFSRC = 7;
    public const ushort RTA_METRICS = 8;
    public const ushort RTA_MULTIPATH = 9;
    public const ushort RTA_FLOW = 11;
    public const ushort RTA_CACHEINFO = 12;
    public const ushort RTA_TABLE = 15;
    public const ushort RTA_MARK = 16;
    public const ushort RTA_MFC_STATS = 17;
    public const ushort RTA_VIA = 18;
    public const ushort RTA_PREF = 20;
    public const ushort RTA_ENCAP_TYPE = 21;
    public const ushort RTA_ENCAP = 22;
    public const ushort RTA_EXPIRES = 23;
    public const ushort RTA_NH_ID = 30;

    // RTA_METRICS.
    public const ushort RTAX_LOCK = 1;
    public const ushort RTAX_MTU = 2;
    public const ushort RTAX_WINDOW = 3;
    public const ushort RTAX_RTT = 4;
    public const ushort RTAX_RTTVAR = 5;
    public const ushort RTAX_SSTHRESH = 6;
    public const ushort RTAX_CWND = 7;
    public const ushort RTAX_ADVMSS = 8;
    public const ushort RTAX_REORDERING = 9;
    public const ushort RTAX_HOPLIMIT = 10;
    public const ushort RTAX_INITCWND = 11;
    public const ushort RTAX_FEATURES = 12;
    public const ushort RTAX_RTO_MIN = 13;
    public const ushort RTAX_INITRWND = 14;
    public const ushort RTAX_QUICKACK = 15;
    public const ushort RTAX_CC_ALGO = 16;
    public const ushort RTAX_FASTOPEN_NO_COOKIE = 17;

    // rtm_flags and rtnh_flags.
    public const uint RTNH_F_ONLINK = 4;

    // Types of a route.
    public const byte RTN_UNICAST = 1;
    public const byte RTN_LOCAL = 2;
    public const byte RTN_BROADCAST = 3;
    public const byte RTN_ANYCAST = 4;
    public const byte RTN_MULTICAST = 5;
    public const byte RTN_BLACKHOLE = 6;
    public const byte RTN_UNREACHABLE = 7;
    public const byte RTN_PROHIBIT = 8;
    public const byte RTN_THROW = 9;

    // Scopes.
    public const byte RT_SCOPE_UNIVERSE = 0;
    public const byte RT_SCOPE_LINK = 253;
    public const byte RT_SCOPE_HOST = 254;
    public const byte RT_SCOPE_NOWHERE = 255;

    // Tables.
    public const byte RT_TABLE_UNSPEC = 0;
    public const byte RT_TABLE_COMPAT = 252;
    public const byte RT_TABLE_MAIN = 254;

    // Origins of a route.
    public const byte RTPROT_KERNEL = 2;

    // Flags of a route.
    public const uint RTM_F_CLONED = 0x200;

    // IFLA_EXT_MASK of a link dump.
    public const uint RTEXT_FILTER_BRVLAN_COMPRESSED = 0x4;
    public const uint RTEXT_FILTER_SKIP_STATS = 0x8;

    // Traffic control.
    public const ushort RTM_NEWQDISC = 36;
    public const ushort RTM_DELQDISC = 37;
    public const ushort RTM_GETQDISC = 38;
    public const ushort RTM_NEWTCLASS = 40;
    public const ushort RTM_DELTCLASS = 41;
    public const ushort RTM_GETTCLASS = 42;
    public const ushort RTM_NEWTFILTER = 44;
    public const ushort RTM_DELTFILTER = 45;
    public const ushort RTM_GETTFILTER = 46;
    public const int RTNLGRP_TC = 4;
    public const ushort TCA_KIND = 1;
    public const ushort TCA_OPTIONS = 2;
    public const ushort TCA_STATS = 3;
    public const ushort TCA_XSTATS = 4;
    public const ushort TCA_RATE = 5;
    public const ushort TCA_FCNT = 6;
    public const ushort TCA_STATS2 = 7;
    public const ushort TCA_STAB = 8;
    public const ushort TCA_CHAIN = 11;
    public const ushort TCA_HW_OFFLOAD = 12;
    public const ushort TCA_INGRESS_BLOCK = 13;
    public const ushort TCA_EGRESS_BLOCK = 14;
}
