using Wire.Domain;

namespace Wire.Kernel;

/// <summary>What a person can do about the usual refusals.</summary>
internal static class RefusalAdvice
{
    public static KernelRefusal Refuse(Operation operation, int errno, string? message, string? attribute) =>
        new(errno, Errno.NameOf(errno), message, attribute, For(operation, errno, message, attribute) ?? Look(operation, attribute));

    public static KernelRefusal LinkMissing(string reference) =>
        new(Errno.ENODEV, Errno.NameOf(Errno.ENODEV), $"there is no link '{reference}'", null, $"declare '{reference}', or make it first");

    public static KernelRefusal NetnsMissing(string name) =>
        new(Errno.ENOENT, Errno.NameOf(Errno.ENOENT), $"there is no network namespace '{name}'", null, $"make it first: ip netns add {name}");

    public static KernelRefusal KeyMissing(KeyException missing) =>
        new(Errno.ENOKEY, Errno.NameOf(Errno.ENOKEY), missing.Message, null, missing.Advice);

    private static string? For(Operation operation, int errno, string? message, string? attribute) => (errno, operation.Subject) switch
    {
        // Without a word of the kernel's these two say that one may not at all; with one they are about the object.
        (Errno.EPERM, Link { Master: { Length: > 0 } master } link) when message is not null => $"{master} takes {link.Name} only while it is down: 'up off' first, or declare both",
        (Errno.EACCES, Address { Prefix.IsV6: true } address) when message is not null => $"IPv6 is off on {address.Link}: net.ipv6.conf.{LinkName.Split(address.Link).Name}.disable_ipv6 has to be 0",
        (Errno.EPERM or Errno.EACCES, _) => "needs CAP_NET_ADMIN: run it as root",
        (Errno.EOPNOTSUPP, Link link) when operation.Verb == OperationVerb.Create => $"this kernel has no link kind '{link.Kind.Name}'",
        (Errno.ENOENT or Errno.ENODEV or Errno.ENXIO, Tap) when operation.Verb == OperationVerb.Create => "this kernel has no link kind 'tap' (is the module tun loaded?)",
        (Errno.ENOENT or Errno.ENODEV or Errno.ENXIO, Tun) when operation.Verb == OperationVerb.Create => "this kernel has no link kind 'tun' (is the module tun loaded?)",
        (Errno.ERANGE or Errno.EINVAL, Link link) when attribute is nameof(LinuxIfLink.IFLA_IFNAME) => $"the kernel takes no such name as '{link.Name}': at most 15 bytes, no '/', no blank, no ':'",
        (Errno.ERANGE or Errno.EINVAL, Link) when attribute is nameof(LinuxIfLink.IFLA_IFALIAS) => "'alias' has at most 255 bytes",
        (Errno.EADDRNOTAVAIL, Link { Mac: { } mac }) => $"{mac} is no address that a link can have: 'mac' is neither zeros nor a group's",
        (Errno.EINVAL, Vrf vrf) when attribute is nameof(LinuxIfLink.IFLA_VRF_TABLE) => $"'table' of {vrf.Name} is a number from 1, of a table that no other VRF has",
        (Errno.ENETDOWN, Vlan vlan) => $"its parent {vlan.Parent} is down: declare '{vlan.Parent}' with 'up on', or {vlan.Name} with 'loose-binding on'",
        (Errno.ENETDOWN, Link { RidesOn: { Length: > 0 } lower }) => $"the link that it rides on is down: declare '{lower}' with 'up on'",
        (Errno.EEXIST, Vlan vlan) when message is not null => $"{vlan.Parent} has another VLAN of 'id {vlan.Id}'",
        (Errno.EEXIST, Vxlan vxlan) when message is not null => $"another VXLAN has 'vni {vxlan.Vni}' on the same 'port'",
        (Errno.EBUSY, Geneve geneve) when operation.Verb == OperationVerb.Create => $"another Geneve tunnel has 'vni {geneve.Vni}' and the same 'remote'",
        (Errno.EINVAL, Tunnel { Encap: > 0 }) when attribute is null => "'encap' needs the kernel's fou, and fou6 over IPv6 (CONFIG_NET_FOU, CONFIG_IPV6_FOU; where they are modules: modprobe -a fou fou6)",
        (Errno.EEXIST, Tunnel tunnel) => $"a link named '{tunnel.Name}' exists already, or a tunnel with the same 'local', 'remote' and key",
        (Errno.EADDRINUSE, Wireguard wireguard) => $"another program has the UDP port of 'listen-port {wireguard.ListenPort}'",
        (Errno.EADDRINUSE, Vxlan vxlan) => $"another program, or a VXLAN of another sort, has the UDP port {vxlan.Port ?? 4789}: choose another 'port'",
        (Errno.EEXIST, Link link) => $"a link named '{link.Name}', or one with its index, exists already",
        (Errno.EBUSY or Errno.EINVAL, Tap tap) when operation.Verb == OperationVerb.Create => $"a link named '{tap.Name}', or one with its index, exists already",
        (Errno.EBUSY or Errno.EINVAL, Tun tun) when operation.Verb == OperationVerb.Create => $"a link named '{tun.Name}', or one with its index, exists already",
        (Errno.EBUSY, Link { Kind.Name: "ipvlan" or "ipvtap" or "macvlan" or "macvtap" } link) when operation.Verb == OperationVerb.Create => $"the link that {link.Name} rides on is a port, or has links of the other kind: macvlan and ipvlan do not go together",
        (Errno.EBUSY, Link) when operation.Before is Link { Master.Length: > 0 } port => $"{port.Name} is a port of {port.Master}: remove it there first",
        (Errno.EBUSY, Link { Master: { Length: > 0 } master } port) => $"{port.Name} cannot become a port of {master}: something rides on it that wants all of its packets (a macvlan, an ipvlan), or it is another's port",
        (Errno.EOPNOTSUPP or Errno.EINVAL, Link { Master: { Length: > 0 } master } port) when attribute is nameof(LinuxIfLink.IFLA_MASTER) || operation.Attributes is ["master"] => $"{master} takes no port such as {port.Title}",
        (Errno.EBUSY, Link link) => $"something else uses {link.Name}: a bond, a macvlan on it, or its driver while it is up",
        (Errno.ELOOP, Link link) => $"{link.Name} cannot be a port there: a bridge is no port of a bridge, and no link is a port of itself",
        (Errno.EEXIST, Address address) => $"{address.Link} has the address {address.Prefix} already",
        (Errno.EINVAL, Address { Prefix.IsV6: false } address) when message?.Contains("scope", StringComparison.Ordinal) == true => $"another address of {address.Network} on {address.Link} has another 'scope'",
        (Errno.EINVAL or Errno.ENOENT, Route { NexthopId: { } id }) => $"there is no nexthop {id}, or it has nothing of the route's family: declare 'nexthop {id}'",
        (Errno.EINVAL or Errno.ENOENT, NexthopObject { Group.Count: > 0 } group) => $"each nexthop of 'group {group.Kind.Find("group")!.Format(group)}' has to be there, and be no group itself",
        (Errno.EEXIST, NexthopObject nexthop) => $"the nexthop {nexthop.Id} exists already",
        (Errno.ENETUNREACH or Errno.EHOSTUNREACH, NexthopObject { Via: { } via }) => $"{via} is not reachable: no address or route on a link that is up covers it",
        (Errno.EEXIST, Route route) => $"a route to {route.Prefix} with this metric exists already in the table",
        (Errno.EEXIST, Rule rule) => $"the same rule exists already at priority {rule.Priority}",
        (Errno.EEXIST, FdbEntry entry) => $"{entry.Dev} has an entry for {entry.Mac} already",
        (Errno.ENETUNREACH or Errno.EHOSTUNREACH, Route) => "gateway is not reachable: no address or route on a link that is up covers it",
        (Errno.EINVAL, Route) when attribute is nameof(LinuxRtnetlink.RTA_GATEWAY) => "gateway is not reachable: no address or route on a link that is up covers it",
        (Errno.EINVAL, Route { Source: { } source }) when attribute is null or nameof(LinuxRtnetlink.RTA_PREFSRC) => $"{source} has to be an address of this host",
        (Errno.ENETDOWN, NexthopObject { Dev: { } dev }) => $"{dev} is down: declare it with 'up on'",
        (Errno.ENOENT or Errno.EINVAL, Qdisc or HtbClass or Filter) when message?.Contains("parent", StringComparison.OrdinalIgnoreCase) == true || (errno == Errno.ENOENT && operation.Verb == OperationVerb.Create) => $"what {operation.Subject.Title} names as 'parent' is not there: declare that discipline or class too",
        (Errno.EOPNOTSUPP or Errno.EINVAL, BridgePort port) => $"{port.Dev} is no port of a bridge, or this kernel has no such setting",
        (Errno.EINVAL, BridgeVlan { Tunnels.Count: > 0 } vlans) => $"tunnel ids are for a port with 'vlan-tunnel on' in 'bridge-port {vlans.Dev}'",
        (Errno.EOPNOTSUPP or Errno.EINVAL, BridgeVlan vlans) => $"{vlans.Dev} is no port of a bridge, and no bridge",
        (Errno.EOPNOTSUPP or Errno.EINVAL, BondPort port) => $"{port.Dev} is no member of a bond, or the bond's mode has no such setting",
        (Errno.ENETDOWN, _) => "the link is down: set it up first",
        (Errno.EOPNOTSUPP, FdbEntry { Remote: null } entry) => $"{entry.Dev} is no port of a bridge",
        (Errno.EINVAL, FdbEntry { Remote: null } entry) => $"{entry.Dev} is no port of a bridge",
        (Errno.EEXIST, MdbEntry entry) => $"{entry.Port} is a member of {entry.Group} already",
        (Errno.EINVAL or Errno.EOPNOTSUPP, MdbEntry entry) => $"{entry.Dev} has to be a bridge that is up and has 'mcast-snooping on', and {entry.Port} one of its ports, in the VLAN of the entry",
        (Errno.EOPNOTSUPP, Ethtool device) => $"{device.Dev} has nothing of that kind to set",
        (Errno.EINVAL, Ethtool device) => $"see what {device.Dev} can do: wire show ethtool {device.Dev}",
        (Errno.ELOOP, NftObject) => "chains lead in a circle, or too deep: take one of the jumps away",
        (Errno.EOPNOTSUPP, NftObject item) => $"this kernel does not have what {item.Title} asks for in the family {NftFamily.WordOf(item.Family)}, or not at this hook",
        (Errno.EINVAL, NftRule rule) => $"the kernel takes no such rule in the chain {rule.Chain}: look at '{string.Join(' ', (rule.Matches ?? []).Concat(rule.Actions ?? []))}'",
        (Errno.EEXIST, NftObject item) => $"{item.Title} exists already, or one of its elements does",
        (Errno.EBUSY, NftObject item) => $"something that Wire does not know uses {item.Title}: a rule, or an element of a map",
        (Errno.ENOENT, NftObject item) => $"what {item.Title} is in or leads to is gone: somebody changed the table meanwhile",
        (_, XfrmState state) => XfrmAdvice.For(state, errno, message),
        (_, XfrmPolicy policy) => XfrmAdvice.For(policy, errno, message),
        (Errno.ENODEV, Resource resource) => $"a link that {resource.Title} needs is gone",
        _ => null,
    };

    /// <summary>For the rest: the word of the configuration that stands for the attribute that the kernel points at.</summary>
    private static string? Look(Operation operation, string? attribute)
    {
        Resource subject = operation.Subject;
        ResourceAttribute? meant = attribute is null ? null
            : subject.Kind.Attributes.FirstOrDefault(a => a.IsSet(subject) && IsNameOf(attribute, a.Name)) ?? (operation.Attributes is [var only] ? subject.Kind.Find(only) : null);
        return meant?.Format(subject) is { } value ? $"look at '{meant.Name} {value}' of {subject.Title}" : null;
    }

    /// <summary>IFLA_VXLAN_UDP_CSUM is 'udp-csum' or 'udpcsum': the words are iproute2's, and those mostly the kernel's.</summary>
    private static bool IsNameOf(string attribute, string word) =>
        attribute.Replace("_", "", StringComparison.Ordinal).EndsWith(word.Replace("-", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
}
