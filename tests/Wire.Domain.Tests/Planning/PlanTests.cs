using System.Collections.Immutable;
using VerifyXunit;
using static Wire.Domain.Tests.Planning.Networks;

namespace Wire.Domain.Tests.Planning;

/// <summary>Golden plans: what a person sees, then the operations in their order.</summary>
public sealed class PlanTests
{
    [Fact]
    public Task EmptyNodeGetsEverythingFromTheRoots() => Verifier.Verify(Planner.Plan(Request(
        desired:
        [
            new Bridge { Name = "vswitch0", Up = true, Mtu = 9000, Mac = Mac1, Stp = false },
            new Veth { Name = "v-a", Peer = "v-b", Up = true, Master = "vswitch0", Alias = "uplink" },
            new Veth { Name = "v-b", Peer = "v-a", Up = true },
            new Vxlan { Name = "vx100", Vni = 100, Remote = IpAddr.Parse("192.0.2.2"), Master = "vswitch0", Up = true },
            new Vlan { Name = "v-b.7", Parent = "v-b", Id = 7, Up = true },
            Address("vswitch0", "10.0.0.1/24"),
            Route("default", "10.9.0.1"),
            Route("10.9.0.0/24", dev: "vswitch0"),
            new Rule { Priority = 1000, From = IpPrefix.Parse("10.1.0.0/16"), Table = 100 },
            new FdbEntry { Mac = Mac1, Dev = "vx100", Remote = IpAddr.Parse("10.0.0.9") },
        ],
        live: [new Interface { Name = "lo" }.Live(1)],
        owned: [])).Transcript());

    [Fact]
    public Task RecreatedVxlanBringsBackItsPlaceInTheBridgeItsEntriesAndItsAddresses() => Verifier.Verify(Planner.Plan(Request(
        desired:
        [
            new Bridge { Name = "br0", Up = true },
            new Vxlan { Name = "vx100", Vni = 200, Master = "br0", Up = true },
            Address("vx100", "10.0.0.1/24"),
            new Vlan { Name = "vx100.5", Parent = "vx100", Id = 5, Up = true },
            Route("198.51.100.0/24", "10.0.0.254"),
        ],
        live:
        [
            new Bridge { Name = "br0" }.Live(10),
            new Vxlan { Name = "vx100", Vni = 100, Master = "br0" }.Live(11),
            new Vlan { Name = "vx100.5", Parent = "vx100", Id = 5 }.Live(12),
            new Dummy { Name = "their" }.Live(13),
            Address("vx100", "10.0.0.1/24", Ownership.Protocol),
            Address("vx100", "10.0.0.77/32", 0),
            Route("10.0.0.0/24", dev: "vx100", protocol: 2),
            Route("198.51.100.0/24", "10.0.0.254", "vx100", Ownership.Protocol),
        ],
        owned: ["br0", "vx100", "vx100.5"])).Transcript());

    [Fact]
    public Task ChangesAreMadeInPlaceAndSayWhatTheyInterrupt() => Verifier.Verify(Planner.Plan(Request(
        desired:
        [
            new Bridge { Name = "br0", Up = true, Mtu = 9000, Stp = true },
            new Dummy { Name = "d0", Up = true, Mac = Mac1, Alias = "" },
            new Interface { Name = "eth0", Master = "br0" },
            new Interface { Name = "eth1", Up = false },
            Address("br0", "10.0.0.2/24"),
            Route("198.51.100.0/24", "10.0.0.253"),
            new Rule { Priority = 1000, To = IpPrefix.Parse("10.1.0.0/16"), Table = 100 },
        ],
        live:
        [
            new Bridge { Name = "br0", Stp = false }.Live(10),
            new Bridge { Name = "br1" }.Live(11),
            new Dummy { Name = "d0", Alias = "old" }.Live(12),
            new Interface { Name = "eth0", Master = "br1" }.Live(2),
            new Interface { Name = "eth1" }.Live(3),
            Address("br0", "10.0.0.1/24", Ownership.Protocol),
            Route("198.51.100.0/24", "10.0.0.254", "br0", Ownership.Protocol),
            Route("203.0.113.0/24", "10.0.0.254", "br0", Ownership.Protocol),
            new Rule { Priority = 1000, From = IpPrefix.Parse("10.1.0.0/16"), Table = 100, Protocol = Ownership.Protocol },
        ],
        owned: ["br0", "d0"])).Transcript());

