using Wire.Domain;
using static Wire.Kernel.LinuxNetlink;

namespace Wire.Kernel;

/// <summary>
/// The routes as they were told, because the kernel tells some ends in part or not at all: it drops IPv4 routes in silence when
/// their link goes down or away, or their source address is removed (fib_sync_down_dev and fib_sync_down_addr in
/// net/ipv4/fib_semantics.c); it takes a multipath IPv6 route apart one way at a time; and of several routes with one name
/// (NLM_F_APPEND) only the first is in use, until it goes and the next takes its place.
/// </summary>
internal sealed class RouteBook
{
    private readonly HashSet<RoutesOfOneName> _names = new(new RoutesOfOneName.Comparer());
    private readonly HashSet<RoutesOfOneName>.AlternateLookup<Route> _byName;
    private RouteIndex? _index;

    public RouteBook() => _byName = _names.GetAlternateLookup<Route>();

    /// <summary>Where a route leads: what tells those of one name apart.</summary>
    internal readonly record struct Way(IpPrefix Prefix, uint Table, uint Metric, uint Tos, uint Type, IpAddr? Via, string? Dev, ValueList<NextHop>? NextHops, uint? NexthopId)
    {
        public static Way Of(Route route) =>
            new(route.Prefix, route.EffectiveTable, route.EffectiveMetric, route.Tos ?? 0, route.EffectiveType, route.Via, route.Dev, route.NextHops, route.NexthopId);
    }

    /// <summary>What there is to tell: a route that is there now, or one that is gone.</summary>
    internal readonly record struct News(Route Route, bool Vanished);

    public void Clear()
    {
        _names.Clear();
        _index = null;
    }

    /// <summary>Takes note of a route; false when it stands behind another of its name and is not in use.</summary>
    /// <param name="route">As it was told.</param>
    /// <param name="flags">nlmsg_flags, which say where it went among those of its name.</param>
    public bool Observe(Route route, ushort flags)
    {
        if (!_byName.TryGetValue(route, out RoutesOfOneName? routes))
        {
            routes = new(route);
            _names.Add(routes);
            _index?.Add(routes);
            return true;
        }
        if (IsSameWay(routes.First, route) && routes.First.Source == route.Source)
        {
            routes.First = route;
            return true;
        }
        _index?.Remove(routes);
        bool isFirst = Place(routes, route, flags);
        _index?.Add(routes);
        return isFirst;
    }

    private static bool Place(RoutesOfOneName routes, Route route, ushort flags)
    {
        Route first = routes.First;
        if ((flags & NLM_F_REPLACE) != 0 || TellsAll(first, route) || IsSameWay(first, route))
        {
            routes.First = route;
            return true;
        }
        int at = routes.Behind?.FindIndex(r => IsSameWay(r, route)) ?? -1;
        if (at >= 0)
        {
            routes.Behind![at] = route;
            return false;
        }
        if ((flags & (NLM_F_APPEND | NLM_F_MULTI)) != 0)
        {
            routes.Insert(routes.Behind?.Count ?? 0, route);
            return false;
        }
        routes.Insert(0, first);
        routes.First = route;
        return true;
    }

    /// <summary>What the deletion of a route comes down to; null for nothing.</summary>
    public News? Vanish(Route told)
    {
        if (!_byName.TryGetValue(told, out RoutesOfOneName? routes))
        {
            return new(told, Vanished: true);
        }
        _index?.Remove(routes);
        News? news = Remove(routes, told);
        Note(routes);
        return news;
    }

    private News? Remove(RoutesOfOneName routes, Route told)
    {
        Route first = routes.First;
        if (told.Prefix.IsV6 && first.NextHops is { } ways && told.NextHops is null)
        {
            NextHop[] left = [.. ways.Where(w => w.Via != told.Via || w.Dev != told.Dev)];
            if (left.Length > 0)
            {
                Route rest = left is [var only]
                    ? first.By(only)
                    : first with { NextHops = left.ToValueList() };
                routes.First = rest;
                return new(rest, Vanished: false);
            }
        }
        else if (routes.Behind is not null && !IsSameWay(first, told) && routes.RemoveBehind(r => IsSameWay(r, told)) > 0)
        {
            return null;
        }
        return RemoveFirst(routes, told);
    }

