using static Wire.Kernel.LinuxIfLink;
using static Wire.Kernel.LinuxRtnetlink;

namespace Wire.Kernel;

/// <summary>What of a link message makes the link and its facets, as <see cref="LinkMessages"/> decodes them.</summary>
internal static class LinkSum
{
    /// <summary>Of <c>ifinfomsg</c>, without <c>ifi_change</c>, which says what happened.</summary>
    private const int FixedBytes = 12;

    /// <summary>False for an end of it in another namespace, whose names are not known here, and for a BPF program, which is asked for.</summary>
    public static bool TryAdd(scoped in NetlinkMessage message, ref MessageSum sum)
    {
        AttributeReader attributes = message.Attributes(LinkMessages.IfInfoMsgBytes);
        sum.Add(message.FixedBytes(FixedBytes));
        bool isOfLink = LinkMessages.IsOfLink(message);
        bool hasFamilies = message.Fixed<IfInfoMsg>().ifi_family == AF_UNSPEC;
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case IFLA_LINK_NETNSID:
                case IFLA_XDP when HasProgram(attributes.Nested()):
                    return false;
                case IFLA_LINKINFO:
                    sum.Begin(attributes);
                    AddLinkInfo(attributes.Nested(), ref sum);
                    sum.End();
                    break;
                case IFLA_AF_SPEC when hasFamilies:
                    sum.Begin(attributes);
                    AddFamilies(attributes.Nested(), ref sum);
                    sum.End();
                    break;
                case IFLA_PROTINFO when !isOfLink:
                    sum.AddNested(attributes, AttributePlace.BridgePort);
                    break;
                default:
                    if (NotState.Why(AttributePlace.Link, attributes.Type) is null)
                    {
                        sum.Add(attributes.Raw);
                    }
                    break;
            }
        }
        return true;
    }

    private static bool HasProgram(AttributeReader xdp)
    {
        bool attached = false;
        while (xdp.Read())
        {
            attached |= xdp.Type == IFLA_XDP_ATTACHED && xdp.ReadU8() != XDP_ATTACHED_NONE;
        }
        return attached;
    }

    private static void AddLinkInfo(AttributeReader attributes, ref MessageSum sum)
    {
        AttributePlace data = AttributePlace.Other, member = AttributePlace.Other;
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case IFLA_INFO_KIND:
                    sum.Add(attributes.Raw);
                    data = LinkCodecs.OfInfoKind(attributes.Payload.TrimEnd((byte)0)).DataPlace;
                    break;
                case IFLA_INFO_SLAVE_KIND:
                    sum.Add(attributes.Raw);
                    member = LinkMessages.PlaceOfMember(attributes.Payload.TrimEnd((byte)0));
                    break;
                case IFLA_INFO_DATA:
                    sum.AddNested(attributes, data);
                    break;
                case IFLA_INFO_SLAVE_DATA:
                    sum.AddNested(attributes, member);
                    break;
                default:
                    if (NotState.Why(AttributePlace.LinkInfo, attributes.Type) is null)
                    {
                        sum.Add(attributes.Raw);
                    }
                    break;
            }
        }
    }

    private static void AddFamilies(AttributeReader families, ref MessageSum sum)
    {
        while (families.Read())
        {
            sum.AddNested(families, LinkMessages.PlaceOfFamily(families.Type));
        }
    }
}
