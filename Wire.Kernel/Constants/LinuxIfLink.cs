namespace Wire.Kernel;

/// <summary>Constants of linux/if_link.h, linux/if.h, linux/if_vlan.h, linux/veth.h, by their own names.</summary>
public static class LinuxIfLink
{
    // Flags of a link.
    public const uint IFF_UP = 0x1;
    public const uint IFF_NOARP = 0x80;
    public const uint IFF_PROMISC = 0x100;
    public const uint IFF_ALLMULTI = 0x200;
    public const uint IFF_MULTICAST = 0x1000;

    // Hardware types (linux/if_arp.h).
    public const ushort ARPHRD_ETHER = 1;

    // Attributes of a link.
    public const ushort IFLA_ADDRESS = 1;
    public const ushort IFLA_BROADCAST = 2;
    public const ushort IFLA_IFNAME = 3;
    public const ushort IFLA_MTU = 4;
    public const ushort IFLA_LINK = 5;
    public const ushort IFLA_QDISC = 6;
    public const ushort IFLA_STATS = 7;
    public const ushort IFLA_MASTER = 10;
    public const ushort IFLA_WIRELESS = 11;
    public const ushort IFLA_PROTINFO = 12;
    public const ushort IFLA_TXQLEN = 13;
    public const ushort IFLA_MAP = 14;
    public const ushort IFLA_OPERSTATE = 16;
    public const ushort IFLA_LINKMODE = 17;
    public const ushort IFLA_LINKINFO = 18;
    public const ushort IFLA_IFALIAS = 20;
    public const ushort IFLA_STATS64 = 23;
    public const ushort IFLA_AF_SPEC = 26;
    public const ushort IFLA_GROUP = 27;
    public const ushort IFLA_NET_NS_FD = 28;
    public const ushort IFLA_EXT_MASK = 29;
    public const ushort IFLA_PROMISCUITY = 30;
    public const ushort IFLA_NUM_TX_QUEUES = 31;
    public const ushort IFLA_NUM_RX_QUEUES = 32;
    public const ushort IFLA_CARRIER = 33;
    public const ushort IFLA_CARRIER_CHANGES = 35;
    public const ushort IFLA_LINK_NETNSID = 37;
    public const ushort IFLA_GSO_MAX_SEGS = 40;
    public const ushort IFLA_GSO_MAX_SIZE = 41;
    public const ushort IFLA_PAD = 42;
    public const ushort IFLA_XDP = 43;
    public const ushort IFLA_EVENT = 44;
    public const ushort IFLA_NEW_NETNSID = 45;
    public const ushort IFLA_CARRIER_UP_COUNT = 47;
    public const ushort IFLA_CARRIER_DOWN_COUNT = 48;
    public const ushort IFLA_NEW_IFINDEX = 49;
    public const ushort IFLA_GRO_MAX_SIZE = 58;
    public const ushort IFLA_PERM_ADDRESS = 54;
    public const ushort IFLA_PARENT_DEV_NAME = 56;
    public const ushort IFLA_PARENT_DEV_BUS_NAME = 57;

    // Inside IFLA_XDP.
    public const ushort IFLA_XDP_FD = 1;
    public const ushort IFLA_XDP_ATTACHED = 2;
    public const ushort IFLA_XDP_FLAGS = 3;
    public const ushort IFLA_XDP_PROG_ID = 4;
    public const ushort IFLA_XDP_DRV_PROG_ID = 5;
    public const ushort IFLA_XDP_SKB_PROG_ID = 6;
    public const ushort IFLA_XDP_HW_PROG_ID = 7;
    public const byte XDP_ATTACHED_NONE = 0;
    public const byte XDP_ATTACHED_DRV = 1;
    public const byte XDP_ATTACHED_SKB = 2;
    public const byte XDP_ATTACHED_HW = 3;
    public const uint XDP_FLAGS_UPDATE_IF_NOEXIST = 1;
    public const uint XDP_FLAGS_SKB_MODE = 2;
    public const uint XDP_FLAGS_DRV_MODE = 4;
    public const uint XDP_FLAGS_HW_MODE = 8;

