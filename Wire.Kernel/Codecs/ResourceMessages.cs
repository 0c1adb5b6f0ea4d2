using Wire.Domain;
using static Wire.Kernel.LinuxRtnetlink;

namespace Wire.Kernel;

/// <summary>Decodes a message of any family that Wire knows.</summary>
internal static class ResourceMessages
{
    /// <summary>The resource that the message is about; null for a message that is about none of ours.</summary>
    /// <exception cref="NetlinkFormatException">The message is cut short or contradicts itself.</exception>
    public static Resource? Decode(scoped in NetlinkMessage message, LinkTable links, UnknownAttributes unknown, Func<int, uint, string?>? peerReference = null) => message.Type switch
    {
        RTM_NEWLINK or RTM_DELLINK => LinkMessages.IsOfLink(message) ? LinkMessages.Decode(message, links, unknown, peerReference) : null,
        RTM_NEWADDR or RTM_DELADDR => AddressCodec.Decode(message, links, unknown),
        RTM_NEWROUTE or RTM_DELROUTE => RouteCodec.Decode(message, links, unknown),
        RTM_NEWNEIGH or RTM_DELNEIGH => FdbEntryCodec.Decode(message, links, unknown),
        RTM_NEWRULE or RTM_DELRULE => RuleCodec.Decode(message, unknown),
        _ => null,
    };

    public static bool IsDeletion(ushort type) => type is RTM_DELLINK or RTM_DELADDR or RTM_DELROUTE or RTM_DELNEIGH or RTM_DELRULE;
}
