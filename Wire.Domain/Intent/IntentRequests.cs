namespace Wire.Domain;

/// <summary>What every request may say beside what it asks for.</summary>
public abstract record IntentRequest
{
    /// <summary>Why, for the log; null for nothing.</summary>
    public string? Message { get; init; }

    /// <summary>Undo it at this time unless it is confirmed; null for no deadline.</summary>
    public DateTimeOffset? ConfirmBy { get; init; }
}

/// <summary>A configuration becomes what is declared.</summary>
public sealed record ApplyRequest : IntentRequest
{
    /// <summary>
    /// Everything that shall be declared, checked by the validator; after a merge with what it was merged into. An attribute in
    /// <see cref="Declared.Assigned"/> was not said by a person.
    /// </summary>
    public required IReadOnlyList<Declared> Declared { get; init; }

    /// <summary>The person gave a part, and it was merged: the log says so.</summary>
    public bool Merge { get; init; }

    /// <summary>Take over links that exist and were made by somebody else.</summary>
    public bool Adopt { get; init; }

    /// <summary>Withdrawing everything is meant so.</summary>
    public bool AllowEmpty { get; init; }

    /// <summary>The configuration's name as the person gave it.</summary>
    public string? File { get; init; }
}

/// <summary>Take one change back.</summary>
public sealed record UndoRequest : IntentRequest
{
    /// <summary>Null for the newest that is in effect.</summary>
    public int? Number { get; init; }
}

/// <summary>Bring back what was undone last.</summary>
public sealed record RedoRequest : IntentRequest;

/// <summary>What was declared at another time, or in a backup, becomes what is declared.</summary>
public sealed record ReplayRequest : IntentRequest
{
    public required IReadOnlyDictionary<ResourceKey, Declared> Target { get; init; }

    /// <summary>Nothing was declared then: meant so.</summary>
    public bool AllowEmpty { get; init; }
}
