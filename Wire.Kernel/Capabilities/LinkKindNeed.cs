using static Wire.Kernel.LinuxIfLink;
using static Wire.Kernel.LinuxNetlink;
using static Wire.Kernel.LinuxRtnetlink;

namespace Wire.Kernel;

/// <summary>
/// A kind of link, asked for by a creation that fails after the kernel looked the kind up (rtnl_newlink) and before it made
/// anything: without a queue (rtnl_create_link), and under a name that none can have. Seen on 6.12 and 6.18.
/// </summary>
internal static class LinkKindNeed
{
    private const string UnknownKind = "Unknown device type";

    /// <param name="name">The word in Wire's language.</param>
    /// <param name="infoKind">IFLA_INFO_KIND.</param>
    /// <param name="option">The option of the kernel's configuration; null when that is not known.</param>
    public static KernelNeed Of(string name, string infoKind, string? option) => new RequestNeed($"{name} links", option, writer =>
    {
        writer.Begin(RTM_NEWLINK, NLM_F_REQUEST | NLM_F_ACK | NLM_F_CREATE | NLM_F_EXCL, 1, default(IfInfoMsg));
        writer.WriteString(IFLA_IFNAME, "a/b");
        writer.WriteU32(IFLA_NUM_TX_QUEUES, 0);
        int info = writer.BeginNested(IFLA_LINKINFO);
        writer.WriteString(IFLA_INFO_KIND, infoKind);
        writer.EndNested(info);
        writer.End();
    }, (errno, words) => errno == Errno.EOPNOTSUPP && words == UnknownKind);
}
