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
    private static readonly List<Route> None = [];

    private readonly RouteNames _names = new();
    private readonly HashSet<Route> _inUse;

    /// <summary>By the name that they share, in the order in which they take the place of the one in use.</summary>
    private readonly Dictionary<Route, List<Route>> _behind;

    private RouteIndex? _index;

    public RouteBook()
    {
        _inUse = new(_names);
        _behind = new(_names);
    }

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
        _inUse.Clear();
        _behind.Clear();
        _index = null;
    }

    /// <summary>Room for so many more: a table that grows as it is filled is filled again and again.</summary>
    public void Expect(int routes) => _inUse.EnsureCapacity(_inUse.Count + routes);

    /// <summary>Takes note of a route; false when it stands behind another of its name and is not in use.</summary>
    /// <param name="route">As it was told.</param>
    /// <param name="flags">nlmsg_flags, which say where it went among those of its name.</param>
    public bool Observe(Route route, ushort flags)
    {
        if (_inUse.Add(route))
        {
            _index?.Add(route, route);
            return true;
        }
        _inUse.TryGetValue(route, out Route? first);
        if (ReferenceEquals(first, route))
        {
            return true;
        }
        if (IsSameWay(first!, route) && first!.Source == route.Source)
        {
            Use(route);
            return true;
        }
        Unindex(first!);
        bool isFirst = Place(first!, route, flags);
        Index(route);
        return isFirst;
    }

    private bool Place(Route first, Route route, ushort flags)
    {
        if ((flags & NLM_F_REPLACE) != 0 || TellsAll(first, route) || IsSameWay(first, route))
        {
            Use(route);
            return true;
        }
        List<Route> behind = Behind(first);
        int at = behind.FindIndex(r => IsSameWay(r, route));
        if (at >= 0)
        {
            behind[at] = route;
            return false;
        }
        if (behind.Count == 0)
        {
            _behind[first] = behind = [];
        }
        if ((flags & (NLM_F_APPEND | NLM_F_MULTI)) != 0)
        {
            behind.Add(route);
            return false;
        }
        behind.Insert(0, first);
        Use(route);
        return true;
    }

    /// <summary>What the deletion of a route comes down to; null for nothing.</summary>
    public News? Vanish(Route told)
    {
        if (!_inUse.TryGetValue(told, out Route? first))
        {
            return new(told, Vanished: true);
        }
        Unindex(first);
        News? news = Remove(first, told);
        Index(told);
        return news;
    }

    private News? Remove(Route first, Route told)
    {
        if (told.Prefix.IsV6 && first.NextHops is { } ways && told.NextHops is null)
        {
            NextHop[] left = [.. ways.Where(w => w.Via != told.Via || w.Dev != told.Dev)];
            if (left.Length > 0)
            {
                Route rest = left is [var only]
                    ? first.By(only)
                    : first with { NextHops = left.ToValueList() };
                Use(rest);
                return new(rest, Vanished: false);
            }
        }
        else if (!IsSameWay(first, told) && RemoveBehind(first, r => IsSameWay(r, told)) > 0)
        {
            return null;
        }
        return RemoveInUse(told);
    }

    private News RemoveInUse(Route told)
    {
        if (Behind(told) is [var next, ..])
        {
            RemoveBehind(told, r => ReferenceEquals(r, next));
            Use(next);
            return new(next, Vanished: false);
        }
        _inUse.Remove(told);
        return new(told, Vanished: true);
    }

    /// <summary>Takes out the IPv4 routes by a link that has been unregistered: none of them survives that.</summary>
    public List<News> TakeAllBy(string link) => Take(Indexed().By(link, v6: false), route => Uses(route, link));

    /// <summary>Whether there is an IPv4 route that an event about the link, or about an address of it, may have ended.</summary>
    /// <param name="link">The link's reference; empty for none.</param>
    /// <param name="source">The address.</param>
    /// <param name="nexthop">A nexthop object that went; 0 for none.</param>
    public bool Concerns(string link, IpAddr? source, uint nexthop = 0) => Indexed().HasV4(link, source, nexthop);

    /// <summary>Takes out the IPv4 routes that a complete listing does not have.</summary>
    public List<News> TakeAllBut(IReadOnlySet<Way> present) => Take([.. _inUse.Where(r => !r.Prefix.IsV6)], route => !present.Contains(Way.Of(route)));

    private List<News> Take(Route[] names, Predicate<Route> ended)
    {
        List<News> news = [];
        foreach (Route name in names)
        {
            if (!_inUse.TryGetValue(name, out Route? first))
            {
                continue;
            }
            Unindex(first);
            RemoveBehind(first, ended);
            if (ended(first))
            {
                news.Add(RemoveInUse(first));
            }
            Index(first);
        }
        return news;
    }

    /// <summary>Gives the routes by a renamed link its new name: each vanishes, and is there again.</summary>
    public List<News> Rename(string oldLink, string newLink)
    {
        List<News> news = [];
        foreach (Route name in Indexed().By(oldLink, v6: false).Concat(Indexed().By(oldLink, v6: true)))
        {
            if (!_inUse.TryGetValue(name, out Route? first))
            {
                continue;
            }
            List<Route> behind = Behind(first).ConvertAll(r => Renamed(r, oldLink, newLink));
            Forget(first);
            Route now = first;
            if (Uses(first, oldLink))
            {
                now = Renamed(first, oldLink, newLink);
                if (now.Key != first.Key)
                {
                    news.Add(new(first, Vanished: true));
                }
                news.Add(new(now, Vanished: false));
            }
            if (_inUse.TryGetValue(now, out Route? replaced))
            {
                Forget(replaced);
            }
            _inUse.Add(now);
            if (behind.Count > 0)
            {
                _behind[now] = behind;
            }
            Index(now);
        }
        return news;
    }

    /// <summary>In place of the one of its name that was in use.</summary>
    private void Use(Route route)
    {
        _inUse.Remove(route);
        _inUse.Add(route);
    }

    private List<Route> Behind(Route name) => _behind.GetValueOrDefault(name, None);

    private int RemoveBehind(Route name, Predicate<Route> which)
    {
        if (!_behind.TryGetValue(name, out List<Route>? behind))
        {
            return 0;
        }
        int removed = behind.RemoveAll(which);
        if (behind.Count == 0)
        {
            _behind.Remove(name);
        }
        return removed;
    }

    private void Forget(Route first)
    {
        Unindex(first);
        _inUse.Remove(first);
        _behind.Remove(first);
    }

    /// <summary>Before a change of the routes of one name.</summary>
    private void Unindex(Route first)
    {
        if (_index is { } index)
        {
            index.Remove(first, first);
            Behind(first).ForEach(r => index.Remove(r, first));
        }
    }

    /// <summary>After a change of the routes of one name: those that are left are found by what they hang on again.</summary>
    private void Index(Route name)
    {
        if (_index is { } index && _inUse.TryGetValue(name, out Route? first))
        {
            index.Add(first, first);
            Behind(first).ForEach(r => index.Add(r, first));
        }
    }

    /// <summary>Made when it is first asked for: a listing and a burst of routes do not pay for it before a link, an address or a nexthop object goes.</summary>
    private RouteIndex Indexed()
    {
        if (_index is null)
        {
            _index = new(_names);
            foreach (Route route in _inUse)
            {
                Index(route);
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
