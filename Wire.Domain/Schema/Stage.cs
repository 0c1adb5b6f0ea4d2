namespace Wire.Domain;

/// <summary>
/// The place of a kind in the order of making; deletion goes the other way. What an object depends on comes before it whatever its
/// stage, and within a stage rank and name decide.
/// </summary>
public enum Stage
{
    /// <summary>Network namespaces: all else is in one.</summary>
    Namespace,

    /// <summary>Links, in an order of their own (<see cref="LinkOrder"/>).</summary>
    Link,

    /// <summary>
    /// What belongs to a link or to a port and has no meaning without: ethtool, ports and VLANs of a bridge, its forwarding and
    /// multicast entries, peers of a tunnel, keys of MACsec. Before addresses: traffic starts with those.
    /// </summary>
    LinkDetail,

    /// <summary>Sysctls: some say what the kernel does when an address comes (accept_dad, arp_announce, disable_ipv6).</summary>
    Setting,

    /// <summary>Addresses on links: the kernel makes the routes to their networks.</summary>
    Address,

    /// <summary>Neighbours: a permanent one belongs to a network that is there. And UDP ports, which are bound to addresses.</summary>
    Neighbour,

    /// <summary>Next hops: their gateways are looked up in the routes of the addresses.</summary>
    NextHop,

    /// <summary>Routes: by addresses and next hops.</summary>
    Route,

    /// <summary>Rules: they send packets to tables, which are filled by now.</summary>
    Rule,

    /// <summary>IPsec states and policies: what they lead to can be reached by now.</summary>
    Xfrm,

    /// <summary>Queueing disciplines.</summary>
    Qdisc,

    /// <summary>Classes of a discipline, from the root to the leaves.</summary>
    Class,

    /// <summary>Filters: they send packets to classes.</summary>
    Filter,

    /// <summary>Netfilter: last, so that a rule that drops packets finds everything in place.</summary>
    Nft,
}
