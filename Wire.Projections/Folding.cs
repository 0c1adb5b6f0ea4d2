using Wire.Domain;
using Wire.Journal;

namespace Wire.Projections;

/// <summary>From stored events to projections.</summary>
public static class Folding
{
    /// <summary>Folds stored events, in their order, into all the projections: each is decoded once, and only when one of them reads it.</summary>
    /// <returns>The position of the last event; 0 when there was none.</returns>
    /// <exception cref="UnreadableEventException">An event is of a newer version, or broken.</exception>
    public static long Fold(this IEnumerable<RecordedEvent> events, params ReadOnlySpan<IProjection> projections)
    {
        long last = 0;
        StoredEvents stored = new();
        foreach (RecordedEvent recorded in events)
        {
            last = recorded.Position;
            DomainEvent? item = null;
            foreach (IProjection projection in projections)
            {
                if (projection.Reads(recorded.Stream))
                {
                    item ??= stored.Decode(recorded);
                    projection.Fold(Envelope.Of(recorded), item);
                }
            }
            if (item is null)
            {
                stored.Skip(recorded);
            }
        }
        return last;
    }
}
