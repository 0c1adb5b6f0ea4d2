using static Wire.Testing.Simulation.Netlink;
using static Wire.Testing.Simulation.Rtnetlink;

namespace Wire.Testing.Simulation;

/// <summary>IPv4 routes (fib_trie.c): requests, and the routes in their order of preference.</summary>
internal sealed partial class RouteTable4(SimulatedNamespace ns)
{
    private readonly Dictionary<(uint Table, uint Prefix, byte Length), List<Route4>> _routes = [];
    private readonly HashSet<uint> _tables = [RT_TABLE_MAIN, RT_TABLE_LOCAL];
    private readonly RouteResolver4 _resolver = new(ns);

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

    /// <summary>
    /// Those of a table that a destination matches, the longest prefix first, each prefix in its order of preference. The local
    /// and the main table are one until there are other rules than the kernel's (fib_trie_table).
    /// </summary>
    public IEnumerable<Route4> Matching(uint table, uint destination)
    {
        bool isMerged = table is RT_TABLE_LOCAL or RT_TABLE_MAIN && !ns.Rules.HasSplitTables4;
        uint[] tables = isMerged ? [RT_TABLE_LOCAL, RT_TABLE_MAIN] : [table];
        return Enumerable.Range(0, 33).SelectMany(back => tables.SelectMany(t =>
            _routes.GetValueOrDefault((t, destination & Ip.Mask4(32 - back), (byte)(32 - back))) ?? []));
    }

    public bool HasTable(uint table) => _tables.Contains(table);

    /// <summary>A table is there as soon as something was to be put in it.</summary>
    public void MakeTable(uint table) => _tables.Add(table);

    private void Insert(Route4 route, ushort flags, Cause cause)
    {
        List<Route4> routes = _routes.GetValueOrDefault(route.Key) ?? [];
        List<Route4> rivals = [.. routes.Where(r => r.Tos == route.Tos && r.Priority == route.Priority)];
        ushort toldFlags = NLM_F_EXCL;
        int at;
        if (rivals.Count > 0)
        {
            Refuse((flags & NLM_F_EXCL) != 0, Errno.EEXIST);
            toldFlags = 0;
            Route4? same = rivals.Find(r => r.IsSame(route));
            at = routes.IndexOf(rivals[0]);
            if ((flags & NLM_F_REPLACE) != 0)
            {
                Replace(routes, at, same, route, cause);
                return;
            }
            Refuse(same is not null, Errno.EEXIST);
            if ((flags & NLM_F_APPEND) != 0)
            {
                toldFlags |= NLM_F_APPEND;
                at = routes.IndexOf(rivals[^1]) + 1;
            }
        }
        else
        {
            at = routes.FindIndex(r => r.Tos < route.Tos || (r.Tos == route.Tos && r.Priority > route.Priority));
            at = at < 0 ? routes.Count : at;
        }
        Refuse((flags & NLM_F_CREATE) == 0, Errno.ENOENT);
        routes.Insert(at, route);
        _routes[route.Key] = routes;
        Tell(RTM_NEWROUTE, route, cause, (ushort)(toldFlags | NLM_F_CREATE));
    }

    private void Replace(List<Route4> routes, int at, Route4? same, Route4 route, Cause cause)
    {
        if (same is not null)
        {
            Refuse(same != routes[at], Errno.EEXIST);
            return;
        }
        routes[at] = route;
        Tell(RTM_NEWROUTE, route, cause, NLM_F_REPLACE);
    }

    private void Delete(RouteRequest wanted, Cause cause)
    {
        RouteResolver4.CheckForm(wanted);
        ns.NextHops.PathOf(wanted);
        uint prefix = wanted.Destination is { } destination ? Ip.Read4(destination) : 0;
        uint table = wanted.Table == RT_TABLE_UNSPEC ? RT_TABLE_MAIN : wanted.Table;
        uint? source = wanted.PreferredSource is { } s ? Ip.Read4(s) : null;
        Route4? found = _routes.GetValueOrDefault((table, prefix, wanted.PrefixLength))?.Find(r =>
            r.Tos == wanted.Tos
            && (wanted.Type == RTN_UNSPEC || r.Type == wanted.Type)
            && (wanted.Scope == RT_SCOPE_NOWHERE || r.Scope == wanted.Scope)
            && (source is null || r.PreferredSource == source)
            && (wanted.Protocol == RTPROT_UNSPEC || r.Protocol == wanted.Protocol)
            && (wanted.Priority == 0 || r.Priority == wanted.Priority)
            && (r.Numbered is null ? wanted.NumberedHop == 0 && HopsFit(wanted, r.Hops) : FitsNumbered(wanted, r.Numbered))
            && (wanted.Metrics is not { } metrics || metrics.AsSpan().SequenceEqual(r.Metrics ?? [])));
        Remove(found ?? throw new RefusedException(Errno.ESRCH));
        Tell(RTM_DELROUTE, found, cause, 0);
    }

    /// <summary>fib_nh_match: a single hop is compared with the first of the route's.</summary>
    private static bool HopsFit(RouteRequest wanted, IReadOnlyList<RouteHop> hops)
    {
        if (wanted.OutIndex != 0 || wanted.Gateway is not null)
        {
            return hops.Count > 0 && HopFits(hops[0], wanted.OutIndex, wanted.Gateway);
        }
        // A route that leads nowhere has one hop, of no link.
        RouteHop[] all = hops.Count > 0 ? [.. hops] : [new(null, null, 0, 0)];
        return wanted.Hops is null
            || (wanted.Hops.Count >= all.Length && wanted.Hops.Zip(all).All(pair => HopFits(pair.Second, pair.First.OutIndex, pair.First.Gateway)));
    }

    private static bool FitsNumbered(RouteRequest wanted, NumberedPath numbered) =>
        wanted.NumberedHop == numbered.Id || wanted is { NumberedHop: 0, OutIndex: 0, Gateway: null, Hops: null };

    private static bool HopFits(RouteHop hop, int index, byte[]? gateway) =>
        (index == 0 || hop.Link?.Index == index) && (gateway is null || gateway.AsSpan().SequenceEqual(hop.Gateway));

    private void Remove(Route4 route)
    {
        List<Route4> routes = _routes[route.Key];
        routes.Remove(route);
        if (routes.Count == 0)
        {
            _routes.Remove(route.Key);
        }
    }

    private void Tell(ushort type, Route4 route, Cause cause, ushort flags) =>
        ns.Notify(RTNLGRP_IPV4_ROUTE, route.Write(type, cause, flags), cause);
}