    [Fact]
    public Task WithdrawnIsDeletedFromTheLeavesAndForeignObjectsAreLeftAlone() => Verifier.Verify(Planner.Plan(Request(
        desired: [],
        live:
        [
            new Interface { Name = "lo" }.Live(1),
            new Bridge { Name = "br0" }.Live(10),
            new Veth { Name = "v-a", Peer = "v-b", Master = "br0" }.Live(11),
            new Veth { Name = "v-b", Peer = "v-a" }.Live(12),
            new Vlan { Name = "br0.5", Parent = "br0", Id = 5 }.Live(13),
            new Tap { Name = "guest", Master = "br0" }.Live(14),
            new Dummy { Name = "theirs" }.Live(15),
            Address("br0", "10.0.0.1/24", Ownership.Protocol),
            Address("theirs", "10.9.0.1/24", 0),
            Route("198.51.100.0/24", "10.0.0.254", "br0", Ownership.Protocol),
            Route("default", "10.9.0.254", "theirs", 3),
            new Rule { Priority = 1000, Table = 100, Protocol = Ownership.Protocol },
            new Rule { Priority = 32766, Table = 254, Protocol = 2 },
        ],
        owned: ["br0", "v-a", "v-b", "br0.5"])).Transcript());

    [Fact]
    public Task RecreatedBridgeHasItsPortsBackAlsoTheForeignOnes() => Verifier.Verify(Planner.Plan(Request(
        desired:
        [
            new Bridge { Name = "br0", Up = true },
            new Dummy { Name = "port", Up = true, Master = "br0" },
            Address("br0", "10.0.0.1/24"),
            new FdbEntry { Mac = Mac1, Dev = "port" },
        ],
        live:
        [
            new Bond { Name = "br0" }.Live(10),
            new Dummy { Name = "port", Master = "br0" }.Live(11),
            new Tap { Name = "guest", Master = "br0" }.Live(12),
            Address("br0", "10.0.0.1/24", Ownership.Protocol),
        ],
        owned: ["br0", "port"])).Transcript());

    [Fact]
    public Task PairIsMadeAnewAsOneWhenOneEndHasAnotherPartner() => Verifier.Verify(Planner.Plan(Request(
        desired:
        [
            new Veth { Name = "a", Peer = "b", Up = true },
            new Veth { Name = "b", Peer = "a", Up = true },
        ],
        live:
        [
            new Veth { Name = "a", Peer = "c" }.Live(10),
            new Veth { Name = "c", Peer = "a" }.Live(11),
            new Dummy { Name = "b" }.Live(12),
        ],
        owned: ["a", "b", "c"])).Transcript());

    [Fact]
    public Task BondTakesItsPortsDown() => Verifier.Verify(Planner.Plan(Request(
        desired:
        [
            new Bond { Name = "bond0", Up = true, Mode = 1 },
            new Interface { Name = "eth1", Master = "bond0", Up = true },
            new Dummy { Name = "d0", Master = "bond0", Up = true },
            new Vlan { Name = "bond0.7", Parent = "bond0", Id = 7, Up = true },
        ],
        live: [new Interface { Name = "eth1" }.Live(2)],
        owned: [])).Transcript());

    [Fact]
    public Task VanishedBridgeIsHealedWithItsPortsAddressesAndRoutes() => Verifier.Verify(Planner.Plan(Request(
        desired:
        [
            new Bridge { Name = "br0", Up = true, Mac = Mac1 },
            new Bridge { Name = "br1", Up = true },
            new Veth { Name = "v-a", Peer = "v-b", Up = true, Master = "br0" },
            new Veth { Name = "v-b", Peer = "v-a", Up = true, Master = "br1" },
            Address("br0", "10.0.0.1/24"),
            Address("br1", "10.1.0.1/24"),
            Route("default", "10.0.0.254"),
        ],
        live:
        [
            new Bridge { Name = "br1" }.Live(1 << 20),
            new Veth { Name = "v-a", Peer = "v-b" }.Live((1 << 20) + 1),
            new Veth { Name = "v-b", Peer = "v-a" }.Live((1 << 20) + 2),
            new Tap { Name = "guest" }.Live(4),
        ],
        owned: ["br0", "br1", "v-a", "v-b"]) with
    {
        Only = ImmutableHashSet.Create(ResourceKey.Link("br0")),
        LostPorts = ImmutableDictionary<string, ImmutableSortedSet<string>>.Empty.Add("br0", ["guest", "v-a"]),
    }).Transcript());

