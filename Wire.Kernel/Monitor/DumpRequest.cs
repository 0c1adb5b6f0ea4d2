using static Wire.Kernel.LinuxIfLink;
using static Wire.Kernel.LinuxNetlink;
using static Wire.Kernel.LinuxRtnetlink;

namespace Wire.Kernel;

/// <summary>One listing that the kernel can be asked for (NLM_F_DUMP), written for strict checking.</summary>
/// <param name="What">What is listed, for an error's text.</param>
/// <param name="Write">Writes the request with a sequence number.</param>
/// <param name="Answer">The type of the messages listed.</param>
internal sealed record DumpRequest(string What, Action<NetlinkMessageWriter, uint> Write, ushort Answer)
{
    /// <summary>Without the statistics of IPv6, which are no state and a third of the bytes; the others cannot be left out.</summary>
    public static DumpRequest Links { get; } = new("links", static (writer, sequence) =>
    {
        writer.Begin(RTM_GETLINK, NLM_F_REQUEST | NLM_F_DUMP, sequence, default(IfInfoMsg));
        writer.WriteU32(IFLA_EXT_MASK, RTEXT_FILTER_SKIP_STATS);
        writer.End();
    }, RTM_NEWLINK);

    public static DumpRequest AddressesV4 { get; } = Plain("IPv4 addresses", RTM_GETADDR, new IfAddrMsg { ifa_family = AF_INET }, RTM_NEWADDR);

    public static DumpRequest AddressesV6 { get; } = Plain("IPv6 addresses", RTM_GETADDR, new IfAddrMsg { ifa_family = AF_INET6 }, RTM_NEWADDR);

    /// <summary>Of all tables.</summary>
    public static DumpRequest RoutesV4 { get; } = Plain("IPv4 routes", RTM_GETROUTE, new RtMsg { rtm_family = AF_INET }, RTM_NEWROUTE);

    /// <summary>Of all tables.</summary>
    public static DumpRequest RoutesV6 { get; } = Plain("IPv6 routes", RTM_GETROUTE, new RtMsg { rtm_family = AF_INET6 }, RTM_NEWROUTE);

    public static DumpRequest RulesV4 { get; } = Plain("IPv4 rules", RTM_GETRULE, new FibRuleHdr { family = AF_INET }, RTM_NEWRULE);

    public static DumpRequest RulesV6 { get; } = Plain("IPv6 rules", RTM_GETRULE, new FibRuleHdr { family = AF_INET6 }, RTM_NEWRULE);

    public static DumpRequest Fdb { get; } = Plain("FDB entries", RTM_GETNEIGH, new NdMsg { ndm_family = AF_BRIDGE }, RTM_NEWNEIGH);

    private static DumpRequest Plain<T>(string what, ushort type, T fixedPart, ushort answer)
        where T : unmanaged => new(what, (writer, sequence) =>
    {
        writer.Begin(type, NLM_F_REQUEST | NLM_F_DUMP, sequence, fixedPart);
        writer.End();
    }, answer);
}
