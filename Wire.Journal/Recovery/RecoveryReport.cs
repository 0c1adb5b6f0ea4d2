namespace Wire.Journal;

/// <summary>What opening a journal found and did.</summary>
/// <param name="Created">There was none before.</param>
/// <param name="CutBytes">How many bytes of a torn tail were cut; 0 = the journal ended cleanly. They were never acknowledged.</param>
/// <param name="CutFile">The file that was cut.</param>
/// <param name="CutOffset">Where it ends now, bytes.</param>
public sealed record RecoveryReport(bool Created, long CutBytes, string? CutFile, long CutOffset);
