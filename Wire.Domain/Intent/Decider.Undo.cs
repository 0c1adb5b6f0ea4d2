using System.Collections.Immutable;

namespace Wire.Domain;

public static partial class Decider
{
    /// <summary>Takes a change back, also an old one: done as a whole, or not at all when later changes stand on it.</summary>
    public static Decision Undo(IntentState state, UndoRequest request, IntentContext context)
    {
        Change? target = request.Number is { } number
            ? state.Changes.GetValueOrDefault(number)
            : state.Changes.Values.LastOrDefault(c => c.IsOriginal && c.InEffect);
        if (state.Pending is { } pending && pending.Number != target?.Number)
        {
            return new ConfirmPending(pending.Number, pending.Deadline);
        }
        return target switch
        {
            null when request.Number is { } missing => new NoSuchChange(missing, state.Newest),
            null => new NothingToUndo(),
            { UndoneBy: { } by } => new NotUndoable(target.Number, by, state.Changes[by].Verb),
            _ => Revert(state, target, ChangeVerb.Undo, target.Number, request, context),
        };
    }

    /// <summary>Brings back what was undone last; a new change in between ends that.</summary>
    public static Decision Redo(IntentState state, RedoRequest request, IntentContext context)
    {
        if (RefusePending(state) is { } pending)
        {
            return pending;
        }
        return Redoable(state) is { UndoneBy: { } by } change
            ? Revert(state, state.Changes[by], ChangeVerb.Redo, change.Number, request, context)
            : new NothingToRedo();
    }

    /// <summary>The kernel refused what the change asks for: its declarations are taken back.</summary>
    public static Decision Rollback(IntentState state, int number, string? message, IntentContext context) =>
        state.Changes.GetValueOrDefault(number) switch
        {
            null => new NoSuchChange(number, state.Newest),
            { UndoneBy: { } by } => new NotUndoable(number, by, state.Changes[by].Verb),
            var change => Revert(state, change, ChangeVerb.Rollback, number, new UndoRequest { Message = message }, context),
        };

    private static Change? Redoable(IntentState state)
    {
        int newestOriginal = state.Changes.Values.LastOrDefault(c => c.IsOriginal && !IsRolledBack(state, c))?.Number ?? 0;
        return state.Changes.Values
            .Where(c => c.IsOriginal && c.UndoneBy > newestOriginal && !IsRolledBack(state, c))
            .MaxBy(c => c.UndoneBy);
    }

    /// <summary>It never took effect: the kernel refused it. (When the kernel refused its redo, it is still undone.)</summary>
    private static bool IsRolledBack(IntentState state, Change change) =>
        change.UndoneBy is { } by && state.Changes[by] is { Verb: ChangeVerb.Rollback, Head.Of: { } of } && of == change.Number;

    private static Decision Revert(IntentState state, Change change, ChangeVerb verb, int of, IntentRequest request, IntentContext context)
    {
        ResourceKey[] changedSince = [.. change.Touches.Where(t => !Assignment.SameAsked(state.Desired.GetValueOrDefault(t.Key), t.After)).Select(t => t.Key)];
        if (changedSince.Length > 0)
        {
            Dictionary<ResourceKey, int> last = state.LastTouches();
            return new UndoConflict(of, [.. changedSince.Select(key => new LaterChange(key, last[key]))]);
        }
        ChangeDraft draft = new(state, context, change.Touches.Select(t => t.Before).OfType<Declared>());
        foreach (Touch touch in change.Touches)
        {
            if (touch.Before is { } before)
            {
                draft.Declare(before);
            }
            else
            {
                draft.Withdraw(touch.Key);
            }
        }
        change.Adopted.ForEach(draft.Release);
        change.Released.ForEach(draft.Adopt);
        ImmutableArray<LaterChange> conflicts = Dangling.Find(state, state.Evolve(draft.Events), change.Touches);
        return conflicts.IsEmpty ? draft.Accept(verb, request, of) : new UndoConflict(of, conflicts);
    }
}
