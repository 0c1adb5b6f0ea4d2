using System.Collections.Immutable;

namespace Wire.Domain.Tests;

/// <summary>Given what happened, when something is asked for, then these events or that refusal.</summary>
internal sealed class Scenario
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private Decision? _decision;

    public IntentState State { get; private set; } = IntentState.Empty;

    public IntentContext Context { get; init; } = new() { Node = new("0198c0de-0000-7000-8000-000000000001") };

    public ResourceKey[] Desired => [.. State.Desired.Keys.Order()];

    public T Wanted<T>(string link)
        where T : Link => (T)State.Desired[ResourceKey.Link(link)].Resource;

    public ImmutableSortedSet<string> AssignedTo(string link) => State.Desired[ResourceKey.Link(link)].Assigned;

    public Scenario Given(params DomainEvent[] events)
    {
        State = State.Evolve(events);
        return this;
    }

    /// <summary>Applies a whole configuration, which has to be accepted.</summary>
    public Scenario Given(params Resource[] resources) => WhenApplied(resources).ThenAccepted();

    public Scenario When(Func<IntentState, IntentContext, Decision> decide)
    {
        _decision = decide(State, Context);
        return this;
    }

    public Scenario WhenApplied(params Resource[] resources) => When(Apply(resources));

    public Scenario WhenUndone(int? number = null) => When((state, context) => Decider.Undo(state, new() { Number = number }, context));

    public Scenario WhenRedone() => When((state, context) => Decider.Redo(state, new(), context));

    public static Func<IntentState, IntentContext, Decision> Apply(Resource[] resources, Func<ApplyRequest, ApplyRequest>? more = null)
    {
        ApplyRequest request = new() { Declared = [.. resources.Select(r => new Declared(r))], AllowEmpty = true };
        return (state, context) => Decider.Apply(state, more?.Invoke(request) ?? request, context);
    }

    /// <summary>The events, head first; they are then part of what is given.</summary>
    public Scenario Then(params DomainEvent[] events)
    {
        ThenAccepted();
        Assert.Equal(events, ((Decision.Accepted)_decision!).Events);
        return this;
    }

    public Scenario ThenAccepted()
    {
        var accepted = Assert.IsType<Decision.Accepted>(_decision);
        State = State.Evolve(accepted.Events);
        return this;
    }

    /// <summary>What was decided, nothing when it was refused.</summary>
    public DomainEvent[] EventsOrNone() => _decision is Decision.Accepted accepted ? [.. accepted.Events] : [];

    public Scenario ThenRefused(IntentRefusal refusal)
    {
        Assert.Equal(refusal, Assert.IsType<Decision.Refused>(_decision).Refusal);
        return this;
    }
}
