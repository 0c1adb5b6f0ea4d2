using static Wire.Testing.Simulation.Netlink;
using static Wire.Testing.Simulation.Rtnetlink;

namespace Wire.Testing.Simulation;

/// <summary>The IPv6 routes that the kernel makes and removes itself (addrconf.c).</summary>
internal sealed partial class RouteTable6
{
    /// <summary>IP6_RT_PRIO_ADDRCONF.</summary>
    private const uint MetricOfPrefix = 256;

    private static readonly UInt128 _multicast = (UInt128)0xff << 120;

    /// <summary>ff00::/8 in the local table: the link speaks multicast.</summary>
    public void MulticastCame(SimulatedLink link) => Own(TableOf(link, RT_TABLE_LOCAL), _multicast, 8, MetricOfPrefix, RTN_MULTICAST, link);

    public void PrefixCame(Address6 address) =>
        Own(TableOf(address.Link, RT_TABLE_MAIN), address.Prefix, address.PrefixLength, address.Metric == 0 ? MetricOfPrefix : address.Metric, RTN_UNICAST, address.Link);

    public void LocalCame(Address6 address) => Own(TableOf(address.Link, RT_TABLE_LOCAL), address.Local, 128, 0, RTN_LOCAL, address.Link);

    public bool HasLocal(Address6 address) => FindOwn(TableOf(address.Link, RT_TABLE_LOCAL), address.Local, 128, address.Link) is not null;

    public void AddressWent(Address6 address)
    {
        Disown(TableOf(address.Link, RT_TABLE_LOCAL), address.Local, 128, address.Link);
        PrefixWent(address);
    }

    /// <summary>The connected route goes, unless another address of the link needs it.</summary>
    public void PrefixWent(Address6 address)
    {
        if (!address.Link.Addresses6.Exists(a => a != address && a.PrefixLength == address.PrefixLength && a.Prefix == address.Prefix))
        {
            Disown(TableOf(address.Link, RT_TABLE_MAIN), address.Prefix, address.PrefixLength, address.Link);
        }
    }

    /// <summary>rt6_disable_ip: what leads through the link goes, and is told; a multipath route only when no hop is left alive.</summary>
    public void LinkDown(SimulatedLink link)
    {
        foreach (Route6 route in _routes.Values.SelectMany(r => r).Where(r => r.Numbered is null && r.Hops.Any(h => h.Link == link)).OrderByDescending(r => r.Table == RT_TABLE_MAIN).ThenBy(r => r.Prefix).ToList())
        {
            IReadOnlyList<RouteHop> hops = [.. route.Hops.Select(h => h.Link == link ? h with { IsDead = true } : h)];
            if (hops.All(h => h.IsDead))
            {
                Remove(route);
                Tell(RTM_DELROUTE, route, Cause.Kernel, 0);
            }
            else
            {
                route.Hops = link.IsGone ? [.. hops.Where(h => h.Link != link)] : hops;
            }
        }
    }

    /// <summary>ip6_del_rt: told, unlike in IPv4.</summary>
    public void NumberedHopGone(uint id)
    {
        foreach (Route6 route in NumberedBy(id))
        {
            Remove(route);
            Tell(RTM_DELROUTE, route, Cause.Kernel, 0);
        }
    }

    /// <summary>fib6_rt_update.</summary>
    public void NumberedHopReplaced(uint id, Cause cause) =>
        NumberedBy(id).ForEach(r => Tell(RTM_NEWROUTE, r, cause, NLM_F_REPLACE));

    public List<Route6> NumberedBy(uint id) => [.. _routes.Values.SelectMany(r => r).Where(r => r.Numbered?.Id == id)];

    /// <summary>rt6_mtu_change: an MTU that a route says follows its link's, when it was that or is too large now. Nobody is told.</summary>
    public void MtuChanged(SimulatedLink link, uint before)
    {
        foreach (Route6 route in _routes.Values.SelectMany(r => r).Where(r => r.Hops is [var first, ..] && first.Link == link))
        {
            route.FollowMtu(before, link.Mtu);
        }
    }

    private void Own(uint table, UInt128 prefix, byte length, uint metric, byte type, SimulatedLink link)
    {
        if (FindOwn(table, prefix, length, link) is null)
        {
            Insert(new()
            {
                Table = table,
                Prefix = prefix,
                PrefixLength = length,
                Metric = metric,
                Type = type,
                Protocol = RTPROT_KERNEL,
                Hops = [new RouteHop(null, link, 0, 0) { IsLocal = type == RTN_LOCAL, FrozenDown = RouteHop.FrozenBy(link) }],
            }, NLM_F_CREATE, Cause.Kernel);
        }
    }

    private static uint TableOf(SimulatedLink link, uint table) => VrfLink.TableOf(link) ?? table;

    private Route6? FindOwn(uint table, UInt128 prefix, byte length, SimulatedLink link) =>
        _routes.GetValueOrDefault((table, prefix, length))?.Find(r => r.Protocol == RTPROT_KERNEL && r.Hops is [{ Gateway: null } hop] && hop.Link == link);

    private void Disown(uint table, UInt128 prefix, byte length, SimulatedLink link)
    {
        if (FindOwn(table, prefix, length, link) is { } route)
        {
            Remove(route);
            Tell(RTM_DELROUTE, route, Cause.Kernel, 0);
        }
    }
}
