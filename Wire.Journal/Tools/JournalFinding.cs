namespace Wire.Journal;

/// <summary>A place where a journal is not what was written.</summary>
/// <param name="File">The file.</param>
/// <param name="Offset">Where in the file, bytes.</param>
/// <param name="Position">The first position that it concerns.</param>
/// <param name="What">What is wrong there.</param>
public sealed record JournalFinding(string File, long Offset, long Position, string What)
{
    /// <summary>One line for a person.</summary>
    public override string ToString() => $"{File} at offset {Offset}, position {Position}: {What}";
}

/// <summary>Positions whose events are lost for ever.</summary>
/// <param name="FirstPosition">The first one.</param>
/// <param name="LastPosition">The last one; null: nothing tells how many events followed.</param>
/// <param name="Why">The damage that took them.</param>
public sealed record LostPositions(long FirstPosition, long? LastPosition, string Why);
