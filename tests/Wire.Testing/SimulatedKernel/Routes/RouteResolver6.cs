using static Wire.Testing.Simulation.Rtnetlink;

namespace Wire.Testing.Simulation;

/// <summary>Makes an IPv6 route of a request, or says why it cannot be one (ip6_route_info_create, ip6_validate_gw).</summary>
internal sealed class RouteResolver6(SimulatedNamespace ns)
{
    /// <summary>IP6_RT_PRIO_USER.</summary>
    private const uint DefaultMetric = 1024;

    public static void CheckForm(RouteRequest wanted)
    {
        Require(wanted.PrefixLength <= 128, Errno.EINVAL, "Invalid prefix length");
        Require(wanted.Type <= RTN_MAX, Errno.EINVAL, "Invalid route type");
        wanted.CheckNumberedHop();
    }

    public static uint TableOf(RouteRequest wanted) => wanted.Table == RT_TABLE_UNSPEC ? RT_TABLE_MAIN : wanted.Table;

    /// <summary>Bits behind the prefix's length are cut off, not refused as IPv4 does.</summary>
    public static UInt128 PrefixOf(RouteRequest wanted) =>
        wanted.Destination is { } destination ? Ip.Read6(destination) & Ip.Mask6(wanted.PrefixLength) : 0;

    public Route6 Resolve(RouteRequest wanted)
    {
        CheckForm(wanted);
        NumberedPath? numbered = ns.NextHops.PathOf(wanted);
        Require(numbered is not { HasIpv4: true }, Errno.EINVAL, "IPv6 routes can not use an IPv4 nexthop");
        ns.Routes6.MakeTable(TableOf(wanted));
        bool nowhere = wanted.Type is RTN_BLACKHOLE or RTN_UNREACHABLE or RTN_PROHIBIT or RTN_THROW;
        RouteRequest.Hop[] asked = [.. wanted.Hops ?? [new(wanted.Gateway, wanted.OutIndex, 0, wanted.Flags)]];
        UInt128? source = wanted.PreferredSource is { } told ? Ip.Read6(told) : null;
        RouteHop[] hops = numbered is not null ? [] : nowhere ? [new(null, ns.Links.Find(1), 0, 0)] : Hops(asked, TableOf(wanted));
        Require(source is not { } s || ns.Addresses6.All.Any(a => a.Local == s), Errno.EINVAL, "Invalid source address");
        return new()
        {
            Table = TableOf(wanted),
            Prefix = PrefixOf(wanted),
            PrefixLength = wanted.PrefixLength,
            Metric = wanted.Priority == 0 ? DefaultMetric : wanted.Priority,
            Type = wanted.Type == RTN_UNSPEC ? RTN_UNICAST : wanted.Type,
            Protocol = wanted.Protocol == RTPROT_UNSPEC ? RTPROT_BOOT : wanted.Protocol,
            PreferredSource = source,
            Metrics = wanted.Metrics,
            Numbered = numbered,
            Hops = hops,
        };
    }

    /// <summary>Of a next hop that has a number (fib6_nh_init).</summary>
    public RouteHop NumberedHop(RouteRequest.Hop asked, uint table) => Hop(asked, table);

    private RouteHop[] Hops(RouteRequest.Hop[] asked, uint table)
    {
        List<RouteHop> hops = [];
        foreach (RouteRequest.Hop one in asked)
        {
            RouteHop hop = Hop(one, table);
            Require(!hops.Exists(hop.IsSameWay), Errno.EEXIST);
            hops.Add(hop);
        }
        return [.. hops];
    }

    private RouteHop Hop(RouteRequest.Hop asked, uint table)
    {
        SimulatedLink? link = asked.OutIndex == 0 ? null : ns.Links.Find(asked.OutIndex) ?? throw new RefusedException(Errno.ENODEV);
        Require(link is null || AddressTable6.HasIpv6(link), Errno.ENODEV);
        bool onLink = (asked.Flags & RTNH_F_ONLINK) != 0;
        if (onLink)
        {
            Require(link is not null, Errno.ENODEV, "Nexthop device required for onlink");
            Require(link!.IsUp, Errno.ENETDOWN, "Nexthop device is not up");
        }
        byte[]? gateway = asked.Gateway is { } told && told.Any(b => b != 0) ? told : null;
        if (gateway is not null)
        {
            link = Through(Ip.Read6(gateway), link, table, onLink);
        }
        link = link ?? throw new RefusedException(Errno.ENODEV);
        Require(link.IsUp, Errno.ENETDOWN, "Nexthop device is not up");
        return new(gateway, link, asked.Weight, asked.Flags & RTNH_F_ONLINK) { FrozenDown = RouteHop.FrozenBy(link) };
    }

