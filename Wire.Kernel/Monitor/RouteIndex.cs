using System.Runtime.InteropServices;
using Wire.Domain;

namespace Wire.Kernel;

/// <summary>Which routes hang on a link, and which IPv4 ones on a source address or a nexthop object: what goes with those costs what hangs on them.</summary>
internal sealed class RouteIndex
{
    private readonly Dictionary<(string Link, bool IsV6), HashSet<RoutesOfOneName>> _byLink = [];
    private readonly Dictionary<IpAddr, HashSet<RoutesOfOneName>> _bySource = [];
    private readonly Dictionary<uint, HashSet<RoutesOfOneName>> _byNexthop = [];

    public void Add(RoutesOfOneName routes)
    {
        Add(routes.First, routes);
        foreach (Route behind in routes.Behind ?? [])
        {
            Add(behind, routes);
        }
    }

    public void Remove(RoutesOfOneName routes)
    {
        Remove(routes.First, routes);
        foreach (Route behind in routes.Behind ?? [])
        {
            Remove(behind, routes);
        }
    }

    /// <summary>The routes by a link, as they are now: the index may be changed while one goes through them.</summary>
    public RoutesOfOneName[] By(string link, bool v6) => _byLink.TryGetValue((link, v6), out HashSet<RoutesOfOneName>? found) ? [.. found] : [];

    /// <summary>Whether an IPv4 route hangs on one of them.</summary>
    public bool HasV4(string link, IpAddr? source, uint nexthop) =>
        _byLink.ContainsKey((link, false)) || (source is { } address && _bySource.ContainsKey(address)) || (nexthop != 0 && _byNexthop.ContainsKey(nexthop));

    private void Add(Route route, RoutesOfOneName routes)
    {
        if (route.Dev is { } dev)
        {
            Add(_byLink, (dev, route.Prefix.IsV6), routes);
        }
        foreach (NextHop way in route.NextHops ?? [])
        {
            if (way.Dev is { } link)
            {
                Add(_byLink, (link, route.Prefix.IsV6), routes);
            }
        }
        if (route is { Prefix.IsV6: false, Source: { } source })
        {
            Add(_bySource, source, routes);
        }
        if (route is { Prefix.IsV6: false, NexthopId: { } nexthop })
        {
            Add(_byNexthop, nexthop, routes);
        }
    }

    private void Remove(Route route, RoutesOfOneName routes)
    {
        if (route.Dev is { } dev)
        {
            Remove(_byLink, (dev, route.Prefix.IsV6), routes);
        }
        foreach (NextHop way in route.NextHops ?? [])
        {
            if (way.Dev is { } link)
            {
                Remove(_byLink, (link, route.Prefix.IsV6), routes);
            }
        }
        if (route is { Prefix.IsV6: false, Source: { } source })
        {
            Remove(_bySource, source, routes);
        }
        if (route is { Prefix.IsV6: false, NexthopId: { } nexthop })
        {
            Remove(_byNexthop, nexthop, routes);
        }
    }

    private static void Add<TKey>(Dictionary<TKey, HashSet<RoutesOfOneName>> index, TKey key, RoutesOfOneName routes)
        where TKey : notnull
    {
        ref HashSet<RoutesOfOneName>? found = ref CollectionsMarshal.GetValueRefOrAddDefault(index, key, out _);
        (found ??= []).Add(routes);
    }

    private static void Remove<TKey>(Dictionary<TKey, HashSet<RoutesOfOneName>> index, TKey key, RoutesOfOneName routes)
        where TKey : notnull
    {
        if (index.TryGetValue(key, out HashSet<RoutesOfOneName>? found) && found.Remove(routes) && found.Count == 0)
        {
            index.Remove(key);
        }
    }
}
