using System.Collections.Immutable;
using Wire.Domain;

namespace Wire.Projections.Tests;

/// <summary>A journal as it grows, one batch at a time: each takes a second, and every fold given reads along.</summary>
internal sealed class Story(params IProjection[] folds)
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    public static readonly Guid Node = new("0198c0de-0000-7000-8000-000000000001");

    private readonly List<(Envelope Envelope, DomainEvent Item)> _events = [];
    private IntentState _intent = IntentState.Empty;

    public IReadOnlyList<(Envelope Envelope, DomainEvent Item)> Events => _events;

    public long Position => _events.Count;

    public TimeSpan BatchTakes { get; set; } = TimeSpan.FromSeconds(1);

    public Story Batch(string actor, string source, params DomainEvent[] events)
    {
        DateTimeOffset time = _events.Count == 0 ? Noon : _events[^1].Envelope.Time + BatchTakes;
        Guid batch = new(_events.Count + 1, 0, 0, new byte[8]);
        foreach (DomainEvent item in events)
        {
            Envelope envelope = new(_events.Count + 1, time, batch, actor, source) { MonotonicNs = (time - Noon).Ticks * 100 };
            _events.Add((envelope, item));
            _intent = _intent.Evolve(item);
            Replay([(envelope, item)], folds);
        }
        return this;
    }

    public Story Applies(params Resource[] resources) => Decides((state, context) => Decider.Apply(state,
        new() { Declared = [.. resources.Select(r => new Declared(r))], File = "office.wire", Message = "uplink", AllowEmpty = true }, context));

    public Story Decides(Func<IntentState, IntentContext, Decision> decide)
    {
        var accepted = Assert.IsType<Decision.Accepted>(decide(_intent, new() { Node = Node }));
        return Batch("root (uid 0)", "cli", [.. accepted.Events]);
    }

    public Story Sees(params Resource[] resources) => Kernel([.. resources.Select(r => new ResourceObserved(r, ObservationCause.Kernel))]);

    public Story Loses(params Resource[] resources) => Kernel([.. resources.Select(r => new ResourceVanished(r, ObservationCause.Kernel))]);

    public Story Kernel(params DomainEvent[] events) => Batch("kernel", "netlink", events);

    public Story Resyncs(string? netns = null) => Batch("wire", "daemon", new KernelResynced(0, 0, netns));

    public Story Reacts(params DomainEvent[] events) => Batch("wire", "reactor", events);

    /// <summary>A plan that the kernel accepts and shows.</summary>
    public Story Does(int? change, params Operation[] operations)
    {
        PlanMade made = Plan(Position + 1, change, operations);
        return Reacts(made).Reacts(new OperationsAcknowledged(made.Id, 0, operations.Length)).Reacts(new PlanSettled(made.Id, PlanOutcome.Done));
    }

    public static PlanMade Plan(long id, int? change, params Operation[] operations) => new(
        new((int)id, 1, 0, new byte[8]),
        change is null ? PlanReason.Heal : PlanReason.Change,
        change,
        new([], [.. operations.Select((o, i) => o with { Index = i })], ImmutableSortedDictionary<string, uint>.Empty, []));

    public static Operation Create(Resource after, Resource? companion = null) => new(0, OperationVerb.Create, null, after, companion, [], null);

    public static Operation Delete(Resource before) => new(0, OperationVerb.Delete, before, null, null, [], null);

    public static Operation Change(Resource before, Resource after, params string[] attributes) => new(0, OperationVerb.Change, before, after, null, [.. attributes], null);

    public static void Replay(IEnumerable<(Envelope Envelope, DomainEvent Item)> events, params IProjection[] folds)
    {
        foreach ((Envelope envelope, DomainEvent item) in events)
        {
            foreach (IProjection fold in folds)
            {
                fold.Fold(envelope, item);
            }
        }
    }
}
