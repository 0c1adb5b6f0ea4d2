using System.Collections.Immutable;

namespace Wire.Domain;

/// <summary>A change that is undone at its deadline unless somebody confirms it.</summary>
public sealed record PendingConfirm(int Number, DateTimeOffset Deadline);

/// <summary>All that people asked for: a fold of the stream "intent". Immutable, so a change can be tried on it and thrown away.</summary>
public sealed record IntentState
{
    public static IntentState Empty { get; } = new();

    /// <summary>What shall be.</summary>
    public ImmutableDictionary<ResourceKey, Declared> Desired { get; private init; } = ImmutableDictionary<ResourceKey, Declared>.Empty;

    /// <summary>Every change, by its number.</summary>
    public ImmutableSortedDictionary<int, Change> Changes { get; private init; } = ImmutableSortedDictionary<int, Change>.Empty;

    /// <summary>The number of the newest change; 0 before the first.</summary>
    public int Newest { get; private init; }

    /// <summary>The one change that waits for confirmation; null for none. Confirmed or taken back, it never waits again, also when it is redone.</summary>
    public PendingConfirm? Pending { get; private init; }

    /// <summary>Of every declaration that a change ever touched, the number of the newest one. Reads all of history: ask once.</summary>
    public Dictionary<ResourceKey, int> LastTouches()
    {
        Dictionary<ResourceKey, int> touches = [];
        foreach (Change change in Changes.Values)
        {
            change.Touches.ForEach(t => touches[t.Key] = change.Number);
        }
        return touches;
    }

    /// <summary>The state that these changes, all of them from the first, have led to.</summary>
    /// <param name="changes">As they stand now, in their order.</param>
    /// <param name="pending">The one that waits for confirmation.</param>
    public static IntentState Of(IReadOnlyList<Change> changes, PendingConfirm? pending)
    {
        var desired = ImmutableDictionary.CreateBuilder<ResourceKey, Declared>();
        foreach (Touch touch in changes.SelectMany(c => c.Touches))
        {
            if (touch.After is null)
            {
                desired.Remove(touch.Key);
            }
            else
            {
                desired[touch.Key] = touch.After;
            }
        }
        return new()
        {
            Desired = desired.ToImmutable(),
            Changes = changes.ToImmutableSortedDictionary(c => c.Number, c => c),
            Newest = changes is [.., var newest] ? newest.Number : 0,
            Pending = pending,
        };
    }

    public IntentState Evolve(IEnumerable<DomainEvent> events) => events.Aggregate(this, static (state, item) => state.Evolve(item));

    /// <summary>Events of other streams leave it as it is.</summary>
    public IntentState Evolve(DomainEvent item) => item switch
    {
        ChangeRequested head => Begin(head),
        ResourceDeclared { Declared: var declared } => Touched(new(declared.Key, Desired.GetValueOrDefault(declared.Key), declared)),
        ResourceWithdrawn { Key: var key } => Touched(new(key, Desired.GetValueOrDefault(key), null)),
        ResourceAdopted { Key: var key } => InNewest(change => change with { Adopted = change.Adopted.Add(key) }),
        ResourceReleased { Key: var key } => InNewest(change => change with { Released = change.Released.Add(key) }),
        ChangeConfirmed { Number: var number } => With(number, change => change with { Confirmed = true }).Decided(number),
        _ => this,
    };

    private IntentState Begin(ChangeRequested head)
    {
        IntentState next = this with
        {
            Changes = Changes.SetItem(head.Number, new(head)),
            Newest = head.Number,
            Pending = head.ConfirmBy is { } deadline ? new(head.Number, deadline) : Pending,
        };
        return (head.Verb, head.Of) switch
        {
            (ChangeVerb.Undo or ChangeVerb.Rollback or ChangeVerb.Expire, { } of) => next.Undone(of, head.Number),
            (ChangeVerb.Redo, { } of) => next.Redone(of, head.Number),
            _ => next,
        };
    }

    private IntentState Redone(int number, int by)
    {
        int? undo = Changes.GetValueOrDefault(number)?.UndoneBy;
        IntentState next = Undone(number, null);
        return undo is { } taken ? next.With(taken, change => change with { UndoneBy = by }) : next;
    }

    /// <summary>Marks a change as taken back (or, with null, as in effect again), and what it had taken back or redone with it.</summary>
    private IntentState Undone(int number, int? by)
    {
        IntentState next = With(number, change => change with { UndoneBy = by });
        next = by is null ? next : next.Decided(number);
        if (next.Changes.GetValueOrDefault(number) is not { Head.Of: { } of } change || of >= number)
        {
            return next;
        }
        return change.TakesBack ? next.Undone(of, by is null ? number : null)
            : change.Verb == ChangeVerb.Redo ? next.Undone(of, by)
            : next;
    }

    private IntentState Decided(int number) => Pending?.Number == number ? this with { Pending = null } : this;

    private IntentState Touched(Touch touch)
    {
        var desired = touch.After is null ? Desired.Remove(touch.Key) : Desired.SetItem(touch.Key, touch.After);
        return (this with { Desired = desired }).InNewest(change => change with { Touches = change.Touches.Add(touch) });
    }

    private IntentState InNewest(Func<Change, Change> edit) => With(Newest, edit);

    private IntentState With(int number, Func<Change, Change> edit) =>
        Changes.TryGetValue(number, out Change? change) ? this with { Changes = Changes.SetItem(number, edit(change)) } : this;
}
