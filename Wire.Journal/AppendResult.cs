namespace Wire.Journal;

/// <summary>Where a batch lies.</summary>
/// <param name="FirstPosition">The position of its first event.</param>
/// <param name="LastPosition">The position of its last event.</param>
/// <param name="Duplicate">The batch id was recorded before: these are the positions from then, and nothing was added.</param>
public readonly record struct AppendResult(long FirstPosition, long LastPosition, bool Duplicate);
