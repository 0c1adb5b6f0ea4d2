using static Wire.Kernel.LinuxPktCls;
using static Wire.Kernel.LinuxPktSched;
using static Wire.Kernel.LinuxRtnetlink;
using static Wire.Kernel.LinuxTcAct;

namespace Wire.Kernel;

/// <summary>Attributes of traffic control (linux/pkt_sched.h, linux/pkt_cls.h, linux/tc_act), by where they stand.</summary>
internal static class TrafficControlTables
{
    /// <summary>TCA_PEDIT_KEY_EX.</summary>
    public static AttributeTable PeditKey { get; } = new()
    {
        TCA_PEDIT_KEY_EX_HTYPE, TCA_PEDIT_KEY_EX_CMD,
    };

    /// <summary>TCA_PEDIT_KEYS_EX.</summary>
    public static AttributeTable PeditKeys { get; } = new()
    {
        { TCA_PEDIT_KEY_EX, PeditKey },
    };

    /// <summary>TCA_ACT_OPTIONS of gact.</summary>
    public static AttributeTable Gact { get; } = new()
    {
        TCA_GACT_TM, TCA_GACT_PARMS, TCA_GACT_PROB,
    };

    /// <summary>TCA_ACT_OPTIONS of mirred.</summary>
    public static AttributeTable Mirred { get; } = new()
    {
        TCA_MIRRED_TM, TCA_MIRRED_PARMS,
    };

    /// <summary>TCA_ACT_OPTIONS of skbedit.</summary>
    public static AttributeTable Skbedit { get; } = new()
    {
        TCA_SKBEDIT_TM, TCA_SKBEDIT_PARMS, TCA_SKBEDIT_PRIORITY, TCA_SKBEDIT_QUEUE_MAPPING, TCA_SKBEDIT_MARK, TCA_SKBEDIT_PTYPE, TCA_SKBEDIT_MASK,
        TCA_SKBEDIT_FLAGS,
    };

    /// <summary>TCA_ACT_OPTIONS of pedit.</summary>
    public static AttributeTable Pedit { get; } = new()
    {
        TCA_PEDIT_TM, TCA_PEDIT_PARMS, TCA_PEDIT_PARMS_EX, { TCA_PEDIT_KEYS_EX, PeditKeys },
    };

    /// <summary>TCA_ACT_OPTIONS of csum.</summary>
    public static AttributeTable Csum { get; } = new()
    {
        TCA_CSUM_PARMS,
    };

    /// <summary>TCA_ACT_OPTIONS of vlan.</summary>
    public static AttributeTable Vlan { get; } = new()
    {
        TCA_VLAN_TM, TCA_VLAN_PARMS, TCA_VLAN_PUSH_VLAN_ID, TCA_VLAN_PUSH_VLAN_PROTOCOL, TCA_VLAN_PUSH_VLAN_PRIORITY, TCA_VLAN_PUSH_ETH_DST,
        TCA_VLAN_PUSH_ETH_SRC,
    };

    /// <summary>TCA_ACT_OPTIONS of police.</summary>
    public static AttributeTable Police { get; } = new()
    {
        TCA_POLICE_TBF, TCA_POLICE_RATE, TCA_POLICE_PEAKRATE, TCA_POLICE_AVRATE, TCA_POLICE_RESULT, TCA_POLICE_TM, TCA_POLICE_RATE64,
        TCA_POLICE_PEAKRATE64, TCA_POLICE_PKTRATE64, TCA_POLICE_PKTBURST64,
    };

    /// <summary>One of the actions of a filter.</summary>
    public static AttributeTable Action { get; } = new()
    {
        TCA_ACT_KIND, { TCA_ACT_OPTIONS, (siblings => Of(siblings, TCA_ACT_KIND, ActionOf)) }, TCA_ACT_INDEX, TCA_ACT_STATS, TCA_ACT_COOKIE,
        TCA_ACT_FLAGS, TCA_ACT_HW_STATS, TCA_ACT_USED_HW_STATS, TCA_ACT_IN_HW_COUNT,
    };

    /// <summary>TCA_OPTIONS of u32.</summary>
    public static AttributeTable U32 { get; } = new()
    {
        TCA_U32_CLASSID, TCA_U32_HASH, TCA_U32_LINK, TCA_U32_DIVISOR, TCA_U32_SEL, { TCA_U32_ACT, AttributeTable.ListOf(Action) }, TCA_U32_INDEV,
        TCA_U32_PCNT, TCA_U32_MARK, TCA_U32_FLAGS,
    };

