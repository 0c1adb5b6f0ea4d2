using Wire.Domain;
using static Wire.Kernel.LinuxIfLink;

namespace Wire.Kernel;

/// <summary>IFLA_IPVLAN_*; the parent is IFLA_LINK.</summary>
internal sealed class IpvlanCodec() : LinkCodec(Ipvlan.TheKind, "ipvlan")
{
    public override AttributeTable DataNames => LinkTables.Ipvlan;

    public override Link Decode(scoped in LinkData data)
    {
        (uint? mode, uint? isolation) = Read(data);
        return new Ipvlan { Parent = data.Lower, Mode = mode, Isolation = isolation };
    }

    public override void Encode(NetlinkMessageWriter writer, Link link, LinkIndexes indexes) =>
        Write(writer, ((Ipvlan)link).Mode, ((Ipvlan)link).Isolation);

    public override uint? LowerIndex(Link link, LinkIndexes indexes) =>
        ((Ipvlan)link).Parent is { Length: > 0 } parent ? indexes.Of(parent) : null;

    internal static (uint? Mode, uint? Isolation) Read(scoped in LinkData data)
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
        return (mode, isolation);
    }

    internal static void Write(NetlinkMessageWriter writer, uint? mode, uint? isolation)
    {
        if (mode is { } number)
        {
            writer.WriteU16(IFLA_IPVLAN_MODE, (ushort)number);
        }
        if (isolation is { } flags)
        {
            writer.WriteU16(IFLA_IPVLAN_FLAGS, (ushort)flags);
        }
    }
}