    // Inside IFLA_LINKINFO.
    public const ushort IFLA_INFO_KIND = 1;
    public const ushort IFLA_INFO_DATA = 2;
    public const ushort IFLA_INFO_XSTATS = 3;
    public const ushort IFLA_INFO_SLAVE_KIND = 4;
    public const ushort IFLA_INFO_SLAVE_DATA = 5;

    // Inside AF_INET6 of IFLA_AF_SPEC.
    public const ushort IFLA_INET6_FLAGS = 1;
    public const ushort IFLA_INET6_CONF = 2;
    public const ushort IFLA_INET6_STATS = 3;
    public const ushort IFLA_INET6_CACHEINFO = 5;
    public const ushort IFLA_INET6_ICMP6STATS = 6;
    public const ushort IFLA_INET6_ADDR_GEN_MODE = 8;

    // Inside AF_INET of IFLA_AF_SPEC.
    public const ushort IFLA_INET_CONF = 1;

    // Bridge.
    public const ushort IFLA_BR_FORWARD_DELAY = 1;
    public const ushort IFLA_BR_HELLO_TIME = 2;
    public const ushort IFLA_BR_MAX_AGE = 3;
    public const ushort IFLA_BR_AGEING_TIME = 4;
    public const ushort IFLA_BR_STP_STATE = 5;
    public const ushort IFLA_BR_PRIORITY = 6;
    public const ushort IFLA_BR_VLAN_FILTERING = 7;
    public const ushort IFLA_BR_VLAN_PROTOCOL = 8;
    public const ushort IFLA_BR_GROUP_FWD_MASK = 9;
    public const ushort IFLA_BR_ROOT_ID = 10;
    public const ushort IFLA_BR_BRIDGE_ID = 11;
    public const ushort IFLA_BR_ROOT_PORT = 12;
    public const ushort IFLA_BR_ROOT_PATH_COST = 13;
    public const ushort IFLA_BR_TOPOLOGY_CHANGE = 14;
    public const ushort IFLA_BR_TOPOLOGY_CHANGE_DETECTED = 15;
    public const ushort IFLA_BR_HELLO_TIMER = 16;
    public const ushort IFLA_BR_TCN_TIMER = 17;
    public const ushort IFLA_BR_TOPOLOGY_CHANGE_TIMER = 18;
    public const ushort IFLA_BR_GC_TIMER = 19;
    public const ushort IFLA_BR_GROUP_ADDR = 20;
    public const ushort IFLA_BR_MCAST_ROUTER = 22;
    public const ushort IFLA_BR_MCAST_SNOOPING = 23;
    public const ushort IFLA_BR_MCAST_QUERY_USE_IFADDR = 24;
    public const ushort IFLA_BR_MCAST_QUERIER = 25;
    public const ushort IFLA_BR_MCAST_HASH_ELASTICITY = 26;
    public const ushort IFLA_BR_MCAST_HASH_MAX = 27;
    public const ushort IFLA_BR_MCAST_LAST_MEMBER_CNT = 28;
    public const ushort IFLA_BR_MCAST_STARTUP_QUERY_CNT = 29;
    public const ushort IFLA_BR_MCAST_LAST_MEMBER_INTVL = 30;
    public const ushort IFLA_BR_MCAST_MEMBERSHIP_INTVL = 31;
    public const ushort IFLA_BR_MCAST_QUERIER_INTVL = 32;
    public const ushort IFLA_BR_MCAST_QUERY_INTVL = 33;
    public const ushort IFLA_BR_MCAST_QUERY_RESPONSE_INTVL = 34;
    public const ushort IFLA_BR_MCAST_STARTUP_QUERY_INTVL = 35;
    public const ushort IFLA_BR_NF_CALL_IPTABLES = 36;
    public const ushort IFLA_BR_NF_CALL_IP6TABLES = 37;
    public const ushort IFLA_BR_NF_CALL_ARPTABLES = 38;
    public const ushort IFLA_BR_VLAN_DEFAULT_PVID = 39;
    public const ushort IFLA_BR_VLAN_STATS_ENABLED = 41;
    public const ushort IFLA_BR_MCAST_STATS_ENABLED = 42;
    public const ushort IFLA_BR_MCAST_IGMP_VERSION = 43;
    public const ushort IFLA_BR_MCAST_MLD_VERSION = 44;
    public const ushort IFLA_BR_VLAN_STATS_PER_PORT = 45;
    public const ushort IFLA_BR_MULTI_BOOLOPT = 46;
    public const ushort IFLA_BR_MCAST_QUERIER_STATE = 47;
    public const ushort IFLA_BR_FDB_N_LEARNED = 48;
    public const ushort IFLA_BR_FDB_MAX_LEARNED = 49;

