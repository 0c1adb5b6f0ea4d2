using Wire.Journal.Format;
using Wire.Journal.Writing;

namespace Wire.Journal;

public sealed partial class EventJournal
{
    /// <summary>Writes a batch of another journal as it is; its first position is the next one here.</summary>
    internal void EnqueueRecorded(ReadOnlySpan<byte> payload, IEnumerable<(string Stream, long NextRevision)> streams)
    {
        lock (_gate)
        {
            WaitForRoomInMemory();
            ThrowIfUnusable();
            var head = BatchHead.Decode(payload);
            MakeRoom(FrameHeader.FrameBytesFor(payload.Length));
            payload.CopyTo(AddFrame(FrameKind.Batch, payload.Length, head.FirstPosition, head.Events));
            _sums.Add(head);
            _batches++;
            if (head.IdWasGiven)
            {
                _ids.Add(new GivenId(head.Batch, head.FirstPosition, head.Events));
            }

            foreach (var (stream, revision) in streams)
            {
                _encoder.Streams.Set(stream, revision);
            }

            Advance(head.FirstPosition + head.Events - 1);
        }
    }

    /// <summary>Streams go on after these revisions, although the events before them may be lost.</summary>
    internal void KnowRevisions(IEnumerable<(string Stream, long NextRevision)> streams)
    {
        lock (_gate)
        {
            foreach (var (stream, revision) in streams)
            {
                _encoder.Streams.Set(stream, Math.Max(revision, _encoder.Streams.NextRevisionOf(stream)));
            }
        }
    }

    /// <summary>Records that positions up to this one are lost.</summary>
    internal void EnqueueGap(long lastLost, string why)
    {
        lock (_gate)
        {
            WaitForRoomInMemory();
            ThrowIfUnusable();
            var first = _lastPosition + 1;
            var payload = new Gap(first, lastLost, why).Encode();
            MakeRoom(FrameHeader.FrameBytesFor(payload.Length));
            payload.CopyTo(AddFrame(FrameKind.Gap, payload.Length, first, checked((int)(lastLost - first + 1))));
            Advance(lastLost);
        }
    }

    private void Advance(long lastPosition)
    {
        Volatile.Write(ref _lastPosition, lastPosition);
        _pending.LastPosition = lastPosition;
        WakeWriter();
    }
}
