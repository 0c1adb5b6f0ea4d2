using Wire.Journal.Disk;
using Wire.Journal.Format;
using Wire.Journal.Recovery;
using Wire.Journal.Tools;

namespace Wire.Journal;

/// <summary>A copied prefix.</summary>
/// <param name="JournalId">Of both.</param>
/// <param name="LastPosition">The end of the batch that holds the asked position.</param>
/// <param name="Segments">Files copied.</param>
/// <param name="Bytes">Bytes copied.</param>
/// <param name="LastHash">The copy's last chain hash, hexadecimal: for the backup's manifest.</param>
public sealed record CopyResult(Guid JournalId, long LastPosition, int Segments, long Bytes, string LastHash);

/// <summary>Copies the beginning of a journal, also one that is being written: the copy is a journal by itself.</summary>
public static class JournalCopy
{
    private const int PieceBytes = 1024 * 1024;

    /// <summary>Copies everything up to the end of the batch that holds a position, byte by byte, checking each frame, and syncs it.</summary>
    /// <param name="destinationDirectory">A directory that holds no journal; made if missing.</param>
    /// <param name="position">0 = an empty journal of the same id.</param>
    /// <exception cref="JournalNotFoundException">The source holds no journal, or the position is not there yet.</exception>
    /// <exception cref="JournalExistsException">The destination holds a journal.</exception>
    /// <exception cref="JournalUnfinishedException">The source or the destination is a copy that was not finished.</exception>
    /// <exception cref="JournalDamagedException">The source is damaged in the prefix.</exception>
    /// <exception cref="JournalFullException">No room for the copy.</exception>
    public static CopyResult CopyPrefix(string sourceDirectory, string destinationDirectory, long position, IDisk? disk = null)
    {
        disk ??= LinuxDisk.Instance;
        var segments = SegmentFiles.In(disk, sourceDirectory);
        if (segments.Count == 0)
        {
            throw new JournalNotFoundException($"{sourceDirectory} holds no journal");
        }

        segments.RemoveAll(segment => segment.FirstPosition > Math.Max(1, position));
        var copy = UnfinishedCopy.Begin(disk, destinationDirectory);
        try
        {
            var result = Copy(disk, segments, sourceDirectory, destinationDirectory, position);
            copy.Finish();
            return result;
        }
        catch (DiskException error) when (error.IsFull)
        {
            throw new JournalFullException(destinationDirectory, error);
        }
    }

    private static CopyResult Copy(IDisk disk, List<SegmentFile> segments, string source, string destination, long position)
    {
        var result = new CopyResult(Guid.Empty, 0, 0, 0, "");
        for (var i = 0; i < segments.Count; i++)
        {
            using var from = SegmentFiles.Open(disk, segments[i]);
            var header = SegmentFiles.ReadHeader(from, segments[i]);
            var cursor = new FrameCursor(from, header);
            var hash = EndOf(cursor, i < segments.Count - 1 ? long.MaxValue : position);
            if (i < segments.Count - 1 && (cursor.NextPosition != segments[i + 1].FirstPosition || cursor.Offset != from.Length))
            {
                throw new JournalDamagedException(segments[i].Path, cursor.Offset, cursor.NextPosition, "a sealed segment has a frame that is not whole");
            }

            // The last one will be written on, so it is no archive.
            var stays = segments[i].IsArchived && i < segments.Count - 1;
            using var stored = stays ? disk.Open(segments[i].Path, DiskAccess.Read) : null;
            var bytes = stored?.Length ?? cursor.Offset;
            var name = stays ? SegmentName.ArchiveOf(segments[i].FirstPosition) : SegmentName.Of(segments[i].FirstPosition);
            using var to = disk.Open(Path.Combine(destination, name), DiskAccess.Create);
            CopyBytes(stored ?? from, to, bytes);
            to.Sync();
            result = new CopyResult(header.JournalId, cursor.NextPosition - 1, i + 1, result.Bytes + bytes, Convert.ToHexStringLower(hash));
        }

        return result.LastPosition >= position
            ? result
            : throw new JournalNotFoundException($"{source} has no position {position}: it ends at {result.LastPosition}");
    }

    /// <summary>Moves past the frame that holds the position, and past all with <see cref="long.MaxValue"/>.</summary>
    private static byte[] EndOf(FrameCursor cursor, long position)
    {
        var hash = Array.Empty<byte>();
        while (hash.Length == 0 || cursor.NextPosition <= position)
        {
            if (cursor.Next() != FrameState.Whole)
            {
                break;
            }

            hash = cursor.StoredHash.ToArray();
        }

        return hash;
    }

    private static void CopyBytes(IDiskFile from, IDiskFile to, long length)
    {
        var piece = new byte[Math.Min(PieceBytes, length)];
        for (var offset = 0L; offset < length; offset += piece.Length)
        {
            var bytes = piece.AsSpan(0, (int)Math.Min(piece.Length, length - offset));
            if (from.Read(bytes, offset) != bytes.Length)
            {
                throw new EndOfStreamException("the segment became shorter while it was copied");
            }

            to.Write(bytes, offset);
        }
    }
}