    /// <summary>TCA_OPTIONS of bpf.</summary>
    public static AttributeTable Bpf { get; } = new()
    {
        { TCA_BPF_ACT, AttributeTable.ListOf(Action) }, TCA_BPF_CLASSID, TCA_BPF_FD, TCA_BPF_NAME, TCA_BPF_FLAGS, TCA_BPF_FLAGS_GEN, TCA_BPF_TAG,
        TCA_BPF_ID,
    };

    /// <summary>TCA_OPTIONS of matchall.</summary>
    public static AttributeTable Matchall { get; } = new()
    {
        TCA_MATCHALL_CLASSID, { TCA_MATCHALL_ACT, AttributeTable.ListOf(Action) }, TCA_MATCHALL_FLAGS, TCA_MATCHALL_PCNT,
    };

    /// <summary>TCA_OPTIONS of flower.</summary>
    public static AttributeTable Flower { get; } = new()
    {
        TCA_FLOWER_CLASSID, TCA_FLOWER_INDEV, { TCA_FLOWER_ACT, AttributeTable.ListOf(Action) }, TCA_FLOWER_FLAGS, TCA_FLOWER_IN_HW_COUNT,
        TCA_FLOWER_KEY_ETH_DST, TCA_FLOWER_KEY_ETH_DST_MASK, TCA_FLOWER_KEY_ETH_SRC, TCA_FLOWER_KEY_ETH_SRC_MASK, TCA_FLOWER_KEY_ETH_TYPE,
        TCA_FLOWER_KEY_IP_PROTO, TCA_FLOWER_KEY_IPV4_SRC, TCA_FLOWER_KEY_IPV4_SRC_MASK, TCA_FLOWER_KEY_IPV4_DST, TCA_FLOWER_KEY_IPV4_DST_MASK,
        TCA_FLOWER_KEY_IPV6_SRC, TCA_FLOWER_KEY_IPV6_SRC_MASK, TCA_FLOWER_KEY_IPV6_DST, TCA_FLOWER_KEY_IPV6_DST_MASK, TCA_FLOWER_KEY_TCP_SRC,
        TCA_FLOWER_KEY_TCP_DST, TCA_FLOWER_KEY_UDP_SRC, TCA_FLOWER_KEY_UDP_DST, TCA_FLOWER_KEY_VLAN_ID, TCA_FLOWER_KEY_VLAN_PRIO,
        TCA_FLOWER_KEY_VLAN_ETH_TYPE, TCA_FLOWER_KEY_ENC_KEY_ID, TCA_FLOWER_KEY_ENC_IPV4_SRC, TCA_FLOWER_KEY_ENC_IPV4_SRC_MASK,
        TCA_FLOWER_KEY_ENC_IPV4_DST, TCA_FLOWER_KEY_ENC_IPV4_DST_MASK, TCA_FLOWER_KEY_ENC_IPV6_SRC, TCA_FLOWER_KEY_ENC_IPV6_SRC_MASK,
        TCA_FLOWER_KEY_ENC_IPV6_DST, TCA_FLOWER_KEY_ENC_IPV6_DST_MASK, TCA_FLOWER_KEY_TCP_SRC_MASK, TCA_FLOWER_KEY_TCP_DST_MASK,
        TCA_FLOWER_KEY_UDP_SRC_MASK, TCA_FLOWER_KEY_UDP_DST_MASK, TCA_FLOWER_KEY_SCTP_SRC_MASK, TCA_FLOWER_KEY_SCTP_DST_MASK, TCA_FLOWER_KEY_SCTP_SRC,
        TCA_FLOWER_KEY_SCTP_DST, TCA_FLOWER_KEY_ENC_UDP_SRC_PORT, TCA_FLOWER_KEY_ENC_UDP_SRC_PORT_MASK, TCA_FLOWER_KEY_ENC_UDP_DST_PORT,
        TCA_FLOWER_KEY_ENC_UDP_DST_PORT_MASK, TCA_FLOWER_KEY_FLAGS, TCA_FLOWER_KEY_FLAGS_MASK, TCA_FLOWER_KEY_ICMPV4_CODE,
        TCA_FLOWER_KEY_ICMPV4_CODE_MASK, TCA_FLOWER_KEY_ICMPV4_TYPE, TCA_FLOWER_KEY_ICMPV4_TYPE_MASK, TCA_FLOWER_KEY_ICMPV6_CODE,
        TCA_FLOWER_KEY_ICMPV6_CODE_MASK, TCA_FLOWER_KEY_ICMPV6_TYPE, TCA_FLOWER_KEY_ICMPV6_TYPE_MASK, TCA_FLOWER_KEY_ARP_SIP,
        TCA_FLOWER_KEY_ARP_SIP_MASK, TCA_FLOWER_KEY_ARP_TIP, TCA_FLOWER_KEY_ARP_TIP_MASK, TCA_FLOWER_KEY_ARP_OP, TCA_FLOWER_KEY_ARP_OP_MASK,
        TCA_FLOWER_KEY_ARP_SHA, TCA_FLOWER_KEY_ARP_SHA_MASK, TCA_FLOWER_KEY_ARP_THA, TCA_FLOWER_KEY_ARP_THA_MASK, TCA_FLOWER_KEY_MPLS_TTL,
        TCA_FLOWER_KEY_MPLS_BOS, TCA_FLOWER_KEY_MPLS_TC, TCA_FLOWER_KEY_MPLS_LABEL, TCA_FLOWER_KEY_TCP_FLAGS, TCA_FLOWER_KEY_TCP_FLAGS_MASK,
        TCA_FLOWER_KEY_IP_TOS, TCA_FLOWER_KEY_IP_TOS_MASK, TCA_FLOWER_KEY_IP_TTL, TCA_FLOWER_KEY_IP_TTL_MASK, TCA_FLOWER_KEY_CVLAN_ID,
        TCA_FLOWER_KEY_CVLAN_PRIO, TCA_FLOWER_KEY_CVLAN_ETH_TYPE, TCA_FLOWER_KEY_ENC_IP_TOS, TCA_FLOWER_KEY_ENC_IP_TOS_MASK,
        TCA_FLOWER_KEY_ENC_IP_TTL, TCA_FLOWER_KEY_ENC_IP_TTL_MASK, TCA_FLOWER_KEY_PORT_SRC_MIN, TCA_FLOWER_KEY_PORT_SRC_MAX,
        TCA_FLOWER_KEY_PORT_DST_MIN, TCA_FLOWER_KEY_PORT_DST_MAX, TCA_FLOWER_KEY_CT_STATE, TCA_FLOWER_KEY_CT_STATE_MASK, TCA_FLOWER_KEY_CT_ZONE,
        TCA_FLOWER_KEY_CT_ZONE_MASK, TCA_FLOWER_KEY_CT_MARK, TCA_FLOWER_KEY_CT_MARK_MASK, TCA_FLOWER_KEY_CT_LABELS, TCA_FLOWER_KEY_CT_LABELS_MASK,
        TCA_FLOWER_KEY_NUM_OF_VLANS, TCA_FLOWER_KEY_PPPOE_SID, TCA_FLOWER_KEY_PPP_PROTO, TCA_FLOWER_KEY_L2TPV3_SID,
    };

