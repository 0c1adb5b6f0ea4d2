using System.Buffers.Binary;

namespace Wire.Kernel.Tests.Fuzzing;

/// <summary>Changes datagrams at random, also as one who knows that they consist of attributes.</summary>
internal sealed class Mutator(Random random)
{
    private const int BytesMax = 4096;

    private static readonly uint[] Edges = [0, 1, 2, 3, 4, 5, 7, 8, 15, 16, 17, 127, 128, 255, 256, 0x7fff, 0x8000, 0xffff, 0x10000, int.MaxValue, 0x8000_0000, uint.MaxValue];

    /// <param name="datagram">Left as it is.</param>
    /// <param name="other">Another input, to take a piece of.</param>
    public byte[] Mutate(byte[] datagram, byte[] other)
    {
        List<byte> bytes = [.. datagram];
        for (int i = 1 << random.Next(4); i > 0; i--)
        {
            Change(bytes, other);
        }
        if (bytes.Count > BytesMax)
        {
            bytes.RemoveRange(BytesMax, bytes.Count - BytesMax);
        }
        if (bytes.Count >= sizeof(uint) && random.Next(8) != 0)
        {
            // A length that is wrong at once leads nowhere; mostly it is right.
            Write(bytes, 0, (uint)bytes.Count, sizeof(uint));
        }
        return [.. bytes];
    }

    private void Change(List<byte> bytes, byte[] other)
    {
        if (bytes.Count == 0)
        {
            bytes.AddRange(other);
            return;
        }
        int at = random.Next(bytes.Count);
        switch (random.Next(9))
        {
            case 0:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1:
                bytes[at] = (byte)random.Next(256);
                break;
            case 2:
                Write(bytes, at & ~1, Edges[random.Next(Edges.Length)], sizeof(ushort));
                break;
            case 3:
                Write(bytes, at & ~3, Edges[random.Next(Edges.Length)], sizeof(uint));
                break;
            case 4:
                bytes.RemoveRange(at, random.Next(Math.Min(64, bytes.Count - at)));
                break;
            case 5:
                bytes.RemoveRange(at & ~3, Math.Min(4 * random.Next(1, 8), bytes.Count - (at & ~3)));
                break;
            case 6:
                Insert(bytes, at & ~3, other);
                break;
            case 7:
                // nla_type, with its two flags.
                Write(bytes, (at & ~3) + sizeof(ushort), (uint)random.Next(80) | (random.Next(6) == 0 ? 0x8000u : 0), sizeof(ushort));
                break;
            default:
                // nla_len: what is left, or a little.
                Write(bytes, at & ~3, (uint)(random.Next(2) == 0 ? bytes.Count - (at & ~3) : random.Next(40)), sizeof(ushort));
                break;
        }
    }

    private void Insert(List<byte> bytes, int at, byte[] other)
    {
        if (other.Length < 4)
        {
            return;
        }
        int from = random.Next(other.Length) & ~3;
        int count = Math.Min(other.Length - from, 4 * random.Next(1, 16));
        bytes.InsertRange(Math.Min(at, bytes.Count), other.AsSpan(from, count));
    }

    private static void Write(List<byte> bytes, int at, uint value, int size)
    {
        Span<byte> written = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(written, value);
        for (int i = 0; i < size && at + i < bytes.Count; i++)
        {
            bytes[at + i] = written[i];
        }
    }
}
