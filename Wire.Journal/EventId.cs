using System.Buffers.Binary;

namespace Wire.Journal;

/// <summary>An event's id, derived from its batch's: stable, unique, and not stored.</summary>
public static class EventId
{
    /// <summary>The batch id with <paramref name="index"/> added to its last 32 bits (big-endian, wrapping).</summary>
    public static Guid Of(Guid batch, int index)
    {
        Span<byte> bytes = stackalloc byte[16];
        batch.TryWriteBytes(bytes, bigEndian: true, out _);
        var low = bytes[12..];
        BinaryPrimitives.WriteUInt32BigEndian(low, unchecked(BinaryPrimitives.ReadUInt32BigEndian(low) + (uint)index));
        return new Guid(bytes, bigEndian: true);
    }
}
