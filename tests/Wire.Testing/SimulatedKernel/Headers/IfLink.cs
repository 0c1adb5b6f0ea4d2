namespace Wire.Testing.Simulation;

/// <summary>
/// linux/if_link.h, linux/if.h, linux/if_arp.h: links. These headers repeat what Wire.Kernel has, and use nothing of it: a wrong number there is
/// one that the simulated kernel does not understand, instead of one that both share.
/// </summary>
public static class IfLink
{
    public const uint IFF_UP = 0x1;
    public const uint IFF_BROADCAST = 0x2;
    public const uint IFF_LOOPBACK = 0x8;
    public const uint IFF_POINTOPOINT = 0x10;
    public const uint IFF_RUNNING = 0x40;
    public const uint IFF_NOARP = 0x80;
    public const uint IFF_PROMISC = 0x100;
    public const uint IFF_ALLMULTI = 0x200;
    public const uint IFF_MASTER = 0x400;
    public const uint IFF_SLAVE = 0x800;
    public const uint IFF_MULTICAST = 0x1000;
    public const uint IFF_LOWER_UP = 0x10000;

    public const ushort ARPHRD_ETHER = 1;
    public const ushort ARPHRD_LOOPBACK = 772;
    public const ushort ARPHRD_NETLINK = 824;
    public const ushort ARPHRD_NONE = 0xfffe;

    public const byte IF_OPER_UNKNOWN = 0;
    public const byte IF_OPER_DOWN = 2;
    public const byte IF_OPER_LOWERLAYERDOWN = 3;
    public const byte IF_OPER_UP = 6;

    public const ushort IFLA_ADDRESS = 1;
    public const ushort IFLA_BROADCAST = 2;
    public const ushort IFLA_IFNAME = 3;
    public const ushort IFLA_MTU = 4;
    public const ushort IFLA_LINK = 5;
    public const ushort IFLA_QDISC = 6;
    public const ushort IFLA_MASTER = 10;
    public const ushort IFLA_PROTINFO = 12;
    public const ushort IFLA_TXQLEN = 13;
    public const ushort IFLA_MAP = 14;
    public const ushort IFLA_OPERSTATE = 16;
    public const ushort IFLA_LINKMODE = 17;
    public const ushort IFLA_LINKINFO = 18;
    public const ushort IFLA_NET_NS_PID = 19;
    public const ushort IFLA_IFALIAS = 20;
    public const ushort IFLA_AF_SPEC = 26;
    public const ushort IFLA_GROUP = 27;
    public const ushort IFLA_NET_NS_FD = 28;
    public const ushort IFLA_EXT_MASK = 29;
    public const ushort IFLA_PROMISCUITY = 30;
    public const ushort IFLA_NUM_TX_QUEUES = 31;
    public const ushort IFLA_NUM_RX_QUEUES = 32;
    public const ushort IFLA_CARRIER = 33;
    public const ushort IFLA_LINK_NETNSID = 37;
    public const ushort IFLA_EVENT = 44;
    public const ushort IFLA_TARGET_NETNSID = 46;
    public const ushort IFLA_MIN_MTU = 50;
    public const ushort IFLA_MAX_MTU = 51;
    public const ushort IFLA_PROP_LIST = 52;
    public const ushort IFLA_ALT_IFNAME = 53;
    public const ushort IFLA_PERM_ADDRESS = 54;

    public const ushort IFLA_INFO_KIND = 1;
    public const ushort IFLA_INFO_DATA = 2;
    public const ushort IFLA_INFO_SLAVE_KIND = 4;
    public const ushort IFLA_INFO_SLAVE_DATA = 5;

    public const ushort VETH_INFO_PEER = 1;

    public const ushort IFLA_BR_FORWARD_DELAY = 1;
    public const ushort IFLA_BR_HELLO_TIME = 2;
    public const ushort IFLA_BR_MAX_AGE = 3;
    public const ushort IFLA_BR_AGEING_TIME = 4;
    public const ushort IFLA_BR_STP_STATE = 5;
    public const ushort IFLA_BR_PRIORITY = 6;
    public const ushort IFLA_BR_VLAN_FILTERING = 7;
    public const ushort IFLA_BR_VLAN_PROTOCOL = 8;
    public const ushort IFLA_BR_VLAN_DEFAULT_PVID = 39;