    // Bridge port.
    public const ushort IFLA_BRPORT_STATE = 1;
    public const ushort IFLA_BRPORT_PRIORITY = 2;
    public const ushort IFLA_BRPORT_COST = 3;
    public const ushort IFLA_BRPORT_MODE = 4;
    public const ushort IFLA_BRPORT_GUARD = 5;
    public const ushort IFLA_BRPORT_PROTECT = 6;
    public const ushort IFLA_BRPORT_FAST_LEAVE = 7;
    public const ushort IFLA_BRPORT_LEARNING = 8;
    public const ushort IFLA_BRPORT_UNICAST_FLOOD = 9;
    public const ushort IFLA_BRPORT_PROXYARP = 10;
    public const ushort IFLA_BRPORT_LEARNING_SYNC = 11;
    public const ushort IFLA_BRPORT_PROXYARP_WIFI = 12;
    public const ushort IFLA_BRPORT_ROOT_ID = 13;
    public const ushort IFLA_BRPORT_BRIDGE_ID = 14;
    public const ushort IFLA_BRPORT_DESIGNATED_PORT = 15;
    public const ushort IFLA_BRPORT_DESIGNATED_COST = 16;
    public const ushort IFLA_BRPORT_ID = 17;
    public const ushort IFLA_BRPORT_NO = 18;
    public const ushort IFLA_BRPORT_TOPOLOGY_CHANGE_ACK = 19;
    public const ushort IFLA_BRPORT_CONFIG_PENDING = 20;
    public const ushort IFLA_BRPORT_MESSAGE_AGE_TIMER = 21;
    public const ushort IFLA_BRPORT_FORWARD_DELAY_TIMER = 22;
    public const ushort IFLA_BRPORT_HOLD_TIMER = 23;
    public const ushort IFLA_BRPORT_MULTICAST_ROUTER = 25;
    public const ushort IFLA_BRPORT_MCAST_FLOOD = 27;
    public const ushort IFLA_BRPORT_MCAST_TO_UCAST = 28;
    public const ushort IFLA_BRPORT_VLAN_TUNNEL = 29;
    public const ushort IFLA_BRPORT_BCAST_FLOOD = 30;
    public const ushort IFLA_BRPORT_GROUP_FWD_MASK = 31;
    public const ushort IFLA_BRPORT_NEIGH_SUPPRESS = 32;
    public const ushort IFLA_BRPORT_ISOLATED = 33;
    public const ushort IFLA_BRPORT_BACKUP_PORT = 34;
    public const ushort IFLA_BRPORT_MRP_RING_OPEN = 35;
    public const ushort IFLA_BRPORT_MRP_IN_OPEN = 36;
    public const ushort IFLA_BRPORT_MCAST_EHT_HOSTS_LIMIT = 37;
    public const ushort IFLA_BRPORT_MCAST_EHT_HOSTS_CNT = 38;
    public const ushort IFLA_BRPORT_LOCKED = 39;
    public const ushort IFLA_BRPORT_MAB = 40;
    public const ushort IFLA_BRPORT_MCAST_N_GROUPS = 41;
    public const ushort IFLA_BRPORT_MCAST_MAX_GROUPS = 42;
    public const ushort IFLA_BRPORT_NEIGH_VLAN_SUPPRESS = 43;
    public const ushort IFLA_BRPORT_BACKUP_NHID = 44;

