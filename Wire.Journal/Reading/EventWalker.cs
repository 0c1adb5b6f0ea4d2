using Wire.Journal.Disk;
using Wire.Journal.Format;

namespace Wire.Journal.Reading;

/// <summary>Walks the batches of a journal and decodes those from a position on.</summary>
internal sealed class EventWalker(IDisk disk, string directory, long fromPosition) : IDisposable
{
    private readonly SegmentWalker _walker = new(disk, directory, fromPosition);
    private readonly BatchDecoder _decoder = new();

    /// <summary>The position that comes next.</summary>
    public long NextPosition => Math.Max(fromPosition, _walker.Cursor.NextPosition);

    /// <summary>Replaces the list's content by the next batch's events up to a position. False: there is no batch yet.</summary>
    public bool TryNextBatch(long toPosition, List<RecordedEvent> events)
    {
        events.Clear();
        while (_walker.MoveNext())
        {
            var frame = _walker.Cursor.Header;
            if (frame.Kind != FrameKind.Batch || frame.NextPosition <= fromPosition)
            {
                continue;
            }

            try
            {
                _decoder.Decode(_walker.Cursor.Payload.ToArray(), fromPosition, toPosition, events);
                return true;
            }
            catch (FormatException error)
            {
                throw new JournalDamagedException(_walker.Segment.Path, _walker.Cursor.FrameOffset, frame.FirstPosition, error.Message);
            }
        }

        return false;
    }

    public void Dispose() => _walker.Dispose();
}