    public const ushort IFLA_VXLAN_ID = 1;
    public const ushort IFLA_VXLAN_GROUP = 2;
    public const ushort IFLA_VXLAN_LINK = 3;
    public const ushort IFLA_VXLAN_LOCAL = 4;
    public const ushort IFLA_VXLAN_TTL = 5;
    public const ushort IFLA_VXLAN_TOS = 6;
    public const ushort IFLA_VXLAN_LEARNING = 7;
    public const ushort IFLA_VXLAN_AGEING = 8;
    public const ushort IFLA_VXLAN_PORT = 15;
    public const ushort IFLA_VXLAN_GROUP6 = 16;
    public const ushort IFLA_VXLAN_LOCAL6 = 17;
    public const ushort IFLA_VXLAN_COLLECT_METADATA = 25;
    public const ushort IFLA_VXLAN_VNIFILTER = 30;

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

    public const ushort IFLA_GRE_IFLAGS = 2;
    public const ushort IFLA_GRE_OFLAGS = 3;
    public const ushort IFLA_GRE_IKEY = 4;
    public const ushort IFLA_GRE_OKEY = 5;
    public const ushort IFLA_GRE_LOCAL = 6;
    public const ushort IFLA_GRE_COLLECT_METADATA = 18;
    public const ushort IFLA_GRE_ERSPAN_INDEX = 21;
    public const ushort IFLA_GRE_ERSPAN_VER = 22;
    public const ushort IFLA_GRE_ERSPAN_DIR = 23;
    public const ushort IFLA_GRE_ERSPAN_HWID = 24;

    public const ushort IFLA_VTI_LOCAL = 4;

    public const ushort IFLA_XFRM_LINK = 1;
    public const ushort IFLA_XFRM_IF_ID = 2;
    public const ushort IFLA_XFRM_COLLECT_METADATA = 3;

    public const ushort IFLA_VLAN_ID = 1;
    public const ushort IFLA_VLAN_FLAGS = 2;
    public const ushort IFLA_VLAN_PROTOCOL = 5;

    public const ushort IFLA_MACVLAN_MODE = 1;
    public const ushort IFLA_MACVLAN_FLAGS = 2;
    public const ushort IFLA_MACVLAN_MACADDR_COUNT = 6;
    public const ushort IFLA_MACVLAN_BC_QUEUE_LEN = 7;
    public const ushort IFLA_MACVLAN_BC_QUEUE_LEN_USED = 8;

    public const ushort IFLA_IPVLAN_MODE = 1;
    public const ushort IFLA_IPVLAN_FLAGS = 2;

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

    public const ushort IFLA_VRF_TABLE = 1;
    public const ushort IFLA_VRF_PORT_TABLE = 1;

    public const ushort IFLA_BOND_MODE = 1;
    public const ushort IFLA_BOND_ACTIVE_SLAVE = 2;
    public const ushort IFLA_BOND_MIIMON = 3;
    public const ushort IFLA_BOND_UPDELAY = 4;
    public const ushort IFLA_BOND_DOWNDELAY = 5;
    public const ushort IFLA_BOND_USE_CARRIER = 6;
    public const ushort IFLA_BOND_ARP_INTERVAL = 7;
    public const ushort IFLA_BOND_ARP_VALIDATE = 9;
    public const ushort IFLA_BOND_ARP_ALL_TARGETS = 10;
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
    public const ushort IFLA_BOND_TLB_DYNAMIC_LB = 27;
    public const ushort IFLA_BOND_PEER_NOTIF_DELAY = 28;
    public const ushort IFLA_BOND_AD_LACP_ACTIVE = 29;
    public const ushort IFLA_BOND_MISSED_MAX = 30;
    public const ushort IFLA_BOND_COUPLED_CONTROL = 32;

    public const ushort IFLA_BOND_SLAVE_STATE = 1;
    public const ushort IFLA_BOND_SLAVE_MII_STATUS = 2;
    public const ushort IFLA_BOND_SLAVE_LINK_FAILURE_COUNT = 3;
    public const ushort IFLA_BOND_SLAVE_PERM_HWADDR = 4;
    public const ushort IFLA_BOND_SLAVE_QUEUE_ID = 5;
    public const ushort IFLA_BOND_SLAVE_PRIO = 9;

    public const ushort IFLA_TUN_OWNER = 1;
    public const ushort IFLA_TUN_GROUP = 2;
    public const ushort IFLA_TUN_TYPE = 3;
    public const ushort IFLA_TUN_PI = 4;
    public const ushort IFLA_TUN_VNET_HDR = 5;
    public const ushort IFLA_TUN_PERSIST = 6;
    public const ushort IFLA_TUN_MULTI_QUEUE = 7;
    public const ushort IFLA_TUN_NUM_QUEUES = 8;
    public const ushort IFLA_TUN_NUM_DISABLED_QUEUES = 9;
    public const byte TUN_TYPE_TUN = 1;
    public const byte TUN_TYPE_TAP = 2;
}
