using System.Runtime.InteropServices;
using Wire.Domain;

namespace Wire.Kernel;

/// <summary>Which routes hang on a link, and which IPv4 ones on a source address or a nexthop object: what goes with those costs what hangs on them.</summary>
/// <typeparam name="TId">What a route is known by.</typeparam>
internal sealed class RouteIndex<TId>
    where TId : notnull
{
    private readonly Dictionary<(string Link, bool IsV6), HashSet<TId>> _byLink = [];
    private readonly Dictionary<IpAddr, HashSet<TId>> _bySource = [];
    private readonly Dictionary<uint, HashSet<TId>> _byNexthop = [];

    public void Clear()
    {
        _byLink.Clear();
        _bySource.Clear();
        _byNexthop.Clear();
    }

    public void Add(Route route, TId id)
    {
        if (route.Dev is { } dev)
        {
            Add(_byLink, (dev, route.Prefix.IsV6), id);
        }
        foreach (NextHop way in route.NextHops ?? [])
        {
            if (way.Dev is { } link)
            {
                Add(_byLink, (link, route.Prefix.IsV6), id);
            }
        }
        if (route is { Prefix.IsV6: false, Source: { } source })
        {
            Add(_bySource, source, id);
        }
        if (route is { Prefix.IsV6: false, NexthopId: { } nexthop })
        {
            Add(_byNexthop, nexthop, id);
        }
    }

    public void Remove(Route route, TId id)
    {
        if (route.Dev is { } dev)
        {
            Remove(_byLink, (dev, route.Prefix.IsV6), id);
        }
        foreach (NextHop way in route.NextHops ?? [])
        {
            if (way.Dev is { } link)
            {
                Remove(_byLink, (link, route.Prefix.IsV6), id);
            }
        }
        if (route is { Prefix.IsV6: false, Source: { } source })
        {
            Remove(_bySource, source, id);
        }
        if (route is { Prefix.IsV6: false, NexthopId: { } nexthop })
        {
            Remove(_byNexthop, nexthop, id);
        }
    }

    /// <summary>The routes by a link, as they are now: the index may be changed while one goes through them.</summary>
    public TId[] By(string link, bool v6) => _byLink.TryGetValue((link, v6), out HashSet<TId>? ids) ? [.. ids] : [];

    /// <summary>Whether an IPv4 route hangs on one of them.</summary>
    public bool HasV4(string link, IpAddr? source, uint nexthop) =>
        _byLink.ContainsKey((link, false)) || (source is { } address && _bySource.ContainsKey(address)) || (nexthop != 0 && _byNexthop.ContainsKey(nexthop));

    private static void Add<TKey>(Dictionary<TKey, HashSet<TId>> index, TKey key, TId id)
        where TKey : notnull
    {
        ref HashSet<TId>? ids = ref CollectionsMarshal.GetValueRefOrAddDefault(index, key, out _);
        (ids ??= []).Add(id);
    }

    private static void Remove<TKey>(Dictionary<TKey, HashSet<TId>> index, TKey key, TId id)
        where TKey : notnull
    {
        if (index.TryGetValue(key, out HashSet<TId>? ids) && ids.Remove(id) && ids.Count == 0)
        {
            index.Remove(key);
        }
    }
}
