namespace Wire.Journal.Central;

/// <summary>An event as a central store keeps it.</summary>
/// <param name="GlobalPosition">Its place among all that is stored: ascending, with holes.</param>
/// <param name="Stream">Its stream in the store.</param>
/// <param name="Revision">Its number in that stream, from 0, without holes.</param>
/// <param name="Journal">The id of the journal that it comes from.</param>
/// <param name="Event">The event, in every byte as the journal has it.</param>
public sealed record CentralEvent(long GlobalPosition, NodeStream Stream, long Revision, Guid Journal, RecordedEvent Event);
