namespace Wire.Kernel;

/// <summary>The protocols of AF_NETLINK sockets that Wire speaks (netlink(7), linux/netlink.h).</summary>
public enum NetlinkFamily
{
    /// <summary>NETLINK_ROUTE: links, addresses, routes, rules, neighbours, traffic control.</summary>
    Route = LinuxNetlink.NETLINK_ROUTE,

    /// <summary>NETLINK_XFRM: IPsec states and policies.</summary>
    Xfrm = LinuxNetlink.NETLINK_XFRM,

    /// <summary>NETLINK_NETFILTER: nf_tables and its neighbours.</summary>
    Netfilter = LinuxNetlink.NETLINK_NETFILTER,

    /// <summary>NETLINK_GENERIC: families that are found by name (<see cref="GenericFamilies"/>).</summary>
    Generic = LinuxNetlink.NETLINK_GENERIC,
}
