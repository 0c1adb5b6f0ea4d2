using Wire.Domain;
using Wire.Host.Api;
using Wire.Host.Reactor;
using Wire.Projections;

namespace Wire.Host.Tests.Reactor;

/// <summary>Back and forth through what was declared.</summary>
public sealed class TravelTests
{
    [Fact]
    public void UndoAndRedoGoBackAndForth()
    {
        using ReactorHarness node = new ReactorHarness().Start();
        node.Apply(Networks.Old);
        IReadOnlyList<string> old = KernelPicture.Of(node.Kernel);
        node.Apply(Networks.New);
        IReadOnlyList<string> changed = KernelPicture.Of(node.Kernel);

        for (int i = 0; i < 3; i++)
        {
            Assert.NotNull(node.Ask(new ChangeRequest.Undo(null, null)).Success);
            Assert.Equal(old, KernelPicture.Of(node.Kernel));
            Assert.NotNull(node.Ask(new ChangeRequest.Redo(null)).Success);
            Assert.Equal(changed, KernelPicture.Of(node.Kernel));
        }
    }

    [Fact]
    public void UndoingTheFirstChangeLeavesAnUntouchedKernel()
    {
        using ReactorHarness node = new ReactorHarness().Start();
        node.Apply(Networks.New);
        Assert.NotNull(node.Ask(new ChangeRequest.Undo(1, "never mind")).Success);
        Assert.Equal(Networks.Untouched, KernelPicture.Of(node.Kernel));
        Assert.NotNull(node.Ask(new ChangeRequest.Undo(99, null)).Failure);
    }

    [Fact]
    public void AnUndoThatALaterChangeDependsOnIsAConflictAndDoesNothing()
    {
        using ReactorHarness node = new ReactorHarness().Start();
        node.Apply("bridge br0");
        node.Apply("bridge br0\nveth va { peer vb; master br0 }");
        IReadOnlyList<string> before = KernelPicture.Of(node.Kernel);
        long position = node.Journal.LastPosition;

        Answer answer = node.Ask(new ChangeRequest.Undo(1, null));

        Assert.Equal(NodeError.Conflict, answer.Refused.Error);
        Assert.Contains("br0", answer.Text, StringComparison.Ordinal);
        Assert.Equal(before, KernelPicture.Of(node.Kernel));
        Assert.Equal(position, node.Journal.LastPosition);
    }

    [Fact]
    public void ReplayAndRestoreMakeTheKernelWhatItWas()
    {
        using ReactorHarness node = new ReactorHarness().Start();
        node.Apply(Networks.Old);
        IReadOnlyList<string> old = KernelPicture.Of(node.Kernel);
        Declared[] then = [.. node.State.Desired.Values];
        node.Apply(Networks.New);

        Assert.NotNull(node.Ask(new ChangeRequest.Replay(then, "as it was")).Success);
        Assert.Equal(old, KernelPicture.Of(node.Kernel));
        Assert.Equal(ChangeVerb.Replay, node.NewestChange.Verb);

        node.Apply(Networks.New);
        Assert.NotNull(node.Ask(new ChangeRequest.Restore(then, null)).Success);
        Assert.Equal(old, KernelPicture.Of(node.Kernel));
    }

    [Fact]
    public void TheFoldOfTheJournalIsWhatTheNodeKnowsAndWhatTheKernelShows()
    {
        using ReactorHarness node = new ReactorHarness().Start();
        node.Apply(Networks.Old);
        node.Other.DeleteLink("br0");
        node.Pass(100);
        node.Apply(Networks.New);

        KnownState folded = node.Journal.Fold();

        Assert.Equal(KernelPicture.Of(node.State.Live.All), KernelPicture.Of(folded.Live.All));
        Assert.Equal(node.State.Ownership.OwnedLinks.Order(), folded.Ownership.OwnedLinks.Order());
        Assert.Equal(node.State.Position, folded.Position);
        Assert.Equal(KernelPicture.Of(node.Kernel), KernelPicture.Of(folded.Live.All));
    }
}
