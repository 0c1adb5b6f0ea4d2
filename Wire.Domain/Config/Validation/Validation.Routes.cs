namespace Wire.Domain;

internal sealed partial class Validation
{
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
        if (route is { EffectiveType: Route.Unicast, Via: null, Dev: null, NextHops: null } && !IsDoubtful(declared))
        {
            Report(declared, null, $"{route.Title} leads nowhere", "expected 'via', 'dev', 'nexthop', or 'blackhole'");
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
