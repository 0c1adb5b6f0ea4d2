namespace Wire.Kernel;

/// <summary>A kernel: whatever does not go through a netlink socket but is needed to use one. Safe for several threads.</summary>
public interface INetlinkProvider
{
    /// <summary>A socket in a network namespace, with extended acknowledgements and strict checking on.</summary>
    /// <param name="netns">Its name (/run/netns/NAME); null for the home namespace, the one that plain references mean.</param>
    /// <exception cref="NetnsMissingException">There is no namespace of that name.</exception>
    /// <exception cref="NetlinkException">The kernel refused.</exception>
    INetlinkSocket OpenRoute(string? netns);

    /// <summary>A handle on a namespace, for attributes such as IFLA_NET_NS_FD.</summary>
    /// <param name="netns">Its name; null for the home namespace.</param>
    /// <exception cref="NetnsMissingException">There is no namespace of that name.</exception>
    INetns OpenNetns(string? netns);

    /// <summary>What tells a named namespace from a later one of the same name; 0 when there is none, null when that cannot be told.</summary>
    ulong? IdentityOf(string netns) => null;

    /// <summary>The named namespaces (/run/netns), in ordinal order.</summary>
    IReadOnlyList<string> NamedNamespaces();

    /// <summary>Makes a persistent TAP device, down. Netlink cannot: it takes ioctl(2) on /dev/net/tun.</summary>
    /// <exception cref="NetlinkException">The kernel refused, for example with EBUSY when the name is in use.</exception>
    void CreateTap(string? netns, TapRequest request);
}

/// <summary>An open network namespace.</summary>
public interface INetns : IDisposable
{
    /// <summary>The descriptor's number, valid until this is disposed.</summary>
    int Descriptor { get; }
}

/// <summary>A TAP device to make (linux/if_tun.h).</summary>
/// <param name="Name">1 to 15 bytes.</param>
/// <param name="Index">TUNSETIFINDEX; null lets the kernel choose.</param>
/// <param name="Owner">TUNSETOWNER, a uid; null for root only.</param>
/// <param name="Group">TUNSETGROUP, a gid; null for none.</param>
/// <param name="MultiQueue">IFF_MULTI_QUEUE.</param>
public sealed record TapRequest(string Name, uint? Index, uint? Owner, uint? Group, bool MultiQueue);
