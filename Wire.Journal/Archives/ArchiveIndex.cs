using System.Buffers.Binary;
using Wire.Journal.Disk;
using Wire.Journal.Format;
using ZstdSharp.Unsafe;

namespace Wire.Journal.Archives;

/// <summary>A piece of a segment as it lies in an archive: one frame of zstd.</summary>
/// <param name="Offset">In the archive, bytes.</param>
/// <param name="Bytes">In the archive.</param>
/// <param name="Crc">CRC32C of those bytes; null: not known.</param>
/// <param name="Position">The first that is lost with it: of the frame that its first byte belongs to.</param>
internal readonly record struct ArchivedPiece(long Offset, int Bytes, uint? Crc, long Position);

/// <summary>Where the pieces of an archived segment lie (FORMAT.md, Archive): the end of the file, in a frame that zstd(1) passes over.</summary>
/// <param name="PieceBytes">Of each piece but the last, as it was before.</param>
/// <param name="SegmentBytes">Of all of them.</param>
internal sealed record ArchiveIndex(int PieceBytes, long SegmentBytes, IReadOnlyList<ArchivedPiece> Pieces)
{
    private const uint SkippableFrame = 0x184D2A5A;
    private const int Version = 1;
    private const int FrameHeaderBytes = 8;
    private const int EntryBytes = 16;
    private const int EndBytes = 32;

    /// <summary>A segment is smaller, by far; what says otherwise is no index.</summary>
    private const int PiecesMax = 1 << 20;

    private static ReadOnlySpan<byte> Magic => "WIREARCH"u8;

    public byte[] Encode()
    {
        var bytes = new byte[FrameHeaderBytes + (Pieces.Count * EntryBytes) + EndBytes];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, SkippableFrame);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), bytes.Length - FrameHeaderBytes);
        for (var i = 0; i < Pieces.Count; i++)
        {
            var entry = bytes.AsSpan(FrameHeaderBytes + (i * EntryBytes));
            BinaryPrimitives.WriteInt32LittleEndian(entry, Pieces[i].Bytes);
            BinaryPrimitives.WriteUInt32LittleEndian(entry[4..], Pieces[i].Crc!.Value);
            BinaryPrimitives.WriteInt64LittleEndian(entry[8..], Pieces[i].Position);
        }

        var end = bytes.AsSpan(bytes.Length - EndBytes);
        Magic.CopyTo(end);
        BinaryPrimitives.WriteInt32LittleEndian(end[8..], Version);
        BinaryPrimitives.WriteInt32LittleEndian(end[12..], PieceBytes);
        BinaryPrimitives.WriteInt64LittleEndian(end[16..], SegmentBytes);
        BinaryPrimitives.WriteInt32LittleEndian(end[24..], Pieces.Count);
        BinaryPrimitives.WriteUInt32LittleEndian(end[28..], Crc32C.Of(bytes.AsSpan(0, bytes.Length - 4)));
        return bytes;
    }

    /// <summary>Reads it; null: it is not whole.</summary>
    /// <exception cref="JournalFormatException">It is of a newer version.</exception>
    public static ArchiveIndex? TryRead(IDiskFile file, string path)
    {
        var end = new byte[EndBytes];
        if (file.Length < FrameHeaderBytes + EndBytes || file.Read(end, file.Length - EndBytes) != EndBytes || !end.AsSpan().StartsWith(Magic))
        {
            return null;
        }

        var count = BinaryPrimitives.ReadInt32LittleEndian(end.AsSpan(24));
        var offset = file.Length - EndBytes - FrameHeaderBytes - ((long)count * EntryBytes);
        if (count is < 0 or > PiecesMax || offset < 0)
        {
            return null;
        }

        var bytes = new byte[file.Length - offset];
        if (file.Read(bytes, offset) != bytes.Length || Crc32C.Of(bytes.AsSpan(0, bytes.Length - 4)) != BinaryPrimitives.ReadUInt32LittleEndian(end.AsSpan(28)))
        {
            return null;
        }

        var version = BinaryPrimitives.ReadInt32LittleEndian(end.AsSpan(8));
        return version == Version
            ? Decode(bytes, offset)
            : throw new JournalFormatException($"{path} is an archive of version {version}; this program reads version {Version}: use the newer one");
    }

    /// <summary>What the frames themselves tell, for an archive that has lost its index.</summary>
    /// <param name="firstPosition">Of the segment.</param>
    public static unsafe ArchiveIndex Rebuild(IDiskFile file, long firstPosition)
    {
        var bytes = new byte[file.Length];
        var length = file.Read(bytes, 0);
        var pieces = new List<ArchivedPiece>();
        long segmentBytes = 0;
        var pieceBytes = 1;
        fixed (byte* start = bytes)
        {
            for (var offset = 0; offset < length;)
            {
                var size = (ulong)Methods.ZSTD_findFrameCompressedSize(start + offset, (nuint)(length - offset));
                var content = Methods.ZSTD_getFrameContentSize(start + offset, (nuint)(length - offset));
                if (Methods.ZSTD_isError((nuint)size) || content is 0 or > int.MaxValue)
                {
                    break;
                }

                pieces.Add(new ArchivedPiece(offset, (int)size, null, firstPosition));
                pieceBytes = Math.Max(pieceBytes, (int)content);
                segmentBytes += (long)content;
                offset += (int)size;
            }
        }

        return new ArchiveIndex(pieceBytes, segmentBytes, pieces);
    }

    private static ArchiveIndex? Decode(byte[] bytes, long length)
    {
        var end = bytes.AsSpan(bytes.Length - EndBytes);
        var pieces = new ArchivedPiece[BinaryPrimitives.ReadInt32LittleEndian(end[24..])];
        var offset = 0L;
        for (var i = 0; i < pieces.Length; i++)
        {
            var entry = bytes.AsSpan(FrameHeaderBytes + (i * EntryBytes));
            pieces[i] = new ArchivedPiece(
                offset, BinaryPrimitives.ReadInt32LittleEndian(entry), BinaryPrimitives.ReadUInt32LittleEndian(entry[4..]), BinaryPrimitives.ReadInt64LittleEndian(entry[8..]));
            offset += pieces[i].Bytes;
        }

        var index = new ArchiveIndex(BinaryPrimitives.ReadInt32LittleEndian(end[12..]), BinaryPrimitives.ReadInt64LittleEndian(end[16..]), pieces);
        return offset == length && index.PieceBytes > 0 && (index.SegmentBytes + index.PieceBytes - 1) / index.PieceBytes == pieces.Length ? index : null;
    }
}
