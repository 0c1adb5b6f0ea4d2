using static Wire.Domain.Tests.Planning.Networks;

namespace Wire.Domain.Tests.Planning;

/// <summary>Links that ride on others: what the kernel does to them when those change is in the plan, and so in its way back.</summary>
public sealed class RiderTests
{
    [Fact]
    public void MtuThatShrinksTakesTheRidersAlongBeforeAndTheWayBackGrowsTheParentFirst()
    {
        Plan plan = Planner.Plan(Request(
            desired: [new Dummy { Name = "p0", Mtu = 1400, Up = true }, new Vlan { Name = "office", Parent = "p0", Id = 7, Up = true }],
            live:
            [
                new Dummy { Name = "p0" }.Live(1), new Vlan { Name = "office", Parent = "p0", Id = 7 }.Live(2),
                new Vlan { Name = "inner", Parent = "office", Id = 8 }.Live(3), new Macvlan { Name = "theirs", Parent = "p0", Mode = 4 }.Live(4),
            ],
            owned: ["p0", "office"]));

        Assert.Empty(plan.Conflicts);
        Assert.Equal(["inner 1500 1400", "office 1500 1400", "theirs 1500 1400", "p0 1500 1400"], plan.Operations.Select(Mtus));
        Assert.Equal(["p0 1400 1500", "theirs 1400 1500", "office 1400 1500", "inner 1400 1500"], Rollback.Of(plan.Operations).Select(Mtus));
    }

    [Fact]
    public void BridgeThatShrinksWithAPortTakesItsRidersAlongToo()
    {
        Plan plan = Planner.Plan(Request(
            desired: [new Bridge { Name = "b0" }, new Dummy { Name = "p0", Mtu = 1400, Master = "b0" }, new Vlan { Name = "office", Parent = "b0", Id = 7 }],
            live: [(new Bridge { Name = "b0" }.Live(1) as Link)! with { Mtu = 9000 }, (new Dummy { Name = "p0", Master = "b0" }.Live(2) as Link)! with { Mtu = 9000 }, new Vlan { Name = "office", Parent = "b0", Id = 7 }.Live(3)],
            owned: ["b0", "p0", "office"]));

        Assert.Equal(["office 1500 1400", "p0 9000 1400"], plan.Operations.Select(Mtus));
        Assert.Equal(["p0 1400 9000", "office 1400 1500"], Rollback.Of(plan.Operations).Select(Mtus));
    }

    [Fact]
    public void BridgeWithAnMtuOfItsOwnDoesNotShrinkWithAPort()
    {
        Plan plan = Planner.Plan(Request(
            desired: [new Bridge { Name = "b0" }, new Dummy { Name = "p0", Mtu = 1400, Master = "b0" }, new Vlan { Name = "office", Parent = "b0", Id = 7 }],
            live: [(new Bridge { Name = "b0" }.Live(1) as Link)! with { Mtu = 2000 }, (new Dummy { Name = "p0", Master = "b0" }.Live(2) as Link)! with { Mtu = 9000 }, new Vlan { Name = "office", Parent = "b0", Id = 7 }.Live(3)],
            owned: ["b0", "p0", "office"]));

        Assert.Equal(["p0 9000 1400"], plan.Operations.Select(Mtus));
    }

    [Fact]
    public void MtuThatIsDeclaredSmallerForTheRiderIsSetOnceAndFirst()
    {
        Plan plan = Planner.Plan(Request(
            desired: [new Dummy { Name = "p0", Mtu = 1400 }, new Vlan { Name = "office", Parent = "p0", Id = 7, Mtu = 1300 }],
            live: [new Dummy { Name = "p0" }.Live(1), new Vlan { Name = "office", Parent = "p0", Id = 7 }.Live(2)],
            owned: ["p0", "office"]));

        Assert.Equal(["office 1500 1300", "p0 1500 1400"], plan.Operations.Select(Mtus));
    }

