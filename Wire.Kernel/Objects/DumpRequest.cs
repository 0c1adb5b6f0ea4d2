using static Wire.Kernel.LinuxNetlink;

namespace Wire.Kernel;

/// <summary>One listing that the kernel can be asked for, written for strict checking.</summary>
/// <param name="What">What is listed, for an error's text.</param>
/// <param name="Family">Which sockets it goes to.</param>
/// <param name="GenericName">The family of generic netlink; null for the others.</param>
/// <param name="Answer">The type of the messages listed; 0 for generic netlink, whose messages have the type of their family.</param>
/// <param name="Write">Writes the request with a sequence number and, for generic netlink, the number of the family.</param>
internal sealed record DumpRequest(string What, NetlinkFamily Family, string? GenericName, ushort Answer, Action<NetlinkMessageWriter, uint, ushort> Write)
{
    /// <summary>The answer has keys in it: what was received is zeroed when it is decoded, and who may not see them sees nothing (EPERM).</summary>
    public bool HasSecrets { get; init; }

    /// <param name="what">What is listed, in the plural.</param>
    /// <param name="type">nlmsg_type of the request.</param>
    /// <param name="fixedPart">What the family's messages begin with.</param>
    /// <param name="answer">nlmsg_type of what is listed.</param>
    /// <param name="attributes">Writes what follows the fixed part.</param>
    /// <param name="family">Which sockets it goes to.</param>
    /// <param name="one">A request for one object (answered, then acknowledged) and not for a list (NLM_F_DUMP).</param>
    public static DumpRequest Of<T>(
        string what, ushort type, T fixedPart, ushort answer, Action<NetlinkMessageWriter>? attributes = null, NetlinkFamily family = NetlinkFamily.Route, bool one = false)
        where T : unmanaged => new(what, family, null, answer, (writer, sequence, _) =>
    {
        writer.Begin(type, Flags(one), sequence, fixedPart);
        attributes?.Invoke(writer);
        writer.End();
    });

    /// <summary>A listing of IPsec: its requests have attributes only, and what is listed has keys in it, or stands beside what has.</summary>
    /// <param name="what">What is listed, in the plural.</param>
    /// <param name="type">nlmsg_type of the request.</param>
    /// <param name="answer">nlmsg_type of what is listed.</param>
    public static DumpRequest Xfrm(string what, ushort type, ushort answer) => new(what, NetlinkFamily.Xfrm, null, answer, (writer, sequence, _) =>
    {
        writer.Begin(type, Flags(one: false), sequence);
        writer.End();
    }) { HasSecrets = true };

    /// <param name="what">What is listed, in the plural.</param>
    /// <param name="name">The family: "wireguard".</param>
    /// <param name="command">genlmsghdr's cmd.</param>
    /// <param name="version">genlmsghdr's version.</param>
    /// <param name="attributes">Writes what follows the fixed part.</param>
    /// <param name="one">A request for one object (answered, then acknowledged) and not for a list (NLM_F_DUMP).</param>
    public static DumpRequest Generic(string what, string name, byte command, byte version, Action<NetlinkMessageWriter>? attributes = null, bool one = false) =>
        new(what, NetlinkFamily.Generic, name, 0, (writer, sequence, id) =>
    {
        writer.Begin(id, Flags(one), sequence, new GenlMsgHdr { cmd = command, version = version });
        attributes?.Invoke(writer);
        writer.End();
    });

    private static ushort Flags(bool one) => one ? (ushort)(NLM_F_REQUEST | NLM_F_ACK) : (ushort)(NLM_F_REQUEST | NLM_F_DUMP);
}
