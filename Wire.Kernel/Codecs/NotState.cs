using static Wire.Kernel.LinuxIfAddr;
using static Wire.Kernel.LinuxIfBridge;
using static Wire.Kernel.LinuxIfLink;
using static Wire.Kernel.LinuxMacsec;
using static Wire.Kernel.LinuxNeighbour;
using static Wire.Kernel.LinuxNfTables;
using static Wire.Kernel.LinuxPktCls;
using static Wire.Kernel.LinuxPktSched;
using static Wire.Kernel.LinuxRtnetlink;
using static Wire.Kernel.LinuxWireguard;
using static Wire.Kernel.LinuxXfrm;

namespace Wire.Kernel;

/// <summary>Where an attribute stands: the same number means different things in different places.</summary>
internal enum AttributePlace
{
    Link,
    LinkInfo,
    BridgeData,
    BridgePort,
    BondData,
    BondMember,
    TunData,
    MacvlanData,
    Inet4,
    Inet6,
    Address,
    Route,
    Rule,
    Neighbour,
    Mdb,
    WireguardPeer,
    MacsecSa,
    MacsecRxSc,
    XfrmState,

    /// <summary>Beside TCA_OPTIONS.</summary>
    TrafficControl,
    Cake,
    Netem,
    Flower,
    U32,
    Matchall,
    BpfFilter,
    NftTable,
    NftChain,
    NftSet,
    NftRule,

    /// <summary>A place in which everything is state.</summary>
    Other,
}

/// <summary>
/// What the kernel tells about an object and is not the object's state. Everything else that is not decoded is kept as it
/// came; these are left out, or nothing would ever be equal to what it was a moment ago.
/// </summary>
internal static class NotState
{
    private const string Counter = "counts, so it differs at every look";
    private const string Timer = "runs, so it differs at every look";
    private const string Protocol = "what a protocol works out as it runs; the kernel does not announce its changes";
    private const string Sysctl = "settings of sysctl(8), whose changes are not announced with the link (but as RTM_NEWNETCONF, some of them)";
    private const string Derived = "follows from what is decoded";
    private const string News = "says what happened, not what is";
    private const string Chance = "drawn by lot, another one each time";
    private const string Filler = "holds nothing";
    private const string Handle = "a number that the kernel gives out, another one each time";
    private const string Place = "tells where it stands among others, which come and go";

