namespace Wire.Projections;

/// <summary>Which entries of the log are wanted; what is null does not matter.</summary>
/// <param name="Object">Those that touch the object of this name (<see cref="ObjectName"/>).</param>
/// <param name="SincePosition">Those that begin after this position.</param>
/// <param name="SinceTime">Those of this time or later.</param>
public sealed record HistoryFilter(string? Object = null, long? SincePosition = null, DateTimeOffset? SinceTime = null)
{
    public static HistoryFilter None { get; } = new();

    internal bool Takes(HistoryEntry entry) =>
        (SincePosition is not { } position || entry.Position > position)
        && (SinceTime is not { } time || entry.Time >= time)
        && (Object is not { } name || entry.Touches(name));
}
