using System.Buffers.Binary;
using static Wire.Testing.Simulation.Rtnetlink;

namespace Wire.Testing.Simulation;

/// <summary>An IPv6 route (<c>fib6_info</c>), with its siblings as further hops.</summary>
internal sealed class Route6
{
    public required uint Table { get; init; }

    public required UInt128 Prefix { get; init; }

    public required byte PrefixLength { get; init; }

    public required uint Metric { get; init; }

    public required byte Type { get; init; }

    public byte Protocol { get; init; }

    public UInt128? PreferredSource { get; init; }

    public byte[]? Metrics { get; set; }

    /// <summary>The next hop object that it goes by; null when it has hops of its own.</summary>
    public NumberedPath? Numbered { get; init; }

    public required IReadOnlyList<RouteHop> Hops
    {
        get => Numbered?.Hops ?? field;
        set;
    }

    public (uint Table, UInt128 Prefix, byte Length) Key => (Table, Prefix, PrefixLength);

    public bool LeadsNowhere => Type is RTN_BLACKHOLE or RTN_UNREACHABLE or RTN_PROHIBIT or RTN_THROW || Numbered is { IsBlackhole: true };

    /// <summary>rt6_qualify_for_ecmp: only routes through gateways of their own are joined to a multipath route.</summary>
    public bool CanBeMultipath => !LeadsNowhere && Numbered is null && Hops.All(h => h.Gateway is not null);

    /// <summary>rt6_duplicate_nexthop.</summary>
    public bool IsSameWay(Route6 other) =>
        Numbered is null && other.Numbered is null ? Hops.Any(h => other.Hops.Any(h.IsSameWay)) : Numbered == other.Numbered;

    /// <summary>A group is, even of one (rt6_fill_node_nexthop).</summary>
    private bool IsToldAsMultipath => Numbered?.IsGroup ?? Hops.Count > 1;

    public void FollowMtu(uint before, uint now)
    {
        byte[] metrics = [.. Metrics ?? []];
        for (int at = 0; at + 8 <= metrics.Length; at += (BinaryPrimitives.ReadUInt16LittleEndian(metrics.AsSpan(at)) + 3) & ~3)
        {
            Span<byte> value = metrics.AsSpan(at + 4, 4);
            uint mtu = BinaryPrimitives.ReadUInt32LittleEndian(value);
            if (BinaryPrimitives.ReadUInt16LittleEndian(metrics.AsSpan(at + 2)) == RTAX_MTU && (mtu >= now || mtu == before))
            {
                BinaryPrimitives.WriteUInt32LittleEndian(value, now);
                Metrics = metrics;
            }
        }
    }

    public byte[] Write(ushort type, Cause cause, ushort flags)
    {
        MessageWriter message = new MessageWriter(type, flags, cause.Sequence, cause.PortId)
            .U8(AF_INET6).U8(PrefixLength).U8(0).U8(0)
            .U8(Table < 256 ? (byte)Table : RT_TABLE_COMPAT).U8(Protocol).U8(RT_SCOPE_UNIVERSE).U8(Numbered is { IsBlackhole: true } ? RTN_BLACKHOLE : Type)
            .U32(IsToldAsMultipath ? 0 : Hops[0].ToldFlags);
        message.AttributeU32(RTA_TABLE, Table);
        if (PrefixLength > 0)
        {
            message.Attribute(RTA_DST, Ip.Bytes(Prefix));
        }
        if (Metrics is { } metrics)
        {
            message.Attribute(RTA_METRICS, metrics);
        }
        if (PreferredSource is { } source)
        {
            message.Attribute(RTA_PREFSRC, Ip.Bytes(source));
        }
        message.AttributeU32(RTA_PRIORITY, Metric);
        if (Numbered is { } numbered)
        {
            message.AttributeU32(RTA_NH_ID, numbered.Id);
        }
        RouteHops.Write(message, Hops, AF_INET6, IsToldAsMultipath);
        return message.Attribute(RTA_CACHEINFO, new byte[32]).AttributeU8(RTA_PREF, 0).ToArray();
    }
}
