using System.Collections.Immutable;
using Wire.Domain;

namespace Wire.Projections;

/// <summary>How much of the past a <see cref="ChangeHistory"/> keeps.</summary>
public enum HistoryScope
{
    /// <summary>What people asked for and what became of it: small, kept by a daemon.</summary>
    Changes,

    /// <summary>Also healings, and what the kernel and other programs did: for one question, from the journal.</summary>
    Everything,
}

/// <summary>The log: who did what, when, why, and what became of it.</summary>
public sealed partial class ChangeHistory(HistoryScope scope = HistoryScope.Changes) : IProjection
{
    private readonly List<ChangeRecord> _changes = [];
    private readonly Dictionary<Guid, RecordedPlan> _openPlans = [];
    private readonly Dictionary<int, RecordedPlan> _planOfChange = [];
    private readonly List<RecordedPlan> _healings = [];
    private readonly ObservedHistory? _observed = scope == HistoryScope.Everything ? new() : null;
    private IntentState _intent = IntentState.Empty;

    private sealed class ChangeRecord(in Envelope envelope, int number)
    {
        public Envelope Envelope { get; } = envelope;

        public int Number { get; } = number;

        public long LastPosition { get; set; } = envelope.Position;
    }

    public bool Reads(string stream) => _observed is not null || stream is EventStream.Intent or EventStream.Reactor;

    public void Fold(in Envelope envelope, DomainEvent item)
    {
        _intent = _intent.Evolve(item);
        _observed?.Fold(envelope, item);
        switch (item)
        {
            case ChangeRequested head:
                _changes.Add(new(envelope, head.Number));
                break;
            case ResourceDeclared or ResourceWithdrawn or ResourceAdopted or ResourceReleased when _changes is [.., var newest] && newest.Envelope.Batch == envelope.Batch:
                newest.LastPosition = envelope.Position;
                break;
            case PlanMade made:
                Begin(new(envelope, made), made.Id);
                break;
            case OperationRefused refused when _openPlans.TryGetValue(refused.Plan, out RecordedPlan? plan):
                plan.Refused(refused);
                break;
            case PlanSettled settled when _openPlans.Remove(settled.Plan, out RecordedPlan? plan):
                plan.Settled(envelope.Position, settled.Outcome);
                break;
        }
    }

    /// <summary>Newest first.</summary>
    public IEnumerable<HistoryEntry> Entries(HistoryFilter? filter = null)
    {
        IEnumerable<HistoryEntry> entries = Enumerable.Reverse(_changes).Select(ToEntry);
        if (_observed is not null)
        {
            entries = entries.Concat(_healings.Select(ToEntry)).Concat(_observed.Entries()).OrderByDescending(e => e.Position);
        }
        return entries.Where((filter ?? HistoryFilter.None).Takes);
    }

    /// <summary>The change of a number; null when there is none.</summary>
    public HistoryEntry? Find(int number) => _changes.Find(c => c.Number == number) is { } change ? ToEntry(change) : null;

    private void Begin(RecordedPlan plan, Guid id)
    {
        _openPlans[id] = plan;
        if (plan.Change is { } number)
        {
            _planOfChange[number] = plan;
        }
        else if (_observed is not null)
        {
            _healings.Add(plan);
        }
    }

    private HistoryEntry ToEntry(ChangeRecord record)
    {
        Change change = _intent.Changes[record.Number];
        RecordedPlan? plan = _planOfChange.GetValueOrDefault(record.Number);
        ObjectChanges objects = new();
        change.Touches.ForEach(t => objects.Add(t.Before?.Resource, t.After?.Resource));
        return new()
        {
            Kind = HistoryKind.Change,
            Number = record.Number,
            Position = record.Envelope.Position,
            LastPosition = Math.Max(record.LastPosition, plan?.LastPosition ?? 0),
            Time = record.Envelope.Time,
            Actor = record.Envelope.Actor,
            Source = record.Envelope.Source,
            Verb = VerbText.Of(change.Verb),
            Message = change.Head.Message,
            Of = change.Head.Of,
            File = change.Head.File,
            Outcome = OutcomeOf(change, plan),
            Objects = objects.ToImmutable(),
        };
    }

    private Outcome OutcomeOf(Change change, RecordedPlan? plan) => change switch
    {
        { UndoneBy: { } by } => _intent.Changes[by].Verb switch
        {
            ChangeVerb.Rollback when _intent.Changes[by].Head.Of == change.Number => new Outcome.RolledBack(plan?.RefusedObject, plan?.Refusal, by),
            ChangeVerb.Expire => new Outcome.Expired(by),
            _ => new Outcome.Undone(by),
        },
        _ when plan is not null && plan.Outcome != PlanOutcome.Done => OutcomeOf(plan),
        { Confirmed: true } => new Outcome.Confirmed(),
        _ when _intent.Pending is { } pending && pending.Number == change.Number => new Outcome.AwaitsConfirmation(pending.Deadline),
        _ => new Outcome.Applied(),
    };

    private static Outcome OutcomeOf(RecordedPlan plan) => plan.Outcome switch
    {
        null or PlanOutcome.Superseded => new Outcome.UnderWay(),
        PlanOutcome.Done => new Outcome.Applied(),
        PlanOutcome.RolledBack => new Outcome.RolledBack(plan.RefusedObject, plan.Refusal, null),
        _ => new Outcome.Failed(),
    };

    private static HistoryEntry ToEntry(RecordedPlan plan) => new()
    {
        Kind = HistoryKind.Healing,
        Position = plan.Envelope.Position,
        LastPosition = plan.LastPosition,
        Time = plan.Envelope.Time,
        Actor = plan.Envelope.Actor,
        Source = plan.Envelope.Source,
        Verb = plan.Reason == PlanReason.Settle ? "settle" : "heal",
        Outcome = OutcomeOf(plan),
        Objects = plan.Objects,
    };
}
