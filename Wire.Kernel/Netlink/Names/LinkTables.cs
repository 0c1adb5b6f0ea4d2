using System.Runtime.InteropServices;
using static Wire.Kernel.LinuxIfBridge;
using static Wire.Kernel.LinuxIfLink;

namespace Wire.Kernel;

/// <summary>Attributes of links (IFLA_*, linux/if_link.h), by where they stand.</summary>
internal static class LinkTables
{
    /// <summary>IFLA_INFO_SLAVE_DATA of a bridge port, and IFLA_PROTINFO.</summary>
    public static AttributeTable BridgePort { get; } = new()
    {
        IFLA_BRPORT_STATE, IFLA_BRPORT_PRIORITY, IFLA_BRPORT_COST, IFLA_BRPORT_MODE, IFLA_BRPORT_GUARD, IFLA_BRPORT_PROTECT, IFLA_BRPORT_FAST_LEAVE,
        IFLA_BRPORT_LEARNING, IFLA_BRPORT_UNICAST_FLOOD, IFLA_BRPORT_PROXYARP, IFLA_BRPORT_LEARNING_SYNC, IFLA_BRPORT_PROXYARP_WIFI,
        IFLA_BRPORT_ROOT_ID, IFLA_BRPORT_BRIDGE_ID, IFLA_BRPORT_DESIGNATED_PORT, IFLA_BRPORT_DESIGNATED_COST, IFLA_BRPORT_ID, IFLA_BRPORT_NO,
        IFLA_BRPORT_TOPOLOGY_CHANGE_ACK, IFLA_BRPORT_CONFIG_PENDING, IFLA_BRPORT_MESSAGE_AGE_TIMER, IFLA_BRPORT_FORWARD_DELAY_TIMER,
        IFLA_BRPORT_HOLD_TIMER, IFLA_BRPORT_MULTICAST_ROUTER, IFLA_BRPORT_MCAST_FLOOD, IFLA_BRPORT_MCAST_TO_UCAST, IFLA_BRPORT_VLAN_TUNNEL,
        IFLA_BRPORT_BCAST_FLOOD, IFLA_BRPORT_GROUP_FWD_MASK, IFLA_BRPORT_NEIGH_SUPPRESS, IFLA_BRPORT_ISOLATED, IFLA_BRPORT_BACKUP_PORT,
        IFLA_BRPORT_MRP_RING_OPEN, IFLA_BRPORT_MRP_IN_OPEN, IFLA_BRPORT_MCAST_EHT_HOSTS_LIMIT, IFLA_BRPORT_MCAST_EHT_HOSTS_CNT, IFLA_BRPORT_LOCKED,
        IFLA_BRPORT_MAB, IFLA_BRPORT_MCAST_N_GROUPS, IFLA_BRPORT_MCAST_MAX_GROUPS, IFLA_BRPORT_NEIGH_VLAN_SUPPRESS, IFLA_BRPORT_BACKUP_NHID,
    };

    /// <summary>IFLA_INFO_SLAVE_DATA of a member of a bond.</summary>
    public static AttributeTable BondPort { get; } = new()
    {
        IFLA_BOND_SLAVE_STATE, IFLA_BOND_SLAVE_MII_STATUS, IFLA_BOND_SLAVE_LINK_FAILURE_COUNT, IFLA_BOND_SLAVE_PERM_HWADDR, IFLA_BOND_SLAVE_QUEUE_ID,
        IFLA_BOND_SLAVE_AD_AGGREGATOR_ID, IFLA_BOND_SLAVE_AD_ACTOR_OPER_PORT_STATE, IFLA_BOND_SLAVE_AD_PARTNER_OPER_PORT_STATE, IFLA_BOND_SLAVE_PRIO,
    };

    /// <summary>IFLA_LINKINFO.</summary>
    public static AttributeTable LinkInfo { get; } = new()
    {
        IFLA_INFO_KIND, { IFLA_INFO_DATA, DataOf }, IFLA_INFO_XSTATS, IFLA_INFO_SLAVE_KIND, { IFLA_INFO_SLAVE_DATA, MemberDataOf },
    };

