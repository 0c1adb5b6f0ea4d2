using System.Collections.Immutable;

namespace Wire.Kernel.Tests.Simulation;

/// <summary>What a run of random requests is mostly about: things of one sort meet each other more often.</summary>
internal enum DrawnTheme
{
    Everything,
    Routing,
    Switching,
    Filtering,
    Ipsec,
    Encryption,
    Queueing,
}

/// <summary>Objects that are no links, as random requests make, change and delete them.</summary>
/// <param name="Kinds">Wire's kinds of it.</param>
/// <param name="Weight">How often it is drawn, beside the links' 34.</param>
/// <param name="Theme">Runs about this draw it four times as often, and nothing of another theme.</param>
/// <param name="Draw">The next request.</param>
internal sealed record DrawnObject(ImmutableArray<string> Kinds, int Weight, DrawnTheme Theme, Func<RandomRequests, DrawnRequest> Draw)
{
    /// <summary>The kernel that the tests of category Kernel run on has it too.</summary>
    public bool Everywhere { get; init; } = true;

    /// <summary>What a kernel tells of it besides what <see cref="CanonicalState"/> always compares: a line for each.</summary>
    public Func<FamilySockets, IEnumerable<string>> Read { get; init; } = _ => [];

    /// <summary>What is announced of it.</summary>
    public DrawnEvents? Events { get; init; }
}

/// <summary>The registration of what is no link and is held against a real kernel, and of what is not.</summary>
internal static class DrawnObjects
{
    public static ImmutableArray<DrawnObject> All { get; } =
    [
        new(["address"], 16, DrawnTheme.Everything, draw => draw.Address()),
        new(["route"], 25, DrawnTheme.Routing, draw => draw.Route()),
        new(["rule"], 4, DrawnTheme.Routing, draw => draw.Rule()),
        new(["nexthop"], 7, DrawnTheme.Routing, draw => draw.NextHop()),
        new(["neighbour"], 5, DrawnTheme.Routing, draw => draw.Neighbour()),
        new(["fdb"], 7, DrawnTheme.Switching, draw => draw.Fdb()),
        new(["bridge-vlan"], 6, DrawnTheme.Switching, DrawnVlans.Next) { Everywhere = false },
        new(["mdb"], 10, DrawnTheme.Switching, DrawnGroups.Next) { Everywhere = false, Read = DrawnGroups.Read },
        new(["vxlan-vni"], 5, DrawnTheme.Switching, DrawnVnis.Next) { Everywhere = false, Read = DrawnVnis.Read },
        new(["wireguard-peer"], 5, DrawnTheme.Encryption, DrawnWireguard.Next) { Everywhere = false, Read = DrawnWireguard.Read },
        new(["macsec-tx-sa", "macsec-rx-sc", "macsec-rx-sa"], 5, DrawnTheme.Encryption, DrawnMacsec.Next) { Everywhere = false, Read = DrawnMacsec.Read },
        new(["fou"], 2, DrawnTheme.Encryption, DrawnFou.Next) { Everywhere = false, Read = DrawnFou.Read },
        new(["bridge-port", "bond-port"], 3, DrawnTheme.Switching, draw => draw.Port()),
        new(["nft-table", "nft-chain", "nft-rule", "nft-set", "nft-map"], 12, DrawnTheme.Filtering, DrawnFilters.Next) { Read = FilterState.Read, Events = FilterState.Events },
        new(["xfrm-state"], 6, DrawnTheme.Ipsec, DrawnIpsec.State) { Everywhere = false, Read = IpsecState.Read, Events = IpsecState.Events },
        new(["xfrm-policy"], 6, DrawnTheme.Ipsec, DrawnIpsec.Policy) { Everywhere = false },
        new(["nft-chain"], 3, DrawnTheme.Filtering, DrawnFilters.NextOfDevices) { Everywhere = false },
        new(["qdisc"], 2, DrawnTheme.Queueing, DrawnQueues.NextOther) { Read = CanonicalQueues.Read },
        new(["htb", "htb-class"], 6, DrawnTheme.Queueing, DrawnQueues.NextHtb),
        new(["tbf"], 2, DrawnTheme.Queueing, DrawnQueues.NextTbf),
        new(["prio"], 2, DrawnTheme.Queueing, DrawnQueues.NextPrio) { Everywhere = false },
        new(["netem"], 2, DrawnTheme.Queueing, DrawnQueues.NextNetem) { Everywhere = false },
        new(["fq-codel"], 2, DrawnTheme.Queueing, DrawnQueues.NextFqCodel) { Everywhere = false },
        new(["fq"], 1, DrawnTheme.Queueing, DrawnQueues.NextFq) { Everywhere = false },
        new(["cake"], 1, DrawnTheme.Queueing, DrawnQueues.NextCake) { Everywhere = false },
        new(["clsact"], 2, DrawnTheme.Queueing, draw => DrawnQueues.NextHook(draw, "clsact")),
        new(["ingress"], 1, DrawnTheme.Queueing, draw => DrawnQueues.NextHook(draw, "ingress")),
        new(["matchall"], 2, DrawnTheme.Queueing, DrawnClassifiers.NextMatchall) { Everywhere = false },
        new(["flower"], 3, DrawnTheme.Queueing, DrawnClassifiers.NextFlower) { Everywhere = false },
        new(["u32"], 3, DrawnTheme.Queueing, draw => DrawnClassifiers.NextU32(draw, acts: false)),
        new(["filter"], 1, DrawnTheme.Queueing, draw => DrawnClassifiers.NextU32(draw, acts: true)) { Everywhere = false },
    ];

    /// <summary>Kinds of Wire that are no links and are not held against a real kernel, and why. Only ever shorter.</summary>
    public static ImmutableDictionary<string, string> NotYet { get; } = new Dictionary<string, string>
    {
        ["netns"] = "a directory of files: NamespaceTests hold what links do when they move",
        ["sysctl"] = "a file: the simulated kernel would be another file system",
        ["ethtool"] = "what a device can do is the device's: only simulated devices would be compared with simulated ones",
        ["xdp"] = "its program is a file descriptor of bpf(2), which the simulated kernel does not have",
        ["bpf-filter"] = "its program is a file descriptor of bpf(2), which the simulated kernel does not have",
    }.ToImmutableDictionary();
}
