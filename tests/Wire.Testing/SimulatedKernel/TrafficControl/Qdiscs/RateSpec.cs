using System.Buffers.Binary;
using System.Numerics;

namespace Wire.Testing.Simulation;

/// <summary>A rate as a qdisc keeps it (psched_ratecfg) and tells it (struct tc_ratespec).</summary>
internal readonly record struct RateSpec(ulong BytesPerSecond, byte LinkLayer, ushort Overhead, ushort Mpu)
{
    public const int Bytes = 12;

    private const ulong NanosecondsPerSecond = 1_000_000_000;
    private const byte TC_LINKLAYER_MASK = 0xf;
    private const byte TC_LINKLAYER_ATM = 2;

    /// <summary>It does not fit the struct, so an attribute of its own tells it.</summary>
    public bool IsWide => BytesPerSecond > uint.MaxValue;

    /// <summary>psched_ratecfg_precompute.</summary>
    public static RateSpec Read(ReadOnlySpan<byte> bytes, ulong wide) => new(
        Math.Max(BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]), wide),
        (byte)(bytes[1] & TC_LINKLAYER_MASK),
        BinaryPrimitives.ReadUInt16LittleEndian(bytes[2..]),
        BinaryPrimitives.ReadUInt16LittleEndian(bytes[6..]));

    /// <summary>psched_ratecfg_getrate.</summary>
    public byte[] Write()
    {
        byte[] bytes = new byte[Bytes];
        bytes[1] = LinkLayer;
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(2), Overhead);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(6), Mpu);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(8), (uint)Math.Min(BytesPerSecond, uint.MaxValue));
        return bytes;
    }

    /// <summary>psched_ns_t2l: how much goes in that time.</summary>
    public ulong BytesIn(ulong nanoseconds)
    {
        ulong bytes = unchecked(nanoseconds * BytesPerSecond) / NanosecondsPerSecond;
        bytes = LinkLayer == TC_LINKLAYER_ATM ? bytes / 53 * 48 : bytes;
        return bytes > Overhead ? bytes - Overhead : 0;
    }

    /// <summary>psched_l2t_ns: how long so much takes, by the factor that psched_ratecfg_precompute__ finds.</summary>
    public ulong Nanoseconds(uint bytes)
    {
        (ulong factor, ulong multiplier, int shift) = (NanosecondsPerSecond, 1, 0);
        while (BytesPerSecond > 0)
        {
            multiplier = (uint)(factor / BytesPerSecond);
            if ((multiplier & 1u << 31) != 0 || BitOperations.LeadingZeroCount(factor) == 0)
            {
                break;
            }
            factor <<= 1;
            shift++;
        }
        ulong length = Math.Max(bytes + (ulong)Overhead, Mpu);
        length = LinkLayer == TC_LINKLAYER_ATM ? (length + 47) / 48 * 53 : length;
        return unchecked(length * multiplier) >> shift;
    }
}
