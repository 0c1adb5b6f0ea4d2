using static Wire.Domain.Tests.Planning.Networks;

namespace Wire.Domain.Tests.Planning;

/// <summary>What is planned for objects that are no links, by what their kinds say of themselves.</summary>
public sealed class OtherKindsTests
{
    private static readonly Dummy Link = new Dummy { Name = "d0" }.Live(2);
    private static readonly TestQdisc Root = new() { Dev = "d0", Handle = "1:", Limit = 10 };
    private static readonly TestClass Upper = new() { Dev = "d0", Id = "1:9", Rate = 1000 };
    private static readonly TestClass Lower = new() { Dev = "d0", Id = "1:1", Parent = "1:9", Rate = 500 };
    private static readonly TestQdisc Leaf = new() { Dev = "d0", Parent = "1:1", Limit = 5 };

    private static string Lines(Plan plan)
    {
        Assert.Empty(plan.Conflicts);
        return string.Join('\n', plan.Operations.Select(o => $"{o.Verb} {o.Key}"));
    }

    private static PlanRequest Owning(PlanRequest request, params Resource[] owned) => request with { OwnedObjects = owned.Select(o => o.Key).ToHashSet() };

    [Fact]
    public void EachIsMadeAfterAllThatItNeedsWhateverItsName()
    {
        Plan plan = Planner.Plan(Request([Lower, Root, Upper, new Dummy { Name = "d0", Up = true }], [], []));

        Assert.Equal("Create link d0\nCreate qdisc d0 root\nCreate class d0 1:9\nCreate class d0 1:1", Lines(plan));
        Assert.Equal(["d0"], plan.LinkIndexes.Keys);
    }

    [Fact]
    public void WhatIsRecreatedBringsBackWhatWentWithItAndOnlyThat()
    {
        PlanRequest request = Owning(Request([Link, Root with { Handle = "2:" }, Upper, Lower], [Link, Root, Upper, Lower], ["d0"]), Root, Upper, Lower);

        Assert.Equal(
            "Delete class d0 1:1\nDelete class d0 1:9\nDelete qdisc d0 root\nCreate qdisc d0 root\nCreate class d0 1:9\nCreate class d0 1:1",
            Lines(Planner.Plan(request)));
        Assert.Equal(Lines(Planner.Plan(request)), Lines(Planner.Plan(request with { Only = new HashSet<ResourceKey> { Root.Key } })));
    }

    [Fact]
    public void ChangeInPlaceLeavesWhatHangsOnItAlone()
    {
        PlanRequest request = Owning(Request([Link, Root with { Limit = 11 }, Upper], [Link, Root, Upper], ["d0"]), Root, Upper);

        Assert.Equal("Change qdisc d0 root", Lines(Planner.Plan(request)));
    }

    [Fact]
    public void WithdrawnIsDeletedFromTheLeaves()
    {
        PlanRequest request = Owning(Request([Link], [Link, Root, Upper, Lower], ["d0"]), Root, Upper, Lower);

        Assert.Equal("Delete class d0 1:1\nDelete class d0 1:9\nDelete qdisc d0 root", Lines(Planner.Plan(request)));
    }

    [Fact]
    public void WhatHangsOnALinkIsMadeAgainWithIt()
    {
        Vlan live = new Vlan { Name = "v7", Parent = "d0", Id = 7 }.Live(3);
        TestQdisc root = new() { Dev = "v7" };
        PlanRequest request = Owning(Request([Link, live with { Id = 8 }, root], [Link, live, root], ["d0", "v7"]), root);

        Assert.Equal("Delete qdisc v7 root\nDelete link v7\nCreate link v7\nCreate qdisc v7 root", Lines(Planner.Plan(request)));
    }

    [Fact]
    public void WhatSomebodyElseMadeIsAConflictAndWhatTheKernelMadeGivesWay()
    {
        PlanConflict conflict = Assert.Single(Planner.Plan(Request([Link, Root], [Link, Root with { Handle = "7:" }], ["d0"])).Conflicts);
        Assert.Equal("test-qdisc d0 root exists with handle 7: and was not made by Wire: remove it, or take it over with --adopt", conflict.Message);

        Assert.Equal("Create qdisc d0 root", Lines(Planner.Plan(Request([Link, Root], [Link, Root with { Handle = "0:", IsDefault = true }], ["d0"]))));
    }

    [Fact]
    public void HealingOneBringsBackAllThatHungOnIt() =>
        Assert.Equal("Create qdisc d0 root\nCreate class d0 1:9\nCreate class d0 1:1", Lines(Planner.Plan(
            Request([Link, Root, Upper, Lower], [Link], ["d0"]) with { Only = new HashSet<ResourceKey> { Root.Key } })));

