namespace Wire.Domain.Tests;

public sealed class ConfirmTests
{
    private static readonly MacAddress Mac = MacAddress.Parse("02:00:00:00:00:01");
    private static readonly Bridge Br0 = new() { Name = "br0", Mac = Mac };
    private static readonly Dummy D0 = new() { Name = "d0", Mac = Mac };
    private static readonly DateTimeOffset Deadline = Scenario.Noon;

    [Fact]
    public void ConfirmedChangeStays()
    {
        Scenario s = Waiting();
        Assert.Equal(new PendingConfirm(2, Deadline), s.State.Pending);

        s.When((state, _) => Decider.Confirm(state, Deadline)).Then(new ChangeConfirmed(2));

        Assert.Null(s.State.Pending);
        s.When(Expire(2, Deadline.AddDays(1))).ThenRefused(new NotExpired(2));
    }

    [Fact]
    public void UnconfirmedChangeIsTakenBackAtItsDeadlineAndNotBefore() => Waiting()
        .When(Expire(2, Deadline.AddTicks(-1))).ThenRefused(new NotExpired(2))
        .When(Expire(2, Deadline))
        .Then(new ChangeRequested(3, ChangeVerb.Expire, null, 2, null, null), new ResourceWithdrawn(Dummy.TheKind, D0.Key))
        .When(Expire(2, Deadline)).ThenRefused(new NotExpired(2));

    [Fact]
    public void ConfirmationAfterTheDeadlineIsTooLate() => Waiting()
        .When((state, _) => Decider.Confirm(state, Deadline.AddSeconds(1)))
        .ThenRefused(new ConfirmTooLate(2, Deadline));

    [Fact]
    public void NothingElseChangesWhileAChangeWaits()
    {
        ConfirmPending refusal = new(2, Deadline);

        Waiting()
            .WhenApplied(Br0 with { Stp = true }).ThenRefused(refusal)
            .WhenUndone(1).ThenRefused(refusal)
            .WhenRedone().ThenRefused(refusal)
            .When((state, context) => Decider.Replay(state, new() { Target = IntentState.Empty.Desired }, context)).ThenRefused(refusal)
            .When((state, context) => Decider.Restore(state, new() { Target = IntentState.Empty.Desired }, context)).ThenRefused(refusal);
    }

    [Fact]
    public void WaitingChangeItselfCanBeUndoneAtOnce()
    {
        Scenario s = Waiting().WhenUndone().ThenAccepted();

        Assert.Null(s.State.Pending);
        Assert.Equal([Br0.Key], s.Desired);
    }

    [Fact]
    public void WaitingChangeThatTheKernelRefusedWaitsNoLonger()
    {
        Scenario s = Waiting().When((state, context) => Decider.Rollback(state, 2, null, context)).ThenAccepted();

        Assert.Null(s.State.Pending);
    }

    [Fact]
    public void NothingWaitsAfterAChangeWithoutADeadline() => new Scenario()
        .Given(Br0)
        .When((state, _) => Decider.Confirm(state, Deadline))
        .ThenRefused(new NothingToConfirm());

    [Fact]
    public void ExpiredChangeCanBeRedone()
    {
        Scenario s = Waiting().When(Expire(2, Deadline)).ThenAccepted().WhenRedone().ThenAccepted();

        Assert.Equal([Br0.Key, D0.Key], s.Desired);
        Assert.Null(s.State.Pending);
    }

    private static Scenario Waiting() => new Scenario().Given(Br0).When(Scenario.Apply([Br0, D0], r => r with { ConfirmBy = Deadline })).ThenAccepted();

    private static Func<IntentState, IntentContext, Decision> Expire(int number, DateTimeOffset now) =>
        (state, context) => Decider.Expire(state, number, now, context);
}
