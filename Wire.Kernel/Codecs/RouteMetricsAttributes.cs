using Wire.Domain;
using static Wire.Kernel.LinuxRtnetlink;

namespace Wire.Kernel;

/// <summary>RTA_METRICS: a nest of <c>RTAX_*</c>, each a u32 but for the name of the congestion control.</summary>
internal static class RouteMetricsAttributes
{
    /// <summary>Null when there is none that has a word.</summary>
    public static RouteMetrics? Decode(scoped in AttributeReader nest, UnknownAttributes unknown)
    {
        RouteMetrics metrics = RouteMetrics.None;
        int kept = unknown.BeginNested(nest);
        AttributeReader attributes = nest.Nested();
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case RTAX_LOCK: metrics = metrics with { Lock = attributes.ReadU32() }; break;
                case RTAX_MTU: metrics = metrics with { Mtu = attributes.ReadU32() }; break;
                case RTAX_WINDOW: metrics = metrics with { Window = attributes.ReadU32() }; break;
                case RTAX_RTT: metrics = metrics with { Rtt = attributes.ReadU32() }; break;
                case RTAX_RTTVAR: metrics = metrics with { RttVar = attributes.ReadU32() }; break;
                case RTAX_SSTHRESH: metrics = metrics with { Ssthresh = attributes.ReadU32() }; break;
                case RTAX_CWND: metrics = metrics with { Cwnd = attributes.ReadU32() }; break;
                case RTAX_ADVMSS: metrics = metrics with { AdvMss = attributes.ReadU32() }; break;
                case RTAX_REORDERING: metrics = metrics with { Reordering = attributes.ReadU32() }; break;
                case RTAX_HOPLIMIT: metrics = metrics with { HopLimit = attributes.ReadU32() }; break;
                case RTAX_INITCWND: metrics = metrics with { InitCwnd = attributes.ReadU32() }; break;
                case RTAX_FEATURES: metrics = metrics with { Features = attributes.ReadU32() }; break;
                case RTAX_RTO_MIN: metrics = metrics with { RtoMin = attributes.ReadU32() }; break;
                case RTAX_INITRWND: metrics = metrics with { InitRwnd = attributes.ReadU32() }; break;
                case RTAX_QUICKACK: metrics = metrics with { QuickAck = attributes.ReadU32() != 0 }; break;
                case RTAX_CC_ALGO: metrics = metrics with { CongCtl = attributes.ReadString() }; break;
                case RTAX_FASTOPEN_NO_COOKIE: metrics = metrics with { FastOpenNoCookie = attributes.ReadU32() != 0 }; break;
                default: unknown.Keep(attributes, AttributePlace.Other); break;
            }
        }
        unknown.EndNested(kept);
        return metrics == RouteMetrics.None ? null : metrics;
    }

    public static void Encode(NetlinkMessageWriter writer, RouteMetrics metrics)
    {
        int nest = writer.BeginNested(RTA_METRICS);
        Write(writer, RTAX_LOCK, metrics.Lock);
        Write(writer, RTAX_MTU, metrics.Mtu);
        Write(writer, RTAX_WINDOW, metrics.Window);
        Write(writer, RTAX_RTT, metrics.Rtt);
        Write(writer, RTAX_RTTVAR, metrics.RttVar);
        Write(writer, RTAX_SSTHRESH, metrics.Ssthresh);
        Write(writer, RTAX_CWND, metrics.Cwnd);
        Write(writer, RTAX_ADVMSS, metrics.AdvMss);
        Write(writer, RTAX_REORDERING, metrics.Reordering);
        Write(writer, RTAX_HOPLIMIT, metrics.HopLimit);
        Write(writer, RTAX_INITCWND, metrics.InitCwnd);
        Write(writer, RTAX_FEATURES, metrics.Features);
        Write(writer, RTAX_RTO_MIN, metrics.RtoMin);
        Write(writer, RTAX_INITRWND, metrics.InitRwnd);
        Write(writer, RTAX_QUICKACK, metrics.QuickAck == true ? 1u : null);
        if (metrics.CongCtl is { } algorithm)
        {
            writer.WriteString(RTAX_CC_ALGO, algorithm);
        }
        Write(writer, RTAX_FASTOPEN_NO_COOKIE, metrics.FastOpenNoCookie == true ? 1u : null);
        writer.EndNested(nest);
    }

    private static void Write(NetlinkMessageWriter writer, ushort type, uint? value)
    {
        if (value is { } said)
        {
            writer.WriteU32(type, said);
        }
    }
}
