using Wire.Domain;
using static Wire.Kernel.LinuxIfLink;

namespace Wire.Kernel;

/// <summary>A member of a bond: IFLA_BOND_SLAVE_*.</summary>
internal sealed class BondPortCodec() : PortCodec(new BondPortFacet())
{
    protected override void Encode(NetlinkMessageWriter writer, Resource asked, LinkIndexes indexes)
    {
        BondPort port = (BondPort)asked;
        writer.WriteU16(IFLA_BOND_SLAVE_QUEUE_ID, port.QueueId);
        if (port.Prio is { } prio)
        {
            writer.WriteU32(IFLA_BOND_SLAVE_PRIO, (uint)prio);
        }
    }
}

/// <summary>How a bond tells of its ports.</summary>
internal sealed class BondPortFacet() : LinkFacet(BondPort.TheKind, "bond")
{
    public override Resource Decode(AttributeReader data, string link, ObjectContext context)
    {
        uint? queueId = null, state = null, miiStatus = null;
        int? prio = null;
        MacAddress? permHwaddr = null;
        while (data.Read())
        {
            switch (data.Type)
            {
                case IFLA_BOND_SLAVE_QUEUE_ID:
                    queueId = data.ReadU16();
                    break;
                case IFLA_BOND_SLAVE_PRIO:
                    prio = (int)data.ReadU32();
                    break;
                case IFLA_BOND_SLAVE_STATE:
                    state = data.ReadU8();
                    break;
                case IFLA_BOND_SLAVE_MII_STATUS:
                    miiStatus = data.ReadU8();
                    break;
                case IFLA_BOND_SLAVE_PERM_HWADDR:
                    permHwaddr = data.ReadMac();
                    break;
                default:
                    context.Unknown.Keep(data, AttributePlace.BondMember);
                    break;
            }
        }
        return new BondPort
        {
            Dev = link, QueueId = queueId, Prio = prio, State = state, MiiStatus = miiStatus, PermHwaddr = permHwaddr,
            Unknown = context.Unknown.Take(),
        };
    }
}
