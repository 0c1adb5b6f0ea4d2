using Wire.Journal.Disk;
using Wire.Journal.Format;
using Wire.Journal.Recovery;

namespace Wire.Journal.Reading;

/// <summary>Positions by time. Times are not in order where a clock stepped, so segments are skipped by their smallest time, from the newest.</summary>
internal static class TimeSearch
{
    public static long? PositionAt(IDisk disk, string directory, long timeNs, long lastPosition)
    {
        var segments = SegmentFiles.In(disk, directory);
        for (var i = segments.Count - 1; i >= 0; i--)
        {
            using var file = SegmentFiles.Open(disk, segments[i]);
            var header = SegmentFiles.ReadHeader(file, segments[i]);
            if (i < segments.Count - 1)
            {
                var seal = Seal.Read(file, segments[i].Path, header, out _);
                if (seal.Batches == 0 || seal.TimeMinNs > timeNs)
                {
                    continue;
                }
            }

            if (LastIn(file, header, timeNs, lastPosition) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static long? LastIn(IDiskFile file, SegmentHeader header, long timeNs, long lastPosition)
    {
        long? found = null;
        var cursor = new FrameCursor(file, header);
        while (cursor.Next() == FrameState.Whole && cursor.Header.FirstPosition <= lastPosition)
        {
            if (cursor.Header.Kind == FrameKind.Batch && BatchHead.Decode(cursor.Payload).TimeNs <= timeNs)
            {
                found = cursor.NextPosition - 1;
            }
        }

        return found;
    }
}
