using static Wire.Testing.Simulation.Rtnetlink;

namespace Wire.Testing.Simulation;

/// <summary>An IPv4 route (<c>fib_alias</c> and <c>fib_info</c>).</summary>
internal sealed class Route4
{
    public required uint Table { get; init; }

    public required uint Prefix { get; init; }

    public required byte PrefixLength { get; init; }

    public byte Tos { get; init; }

    public uint Priority { get; init; }

    public required byte Type { get; init; }

    public byte Protocol { get; init; }

    public byte Scope { get; init; }

    public uint? PreferredSource { get; init; }

    public byte[]? Metrics { get; init; }

    /// <summary>The next hop object that it goes by; null when it has hops of its own.</summary>
    public NumberedPath? Numbered { get; init; }

    /// <summary>None where the route leads nowhere (blackhole …).</summary>
    public required IReadOnlyList<RouteHop> Hops
    {
        get => Numbered?.Hops ?? field;
        set;
    }

    public (uint Table, uint Prefix, byte Length) Key => (Table, Prefix, PrefixLength);

    /// <summary>The same type and the same fib_info: what the kernel calls the same route.</summary>
    public bool IsSame(Route4 other) =>
        Type == other.Type && Protocol == other.Protocol && Scope == other.Scope && PreferredSource == other.PreferredSource
        && (Metrics ?? []).AsSpan().SequenceEqual(other.Metrics ?? []) && Numbered == other.Numbered && (Numbered is not null || Hops.SequenceEqual(other.Hops));

    public byte[] Write(ushort type, Cause cause, ushort flags)
    {
        MessageWriter message = new MessageWriter(type, flags, cause.Sequence, cause.PortId)
            .U8(AF_INET).U8(PrefixLength).U8(0).U8(Tos)
            .U8(Table < 256 ? (byte)Table : RT_TABLE_COMPAT).U8(Protocol).U8(Scope).U8(Numbered is { IsBlackhole: true } ? RTN_BLACKHOLE : Type)
            .U32(Hops.Count == 1 ? Hops[0].ToldFlags : 0);
        message.AttributeU32(RTA_TABLE, Table);
        if (PrefixLength > 0)
        {
            message.Attribute(RTA_DST, Ip.Bytes(Prefix));
        }
        if (Priority != 0)
        {
            message.AttributeU32(RTA_PRIORITY, Priority);
        }
        if (Metrics is { } metrics)
        {
            message.Attribute(RTA_METRICS, metrics);
        }
        if (PreferredSource is { } source)
        {
            message.Attribute(RTA_PREFSRC, Ip.Bytes(source));
        }
        if (Numbered is { } numbered)
        {
            message.AttributeU32(RTA_NH_ID, numbered.Id);
        }
        RouteHops.Write(message, Hops, AF_INET, Hops.Count > 1);
        return message.ToArray();
    }
}

/// <summary>RTA_GATEWAY and RTA_OIF, or RTA_MULTIPATH.</summary>
internal static class RouteHops
{
    public static void Write(MessageWriter message, IReadOnlyList<RouteHop> hops, byte family, bool isMultipath)
    {
        if (isMultipath)
        {
            message.Nest(RTA_MULTIPATH, all =>
            {
                foreach (RouteHop hop in hops)
                {
                    hop.Write(all, family);
                }
            });
            return;
        }
        foreach (RouteHop hop in hops)
        {
            hop.WriteGateway(message, family);
            if (hop.Link is { } link)
            {
                message.AttributeU32(RTA_OIF, (uint)link.Index);
            }
        }
    }
}
