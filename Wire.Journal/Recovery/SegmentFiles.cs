using Wire.Journal.Disk;
using Wire.Journal.Format;

namespace Wire.Journal.Recovery;

/// <summary>A segment's file and what its name says.</summary>
internal readonly record struct SegmentFile(string Path, long FirstPosition);

/// <summary>The segments of a directory.</summary>
internal static class SegmentFiles
{
    public const string BrokenHeader = "the segment's header fails its checksum";

    /// <summary>By first position.</summary>
    /// <param name="isBeingMade">The caller is who makes the copy.</param>
    /// <exception cref="JournalUnfinishedException">They are those of a copy that was not finished.</exception>
    public static List<SegmentFile> In(IDisk disk, string directory, bool isBeingMade = false)
    {
        var segments = new List<SegmentFile>();
        foreach (var name in disk.List(directory))
        {
            if (name == SegmentName.Unfinished && !isBeingMade)
            {
                throw new JournalUnfinishedException(directory);
            }

            if (SegmentName.TryParse(name, out var position))
            {
                segments.Add(new SegmentFile(System.IO.Path.Combine(directory, name), position));
            }
        }

        segments.Sort((a, b) => a.FirstPosition.CompareTo(b.FirstPosition));
        return segments;
    }

    /// <exception cref="JournalDamagedException">The header is not whole, or is of another segment.</exception>
    public static SegmentHeader ReadHeader(IDiskFile file, SegmentFile segment)
    {
        var bytes = new byte[SegmentHeader.Bytes];
        var read = file.Read(bytes, 0);
        var header = SegmentHeader.TryDecode(bytes.AsSpan(0, read), segment.Path)
            ?? throw new JournalDamagedException(segment.Path, 0, segment.FirstPosition, BrokenHeader);
        return header.FirstPosition == segment.FirstPosition
            ? header
            : throw new JournalDamagedException(segment.Path, 0, segment.FirstPosition, $"the file's name does not fit its header, which says position {header.FirstPosition}");
    }
}