    /// <summary>IFLA_AF_SPEC of IPv6.</summary>
    public static AttributeTable Inet6 { get; } = new()
    {
        IFLA_INET6_FLAGS, IFLA_INET6_CONF, IFLA_INET6_STATS, IFLA_INET6_CACHEINFO, IFLA_INET6_ICMP6STATS, IFLA_INET6_ADDR_GEN_MODE,
    };

    /// <summary>IFLA_AF_SPEC, by address family.</summary>
    public static AttributeTable Families { get; } = new()
    {
        { LinuxRtnetlink.AF_INET6, Inet6 },
    };

    /// <summary>IFLA_XDP.</summary>
    public static AttributeTable Xdp { get; } = new()
    {
        IFLA_XDP_FD, IFLA_XDP_ATTACHED, IFLA_XDP_FLAGS, IFLA_XDP_PROG_ID, IFLA_XDP_DRV_PROG_ID, IFLA_XDP_SKB_PROG_ID, IFLA_XDP_HW_PROG_ID,
    };

    /// <summary>All that a link has.</summary>
    public static AttributeTable Link { get; } = new()
    {
        IFLA_ADDRESS, IFLA_BROADCAST, IFLA_IFNAME, IFLA_MTU, IFLA_LINK, IFLA_QDISC, IFLA_STATS, IFLA_MASTER, IFLA_WIRELESS,
        { IFLA_PROTINFO, BridgePort }, IFLA_TXQLEN, IFLA_MAP, IFLA_OPERSTATE, IFLA_LINKMODE, { IFLA_LINKINFO, LinkInfo }, { IFLA_XDP, Xdp }, IFLA_IFALIAS, IFLA_STATS64,
        { IFLA_AF_SPEC, Families }, IFLA_GROUP, IFLA_NET_NS_FD, IFLA_EXT_MASK, IFLA_PROMISCUITY, IFLA_NUM_TX_QUEUES, IFLA_NUM_RX_QUEUES, IFLA_CARRIER,
        IFLA_CARRIER_CHANGES, IFLA_LINK_NETNSID, IFLA_GSO_MAX_SEGS, IFLA_GSO_MAX_SIZE, IFLA_PAD, IFLA_EVENT, IFLA_NEW_NETNSID, IFLA_CARRIER_UP_COUNT,
        IFLA_CARRIER_DOWN_COUNT, IFLA_NEW_IFINDEX, IFLA_GRO_MAX_SIZE, IFLA_PERM_ADDRESS, IFLA_PARENT_DEV_NAME, IFLA_PARENT_DEV_BUS_NAME,
    };

    /// <summary>IFLA_INFO_DATA of a bridge.</summary>
    public static AttributeTable Bridge { get; } = new()
    {
        IFLA_BR_FORWARD_DELAY, IFLA_BR_HELLO_TIME, IFLA_BR_MAX_AGE, IFLA_BR_AGEING_TIME, IFLA_BR_STP_STATE, IFLA_BR_PRIORITY, IFLA_BR_VLAN_FILTERING,
        IFLA_BR_VLAN_PROTOCOL, IFLA_BR_GROUP_FWD_MASK, IFLA_BR_ROOT_ID, IFLA_BR_BRIDGE_ID, IFLA_BR_ROOT_PORT, IFLA_BR_ROOT_PATH_COST,
        IFLA_BR_TOPOLOGY_CHANGE, IFLA_BR_TOPOLOGY_CHANGE_DETECTED, IFLA_BR_HELLO_TIMER, IFLA_BR_TCN_TIMER, IFLA_BR_TOPOLOGY_CHANGE_TIMER,
        IFLA_BR_GC_TIMER, IFLA_BR_GROUP_ADDR, IFLA_BR_MCAST_ROUTER, IFLA_BR_MCAST_SNOOPING, IFLA_BR_MCAST_QUERY_USE_IFADDR, IFLA_BR_MCAST_QUERIER,
        IFLA_BR_MCAST_HASH_ELASTICITY, IFLA_BR_MCAST_HASH_MAX, IFLA_BR_MCAST_LAST_MEMBER_CNT, IFLA_BR_MCAST_STARTUP_QUERY_CNT,
        IFLA_BR_MCAST_LAST_MEMBER_INTVL, IFLA_BR_MCAST_MEMBERSHIP_INTVL, IFLA_BR_MCAST_QUERIER_INTVL, IFLA_BR_MCAST_QUERY_INTVL,
        IFLA_BR_MCAST_QUERY_RESPONSE_INTVL, IFLA_BR_MCAST_STARTUP_QUERY_INTVL, IFLA_BR_NF_CALL_IPTABLES, IFLA_BR_NF_CALL_IP6TABLES,
        IFLA_BR_NF_CALL_ARPTABLES, IFLA_BR_VLAN_DEFAULT_PVID, IFLA_BR_VLAN_STATS_ENABLED, IFLA_BR_MCAST_STATS_ENABLED, IFLA_BR_MCAST_IGMP_VERSION,
        IFLA_BR_MCAST_MLD_VERSION, IFLA_BR_VLAN_STATS_PER_PORT, IFLA_BR_MULTI_BOOLOPT, IFLA_BR_MCAST_QUERIER_STATE, IFLA_BR_FDB_N_LEARNED,
        IFLA_BR_FDB_MAX_LEARNED,
    };

