using System.Buffers.Binary;

namespace Wire.Journal.Format;

/// <summary>The first 4096 bytes of a segment (FORMAT.md, Segment).</summary>
internal sealed record SegmentHeader(Guid JournalId, long Sequence, long FirstPosition, long MadeAtNs, ReadOnlyMemory<byte> PreviousHash)
{
    public const int Bytes = 4096;
    public const int FormatVersion = 1;

    private const int CrcOffset = Bytes - sizeof(uint);

    public static ReadOnlySpan<byte> Magic => "WIREJRNL"u8;

    public byte[] Encode()
    {
        var bytes = new byte[Bytes];
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), FormatVersion);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(12), Bytes);
        JournalId.TryWriteBytes(bytes.AsSpan(16), bigEndian: true, out _);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(32), Sequence);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(40), FirstPosition);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(48), MadeAtNs);
        PreviousHash.Span.CopyTo(bytes.AsSpan(64));
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(CrcOffset), Crc32C.Of(bytes.AsSpan(0, CrcOffset)));
        return bytes;
    }

    /// <summary>Null: no header, or one that its CRC does not vouch for.</summary>
    /// <exception cref="JournalFormatException">A newer format.</exception>
    public static SegmentHeader? TryDecode(ReadOnlySpan<byte> bytes, string file)
    {
        if (bytes.Length < Bytes || !bytes.StartsWith(Magic)
            || BinaryPrimitives.ReadUInt32LittleEndian(bytes[CrcOffset..]) != Crc32C.Of(bytes[..CrcOffset]))
        {
            return null;
        }

        var version = BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]);
        if (version != FormatVersion || BinaryPrimitives.ReadInt32LittleEndian(bytes[12..]) != Bytes)
        {
            throw new JournalFormatException(
                $"{file} is of journal format {version}, and this program knows format {FormatVersion}: use the program that wrote it, or a newer one");
        }

        return DecodeUnchecked(bytes);
    }

    /// <summary>What the bytes say, right or not: for saving what is left of a damaged journal.</summary>
    public static SegmentHeader DecodeUnchecked(ReadOnlySpan<byte> bytes) =>
        new(
            new Guid(bytes.Slice(16, 16), bigEndian: true),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[32..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[40..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[48..]),
            bytes.Slice(64, ChainHash.Bytes).ToArray());
}
