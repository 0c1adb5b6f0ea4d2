using Wire.Domain;
using static Wire.Kernel.LinuxIfLink;

namespace Wire.Kernel;

/// <summary>IFLA_VRF_*.</summary>
internal sealed class VrfCodec() : LinkCodec(Vrf.TheKind, "vrf")
{
    public override AttributeTable DataNames => LinkTables.Vrf;

    public override Link Decode(scoped in LinkData data)
    {
        uint? table = null;
        AttributeReader attributes = data.Attributes;
        while (attributes.Read())
        {
            if (attributes.Type == IFLA_VRF_TABLE)
            {
                table = attributes.ReadU32();
            }
            else
            {
                data.Unknown.Keep(attributes, AttributePlace.Other);
            }
        }
        return new Vrf { Table = table };
    }

    public override void Encode(NetlinkMessageWriter writer, Link link, LinkIndexes indexes)
    {
        if (((Vrf)link).Table is { } table)
        {
            writer.WriteU32(IFLA_VRF_TABLE, table);
        }
    }
}