    /// <summary>IFLA_INFO_DATA of a veth: the other end is a whole link.</summary>
    public static AttributeTable Veth { get; } = new() { { VETH_INFO_PEER, Link, Marshal.SizeOf<IfInfoMsg>() } };

    /// <summary>IFLA_INFO_DATA of a vxlan.</summary>
    public static AttributeTable Vxlan { get; } = new()
    {
        IFLA_VXLAN_ID, IFLA_VXLAN_GROUP, IFLA_VXLAN_LINK, IFLA_VXLAN_LOCAL, IFLA_VXLAN_TTL, IFLA_VXLAN_TOS, IFLA_VXLAN_LEARNING, IFLA_VXLAN_AGEING,
        IFLA_VXLAN_LIMIT, IFLA_VXLAN_PORT_RANGE, IFLA_VXLAN_PROXY, IFLA_VXLAN_RSC, IFLA_VXLAN_L2MISS, IFLA_VXLAN_L3MISS, IFLA_VXLAN_PORT,
        IFLA_VXLAN_GROUP6, IFLA_VXLAN_LOCAL6, IFLA_VXLAN_UDP_CSUM, IFLA_VXLAN_UDP_ZERO_CSUM6_TX, IFLA_VXLAN_UDP_ZERO_CSUM6_RX, IFLA_VXLAN_REMCSUM_TX,
        IFLA_VXLAN_REMCSUM_RX, IFLA_VXLAN_GBP, IFLA_VXLAN_COLLECT_METADATA, IFLA_VXLAN_LABEL, IFLA_VXLAN_GPE, IFLA_VXLAN_TTL_INHERIT, IFLA_VXLAN_DF,
        IFLA_VXLAN_VNIFILTER, IFLA_VXLAN_LOCALBYPASS,
    };

    /// <summary>IFLA_VLAN_EGRESS_QOS and IFLA_VLAN_INGRESS_QOS.</summary>
    public static AttributeTable VlanMapping { get; } = new()
    {
        IFLA_VLAN_QOS_MAPPING,
    };

    /// <summary>IFLA_INFO_DATA of a vlan.</summary>
    public static AttributeTable Vlan { get; } = new()
    {
        IFLA_VLAN_ID, IFLA_VLAN_FLAGS, { IFLA_VLAN_EGRESS_QOS, VlanMapping }, { IFLA_VLAN_INGRESS_QOS, VlanMapping }, IFLA_VLAN_PROTOCOL,
    };

    /// <summary>IFLA_MACVLAN_MACADDR_DATA.</summary>
    public static AttributeTable MacvlanAddresses { get; } = new()
    {
        IFLA_MACVLAN_MACADDR,
    };

