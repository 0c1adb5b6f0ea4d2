using Wire.Journal.Disk;
using Wire.Journal.Format;
using Wire.Journal.Writing;

namespace Wire.Journal;

public sealed partial class EventJournal
{
    /// <summary>
    /// Seals the segment and goes on in a new one. Here only room is taken and frames are queued; the commit that reaches this place finishes the
    /// old file and gives the new one its name.
    /// </summary>
    /// <exception cref="DiskException">There is no room for a new segment; nothing has changed.</exception>
    /// <exception cref="JournalLimitException">The frame is larger than a segment.</exception>
    private void Roll(int frameBytes)
    {
        var carry = new Carry(_lastPosition + 1, _batches, _encoder.Streams.Recorded(), _ids.All()).Encode();
        var start = SegmentHeader.Bytes + FrameHeader.FrameBytesFor(carry.Length);
        var end = (long)start + frameBytes + Mark.FrameBytes;
        if (end > _options.SegmentBytes)
        {
            throw new JournalLimitException(
                $"the batch needs {frameBytes} bytes; a segment of {_options.SegmentBytes} has room for {_options.SegmentBytes - start - Mark.FrameBytes}");
        }

        var next = SegmentWriter.Create(
            _options.Disk, _directory, JournalId, _segment.Sequence + 1, _lastPosition + 1, _options.ZeroAheadBytes,
            end, Math.Min(Math.Max(end, _options.ReservedBytes), _options.SegmentBytes));
        if (_lastFrame != FrameKind.Mark)
        {
            AddMark();
        }

        _sums = default;
        _segment = next;
        _segmentEnd = SegmentHeader.Bytes;
        carry.CopyTo(AddFrame(FrameKind.Carry, carry.Length, _lastPosition + 1, 0));
    }
}
