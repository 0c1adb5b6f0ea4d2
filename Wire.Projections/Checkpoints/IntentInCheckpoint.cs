using System.Collections.Immutable;
using Wire.Domain;

namespace Wire.Projections;

/// <summary>What people asked for, in a checkpoint: every change with what it declared. What was there before it follows from the changes before it.</summary>
internal static class IntentInCheckpoint
{
    public static void Write(StateWriter writer, IntentState state)
    {
        writer.Many([.. state.Changes.Values], Write);
        writer.Optional(state.Pending, (w, pending) =>
        {
            w.Number(pending.Number);
            w.Time(pending.Deadline);
        });
    }

    public static IntentState Read(StateReader reader)
    {
        Dictionary<ResourceKey, Declared> desired = [];
        Change[] changes = reader.Many(r => ReadChange(r, desired));
        return IntentState.Of(changes, reader.Optional(r => new PendingConfirm((int)r.Number(), r.Time())));
    }

    private static void Write(StateWriter writer, Change change)
    {
        writer.Event(change.Head);
        writer.Many(change.Touches, (w, touch) =>
        {
            w.Key(touch.Key);
            w.Optional(touch.After, (after, declared) => after.Event(new ResourceDeclared(declared)));
        });
        writer.Many(change.Adopted, (w, key) => w.Key(key));
        writer.Many(change.Released, (w, key) => w.Key(key));
        writer.Flag(change.Confirmed);
        writer.Number(change.UndoneBy ?? 0);
    }

    private static Change ReadChange(StateReader reader, Dictionary<ResourceKey, Declared> desired) => new(reader.Event<ChangeRequested>())
    {
        Touches = [.. reader.Many(r => ReadTouch(r, desired))],
        Adopted = [.. reader.Keys()],
        Released = [.. reader.Keys()],
        Confirmed = reader.Flag(),
        UndoneBy = reader.Number() is > 0 and var by ? (int)by : null,
    };

    private static Touch ReadTouch(StateReader reader, Dictionary<ResourceKey, Declared> desired)
    {
        ResourceKey key = reader.Key();
        Declared? before = desired.GetValueOrDefault(key);
        Declared? after = reader.Optional(r => r.Event<ResourceDeclared>().Declared);
        if (after is null)
        {
            desired.Remove(key);
        }
        else
        {
            desired[key] = after;
        }
        return new(key, before, after);
    }
}