    /// <summary>IFLA_INFO_DATA of a macvlan and a macvtap.</summary>
    public static AttributeTable Macvlan { get; } = new()
    {
        IFLA_MACVLAN_MODE, IFLA_MACVLAN_FLAGS, IFLA_MACVLAN_MACADDR_MODE, IFLA_MACVLAN_MACADDR, { IFLA_MACVLAN_MACADDR_DATA, MacvlanAddresses },
        IFLA_MACVLAN_MACADDR_COUNT, IFLA_MACVLAN_BC_QUEUE_LEN, IFLA_MACVLAN_BC_QUEUE_LEN_USED, IFLA_MACVLAN_BC_CUTOFF,
    };

    /// <summary>IFLA_INFO_DATA of an ipvlan and an ipvtap.</summary>
    public static AttributeTable Ipvlan { get; } = new()
    {
        IFLA_IPVLAN_MODE, IFLA_IPVLAN_FLAGS,
    };

    /// <summary>IFLA_BRIDGE_VLAN_TUNNEL_INFO.</summary>
    private static AttributeTable VlanTunnel { get; } = new()
    {
        IFLA_BRIDGE_VLAN_TUNNEL_ID, IFLA_BRIDGE_VLAN_TUNNEL_VID, IFLA_BRIDGE_VLAN_TUNNEL_FLAGS,
    };

    /// <summary>Requests of AF_BRIDGE about VLANs: IFLA_AF_SPEC has the bridge's attributes in it.</summary>
    public static AttributeTable OfBridge { get; } = new()
    {
        { IFLA_AF_SPEC, new AttributeTable { IFLA_BRIDGE_FLAGS, IFLA_BRIDGE_VLAN_INFO, { IFLA_BRIDGE_VLAN_TUNNEL_INFO, VlanTunnel } } },
    };

    /// <summary>MDBA_SET_ENTRY_ATTRS.</summary>
    private static AttributeTable MdbAttributes { get; } = new()
    {
        MDBE_ATTR_SOURCE, { MDBE_ATTR_SRC_LIST, AttributeTable.ListOf(new AttributeTable { MDBE_SRCATTR_ADDRESS }) }, MDBE_ATTR_GROUP_MODE, MDBE_ATTR_RTPROT,
    };

    /// <summary>Requests about multicast groups of a bridge.</summary>
    public static AttributeTable Mdb { get; } = new()
    {
        MDBA_SET_ENTRY, { MDBA_SET_ENTRY_ATTRS, MdbAttributes },
    };

    /// <summary>Requests about the networks of a VXLAN.</summary>
    public static AttributeTable VniFilter { get; } = new()
    {
        { VXLAN_VNIFILTER_ENTRY, new AttributeTable { VXLAN_VNIFILTER_ENTRY_START, VXLAN_VNIFILTER_ENTRY_END, VXLAN_VNIFILTER_ENTRY_GROUP, VXLAN_VNIFILTER_ENTRY_GROUP6 } },
    };

    /// <summary>IFLA_INFO_DATA of a vrf.</summary>
    public static AttributeTable Vrf { get; } = new()
    {
        IFLA_VRF_TABLE,
    };

    /// <summary>IFLA_INFO_DATA of a bond.</summary>
    public static AttributeTable Bond { get; } = new()
    {
        IFLA_BOND_MODE, IFLA_BOND_ACTIVE_SLAVE, IFLA_BOND_MIIMON, IFLA_BOND_UPDELAY, IFLA_BOND_DOWNDELAY, IFLA_BOND_USE_CARRIER,
        IFLA_BOND_ARP_INTERVAL, IFLA_BOND_ARP_IP_TARGET, IFLA_BOND_ARP_VALIDATE, IFLA_BOND_ARP_ALL_TARGETS, IFLA_BOND_PRIMARY,
        IFLA_BOND_PRIMARY_RESELECT, IFLA_BOND_FAIL_OVER_MAC, IFLA_BOND_XMIT_HASH_POLICY, IFLA_BOND_RESEND_IGMP, IFLA_BOND_NUM_PEER_NOTIF,
        IFLA_BOND_ALL_SLAVES_ACTIVE, IFLA_BOND_MIN_LINKS, IFLA_BOND_LP_INTERVAL, IFLA_BOND_PACKETS_PER_SLAVE, IFLA_BOND_AD_LACP_RATE,
        IFLA_BOND_AD_SELECT, IFLA_BOND_AD_INFO, IFLA_BOND_AD_ACTOR_SYS_PRIO, IFLA_BOND_AD_USER_PORT_KEY, IFLA_BOND_AD_ACTOR_SYSTEM,
        IFLA_BOND_TLB_DYNAMIC_LB, IFLA_BOND_PEER_NOTIF_DELAY, IFLA_BOND_AD_LACP_ACTIVE, IFLA_BOND_MISSED_MAX, IFLA_BOND_NS_IP6_TARGET,
        IFLA_BOND_COUPLED_CONTROL,
    };

