namespace Wire.Journal;

/// <summary>What a verification saw.</summary>
public sealed record VerificationReport
{
    /// <summary>The journal's id.</summary>
    public required Guid JournalId { get; init; }

    /// <summary>How many segments there are.</summary>
    public required int Segments { get; init; }

    /// <summary>Of frames and headers; reserved room is not counted.</summary>
    public required long Bytes { get; init; }

    /// <summary>How many batches there are.</summary>
    public required long Batches { get; init; }

    /// <summary>How many events there are.</summary>
    public required long Events { get; init; }

    /// <summary>The last position; 0 in an empty journal.</summary>
    public required long LastPosition { get; init; }

    /// <summary>The last chain hash, hexadecimal: kept elsewhere, it vouches for everything before it.</summary>
    public required string LastHash { get; init; }

    /// <summary>Bytes of a torn write at the end that was never acknowledged; the next opening for writing cuts them.</summary>
    public required long TornBytes { get; init; }

    /// <summary>Positions that an earlier repair could not save.</summary>
    public required IReadOnlyList<LostPositions> Gaps { get; init; }

    /// <summary>Everything that is wrong.</summary>
    public required IReadOnlyList<JournalFinding> Damage { get; init; }

    /// <summary>Nothing is wrong.</summary>
    public bool IsWhole => Damage.Count == 0;
}