    /// <summary>TCA_OPTIONS of htb.</summary>
    public static AttributeTable Htb { get; } = new()
    {
        TCA_HTB_PARMS, TCA_HTB_INIT, TCA_HTB_CTAB, TCA_HTB_RTAB, TCA_HTB_DIRECT_QLEN, TCA_HTB_RATE64, TCA_HTB_CEIL64, TCA_HTB_OFFLOAD,
    };

    /// <summary>TCA_OPTIONS of tbf.</summary>
    public static AttributeTable Tbf { get; } = new()
    {
        TCA_TBF_PARMS, TCA_TBF_RTAB, TCA_TBF_PTAB, TCA_TBF_RATE64, TCA_TBF_PRATE64, TCA_TBF_BURST, TCA_TBF_PBURST,
    };

    /// <summary>TCA_OPTIONS of fq_codel.</summary>
    public static AttributeTable FqCodel { get; } = new()
    {
        TCA_FQ_CODEL_TARGET, TCA_FQ_CODEL_LIMIT, TCA_FQ_CODEL_INTERVAL, TCA_FQ_CODEL_ECN, TCA_FQ_CODEL_FLOWS, TCA_FQ_CODEL_QUANTUM,
        TCA_FQ_CODEL_CE_THRESHOLD, TCA_FQ_CODEL_DROP_BATCH_SIZE, TCA_FQ_CODEL_MEMORY_LIMIT, TCA_FQ_CODEL_CE_THRESHOLD_SELECTOR,
        TCA_FQ_CODEL_CE_THRESHOLD_MASK,
    };

