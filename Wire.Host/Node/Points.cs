using Wire.Journal;
using Wire.Projections;

namespace Wire.Host.Node;

/// <summary>Points in the past as people write them, in a journal.</summary>
internal static class Points
{
    /// <exception cref="PointException">It is none, or the journal does not have it.</exception>
    public static long PositionOf(JournalReader journal, PastStates past, string text)
    {
        Point point = Point.Parse(text, DateTimeOffset.Now);
        ChangeHistory history = point is Point.AfterChange ? past.At(journal).History : new();
        return TimeTravel.PositionOf(point, history, journal.PositionAt, journal.LastPosition);
    }
}
