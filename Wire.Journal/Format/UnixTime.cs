namespace Wire.Journal.Format;

/// <summary>Times as the journal stores them: nanoseconds since 1970-01-01 UTC (good until 2262; .NET's own grain is 100 ns).</summary>
internal static class UnixTime
{
    private const long NsPerTick = 100;

    private static readonly DateTimeOffset Earliest = DateTimeOffset.UnixEpoch.AddTicks(long.MinValue / NsPerTick);
    private static readonly DateTimeOffset Latest = DateTimeOffset.UnixEpoch.AddTicks(long.MaxValue / NsPerTick);

    public static long ToNs(DateTimeOffset time) =>
        (time < Earliest ? Earliest : time > Latest ? Latest : time).Subtract(DateTimeOffset.UnixEpoch).Ticks * NsPerTick;

    public static DateTimeOffset FromNs(long ns) => DateTimeOffset.UnixEpoch.AddTicks(ns / NsPerTick);
}
