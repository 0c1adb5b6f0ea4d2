using System.Runtime.InteropServices;
using Wire.Domain;

namespace Wire.Kernel;

/// <summary>Which routes hang on a link, and which IPv4 ones on a source address or a nexthop object: what goes with those costs what hangs on them.</summary>
/// <param name="names">How names are compared. Each is said by a route that has it, which may be an older one than the one in use.</param>
internal sealed class RouteIndex(RouteNames names)
{
    private readonly Dictionary<(string Link, bool IsV6), HashSet<Route>> _byLink = [];
    private readonly Dictionary<IpAddr, HashSet<Route>> _bySource = [];
    private readonly Dictionary<uint, HashSet<Route>> _byNexthop = [];

    /// <param name="route">One of a name.</param>
    /// <param name="name">Any of that name.</param>
    public void Add(Route route, Route name) => ForEach(route, name, add: true);

    /// <param name="route">One of a name.</param>
    /// <param name="name">Any of that name.</param>
    public void Remove(Route route, Route name) => ForEach(route, name, add: false);

    /// <summary>The names of the routes by a link, as they are now: the index may be changed while one goes through them.</summary>
    public Route[] By(string link, bool v6) => _byLink.TryGetValue((link, v6), out HashSet<Route>? found) ? [.. found] : [];

    /// <summary>Whether an IPv4 route hangs on one of them.</summary>
    public bool HasV4(string link, IpAddr? source, uint nexthop) =>
        _byLink.ContainsKey((link, false)) || (source is { } address && _bySource.ContainsKey(address)) || (nexthop != 0 && _byNexthop.ContainsKey(nexthop));

    private void ForEach(Route route, Route name, bool add)
    {
        if (route.Dev is { } dev)
        {
            Note(_byLink, (dev, route.Prefix.IsV6), name, add);
        }
        foreach (NextHop way in route.NextHops ?? [])
        {
            if (way.Dev is { } link)
            {
                Note(_byLink, (link, route.Prefix.IsV6), name, add);
            }
        }
        if (route is { Prefix.IsV6: false, Source: { } source })
        {
            Note(_bySource, source, name, add);
        }
        if (route is { Prefix.IsV6: false, NexthopId: { } nexthop })
        {
            Note(_byNexthop, nexthop, name, add);
        }
    }

    private void Note<TKey>(Dictionary<TKey, HashSet<Route>> index, TKey key, Route name, bool add)
        where TKey : notnull
    {
        if (add)
        {
            ref HashSet<Route>? found = ref CollectionsMarshal.GetValueRefOrAddDefault(index, key, out _);
            (found ??= new(names)).Add(name);
        }
        else if (index.TryGetValue(key, out HashSet<Route>? found) && found.Remove(name) && found.Count == 0)
        {
            index.Remove(key);
        }
    }
}
