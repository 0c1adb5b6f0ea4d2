using Wire.Journal.Archives;
using Wire.Journal.Disk;
using Wire.Journal.Format;
using Wire.Journal.Recovery;

namespace Wire.Journal;

/// <summary>What was archived.</summary>
/// <param name="Segments">How many.</param>
/// <param name="BytesBefore">Of those.</param>
/// <param name="BytesAfter">Of their archives.</param>
/// <param name="LastPosition">The last one in them; 0 when there are none.</param>
public sealed record ArchiveReport(int Segments, long BytesBefore, long BytesAfter, long LastPosition);

/// <summary>
/// Compresses old segments. Everything reads an archived segment as it was: events, proofs, times, the verifier, copies. zstd(1) unpacks one to
/// the very bytes of the segment. A journal may be written and read meanwhile.
/// </summary>
public static class JournalArchive
{
    private const int PieceBytes = 256 * 1024;

    private const string Lock = "archive.lock";

    /// <summary>Archives every segment that is sealed and whose events are all older than a time and up to a position.</summary>
    /// <exception cref="JournalNotFoundException">There is no journal.</exception>
    /// <exception cref="JournalLockedException">Another process is archiving it.</exception>
    /// <exception cref="JournalDamagedException">A segment is damaged: it and those after it stay as they are.</exception>
    /// <exception cref="JournalFullException">No room for an archive beside its segment.</exception>
    public static ArchiveReport Archive(string directory, DateTimeOffset olderThan, long upTo = long.MaxValue, IDisk? disk = null, CancellationToken cancellationToken = default) =>
        Archive(directory, olderThan, upTo, disk ?? LinuxDisk.Instance, PieceBytes, cancellationToken);

    /// <param name="pieceBytes">What is unpacked at once.</param>
    internal static ArchiveReport Archive(string directory, DateTimeOffset olderThan, long upTo, IDisk disk, int pieceBytes, CancellationToken cancellationToken)
    {
        if (SegmentFiles.In(disk, directory).Count == 0)
        {
            throw new JournalNotFoundException($"{directory} holds no journal");
        }

        using var only = disk.Lock(Path.Combine(directory, Lock));
        foreach (var left in disk.List(directory).Where(name => name.EndsWith(SegmentName.ArchivingSuffix, StringComparison.Ordinal)))
        {
            disk.Delete(Path.Combine(directory, left));
        }

        var report = new ArchiveReport(0, 0, 0, 0);
        try
        {
            var archiver = new SegmentArchiver(disk, directory, pieceBytes);
            foreach (var segment in SegmentFiles.In(disk, directory).SkipLast(1).Where(segment => !segment.IsArchived))
            {
                cancellationToken.ThrowIfCancellationRequested();
                var (seal, bytes) = Seals(disk, segment);
                if (seal.LastPosition <= upTo && UnixTime.FromNs(seal.TimeMaxNs) < olderThan)
                {
                    report = new ArchiveReport(report.Segments + 1, report.BytesBefore + bytes, report.BytesAfter + archiver.Archive(segment), seal.LastPosition);
                }
            }
        }
        catch (DiskException error) when (error.IsFull)
        {
            throw new JournalFullException(directory, error);
        }

        return report;
    }

    private static (Mark Seal, long Bytes) Seals(IDisk disk, SegmentFile segment)
    {
        using var file = disk.Open(segment.Path, DiskAccess.Read);
        return (Seal.Read(file, segment.Path, SegmentFiles.ReadHeader(file, segment), out _), file.Length);
    }
}