    /// <summary>TCA_OPTIONS of fq.</summary>
    public static AttributeTable Fq { get; } = new()
    {
        TCA_FQ_PLIMIT, TCA_FQ_FLOW_PLIMIT, TCA_FQ_QUANTUM, TCA_FQ_INITIAL_QUANTUM, TCA_FQ_RATE_ENABLE, TCA_FQ_FLOW_DEFAULT_RATE, TCA_FQ_FLOW_MAX_RATE,
        TCA_FQ_BUCKETS_LOG, TCA_FQ_FLOW_REFILL_DELAY, TCA_FQ_ORPHAN_MASK, TCA_FQ_LOW_RATE_THRESHOLD, TCA_FQ_CE_THRESHOLD, TCA_FQ_TIMER_SLACK,
        TCA_FQ_HORIZON, TCA_FQ_HORIZON_DROP,
    };

    /// <summary>TCA_OPTIONS of cake.</summary>
    public static AttributeTable Cake { get; } = new()
    {
        TCA_CAKE_BASE_RATE64, TCA_CAKE_DIFFSERV_MODE, TCA_CAKE_ATM, TCA_CAKE_FLOW_MODE, TCA_CAKE_OVERHEAD, TCA_CAKE_RTT, TCA_CAKE_TARGET,
        TCA_CAKE_AUTORATE, TCA_CAKE_MEMORY, TCA_CAKE_NAT, TCA_CAKE_RAW, TCA_CAKE_WASH, TCA_CAKE_MPU, TCA_CAKE_INGRESS, TCA_CAKE_ACK_FILTER,
        TCA_CAKE_SPLIT_GSO, TCA_CAKE_FWMARK,
    };

    /// <summary>TCA_OPTIONS of netem.</summary>
    public static AttributeTable Netem { get; } = new()
    {
        TCA_NETEM_CORR, TCA_NETEM_DELAY_DIST, TCA_NETEM_REORDER, TCA_NETEM_CORRUPT, TCA_NETEM_LOSS, TCA_NETEM_RATE, TCA_NETEM_ECN, TCA_NETEM_RATE64,
        TCA_NETEM_LATENCY64, TCA_NETEM_JITTER64, TCA_NETEM_SLOT, TCA_NETEM_SLOT_DIST, TCA_NETEM_PRNG_SEED,
    };

    /// <summary>A queueing discipline, a class or a filter.</summary>
    public static AttributeTable Tc { get; } = new()
    {
        TCA_KIND, { TCA_OPTIONS, (siblings => Of(siblings, TCA_KIND, OptionsOf)) }, TCA_STATS, TCA_XSTATS, TCA_RATE, TCA_FCNT, TCA_STATS2, TCA_STAB,
        TCA_CHAIN, TCA_HW_OFFLOAD, TCA_INGRESS_BLOCK, TCA_EGRESS_BLOCK,
    };

    private static AttributeTable? OptionsOf(string kind) => kind switch
    {
        "htb" => Htb,
        "tbf" => Tbf,
        "fq_codel" => FqCodel,
        "fq" => Fq,
        "cake" => Cake,
        "netem" => Netem,
        "u32" => U32,
        "bpf" => Bpf,
        "matchall" => Matchall,
        "flower" => Flower,
        _ => null,
    };

    private static AttributeTable? ActionOf(string kind) => kind switch
    {
        "gact" => Gact,
        "mirred" => Mirred,
        "skbedit" => Skbedit,
        "pedit" => Pedit,
        "csum" => Csum,
        "vlan" => Vlan,
        "police" => Police,
        _ => null,
    };

    private static AttributeTable? Of(AttributeReader siblings, ushort type, Func<string, AttributeTable?> choose)
    {
        while (siblings.Read())
        {
            if (siblings.Type == type)
            {
                return choose(siblings.ReadString());
            }
        }
        return null;
    }
}
