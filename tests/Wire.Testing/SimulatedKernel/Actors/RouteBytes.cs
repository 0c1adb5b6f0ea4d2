using System.Net;
using static Wire.Testing.Simulation.Netlink;
using static Wire.Testing.Simulation.Rtnetlink;

namespace Wire.Testing.Simulation;

/// <summary>What a route request asks for; what is null is not mentioned.</summary>
/// <param name="Destination">"10.0.0.0/8", "default", "default6".</param>
public sealed record RouteWish(string Destination)
{
    public string? Via { get; init; }

    /// <summary>RTA_OIF.</summary>
    public int? Link { get; init; }

    public uint Table { get; init; } = RT_TABLE_MAIN;

    public uint? Metric { get; init; }

    public byte Type { get; init; } = RTN_UNICAST;

    public byte Protocol { get; init; } = RTPROT_BOOT;

    public byte? Scope { get; init; }

    /// <summary>RTA_NH_ID.</summary>
    public uint? NumberedHop { get; init; }

    public string? Source { get; init; }

    public bool OnLink { get; init; }

    /// <summary>RTA_MULTIPATH.</summary>
    public IReadOnlyList<(string? Via, int Link, byte Weight)>? Hops { get; init; }

    /// <summary>RTAX_MTU in RTA_METRICS.</summary>
    public uint? Mtu { get; init; }
}

/// <summary>Route requests as bytes, written without Wire.Kernel.</summary>
public static class RouteBytes
{
    public static byte[] Add(RouteWish wish, ushort flags = NLM_F_CREATE | NLM_F_EXCL, uint sequence = 1) => Write(RTM_NEWROUTE, wish, flags, sequence);

    /// <summary>As iproute2 deletes: any scope, and any protocol when the wish says 0.</summary>
    public static byte[] Delete(RouteWish wish, ushort flags = 0, uint sequence = 1) =>
        Write(RTM_DELROUTE, wish with { Scope = wish.Scope ?? RT_SCOPE_NOWHERE }, flags, sequence);

    private static byte[] Write(ushort type, RouteWish wish, ushort flags, uint sequence)
    {
        IpText ip = IpText.Parse(wish.Destination);
        byte scope = wish.Scope ?? (wish.Via is null && wish.Hops is null && wish.NumberedHop is null && wish.Type == RTN_UNICAST && ip.Family == AF_INET ? RT_SCOPE_LINK : RT_SCOPE_UNIVERSE);
        MessageWriter message = new MessageWriter(type, (ushort)(flags | NLM_F_REQUEST | NLM_F_ACK), sequence, 0)
            .U8(ip.Family).U8(ip.PrefixLength).U8(0).U8(0)
            .U8(wish.Table < 256 ? (byte)wish.Table : RT_TABLE_COMPAT).U8(wish.Protocol).U8(scope).U8(wish.Type)
            .U32(wish.OnLink ? RTNH_F_ONLINK : 0);
        if (ip.PrefixLength > 0)
        {
            message.Attribute(RTA_DST, ip.Bytes);
        }
        message.AttributeU32(RTA_TABLE, wish.Table);
        WriteAddress(message, RTA_GATEWAY, wish.Via);
        WriteNumber(message, RTA_OIF, (uint?)wish.Link);
        WriteNumber(message, RTA_PRIORITY, wish.Metric);
        WriteAddress(message, RTA_PREFSRC, wish.Source);
        WriteNumber(message, RTA_NH_ID, wish.NumberedHop);
        if (wish.Mtu is { } mtu)
        {
            message.Nest(RTA_METRICS, metrics => metrics.AttributeU32(RTAX_MTU, mtu));
        }
        if (wish.Hops is { } hops)
        {
            message.Nest(RTA_MULTIPATH, all => WriteHops(all, hops));
        }
        return message.ToArray();
    }

    private static void WriteHops(MessageWriter all, IReadOnlyList<(string? Via, int Link, byte Weight)> hops)
    {
        foreach ((string? via, int link, byte weight) in hops)
        {
            all.LengthPrefixed(hop =>
            {
                hop.U8(0).U8((byte)(weight - 1)).U32((uint)link);
                WriteAddress(hop, RTA_GATEWAY, via);
            });
        }
    }

    private static void WriteAddress(MessageWriter message, ushort type, string? address)
    {
        if (address is not null)
        {
            message.Attribute(type, IPAddress.Parse(address).GetAddressBytes());
        }
    }

    private static void WriteNumber(MessageWriter message, ushort type, uint? value)
    {
        if (value is { } number)
        {
            message.AttributeU32(type, number);
        }
    }
}
