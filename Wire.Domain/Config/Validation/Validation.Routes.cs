namespace Wire.Domain;

internal sealed partial class Validation
{
    private static readonly string[] WordsOfAWay = ["via", "dev", "nexthop", "onlink", "encap"];

    private WaysOut? _waysOut;

    private void CheckRoute(Declared declared, Route route)
    {
        if (route.Prefix.HasHostBits)
        {
            Report(declared, null, $"{route.Prefix} has bits set behind its prefix length", $"did you mean '{route.Prefix.Network}'?");
        }
        bool delivers = route.EffectiveType is not (>= 6 and <= 9);
        string type = RouteWords.Type.Format(route.EffectiveType);
        if (!delivers && (route.Via is not null || route.NextHops is not null || (route.Dev is not null && !route.Prefix.IsV6)))
        {
            Report(declared, route.Via is not null ? "via" : route.NextHops is not null ? "nexthop" : "dev", $"a {type} route leads nowhere", $"expected '{type}' alone, or a gateway without it");
            return;
        }
        if (route.NextHops is not null && (route.Via is not null || route.Dev is not null))
        {
            string other = route.Via is not null ? "via" : "dev";
            Report(declared, other, $"a route has 'nexthop' or '{other}', not both", "expected every way as a 'nexthop'");
        }
        CheckWayOf(declared, route);
        if (route is { EffectiveType: Route.Unicast, Via: null, Dev: null, NextHops: null, NexthopId: null } && !IsDoubtful(declared))
        {
            Report(declared, null, $"{route.Title} leads nowhere", "expected 'via', 'dev', 'nexthop', 'nhid', or 'blackhole'");
        }
        CheckHop(declared, route, "via", route.Via, route.Dev);
        foreach (NextHop hop in route.NextHops ?? ValueList<NextHop>.Empty)
        {
            CheckHop(declared, route, $"nexthop {hop}", hop.Via, hop.Dev);
        }
        if (route.Source is { } source && _live is not null && !Ways.IsOwn(source))
        {
            Report(declared, "source", $"{source} is no address of this node", "expected an address that is declared or live");
        }
    }

    /// <summary>What the kernel refuses by its family, or overlooks where several ways or a nexthop object say where the route leads.</summary>
    private void CheckWayOf(Declared declared, Route route)
    {
        string[] way = [.. WordsOfAWay.Where(w => route.Kind.Find(w)!.IsSet(route))];
        if (route.NexthopId is { } id && way.Length > 0)
        {
            Report(declared, way[0], $"nexthop {id} says where the route leads, so it has no '{way[0]}' of its own", "expected 'nhid' alone");
        }
        else if (route.NextHops is not null && way.LastOrDefault(w => w is "onlink" or "encap") is { } ofOne)
        {
            Report(declared, ofOne, $"'{ofOne}' belongs to one way of several", $"expected it within a 'nexthop': 'nexthop {route.NextHops[0]} {ofOne} …'");
        }
        else if (route.OnLink == true && (route.Dev is null || route.Via is null))
        {
            Report(declared, "onlink", "'onlink' says that a gateway is on a link", "expected 'via ADDRESS' and 'dev LINK' too");
        }
        string? notOfFamily = route.Prefix.IsV6 ? (route.Scope is > 0 ? "scope" : route.Realm is not null ? "realm" : null) : route.Preference is not null ? "pref" : null;
        if (notOfFamily is not null)
        {
            Report(declared, notOfFamily, $"an {(route.Prefix.IsV6 ? "IPv6" : "IPv4")} route has no '{notOfFamily}'", $"expected it on an {(route.Prefix.IsV6 ? "IPv4" : "IPv6")} route");
        }
    }

    private WaysOut Ways => _waysOut ??= new WaysOut(_desired, _live, reference => FindDeclared(reference) is { Up: false });

    private void CheckHop(Declared declared, Route route, string attribute, IpAddr? via, string? dev)
    {
        if (dev is not null && FindDeclared(dev) is { Up: false })
        {
            Report(declared, attribute == "via" ? "dev" : attribute, $"{route.Title} leaves by '{dev}', which is declared down", "expected a link that is up");
        }
        if (via is not { } gateway)
        {
            return;
        }
        if (gateway.IsAny || gateway.IsMulticast)
        {
            Report(declared, attribute, $"{gateway} is no gateway", "expected the address of a router");
        }
        else if (route.Prefix.IsV6 && !gateway.IsV6)
        {
            Report(declared, attribute, $"an IPv6 route cannot have the IPv4 gateway {gateway}", "expected an IPv6 address");
        }
        else if (Ways.IsDeclared(gateway, dev))
        {
            Report(declared, attribute, $"the gateway {gateway} is this node itself", "expected the address of a router");
        }
        else if (dev is null && gateway.IsLinkLocalV6)
        {
            Report(declared, attribute, $"the link-local gateway {gateway} may be on any link", "expected 'dev LINK' too");
        }
        else if (dev is null && _live is not null && _doubts.Resources.Count + _doubts.Links.Count == 0 && !Ways.Reach(gateway))
        {
            Report(declared, attribute, $"there is no way to the gateway {gateway}", "expected it in the network of an address that is declared or live, or 'dev LINK' too");
        }
    }
}