    /// <summary>IFLA_INFO_DATA of a tun and a tap, which only the kernel sends.</summary>
    public static AttributeTable Tun { get; } = new()
    {
        IFLA_TUN_OWNER, IFLA_TUN_GROUP, IFLA_TUN_TYPE, IFLA_TUN_PI, IFLA_TUN_VNET_HDR, IFLA_TUN_PERSIST, IFLA_TUN_MULTI_QUEUE, IFLA_TUN_NUM_QUEUES,
        IFLA_TUN_NUM_DISABLED_QUEUES,
    };

    /// <summary>IFLA_INFO_DATA of a geneve.</summary>
    public static AttributeTable Geneve { get; } = new()
    {
        IFLA_GENEVE_ID, IFLA_GENEVE_REMOTE, IFLA_GENEVE_TTL, IFLA_GENEVE_TOS, IFLA_GENEVE_PORT, IFLA_GENEVE_COLLECT_METADATA, IFLA_GENEVE_REMOTE6,
        IFLA_GENEVE_UDP_CSUM, IFLA_GENEVE_UDP_ZERO_CSUM6_TX, IFLA_GENEVE_UDP_ZERO_CSUM6_RX, IFLA_GENEVE_LABEL, IFLA_GENEVE_TTL_INHERIT,
        IFLA_GENEVE_DF, IFLA_GENEVE_INNER_PROTO_INHERIT,
    };

    /// <summary>IFLA_INFO_DATA of an xfrm.</summary>
    public static AttributeTable Xfrm { get; } = new()
    {
        IFLA_XFRM_LINK, IFLA_XFRM_IF_ID, IFLA_XFRM_COLLECT_METADATA,
    };

    /// <summary>IFLA_INFO_DATA of a macsec.</summary>
    public static AttributeTable Macsec { get; } = new()
    {
        IFLA_MACSEC_SCI, IFLA_MACSEC_PORT, IFLA_MACSEC_ICV_LEN, IFLA_MACSEC_CIPHER_SUITE, IFLA_MACSEC_WINDOW, IFLA_MACSEC_ENCODING_SA,
        IFLA_MACSEC_ENCRYPT, IFLA_MACSEC_PROTECT, IFLA_MACSEC_INC_SCI, IFLA_MACSEC_ES, IFLA_MACSEC_SCB, IFLA_MACSEC_REPLAY_PROTECT,
        IFLA_MACSEC_VALIDATION, IFLA_MACSEC_PAD, IFLA_MACSEC_OFFLOAD,
    };

    private static AttributeTable? DataOf(AttributeReader siblings) =>
        Word(siblings, IFLA_INFO_KIND) is { IsEmpty: false } word ? LinkCodecs.OfInfoKind(word).DataNames : null;

    private static AttributeTable? MemberDataOf(AttributeReader siblings) =>
        Word(siblings, IFLA_INFO_SLAVE_KIND) is var word && word.SequenceEqual("bridge"u8) ? BridgePort : word.SequenceEqual("bond"u8) ? BondPort : null;

    private static ReadOnlySpan<byte> Word(AttributeReader siblings, ushort type)
    {
        while (siblings.Read())
        {
            if (siblings.Type == type)
            {
                return siblings.Payload.TrimEnd((byte)0);
            }
        }
        return [];
    }
}
