namespace Wire.Journal;

/// <summary>Events that are recorded together or not at all.</summary>
public sealed record NewBatch
{
    /// <summary>
    /// A UUIDv7, and with it the ids of the events (<see cref="EventId"/>). The same ids twice are stored once (among the last
    /// <see cref="JournalOptions.BatchIdsKept"/> given batch ids), so a caller that does not know whether its append arrived gives the same id
    /// again, and learns where the events are. Ids of which only some are known are a <see cref="JournalIdConflictException"/>. Empty: the
    /// journal makes one.
    /// </summary>
    public Guid Id { get; init; }

    /// <summary>Who: <c>0 root</c>, <c>kernel</c>, <c>reactor</c>. Up to 1024 bytes of UTF-8.</summary>
    public required string Actor { get; init; }

    /// <summary>From where: <c>cli</c>, <c>api</c>, <c>config</c>. Up to 1024 bytes of UTF-8.</summary>
    public required string Source { get; init; }

    /// <summary>The change that these events belong to.</summary>
    public Guid? Change { get; init; }

    /// <summary>The position of the event that led to these.</summary>
    public long? Cause { get; init; }

    /// <summary>Streams that must be as its author read them; otherwise nothing is recorded (<see cref="JournalRevisionConflictException"/>).</summary>
    public IReadOnlyList<ExpectedRevision> Expects { get; init; } = [];

    /// <summary>At least one event, in order.</summary>
    public required IReadOnlyList<NewEvent> Events { get; init; }
}