    /// <summary>ip6_validate_gw: a gateway is not one of our addresses, and is reached directly.</summary>
    private SimulatedLink Through(UInt128 gateway, SimulatedLink? link, uint table, bool onLink)
    {
        bool linkLocal = Ip.IsLinkLocal(gateway);
        Require(!ns.Addresses6.All.Any(a => a.Local == gateway && (!linkLocal || a.Link == link)), Errno.EINVAL, "Gateway can not be a local address");
        Require(!Ip.IsMulticast(gateway) && gateway != 1, Errno.EINVAL, "Invalid gateway address");
        if (!linkLocal && !onLink)
        {
            link = Reached(gateway, link, table);
        }
        Require(linkLocal || !onLink || IsOnLink(gateway, link!), Errno.EINVAL, "Nexthop has invalid gateway or device mismatch");
        Require(link is not null, Errno.EINVAL, "Egress device not specified");
        Require(!link!.IsLoopback, Errno.EINVAL, "Egress device can not be loopback device for this route");
        return link;
    }

    /// <summary>By the route's own table, then by the rules: there the first table that knows a way decides (ip6_route_check_nh).</summary>
    private SimulatedLink Reached(UInt128 gateway, SimulatedLink? link, uint table) =>
        DirectLink(FirstMatch(table, gateway, link)) is { } own
            ? link ?? own
            : DirectLink(ByRules(gateway, link)) is { } found && (link ?? found) == found ? found : throw new RefusedException(Errno.EHOSTUNREACH);

    /// <summary>ip6_route_check_nh_onlink: no better route than the default one knows the gateway behind another link.</summary>
    private bool IsOnLink(UInt128 gateway, SimulatedLink link)
    {
        Route6[] known = [.. ns.Routes6.Matching(VrfLink.TableOf(link) ?? RT_TABLE_MAIN, gateway).Where(r => r.Hops.Any(h => !h.IsDead))];
        return known is not [{ LeadsNowhere: false } first, ..] || first.Prefix == 0 || first.Hops[0].Link is { IsLoopback: true }
            || known.Where(r => r.Key == first.Key && r.Metric == first.Metric).Any(r => r.Type == RTN_UNICAST && r.Hops.Any(h => h.Link == link));
    }

    private Route6? ByRules(UInt128 gateway, SimulatedLink? link)
    {
        foreach (Rule rule in ns.Rules.Of(AF_INET6).Where(r => r.FitsGatewayLookup(ns, Ip.Bytes(gateway), link?.Index ?? 0)))
        {
            if (rule.Action is not (FibRules.FR_ACT_GOTO or FibRules.FR_ACT_NOP or FibRules.FR_ACT_TO_TBL))
            {
                return null;
            }
            if (rule.Action == FibRules.FR_ACT_TO_TBL && FirstMatch(rule.TableFor(ns, link?.Index ?? 0), gateway, link as VrfLink is null ? link : null) is { } route)
            {
                return route;
            }
        }
        return null;
    }

    private Route6? FirstMatch(uint table, UInt128 gateway, SimulatedLink? link) =>
        ns.Routes6.Matching(table, gateway).FirstOrDefault(r => link is null || r.Numbered is { IsBlackhole: true } || r.Hops.Any(h => h.Link == link));

    /// <summary>The link of a route without a gateway; a route over lo to somewhere else is one that leads nowhere (fib6_is_reject).</summary>
    private static SimulatedLink? DirectLink(Route6? route) =>
        route is { LeadsNowhere: false } && route.Hops[0] is { Gateway: null, Link: { IsLoopback: false } through } ? through : null;
}
