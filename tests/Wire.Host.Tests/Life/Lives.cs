using Wire.Host.Tests.Life.Kinds;

namespace Wire.Host.Tests.Life;

/// <summary>The registration of every life: one line for a new one.</summary>
internal static class Lives
{
    public static IReadOnlyList<KindLife> All { get; } =
    [
        BridgeLife.Life,
        BridgeLife.Vlans,
        BridgeLife.Multicast,
        VethLife.Life,
        VxlanLife.Life,
        VxlanLife.External,
        VxlanLife.V6,
        VlanLife.Life,
        BondLife.Life,
        BondLife.Lacp,
        BondLife.Arp,
        BondLife.Tlb,
        BondLife.RoundRobin,
        DummyLife.Life,
        IfbLife.Life,
        TapLife.Life,
        MacvlanLife.Life,
        MacvlanLife.Source,
        MacvlanLife.Passthru,
        MacvtapLife.Life,
        MacvtapLife.Source,
        MacvtapLife.Passthru,
        IpvlanLife.Life,
        IpvtapLife.Life,
        VrfLife.Life,
        NlmonLife.Life,
        TunLife.Life,
        WireguardLife.Life,
        WireguardPeerLife.Life,
        InterfaceLife.Life,
        .. SharedLife.All,
        AddressLife.Life,
        AddressLife.Full,
        AddressLife.PointToPoint,
        AddressLife.Group,
        AddressLife.V6,
        AddressLife.V6Flags,
        RouteLife.Life,
        RouteLife.Metrics,
        RouteLife.Scoped,
        RouteLife.Encapsulated,
        RouteLife.V6,
        RouteLife.ByNexthop,
        NexthopLife.Life,
        NexthopLife.Group,
        NexthopLife.Resilient,
        NexthopLife.Fdb,
        RuleLife.Life,
        RuleLife.Action,
        RuleLife.Selectors,
        RuleLife.GoTo,
        RuleLife.L3Mdev,
        FdbLife.Life,
        FdbLife.Vxlan,
    ];

    /// <summary>Registered kinds without a life. Only ever shorter: a kind that has a life must not stand here.</summary>
    public static IReadOnlyList<string> NotYet { get; } =
    [
    ];
}
