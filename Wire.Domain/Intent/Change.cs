using System.Collections.Immutable;

namespace Wire.Domain;

/// <summary>What a change did to one declaration.</summary>
/// <param name="Key">The object.</param>
/// <param name="Before">Its declaration before; null when nobody had asked for it.</param>
/// <param name="After">Its declaration after; null when it was withdrawn.</param>
public sealed record Touch(ResourceKey Key, Declared? Before, Declared? After);

/// <summary>One change as it stands now: what it did, and whether that still counts.</summary>
/// <param name="Head">Its first event.</param>
public sealed record Change(ChangeRequested Head)
{
    public int Number => Head.Number;

    public ChangeVerb Verb => Head.Verb;

    /// <summary>In the order in which it was written.</summary>
    public ImmutableList<Touch> Touches { get; init; } = [];

    /// <summary>What it took over from its maker.</summary>
    public ImmutableList<ResourceKey> Adopted { get; init; } = [];

    /// <summary>What it gave back to its maker.</summary>
    public ImmutableList<ResourceKey> Released { get; init; } = [];

    public bool Confirmed { get; init; }

    /// <summary>The newest change that took this one back; null while it is in effect.</summary>
    public int? UndoneBy { get; init; }

    public bool InEffect => UndoneBy is null;

    /// <summary>True when a person asked for something new; false for what only takes another change back or brings it back.</summary>
    public bool IsOriginal => Verb is ChangeVerb.Apply or ChangeVerb.Merge or ChangeVerb.Replay or ChangeVerb.Restore;

    /// <summary>True when its <see cref="ChangeRequested.Of"/> is taken back by it.</summary>
    public bool TakesBack => Verb is ChangeVerb.Undo or ChangeVerb.Rollback or ChangeVerb.Expire;
}