    // Veth.
    public const ushort VETH_INFO_PEER = 1;

    // VXLAN.
    public const ushort IFLA_VXLAN_ID = 1;
    public const ushort IFLA_VXLAN_GROUP = 2;
    public const ushort IFLA_VXLAN_LINK = 3;
    public const ushort IFLA_VXLAN_LOCAL = 4;
    public const ushort IFLA_VXLAN_TTL = 5;
    public const ushort IFLA_VXLAN_TOS = 6;
    public const ushort IFLA_VXLAN_LEARNING = 7;
    public const ushort IFLA_VXLAN_AGEING = 8;
    public const ushort IFLA_VXLAN_LIMIT = 9;
    public const ushort IFLA_VXLAN_PORT_RANGE = 10;
    public const ushort IFLA_VXLAN_PROXY = 11;
    public const ushort IFLA_VXLAN_RSC = 12;
    public const ushort IFLA_VXLAN_L2MISS = 13;
    public const ushort IFLA_VXLAN_L3MISS = 14;
    public const ushort IFLA_VXLAN_PORT = 15;
    public const ushort IFLA_VXLAN_GROUP6 = 16;
    public const ushort IFLA_VXLAN_LOCAL6 = 17;
    public const ushort IFLA_VXLAN_UDP_CSUM = 18;
    public const ushort IFLA_VXLAN_UDP_ZERO_CSUM6_TX = 19;
    public const ushort IFLA_VXLAN_UDP_ZERO_CSUM6_RX = 20;
    public const ushort IFLA_VXLAN_REMCSUM_TX = 21;
    public const ushort IFLA_VXLAN_REMCSUM_RX = 22;
    public const ushort IFLA_VXLAN_GBP = 23;
    public const ushort IFLA_VXLAN_COLLECT_METADATA = 25;
    public const ushort IFLA_VXLAN_LABEL = 26;
    public const ushort IFLA_VXLAN_GPE = 27;
    public const ushort IFLA_VXLAN_TTL_INHERIT = 28;
    public const ushort IFLA_VXLAN_DF = 29;
    public const ushort IFLA_VXLAN_VNIFILTER = 30;
    public const ushort IFLA_VXLAN_LOCALBYPASS = 31;

    // VLAN.
    public const ushort IFLA_VLAN_ID = 1;
    public const ushort IFLA_VLAN_FLAGS = 2;
    public const ushort IFLA_VLAN_EGRESS_QOS = 3;
    public const ushort IFLA_VLAN_INGRESS_QOS = 4;
    public const ushort IFLA_VLAN_PROTOCOL = 5;
    public const ushort IFLA_VLAN_QOS_MAPPING = 1;

    // Flags of a VLAN (linux/if_vlan.h).
    public const uint VLAN_FLAG_REORDER_HDR = 0x1;
    public const uint VLAN_FLAG_GVRP = 0x2;
    public const uint VLAN_FLAG_LOOSE_BINDING = 0x4;
    public const uint VLAN_FLAG_MVRP = 0x8;
    public const uint VLAN_FLAG_BRIDGE_BINDING = 0x10;