    [Fact]
    public void SettingIsChangedInPlaceAndGoesBackToItsBaseline()
    {
        TestPort live = new() { Dev = "d0", Cost = 2, Isolated = false };
        Plan plan = Planner.Plan(Request([Link, new TestPort { Dev = "d0", Cost = 5 }], [Link, live], ["d0"]));
        Assert.Equal("Change port d0", Lines(plan));
        Assert.Equal(["cost"], plan.Operations[0].Attributes);
        Assert.Equal(live with { Cost = 5 }, plan.Operations[0].After);

        Plan back = Planner.Plan(Request([Link], [Link, live with { Cost = 5 }], ["d0"]) with
        {
            Baselines = new Dictionary<ResourceKey, Resource> { [live.Key] = new TestPort { Dev = "d0", Cost = 2 } },
        });
        Assert.Equal(live, Assert.Single(back.Operations).After);
    }

    [Fact]
    public void SettingOfNothingIsAConflict()
    {
        PlanConflict conflict = Assert.Single(Planner.Plan(Request([Link, new TestPort { Dev = "d0", Cost = 5 }], [Link], ["d0"])).Conflicts);
        Assert.Equal("test-port d0 does not exist: d0 has none", conflict.Message);
    }

    [Fact]
    public void SettingOfALinkThatIsMadeIsSetOnceItIsThereAndItsInverseSetsWhatIsKnown()
    {
        Plan plan = Planner.Plan(Request(
            [new Bridge { Name = "br0", Up = true }, new Dummy { Name = "d1", Up = true, Master = "br0" }, new TestPort { Dev = "d1", Cost = 5, Isolated = true }], [], []));

        Assert.Equal("Create link br0\nCreate link d1\nChange port d1", Lines(plan));
        Assert.Equal(["cost", "isolated"], plan.Operations[2].Attributes);
        Assert.Contains("~ test-port d1\n    cost none → 5\n    isolated off → on\n", PlanText.Render(plan), StringComparison.Ordinal);
        Assert.Equal(["isolated"], Rollback.Of(plan.Operations)[0].Attributes);
    }

    [Fact]
    public void SettingOfAPortIsSetAgainWhenItJoinsAnotherBridge()
    {
        Bridge a = new Bridge { Name = "a" }.Live(2);
        Bridge b = new Bridge { Name = "b" }.Live(3);
        Dummy port = new Dummy { Name = "d1", Master = "a" }.Live(4);
        TestPort setting = new() { Dev = "d1", Cost = 5 };
        Plan plan = Planner.Plan(Request([a, b, port with { Master = "b" }, setting], [a, b, port, setting], ["a", "b", "d1"]));

        Assert.Equal("Change link d1\nChange port d1", Lines(plan));
    }

    [Fact]
    public void OrderOfASetHasNoMeaningAndAnEmptyOneIsNone()
    {
        TestPort live = new() { Dev = "d0", Groups = [3, 20, 1] };
        Assert.True(Planner.Fits(new Declared(new TestPort { Dev = "d0", Groups = [1, 3, 20] }), new Topology([live])));
        Assert.True(Planner.Fits(new Declared(new TestPort { Dev = "d0", Groups = [] }), new Topology([live with { Groups = null }])));
        Assert.False(Planner.Fits(new Declared(new TestPort { Dev = "d0", Groups = [] }), new Topology([live])));
        Assert.Equal("1, 3, 20", TestPort.TheKind.Find("group")!.Format(live));
    }

    [Fact]
    public void RenamedLinkIsRenamedWhereverItIsNamed()
    {
        Assert.Equal("e9", ((TestPort)new TestPort { Dev = "d0" }.Renamed("d0", "e9")).Dev);
        Assert.Equal(new Dummy { Name = "e9", Master = "d0" }, new Dummy { Name = "d1", Master = "d0" }.Renamed("d1", "e9"));
        Assert.Equal("dev e9 weight 1", ((Route)new Route { NextHops = [new NextHop(null, "d0", 1)] }.Renamed("d0", "e9")).NextHops!.ToString());
    }

    [Fact]
    public void DisciplineBelowAClassIsMadeAfterIt()
    {
        Assert.Equal("Create qdisc d0 root\nCreate class d0 1:9\nCreate class d0 1:1\nCreate qdisc d0 1:1",
            Lines(Planner.Plan(Request([Link, Root, Upper, Lower, Leaf], [Link], ["d0"]))));
        Assert.Equal("Delete qdisc d0 1:1\nDelete class d0 1:1\nDelete class d0 1:9\nDelete qdisc d0 root",
            Lines(Planner.Plan(Owning(Request([Link], [Link, Root, Upper, Lower, Leaf], ["d0"]), Root, Upper, Lower, Leaf))));
        PlanConflict conflict = Assert.Single(Planner.Plan(Request([Link, Leaf], [Link], ["d0"])).Conflicts);
        Assert.Equal("test-qdisc d0 1:1 needs d0 1:1, which neither exists nor is declared", conflict.Message);
    }
}
