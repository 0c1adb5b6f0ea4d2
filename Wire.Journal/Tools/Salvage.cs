using Wire.Journal.Format;
using Wire.Journal.Recovery;

namespace Wire.Journal.Tools;

/// <summary>Writes every whole batch of a walk into a new journal, and a gap where some are missing.</summary>
internal sealed class Salvage(string destination, JournalOptions options) : ISalvageVisitor, IDisposable
{
    private readonly List<JournalFinding> _damage = [];
    private readonly List<LostPositions> _lost = [];
    private readonly BatchDecoder _decoder = new();
    private UnfinishedCopy? _unfinished;
    private EventJournal? _copy;
    private JournalFinding? _lastDamage;
    private long _batches;
    private long _events;

    public void EnterSegment(SegmentFile segment, SegmentHeader header)
    {
        _unfinished ??= UnfinishedCopy.Begin(options.Disk, destination);
        _copy ??= EventJournal.Create(destination, options, header.JournalId);
    }

    public void Frame(SegmentFile segment, FrameCursor cursor)
    {
        var frame = cursor.Header;
        if (frame.Kind == FrameKind.Gap)
        {
            CopyGap(cursor);
        }
        else if (frame.Kind == FrameKind.Batch)
        {
            CopyBatch(segment, cursor);
        }
        else
        {
            TakeFacts(segment, cursor);
        }
    }

    public void Damaged(JournalFinding finding)
    {
        _damage.Add(finding);
        _lastDamage = finding;
    }

    public void LastIsLost(long lastPosition) => Miss(lastPosition);

    public void TornTail(long bytes)
    {
    }

    public RepairReport Finish()
    {
        if (_copy is null)
        {
            throw new JournalNotFoundException($"nothing of the journal could be read: {_damage[0]}");
        }

        if (_lastDamage is { } atTheEnd && atTheEnd.Position > _copy.LastPosition)
        {
            _lost.Add(new LostPositions(_copy.LastPosition + 1, null, atTheEnd.ToString()));
        }

        _copy.Dispose();
        if (_copy.Failure is { } failure)
        {
            throw failure;
        }

        _unfinished!.Finish();
        return new RepairReport
        {
            JournalId = _copy.JournalId,
            KeptBatches = _batches,
            KeptEvents = _events,
            LastPosition = _copy.LastPosition,
            Lost = _lost,
            Damage = _damage,
        };
    }

    public void Dispose() => _copy?.Dispose();

    private void CopyBatch(SegmentFile segment, FrameCursor cursor)
    {
        var first = cursor.Header.FirstPosition;
        if (first <= _copy!.LastPosition)
        {
            Damaged(new JournalFinding(segment.Path, cursor.FrameOffset, first, "the position is there twice; the first is kept"));
            return;
        }

        try
        {
            var streams = _decoder.NextRevisions(cursor.Payload);
            Miss(first - 1);
            _copy.EnqueueRecorded(cursor.Payload, streams);
            _batches++;
            _events += cursor.Header.Events;
        }
        catch (FormatException error)
        {
            Damaged(new JournalFinding(segment.Path, cursor.FrameOffset, first, error.Message));
        }
    }

    /// <summary>A carry and a mark tell what was before them, also where that is lost: how far positions and revisions went.</summary>
    private void TakeFacts(SegmentFile segment, FrameCursor cursor)
    {
        Miss(cursor.Header.FirstPosition - 1);
        if (cursor.Header.Kind == FrameKind.Carry)
        {
            try
            {
                _copy!.KnowRevisions(Carry.Decode(cursor.Payload).Streams);
            }
            catch (FormatException error)
            {
                Damaged(new JournalFinding(segment.Path, cursor.FrameOffset, cursor.Header.FirstPosition, error.Message));
            }
        }
    }

    private void CopyGap(FrameCursor cursor)
    {
        Miss(cursor.Header.FirstPosition - 1);
        _copy!.EnqueueGap(cursor.Header.NextPosition - 1, Gap.Decode(cursor.Payload).Why);
    }

    private void Miss(long lastMissing)
    {
        var first = _copy!.LastPosition + 1;
        if (lastMissing >= first)
        {
            var why = _lastDamage?.ToString() ?? "missing";
            _lost.Add(new LostPositions(first, lastMissing, why));
            _copy.EnqueueGap(lastMissing, why);
        }
    }
}
