using static Wire.Testing.Simulation.Rtnetlink;

namespace Wire.Testing.Simulation;

/// <summary>Makes a route of a request, or says why it cannot be one (fib_create_info, fib_check_nh).</summary>
internal sealed class RouteResolver4(SimulatedNamespace ns)
{
    private static readonly byte[] _leadsNowhere = [RTN_BLACKHOLE, RTN_UNREACHABLE, RTN_PROHIBIT, RTN_THROW];

    public static void CheckForm(RouteRequest wanted)
    {
        Require(wanted.PrefixLength <= 32, Errno.EINVAL, "Invalid prefix length");
        Require((wanted.Tos & 3) == 0, Errno.EINVAL, "Invalid dsfield (dscp): ECN bits must be 0");
        Require(wanted.Type <= RTN_MAX, Errno.EINVAL, "Invalid route type");
        wanted.CheckNumberedHop();
        uint prefix = wanted.Destination is { } destination ? Ip.Read4(destination) : 0;
        Require((prefix & ~Ip.Mask4(wanted.PrefixLength)) == 0, Errno.EINVAL, "Invalid prefix for given prefix length");
    }

    public Route4 Resolve(RouteRequest wanted)
    {
        CheckForm(wanted);
        ns.Routes4.MakeTable(wanted.Table == RT_TABLE_UNSPEC ? RT_TABLE_MAIN : wanted.Table);
        Require(MinimalScope(wanted.Type) <= wanted.Scope, Errno.EINVAL, "Invalid scope");
        uint table = wanted.Table == RT_TABLE_UNSPEC ? RT_TABLE_MAIN : wanted.Table;
        NumberedPath? numbered = ns.NextHops.PathOf(wanted);
        if (numbered is not null)
        {
            CheckNumbered(wanted, numbered);
        }
        IReadOnlyList<RouteHop> hops = numbered is null ? Hops(wanted, table) : [];
        uint? source = wanted.PreferredSource is { } told ? Ip.Read4(told) : null;
        Require(source is not { } s || ns.Routes4.IsLocal(s) || (table != RT_TABLE_MAIN && ns.Routes4.IsLocal(s, table)), Errno.EINVAL, "Invalid prefsrc address");
        return new()
        {
            Table = table,
            Prefix = wanted.Destination is { } destination ? Ip.Read4(destination) : 0,
            PrefixLength = wanted.PrefixLength,
            Tos = wanted.Tos,
            Priority = wanted.Priority,
            Type = wanted.Type,
            Protocol = wanted.Protocol,
            Scope = wanted.Scope,
            PreferredSource = source,
            Metrics = wanted.Metrics,
            Numbered = numbered,
            Hops = hops,
        };
    }

    /// <summary>Of a next hop that has a number (fib_check_nh).</summary>
    public RouteHop NumberedHop(RouteRequest.Hop asked, uint table) => Hop(asked, RT_SCOPE_UNIVERSE, table, 1);

    /// <summary>fib_check_nexthop: only of a route that leads somewhere.</summary>
    private static void CheckNumbered(RouteRequest wanted, NumberedPath numbered)
    {
        if (!_leadsNowhere.Contains(wanted.Type))
        {
            Require(wanted.Type is RTN_UNICAST or RTN_LOCAL or RTN_BROADCAST or RTN_ANYCAST or RTN_MULTICAST, Errno.EINVAL, "Invalid route type");
            Require(wanted.Scope <= RT_SCOPE_HOST, Errno.EINVAL, "Invalid scope");
            numbered.CheckScope(wanted.Scope);
        }
    }

    private IReadOnlyList<RouteHop> Hops(RouteRequest wanted, uint table)
    {
        Require(wanted.Hops is not { Count: 0 }, Errno.EINVAL);
        if (_leadsNowhere.Contains(wanted.Type))
        {
            Require(wanted.OutIndex == 0 && wanted.Gateway is null && wanted.Hops is null, Errno.EINVAL,
                "Gateway, device and multipath can not be specified for this route type");
            return [];
        }
        Require(wanted.Type is RTN_UNICAST or RTN_LOCAL or RTN_BROADCAST or RTN_ANYCAST or RTN_MULTICAST, Errno.EINVAL, "Invalid route type");
        Require(wanted.Scope <= RT_SCOPE_HOST, Errno.EINVAL, "Invalid scope");
        RouteRequest.Hop[] asked = [.. wanted.Hops ?? [new(wanted.Gateway, wanted.OutIndex, 0, wanted.Flags)]];
        return [.. asked.Select(hop => Hop(hop, wanted.Scope, table, asked.Length))];
    }

