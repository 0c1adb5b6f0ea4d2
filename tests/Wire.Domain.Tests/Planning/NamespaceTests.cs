using static Wire.Domain.Tests.Planning.Networks;

namespace Wire.Domain.Tests.Planning;

/// <summary>What is planned when a network namespace comes and goes.</summary>
public sealed class NamespaceTests
{
    private static readonly NetworkNamespace Blue = new() { Name = "blue", Nsid = 7 };
    private static readonly Interface Loopback = new() { Name = "lo", Netns = "blue", Up = true };
    private static readonly Bridge Inside = new() { Name = "br0", Netns = "blue", Up = true };
    private static readonly Address OfInside = new() { Link = "blue/br0", Prefix = IpPrefix.Parse("10.0.0.1/24") };
    private static readonly Sysctl Forward = new() { Name = "net.ipv4.ip_forward", Netns = "blue", Value = "1" };

    private static string Lines(Plan plan) => string.Join('\n', plan.Operations.Select(o => $"{o.Verb} {o.Key} {string.Join(' ', o.Attributes)}".Trim()));

    private static PlanRequest There(params Resource[] desired) =>
        Request(desired, [Blue, Loopback.Live(1), Inside.Live(1 << 20), OfInside with { Protocol = Ownership.Protocol }, Forward], ["blue/br0"])
            with { OwnedObjects = new HashSet<ResourceKey> { Blue.Key } };

    [Fact]
    public void IsMadeBeforeAllThatIsInItAndItsLoopbackIsTakenForThere()
    {
        Plan plan = Planner.Plan(Request([Forward, OfInside, Inside, Loopback, Blue], [], []));

        Assert.Empty(plan.Conflicts);
        Assert.Equal("""
            Create netns blue
            Change netns blue nsid
            Create link blue/br0
            Change link blue/lo up
            Change sysctl net.ipv4.ip_forward netns blue value
            Create address blue/br0 10.0.0.1/24
            """, Lines(plan));
        Assert.Equal(1u, plan.LinkIndexes["blue/lo"]);
    }

    [Fact]
    public void IsDeletedAfterAllThatWireHasInItAndSaysWhatElseGoes()
    {
        Interface card = new() { Name = "eth5", Netns = "blue", Up = true };
        Plan plan = Planner.Plan(There() with { Live = new Topology([Blue, Loopback.Live(1), Inside.Live(1 << 20), OfInside with { Protocol = Ownership.Protocol }, card.Live(9)]) });

        Assert.Empty(plan.Conflicts);
        Assert.Equal("Delete address blue/br0 10.0.0.1/24\nDelete link blue/br0\nDelete netns blue", Lines(plan));
        Assert.Contains("eth5 of others go with it", Assert.Single(plan.Changes, c => c.Resource is NetworkNamespace).Interrupts, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIsStillDeclaredInOneThatGoesIsAConflict()
    {
        Plan plan = Planner.Plan(There(Inside));

        PlanConflict conflict = Assert.Single(plan.Conflicts);
        Assert.Equal("bridge blue/br0 is in the network namespace blue, which is about to go: declare 'netns blue', or withdraw both", conflict.Message);
    }

    [Fact]
    public void AnotherNumberMakesItAnewWithAllThatIsDeclaredInIt()
    {
        Plan plan = Planner.Plan(There(Blue with { Nsid = 8 }, Inside, OfInside, Loopback, Forward));

        Assert.Empty(plan.Conflicts);
        Assert.Equal("""
            Delete address blue/br0 10.0.0.1/24
            Delete link blue/br0
            Delete netns blue
            Create netns blue
            Change netns blue nsid
            Create link blue/br0
            Change link blue/lo up
            Change sysctl net.ipv4.ip_forward netns blue value
            Create address blue/br0 10.0.0.1/24
            """, Lines(plan));
    }

    [Fact]
    public void OneThatVanishedIsHealedWithAllThatIsDeclaredInIt()
    {
        PlanRequest all = Request([Blue, Inside, OfInside, Loopback, Forward], [], ["blue/br0"]) with { OwnedObjects = new HashSet<ResourceKey> { Blue.Key } };

        Plan plan = Planner.Plan(all with { Only = new HashSet<ResourceKey> { Blue.Key } });

        Assert.NotEmpty(plan.Operations);
        Assert.Equal(Lines(Planner.Plan(all)), Lines(plan));
    }

    /// <summary>Somebody else's is used, and never taken away.</summary>
    [Fact]
    public void OneThatIsThereAlreadyIsLeftAsItIs()
    {
        PlanRequest foreign = There(Blue, Inside, OfInside, Loopback, Forward) with { OwnedObjects = new HashSet<ResourceKey>() };

        Assert.True(Planner.Plan(foreign).IsEmpty);
        Assert.DoesNotContain(Planner.Plan(foreign with { Desired = Request([], [], []).Desired }).Operations, o => o.Subject is NetworkNamespace);
        Assert.Contains("--adopt", Assert.Single(Planner.Plan(foreign with { Desired = Request([Blue with { Nsid = 8 }], [], []).Desired }).Conflicts).Message, StringComparison.Ordinal);
    }
}
