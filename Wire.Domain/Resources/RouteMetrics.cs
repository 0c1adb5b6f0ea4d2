using static Wire.Domain.ValueFormats;

namespace Wire.Domain;

/// <summary>What a route tells TCP and the IP layer of its path (RTA_METRICS, <c>RTAX_*</c>, linux/rtnetlink.h; ip-route(8)). Most routes have none of it.</summary>
public sealed record RouteMetrics
{
    /// <summary>RTAX_LOCK: the bits (1 &lt;&lt; RTAX_*) of what the kernel must not learn better, for example by path MTU discovery.</summary>
    public uint? Lock { get; init; }

    /// <summary>RTAX_MTU, bytes.</summary>
    public uint? Mtu { get; init; }

    /// <summary>RTAX_WINDOW: the largest TCP window that is announced, bytes.</summary>
    public uint? Window { get; init; }

    /// <summary>RTAX_RTT, eighths of a millisecond.</summary>
    public uint? Rtt { get; init; }

    /// <summary>RTAX_RTTVAR, quarters of a millisecond.</summary>
    public uint? RttVar { get; init; }

    /// <summary>RTAX_SSTHRESH, packets.</summary>
    public uint? Ssthresh { get; init; }

    /// <summary>RTAX_CWND, packets; only if it is locked.</summary>
    public uint? Cwnd { get; init; }

    /// <summary>RTAX_ADVMSS, bytes.</summary>
    public uint? AdvMss { get; init; }

    /// <summary>RTAX_REORDERING, packets.</summary>
    public uint? Reordering { get; init; }

    /// <summary>RTAX_HOPLIMIT.</summary>
    public uint? HopLimit { get; init; }

    /// <summary>RTAX_INITCWND, packets.</summary>
    public uint? InitCwnd { get; init; }

    /// <summary>RTAX_FEATURES (RTAX_FEATURE_*).</summary>
    public uint? Features { get; init; }

    /// <summary>RTAX_RTO_MIN, milliseconds.</summary>
    public uint? RtoMin { get; init; }

    /// <summary>RTAX_INITRWND, packets.</summary>
    public uint? InitRwnd { get; init; }

    /// <summary>RTAX_QUICKACK.</summary>
    public bool? QuickAck { get; init; }

    /// <summary>RTAX_CC_ALGO, at most 15 bytes (TCP_CA_NAME_MAX).</summary>
    public string? CongCtl { get; init; }

    /// <summary>RTAX_FASTOPEN_NO_COOKIE.</summary>
    public bool? FastOpenNoCookie { get; init; }

    /// <summary>A route without any of them.</summary>
    public static RouteMetrics None { get; } = new();

    /// <summary>RTAX_* of what can be locked, by the words of this language.</summary>
    private static readonly ValueFormat<uint> LockWords = Flags(
        ("mtu", 1 << 2), ("window", 1 << 3), ("rtt", 1 << 4), ("rttvar", 1 << 5), ("ssthresh", 1 << 6), ("cwnd", 1 << 7), ("advmss", 1 << 8),
        ("reordering", 1 << 9), ("hoplimit", 1 << 10), ("initcwnd", 1 << 11), ("features", 1 << 12), ("rto-min", 1 << 13), ("initrwnd", 1 << 14), ("quickack", 1 << 15),
        ("congctl", 1 << 16), ("fastopen-no-cookie", 1 << 17));

    /// <summary>A route's attributes for them: ids 20 to 36. The kernel clamps what is out of range (ip_metrics_convert, net/ipv4/metrics.c), and 0 is "not set".</summary>
    internal static ResourceAttribute[] Attributes { get; } =
    [
        Metric(20, "mtu", Number(1, 65520, "bytes"), m => m.Mtu, (m, x) => m with { Mtu = x }, "the largest packet of this path, bytes"),
        Metric(21, "lock", LockWords, m => m.Lock, (m, x) => m with { Lock = x }, "what the kernel does not learn better: 'mtu', 'mtu,hoplimit' …"),
        Metric(22, "advmss", Number(1, 65495, "bytes"), m => m.AdvMss, (m, x) => m with { AdvMss = x }, "the segment size that TCP announces, bytes"),
        Metric(23, "window", Number(1, unit: "bytes"), m => m.Window, (m, x) => m with { Window = x }, "the largest TCP window that is announced, bytes"),
        Metric(24, "rtt", Fraction(8), m => m.Rtt, (m, x) => m with { Rtt = x }, "the first guess of the round-trip time, milliseconds"),
        Metric(25, "rttvar", Fraction(4), m => m.RttVar, (m, x) => m with { RttVar = x }, "the first guess of its variance, milliseconds"),
        Metric(26, "ssthresh", Number(1, unit: "packets"), m => m.Ssthresh, (m, x) => m with { Ssthresh = x }, "the first slow start threshold, packets"),
        Metric(27, "cwnd", Number(1, unit: "packets"), m => m.Cwnd, (m, x) => m with { Cwnd = x }, "the clamp of the congestion window, packets; needs 'lock cwnd'"),
        Metric(28, "reordering", Number(1, unit: "packets"), m => m.Reordering, (m, x) => m with { Reordering = x }, "how far packets overtake each other, packets"),
        Metric(29, "hoplimit", Number(1, 255), m => m.HopLimit, (m, x) => m with { HopLimit = x }, "the hop limit or TTL of what is sent"),
        Metric(30, "initcwnd", Number(1, unit: "packets"), m => m.InitCwnd, (m, x) => m with { InitCwnd = x }, "the first congestion window, packets"),
        Metric(31, "initrwnd", Number(1, unit: "packets"), m => m.InitRwnd, (m, x) => m with { InitRwnd = x }, "the first receive window, packets"),
        Metric(32, "features", Flags(("ecn", 1), ("tcp-usec-ts", 16)), m => m.Features, (m, x) => m with { Features = x }, "'ecn', 'tcp-usec-ts' or both, with ','"),
        Metric(33, "rto-min", Number(1, unit: "milliseconds"), m => m.RtoMin, (m, x) => m with { RtoMin = x }, "the shortest time before TCP sends again, milliseconds"),
        Metric(34, "quickack", OnOff, m => m.QuickAck, (m, x) => m with { QuickAck = x }, "acknowledge at once"),
        new ReferenceAttribute<Route, string>(Text(15), r => r.Metrics?.CongCtl, (r, x) => With(r, (r.Metrics ?? None) with { CongCtl = x }))
            { Id = 35, Name = "congctl", Mutability = Mutability.InPlace, UnsetIsDefault = true, Help = "the TCP congestion control algorithm" },
        Metric(36, "fastopen-no-cookie", OnOff, m => m.FastOpenNoCookie, (m, x) => m with { FastOpenNoCookie = x }, "TCP fast open without a cookie"),
    ];

    private static ValueAttribute<Route, T> Metric<T>(int id, string name, ValueFormat<T> format, Func<RouteMetrics, T?> get, Func<RouteMetrics, T?, RouteMetrics> with, string help)
        where T : struct =>
        new(format, r => r.Metrics is { } metrics ? get(metrics) : null, (r, x) => With(r, with(r.Metrics ?? None, x)))
        {
            Id = id, Name = name, Mutability = Mutability.InPlace, UnsetIsDefault = true, Default = typeof(T) == typeof(bool) ? "off" : name is "lock" or "features" ? "none" : null, Help = help,
        };

    /// <summary>A route without metrics has no object for them, so two such routes are equal.</summary>
    private static Route With(Route route, RouteMetrics metrics) => route with { Metrics = metrics == None ? null : metrics };
}
