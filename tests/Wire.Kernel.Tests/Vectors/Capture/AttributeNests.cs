namespace Wire.Kernel.Tests.Vectors.Capture;

/// <summary>What the attributes within an attribute are called. An attribute that is not here and is marked as a nest has numbers in it.</summary>
internal static class AttributeNests
{
    private static readonly Dictionary<string, string> _byName = new()
    {
        ["IFLA_LINKINFO"] = "IFLA_INFO_UNSPEC",
        ["IFLA_XDP"] = "IFLA_XDP_UNSPEC",
        ["IFLA_PROP_LIST"] = "IFLA_UNSPEC",
        ["IFLA_PROTINFO"] = "IFLA_BRPORT_UNSPEC",
        ["IFLA_AF_SPEC"] = "",
        ["RTA_METRICS"] = "RTAX_UNSPEC",
        ["MDBA_MDB"] = "MDBA_MDB_UNSPEC",
        ["MDBA_MDB_ENTRY"] = "MDBA_MDB_ENTRY_UNSPEC",
        ["BRIDGE_VLANDB_ENTRY"] = "BRIDGE_VLANDB_ENTRY_UNSPEC",
        ["BRIDGE_VLANDB_GLOBAL_OPTIONS"] = "BRIDGE_VLANDB_GOPTS_UNSPEC",
        ["VXLAN_VNIFILTER_ENTRY"] = "VXLAN_VNIFILTER_ENTRY_UNSPEC",
        ["TCA_STATS2"] = "TCA_STATS_UNSPEC",
        ["TCA_FLOWER_ACT"] = "",
        ["TCA_STAB"] = "TCA_STAB_UNSPEC",
        ["WGDEVICE_A_PEERS"] = "*WGPEER_A_UNSPEC",
        ["WGPEER_A_ALLOWEDIPS"] = "*WGALLOWEDIP_A_UNSPEC",
        ["MACSEC_ATTR_SECY"] = "MACSEC_SECY_ATTR_UNSPEC",
        ["MACSEC_ATTR_TXSA_LIST"] = "*MACSEC_SA_ATTR_UNSPEC",
        ["MACSEC_ATTR_RXSC_LIST"] = "*MACSEC_RXSC_ATTR_UNSPEC",
        ["MACSEC_RXSC_ATTR_SA_LIST"] = "*MACSEC_SA_ATTR_UNSPEC",
        ["MACSEC_ATTR_RXSC_CONFIG"] = "MACSEC_RXSC_ATTR_UNSPEC",
        ["MACSEC_ATTR_SA_CONFIG"] = "MACSEC_SA_ATTR_UNSPEC",
        ["ETHTOOL_A_RINGS_HEADER"] = "ETHTOOL_A_HEADER_UNSPEC", ["ETHTOOL_A_CHANNELS_HEADER"] = "ETHTOOL_A_HEADER_UNSPEC",
        ["ETHTOOL_A_COALESCE_HEADER"] = "ETHTOOL_A_HEADER_UNSPEC", ["ETHTOOL_A_PAUSE_HEADER"] = "ETHTOOL_A_HEADER_UNSPEC",
        ["ETHTOOL_A_FEATURES_HEADER"] = "ETHTOOL_A_HEADER_UNSPEC", ["ETHTOOL_A_LINKMODES_HEADER"] = "ETHTOOL_A_HEADER_UNSPEC",
        ["ETHTOOL_A_FEATURES_HW"] = "ETHTOOL_A_BITSET_UNSPEC", ["ETHTOOL_A_FEATURES_WANTED"] = "ETHTOOL_A_BITSET_UNSPEC",
        ["ETHTOOL_A_FEATURES_ACTIVE"] = "ETHTOOL_A_BITSET_UNSPEC", ["ETHTOOL_A_FEATURES_NOCHANGE"] = "ETHTOOL_A_BITSET_UNSPEC",
        ["ETHTOOL_A_LINKMODES_OURS"] = "ETHTOOL_A_BITSET_UNSPEC", ["ETHTOOL_A_LINKMODES_PEER"] = "ETHTOOL_A_BITSET_UNSPEC",
        ["ETHTOOL_A_BITSET_BITS"] = "*ETHTOOL_A_BITSET_BIT_UNSPEC",
        ["NFTA_CHAIN_HOOK"] = "NFTA_HOOK_UNSPEC",
        ["NFTA_RULE_EXPRESSIONS"] = "NFTA_LIST_UNSPEC",
        ["NFTA_LIST_ELEM"] = "NFTA_EXPR_UNSPEC",
        ["NFTA_SET_DESC"] = "NFTA_SET_DESC_UNSPEC",
        ["NFTA_SET_ELEM_LIST_ELEMENTS"] = "",
        ["NFTA_CMP_DATA"] = "NFTA_DATA_UNSPEC",
        ["NFTA_IMMEDIATE_DATA"] = "NFTA_DATA_UNSPEC",
        ["NFTA_DATA_VERDICT"] = "NFTA_VERDICT_UNSPEC",
        ["NFTA_SET_ELEM_KEY"] = "NFTA_DATA_UNSPEC",
    };