    private RouteHop Hop(RouteRequest.Hop asked, byte scope, uint table, int count)
    {
        Require((asked.Flags & (RTNH_F_DEAD | RTNH_F_LINKDOWN)) == 0, Errno.EINVAL, "Invalid flags for nexthop - can not contain DEAD or LINKDOWN");
        byte[]? gateway = asked.Gateway is { } told && told.Any(b => b != 0) ? told : null;
        SimulatedLink? link = asked.OutIndex == 0 ? null : ns.Links.Find(asked.OutIndex);
        if (scope == RT_SCOPE_HOST)
        {
            Require(count == 1, Errno.EINVAL, "Route with host scope can not have multiple nexthops");
            Require(gateway is null, Errno.EINVAL, "Route with host scope can not have a gateway");
            return new(null, link ?? throw new RefusedException(Errno.ENODEV), asked.Weight, 0) { IsLocal = true };
        }
        if (gateway is null)
        {
            Require((asked.Flags & RTNH_F_ONLINK) == 0, Errno.EINVAL, "Invalid flags for nexthop - PERVASIVE and ONLINK can not be set");
            link = link ?? throw new RefusedException(Errno.ENODEV);
            Require(link.IsUp, Errno.ENETDOWN, "Device for nexthop is not up");
            return new(null, link, asked.Weight, 0);
        }
        link = (asked.Flags & RTNH_F_ONLINK) != 0
            ? OnLink(link, gateway, scope)
            : Through(gateway, asked.OutIndex, scope, table);
        return new(gateway, link, asked.Weight, asked.Flags & RTNH_F_ONLINK);
    }

    private SimulatedLink OnLink(SimulatedLink? link, byte[] gateway, byte scope)
    {
        Require(scope < RT_SCOPE_LINK, Errno.EINVAL, "Nexthop has invalid scope");
        link = link ?? throw new RefusedException(Errno.ENODEV, "Nexthop device required for onlink");
        Require(link.IsUp, Errno.ENETDOWN, "Nexthop device is not up");
        uint address = Ip.Read4(gateway);
        RouteLookup4.Result known = RouteLookup4.InTable(ns, VrfLink.TableOf(link) ?? RT_TABLE_LOCAL, address, 0, 0);
        bool unicast = !Ip.IsMulticast(address) && (known.Link is null || known.Type == RTN_UNICAST);
        Require(unicast, Errno.EINVAL, "Nexthop has invalid gateway");
        return link;
    }

    /// <summary>A gateway must be reached by a route of a nearer scope: directly.</summary>
    private SimulatedLink Through(byte[] gateway, int outIndex, byte scope, uint table)
    {
        uint address = Ip.Read4(gateway);
        int needed = Math.Max(scope + 1, RT_SCOPE_LINK);
        RouteLookup4.Result result = table != RT_TABLE_MAIN ? RouteLookup4.InTable(ns, table, address, needed, outIndex) : RouteLookup4.Nothing;
        if (result.Errno != Errno.None)
        {
            result = RouteLookup4.ByRules(ns, address, needed, outIndex);
        }
        Require(result.Errno == Errno.None, result.Errno, "Nexthop has invalid gateway");
        Require(result.Type is RTN_UNICAST or RTN_LOCAL, Errno.EINVAL, "Nexthop has invalid gateway");
        Require(result.Link!.IsUp, Errno.ENETDOWN);
        return result.Link;
    }

    /// <summary>fib_props.</summary>
    private static byte MinimalScope(byte type) => type switch
    {
        RTN_UNSPEC => RT_SCOPE_NOWHERE,
        RTN_LOCAL => RT_SCOPE_HOST,
        RTN_BROADCAST or RTN_ANYCAST => RT_SCOPE_LINK,
        RTN_MAX => RT_SCOPE_NOWHERE,
        _ => RT_SCOPE_UNIVERSE,
    };
}
