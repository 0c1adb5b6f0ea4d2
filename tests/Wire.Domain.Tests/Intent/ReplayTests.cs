namespace Wire.Domain.Tests;

public sealed class ReplayTests
{
    private static readonly MacAddress Mac = MacAddress.Parse("02:00:00:00:00:01");
    private static readonly Bridge Br0 = new() { Name = "br0", Mac = Mac };
    private static readonly Dummy D0 = new() { Name = "d0", Mac = Mac };

    [Fact]
    public void ReplayMakesWhatWasDeclaredThenDeclaredAgain()
    {
        Scenario s = new Scenario().Given(Br0, D0);
        var then = s.State.Desired;
        s.Given(Br0 with { Mtu = 1400 });

        s.When((state, context) => Decider.Replay(state, new() { Target = then, Message = "back" }, context))
            .Then(
                new ChangeRequested(3, ChangeVerb.Replay, "back", null, null, null),
                new ResourceDeclared(new(Br0 with { Mtu = 1500 }, ["mtu"], null)),
                new ResourceDeclared(new(D0)));
    }

    [Fact]
    public void RestoreIsUndoneLikeAnyChange()
    {
        Scenario s = new Scenario().Given(Br0);
        var backup = s.State.Desired;
        s.Given(D0).When((state, context) => Decider.Restore(state, new() { Target = backup }, context)).ThenAccepted();
        Assert.Equal([Br0.Key], s.Desired);

        Assert.Equal([D0.Key], s.WhenUndone().ThenAccepted().Desired);
    }

    [Fact]
    public void ReplayToWhatIsDeclaredIsNothingToDo()
    {
        Scenario s = new Scenario().Given(Br0);

        s.When((state, context) => Decider.Replay(state, new() { Target = state.Desired }, context)).ThenRefused(new NothingToDo());
    }

    [Fact]
    public void ReplayToBeforeTheFirstChangeIsRefusedUnlessMeant()
    {
        Scenario s = new Scenario().Given(Br0);

        s.When((state, context) => Decider.Replay(state, new() { Target = IntentState.Empty.Desired }, context)).ThenRefused(new EmptyConfigurationRefused(1));
        s.When((state, context) => Decider.Replay(state, new() { Target = IntentState.Empty.Desired, AllowEmpty = true }, context)).ThenAccepted();
        Assert.Empty(s.Desired);
    }
}
