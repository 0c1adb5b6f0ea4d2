using Wire.Domain;
using static Wire.Kernel.LinuxIfLink;

namespace Wire.Kernel;

/// <summary>IFLA_VLAN_*; the parent is IFLA_LINK.</summary>
internal sealed class VlanCodec() : LinkCodec(Vlan.TheKind, "vlan")
{
    public override string KernelOption => "CONFIG_VLAN_8021Q";

    public override Link Decode(scoped in LinkData data)
    {
        uint? id = null;
        AttributeReader attributes = data.Attributes;
        while (attributes.Read())
        {
            if (attributes.Type == IFLA_VLAN_ID)
            {
                id = attributes.ReadU16();
            }
            else
            {
                data.Unknown.Keep(attributes, AttributePlace.Other);
            }
        }
        return new Vlan { Id = id, Parent = data.Lower };
    }

    public override void Encode(NetlinkMessageWriter writer, Link link, LinkIndexes indexes)
    {
        if (((Vlan)link).Id is { } id)
        {
            writer.WriteU16(IFLA_VLAN_ID, (ushort)id);
        }
    }

    public override uint? LowerIndex(Link link, LinkIndexes indexes) =>
        ((Vlan)link).Parent is { Length: > 0 } parent ? indexes.Of(parent) : null;
}
