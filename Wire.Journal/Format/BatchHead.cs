using System.Buffers.Binary;

namespace Wire.Journal.Format;

/// <summary>The fixed 96 bytes at the start of a batch (FORMAT.md, Batch).</summary>
internal readonly record struct BatchHead(
    long FirstPosition, Guid Batch, Guid Boot, long TimeNs, long MonotonicNs, Guid Change, long Cause,
    int Events, bool IdWasGiven, int ActorBytes, int SourceBytes, int Streams, int Names)
{
    public const int Bytes = 96;

    public void Encode(Span<byte> bytes)
    {
        BinaryPrimitives.WriteInt64LittleEndian(bytes, FirstPosition);
        Batch.TryWriteBytes(bytes[8..], bigEndian: true, out _);
        Boot.TryWriteBytes(bytes[24..], bigEndian: true, out _);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[40..], TimeNs);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[48..], MonotonicNs);
        Change.TryWriteBytes(bytes[56..], bigEndian: true, out _);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[72..], Cause);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[80..], Events);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[84..], IdWasGiven ? (ushort)1 : (ushort)0);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[86..], (ushort)ActorBytes);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[88..], (ushort)SourceBytes);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[90..], (ushort)Streams);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[92..], (ushort)Names);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[94..], 0);
    }

    /// <exception cref="FormatException">Too short.</exception>
    public static BatchHead Decode(ReadOnlySpan<byte> bytes) => bytes.Length < Bytes
        ? throw new FormatException("a batch is shorter than its head")
        : new BatchHead(
            BinaryPrimitives.ReadInt64LittleEndian(bytes),
            new Guid(bytes.Slice(8, 16), bigEndian: true),
            new Guid(bytes.Slice(24, 16), bigEndian: true),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[40..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[48..]),
            new Guid(bytes.Slice(56, 16), bigEndian: true),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[72..]),
            BinaryPrimitives.ReadInt32LittleEndian(bytes[80..]),
            (BinaryPrimitives.ReadUInt16LittleEndian(bytes[84..]) & 1) != 0,
            BinaryPrimitives.ReadUInt16LittleEndian(bytes[86..]),
            BinaryPrimitives.ReadUInt16LittleEndian(bytes[88..]),
            BinaryPrimitives.ReadUInt16LittleEndian(bytes[90..]),
            BinaryPrimitives.ReadUInt16LittleEndian(bytes[92..]));
}
