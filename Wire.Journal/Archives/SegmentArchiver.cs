using Wire.Journal.Disk;
using Wire.Journal.Format;
using Wire.Journal.Recovery;
using ZstdSharp;

namespace Wire.Journal.Archives;

/// <summary>Puts an archive in the place of a sealed segment. At any moment one of the two is whole, under its name and on the disk.</summary>
internal sealed class SegmentArchiver(IDisk disk, string directory, int pieceBytes)
{
    /// <summary>Of zstd: from here on more time buys little room for events that are much like each other.</summary>
    private const int Level = 6;

    /// <returns>Bytes of the archive.</returns>
    /// <exception cref="JournalDamagedException">The segment is damaged; it stays as it is.</exception>
    public long Archive(SegmentFile segment)
    {
        var made = Path.Combine(directory, SegmentName.ArchivingOf(segment.FirstPosition));
        var archive = new SegmentFile(Path.Combine(directory, SegmentName.ArchiveOf(segment.FirstPosition)), segment.FirstPosition, IsArchived: true);
        using var from = disk.Open(segment.Path, DiskAccess.Read);
        var header = SegmentFiles.ReadHeader(from, segment);
        SegmentScan.Read(from, segment, header, isLast: false);
        long bytes;
        try
        {
            bytes = Write(from, Positions(from, header), made);
            using var written = ArchivedFile.Open(disk, archive with { Path = made }, damaged: null);
            RequireSame(from, written, made);
        }
        catch
        {
            disk.Delete(made);
            throw;
        }

        disk.Rename(made, archive.Path);
        disk.SyncDirectory(directory);
        disk.Delete(segment.Path);
        disk.SyncDirectory(directory);
        return bytes;
    }

    private long Write(IDiskFile from, long[] positions, string path)
    {
        using var to = disk.Open(path, DiskAccess.Create);
        using var zstd = new Compressor(Level);
        var pieces = new List<ArchivedPiece>();
        var plain = new byte[pieceBytes];
        var packed = new byte[Compressor.GetCompressBound(pieceBytes)];
        long end = 0;
        for (long offset = 0; offset < from.Length; offset += pieceBytes)
        {
            var length = zstd.Wrap(plain.AsSpan(0, from.Read(plain, offset)), packed);
            to.Write(packed.AsSpan(0, length), end);
            pieces.Add(new ArchivedPiece(end, length, Crc32C.Of(packed.AsSpan(0, length)), positions[pieces.Count]));
            end += length;
        }

        var index = new ArchiveIndex(pieceBytes, from.Length, pieces).Encode();
        to.Write(index, end);
        to.Sync();
        return end + index.Length;
    }

    /// <summary>For each piece, the position of the frame that its first byte belongs to.</summary>
    private long[] Positions(IDiskFile from, SegmentHeader header)
    {
        var positions = new long[(from.Length + pieceBytes - 1) / pieceBytes];
        positions[0] = header.FirstPosition;
        var cursor = new FrameCursor(from, header);
        for (var piece = 1; piece < positions.Length && cursor.Next() == FrameState.Whole;)
        {
            for (; piece < positions.Length && (long)piece * pieceBytes < cursor.Offset; piece++)
            {
                positions[piece] = cursor.Header.FirstPosition;
            }
        }

        return positions;
    }

    /// <summary>What will be read later is what is read now, or the segment stays.</summary>
    private void RequireSame(IDiskFile from, ArchivedFile written, string path)
    {
        var one = new byte[pieceBytes];
        var other = new byte[pieceBytes];
        for (long offset = 0; offset < from.Length; offset += pieceBytes)
        {
            var length = from.Read(one, offset);
            if (written.Read(other, offset) != length || !one.AsSpan(0, length).SequenceEqual(other.AsSpan(0, length)))
            {
                throw new JournalDamagedException(path, offset, 0, "the archive that was just written is another than its segment: the disk or the memory is not to be trusted");
            }
        }
    }
}
