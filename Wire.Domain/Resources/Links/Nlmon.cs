namespace Wire.Domain;

/// <summary>A link on which all netlink messages of its namespace can be watched, as with tcpdump (drivers/net/nlmon.c).</summary>
public sealed record Nlmon : Link
{
    public static readonly ResourceKind TheKind = MakeKind("nlmon", () => new Nlmon());

    public override ResourceKind Kind => TheKind;

    /// <summary>ARPHRD_NETLINK: it has no Ethernet address, and refuses one (nlmon_validate).</summary>
    public override bool TakesMac => false;

    public override string? DefaultOf(ResourceAttribute attribute) => attribute.Name switch
    {
        "arp" or "multicast" => "off",
        // NLMSG_GOODSIZE: a page less what the kernel's own bookkeeping takes of it.
        "mtu" => null,
        _ => base.DefaultOf(attribute),
    };
}
