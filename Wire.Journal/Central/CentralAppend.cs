namespace Wire.Journal.Central;

/// <summary>Events of one stream that are stored together or not at all.</summary>
/// <param name="Stream">The stream in the store.</param>
/// <param name="Journal">The id of the journal that the events come from.</param>
/// <param name="NextRevision">
/// The revision of the first of them in the store, which counts from 0 without holes. It is the journal's own as long as that has no gap (FORMAT.md).
/// </param>
/// <param name="Events">At least one, in the journal's order.</param>
public sealed record CentralAppend(NodeStream Stream, Guid Journal, long NextRevision, IReadOnlyList<RecordedEvent> Events);