    [Fact]
    public void MtuOfAnIpvlanIsSetAgainAfterItsParentsGaveItAnother()
    {
        Plan plan = Planner.Plan(Request(
            desired: [new Dummy { Name = "p0", Mtu = 2000 }, new Ipvlan { Name = "i0", Parent = "p0", Mtu = 1400 }],
            live: [new Dummy { Name = "p0" }.Live(1), (new Ipvlan { Name = "i0", Parent = "p0", Mtu = 1400 }).Live(2)],
            owned: ["p0", "i0"]));

        Assert.Equal(["p0 1500 2000", "i0 1400 1400"], plan.Operations.Select(Mtus));
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void VlanThatIsToBeUpOnAParentThatIsDownIsAConflictUnlessItIsLoose(bool loose, bool conflict)
    {
        Plan plan = Planner.Plan(Request(
            desired: [new Vlan { Name = "office", Parent = "eth0", Id = 7, Up = true, LooseBinding = loose }],
            live: [new Interface { Name = "eth0", Up = false }.Live(1)],
            owned: []));

        Assert.Equal(conflict, plan.Conflicts.Any(c => c.Message.Contains("vlan office cannot be up while eth0", StringComparison.Ordinal)));
    }

    [Fact]
    public void VlanComesUpInThePlanThatSetsItsParentUp()
    {
        Plan plan = Planner.Plan(Request(
            desired: [new Interface { Name = "eth0", Up = true }, new Vlan { Name = "office", Parent = "eth0", Id = 7, Up = true }],
            live: [new Interface { Name = "eth0", Up = false }.Live(1)],
            owned: []));

        Assert.Empty(plan.Conflicts);
        Assert.Equal(["eth0", "office"], plan.Operations.Select(o => o.Key.Id));
    }

    [Fact]
    public void PortThatJoinsAVrfGetsItsDeclaredRoutesAndV6AddressesBack()
    {
        Plan plan = Planner.Plan(Request(
            desired:
            [
                new Vrf { Name = "red", Table = 100, Up = true }, new Dummy { Name = "d0", Up = true, Master = "red" },
                Address("d0", "10.0.0.1/24"), Address("d0", "2001:db8::1/64"), Route("198.51.100.0/24", dev: "d0"),
            ],
            live:
            [
                new Vrf { Name = "red", Table = 100 }.Live(1), new Dummy { Name = "d0" }.Live(2), Address("d0", "10.0.0.1/24", Ownership.Protocol),
                Address("d0", "2001:db8::1/64", Ownership.Protocol), Route("198.51.100.0/24", dev: "d0", protocol: Ownership.Protocol),
            ],
            owned: ["red", "d0"]));

        Assert.Equal(
            ["Delete d0 2001:db8::1/64", "Change d0", "Create d0 2001:db8::1/64"],
            plan.Operations.Where(o => o.Subject is not Route).Select(o => $"{o.Verb} {o.Key.Id}"));
        Assert.Equal([OperationVerb.Delete, OperationVerb.Create], plan.Operations.Where(o => o.Subject is Route).Select(o => o.Verb));
    }

    [Theory]
    [InlineData("10.0.0.9", "10.0.0.8", false)]
    [InlineData("10.0.0.9", "2001:db8::8", true)]
    public void RemoteOfAVxlanIsChangedInPlaceWithinItsFamily(string before, string after, bool anew)
    {
        Plan plan = Planner.Plan(Request(
            desired: [new Vxlan { Name = "vx0", Vni = 42, Remote = IpAddr.Parse(after) }],
            live: [new Vxlan { Name = "vx0", Vni = 42, Remote = IpAddr.Parse(before) }.Live(1)],
            owned: ["vx0"]));

        Assert.Equal(anew ? ChangeMark.Recreate : ChangeMark.Change, Assert.Single(plan.Changes).Mark);
    }

    [Fact]
    public void WhatOnlyACreationSetsIsAConflictOnALinkOfSomebodyElses()
    {
        Plan plan = Planner.Plan(Request(
            desired: [new Interface { Name = "eth0", NumTxQueues = 4 }],
            live: [new Interface { Name = "eth0", NumTxQueues = 1 }.Live(1)],
            owned: []));

        Assert.Contains("numtxqueues", Assert.Single(plan.Conflicts).Message, StringComparison.Ordinal);
        Assert.Empty(plan.Operations);
    }

    private static string Mtus(Operation operation) => $"{operation.Key.Id} {((Link)operation.Before!).Mtu} {((Link)operation.After!).Mtu}";
}
