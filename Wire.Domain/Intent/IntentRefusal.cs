using System.Collections.Immutable;

namespace Wire.Domain;

/// <summary>Why a request was not taken: nothing happened. A closed set; a retry makes sense only after something else changed.</summary>
public abstract record IntentRefusal
{
    /// <summary>One sentence for a person: what is wrong and what to do about it.</summary>
    public abstract string Explain();

    public sealed override string ToString() => Explain();
}

/// <summary>What was asked for is what is declared already.</summary>
public sealed record NothingToDo : IntentRefusal
{
    public override string Explain() => "nothing to do: all of it is declared already";
}

/// <param name="Declared">How many objects would be withdrawn.</param>
public sealed record EmptyConfigurationRefused(int Declared) : IntentRefusal
{
    public override string Explain() => $"nothing is left declared: all {Declared} objects would be withdrawn; say --allow-empty if that is meant";
}

public sealed record ConfirmPending(int Number, DateTimeOffset Deadline) : IntentRefusal
{
    public override string Explain() => $"change #{Number} waits for 'wire confirm' until {Deadline.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC; confirm it or undo it first";
}

public sealed record NoSuchChange(int Number, int Newest) : IntentRefusal
{
    public override string Explain() => Newest == 0 ? $"there is no change #{Number}: none was made yet" : $"there is no change #{Number}: they are #1 to #{Newest}";
}

/// <param name="Number">The change.</param>
/// <param name="By">The change that took it back already.</param>
/// <param name="Verb">What that one was.</param>
public sealed record NotUndoable(int Number, int By, ChangeVerb Verb) : IntentRefusal
{
    public override string Explain() => $"change #{Number} is not in effect: " + Verb switch
    {
        ChangeVerb.Rollback => $"the kernel refused it, and it was rolled back (#{By})",
        ChangeVerb.Expire => $"it was not confirmed in time (#{By})",
        _ => $"#{By} took it back",
    };
}

/// <summary>Later changes built on what would be taken back.</summary>
public sealed record UndoConflict(int Number, ImmutableArray<LaterChange> Conflicts) : IntentRefusal
{
    public bool Equals(UndoConflict? other) => other is not null && Number == other.Number && Conflicts.SequenceEqual(other.Conflicts);

    public override int GetHashCode() => HashCode.Combine(Number, Conflicts.Length);

    public override string Explain() =>
        $"change #{Number} cannot be taken back by itself: {string.Join("; ", Conflicts.Select(c => c.Explain()))}";
}

/// <param name="Key">The object.</param>
/// <param name="Change">The later change.</param>
/// <param name="Needs">The object that <paramref name="Key"/> would still refer to; null when it is itself no longer what the change left.</param>
public sealed record LaterChange(ResourceKey Key, int Change, ResourceKey? Needs = null)
{
    public string Explain() => Needs is { } needed ? $"{Key} needs {needed} (#{Change})" : $"#{Change} changed {Key} since";
}

public sealed record NothingToUndo : IntentRefusal
{
    public override string Explain() => "nothing to undo: no change is in effect";
}

public sealed record NothingToRedo : IntentRefusal
{
    public override string Explain() => "nothing to redo: no change was undone since the last new one";
}

public sealed record NothingToConfirm : IntentRefusal
{
    public override string Explain() => "nothing to confirm: no change waits";
}

/// <summary>The deadline has passed: the change is being undone.</summary>
public sealed record ConfirmTooLate(int Number, DateTimeOffset Deadline) : IntentRefusal
{
    public override string Explain() => $"too late: change #{Number} had to be confirmed by {Deadline.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC and is being undone";
}

/// <summary>The deadline is still to come.</summary>
public sealed record NotExpired(int Number) : IntentRefusal
{
    public override string Explain() => $"change #{Number} does not wait for a confirmation whose time is over";
}
