using Wire.Domain;
using Wire.Host.Api;
using Wire.Host.Reactor;
using Wire.Testing.Simulation;

namespace Wire.Host.Tests.Reactor;

public sealed class ApplyTests
{
    [Fact]
    public void IntentAndPlanAreOneDurableBatchBeforeTheFirstRequestToTheKernel()
    {
        using ReactorHarness node = new ReactorHarness().Start();
        long requests = node.Kernel.Faults.Requests;
        bool looked = false;
        node.BeforeEffect = effect =>
        {
            if (effect is Effect.Execute execute)
            {
                IReadOnlyList<DomainEvent> batch = node.Journal.Batches.Last();
                Assert.IsType<ChangeRequested>(batch[0]);
                Assert.Equal(2, batch.OfType<ResourceDeclared>().Count());
                Assert.Equal(execute.Plan, Assert.IsType<PlanMade>(batch[^1]).Id);
                Assert.Equal(node.Journal.LastPosition, execute.AfterPosition);
                Assert.Equal(requests, node.Kernel.Faults.Requests);
                looked = true;
            }
        };

        node.Apply("bridge br0 { address 10.0.0.1/24 }");

        Assert.True(looked);
    }

    [Fact]
    public void TheAnswerSaysWhatWasDoneAndTheJournalHasItAll()
    {
        using ReactorHarness node = new ReactorHarness().Start();

        ChangeReply reply = node.Apply("bridge br0 { address 10.0.0.1/24 }").Applied;

        Assert.Equal(1, reply.Change);
        Assert.Equal(["+ bridge", "+ address"], reply.Changes.Select(c => $"{c.Mark} {c.Kind}"));
        Assert.Equal(PlanOutcome.Done, node.Recorded<PlanSettled>()[^1].Outcome);
        Assert.Contains(KernelPicture.Of(node.Kernel), l => l.StartsWith("address br0 10.0.0.1/24", StringComparison.Ordinal));
    }

