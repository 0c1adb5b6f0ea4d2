using System.Buffers;
using Wire.Domain;
using Wire.Host.Reactor;
using Wire.Journal;
using Wire.Projections;

namespace Wire.Host.Tests.Reactor;

/// <summary>
/// A journal in memory that keeps the stored form of events, so that what is read back went through it, and that can lose what
/// was not synced, a whole batch at a time, as the real one does.
/// </summary>
internal sealed class StoredJournal
{
    private readonly List<Batch> _batches = [];

    private sealed record Stored(Envelope Envelope, StoredEventName Name, byte[] Payload);

    private sealed record Batch(long First, IReadOnlyList<Stored> Events);

    /// <summary>Appended and not lost.</summary>
    public IEnumerable<(Envelope Envelope, DomainEvent Event)> Events => _batches.SelectMany(b => b.Events)
        .Select(s => (s.Envelope, EventCodec.Decode(s.Name.Name, s.Name.Version, s.Payload)));

    public long LastPosition => _batches.Count == 0 ? 0 : _batches[^1].First + _batches[^1].Events.Count - 1;

    /// <summary>What a crash cannot take.</summary>
    public long SyncedPosition { get; private set; }

    public IEnumerable<IReadOnlyList<DomainEvent>> Batches => _batches.Select(b =>
        (IReadOnlyList<DomainEvent>)[.. b.Events.Select(s => EventCodec.Decode(s.Name.Name, s.Name.Version, s.Payload))]);

    public void Append(Effect.Append append, Moment now, Guid boot)
    {
        Assert.Equal(LastPosition + 1, append.FirstPosition);
        Assert.NotEmpty(append.Events);
        Guid id = new(_batches.Count + 1, 0, 0, new byte[8]);
        _batches.Add(new(append.FirstPosition, [.. append.Events.Select((e, i) => Store(e, new Envelope(append.FirstPosition + i, now.Wall, id, append.Actor, append.Source)
        {
            Boot = boot,
            MonotonicNs = now.MonotonicNs,
        }))]));
    }

    public void Sync(long position)
    {
        Assert.True(position <= LastPosition, $"waits for position {position}, which was never appended");
        SyncedPosition = Math.Max(SyncedPosition, position);
    }

    public void LoseUnsynced() => _batches.RemoveAll(b => b.First > SyncedPosition);

    /// <summary>The fold that a new process starts with: from a checkpoint on the way, which tells the same as all events.</summary>
    public KnownState Fold()
    {
        RecordedEvent[] events = [.. _batches.SelectMany(b => b.Events).Select(Recorded)];
        KnownState all = KnownState.Of(events);
        if (events.Length == 0)
        {
            return all;
        }
        int cut = (events.Length * 7 / 10) + 1;
        Guid journal = new(1, 2, 3, new byte[8]);
        KnownState state = Checkpoint.Decode(Checkpoint.Encode(KnownState.Of(events.Take(cut)), journal, events[cut - 1]), journal)!.State();
        foreach (RecordedEvent recorded in events.Skip(cut))
        {
            state.Fold(recorded);
        }
        Assert.True(Checkpoint.Encode(all, journal, events[^1]).AsSpan().SequenceEqual(Checkpoint.Encode(state, journal, events[^1])), $"a checkpoint at {cut} of {events.Length} is not the state there");
        return state;
    }

    private static RecordedEvent Recorded(Stored stored) => new()
    {
        Position = stored.Envelope.Position,
        Stream = stored.Name.Stream,
        Revision = 0,
        Batch = stored.Envelope.Batch,
        IndexInBatch = 0,
        BatchCount = 1,
        Time = stored.Envelope.Time,
        Boot = stored.Envelope.Boot,
        MonotonicNs = stored.Envelope.MonotonicNs,
        Actor = stored.Envelope.Actor,
        Source = stored.Envelope.Source,
        Name = stored.Name.Name,
        Version = stored.Name.Version,
        Payload = stored.Payload,
    };

    public override string ToString() => string.Join('\n', Events.Select(e => $"{e.Envelope.Position} {e.Event switch
    {
        ResourceObserved observed => $"observed {observed.Resource.Title}",
        ResourceVanished vanished => $"vanished {vanished.Resource.Title}",
        PlanMade made => $"plan {string.Join(", ", made.Plan.Operations.Select(o => $"{o.Index} {o.Verb} {o.Subject.Title}"))}",
        _ => e.Event,
    }}"));

    private static Stored Store(DomainEvent item, Envelope envelope)
    {
        ArrayBufferWriter<byte> payload = new();
        return new(envelope, EventCodec.Encode(item, payload), payload.WrittenSpan.ToArray());
    }
}
