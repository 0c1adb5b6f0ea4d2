using CsCheck;

namespace Wire.Domain.Tests;

public sealed class UndoTests
{
    private static readonly MacAddress Mac = MacAddress.Parse("02:00:00:00:00:01");
    private static readonly Bridge Br0 = new() { Name = "br0", Mac = Mac };
    private static readonly Dummy D0 = new() { Name = "d0", Mac = Mac };

    [Fact]
    public void UndoPutsBackWhatWasBefore() => new Scenario()
        .Given(Br0)
        .Given(Br0 with { Stp = true }, D0)
        .When((state, context) => Decider.Undo(state, new() { Message = "oops" }, context))
        .Then(
            new ChangeRequested(3, ChangeVerb.Undo, "oops", 2, null, null),
            new ResourceDeclared(new(Br0 with { Stp = false }, ["stp"], null)),
            new ResourceWithdrawn(Dummy.TheKind, D0.Key));

    [Fact]
    public void UndoneTwiceGoesTwoBackAndRedoComesForwardAgain()
    {
        Scenario s = new Scenario().Given(Br0).Given(Br0 with { Mtu = 1400 }).Given(Br0 with { Mtu = 1300 });

        Assert.Equal(1400u, s.WhenUndone().ThenAccepted().Wanted<Bridge>("br0").Mtu);
        Assert.Equal(1500u, s.WhenUndone().ThenAccepted().Wanted<Bridge>("br0").Mtu);
        Assert.Equal(1400u, s.WhenRedone().ThenAccepted().Wanted<Bridge>("br0").Mtu);
        Assert.Equal(1300u, s.WhenRedone().ThenAccepted().Wanted<Bridge>("br0").Mtu);
        s.WhenRedone().ThenRefused(new NothingToRedo());
        Assert.Equal(1400u, s.WhenUndone().ThenAccepted().Wanted<Bridge>("br0").Mtu);
    }

    [Fact]
    public void NewChangeEndsWhatCouldBeRedone() => new Scenario()
        .Given(Br0)
        .Given(Br0, D0)
        .WhenUndone().ThenAccepted()
        .Given(Br0 with { Stp = true })
        .WhenRedone()
        .ThenRefused(new NothingToRedo());

    [Fact]
    public void UndoOfAnUndoIsARedo()
    {
        Scenario s = new Scenario().Given(Br0).Given(Br0, D0).WhenUndone().ThenAccepted();

        s.WhenUndone(3).Then(new ChangeRequested(4, ChangeVerb.Undo, null, 3, null, null), new ResourceDeclared(new(D0)));

        Assert.True(s.State.Changes[2].InEffect);
        s.WhenRedone().ThenRefused(new NothingToRedo());
        s.WhenUndone().Then(new ChangeRequested(5, ChangeVerb.Undo, null, 2, null, null), new ResourceWithdrawn(Dummy.TheKind, D0.Key));
    }

    [Fact]
    public void OldChangeIsUndoneByItself() => new Scenario()
        .Given(Br0)
        .Given(Br0, D0)
        .Given(Br0 with { Stp = true }, D0)
        .WhenUndone(2)
        .Then(new ChangeRequested(4, ChangeVerb.Undo, null, 2, null, null), new ResourceWithdrawn(Dummy.TheKind, D0.Key));

    [Fact]
    public void LaterChangeOfTheSameObjectIsAConflictAndNothingIsDone() => new Scenario()
        .Given(Br0, D0)
        .Given(Br0 with { Stp = true }, D0)
        .Given(Br0 with { Stp = true, Ageing = 10 }, D0)
        .WhenUndone(1)
        .ThenRefused(new UndoConflict(1, [new(Br0.Key, 3)]));

    [Fact]
    public void LaterPortOfAnUndoneBridgeIsAConflict()
    {
        Interface port = new() { Name = "eth0", Master = "br0" };

        new Scenario().Given(Br0).Given(Br0, port).WhenUndone(1).ThenRefused(new UndoConflict(1, [new(port.Key, 2, Br0.Key)]));
    }

    [Fact]
    public void PortThatWouldComeBackToAWithdrawnBridgeIsAConflict()
    {
        Interface port = new() { Name = "eth0", Master = "br0" };

        new Scenario().Given(Br0, port, D0).Given(Br0, D0).Given(D0).WhenUndone(2).ThenRefused(new UndoConflict(2, [new(port.Key, 3, Br0.Key)]));
    }

    [Fact]
    public void PortOfABridgeThatWireNeverDeclaredComesBack()
    {
        Interface port = new() { Name = "eth0", Master = "docker0" };

        Scenario s = new Scenario().Given(port, D0).Given(D0).WhenUndone().ThenAccepted();

        Assert.Equal([D0.Key, port.Key], s.Desired);
    }

    [Fact]
    public void AssignedValuesAroundAChangeAreNoConflict()
    {
        Scenario s = new Scenario().Given(Br0).Given(Br0 with { Mtu = 1400 });

        s.WhenUndone().ThenAccepted().WhenUndone().ThenAccepted();

        Assert.Empty(s.Desired);
    }

