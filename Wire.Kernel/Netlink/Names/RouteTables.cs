using System.Runtime.InteropServices;
using static Wire.Kernel.LinuxFibRules;
using static Wire.Kernel.LinuxIfAddr;
using static Wire.Kernel.LinuxLwtunnel;
using static Wire.Kernel.LinuxNeighbour;
using static Wire.Kernel.LinuxNexthop;
using static Wire.Kernel.LinuxRtnetlink;

namespace Wire.Kernel;

/// <summary>Attributes of addresses, routes, rules, neighbours and nexthop objects, by the header that has them.</summary>
internal static class RouteTables
{
    /// <summary>linux/if_addr.h.</summary>
    public static AttributeTable Address { get; } = new()
    {
        IFA_ADDRESS, IFA_LOCAL, IFA_LABEL, IFA_BROADCAST, IFA_ANYCAST, IFA_CACHEINFO, IFA_MULTICAST, IFA_FLAGS, IFA_RT_PRIORITY, IFA_PROTO,
    };

    /// <summary>linux/fib_rules.h.</summary>
    public static AttributeTable Rule { get; } = new()
    {
        FRA_DST, FRA_SRC, FRA_IIFNAME, FRA_GOTO, FRA_PRIORITY, FRA_FWMARK, FRA_FLOW, FRA_TUN_ID, FRA_SUPPRESS_IFGROUP, FRA_SUPPRESS_PREFIXLEN,
        FRA_TABLE, FRA_FWMASK, FRA_OIFNAME, FRA_L3MDEV, FRA_UID_RANGE, FRA_PROTOCOL, FRA_IP_PROTO, FRA_SPORT_RANGE, FRA_DPORT_RANGE, FRA_DSCP,
    };

    /// <summary>linux/neighbour.h; entries of a bridge too.</summary>
    public static AttributeTable Neighbour { get; } = new()
    {
        NDA_DST, NDA_LLADDR, NDA_CACHEINFO, NDA_PROBES, NDA_VLAN, NDA_PORT, NDA_VNI, NDA_IFINDEX, NDA_MASTER, NDA_SRC_VNI, NDA_PROTOCOL, NDA_NH_ID, NDA_FLAGS_EXT,
    };

    /// <summary>RTA_ENCAP of LWTUNNEL_ENCAP_MPLS (linux/mpls_iptunnel.h).</summary>
    public static AttributeTable Mpls { get; } = new()
    {
        MPLS_IPTUNNEL_DST, MPLS_IPTUNNEL_TTL,
    };

    /// <summary>RTA_ENCAP of LWTUNNEL_ENCAP_IP (linux/lwtunnel.h).</summary>
    public static AttributeTable Ip { get; } = new()
    {
        LWTUNNEL_IP_ID, LWTUNNEL_IP_DST, LWTUNNEL_IP_SRC, LWTUNNEL_IP_TTL, LWTUNNEL_IP_TOS, LWTUNNEL_IP_FLAGS, LWTUNNEL_IP_PAD,
    };

    /// <summary>RTA_ENCAP of LWTUNNEL_ENCAP_IP6.</summary>
    public static AttributeTable Ip6 { get; } = new()
    {
        LWTUNNEL_IP6_ID, LWTUNNEL_IP6_DST, LWTUNNEL_IP6_SRC, LWTUNNEL_IP6_HOPLIMIT, LWTUNNEL_IP6_TC, LWTUNNEL_IP6_FLAGS,
    };

    /// <summary>RTA_ENCAP of LWTUNNEL_ENCAP_SEG6 (linux/seg6_iptunnel.h).</summary>
    public static AttributeTable Seg6 { get; } = new()
    {
        SEG6_IPTUNNEL_SRH,
    };

    /// <summary>RTA_METRICS (linux/rtnetlink.h).</summary>
    public static AttributeTable Metrics { get; } = new()
    {
        RTAX_LOCK, RTAX_MTU, RTAX_WINDOW, RTAX_RTT, RTAX_RTTVAR, RTAX_SSTHRESH, RTAX_CWND, RTAX_ADVMSS, RTAX_REORDERING, RTAX_HOPLIMIT, RTAX_INITCWND,
        RTAX_FEATURES, RTAX_RTO_MIN, RTAX_INITRWND, RTAX_QUICKACK, RTAX_CC_ALGO, RTAX_FASTOPEN_NO_COOKIE,
    };

    /// <summary>One of the ways of RTA_MULTIPATH, after its rtnexthop.</summary>
    public static AttributeTable Way { get; } = new()
    {
        RTA_GATEWAY, RTA_VIA, RTA_FLOW, RTA_ENCAP_TYPE, { RTA_ENCAP, (siblings => EncapOf(siblings, RTA_ENCAP_TYPE)) },
    };

    /// <summary>linux/rtnetlink.h.</summary>
    public static AttributeTable Route { get; } = new()
    {
        RTA_DST, RTA_IIF, RTA_OIF, RTA_GATEWAY, RTA_PRIORITY, RTA_PREFSRC, { RTA_METRICS, Metrics }, { RTA_MULTIPATH, Way, Marshal.SizeOf<RtNextHop>(), true }, RTA_FLOW, RTA_CACHEINFO,
        RTA_TABLE, RTA_MARK, RTA_MFC_STATS, RTA_VIA, RTA_PREF, RTA_ENCAP_TYPE, { RTA_ENCAP, (siblings => EncapOf(siblings, RTA_ENCAP_TYPE)) },
        RTA_EXPIRES, RTA_NH_ID,
    };

    /// <summary>NHA_RES_GROUP.</summary>
    public static AttributeTable ResilientGroup { get; } = new()
    {
        NHA_RES_GROUP_BUCKETS, NHA_RES_GROUP_IDLE_TIMER, NHA_RES_GROUP_UNBALANCED_TIMER, NHA_RES_GROUP_UNBALANCED_TIME,
    };

    /// <summary>linux/nexthop.h.</summary>
    public static AttributeTable Nexthop { get; } = new()
    {
        NHA_ID, NHA_GROUP, NHA_GROUP_TYPE, NHA_BLACKHOLE, NHA_OIF, NHA_GATEWAY, NHA_ENCAP_TYPE,
        { NHA_ENCAP, (siblings => EncapOf(siblings, NHA_ENCAP_TYPE)) }, NHA_FDB, { NHA_RES_GROUP, ResilientGroup }, NHA_OP_FLAGS,
    };

    private static AttributeTable? EncapOf(AttributeReader siblings, ushort type)
    {
        while (siblings.Read())
        {
            if (siblings.Type == type)
            {
                return siblings.ReadU16() switch
                {
                    LWTUNNEL_ENCAP_MPLS => Mpls,
                    LWTUNNEL_ENCAP_IP => Ip,
                    LWTUNNEL_ENCAP_IP6 => Ip6,
                    LWTUNNEL_ENCAP_SEG6 => Seg6,
                    _ => null,
                };
            }
        }
        return null;
    }
}
