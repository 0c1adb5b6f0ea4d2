namespace Wire.Projections;

/// <summary>The journal up to a point: any projection folded that far is what it was then.</summary>
public static class TimeTravel
{
    /// <summary>The position that a point means.</summary>
    /// <param name="point">The point.</param>
    /// <param name="history">Folded up to <paramref name="last"/>; where changes were settled.</param>
    /// <param name="positionAt">The last position at or before a time, null when the journal is younger: the journal reader's search.</param>
    /// <param name="last">The journal's last position.</param>
    /// <returns>From 0, which is before everything, to <paramref name="last"/>.</returns>
    /// <exception cref="PointException">The journal does not have the point.</exception>
    public static long PositionOf(Point point, ChangeHistory history, Func<DateTimeOffset, long?> positionAt, long last) => point switch
    {
        Point.AtPosition { Position: var position } => position <= last ? position : throw new PointException($"there is no position {position}: the journal ends at {last}"),
        Point.AfterChange { Number: var number } => history.Find(number)?.LastPosition ?? throw new PointException($"there is no change #{number}"),
        Point.AtTime { Time: var time } => positionAt(time) ?? 0,
        _ => last,
    };
}
