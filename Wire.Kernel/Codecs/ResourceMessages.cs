using Wire.Domain;

namespace Wire.Kernel;

/// <summary>Decodes one message by itself.</summary>
internal static class ResourceMessages
{
    /// <summary>The first resource that an rtnetlink message is about; null for a message that is about none of ours.</summary>
    /// <exception cref="NetlinkFormatException">The message is cut short or contradicts itself.</exception>
    public static Resource? Decode(scoped in NetlinkMessage message, ObjectContext context) => DecodeAll(message, context) is [var first, ..] ? first : null;

    /// <summary>All that a message of a family is about: a link and its facets, for example.</summary>
    /// <exception cref="NetlinkFormatException">The message is cut short or contradicts itself.</exception>
    public static IReadOnlyList<Resource> DecodeAll(scoped in NetlinkMessage message, ObjectContext context, NetlinkFamily family = NetlinkFamily.Route)
    {
        List<Resource> decoded = [];
        foreach (ObjectSource source in ObjectSources.Of(null).Reading(family, message.Type))
        {
            source.Decode(message, context, decoded);
        }
        return decoded;
    }
}
