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
        VlanLife.Life,
        BondLife.Life,
        BondLife.Lacp,
        BondLife.Arp,
        BondLife.Tlb,
        BondLife.RoundRobin,
        DummyLife.Life,
        IfbLife.Life,
        TapLife.Life,
        InterfaceLife.Life,
        AddressLife.Life,
        AddressLife.V6,
        RouteLife.Life,
        RuleLife.Life,
        RuleLife.Action,
        FdbLife.Life,
        FdbLife.Vxlan,
    ];

    /// <summary>Registered kinds without a life. Only ever shorter: a kind that has a life must not stand here.</summary>
    public static IReadOnlyList<string> NotYet { get; } =
    [
    ];
}
