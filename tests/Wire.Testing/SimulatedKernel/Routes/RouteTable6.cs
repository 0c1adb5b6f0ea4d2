using static Wire.Testing.Simulation.Netlink;
using static Wire.Testing.Simulation.Rtnetlink;

namespace Wire.Testing.Simulation;

/// <summary>IPv6 routes (ip6_fib.c, route.c): requests, and the routes by their metric.</summary>
internal sealed partial class RouteTable6(SimulatedNamespace ns)
{
    private readonly Dictionary<(uint Table, UInt128 Prefix, byte Length), List<Route6>> _routes = [];
    private readonly HashSet<uint> _tables = [RT_TABLE_MAIN, RT_TABLE_LOCAL];
    private readonly RouteResolver6 _resolver = new(ns);

    public void Handle(Request request)
    {
        RouteRequest wanted = new(request);
        if (request.Message.Type == RTM_NEWROUTE)
        {
            Insert(_resolver.Resolve(wanted), request.Flags, request.Cause);
        }
        else
        {
            Delete(wanted, request.Cause);
        }
    }

    public IEnumerable<byte[]> Dump(Request request)
    {
        RouteFilter filter = new(request.Message);
        Cause cause = request.DumpCause;
        return _routes.Values.SelectMany(r => r)
            .Where(r => filter.Fits(r.Table, r.Protocol, r.Type, r.Hops.Select(h => h.Link)))
            .OrderBy(r => r.Table).ThenBy(r => r.Prefix).ThenByDescending(r => r.PrefixLength)
            .Select(r => r.Write(RTM_NEWROUTE, cause, filter.Flags));
    }

    /// <summary>A table is there as soon as something was to be put in it, or a rule leads to it.</summary>
    public void MakeTable(uint table) => _tables.Add(table);

    /// <summary>Those of a table that a destination matches, the longest prefix first.</summary>
    public IEnumerable<Route6> Matching(uint table, UInt128 destination)
    {
        for (int length = 128; length >= 0; length--)
        {
            if (_routes.TryGetValue((table, destination & Ip.Mask6(length), (byte)length), out List<Route6>? routes))
            {
                foreach (Route6 route in routes)
                {
                    yield return route;
                }
            }
        }
    }

    /// <summary>fib6_add_rt2node.</summary>
    private void Insert(Route6 route, ushort flags, Cause cause)
    {
        List<Route6> routes = _routes.GetValueOrDefault(route.Key) ?? [];
        List<Route6> rivals = [.. routes.Where(r => r.Metric == route.Metric)];
        bool replace = (flags & NLM_F_REPLACE) != 0;
        Refuse(replace && (flags & NLM_F_CREATE) == 0 && rivals.Count == 0, Errno.ENOENT);
        Refuse(rivals.Count > 0 && (flags & NLM_F_EXCL) != 0, Errno.EEXIST);
        if (replace && (rivals.Find(r => r.CanBeMultipath == route.CanBeMultipath) ?? rivals.FirstOrDefault()) is { } old)
        {
            routes[routes.IndexOf(old)] = route;
            Tell(RTM_NEWROUTE, route, cause, NLM_F_REPLACE);
            return;
        }
        Refuse(rivals.Exists(route.IsSameWay), Errno.EEXIST);
        ushort toldFlags = (ushort)(NLM_F_CREATE | (rivals.Count == 0 ? NLM_F_EXCL : 0));
        if (route.CanBeMultipath && rivals.Find(r => r.CanBeMultipath) is { } sibling)
        {
            sibling.Hops = [.. sibling.Hops, .. route.Hops];
            Tell(RTM_NEWROUTE, sibling, cause, NLM_F_CREATE | NLM_F_APPEND);
            return;
        }
        int at = routes.FindIndex(r => r.Metric > route.Metric);
        routes.Insert(at < 0 ? routes.Count : at, route);
        _routes[route.Key] = routes;
        Tell(RTM_NEWROUTE, route, cause, toldFlags);
    }

    /// <summary>ip6_route_del: a gateway takes one hop out of a multipath route, otherwise the whole route goes. Of several gateways each is tried, and the last refusal told.</summary>
    private void Delete(RouteRequest wanted, Cause cause)
    {
        RouteResolver6.CheckForm(wanted);
        ns.NextHops.PathOf(wanted);
        (uint Table, UInt128, byte) key = (RouteResolver6.TableOf(wanted), RouteResolver6.PrefixOf(wanted), wanted.PrefixLength);
        RefusedException? refused = null;
        foreach (RouteRequest.Hop hop in wanted.Hops ?? [new(wanted.Gateway, wanted.OutIndex, 0, 0)])
        {
            try
            {
                DeleteOne(wanted, hop, key, cause);
            }
            catch (RefusedException one)
            {
                refused = one;
            }
        }
        if (refused is not null)
        {
            throw refused;
        }
    }

    private void DeleteOne(RouteRequest wanted, RouteRequest.Hop asked, (uint Table, UInt128, byte) key, Cause cause)
    {
        bool Fits(RouteHop hop) =>
            (asked.OutIndex == 0 || hop.Link?.Index == asked.OutIndex)
            && (asked.Gateway is not { } gateway || gateway.AsSpan().SequenceEqual(hop.Gateway));
        Route6? route = _routes.GetValueOrDefault(key)?.Find(r =>
            (wanted.Priority == 0 || r.Metric == wanted.Priority)
            && (wanted.Protocol == RTPROT_UNSPEC || r.Protocol == wanted.Protocol)
            && (r.Numbered is { } numbered ? wanted.NumberedHop == 0 || wanted.NumberedHop == numbered.Id : wanted.NumberedHop == 0 && r.Hops.Any(Fits)));
        if (route is null)
        {
            // The root of a table that is there has an entry that says "no route": it fits a request without conditions, and cannot be deleted.
            bool fitsNullEntry = wanted is { PrefixLength: 0, Priority: 0, Protocol: RTPROT_UNSPEC, NumberedHop: 0 } && asked is { OutIndex: 0, Gateway: null }
                && _tables.Contains(key.Table) && !_routes.ContainsKey(key);
            throw new RefusedException(fitsNullEntry ? Errno.ENOENT : Errno.ESRCH);
        }
        if (asked.Gateway is not null && route.Numbered is null && route.Hops.Count > 1)
        {
            RouteHop gone = route.Hops.First(Fits);
            Tell(RTM_DELROUTE, route, cause, 0, [gone]);
            route.Hops = [.. route.Hops.Where(h => h != gone)];
            return;
        }
        Remove(route);
        Tell(RTM_DELROUTE, route, cause, 0);
    }

    private void Remove(Route6 route)
    {
        List<Route6> routes = _routes[route.Key];
        routes.Remove(route);
        if (routes.Count == 0)
        {
            _routes.Remove(route.Key);
        }
    }

    private void Tell(ushort type, Route6 route, Cause cause, ushort flags, IReadOnlyList<RouteHop>? onlyHops = null)
    {
        IReadOnlyList<RouteHop> all = route.Hops;
        route.Hops = onlyHops ?? all;
        byte[] message = route.Write(type, cause, flags);
        route.Hops = all;
        ns.Notify(RTNLGRP_IPV6_ROUTE, message, cause);
    }
}
