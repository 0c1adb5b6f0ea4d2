using Wire.Journal.Disk;
using Wire.Journal.Format;

namespace Wire.Journal.Recovery;

/// <summary>Everything the writer has to know of the last segment, from one pass over it.</summary>
internal sealed class SegmentScan
{
    private readonly Queue<GivenId> _ids = new();
    private readonly Dictionary<string, long> _streams = new(StringComparer.Ordinal);
    private readonly Queue<(long End, long LastPosition)> _unproven = new();
    private readonly BatchDecoder _decoder = new();
    private SegmentSums _sums;

    private SegmentScan(SegmentHeader header) => (Header, LastHash) = (header, header.PreviousHash.ToArray());

    public SegmentHeader Header { get; }

    /// <summary>Where the next frame goes.</summary>
    public long End { get; private set; }

    public long NextPosition { get; private set; }

    /// <summary>The kind of the last frame.</summary>
    public FrameKind LastKind { get; private set; }

    public byte[] LastHash { get; private set; }

    public SegmentSums Sums => _sums;

    public long BatchesBefore { get; private set; }

    /// <summary>Next revisions by stream.</summary>
    public IReadOnlyDictionary<string, long> Streams => _streams;

    /// <summary>The remembered batch ids, oldest first.</summary>
    public IReadOnlyCollection<GivenId> Ids => _ids;

    /// <summary>What follows <see cref="End"/>.</summary>
    public Tail Tail { get; private set; }

    /// <summary>Where the frames start that no later frame shows to be on the disk.</summary>
    public long UnprovenFrom { get; private set; } = SegmentHeader.Bytes;

    /// <summary>Reads a segment to its end.</summary>
    /// <param name="isLast">Only the last may end without a seal, or with a torn tail (left in <see cref="Tail"/>).</param>
    /// <exception cref="JournalDamagedException">A frame is damaged.</exception>
    public static SegmentScan Read(IDiskFile file, SegmentFile segment, SegmentHeader header, bool isLast)
    {
        var scan = new SegmentScan(header);
        var cursor = new FrameCursor(file, header);
        FrameState state;
        while ((state = cursor.Next()) == FrameState.Whole)
        {
            try
            {
                scan.Take(cursor);
            }
            catch (FormatException error)
            {
                throw new JournalDamagedException(segment.Path, cursor.FrameOffset, cursor.Header.FirstPosition, error.Message);
            }
        }

        scan.End = cursor.Offset;
        scan.NextPosition = cursor.NextPosition;
        scan.Tail = Tail.Judge(file, cursor, state);
        if (scan.Tail.Damage is { } damage)
        {
            throw new JournalDamagedException(segment.Path, cursor.Offset, cursor.NextPosition, damage);
        }

        if (!isLast && scan.End != file.Length)
        {
            throw new JournalDamagedException(segment.Path, scan.End, scan.NextPosition, "a sealed segment has a frame that is not whole");
        }

        return scan;
    }

    private void Take(FrameCursor cursor)
    {
        var frame = cursor.Header;
        LastKind = frame.Kind;
        LastHash = cursor.StoredHash.ToArray();
        while (_unproven.TryPeek(out var earlier) && earlier.LastPosition <= frame.SyncedPosition)
        {
            UnprovenFrom = _unproven.Dequeue().End;
        }

        switch (frame.Kind)
        {
            case FrameKind.Batch:
                _unproven.Enqueue((cursor.Offset, frame.NextPosition - 1));
                TakeBatch(cursor.Payload);
                break;
            case FrameKind.Carry:
                var carry = Carry.Decode(cursor.Payload);
                BatchesBefore = carry.BatchesBefore;
                foreach (var (name, revision) in carry.Streams)
                {
                    _streams[name] = revision;
                }

                foreach (var id in carry.Ids)
                {
                    _ids.Enqueue(id);
                }

                break;
            case FrameKind.Mark or FrameKind.Gap:
                break;
            default:
                throw new FormatException($"a frame is of unknown kind {(byte)frame.Kind}");
        }
    }

    private void TakeBatch(ReadOnlySpan<byte> payload)
    {
        var head = BatchHead.Decode(payload);
        _sums.Add(head);
        foreach (var (name, revision) in _decoder.NextRevisions(payload))
        {
            _streams[name] = revision;
        }

        if (head.IdWasGiven)
        {
            _ids.Enqueue(new GivenId(head.Batch, head.FirstPosition, head.Events));
        }
    }
}
