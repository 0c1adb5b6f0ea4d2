using Wire.Journal.Disk;
using Wire.Journal.Format;
using Wire.Journal.Recovery;

namespace Wire.Journal.Tools;

/// <summary>The facts of a header that its CRC does not vouch for any more, proved by the first frame that is bound to them.</summary>
internal static class BrokenHeader
{
    /// <summary>Null: nothing fits, and the segment's frames cannot be told from garbage.</summary>
    public static SegmentHeader? Guess(IDisk disk, IDiskFile file, List<SegmentFile> segments, int index)
    {
        var bytes = new byte[SegmentHeader.Bytes];
        file.Read(bytes, 0);
        var asItSays = SegmentHeader.DecodeUnchecked(bytes);
        var firstPosition = segments[index].FirstPosition;
        return Others(disk, segments, index)
            .Select(other => other with { Sequence = other.Sequence + index })
            .Prepend(asItSays)
            .Append(asItSays with { Sequence = index + 1 })
            .Select(guess => guess with { FirstPosition = firstPosition, PreviousHash = asItSays.PreviousHash })
            .FirstOrDefault(guess => new FrameCursor(file, guess).TryHeaderAt(SegmentHeader.Bytes, out _));
    }

    /// <summary>Headers of the other segments, with the sequence number that the first segment has by them.</summary>
    private static IEnumerable<SegmentHeader> Others(IDisk disk, List<SegmentFile> segments, int index)
    {
        for (var i = 0; i < segments.Count; i++)
        {
            if (i == index)
            {
                continue;
            }

            var bytes = new byte[SegmentHeader.Bytes];
            using var file = SegmentFiles.Open(disk, segments[i], damaged: _ => { });
            file.Read(bytes, 0);
            if (SegmentHeader.TryDecode(bytes, segments[i].Path) is { } header)
            {
                yield return header with { Sequence = header.Sequence - i };
            }
        }
    }
}