    [Fact]
    public Task AdoptedLinkGoesBackToWhatItWas() => Verifier.Verify(Planner.Plan(Request(
        desired: [],
        live:
        [
            new Interface { Name = "eth0", Mtu = 9000 }.Live(2),
            new Interface { Name = "eth1" }.Live(3),
        ],
        owned: []) with
    {
        Baselines = new Dictionary<ResourceKey, Resource>
        {
            [ResourceKey.Link("eth0")] = new Interface { Name = "eth0", Mtu = 1500, Up = true },
            [ResourceKey.Link("eth1")] = new Interface { Name = "eth1", Master = "br9" },
            [ResourceKey.Link("gone")] = new Interface { Name = "gone", Up = false },
        },
    }).Transcript());

    [Fact]
    public Task WhatStandsInTheWayIsNamedWithItsPlaceInTheConfiguration() => Verifier.Verify(Planner.Plan(Request(
        desired:
        [
            new Bridge { Name = "br0", Up = true },
            new Bridge { Name = "wg0", Up = true },
            new Interface { Name = "eth7", Mtu = 9000 },
            new Dummy { Name = "port", Master = "br9" },
            new Vlan { Name = "eth8.1", Parent = "eth8", Id = 1 },
            Address("nowhere", "10.0.0.1/24"),
            Address("eth0", "192.0.2.1/24"),
            Route("198.51.100.0/24", "10.0.0.253"),
            Route("203.0.113.0/24", "10.0.0.254"),
        ],
        live:
        [
            new Bridge { Name = "br0" }.Live(10),
            new Interface { Name = "wg0", Device = "wireguard" }.Live(11),
            new Interface { Name = "eth0" }.Live(2),
            Address("eth0", "192.0.2.1/24", 0),
            Route("198.51.100.0/24", "10.0.0.254", "eth0", 4),
            Route("203.0.113.0/24", "10.0.0.254", "eth0", 4),
        ],
        owned: [])).Transcript());

    [Fact]
    public Task AdoptTakesOverWhatHasTheSameKind() => Verifier.Verify(Planner.Plan(Request(
        desired: [new Bridge { Name = "br0", Up = true, Stp = true }, Route("198.51.100.0/24", "10.0.0.253")],
        live:
        [
            new Bridge { Name = "br0", Stp = false }.Live(10),
            Route("198.51.100.0/24", "10.0.0.254", "br0", 4),
        ],
        owned: []) with { Adopt = true }).Transcript());

    [Fact]
    public Task SecondaryAddressSurvivesTheDeletionOfItsPrimary() => Verifier.Verify(Planner.Plan(Request(
        desired: [new Dummy { Name = "d0" }, Address("d0", "10.0.0.2/24"), Route("default", "10.0.0.254")],
        live:
        [
            new Dummy { Name = "d0" }.Live(10),
            Address("d0", "10.0.0.1/24", Ownership.Protocol) with { Flags = 0x80 },
            Address("d0", "10.0.0.2/24", Ownership.Protocol) with { Flags = 0x81 },
            Route("default", "10.0.0.254", "d0", Ownership.Protocol),
        ],
        owned: ["d0"])).Transcript());

    [Fact]
    public void SomebodyElsesSecondaryAddressAndRoutesComeBackWhenWiresPrimaryGoes()
    {
        Plan plan = Planner.Plan(Request(
            desired: [new Dummy { Name = "d0" }],
            live:
            [
                new Dummy { Name = "d0" }.Live(10),
                Address("d0", "10.0.0.1/24", Ownership.Protocol) with { Flags = 0x80 },
                Address("d0", "10.0.0.77/24", 0) with { Flags = 0x81 },
                Route("10.4.0.0/16", "10.0.0.9", "d0", protocol: 4),
            ],
            owned: ["d0"]));

        Resource[] anew = [.. plan.Operations.Where(o => o.Verb == OperationVerb.Create).Select(o => o.After!)];
        Assert.Equal(["address d0 10.0.0.77/24", "route 10.4.0.0/16"], anew.Select(r => r.Title));
        Assert.All(plan.Changes.Where(c => anew.Any(r => r.Key == c.Resource.Key)), c => Assert.Equal(ChangeMark.Recreate, c.Mark));
        Assert.Equal(0u, Assert.IsType<Address>(anew[0]).Protocol);
        Assert.Equal(4u, Assert.IsType<Route>(anew[1]).Protocol);
    }

