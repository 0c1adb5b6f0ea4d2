using Wire.Journal.Format;
using Wire.Journal.Recovery;

namespace Wire.Journal.Tools;

/// <summary>Everything that follows from something else in a journal, followed.</summary>
internal sealed class Verification : ISalvageVisitor, IDisposable
{
    private readonly List<JournalFinding> _damage = [];
    private readonly List<LostPositions> _gaps = [];
    private readonly Dictionary<string, long> _revisions = new(StringComparer.Ordinal);
    private readonly HashSet<string> _mayJump = new(StringComparer.Ordinal); // streams that may have had events in a gap
    private readonly BatchDecoder _decoder = new();
    private readonly ChainHash _chain = new();
    private SegmentSums _sums;
    private Guid _journalId;
    private bool _chainIsKnown;
    private bool _revisionsAreKnown = true;
    private bool _newMayJump;
    private int _segments;
    private long _bytes;
    private long _batches;
    private long _batchesBefore; // as carries count them: those that are lost, too
    private long _events;
    private long _lastPosition;
    private long _torn;

    public void EnterSegment(SegmentFile segment, SegmentHeader header)
    {
        var isFirst = _segments == 0 && header.Sequence == 1;
        var expected = isFirst ? ChainHash.Genesis(header.JournalId) : _chain.Head;
        if ((isFirst || _chainIsKnown) && !header.PreviousHash.Span.SequenceEqual(expected))
        {
            Damaged(new JournalFinding(segment.Path, 0, header.FirstPosition, "the segment does not continue the chain of the one before"));
        }

        _chain.Reset(header.PreviousHash.Span);
        _chainIsKnown = true;
        _journalId = header.JournalId;
        _sums = default;
        _segments++;
        _bytes += SegmentHeader.Bytes;
    }

    public void Frame(SegmentFile segment, FrameCursor cursor)
    {
        var frame = cursor.Header;
        _bytes += frame.FrameBytes;
        _lastPosition = frame.NextPosition - 1;
        CheckChain(segment, cursor);
        try
        {
            if (CheckContent(frame, cursor.Payload) is { } wrong)
            {
                Report(segment, cursor, wrong);
            }
        }
        catch (FormatException error)
        {
            Report(segment, cursor, error.Message);
        }
    }

    public void Damaged(JournalFinding finding)
    {
        _damage.Add(finding);
        _chainIsKnown = _revisionsAreKnown = false;
    }

    public void LastIsLost(long lastPosition)
    {
    }

    public void TornTail(long bytes) => _torn = bytes;

    public VerificationReport Report() => new()
    {
        JournalId = _journalId,
        Segments = _segments,
        Bytes = _bytes,
        Batches = _batches,
        Events = _events,
        LastPosition = _lastPosition,
        LastHash = Convert.ToHexStringLower(_chain.Head),
        TornBytes = _torn,
        Gaps = _gaps,
        Damage = _damage,
    };

    public void Dispose() => _chain.Dispose();

    private void CheckChain(SegmentFile segment, FrameCursor cursor)
    {
        if (_chainIsKnown && !_chain.Add(cursor.Payload).SequenceEqual(cursor.StoredHash))
        {
            Report(segment, cursor, "the content does not fit the chain: it was changed after it was written");
        }

        _chain.Reset(cursor.StoredHash);
        _chainIsKnown = true;
    }

    private string? CheckContent(in FrameHeader frame, ReadOnlySpan<byte> payload)
    {
        switch (frame.Kind)
        {
            case FrameKind.Batch:
                return CheckBatch(frame, payload);
            case FrameKind.Carry:
                return CheckCarry(frame, Carry.Decode(payload));
            case FrameKind.Mark:
                return Mark.Decode(payload) == _sums.ToMark(frame.FirstPosition - 1) || !_revisionsAreKnown ? null : "the mark's sums are not those of the segment";
            case FrameKind.Gap:
                var gap = Gap.Decode(payload);
                _gaps.Add(new LostPositions(gap.FirstLost, gap.LastLost, gap.Why));
                _mayJump.UnionWith(_revisions.Keys);
                _newMayJump = true;
                return gap.FirstLost == frame.FirstPosition && gap.LastLost == frame.NextPosition - 1 ? null : "the gap's positions are not those of its frame";
            default:
                return $"the frame is of unknown kind {(byte)frame.Kind}";
        }
    }

    private string? CheckBatch(in FrameHeader frame, ReadOnlySpan<byte> payload)
    {
        var head = BatchHead.Decode(payload);
        _sums.Add(head);
        _batches++;
        _batchesBefore++;
        _events += head.Events;
        if (head.FirstPosition != frame.FirstPosition || head.Events != frame.Events)
        {
            return "the batch's positions are not those of its frame";
        }

        var events = new List<RecordedEvent>(head.Events);
        _decoder.Decode(payload.ToArray(), 0, long.MaxValue, events);
        string? wrong = null;
        foreach (var e in events)
        {
            if (_revisionsAreKnown && !Follows(e.Stream, e.Revision))
            {
                wrong ??= $"revision {e.Revision} of stream {e.Stream} follows {_revisions.GetValueOrDefault(e.Stream) - 1}";
            }

            _mayJump.Remove(e.Stream);

            _revisions[e.Stream] = e.Revision + 1;
        }

        return wrong;
    }

    private string? CheckCarry(in FrameHeader frame, Carry carry)
    {
        if (_revisionsAreKnown
            && (carry.NextPosition != frame.FirstPosition || carry.BatchesBefore != _batchesBefore
                || _revisions.Keys.Except(carry.Streams.Select(stream => stream.Name)).Any()
                || carry.Streams.Any(stream => !Follows(stream.Name, stream.NextRevision))))
        {
            return "the segment carries over other facts than the segments before it have";
        }

        foreach (var (name, revision) in carry.Streams)
        {
            _revisions[name] = revision;
        }

        _batchesBefore = carry.BatchesBefore;
        _revisionsAreKnown = true;
        return null;
    }

    /// <summary>Revisions have no holes, except that the first after a gap may come later.</summary>
    private bool Follows(string stream, long revision) =>
        _revisions.TryGetValue(stream, out var expected) && !_mayJump.Contains(stream) || (!_newMayJump && expected == 0) ? revision == expected : revision >= expected;

    private void Report(SegmentFile segment, FrameCursor cursor, string what) =>
        _damage.Add(new JournalFinding(segment.Path, cursor.FrameOffset, cursor.Header.FirstPosition, what));
}