    [Fact]
    public void ChangeIsUndoneOnce() => new Scenario()
        .Given(Br0)
        .WhenUndone(1).ThenAccepted()
        .WhenUndone(1)
        .ThenRefused(new NotUndoable(1, 2, ChangeVerb.Undo));

    [Fact]
    public void ChangeThatDoesNotExistIsNotUndone() => new Scenario()
        .Given(Br0)
        .WhenUndone(7)
        .ThenRefused(new NoSuchChange(7, 1));

    [Fact]
    public void NothingIsUndoneOrRedoneInAnEmptyHistory() => new Scenario()
        .WhenUndone().ThenRefused(new NothingToUndo())
        .WhenRedone().ThenRefused(new NothingToRedo());

    [Fact]
    public void RolledBackChangeIsNeitherUndoneNorRedone()
    {
        Scenario s = new Scenario().Given(Br0).Given(Br0, D0);

        s.When((state, context) => Decider.Rollback(state, 2, "EEXIST", context))
            .Then(new ChangeRequested(3, ChangeVerb.Rollback, "EEXIST", 2, null, null), new ResourceWithdrawn(Dummy.TheKind, D0.Key));

        s.WhenRedone().ThenRefused(new NothingToRedo());
        s.WhenUndone(2).ThenRefused(new NotUndoable(2, 3, ChangeVerb.Rollback));
        s.WhenUndone().Then(new ChangeRequested(4, ChangeVerb.Undo, null, 1, null, null), new ResourceWithdrawn(Bridge.TheKind, Br0.Key));
    }

    [Fact]
    public void UndoThatTheKernelRefusedLeavesItsChangeInEffect()
    {
        Scenario s = new Scenario().Given(Br0).Given(Br0, D0).WhenUndone().ThenAccepted();

        s.When((state, context) => Decider.Rollback(state, 3, null, context)).ThenAccepted();

        Assert.Equal([Br0.Key, D0.Key], s.Desired);
        Assert.True(s.State.Changes[2].InEffect);
    }

    [Fact]
    public void RedoThatTheKernelRefusedCanBeTriedAgain()
    {
        Scenario s = new Scenario().Given(Br0).Given(Br0, D0).WhenUndone().ThenAccepted().WhenRedone().ThenAccepted();

        s.When((state, context) => Decider.Rollback(state, 4, null, context)).ThenAccepted();
        Assert.Equal([Br0.Key], s.Desired);

        s.WhenRedone().ThenAccepted();
        Assert.Equal([Br0.Key, D0.Key], s.Desired);
    }

    [Fact]
    public void RefusedChangeDoesNotEndWhatCouldBeRedone()
    {
        Scenario s = new Scenario().Given(Br0).Given(Br0, D0).WhenUndone().ThenAccepted().Given(Br0 with { Stp = true });
        s.When((state, context) => Decider.Rollback(state, 4, null, context)).ThenAccepted();

        s.WhenRedone().Then(new ChangeRequested(6, ChangeVerb.Redo, null, 2, null, null), new ResourceDeclared(new(D0)));
    }

    [Fact]
    public void UndoOfAnyChangeAndItsRedoGiveTheSame() => Configurations.Sample(configurations =>
    {
        Scenario s = new();
        foreach (Resource[] resources in configurations)
        {
            s.When(Scenario.Apply(resources));
            s.Given(s.EventsOrNone());
        }
        if (s.State.Newest > 0)
        {
            var before = s.State.Desired;
            s.WhenUndone().ThenAccepted();
            Assert.NotEqual(before, s.State.Desired);
            s.WhenRedone().ThenAccepted();
            Assert.True(before.Count == s.State.Desired.Count && before.All(d => d.Value.Equals(s.State.Desired[d.Key])));
        }
    }, seed: "0N0XIzNsQ0O2");

    [Fact]
    public void UndoOfEveryChangeLeavesNothing() => Configurations.Sample(configurations =>
    {
        Scenario s = new();
        foreach (Resource[] resources in configurations)
        {
            s.When(Scenario.Apply(resources));
            s.Given(s.EventsOrNone());
        }
        for (int i = s.State.Newest; i > 0; i--)
        {
            s.WhenUndone().ThenAccepted();
        }
        Assert.Empty(s.Desired);
        s.WhenUndone().ThenRefused(new NothingToUndo());
    }, seed: "0N0XIzNsQ0O2");

    /// <summary>One to eight whole configurations, of resources of any kind that share a few names.</summary>
    private static readonly Gen<Resource[][]> Configurations =
        AnyResource.Any.Select(r => r is Link link ? link with { Netns = null, Master = null, Unknown = default } : r with { Unknown = default })
            .Where(r => r.Kind.LinkReferences.All(a => r.Kind.IsLink && a.Name == "master"))
            .Array[0, 6].Select(rs => rs.DistinctBy(r => r.Key).ToArray())
            .Array[1, 8];
}
