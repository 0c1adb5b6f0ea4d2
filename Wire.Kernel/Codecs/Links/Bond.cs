using Wire.Domain;
using static Wire.Kernel.LinuxIfLink;

namespace Wire.Kernel;

/// <summary>IFLA_BOND_*.</summary>
internal sealed class BondCodec() : LinkCodec(Bond.TheKind, "bond")
{
    public override string KernelOption => "CONFIG_BONDING";

    public override Link Decode(scoped in LinkData data)
    {
        uint? mode = null, miimon = null;
        AttributeReader attributes = data.Attributes;
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case IFLA_BOND_MODE:
                    mode = attributes.ReadU8();
                    break;
                case IFLA_BOND_MIIMON:
                    miimon = attributes.ReadU32();
                    break;
                default:
                    data.Unknown.Keep(attributes, AttributePlace.BondData);
                    break;
            }
        }
        return new Bond { Mode = mode, Miimon = miimon };
    }

    public override void Encode(NetlinkMessageWriter writer, Link link, LinkIndexes indexes)
    {
        Bond bond = (Bond)link;
        if (bond.Mode is { } mode)
        {
            writer.WriteU8(IFLA_BOND_MODE, (byte)mode);
        }
        if (bond.Miimon is { } miimon)
        {
            writer.WriteU32(IFLA_BOND_MIIMON, miimon);
        }
    }
}
