namespace Wire.Domain;

/// <summary>
/// The packet scheduler keeps sizes of bursts as the time that they take at their rate, in ticks of 64 ns (PSCHED_SHIFT,
/// include/net/pkt_sched.h; /proc/net/psched). So a size may come back a little smaller than it was asked.
/// </summary>
public static class TcTicks
{
    private const ulong NanosecondsPerTick = 64;
    private const ulong NanosecondsPerSecond = 1_000_000_000;

    /// <param name="bytes">A size.</param>
    /// <param name="rate">Bytes per second, not 0.</param>
    /// <returns>The time it takes, at most 32 bits of ticks.</returns>
    public static uint Of(ulong bytes, ulong rate) =>
        (uint)UInt128.Min((UInt128)bytes * NanosecondsPerSecond / ((UInt128)rate * NanosecondsPerTick), uint.MaxValue);

    /// <summary>The size that takes a time.</summary>
    public static ulong Bytes(uint ticks, ulong rate) =>
        (ulong)((UInt128)ticks * NanosecondsPerTick * rate / NanosecondsPerSecond);

    /// <summary>
    /// A size as it is on the wire (<c>psched_l2t_ns</c>, include/net/sch_generic.h): with the overhead, and cut into ATM cells of 48
    /// bytes in 53. tbf keeps its buckets so.
    /// </summary>
    public static ulong OnWire(ulong bytes, uint? overhead, uint? linkLayer) =>
        bytes + (overhead ?? 0) is var whole && linkLayer == Atm ? (whole + 47) / 48 * 53 : whole;

    /// <summary>TC_LINKLAYER_ATM.</summary>
    private const uint Atm = 2;

    /// <summary>Whether the two are the same to the kernel at that rate, give or take a tick or a byte of rounding.</summary>
    public static bool AreSame(ulong bytes, ulong other, ulong rate) => bytes == other
        || (rate != 0 && (Math.Max(bytes, other) - Math.Min(bytes, other) <= 1 || Math.Abs((long)Of(bytes, rate) - Of(other, rate)) <= 1));
}
