using Wire.Domain;

namespace Wire.Kernel;

/// <summary>What a person can do about the usual refusals.</summary>
internal static class RefusalAdvice
{
    public static KernelRefusal Refuse(Operation operation, int errno, string? message, string? attribute) =>
        new(errno, Errno.NameOf(errno), message, attribute, For(operation, errno, attribute));

    public static KernelRefusal LinkMissing(string reference) =>
        new(Errno.ENODEV, Errno.NameOf(Errno.ENODEV), $"there is no link '{reference}'", null, $"declare '{reference}', or make it first");

    public static KernelRefusal NetnsMissing(string name) =>
        new(Errno.ENOENT, Errno.NameOf(Errno.ENOENT), $"there is no network namespace '{name}'", null, $"make it first: ip netns add {name}");

    public static KernelRefusal KeyMissing(KeyException missing) =>
        new(Errno.ENOKEY, Errno.NameOf(Errno.ENOKEY), missing.Message, null, missing.Advice);

    private static string? For(Operation operation, int errno, string? attribute) => (errno, operation.Subject) switch
    {
        (Errno.EPERM or Errno.EACCES, _) => "needs CAP_NET_ADMIN: run it as root",
        (Errno.EOPNOTSUPP, Link link) when operation.Verb == OperationVerb.Create => $"this kernel has no link kind '{link.Kind.Name}'",
        (Errno.ENOENT or Errno.ENODEV or Errno.ENXIO, Tap) when operation.Verb == OperationVerb.Create => "this kernel has no link kind 'tap' (is the module tun loaded?)",
        (Errno.ENOENT or Errno.ENODEV or Errno.ENXIO, Tun) when operation.Verb == OperationVerb.Create => "this kernel has no link kind 'tun' (is the module tun loaded?)",
        (Errno.EEXIST, Link link) => $"a link named '{link.Name}', or one with its index, exists already",
        (Errno.EBUSY or Errno.EINVAL, Tap tap) when operation.Verb == OperationVerb.Create => $"a link named '{tap.Name}', or one with its index, exists already",
        (Errno.EBUSY or Errno.EINVAL, Tun tun) when operation.Verb == OperationVerb.Create => $"a link named '{tun.Name}', or one with its index, exists already",
        (Errno.EBUSY, Link { Kind.Name: "ipvlan" or "ipvtap" or "macvlan" or "macvtap" } link) when operation.Verb == OperationVerb.Create => $"the link that {link.Name} rides on is a port, or has links of the other kind: macvlan and ipvlan do not go together",
        (Errno.EBUSY, Link) when operation.Before is Link { Master.Length: > 0 } port => $"{port.Name} is a port of {port.Master}: remove it there first",
        (Errno.EBUSY, Link link) => $"something else uses {link.Name}: a bond, a macvlan on it, or its driver while it is up",
        (Errno.ELOOP, Link link) => $"{link.Name} cannot be a port there: a bridge is no port of a bridge, and no link is a port of itself",
        (Errno.EEXIST, Address address) => $"{address.Link} has the address {address.Prefix} already",
        (Errno.EEXIST, Route route) => $"a route to {route.Prefix} with this metric exists already in the table",
        (Errno.EEXIST, Rule rule) => $"the same rule exists already at priority {rule.Priority}",
        (Errno.EEXIST, FdbEntry entry) => $"{entry.Dev} has an entry for {entry.Mac} already",
        (Errno.ENETUNREACH or Errno.EHOSTUNREACH, Route) => "gateway is not reachable: no address or route on a link that is up covers it",
        (Errno.EINVAL, Route) when attribute is nameof(LinuxRtnetlink.RTA_GATEWAY) => "gateway is not reachable: no address or route on a link that is up covers it",
        (Errno.EINVAL, Route { Source: { } source }) when attribute is null or nameof(LinuxRtnetlink.RTA_PREFSRC) => $"{source} has to be an address of this host",
        (Errno.ENETDOWN, _) => "the link is down: set it up first",
        (Errno.EOPNOTSUPP, FdbEntry { Remote: null } entry) => $"{entry.Dev} is no port of a bridge",
        (Errno.EINVAL, FdbEntry { Remote: null } entry) => $"{entry.Dev} is no port of a bridge",
        (Errno.EOPNOTSUPP, Ethtool device) => $"{device.Dev} has nothing of that kind to set",
        (Errno.EINVAL, Ethtool device) => $"see what {device.Dev} can do: wire show ethtool {device.Dev}",
        (Errno.ELOOP, NftObject) => "chains lead in a circle, or too deep: take one of the jumps away",
        (Errno.EOPNOTSUPP, NftObject item) => $"this kernel does not have what {item.Title} asks for in the family {NftFamily.WordOf(item.Family)}, or not at this hook",
        (Errno.EINVAL, NftRule rule) => $"the kernel takes no such rule in the chain {rule.Chain}: look at '{string.Join(' ', (rule.Matches ?? []).Concat(rule.Actions ?? []))}'",
        (Errno.EEXIST, NftObject item) => $"{item.Title} exists already, or one of its elements does",
        (Errno.EBUSY, NftObject item) => $"something that Wire does not know uses {item.Title}: a rule, or an element of a map",
        (Errno.ENOENT, NftObject item) => $"what {item.Title} is in or leads to is gone: somebody changed the table meanwhile",
        (Errno.ENODEV, Resource resource) => $"a link that {resource.Title} needs is gone",
        _ => null,
    };
}
