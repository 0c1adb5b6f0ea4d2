using System.Buffers.Binary;

namespace Wire.Journal.Format;

/// <summary>
/// Turns batches into payloads, in two passes without allocating: <see cref="Measure"/> checks the limits and sizes the payload,
/// <see cref="Encode"/> writes it and moves the streams' revisions on. Used under the writer's lock.
/// </summary>
internal sealed class BatchEncoder
{
    public const int EventHeadBytes = 12;

    private readonly NameTable _streams = new("stream", JournalLimits.StreamsMax);
    private readonly NameTable _names = new("event", 16 * 1024);
    private (ushort Stream, ushort Name)[] _indexes = new (ushort, ushort)[256];
    private (string Text, byte[] Utf8) _actor = ("", []);
    private (string Text, byte[] Utf8) _source = ("", []);

    /// <summary>Streams with their next revisions.</summary>
    public NameTable Streams => _streams;

    /// <summary>The payload's size, bytes.</summary>
    /// <exception cref="JournalLimitException">The batch breaks a limit.</exception>
    public int Measure(NewBatch batch)
    {
        var events = batch.Events;
        var count = events.Count;
        if (count is 0 or > JournalLimits.BatchEventsMax)
        {
            throw new JournalLimitException($"a batch has 1 to {JournalLimits.BatchEventsMax} events, this one {count}");
        }

        if (batch.Cause < 1)
        {
            throw new JournalLimitException($"the cause of a batch is a position, from 1 on, this one's is {batch.Cause}");
        }

        if (_indexes.Length < count)
        {
            _indexes = new (ushort, ushort)[Math.Max(count, _indexes.Length * 2)];
        }

        Cache(ref _actor, "the actor", batch.Actor);
        Cache(ref _source, "the source", batch.Source);
        _streams.StartBatch();
        _names.StartBatch();
        var bytes = (long)BatchHead.Bytes + _actor.Utf8.Length + _source.Utf8.Length + ((long)count * EventHeadBytes);
        for (var i = 0; i < count; i++)
        {
            var e = events[i];
            if (e.Payload.Length > JournalLimits.EventPayloadBytesMax)
            {
                throw new JournalLimitException(
                    $"the payload of {e.Name} has {e.Payload.Length} bytes; {JournalLimits.EventPayloadBytesMax} are possible");
            }

            if (e.Version is < 1 or > JournalLimits.EventVersionMax)
            {
                throw new JournalLimitException($"the version of {e.Name} is {e.Version}; 1 to {JournalLimits.EventVersionMax} are possible");
            }

            _indexes[i] = (_streams.Use(e.Stream), _names.Use(e.Name));
            bytes += e.Payload.Length;
        }

        foreach (var stream in _streams.Used)
        {
            bytes += 9 + stream.Utf8.Length;
        }

        foreach (var name in _names.Used)
        {
            bytes += 1 + name.Utf8.Length;
        }

        return bytes <= JournalLimits.BatchBytesMax
            ? (int)bytes
            : throw new JournalLimitException($"the batch has {bytes} bytes; {JournalLimits.BatchBytesMax} are possible");
    }

    /// <summary>Writes the batch that was measured last.</summary>
    public void Encode(NewBatch batch, in BatchHead facts, Span<byte> payload)
    {
        var head = facts with
        {
            ActorBytes = _actor.Utf8.Length,
            SourceBytes = _source.Utf8.Length,
            Streams = _streams.Used.Count,
            Names = _names.Used.Count,
        };
        head.Encode(payload);
        payload = payload[BatchHead.Bytes..];
        Put(ref payload, _actor.Utf8);
        Put(ref payload, _source.Utf8);

        foreach (var stream in _streams.Used)
        {
            BinaryPrimitives.WriteInt64LittleEndian(payload, stream.NextRevision);
            payload[8] = (byte)stream.Utf8.Length;
            payload = payload[9..];
            Put(ref payload, stream.Utf8);
            stream.NextRevision += stream.Events;
        }

        foreach (var name in _names.Used)
        {
            payload[0] = (byte)name.Utf8.Length;
            payload = payload[1..];
            Put(ref payload, name.Utf8);
        }

        var events = batch.Events;
        for (var i = 0; i < head.Events; i++)
        {
            var e = events[i];
            BinaryPrimitives.WriteInt32LittleEndian(payload, e.Payload.Length);
            BinaryPrimitives.WriteUInt16LittleEndian(payload[4..], (ushort)e.Version);
            BinaryPrimitives.WriteUInt16LittleEndian(payload[6..], _indexes[i].Stream);
            BinaryPrimitives.WriteUInt16LittleEndian(payload[8..], _indexes[i].Name);
            BinaryPrimitives.WriteUInt16LittleEndian(payload[10..], 0);
            payload = payload[EventHeadBytes..];
            Put(ref payload, e.Payload.Span);
        }
    }

    private static void Put(ref Span<byte> at, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(at);
        at = at[bytes.Length..];
    }

    private static void Cache(ref (string Text, byte[] Utf8) cached, string what, string text)
    {
        if (!ReferenceEquals(cached.Text, text))
        {
            cached = (text, NameTable.Encode(what, text, 0, JournalLimits.ActorBytesMax));
        }
    }
}
