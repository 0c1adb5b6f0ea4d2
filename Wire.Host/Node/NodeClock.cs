using System.Diagnostics;
using Wire.Host.Reactor;

namespace Wire.Host.Node;

/// <summary>The two clocks of the machine, read together.</summary>
internal static class NodeClock
{
    /// <summary>Stopwatch is CLOCK_MONOTONIC on Linux.</summary>
    public static Moment Now => new(DateTimeOffset.UtcNow, MonotonicNs);

    public static long MonotonicNs => (long)(Stopwatch.GetTimestamp() * (1e9 / Stopwatch.Frequency));

    /// <summary>The machine's boot id.</summary>
    public static Guid Boot { get; } = Guid.Parse(File.ReadAllText("/proc/sys/kernel/random/boot_id").AsSpan().Trim());

    /// <summary>Milliseconds until a moment of the monotonic clock, at least 0, rounded up.</summary>
    public static int MillisecondsUntil(long monotonicNs)
    {
        long left = monotonicNs - MonotonicNs;
        return left <= 0 ? 0 : (int)Math.Min((left + 999_999) / 1_000_000, int.MaxValue);
    }
}
