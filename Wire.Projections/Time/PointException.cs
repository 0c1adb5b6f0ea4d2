namespace Wire.Projections;

/// <summary>A text that names no point in the past, or one that the journal does not have.</summary>
public sealed class PointException(string message) : Exception(message)
{
    internal static PointException NotAPoint(string text) =>
        new($"'{text}' is no point in time: expected now, '5m ago', #12 (a change), @1234 (a journal position) or 2026-03-01T12:00:00Z");
}
