using VerifyXunit;
using static Wire.Domain.Tests.Planning.Networks;

namespace Wire.Domain.Tests.Planning;

public sealed class StateDiffTests
{
    private static readonly Resource[] Before =
    [
        new Bridge { Name = "br0", Mtu = 1500, Stp = true, Index = 7 },
        new Dummy { Name = "d0", Up = true },
        new Dummy { Name = "same", Up = true },
        Address("br0", "10.0.0.1/24"),
        Route("198.51.100.0/24", "10.0.0.254"),
    ];

    private static readonly Resource[] After =
    [
        Route("198.51.100.0/24", "10.0.0.253"),
        new Dummy { Name = "same", Up = true, Index = 9 },
        new Bridge { Name = "br0", Mtu = 9000, Index = 8 },
        new Ifb { Name = "d0", Up = false },
        new Bridge { Name = "br1", Alias = "" },
    ];

    [Fact]
    public Task TwoStatesDifferByObjectAndAttribute() => Verifier.Verify(PlanText.Render(StateDiff.Between(Before, After)));

    [Fact]
    public void WhatOnlyTheKernelSaysIsShownWhenAskedFor()
    {
        Assert.DoesNotContain(StateDiff.Between(Before, After), c => c.Resource.Title == "dummy same");

        PlannedChange change = StateDiff.Between(Before, After, observed: true).Single(c => c.Resource.Title == "dummy same");
        Assert.Equal([new AttributeChange("index", null, "9")], change.Attributes);
    }

    [Fact]
    public void EqualStatesHaveNoDifference() => Assert.Empty(StateDiff.Between(Before, Before.Reverse()));

    [Fact]
    public void DifferenceBackwardsHasOldAndNewExchanged()
    {
        PlannedChange forth = StateDiff.Between(Before, After).Single(c => c.Mark == ChangeMark.Change && c.Resource.Key.Id == "br0");
        PlannedChange back = StateDiff.Between(After, Before).Single(c => c.Mark == ChangeMark.Change && c.Resource.Key.Id == "br0");

        Assert.Equal(forth.Attributes.Select(a => (a.Name, a.New, a.Old)), back.Attributes.Select(a => (a.Name, a.Old, a.New)));
    }
}
