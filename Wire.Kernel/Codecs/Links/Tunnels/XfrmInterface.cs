using Wire.Domain;
using static Wire.Kernel.LinuxIfLink;

namespace Wire.Kernel;

/// <summary>IFLA_XFRM_*. A change names the link too: another one is refused, and none is another one.</summary>
internal sealed class XfrmInterfaceCodec() : LinkCodec(XfrmInterface.TheKind, "xfrm")
{
    public override string KernelOption => "CONFIG_XFRM_INTERFACE";

    public override AttributeTable DataNames => LinkTables.Xfrm;

    public override Link Decode(scoped in LinkData data)
    {
        uint? id = null;
        string? underlay = "";
        bool isExternal = false;
        AttributeReader attributes = data.Attributes;
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case IFLA_XFRM_LINK:
                    underlay = attributes.ReadU32() is var index && index == 0 ? "" : data.Links.Reference(index);
                    break;
                case IFLA_XFRM_IF_ID:
                    id = attributes.ReadU32();
                    break;
                case IFLA_XFRM_COLLECT_METADATA:
                    isExternal = true;
                    break;
                default:
                    data.Unknown.Keep(attributes, AttributePlace.Other);
                    break;
            }
        }
        return new XfrmInterface { IfId = isExternal ? null : id, Underlay = underlay, External = isExternal };
    }

    public override Link ForChange(Link asked, Link before, Link after) =>
        asked is XfrmInterface { IfId: not null } xfrm ? xfrm with { Underlay = ((XfrmInterface)after).Underlay } : asked;

    public override void Encode(NetlinkMessageWriter writer, Link link, LinkIndexes indexes)
    {
        XfrmInterface xfrm = (XfrmInterface)link;
        if (xfrm.Underlay is { Length: > 0 } underlay)
        {
            writer.WriteU32(IFLA_XFRM_LINK, indexes.Of(underlay));
        }
        if (xfrm.IfId is { } id)
        {
            writer.WriteU32(IFLA_XFRM_IF_ID, id);
        }
        if (xfrm.External == true)
        {
            writer.WriteFlag(IFLA_XFRM_COLLECT_METADATA);
        }
    }
}
