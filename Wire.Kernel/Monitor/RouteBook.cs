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
    private readonly Dictionary<Id, Route> _first = [];
    private readonly Dictionary<Id, List<Route>> _behind = [];
    private readonly RouteIndex<Id> _index = new();

    /// <summary>What a route is found by; the link only for those that the kernel makes for itself, one for each link.</summary>
    private readonly record struct Id(IpPrefix Prefix, uint Table, uint Metric, uint Tos, string? Dev)
    {
        private const uint KernelMade = 2;

        public static Id Of(Route route) =>
            new(route.Prefix, route.EffectiveTable, route.EffectiveMetric, route.Tos ?? 0, route.Protocol == KernelMade ? route.Dev : null);
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
        _first.Clear();
        _behind.Clear();
        _index.Clear();
    }

    /// <summary>Takes note of a route; false when it stands behind another of its name and is not in use.</summary>
    /// <param name="route">As it was told.</param>
    /// <param name="flags">nlmsg_flags, which say where it went among those of its name.</param>
    public bool Observe(Route route, ushort flags)
    {
        Id id = Id.Of(route);
        Forget(id);
        bool isFirst = Place(id, route, flags);
        Note(id);
        return isFirst;
    }

    private bool Place(Id id, Route route, ushort flags)
    {
        if (!_first.TryGetValue(id, out Route? first) || (flags & NLM_F_REPLACE) != 0 || TellsAll(first, route) || IsSameWay(first, route))
        {
            _first[id] = route;
            return true;
        }
        if (!_behind.TryGetValue(id, out List<Route>? behind))
        {
            _behind[id] = behind = [];
        }
        int at = behind.FindIndex(r => IsSameWay(r, route));
        if (at >= 0)
        {
            behind[at] = route;
            return false;
        }
        if ((flags & (NLM_F_APPEND | NLM_F_MULTI)) != 0)
        {
            behind.Add(route);
            return false;
        }
        behind.Insert(0, first);
        _first[id] = route;
        return true;
    }

    /// <summary>What the deletion of a route comes down to; null for nothing.</summary>
    public News? Vanish(Route told)
    {
        Id id = Id.Of(told);
        Forget(id);
        News? news = Remove(id, told);
        Note(id);
        return news;
    }

    private News? Remove(Id id, Route told)
    {
        if (!_first.TryGetValue(id, out Route? first))
        {
            return new(told, Vanished: true);
        }
        if (told.Prefix.IsV6 && first.NextHops is { } ways && told.NextHops is null)
        {
            NextHop[] left = [.. ways.Where(w => w.Via != told.Via || w.Dev != told.Dev)];
            if (left.Length > 0)
            {
                Route rest = left is [var only]
                    ? first.By(only)
                    : first with { NextHops = left.ToValueList() };
                _first[id] = rest;
                return new(rest, Vanished: false);
            }
        }
        else if (!IsSameWay(first, told) && _behind.TryGetValue(id, out List<Route>? behind) && behind.RemoveAll(r => IsSameWay(r, told)) > 0)
        {
            return null;
        }
        return RemoveFirst(id, told);
    }

    private News RemoveFirst(Id id, Route told)
    {
        if (_behind.TryGetValue(id, out List<Route>? behind) && behind.Count > 0)
        {
            Route next = behind[0];
            behind.RemoveAt(0);
            _first[id] = next;
            return new(next, Vanished: false);
        }
        _behind.Remove(id);
        _first.Remove(id);
        return new(told, Vanished: true);
    }

    /// <summary>Takes out the IPv4 routes by a link that has been unregistered: none of them survives that.</summary>
    public List<News> TakeAllBy(string link) => Take(_index.By(link, v6: false), route => Uses(route, link));

    /// <summary>Whether there is an IPv4 route that an event about the link, or about an address of it, may have ended.</summary>
    /// <param name="link">The link's reference; empty for none.</param>
    /// <param name="source">The address.</param>
    /// <param name="nexthop">A nexthop object that went; 0 for none.</param>
    public bool Concerns(string link, IpAddr? source, uint nexthop = 0) => _index.HasV4(link, source, nexthop);

    /// <summary>Takes out the IPv4 routes that a complete listing does not have.</summary>
    public List<News> TakeAllBut(IReadOnlySet<Way> present) => Take([.. _first.Keys.Where(id => !id.Prefix.IsV6)], route => !present.Contains(Way.Of(route)));

    private List<News> Take(Id[] among, Func<Route, bool> ended)
    {
        List<News> news = [];
        foreach (Id id in among)
        {
            Forget(id);
            if (_behind.TryGetValue(id, out List<Route>? behind))
            {
                behind.RemoveAll(r => ended(r));
            }
            if (_first[id] is var first && ended(first))
            {
                news.Add(RemoveFirst(id, first));
            }
            Note(id);
        }
        return news;
    }

    /// <summary>Gives the routes by a renamed link its new name: each vanishes, and is there again.</summary>
    public List<News> Rename(string oldLink, string newLink)
    {
        List<News> news = [];
        foreach (Id id in _index.By(oldLink, v6: false).Concat(_index.By(oldLink, v6: true)))
        {
            Forget(id);
            if (_behind.TryGetValue(id, out List<Route>? behind))
            {
                for (int i = 0; i < behind.Count; i++)
                {
                    behind[i] = Renamed(behind[i], oldLink, newLink);
                }
            }
            Route route = _first[id], renamed = Renamed(route, oldLink, newLink);
            Id now = Id.Of(renamed);
            if (Uses(route, oldLink))
            {
                if (now != id)
                {
                    Forget(now);
                    _behind.Remove(id);
                    _behind[now] = behind ?? [];
                }
                if (renamed.Key != route.Key)
                {
                    news.Add(new(route, Vanished: true));
                }
                _first.Remove(id);
                _first[now] = renamed;
                news.Add(new(renamed, Vanished: false));
            }
            Note(id);
            if (now != id)
            {
                Note(now);
            }
        }
        return news;
    }

    /// <summary>Around a change of the routes of one name: they are found by what they hang on again when it is done.</summary>
    private void Forget(Id id)
    {
        if (_first.TryGetValue(id, out Route? first))
        {
            _index.Remove(first, id);
        }
        foreach (Route route in _behind.GetValueOrDefault(id) ?? [])
        {
            _index.Remove(route, id);
        }
    }

    private void Note(Id id)
    {
        if (_first.TryGetValue(id, out Route? first))
        {
            _index.Add(first, id);
        }
        foreach (Route route in _behind.GetValueOrDefault(id) ?? [])
        {
            _index.Add(route, id);
        }
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
