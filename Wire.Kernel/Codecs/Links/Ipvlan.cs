using Wire.Domain;
using static Wire.Kernel.LinuxIfLink;

namespace Wire.Kernel;

/// <summary>IFLA_IPVLAN_*, which an ipvtap says too (drivers/net/ipvlan/ipvtap.c); the parent is IFLA_LINK.</summary>
internal sealed class IpvlanCodec(ResourceKind kind) : LinkCodec(kind, kind.Name)
{
    public override AttributeTable DataNames => LinkTables.Ipvlan;

    public override Link Decode(scoped in LinkData data)
    {
        uint? mode = null, isolation = null;
        AttributeReader attributes = data.Attributes;
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case IFLA_IPVLAN_MODE:
                    mode = attributes.ReadU16();
                    break;
                case IFLA_IPVLAN_FLAGS:
                    isolation = attributes.ReadU16();
                    break;
                default:
                    data.Unknown.Keep(attributes, AttributePlace.Other);
                    break;
            }
        }
        return (IpvlanLink)Kind.Blank() with { Parent = data.Lower, Mode = mode, Isolation = isolation };
    }

    public override void Encode(NetlinkMessageWriter writer, Link link, LinkIndexes indexes)
    {
        IpvlanLink ipvlan = (IpvlanLink)link;
        if (ipvlan.Mode is { } mode)
        {
            writer.WriteU16(IFLA_IPVLAN_MODE, (ushort)mode);
        }
        if (ipvlan.Isolation is { } isolation)
        {
            writer.WriteU16(IFLA_IPVLAN_FLAGS, (ushort)isolation);
        }
    }

    public override uint? LowerIndex(Link link, LinkIndexes indexes) =>
        ((IpvlanLink)link).Parent is { Length: > 0 } parent ? indexes.Of(parent) : null;
}
