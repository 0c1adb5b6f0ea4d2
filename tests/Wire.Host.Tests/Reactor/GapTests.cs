using Wire.Domain;
using Wire.Host.Reactor;

namespace Wire.Host.Tests.Reactor;

public sealed class GapTests
{
    [Fact]
    public void AnOverrunIsAGapThenADumpThenTheDifferencesAndWhatDriftedIsHealed()
    {
        using ReactorHarness node = new ReactorHarness().Start();
        node.Apply(Networks.Old);
        IReadOnlyList<string> whole = KernelPicture.Of(node.Kernel);
        long before = node.Journal.LastPosition;

        node.Other.DeleteLink("br0");
        node.Kernel.Overrun();
        node.Pass(100);

        DomainEvent[] after = [.. node.Journal.Events.Where(e => e.Envelope.Position > before).Select(e => e.Event)];
        int gap = Array.FindIndex(after, e => e is KernelGap);
        int resync = Array.FindIndex(after, e => e is KernelResynced);
        int heal = Array.FindIndex(after, e => e is PlanMade);
        Assert.True(gap >= 0 && gap < resync && resync < heal, node.Journal.ToString());
        Assert.Contains("ENOBUFS", ((KernelGap)after[gap]).Reason, StringComparison.Ordinal);
        Assert.Equal(whole, KernelPicture.Of(node.Kernel));
    }

    [Fact]
    public void AnOverrunInTheMiddleOfAPlanDoesNotFailIt()
    {
        using ReactorHarness node = new ReactorHarness().Start();
        node.Apply(Networks.Old);
        node.Kernel.Faults.AtRequest(12, new Testing.Simulation.InterferenceFault(node.Kernel.Overrun));

        Answer answer = node.Apply(Networks.New);
        node.Pass(100);

        Assert.NotNull(answer.Success);
        Assert.Single(node.Recorded<KernelGap>());
        Assert.Equal(Networks.Picture(Networks.Old, Networks.New), KernelPicture.Of(node.Kernel));
    }

    [Fact]
    public void AnInterruptedDumpIsTakenAgainAndNoted()
    {
        using ReactorHarness node = new();
        node.Kernel.Faults.InterruptDumps(2);
        node.Start();

        Assert.Contains("NLM_F_DUMP_INTR", Assert.Single(node.Recorded<KernelGap>()).Reason, StringComparison.Ordinal);
        Assert.True(node.State.Live.IsComplete);
        Assert.True(node.IsReady);
    }

    [Fact]
    public void NothingIsDoneBeforeTheFirstDumpIsTakenIn()
    {
        using ReactorHarness node = new ReactorHarness().Start();
        node.Apply(Networks.Old);
        node.Kill();
        node.Other.DeleteLink("br0");
        bool dumped = false;
        node.BeforeEffect = effect =>
        {
            dumped |= effect is Effect.Append { Events: [KernelResynced, ..] };
            Assert.True(dumped || effect is not Effect.Execute);
        };

        node.Submit(new ChangeRequest.Apply(new(new(Networks.New, "net.wire"))));
        node.Start();
        node.Pass(100);

        Assert.Equal(Networks.Picture(Networks.Old, Networks.New), KernelPicture.Of(node.Kernel));
    }

    [Fact]
    public void WhatHappenedWhileTheDaemonWasAwayIsInTheJournal()
    {
        using ReactorHarness node = new ReactorHarness().Start();
        node.Apply("bridge br0");
        node.Stop();
        node.Kill(loseUnsynced: false);
        node.Other.CreateBridge("theirs");
        node.Other.DeleteLink("br0");
        node.Start();

        Assert.Contains(node.Recorded<ResourceObserved>(), o => o.Resource.Key == ResourceKey.Link("theirs"));
        Assert.Contains(node.Recorded<ResourceVanished>(), o => o.Resource.Key == ResourceKey.Link("br0"));
        Assert.Contains(KernelPicture.Of(node.Kernel), l => l.StartsWith("bridge br0", StringComparison.Ordinal));
    }

    [Fact]
    public void ARestartOntoWhatFitsTouchesNothing()
    {
        using ReactorHarness node = new ReactorHarness().Start();
        node.Apply(Networks.New);
        node.Stop();
        node.Kill(loseUnsynced: false);
        long requests = node.Kernel.Faults.Requests;

        node.Start();
        node.Pass(60_000);

        Assert.Equal(requests, node.Kernel.Faults.Requests);
    }
}