    [Fact]
    public void AChangeThatIsTooLargeForOneBatchIsRefusedAndThatInPartsIsNot()
    {
        using ReactorHarness node = new ReactorHarness { Policy = new() { OperationsPerChangeMax = 3 } }.Start();
        long before = node.Journal.LastPosition;

        ErrorReply refused = node.Apply("bridge br0 { address 10.0.0.1/24 }\nbridge br1\nbridge br2").Refused;

        Assert.Equal(NodeError.BadRequest, refused.Error);
        Assert.Contains("at most 3", refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, node.Journal.LastPosition);
        Assert.Equal(1, node.Apply("bridge br0 { address 10.0.0.1/24 }").Applied.Change);
        Assert.Equal(2, node.Apply("bridge br1\nbridge br2", merge: true).Applied.Change);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ItMakesNoDifferenceWhetherEventsOrAcknowledgementsArriveFirst(bool eventsFirst)
    {
        using ReactorHarness node = new ReactorHarness { EventsFirst = eventsFirst }.Start();

        node.Apply(Networks.Old);
        node.Apply(Networks.New);

        Assert.Equal(Networks.Picture(Networks.Old, Networks.New), KernelPicture.Of(node.Kernel));
        Assert.Empty(node.Apply(Networks.New).Applied.Changes);
    }

    /// <summary>The old link looks like the new one until the kernel has told of its end: that is no sign that the plan is carried out.</summary>
    [Theory]
    [InlineData(true, false)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    [InlineData(false, true)]
    public void ALinkIsMadeAnewOnceHoweverLateItsEventsAre(bool eventsFirst, bool oneByOne)
    {
        using ReactorHarness node = new ReactorHarness { EventsFirst = eventsFirst, EventsOneByOne = oneByOne }.Start();
        const string Text = """
            bridge br0
            vxlan vx0 { vni 7; master br0; alias words; address 10.0.0.1/24 }
            route 198.51.100.0/24 { via 10.0.0.9 }
            """;
        node.Apply(Text);
        int plans = node.Recorded<PlanMade>().Count;

        ChangeReply reply = node.Apply(Text.Replace("vni 7", "vni 8", StringComparison.Ordinal)).Applied;

        Assert.Contains("-/+ vxlan vx0", reply.Changes.Select(c => $"{c.Mark} {c.Kind} {c.Name}"));
        Assert.Equal(plans + 1, node.Recorded<PlanMade>().Count);
    }

    /// <summary>Before the kernel tells of it, the link is up as it shall be after; that is no sign that the change in between is made.</summary>
    [Theory]
    [InlineData(true, false)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    [InlineData(false, true)]
    public void ALinkGoesDownForAChangeOnceHoweverLateItsEventsAre(bool eventsFirst, bool oneByOne)
    {
        using ReactorHarness node = new ReactorHarness { EventsFirst = eventsFirst, EventsOneByOne = oneByOne }.Start();
        const string Text = "bond team { mode balance-tlb; tlb-dynamic-lb off }";
        node.Apply(Text);
        int plans = node.Recorded<PlanMade>().Count;

        ChangeReply reply = node.Apply(Text.Replace("off", "on", StringComparison.Ordinal)).Applied;

        Assert.Equal(["~ bond team"], reply.Changes.Select(c => $"{c.Mark} {c.Kind} {c.Name}"));
        Assert.Equal(plans + 1, node.Recorded<PlanMade>().Count);
    }

    [Fact]
    public void WhatTheKernelAcceptsAndDoesNotShowIsRolledBackAndSaid()
    {
        using ReactorHarness node = new ReactorHarness().Start();
        node.Kernel.Faults.AtRequest(2, new InterferenceFault(() => node.Other.SetUp("br0", false)));

        Guid token = node.Submit(new ChangeRequest.Apply(new ApplyCommand(new PlanCommand("bridge br0\nbridge br1", "net.wire"))));
        Assert.Null(node.AnswerTo(token));
        node.Pass(node.Policy.VerifyTimeoutMs);

        Answer answer = node.AnswerTo(token)!;
        Assert.Equal(NodeError.NotObserved, answer.Refused.Error);
        Assert.Contains("br0", answer.Text, StringComparison.Ordinal);
        Assert.Empty(node.State.Desired);
        Assert.DoesNotContain(KernelPicture.Of(node.Kernel), l => l.StartsWith("bridge", StringComparison.Ordinal));
    }

    [Fact]
    public void AKernelWhoseEventsAreLateIsAskedAndBelieved()
    {
        using ReactorHarness node = new ReactorHarness { IsDeaf = true }.Start();

        Guid token = node.Submit(new ChangeRequest.Apply(new ApplyCommand(new PlanCommand("bridge br0", "net.wire"))));
        Assert.Null(node.AnswerTo(token));
        node.Pass(node.Policy.VerifyTimeoutMs);

        Assert.Equal(1, node.AnswerTo(token)!.Applied.Change);
        Assert.Single(node.Recorded<PlanSettled>(), s => s.Outcome == PlanOutcome.Done);
    }

    [Fact]
    public void ApplyingAgainDoesNothingAndIsNoChange()
    {
        using ReactorHarness node = new ReactorHarness().Start();
        node.Apply(Networks.New);
        long requests = node.Kernel.Faults.Requests;

        ChangeReply reply = node.Apply(Networks.New).Applied;

        Assert.Null(reply.Change);
        Assert.Empty(reply.Changes);
        Assert.Equal(requests, node.Kernel.Faults.Requests);
        Assert.Single(node.Recorded<ChangeRequested>());
    }

    [Fact]
    public void ApplyingAgainRepairsWhatDrifted()
    {
        using ReactorHarness node = new ReactorHarness { Role = "command" }.Start();
        node.Apply("bridge br0 { mtu 1400 }");
        node.Other.ChangeLink("br0", new() { Mtu = 1300 });
        node.Pass(60_000);
        Assert.Contains(KernelPicture.Of(node.Kernel), l => l.Contains("mtu 1300", StringComparison.Ordinal));

        ChangeReply reply = node.Apply("bridge br0 { mtu 1400 }").Applied;

        Assert.Null(reply.Change);
        Assert.Contains(reply.Notes, n => n.Contains("drifted", StringComparison.Ordinal));
        Assert.Contains(KernelPicture.Of(node.Kernel), l => l.StartsWith("bridge br0", StringComparison.Ordinal) && l.Contains("mtu 1400", StringComparison.Ordinal));
    }

    [Fact]
    public void AnInvalidConfigurationLeavesNoTraceInTheJournal()
    {
        using ReactorHarness node = new ReactorHarness().Start();
        long position = node.Journal.LastPosition;

        Answer answer = node.Apply("bridge br0 { mtu nine }\nvlan v { id 9000 }");

        Assert.Equal(NodeError.InvalidConfiguration, answer.Refused.Error);
        Assert.Equal(position, node.Journal.LastPosition);
    }

    [Fact]
    public void AnEmptyConfigurationWithdrawsNothingUnlessItIsMeant()
    {
        using ReactorHarness node = new ReactorHarness().Start();
        node.Apply(Networks.New);
        IReadOnlyList<string> before = KernelPicture.Of(node.Kernel);

        Assert.Contains("--allow-empty", node.Apply("").Text, StringComparison.Ordinal);
        Assert.Equal(before, KernelPicture.Of(node.Kernel));

        node.Apply("", allowEmpty: true);
        Assert.Equal(Networks.Untouched, KernelPicture.Of(node.Kernel));
    }
}
