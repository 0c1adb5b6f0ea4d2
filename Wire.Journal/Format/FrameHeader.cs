using System.Buffers.Binary;

namespace Wire.Journal.Format;

internal enum FrameKind : byte
{
    Batch = 1,
    Carry = 2,
    Mark = 3,
    Gap = 4,
}

/// <summary>The 64 bytes before a frame's payload (FORMAT.md, Frame).</summary>
internal readonly record struct FrameHeader(
    FrameKind Kind, int PayloadBytes, uint PayloadCrc, long FirstPosition, long SyncedPosition, int Events, int ZeroPieces)
{
    public const int Bytes = 64;
    public const int Alignment = 64;
    public const uint Magic = 0x4D524657; // "WFRM"

    /// <summary>Header, payload, chain hash, and zeros up to a multiple of 64.</summary>
    public int FrameBytes => FrameBytesFor(PayloadBytes);

    /// <summary>The position that the next frame must start with. A gap says so in its payload.</summary>
    public long NextPosition => FirstPosition + Events;

    public static int FrameBytesFor(int payloadBytes) => (Bytes + payloadBytes + ChainHash.Bytes + Alignment - 1) & -Alignment;

    /// <param name="place">The CRC of where the frame lies: <see cref="Place"/>.</param>
    public void Encode(Span<byte> bytes, uint place)
    {
        bytes = bytes[..Bytes];
        bytes.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, Magic);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[8..], PayloadBytes);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[12..], PayloadCrc);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[16..], FirstPosition);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[24..], SyncedPosition);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[32..], Events);
        bytes[36] = (byte)Kind;
        BinaryPrimitives.WriteInt32LittleEndian(bytes[40..], ZeroPieces);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[4..], ~Crc32C.Continue(place, bytes[8..]));
    }

    /// <summary>False: no header that belongs to this place.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> bytes, uint place, out FrameHeader header)
    {
        header = default;
        if (bytes.Length < Bytes
            || BinaryPrimitives.ReadUInt32LittleEndian(bytes) != Magic
            || BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]) != ~Crc32C.Continue(place, bytes[8..Bytes]))
        {
            return false;
        }

        header = new FrameHeader(
            (FrameKind)bytes[36],
            BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]),
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[12..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[24..]),
            BinaryPrimitives.ReadInt32LittleEndian(bytes[32..]),
            BinaryPrimitives.ReadInt32LittleEndian(bytes[40..]));
        return header.PayloadBytes >= 0 && header.PayloadBytes <= JournalLimits.BatchBytesMax && header.Events >= 0;
    }

    /// <summary>What binds a header to its journal and segment; <see cref="AtOffset"/> adds the offset.</summary>
    public static uint Place(Guid journalId, long sequence)
    {
        Span<byte> place = stackalloc byte[24];
        journalId.TryWriteBytes(place, bigEndian: true, out _);
        BinaryPrimitives.WriteInt64LittleEndian(place[16..], sequence);
        return Crc32C.Continue(~0u, place);
    }

    public static uint AtOffset(uint place, long offset)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, offset);
        return Crc32C.Continue(place, bytes);
    }
}
