using System.Buffers.Binary;

namespace Wire.Journal.Format;

/// <summary>The payload of a mark: the sums of the segment up to it (FORMAT.md, Mark).</summary>
internal readonly record struct Mark(long LastPosition, long TimeMinNs, long TimeMaxNs, long Batches, long Events)
{
    public const int Bytes = 64;

    public static int FrameBytes { get; } = FrameHeader.FrameBytesFor(Bytes);

    public void Encode(Span<byte> bytes)
    {
        bytes[..Bytes].Clear();
        BinaryPrimitives.WriteInt64LittleEndian(bytes, LastPosition);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[8..], TimeMinNs);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[16..], TimeMaxNs);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[24..], Batches);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[32..], Events);
    }

    /// <exception cref="FormatException">Of another size.</exception>
    public static Mark Decode(ReadOnlySpan<byte> bytes) => bytes.Length != Bytes
        ? throw new FormatException("a mark has the wrong size")
        : new Mark(
            BinaryPrimitives.ReadInt64LittleEndian(bytes),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[24..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[32..]));
}

/// <summary>The sums of a segment as they grow.</summary>
internal struct SegmentSums
{
    public long TimeMinNs;
    public long TimeMaxNs;
    public long Batches;
    public long Events;

    public void Add(in BatchHead batch)
    {
        TimeMinNs = Batches == 0 ? batch.TimeNs : Math.Min(TimeMinNs, batch.TimeNs);
        TimeMaxNs = Batches == 0 ? batch.TimeNs : Math.Max(TimeMaxNs, batch.TimeNs);
        Batches++;
        Events += batch.Events;
    }

    public readonly Mark ToMark(long lastPosition) => new(lastPosition, TimeMinNs, TimeMaxNs, Batches, Events);
}
