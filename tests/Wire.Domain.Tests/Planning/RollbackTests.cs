using static Wire.Domain.Tests.Planning.Networks;

namespace Wire.Domain.Tests.Planning;

/// <summary>What the way back from a plan asks of the kernel.</summary>
public sealed class RollbackTests
{
    private static readonly Bridge Seen = new Bridge { Name = "br0", Stp = false, VlanFiltering = false, VlanProtocol = 0x8100, McastSnooping = true, Ageing = 42 }.Live(5);

    [Fact]
    public void BridgeThatIsMadeAgainAsksForNothingThatANewOneHasAnyway()
    {
        Plan plan = Planner.Plan(Request(desired: [], live: [Seen], owned: ["br0"]));

        Bridge made = Assert.IsType<Bridge>(Rollback.Of(plan.Operations)[0].After);
        Assert.Equal(42u, made.Ageing);
        Assert.Equal((null, null, null, null), (made.Stp, made.VlanFiltering, made.VlanProtocol, made.McastSnooping));
    }

    [Fact]
    public void WhatSomebodyDeclaredIsAskedForAlsoWhenItIsTheDefault()
    {
        Plan plan = Planner.Plan(Request(desired: [new Bridge { Name = "br0", VlanFiltering = false }], live: [], owned: []));

        Assert.False(Assert.IsType<Bridge>(plan.Operations[0].After).VlanFiltering);
    }

    [Fact]
    public void OtherEndThatIsMadeAgainKeepsWhatIsNoDefault()
    {
        Plan plan = Planner.Plan(Request(desired: [],
            live: [new Veth { Name = "v0", Peer = "v1", Mtu = 1400 }.Live(5), new Veth { Name = "v1", Peer = "v0", Mtu = 1300 }.Live(6)], owned: ["v0", "v1"]));

        Operation made = Rollback.Of(plan.Operations)[0];
        Assert.Equal((1400u, 1300u), (((Link)made.After!).Mtu, ((Link)made.Companion!).Mtu));
    }

    [Fact]
    public void BondKeepsAMiimonThatItsModeWouldNotGiveIt()
    {
        Plan plan = Planner.Plan(Request(desired: [], live: [new Bond { Name = "m0", Mode = 4, Miimon = 0 }.Live(5)], owned: ["m0"]));

        Assert.Equal(0u, Assert.IsType<Bond>(Rollback.Of(plan.Operations)[0].After).Miimon);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void DefaultThatAKernelWithoutTheFeatureDoesNotTellIsNoDrift(bool told) => Assert.True(Planner.Fits(
        new Declared(new Bridge { Name = "br0", VlanFiltering = false, VlanDefaultPvid = 1 }),
        new Topology([new Bridge { Name = "br0", VlanFiltering = told ? false : null }.Live(5)])));
}