    // Macvlan and macvtap.
    public const ushort IFLA_MACVLAN_MODE = 1;
    public const ushort IFLA_MACVLAN_FLAGS = 2;
    public const ushort IFLA_MACVLAN_MACADDR_MODE = 3;
    public const ushort IFLA_MACVLAN_MACADDR = 4;
    public const ushort IFLA_MACVLAN_MACADDR_DATA = 5;
    public const ushort IFLA_MACVLAN_MACADDR_COUNT = 6;
    public const ushort IFLA_MACVLAN_BC_QUEUE_LEN = 7;
    public const ushort IFLA_MACVLAN_BC_QUEUE_LEN_USED = 8;
    public const ushort IFLA_MACVLAN_BC_CUTOFF = 9;
    public const uint MACVLAN_MACADDR_FLUSH = 2;
    public const uint MACVLAN_MACADDR_SET = 3;
    public const ushort MACVLAN_FLAG_NOPROMISC = 1;
    public const ushort MACVLAN_FLAG_NODST = 2;

    // Ipvlan and ipvtap.
    public const ushort IFLA_IPVLAN_MODE = 1;
    public const ushort IFLA_IPVLAN_FLAGS = 2;

    // VRF.
    public const ushort IFLA_VRF_TABLE = 1;

    // Bond.
    public const ushort IFLA_BOND_MODE = 1;
    public const ushort IFLA_BOND_ACTIVE_SLAVE = 2;
    public const ushort IFLA_BOND_MIIMON = 3;
    public const ushort IFLA_BOND_UPDELAY = 4;
    public const ushort IFLA_BOND_DOWNDELAY = 5;
    public const ushort IFLA_BOND_USE_CARRIER = 6;
    public const ushort IFLA_BOND_ARP_INTERVAL = 7;
    public const ushort IFLA_BOND_ARP_IP_TARGET = 8;
    public const ushort IFLA_BOND_ARP_VALIDATE = 9;
    public const ushort IFLA_BOND_ARP_ALL_TARGETS = 10;
    public const ushort IFLA_BOND_PRIMARY = 11;
    public const ushort IFLA_BOND_PRIMARY_RESELECT = 12;
    public const ushort IFLA_BOND_FAIL_OVER_MAC = 13;
    public const ushort IFLA_BOND_XMIT_HASH_POLICY = 14;
    public const ushort IFLA_BOND_RESEND_IGMP = 15;
    public const ushort IFLA_BOND_NUM_PEER_NOTIF = 16;
    public const ushort IFLA_BOND_ALL_SLAVES_ACTIVE = 17;
    public const ushort IFLA_BOND_MIN_LINKS = 18;
    public const ushort IFLA_BOND_LP_INTERVAL = 19;
    public const ushort IFLA_BOND_PACKETS_PER_SLAVE = 20;
    public const ushort IFLA_BOND_AD_LACP_RATE = 21;
    public const ushort IFLA_BOND_AD_SELECT = 22;
    public const ushort IFLA_BOND_AD_INFO = 23;
    public const ushort IFLA_BOND_AD_ACTOR_SYS_PRIO = 24;
    public const ushort IFLA_BOND_AD_USER_PORT_KEY = 25;
    public const ushort IFLA_BOND_AD_ACTOR_SYSTEM = 26;
    public const ushort IFLA_BOND_TLB_DYNAMIC_LB = 27;
    public const ushort IFLA_BOND_PEER_NOTIF_DELAY = 28;
    public const ushort IFLA_BOND_AD_LACP_ACTIVE = 29;
    public const ushort IFLA_BOND_MISSED_MAX = 30;
    public const ushort IFLA_BOND_NS_IP6_TARGET = 31;
    public const ushort IFLA_BOND_COUPLED_CONTROL = 32;

    // Bond member.
    public const ushort IFLA_BOND_SLAVE_STATE = 1;
    public const ushort IFLA_BOND_SLAVE_MII_STATUS = 2;
    public const ushort IFLA_BOND_SLAVE_LINK_FAILURE_COUNT = 3;
    public const ushort IFLA_BOND_SLAVE_PERM_HWADDR = 4;
    public const ushort IFLA_BOND_SLAVE_QUEUE_ID = 5;
    public const ushort IFLA_BOND_SLAVE_AD_AGGREGATOR_ID = 6;
    public const ushort IFLA_BOND_SLAVE_AD_ACTOR_OPER_PORT_STATE = 7;
    public const ushort IFLA_BOND_SLAVE_AD_PARTNER_OPER_PORT_STATE = 8;
    public const ushort IFLA_BOND_SLAVE_PRIO = 9;

