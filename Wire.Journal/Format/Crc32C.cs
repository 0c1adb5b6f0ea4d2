using System.Numerics;
using System.Runtime.InteropServices;

namespace Wire.Journal.Format;

/// <summary>CRC32C (Castagnoli, RFC 3720 appendix B.4): the one that processors have an instruction for.</summary>
internal static class Crc32C
{
    public static uint Of(ReadOnlySpan<byte> bytes) => ~Continue(~0u, bytes);

    /// <summary>Continues from a running value: start with all ones, invert at the end.</summary>
    public static uint Continue(uint running, ReadOnlySpan<byte> bytes)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (var word in words)
        {
            running = BitOperations.Crc32C(running, BitConverter.IsLittleEndian ? word : System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(word));
        }

        foreach (var one in bytes[(words.Length * sizeof(ulong))..])
        {
            running = BitOperations.Crc32C(running, one);
        }

        return running;
    }
}
