using System.Collections.Immutable;
using Wire.Domain;

namespace Wire.Projections;

/// <summary>Who is behind an entry of the log.</summary>
public enum HistoryKind
{
    /// <summary>Somebody asked for it: it has a number.</summary>
    Change,

    /// <summary>Wire put back what had drifted, or settled what a crash left.</summary>
    Healing,

    /// <summary>Another program did it.</summary>
    Foreign,

    /// <summary>The kernel says nobody's name: its own doing, or a request whose sender it does not tell.</summary>
    Kernel,
}

/// <summary>One object before and after.</summary>
/// <param name="Before">Null when it was not there, or not declared.</param>
/// <param name="After">Null when it is gone, or withdrawn.</param>
public readonly record struct ObjectChange(Resource? Before, Resource? After)
{
    public Resource Subject => After ?? Before!;

    public ResourceKey Key => Subject.Key;
}

/// <summary>One entry of the log.</summary>
public sealed record HistoryEntry
{
    public required HistoryKind Kind { get; init; }

    /// <summary>The change's number; null for what is no change.</summary>
    public int? Number { get; init; }

    /// <summary>Of its first event.</summary>
    public required long Position { get; init; }

    /// <summary>The last position that belongs to it: where it was settled, or the end of its batch. The state after it is the state there.</summary>
    public required long LastPosition { get; init; }

    public required DateTimeOffset Time { get; init; }

    /// <summary>"root (uid 0)", "wire", "ip (port 4711)", "port 4711", "kernel".</summary>
    public required string Actor { get; init; }

    public required string Source { get; init; }

    /// <summary>"apply", "merge", "undo", …, "heal", "settle" or "observed".</summary>
    public required string Verb { get; init; }

    public string? Message { get; init; }

    /// <summary>The change that is undone, redone, rolled back or expired; null for none.</summary>
    public int? Of { get; init; }

    /// <summary>The configuration's name as the person gave it.</summary>
    public string? File { get; init; }

    /// <summary>Null for what is observed.</summary>
    public Outcome? Outcome { get; init; }

    /// <summary>Each object once, in the order in which it was first touched.</summary>
    public required ImmutableArray<ObjectChange> Objects { get; init; }

    /// <summary>The differences, as a patch shows them.</summary>
    public ImmutableArray<PlannedChange> Patch => StateDiff.Between(
        Objects.Select(o => o.Before).OfType<Resource>(),
        Objects.Select(o => o.After).OfType<Resource>());

    public bool Touches(string name) => Objects.Any(o => ObjectName.Means(name, o.Key, o.Subject.Kind));
}
