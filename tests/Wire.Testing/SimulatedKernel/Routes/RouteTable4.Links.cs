using static Wire.Testing.Simulation.IfAddr;
using static Wire.Testing.Simulation.IfLink;
using static Wire.Testing.Simulation.Netlink;
using static Wire.Testing.Simulation.Rtnetlink;

namespace Wire.Testing.Simulation;

/// <summary>The routes that the kernel makes and removes itself (fib_frontend.c): with addresses, and as links go up and down.</summary>
internal sealed partial class RouteTable4
{
    /// <summary>fib_add_ifaddr.</summary>
    public void AddressCame(Address4 address)
    {
        Own(address, RTN_LOCAL, address.Local, 32);
        if (!address.Link.IsUp)
        {
            return;
        }
        if (address.Broadcast is { } broadcast && broadcast != uint.MaxValue)
        {
            Own(address, RTN_BROADCAST, broadcast, 32);
        }
        if (HasSubnet(address) && !address.IsSecondary)
        {
            if ((address.Flags & IFA_F_NOPREFIXROUTE) == 0)
            {
                Own(address, address.Link.IsLoopback ? RTN_LOCAL : RTN_UNICAST, address.Prefix, address.PrefixLength, address.Metric);
            }
            if (address.PrefixLength < 31)
            {
                Own(address, RTN_BROADCAST, address.Prefix | ~address.Mask, 32);
            }
        }
        Revive(address.Link);
    }

    /// <summary>fib_del_ifaddr; the last address of a link takes all its routes along, and an address those that it was the source of.</summary>
    public void AddressWent(Address4 address)
    {
        List<Address4> left = address.Link.Addresses4;
        bool subnetGone = HasSubnet(address) && !address.IsSecondary;
        if (subnetGone && (address.Flags & IFA_F_NOPREFIXROUTE) == 0)
        {
            Disown(address, address.Link.IsLoopback ? RTN_LOCAL : RTN_UNICAST, address.Prefix, address.PrefixLength);
        }
        if (address.Broadcast is { } broadcast && !left.Exists(a => a.Broadcast == broadcast))
        {
            Disown(address, RTN_BROADCAST, broadcast, 32);
        }
        uint all = address.Prefix | ~address.Mask;
        if (subnetGone && address.PrefixLength < 31 && !left.Exists(a => a.Broadcast == all))
        {
            Disown(address, RTN_BROADCAST, all, 32);
        }
        if (!left.Exists(a => a.Local == address.Local))
        {
            Disown(address, RTN_LOCAL, address.Local, 32);
            uint? vrf = VrfLink.TableOf(address.Link);
            if (!IsLocal(address.Local, vrf ?? RT_TABLE_LOCAL))
            {
                Flush(r => r.PreferredSource == address.Local && r.Table == (vrf ?? RT_TABLE_MAIN));
            }
        }
        if (left.Count == 0)
        {
            LinkDown(address.Link, evenLocal: true);
            ns.Neighbours.LinkDown(address.Link, AF_INET);
        }
    }

    public void LinkUp(SimulatedLink link) => Revive(link);

    /// <summary>
    /// fib_disable_ip: hops through the link are dead, and a route without a live hop goes, in silence. Local routes stay
    /// while the link has its addresses.
    /// </summary>
    public void LinkDown(SimulatedLink link, bool evenLocal)
    {
        Flush(route =>
        {
            if (route.Numbered is not null || !route.Hops.Any(h => h.Link == link) || (IsHostScope(route) && !evenLocal))
            {
                return false;
            }
            route.Hops = [.. route.Hops.Select(h => h.Link == link ? h with { IsDead = true } : h)];
            return link.IsGone || route.Hops.All(h => h.IsDead);
        });
    }

    /// <summary>In silence (__remove_nexthop_fib).</summary>
    public void NumberedHopGone(uint id) => Flush(r => r.Numbered?.Id == id);

    /// <summary>fib_info_notify_update.</summary>
    public void NumberedHopReplaced(uint id, Cause cause) =>
        NumberedBy(id).ForEach(r => Tell(RTM_NEWROUTE, r, cause, NLM_F_REPLACE));

    public List<Route4> NumberedBy(uint id) => [.. _routes.Values.SelectMany(r => r).Where(r => r.Numbered?.Id == id)];

    public bool IsLocal(uint address, uint table = RT_TABLE_LOCAL) => Matching(table, address).FirstOrDefault() is { Type: RTN_LOCAL };

    private static bool IsHostScope(Route4 route) => route.Scope == RT_SCOPE_HOST;

    private static bool HasSubnet(Address4 address) =>
        address.Prefix >> 24 != 0 && (address.Prefix != address.Local || address.PrefixLength < 32);

    private void Revive(SimulatedLink link)
    {
        foreach (Route4 route in _routes.Values.SelectMany(r => r).Where(r => r.Numbered is null && r.Hops.Any(h => h.IsDead && h.Link == link)))
        {
            route.Hops = [.. route.Hops.Select(h => h.Link == link ? h with { IsDead = false } : h)];
        }
    }

    private void Flush(Predicate<Route4> goes)
    {
        foreach (List<Route4> routes in _routes.Values)
        {
            routes.RemoveAll(goes);
        }
        foreach ((uint, uint, byte) key in _routes.Where(r => r.Value.Count == 0).Select(r => r.Key).ToList())
        {
            _routes.Remove(key);
        }
    }

    /// <summary>fib_magic with RTM_NEWROUTE: one that is there already stays as it is.</summary>
    private void Own(Address4 address, byte type, uint prefix, byte length, uint metric = 0)
    {
        try
        {
            Insert(MakeOwn(address, type, prefix, length, metric), NLM_F_CREATE | NLM_F_APPEND, Cause.Kernel);
        }
        catch (RefusedException refused) when (refused.Errno == Errno.EEXIST)
        {
        }
    }

    private void Disown(Address4 address, byte type, uint prefix, byte length)
    {
        Route4 own = MakeOwn(address, type, prefix, length, 0);
        Route4? found = _routes.GetValueOrDefault(own.Key)?.Find(r =>
            r.Type == type && r.Protocol == RTPROT_KERNEL && r.PreferredSource == own.PreferredSource && r.Hops is [var hop] && hop.Link == address.Link);
        if (found is not null)
        {
            Remove(found);
            Tell(RTM_DELROUTE, found, Cause.Kernel, 0);
        }
    }

    private static Route4 MakeOwn(Address4 address, byte type, uint prefix, byte length, uint metric) => new()
    {
        Table = VrfLink.TableOf(address.Link) ?? (type == RTN_UNICAST ? RT_TABLE_MAIN : RT_TABLE_LOCAL),
        Prefix = prefix,
        PrefixLength = length,
        Priority = metric,
        Type = type,
        Protocol = RTPROT_KERNEL,
        Scope = type == RTN_LOCAL ? RT_SCOPE_HOST : RT_SCOPE_LINK,
        PreferredSource = PrimaryOf(address).Local,
        Hops = [new RouteHop(null, address.Link, 0, 0) { IsLocal = type == RTN_LOCAL }],
    };

    private static Address4 PrimaryOf(Address4 address) =>
        address.IsSecondary ? address.Link.Addresses4.Find(a => !a.IsSecondary && a.IsSameSubnet(address)) ?? address : address;
}
