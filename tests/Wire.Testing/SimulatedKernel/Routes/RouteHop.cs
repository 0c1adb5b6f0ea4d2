using static Wire.Testing.Simulation.Rtnetlink;

namespace Wire.Testing.Simulation;

/// <summary>One next hop of a route.</summary>
/// <param name="Gateway">4 or 16 bytes; null for a directly connected destination.</param>
/// <param name="Link">Null where the route leads nowhere.</param>
/// <param name="Weight">rtnh_hops: the weight minus one.</param>
internal sealed record RouteHop(byte[]? Gateway, SimulatedLink? Link, byte Weight, uint Flags)
{
    public bool IsDead { get; init; }

    /// <summary>To the machine itself: whether the link has a carrier does not matter.</summary>
    public bool IsLocal { get; init; }

    /// <summary>IPv6 does not look at the carrier of a bond's port again: what it was when the route came.</summary>
    public bool? FrozenDown { get; init; }

    public uint ToldFlags => Flags
        | (IsDead ? RTNH_F_DEAD : 0)
        | (IsDead || (!IsLocal && (FrozenDown ?? Link is { IsUp: true, Carrier: false })) ? RTNH_F_LINKDOWN : 0);

    public static bool? FrozenBy(SimulatedLink link) => link.HasNoAddrconf ? !link.Carrier : null;

    /// <summary>The same link and gateway (rt6_duplicate_nexthop).</summary>
    public bool IsSameWay(RouteHop other) => Link == other.Link && (Gateway ?? []).AsSpan().SequenceEqual(other.Gateway ?? []);

    public bool Equals(RouteHop? other) =>
        other is not null && Link == other.Link && Weight == other.Weight && Flags == other.Flags
        && (Gateway ?? []).AsSpan().SequenceEqual(other.Gateway ?? []);

    public override int GetHashCode() => HashCode.Combine(Link, Weight, Flags);

    /// <summary>struct rtnexthop.</summary>
    public void Write(MessageWriter message, byte family) => message.LengthPrefixed(hop =>
    {
        hop.U8((byte)ToldFlags).U8(Weight).U32((uint)(Link?.Index ?? 0));
        WriteGateway(hop, family);
    });

    /// <summary>RTA_GATEWAY; RTA_VIA (struct rtvia) when an IPv4 route goes by an IPv6 gateway.</summary>
    public void WriteGateway(MessageWriter message, byte family)
    {
        if (Gateway is { } gateway)
        {
            bool isOther = family == AF_INET && gateway.Length != 4;
            message.Attribute(isOther ? RTA_VIA : RTA_GATEWAY, isOther ? [AF_INET6, 0, .. gateway] : gateway);
        }
    }
}