    /// <summary>The route leaves by another link than the address is on.</summary>
    private static Resource[] RouteFromWiresAddress =>
    [
        new Dummy { Name = "d0" }.Live(10),
        new Dummy { Name = "d1" }.Live(11),
        Address("d0", "10.0.0.1/24", Ownership.Protocol) with { Flags = 0x80 },
        Address("d0", "10.1.0.1/24", Ownership.Protocol) with { Flags = 0x80 },
        Route("10.4.0.0/16", null, "d1", protocol: 4) with { Source = IpAddr.Parse("10.0.0.1") },
    ];

    [Fact]
    public void SomebodyElsesRouteThatGoesWithItsSourceIsSaid()
    {
        Plan plan = Planner.Plan(Request(
            desired: [new Dummy { Name = "d0" }, Address("d0", "10.1.0.1/24")],
            live: RouteFromWiresAddress,
            owned: ["d0"]));

        Operation deletion = Assert.Single(plan.Operations);
        Assert.Equal("connections to 10.0.0.1, and takes away 1 route from it that others put there", deletion.Interrupts);
    }

    [Fact]
    public void SomebodyElsesRouteComesBackWithItsSource()
    {
        Plan plan = Planner.Plan(Request(
            desired: [new Dummy { Name = "d0" }, Address("d0", "10.1.0.1/24"), Address("d0", "10.0.0.1/24") with { Label = "d0:one" }],
            live: RouteFromWiresAddress,
            owned: ["d0"]));

        Assert.Equal(["Delete route 10.4.0.0/16", "Delete address d0 10.0.0.1/24", "Create address d0 10.0.0.1/24", "Create route 10.4.0.0/16"],
            plan.Operations.Select(o => $"{o.Verb} {o.Subject.Title}"));
        Assert.Equal(4u, Assert.IsType<Route>(plan.Operations[^1].After).Protocol);
    }

    [Fact]
    public void PlanOfWhatIsAlreadySoSaysNothingToDo()
    {
        Plan plan = Planner.Plan(Request(
            desired: [new Bridge { Name = "br0", Up = true, Alias = "" }, Address("br0", "10.0.0.1/24"), Route("10.1.0.0/24", dev: "br0")],
            live: [new Bridge { Name = "br0" }.Live(10), Address("br0", "10.0.0.1/24", 0), Route("10.1.0.0/24", dev: "br0", protocol: 4)],
            owned: ["br0"]));

        Assert.True(plan.IsEmpty);
        Assert.Equal("Nothing to do.\n", PlanText.Render(plan));
    }

    [Fact]
    public void IndexesAvoidTheOnesInUseAlsoAtTheEndOfTheirRange()
    {
        Plan plan = Planner.Plan(Request(
            desired: [new Dummy { Name = "a" }, new Dummy { Name = "b" }],
            live: [new Dummy { Name = "x" }.Live(1 << 20), new Dummy { Name = "y" }.Live(int.MaxValue - 1)],
            owned: []));

        Assert.Equal([int.MaxValue, (1u << 20) + 1], plan.Operations.Select(o => ((Link)o.After!).Index!.Value));
    }

    [Fact]
    public void WhatNobodyDecodesIsNoPartOfAPlan()
    {
        RawAttributes raw = new(new byte[1000]);
        Plan plan = Planner.Plan(Request(
            desired: [new Bridge { Name = "kept", Up = true, Mtu = 9000 }],
            live:
            [
                new Bridge { Name = "kept", Up = true, Mtu = 1500, Unknown = raw }.Live(10),
                new Bridge { Name = "gone", Up = true, Unknown = raw }.Live(11),
            ],
            owned: ["kept", "gone"]));

        Assert.Equal([OperationVerb.Delete, OperationVerb.Change], plan.Operations.Select(o => o.Verb));
        Assert.All(plan.Operations, o => Assert.True((o.Before?.Unknown ?? default).IsEmpty && (o.After?.Unknown ?? default).IsEmpty));
    }
}