    private News RemoveFirst(RoutesOfOneName routes, Route told)
    {
        if (routes.Advance())
        {
            return new(routes.First, Vanished: false);
        }
        _names.Remove(routes);
        routes.End();
        return new(told, Vanished: true);
    }

    /// <summary>Takes out the IPv4 routes by a link that has been unregistered: none of them survives that.</summary>
    public List<News> TakeAllBy(string link) => Take(Index().By(link, v6: false), route => Uses(route, link));

    /// <summary>Whether there is an IPv4 route that an event about the link, or about an address of it, may have ended.</summary>
    /// <param name="link">The link's reference; empty for none.</param>
    /// <param name="source">The address.</param>
    /// <param name="nexthop">A nexthop object that went; 0 for none.</param>
    public bool Concerns(string link, IpAddr? source, uint nexthop = 0) => Index().HasV4(link, source, nexthop);

    /// <summary>Takes out the IPv4 routes that a complete listing does not have.</summary>
    public List<News> TakeAllBut(IReadOnlySet<Way> present) => Take([.. _names.Where(n => !n.First.Prefix.IsV6)], route => !present.Contains(Way.Of(route)));

    private List<News> Take(RoutesOfOneName[] among, Predicate<Route> ended)
    {
        List<News> news = [];
        foreach (RoutesOfOneName routes in among)
        {
            _index?.Remove(routes);
            routes.RemoveBehind(ended);
            if (ended(routes.First))
            {
                news.Add(RemoveFirst(routes, routes.First));
            }
            Note(routes);
        }
        return news;
    }

    /// <summary>Gives the routes by a renamed link its new name: each vanishes, and is there again.</summary>
    public List<News> Rename(string oldLink, string newLink)
    {
        List<News> news = [];
        foreach (RoutesOfOneName routes in Index().By(oldLink, v6: false).Concat(Index().By(oldLink, v6: true)))
        {
            Route route = routes.First;
            _index?.Remove(routes);
            _names.Remove(routes);
            for (int i = 0; i < routes.Behind?.Count; i++)
            {
                routes.Behind[i] = Renamed(routes.Behind[i], oldLink, newLink);
            }
            if (Uses(route, oldLink))
            {
                routes.First = Renamed(route, oldLink, newLink);
                if (routes.First.Key != route.Key)
                {
                    news.Add(new(route, Vanished: true));
                }
                news.Add(new(routes.First, Vanished: false));
            }
            if (_byName.TryGetValue(routes.First, out RoutesOfOneName? replaced))
            {
                _index?.Remove(replaced);
                _names.Remove(replaced);
            }
            _names.Add(routes);
            _index?.Add(routes);
        }
        return news;
    }

    /// <summary>After a change of the routes of one name: those that are left are found by what they hang on again.</summary>
    private void Note(RoutesOfOneName routes)
    {
        if (!routes.IsGone)
        {
            _index?.Add(routes);
        }
    }

    /// <summary>Made when it is first asked for: a listing and a burst of routes do not pay for it before a link, an address or a nexthop object goes.</summary>
    private RouteIndex Index()
    {
        if (_index is null)
        {
            _index = new();
            foreach (RoutesOfOneName routes in _names)
            {
                _index.Add(routes);
            }
        }
        return _index;
    }

    private static Route Renamed(Route route, string oldLink, string newLink) => route with
    {
        Dev = route.Dev == oldLink ? newLink : route.Dev,
        NextHops = route.NextHops is { } ways ? NextHopsFormat.Sorted(ways.Select(w => w.Dev == oldLink ? w with { Dev = newLink } : w)) : null,
    };

    /// <summary>A message about a multipath IPv6 route tells all of it.</summary>
    private static bool TellsAll(Route first, Route route) => route.Prefix.IsV6 && (first.NextHops is not null || route.NextHops is not null);

    private static bool IsSameWay(Route left, Route right) => Way.Of(left) == Way.Of(right);

    private static bool Uses(Route route, string link) =>
        route.Dev == link || (route.NextHops is { } ways && ways.Any(w => w.Dev == link));
}
