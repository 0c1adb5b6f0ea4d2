using Wire.Domain;

namespace Wire.Projections;

/// <summary>The newest change: who asked for it and when, by both clocks.</summary>
public sealed class LatestChange : IProjection
{
    /// <summary>Null before the first.</summary>
    public ChangeRequested? Head { get; private set; }

    /// <summary>Around <see cref="Head"/>.</summary>
    public Envelope Envelope { get; private set; }

    public bool Reads(string stream) => stream == EventStream.Intent;

    public void Fold(in Envelope envelope, DomainEvent item)
    {
        if (item is ChangeRequested head)
        {
            Head = head;
            Envelope = envelope;
        }
    }

    internal void Save(StateWriter writer) => writer.Optional(Head, (w, head) =>
    {
        w.Event(head);
        w.Envelope(Envelope);
    });

    internal void Load(StateReader reader) => Head = reader.Optional(r =>
    {
        ChangeRequested head = r.Event<ChangeRequested>();
        Envelope = r.Envelope();
        return head;
    });

    /// <summary>
    /// The deadline of a change by the monotonic clock of the boot it was asked for in; null when that is another boot, or
    /// another change.
    /// </summary>
    public long? DeadlineNs(int change, Guid boot) =>
        Head is { ConfirmBy: { } by } head && head.Number == change && Envelope.Boot == boot
            ? Envelope.MonotonicNs + (long)((by - Envelope.Time).TotalMilliseconds * 1_000_000)
            : null;
}
