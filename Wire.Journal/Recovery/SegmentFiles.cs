using Wire.Journal.Archives;
using Wire.Journal.Disk;
using Wire.Journal.Format;

namespace Wire.Journal.Recovery;

/// <summary>A segment's file and what its name says.</summary>
internal readonly record struct SegmentFile(string Path, long FirstPosition, bool IsArchived = false);

/// <summary>The segments of a directory.</summary>
internal static class SegmentFiles
{
    public const string BrokenHeader = "the segment's header fails its checksum";

    public const string EndsWithArchive = "the journal's last segment is archived, which is done only to those before it: what followed is missing";

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

            if (SegmentName.TryParse(name, out var position, out var isArchive))
            {
                segments.Add(new SegmentFile(System.IO.Path.Combine(directory, name), position, isArchive));
            }
        }

        // The segment counts for as long as it is there: its archive may not be on the disk yet.
        segments.Sort((a, b) => (a.FirstPosition, a.IsArchived).CompareTo((b.FirstPosition, b.IsArchived)));
        for (var i = segments.Count - 1; i > 0; i--)
        {
            if (segments[i].FirstPosition == segments[i - 1].FirstPosition)
            {
                segments.RemoveAt(i);
            }
        }

        return segments;
    }

    /// <summary>Opens it for reading, archived or not, and also when it was archived since it was listed.</summary>
    /// <param name="damaged">Told of each damaged piece of an archive, which then reads as zeros; null: it is an error.</param>
    /// <exception cref="JournalDamagedException">It is an archive, and its index is damaged.</exception>
    public static IDiskFile Open(IDisk disk, SegmentFile segment, Action<JournalFinding>? damaged = null)
    {
        if (segment.IsArchived)
        {
            return ArchivedFile.Open(disk, segment, damaged);
        }

        try
        {
            return disk.Open(segment.Path, DiskAccess.Read);
        }
        catch (DiskException error) when (error.IsMissing && ArchiveOf(disk, segment) is { } archive)
        {
            return ArchivedFile.Open(disk, archive, damaged);
        }
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

    private static SegmentFile? ArchiveOf(IDisk disk, SegmentFile segment)
    {
        var directory = System.IO.Path.GetDirectoryName(segment.Path)!;
        var name = SegmentName.ArchiveOf(segment.FirstPosition);
        return disk.List(directory).Contains(name) ? segment with { Path = System.IO.Path.Combine(directory, name), IsArchived = true } : null;
    }
}
