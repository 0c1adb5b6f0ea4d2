namespace Wire.Journal;

/// <summary>What a batch builds on: a stream as far as its author has read it.</summary>
/// <param name="Stream">The stream; need not be one that the batch has events for.</param>
/// <param name="NextRevision">The revision that its next event gets (<see cref="EventJournal.NextRevision"/>); 0 = it has no events.</param>
public readonly record struct ExpectedRevision(string Stream, long NextRevision);
