namespace Wire.Kernel;

/// <summary>Constants of linux/if_link.h, linux/if.h, linux/veth.h, by their own names.</summary>
public static class LinuxIfLink
{
    // Flags of a link.
    public const uint IFF_UP = 0x1;

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
    public const ushort IFLA_CARRIER = 33;
    public const ushort IFLA_CARRIER_CHANGES = 35;
    public const ushort IFLA_LINK_NETNSID = 37;
    public const ushort IFLA_PAD = 42;
    public const ushort IFLA_EVENT = 44;
    public const ushort IFLA_NEW_NETNSID = 45;
    public const ushort IFLA_CARRIER_UP_COUNT = 47;
    public const ushort IFLA_CARRIER_DOWN_COUNT = 48;
    public const ushort IFLA_NEW_IFINDEX = 49;

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

    // Inside AF_INET of IFLA_AF_SPEC.
    public const ushort IFLA_INET_CONF = 1;

    // Bridge.
    public const ushort IFLA_BR_FORWARD_DELAY = 1;
    public const ushort IFLA_BR_HELLO_TIME = 2;
    public const ushort IFLA_BR_MAX_AGE = 3;
    public const ushort IFLA_BR_AGEING_TIME = 4;
    public const ushort IFLA_BR_STP_STATE = 5;
    public const ushort IFLA_BR_PRIORITY = 6;
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
    public const ushort IFLA_BR_MCAST_QUERIER_STATE = 47;
    public const ushort IFLA_BR_FDB_N_LEARNED = 48;

    // Bridge port.
    public const ushort IFLA_BRPORT_STATE = 1;
    public const ushort IFLA_BRPORT_ROOT_ID = 13;
    public const ushort IFLA_BRPORT_BRIDGE_ID = 14;
    public const ushort IFLA_BRPORT_DESIGNATED_PORT = 15;
    public const ushort IFLA_BRPORT_DESIGNATED_COST = 16;
    public const ushort IFLA_BRPORT_TOPOLOGY_CHANGE_ACK = 19;
    public const ushort IFLA_BRPORT_CONFIG_PENDING = 20;
    public const ushort IFLA_BRPORT_MESSAGE_AGE_TIMER = 21;
    public const ushort IFLA_BRPORT_FORWARD_DELAY_TIMER = 22;
    public const ushort IFLA_BRPORT_HOLD_TIMER = 23;
    public const ushort IFLA_BRPORT_MCAST_EHT_HOSTS_CNT = 38;
    public const ushort IFLA_BRPORT_MCAST_N_GROUPS = 42;

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
    public const ushort IFLA_VXLAN_PORT = 15;
    public const ushort IFLA_VXLAN_GROUP6 = 16;
    public const ushort IFLA_VXLAN_LOCAL6 = 17;

    // VLAN.
    public const ushort IFLA_VLAN_ID = 1;

    // Bond.
    public const ushort IFLA_BOND_MODE = 1;
    public const ushort IFLA_BOND_MIIMON = 3;
    public const ushort IFLA_BOND_AD_INFO = 23;
    public const ushort IFLA_BOND_ACTIVE_SLAVE = 2;

    // Bond member.
    public const ushort IFLA_BOND_SLAVE_STATE = 1;
    public const ushort IFLA_BOND_SLAVE_MII_STATUS = 2;
    public const ushort IFLA_BOND_SLAVE_LINK_FAILURE_COUNT = 3;
    public const ushort IFLA_BOND_SLAVE_AD_AGGREGATOR_ID = 6;
    public const ushort IFLA_BOND_SLAVE_AD_ACTOR_OPER_PORT_STATE = 7;
    public const ushort IFLA_BOND_SLAVE_AD_PARTNER_OPER_PORT_STATE = 8;

    // TUN and TAP.
    public const ushort IFLA_TUN_OWNER = 1;
    public const ushort IFLA_TUN_GROUP = 2;
    public const ushort IFLA_TUN_TYPE = 3;
    public const ushort IFLA_TUN_MULTI_QUEUE = 7;
    public const ushort IFLA_TUN_NUM_QUEUES = 8;
    public const ushort IFLA_TUN_NUM_DISABLED_QUEUES = 9;
}