    /// <summary>Why it is left out; null when it is state.</summary>
    public static string? Why(AttributePlace place, ushort type) => (place, type) switch
    {
        (AttributePlace.Link, IFLA_STATS or IFLA_STATS64) => Counter,
        (AttributePlace.Link, IFLA_CARRIER_CHANGES or IFLA_CARRIER_UP_COUNT or IFLA_CARRIER_DOWN_COUNT) => Counter,
        (AttributePlace.Link, IFLA_EVENT or IFLA_WIRELESS or IFLA_NEW_NETNSID or IFLA_NEW_IFINDEX) => News,
        (AttributePlace.Link, IFLA_PAD) => Filler,
        (AttributePlace.LinkInfo, IFLA_INFO_XSTATS) => Counter,

        (AttributePlace.WireguardPeer, WGPEER_A_RX_BYTES or WGPEER_A_TX_BYTES) => Counter,
        (AttributePlace.MacsecSa, MACSEC_SA_ATTR_PN or MACSEC_SA_ATTR_STATS) => Counter,
        (AttributePlace.MacsecSa, MACSEC_SA_ATTR_PAD) => Filler,
        (AttributePlace.MacsecRxSc, MACSEC_RXSC_ATTR_STATS) => Counter,
        (AttributePlace.MacsecRxSc, MACSEC_RXSC_ATTR_PAD) => Filler,

        (AttributePlace.XfrmState, XFRMA_LTIME_VAL or XFRMA_REPLAY_VAL) => Counter,
        (AttributePlace.XfrmState, XFRMA_LASTUSED) => Timer,
        (AttributePlace.XfrmState, XFRMA_REPLAY_THRESH or XFRMA_ETIMER_THRESH) => Protocol,
        (AttributePlace.XfrmState, XFRMA_PAD) => Filler,

        (AttributePlace.WireguardPeer, WGPEER_A_UNSPEC) => Filler,
        (AttributePlace.WireguardPeer, WGPEER_A_LAST_HANDSHAKE_TIME) => Protocol,

        (AttributePlace.BridgeData, IFLA_BR_HELLO_TIMER or IFLA_BR_TCN_TIMER or IFLA_BR_TOPOLOGY_CHANGE_TIMER or IFLA_BR_GC_TIMER) => Timer,
        (AttributePlace.BridgeData, IFLA_BR_FDB_N_LEARNED) => Counter,
        (AttributePlace.BridgeData, IFLA_BR_ROOT_ID or IFLA_BR_ROOT_PORT or IFLA_BR_ROOT_PATH_COST) => Protocol,
        (AttributePlace.BridgeData, IFLA_BR_TOPOLOGY_CHANGE or IFLA_BR_TOPOLOGY_CHANGE_DETECTED) => Protocol,
        (AttributePlace.BridgeData, IFLA_BR_MCAST_QUERIER_STATE) => Protocol,
        (AttributePlace.BridgeData, IFLA_BR_BRIDGE_ID) => Derived,

        (AttributePlace.BridgePort, IFLA_BRPORT_MESSAGE_AGE_TIMER or IFLA_BRPORT_FORWARD_DELAY_TIMER or IFLA_BRPORT_HOLD_TIMER) => Timer,
        (AttributePlace.BridgePort, IFLA_BRPORT_MCAST_EHT_HOSTS_CNT or IFLA_BRPORT_MCAST_N_GROUPS) => Counter,
        (AttributePlace.BridgePort, IFLA_BRPORT_STATE or IFLA_BRPORT_ROOT_ID or IFLA_BRPORT_BRIDGE_ID) => Protocol,
        (AttributePlace.BridgePort, IFLA_BRPORT_DESIGNATED_PORT or IFLA_BRPORT_DESIGNATED_COST) => Protocol,
        (AttributePlace.BridgePort, IFLA_BRPORT_TOPOLOGY_CHANGE_ACK or IFLA_BRPORT_CONFIG_PENDING) => Protocol,

        (AttributePlace.BondData, IFLA_BOND_AD_INFO) => Protocol,
        (AttributePlace.BondMember, IFLA_BOND_SLAVE_LINK_FAILURE_COUNT) => Counter,
        (AttributePlace.BondMember, IFLA_BOND_SLAVE_AD_AGGREGATOR_ID) => Protocol,
        (AttributePlace.BondMember, IFLA_BOND_SLAVE_AD_ACTOR_OPER_PORT_STATE or IFLA_BOND_SLAVE_AD_PARTNER_OPER_PORT_STATE) => Protocol,

        (AttributePlace.TunData, IFLA_TUN_NUM_QUEUES or IFLA_TUN_NUM_DISABLED_QUEUES) => Counter,

        // The most that any macvlan on the parent asks for, told by each of them.
        (AttributePlace.MacvlanData, IFLA_MACVLAN_BC_QUEUE_LEN_USED or IFLA_MACVLAN_MACADDR_COUNT) => Derived,

        (AttributePlace.Inet6, IFLA_INET6_STATS or IFLA_INET6_ICMP6STATS) => Counter,
        (AttributePlace.Inet6, IFLA_INET6_CACHEINFO) => Timer,
        (AttributePlace.Inet6, IFLA_INET6_FLAGS) => Protocol,
        (AttributePlace.Inet4, IFLA_INET_CONF) => Sysctl,
        (AttributePlace.Inet6, IFLA_INET6_CONF) => Sysctl,

        (AttributePlace.Address, IFA_CACHEINFO) => Timer,
        (AttributePlace.Route, RTA_CACHEINFO or RTA_EXPIRES) => Timer,
        (AttributePlace.Route, RTA_MFC_STATS) => Counter,
        (AttributePlace.Neighbour, NDA_CACHEINFO) => Timer,
        (AttributePlace.Mdb, MDBA_MDB_EATTR_TIMER) => Timer,
        (AttributePlace.Neighbour, NDA_PROBES) => Counter,
        (AttributePlace.Neighbour, NDA_MASTER) => Derived,

        (AttributePlace.TrafficControl, TCA_STATS or TCA_STATS2 or TCA_XSTATS or TCA_FCNT) => Counter,
        (AttributePlace.TrafficControl, TCA_HW_OFFLOAD) => Derived,
        (AttributePlace.Cake, TCA_CAKE_TARGET) => Derived,
        (AttributePlace.Netem, TCA_NETEM_PRNG_SEED) => Chance,
        (AttributePlace.Flower, TCA_FLOWER_IN_HW_COUNT) => Counter,
        (AttributePlace.U32, TCA_U32_PCNT) => Counter,
        (AttributePlace.Matchall, TCA_MATCHALL_PCNT) => Counter,

        (AttributePlace.NftTable, NFTA_TABLE_USE) => Counter,
        (AttributePlace.NftTable, NFTA_TABLE_HANDLE) => Handle,
        (AttributePlace.NftTable, NFTA_TABLE_PAD) => Filler,
        (AttributePlace.NftChain, NFTA_CHAIN_PAD) => Filler,
        (AttributePlace.NftSet, NFTA_SET_PAD) => Filler,
        (AttributePlace.NftRule, NFTA_RULE_PAD) => Filler,
        (AttributePlace.NftChain, NFTA_CHAIN_USE or NFTA_CHAIN_COUNTERS) => Counter,
        (AttributePlace.NftChain, NFTA_CHAIN_HANDLE or NFTA_CHAIN_ID) => Handle,
        (AttributePlace.NftSet, NFTA_SET_COUNT) => Counter,
        (AttributePlace.NftSet, NFTA_SET_KEY_LEN or NFTA_SET_DATA_LEN or NFTA_SET_TYPE) => Derived,
        (AttributePlace.NftSet, NFTA_SET_HANDLE or NFTA_SET_ID) => Handle,
        (AttributePlace.NftRule, NFTA_RULE_POSITION or NFTA_RULE_POSITION_ID) => Place,
        (AttributePlace.NftRule, NFTA_RULE_ID) => Handle,
        _ => null,
    };
}