    /// <summary>IFLA_INFO_DATA, TCA_OPTIONS and the like: what is in them goes by the kind that stands before them.</summary>
    private static readonly Dictionary<string, Dictionary<string, string>> _byKind = new()
    {
        ["IFLA_INFO_DATA"] = new()
        {
            ["vlan"] = "IFLA_VLAN_UNSPEC", ["bridge"] = "IFLA_BR_UNSPEC", ["bond"] = "IFLA_BOND_UNSPEC", ["vxlan"] = "IFLA_VXLAN_UNSPEC",
            ["veth"] = "VETH_INFO_UNSPEC", ["vxcan"] = "VXCAN_INFO_UNSPEC", ["macvlan"] = "IFLA_MACVLAN_UNSPEC", ["macvtap"] = "IFLA_MACVLAN_UNSPEC",
            ["ipvlan"] = "IFLA_IPVLAN_UNSPEC", ["ipvtap"] = "IFLA_IPVLAN_UNSPEC", ["vrf"] = "IFLA_VRF_UNSPEC", ["gre"] = "IFLA_GRE_UNSPEC",
            ["gretap"] = "IFLA_GRE_UNSPEC", ["erspan"] = "IFLA_GRE_UNSPEC", ["ip6gre"] = "IFLA_GRE_UNSPEC", ["ip6gretap"] = "IFLA_GRE_UNSPEC",
            ["ip6erspan"] = "IFLA_GRE_UNSPEC", ["ipip"] = "IFLA_IPTUN_UNSPEC", ["sit"] = "IFLA_IPTUN_UNSPEC", ["ip6tnl"] = "IFLA_IPTUN_UNSPEC",
            ["vti"] = "IFLA_VTI_UNSPEC", ["vti6"] = "IFLA_VTI_UNSPEC", ["xfrm"] = "IFLA_XFRM_UNSPEC", ["geneve"] = "IFLA_GENEVE_UNSPEC",
            ["bareudp"] = "IFLA_BAREUDP_UNSPEC", ["macsec"] = "IFLA_MACSEC_UNSPEC", ["netkit"] = "IFLA_NETKIT_UNSPEC", ["hsr"] = "IFLA_HSR_UNSPEC",
            ["can"] = "IFLA_CAN_UNSPEC", ["tun"] = "IFLA_TUN_UNSPEC", ["batadv"] = "IFLA_BATADV_UNSPEC", ["amt"] = "IFLA_AMT_UNSPEC",
        },
        ["IFLA_INFO_SLAVE_DATA"] = new() { ["bridge"] = "IFLA_BRPORT_UNSPEC", ["bond"] = "IFLA_BOND_SLAVE_UNSPEC", ["vrf"] = "IFLA_VRF_PORT_UNSPEC" },
        ["TCA_OPTIONS"] = new()
        {
            ["htb"] = "TCA_HTB_UNSPEC", ["tbf"] = "TCA_TBF_UNSPEC", ["fq_codel"] = "TCA_FQ_CODEL_UNSPEC", ["codel"] = "TCA_CODEL_UNSPEC", ["fq"] = "TCA_FQ_UNSPEC",
            ["cake"] = "TCA_CAKE_UNSPEC", ["red"] = "TCA_RED_UNSPEC", ["hhf"] = "TCA_HHF_UNSPEC", ["pie"] = "TCA_PIE_UNSPEC", ["fq_pie"] = "TCA_FQ_PIE_UNSPEC",
            ["qfq"] = "TCA_QFQ_UNSPEC", ["drr"] = "TCA_DRR_UNSPEC", ["ets"] = "TCA_ETS_UNSPEC", ["cbs"] = "TCA_CBS_UNSPEC", ["etf"] = "TCA_ETF_UNSPEC",
            ["taprio"] = "TCA_TAPRIO_ATTR_UNSPEC", ["flower"] = "TCA_FLOWER_UNSPEC", ["u32"] = "TCA_U32_UNSPEC", ["matchall"] = "TCA_MATCHALL_UNSPEC",
            ["bpf"] = "TCA_BPF_UNSPEC", ["fw"] = "TCA_FW_UNSPEC", ["flow"] = "TCA_FLOW_UNSPEC", ["route"] = "TCA_ROUTE4_UNSPEC", ["basic"] = "TCA_BASIC_UNSPEC",
        },
        ["NFTA_EXPR_DATA"] = new()
        {
            ["cmp"] = "NFTA_CMP_UNSPEC", ["payload"] = "NFTA_PAYLOAD_UNSPEC", ["meta"] = "NFTA_META_UNSPEC", ["immediate"] = "NFTA_IMMEDIATE_UNSPEC",
            ["counter"] = "NFTA_COUNTER_UNSPEC", ["ct"] = "NFTA_CT_UNSPEC", ["nat"] = "NFTA_NAT_UNSPEC", ["masq"] = "NFTA_MASQ_UNSPEC", ["log"] = "NFTA_LOG_UNSPEC",
            ["lookup"] = "NFTA_LOOKUP_UNSPEC", ["bitwise"] = "NFTA_BITWISE_UNSPEC", ["limit"] = "NFTA_LIMIT_UNSPEC", ["reject"] = "NFTA_REJECT_UNSPEC",
        },
    };

    /// <summary>Attributes whose value tells the kind.</summary>
    public static bool TellsKind(string? name) => name is "IFLA_INFO_KIND" or "IFLA_INFO_SLAVE_KIND" or "TCA_KIND" or "NFTA_EXPR_NAME";

    /// <summary>
    /// Null for an attribute without attributes in it; empty for one whose attributes are numbers; with a star before it for a list, whose
    /// numbered elements have the attributes.
    /// </summary>
    public static string? Within(string? name, string? kind) =>
        name is null ? null
        : _byKind.TryGetValue(name, out Dictionary<string, string>? kinds) ? kinds.GetValueOrDefault(kind ?? "")
        : _byName.GetValueOrDefault(name);

    /// <summary>Bytes of a structure before the attributes within: the other end of a pair is a whole link.</summary>
    public static (int Bytes, string? Within) Structure(string? name) => name is "VETH_INFO_PEER" or "VXCAN_INFO_PEER" ? (16, "IFLA_UNSPEC") : (0, null);
}