    // TUN and TAP.
    public const ushort IFLA_TUN_OWNER = 1;
    public const ushort IFLA_TUN_GROUP = 2;
    public const ushort IFLA_TUN_TYPE = 3;
    public const ushort IFLA_TUN_PI = 4;
    public const ushort IFLA_TUN_VNET_HDR = 5;
    public const ushort IFLA_TUN_PERSIST = 6;
    public const ushort IFLA_TUN_MULTI_QUEUE = 7;
    public const ushort IFLA_TUN_NUM_QUEUES = 8;
    public const ushort IFLA_TUN_NUM_DISABLED_QUEUES = 9;

    // Geneve.
    public const ushort IFLA_GENEVE_ID = 1;
    public const ushort IFLA_GENEVE_REMOTE = 2;
    public const ushort IFLA_GENEVE_TTL = 3;
    public const ushort IFLA_GENEVE_TOS = 4;
    public const ushort IFLA_GENEVE_PORT = 5;
    public const ushort IFLA_GENEVE_COLLECT_METADATA = 6;
    public const ushort IFLA_GENEVE_REMOTE6 = 7;
    public const ushort IFLA_GENEVE_UDP_CSUM = 8;
    public const ushort IFLA_GENEVE_UDP_ZERO_CSUM6_TX = 9;
    public const ushort IFLA_GENEVE_UDP_ZERO_CSUM6_RX = 10;
    public const ushort IFLA_GENEVE_LABEL = 11;
    public const ushort IFLA_GENEVE_TTL_INHERIT = 12;
    public const ushort IFLA_GENEVE_DF = 13;
    public const ushort IFLA_GENEVE_INNER_PROTO_INHERIT = 14;

    // XFRM interface.
    public const ushort IFLA_XFRM_LINK = 1;
    public const ushort IFLA_XFRM_IF_ID = 2;
    public const ushort IFLA_XFRM_COLLECT_METADATA = 3;

    // IFLA_INFO_DATA of a macsec.
    public const ushort IFLA_MACSEC_SCI = 1;
    public const ushort IFLA_MACSEC_PORT = 2;
    public const ushort IFLA_MACSEC_ICV_LEN = 3;
    public const ushort IFLA_MACSEC_CIPHER_SUITE = 4;
    public const ushort IFLA_MACSEC_WINDOW = 5;
    public const ushort IFLA_MACSEC_ENCODING_SA = 6;
    public const ushort IFLA_MACSEC_ENCRYPT = 7;
    public const ushort IFLA_MACSEC_PROTECT = 8;
    public const ushort IFLA_MACSEC_INC_SCI = 9;
    public const ushort IFLA_MACSEC_ES = 10;
    public const ushort IFLA_MACSEC_SCB = 11;
    public const ushort IFLA_MACSEC_REPLAY_PROTECT = 12;
    public const ushort IFLA_MACSEC_VALIDATION = 13;
    public const ushort IFLA_MACSEC_PAD = 14;
    public const ushort IFLA_MACSEC_OFFLOAD = 15;

    // Networks of a VXLAN.
    public const ushort VXLAN_VNIFILTER_ENTRY = 1;
    public const ushort VXLAN_VNIFILTER_ENTRY_START = 1;
    public const ushort VXLAN_VNIFILTER_ENTRY_END = 2;
    public const ushort VXLAN_VNIFILTER_ENTRY_GROUP = 3;
    public const ushort VXLAN_VNIFILTER_ENTRY_GROUP6 = 4;
}
