using System.Buffers.Binary;
using System.Text;

namespace Wire.Journal.Format;

/// <summary>The payload of a gap: positions that a repair could not save (FORMAT.md, Gap).</summary>
internal sealed record Gap(long FirstLost, long LastLost, string Why)
{
    private const int WhyBytesMax = 1024;

    public byte[] Encode()
    {
        var why = Encoding.UTF8.GetBytes(Why);
        var length = Math.Min(why.Length, WhyBytesMax);
        var bytes = new byte[18 + length];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, FirstLost);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(8), LastLost);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(16), (ushort)length);
        why.AsSpan(0, length).CopyTo(bytes.AsSpan(18));
        return bytes;
    }

    /// <exception cref="FormatException">The content contradicts itself.</exception>
    public static Gap Decode(ReadOnlySpan<byte> bytes) =>
        bytes.Length < 18 || bytes.Length != 18 + BinaryPrimitives.ReadUInt16LittleEndian(bytes[16..])
            ? throw new FormatException("a gap has the wrong size")
            : new Gap(
                BinaryPrimitives.ReadInt64LittleEndian(bytes),
                BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]),
                Encoding.UTF8.GetString(bytes[18..]));
}
