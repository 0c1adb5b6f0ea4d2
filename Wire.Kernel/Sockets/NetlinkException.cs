namespace Wire.Kernel;

/// <summary>The kernel refused a system call that Wire's netlink rests on.</summary>
/// <param name="errno">Positive, as in errno.h.</param>
/// <param name="doing">What was tried, as it ends the sentence "could not …".</param>
public class NetlinkException(int errno, string doing)
    : Exception($"could not {doing}: {Wire.Kernel.Errno.NameOf(errno)} ({Wire.Kernel.Errno.Describe(errno)})")
{
    /// <summary>Positive, as in errno.h.</summary>
    public int Errno { get; } = errno;

    /// <summary>Messages were dropped because nobody received them in time.</summary>
    public bool IsOverrun => Errno == Kernel.Errno.ENOBUFS;
}

/// <summary>A network namespace that somebody named does not exist.</summary>
public sealed class NetnsMissingException(string name)
    : NetlinkException(Kernel.Errno.ENOENT, $"enter the network namespace '{name}'")
{
    public string Name { get; } = name;
}

/// <summary>The kernel was built without a family of netlink sockets.</summary>
public sealed class NetlinkFamilyMissingException(NetlinkFamily family)
    : NetlinkException(Kernel.Errno.EPROTONOSUPPORT, $"open a netlink socket: this kernel has no {NameOf(family)}")
{
    public NetlinkFamily Family { get; } = family;

    private static string NameOf(NetlinkFamily family) => family switch
    {
        NetlinkFamily.Xfrm => "IPsec (NETLINK_XFRM, CONFIG_XFRM_USER)",
        NetlinkFamily.Netfilter => "netfilter netlink (NETLINK_NETFILTER, CONFIG_NETFILTER_NETLINK)",
        NetlinkFamily.Generic => "generic netlink (NETLINK_GENERIC)",
        _ => "rtnetlink (NETLINK_ROUTE)",
    };
}

/// <summary>A family of generic netlink that the kernel does not have, or that this namespace does not see.</summary>
/// <param name="name">Its name in linux/genetlink.h's sense: "wireguard".</param>
public sealed class GenericFamilyMissingException(string name) : NetlinkException(Kernel.Errno.ENOENT, $"find the generic netlink family '{name}'")
{
    public string Name { get; } = name;

    public override string Message => $"this kernel has no {GenericFamilies.TitleOf(Name)}: generic netlink family '{Name}' is missing";
}

/// <summary>Bytes that are no netlink message: cut short, or with a length that leads out of what was received.</summary>
/// <param name="what">What is wrong.</param>
/// <param name="offset">Where, in bytes from the start of the datagram.</param>
public sealed class NetlinkFormatException(string what, int offset) : Exception($"{what} (at byte {offset})")
{
    /// <summary>Bytes from the start of the datagram.</summary>
    public int Offset { get; } = offset;
}
