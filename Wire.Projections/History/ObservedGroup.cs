using System.Collections.Immutable;
using Wire.Domain;

namespace Wire.Projections;

/// <summary>What one program did according to one batch of kernel events.</summary>
internal sealed class ObservedGroup(in Envelope envelope, ObservationCause cause)
{
    private readonly Envelope _envelope = envelope;
    private long _lastPosition;

    public ObjectChanges Objects { get; } = new();

    public void Extend(long position) => _lastPosition = position;

    public HistoryEntry? ToEntry()
    {
        bool foreign = cause.PortId != 0;
        ImmutableArray<ObjectChange> objects = Objects.Notable();
        return objects.IsEmpty ? null : new()
        {
            Kind = foreign ? HistoryKind.Foreign : HistoryKind.Kernel,
            Position = _envelope.Position,
            LastPosition = _lastPosition,
            Time = _envelope.Time,
            Actor = CauseText.Of(cause),
            Source = _envelope.Source,
            Verb = "observed",
            Objects = objects,
        };
    }
}
