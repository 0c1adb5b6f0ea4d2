using Wire.Domain;

namespace Wire.Kernel;

/// <summary>
/// The routes whose end the kernel does not tell, or tells in part. It drops IPv4 routes in silence when their link goes down or
/// away, or their source address is removed (fib_sync_down_dev, fib_sync_down_addr in net/ipv4/fib_semantics.c), and it takes a
/// multipath IPv6 route apart one way at a time.
/// </summary>
internal sealed class RouteBook
{
    private readonly Dictionary<Id, Route> _routes = [];

    /// <summary>What the kernel keeps apart; the link only of the routes that it makes for itself.</summary>
    internal readonly record struct Id(IpPrefix Prefix, uint Table, uint Metric, uint Tos, string? Dev)
    {
        private const uint KernelMade = 2;

        public static Id Of(Route route) =>
            new(route.Prefix, route.EffectiveTable, route.EffectiveMetric, route.Tos ?? 0, route.Protocol == KernelMade ? route.Dev : null);
    }

    public void Clear() => _routes.Clear();

    public void Observe(Route route)
    {
        if (!route.Prefix.IsV6 || route.NextHops is not null)
        {
            _routes[Id.Of(route)] = route;
        }
        else if (_routes.Count > 0)
        {
            _routes.Remove(Id.Of(route));
        }
    }

    public void Forget(Route route) => _routes.Remove(Id.Of(route));

    /// <summary>What a deletion leaves of a route: null when it is gone altogether.</summary>
    public Route? Vanish(Route told)
    {
        if (!_routes.Remove(Id.Of(told), out Route? known) || !told.Prefix.IsV6 || known.NextHops is not { } ways || told.NextHops is not null)
        {
            return null;
        }
        NextHop[] left = [.. ways.Where(w => w.Via != told.Via || w.Dev != told.Dev)];
        if (left.Length == 0)
        {
            return null;
        }
        Route rest = left is [var only]
            ? known with { NextHops = null, Via = only.Via, Dev = only.Dev }
            : known with { NextHops = left.ToValueList() };
        Observe(rest);
        return rest;
    }

    /// <summary>Takes out the IPv4 routes by a link that has been unregistered: none of them survives that.</summary>
    public IReadOnlyList<Route> TakeAllBy(string link) => Take(route => Uses(route, link));

    /// <summary>Whether there is an IPv4 route that an event about the link, or about an address of it, may have ended.</summary>
    public bool Concerns(string link, IpAddr? source) => _routes.Values.Any(r => !r.Prefix.IsV6 && (Uses(r, link) || (source is not null && r.Source == source)));

    /// <summary>Takes out the IPv4 routes that a complete listing does not have.</summary>
    public IReadOnlyList<Route> TakeAllBut(IReadOnlySet<Id> present) => Take(route => !present.Contains(Id.Of(route)));

    private List<Route> Take(Func<Route, bool> ended)
    {
        List<Route> taken = [.. _routes.Values.Where(r => !r.Prefix.IsV6 && ended(r))];
        foreach (Route route in taken)
        {
            _routes.Remove(Id.Of(route));
        }
        return taken;
    }

    private static bool Uses(Route route, string link) =>
        route.Dev == link || (route.NextHops is { } ways && ways.Any(w => w.Dev == link));
}
