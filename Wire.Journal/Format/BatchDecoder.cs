using System.Buffers.Binary;
using System.Text;

namespace Wire.Journal.Format;

/// <summary>
/// Turns payloads back into events. Names are decoded once a batch and kept as one string each; event payloads are slices.
/// Not thread-safe: each reader has its own.
/// </summary>
internal sealed class BatchDecoder
{
    private readonly Dictionary<int, string> _known = [];
    private readonly List<(string Name, long NextRevision)> _streams = [];
    private readonly List<string> _names = [];

    /// <summary>Adds the batch's events with positions in the range to the list.</summary>
    /// <param name="payload">Owned by the events from now on.</param>
    /// <exception cref="FormatException">The content contradicts itself.</exception>
    public void Decode(ReadOnlyMemory<byte> payload, long fromPosition, long toPosition, ICollection<RecordedEvent> into)
    {
        var at = new Cursor(payload.Span);
        var head = BatchHead.Decode(at.Take(BatchHead.Bytes));
        var actor = Text(at.Take(head.ActorBytes));
        var source = Text(at.Take(head.SourceBytes));
        ReadTables(ref at, head);

        var time = UnixTime.FromNs(head.TimeNs);
        for (var i = 0; i < head.Events; i++)
        {
            var eventHead = at.Take(BatchEncoder.EventHeadBytes);
            var length = BinaryPrimitives.ReadInt32LittleEndian(eventHead);
            var start = at.Offset;
            at.Take(length);

            var stream = BinaryPrimitives.ReadUInt16LittleEndian(eventHead[6..]);
            var name = BinaryPrimitives.ReadUInt16LittleEndian(eventHead[8..]);
            if (stream >= _streams.Count || name >= _names.Count)
            {
                throw new FormatException("an event names a stream or a name that its batch does not have");
            }

            var (streamName, revision) = _streams[stream];
            _streams[stream] = (streamName, revision + 1);
            var position = head.FirstPosition + i;
            if (position < fromPosition || position > toPosition)
            {
                continue;
            }

            into.Add(new RecordedEvent
            {
                Position = position,
                Stream = streamName,
                Revision = revision,
                Batch = head.Batch,
                IndexInBatch = i,
                BatchCount = head.Events,
                Time = time,
                Boot = head.Boot,
                MonotonicNs = head.MonotonicNs,
                Actor = actor,
                Source = source,
                Change = head.Change == Guid.Empty ? null : head.Change,
                Cause = head.Cause == 0 ? null : head.Cause,
                Name = _names[name],
                Version = BinaryPrimitives.ReadUInt16LittleEndian(eventHead[4..]),
                Payload = payload.Slice(start, length),
            });
        }

        if (!at.AtEnd)
        {
            throw new FormatException("a batch has bytes after its last event");
        }
    }

    /// <summary>The streams of a batch: name, and the revision that follows the batch.</summary>
    public IReadOnlyList<(string Name, long NextRevision)> NextRevisions(ReadOnlySpan<byte> payload)
    {
        var at = new Cursor(payload);
        var head = BatchHead.Decode(at.Take(BatchHead.Bytes));
        at.Take(head.ActorBytes + head.SourceBytes);
        ReadTables(ref at, head);
        for (var i = 0; i < head.Events; i++)
        {
            var eventHead = at.Take(BatchEncoder.EventHeadBytes);
            at.Take(BinaryPrimitives.ReadInt32LittleEndian(eventHead));
            var stream = BinaryPrimitives.ReadUInt16LittleEndian(eventHead[6..]);
            if (stream >= _streams.Count)
            {
                throw new FormatException("an event names a stream that its batch does not have");
            }

            _streams[stream] = (_streams[stream].Name, _streams[stream].NextRevision + 1);
        }

        return _streams;
    }

    private void ReadTables(ref Cursor at, in BatchHead head)
    {
        _streams.Clear();
        for (var i = 0; i < head.Streams; i++)
        {
            var entry = at.Take(9);
            _streams.Add((Text(at.Take(entry[8])), BinaryPrimitives.ReadInt64LittleEndian(entry)));
        }

        _names.Clear();
        for (var i = 0; i < head.Names; i++)
        {
            _names.Add(Text(at.Take(at.Take(1)[0])));
        }
    }

    /// <summary>The string of these bytes; the same object for the same bytes as far as the memory of them goes.</summary>
    private string Text(ReadOnlySpan<byte> utf8)
    {
        var hash = (int)Crc32C.Of(utf8);
        if (_known.TryGetValue(hash, out var known) && Encoding.UTF8.GetByteCount(known) == utf8.Length && IsEncodingOf(known, utf8))
        {
            return known;
        }

        if (_known.Count >= 4096)
        {
            _known.Clear();
        }

        return _known[hash] = Encoding.UTF8.GetString(utf8);
    }

    private static bool IsEncodingOf(string text, ReadOnlySpan<byte> utf8)
    {
        Span<byte> bytes = stackalloc byte[JournalLimits.ActorBytesMax];
        return utf8.Length <= bytes.Length && Encoding.UTF8.TryGetBytes(text, bytes, out var written) && bytes[..written].SequenceEqual(utf8);
    }

    private ref struct Cursor(ReadOnlySpan<byte> bytes)
    {
        private readonly ReadOnlySpan<byte> _bytes = bytes;

        public int Offset { get; private set; }

        public readonly bool AtEnd => Offset == _bytes.Length;

        public ReadOnlySpan<byte> Take(int length)
        {
            if (length < 0 || length > _bytes.Length - Offset)
            {
                throw new FormatException("a batch ends in the middle of an event");
            }

            var taken = _bytes.Slice(Offset, length);
            Offset += length;
            return taken;
        }
    }
}
