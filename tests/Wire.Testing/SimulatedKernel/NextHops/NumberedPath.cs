using static Wire.Testing.Simulation.Rtnetlink;

namespace Wire.Testing.Simulation;

/// <summary>A route's way by a next hop object, as that is at the moment.</summary>
internal sealed record NumberedPath(NextHopTable Table, uint Id)
{
    /// <summary>What is looked at in place of the object of that number.</summary>
    public NextHop? Instead { get; init; }

    public bool IsGroup => Own.Group is not null;

    /// <summary>A group is one when its only member is.</summary>
    public bool IsBlackhole => Members is [{ IsBlackhole: true }];

    public bool HasIpv4 => Members.Exists(m => m.Family == AF_INET);

    /// <summary>A next hop without a carrier goes: its own state is never told.</summary>
    public IReadOnlyList<RouteHop> Hops =>
        [.. Members.Select((m, i) => new RouteHop(m.Gateway, m.Link, (byte)(Own.Group?[i].Weight ?? 0), m.Flags & RTNH_F_ONLINK) { FrozenDown = false })];

    private NextHop Own => Instead ?? Table[Id];

    private List<NextHop> Members => Own.Group is { } group ? [.. group.Select(m => Table[m.Id])] : [Own];

    /// <summary>nexthop_check_scope, of the first of a group.</summary>
    public void CheckScope(byte scope)
    {
        NextHop first = Members[0];
        bool fits = scope != RT_SCOPE_HOST || (!IsGroup && first.Gateway is null);
        if (!fits || ((first.Flags & RTNH_F_ONLINK) != 0 && scope >= RT_SCOPE_LINK))
        {
            throw new RefusedException(Errno.EINVAL, fits ? "Scope mismatch with nexthop" : "Route with host scope can not have a gateway");
        }
    }
}
