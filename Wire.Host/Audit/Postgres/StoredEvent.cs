using JasperFx.Events;
using Wire.Journal;
using Wire.Journal.Central;

namespace Wire.Audit.Postgres;

/// <summary>
/// What stands of an event in the column <c>data</c>: all that its journal knows of it, so that it is folded and hashed (FORMAT.md, Tree) as it is there.
/// The names are what SQL reads; they stay.
/// </summary>
/// <param name="Journal">The journal's id.</param>
/// <param name="Position">In the journal.</param>
/// <param name="Stream">In the journal.</param>
/// <param name="Revision">In the journal's stream.</param>
/// <param name="Name">The event's stored name.</param>
/// <param name="Version">Of its contract.</param>
/// <param name="Batch">The id of the batch it was appended in; its own follows from it (<see cref="EventId"/>) and is the row's.</param>
/// <param name="IndexInBatch">From 0.</param>
/// <param name="BatchCount">How many events the batch has.</param>
/// <param name="Time">Wall time of the append to the journal, UTC, to 100 ns.</param>
/// <param name="MonotonicNs">Nanoseconds of the machine's monotonic clock.</param>
/// <param name="Boot">The boot id of the machine.</param>
/// <param name="Actor">Who.</param>
/// <param name="Source">From where.</param>
/// <param name="Change">The change it belongs to.</param>
/// <param name="Cause">The position of the event that led to it.</param>
/// <param name="Payload">MessagePack, as in the journal; base64 in the row.</param>
internal sealed record StoredEvent(
    Guid Journal,
    long Position,
    string Stream,
    long Revision,
    string Name,
    int Version,
    Guid Batch,
    int IndexInBatch,
    int BatchCount,
    DateTimeOffset Time,
    long MonotonicNs,
    Guid Boot,
    string Actor,
    string Source,
    Guid? Change,
    long? Cause,
    byte[] Payload)
{
    /// <summary>The row of an event, under the event's own id.</summary>
    public static IEvent RowOf(Guid journal, RecordedEvent e) => new Event<StoredEvent>(new StoredEvent(
        journal, e.Position, e.Stream, e.Revision, e.Name, e.Version, e.Batch, e.IndexInBatch, e.BatchCount,
        e.Time, e.MonotonicNs, e.Boot, e.Actor, e.Source, e.Change, e.Cause, e.Payload.ToArray()))
    {
        Id = e.Id,
    };

    /// <summary>The only thing that a journal keeps and PostgreSQL does not.</summary>
    /// <exception cref="CentralRefusedException">A text of the event has it.</exception>
    public static void ThrowIfZeroCharacter(RecordedEvent e)
    {
        if (e.Stream.Contains('\0') || e.Name.Contains('\0') || e.Actor.Contains('\0') || e.Source.Contains('\0'))
        {
            throw new CentralRefusedException($"PostgreSQL keeps no text with a zero character, and the event at position {e.Position} has one");
        }
    }

    /// <summary>The event of a row.</summary>
    public static CentralEvent Of(IEvent row)
    {
        var stored = (StoredEvent)row.Data;
        return new(row.Sequence, NodeStream.Parse(row.StreamKey!), row.Version - 1, stored.Journal, stored.ToRecorded());
    }

    private RecordedEvent ToRecorded() => new()
    {
        Position = Position,
        Stream = Stream,
        Revision = Revision,
        Name = Name,
        Version = Version,
        Batch = Batch,
        IndexInBatch = IndexInBatch,
        BatchCount = BatchCount,
        Time = Time,
        MonotonicNs = MonotonicNs,
        Boot = Boot,
        Actor = Actor,
        Source = Source,
        Change = Change,
        Cause = Cause,
        Payload = Payload,
    };
}
