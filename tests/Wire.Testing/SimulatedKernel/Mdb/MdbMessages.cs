using static Wire.Testing.Simulation.BridgeMdb;
using static Wire.Testing.Simulation.Netlink;
using static Wire.Testing.Simulation.Rtnetlink;

namespace Wire.Testing.Simulation;

/// <summary>Messages about multicast groups (__mdb_fill_info, net/bridge/br_mdb.c), as with IGMP version 2 and MLD version 1: without lists of senders.</summary>
internal static class MdbMessages
{
    /// <summary>All of a bridge; a listing has the type of its request.</summary>
    public static byte[] OfBridge(BridgeLink bridge, IEnumerable<(MdbGroup Group, SimulatedLink Port, MdbMember? Member)> members, Cause cause) =>
        new MessageWriter(RTM_GETMDB, NLM_F_MULTI, cause.Sequence, cause.PortId).U32(0).U32((uint)bridge.Index).Nest(MDBA_MDB, all =>
        {
            foreach (IGrouping<MdbGroup, (MdbGroup Group, SimulatedLink Port, MdbMember? Member)> group in members.GroupBy(m => m.Group))
            {
                all.Nest(MDBA_MDB_ENTRY, entry => group.ToList().ForEach(m => Write(entry, m.Group, m.Port, m.Member)));
            }
        }).ToArray();

    public static byte[] OfMember(ushort type, BridgeLink bridge, MdbGroup group, SimulatedLink port, MdbMember? member) =>
        new MessageWriter(type, 0, 0, 0).U8(AF_BRIDGE).U8(0).U16(0).U32((uint)bridge.Index)
            .Nest(MDBA_MDB, all => all.Nest(MDBA_MDB_ENTRY, entry => Write(entry, group, port, member))).ToArray();

    /// <param name="member">Null for the bridge itself.</param>
    private static void Write(MessageWriter entry, MdbGroup group, SimulatedLink port, MdbMember? member)
    {
        const int AddressBytes = 16;
        byte[] address = Convert.FromHexString(group.Address);
        entry.Nest(MDBA_MDB_ENTRY_INFO, info =>
        {
            info.U32((uint)port.Index)
                .U8(group.IsEthernet || member is { IsPermanent: true } ? MDB_PERMANENT : (byte)0)
                .U8(member is { IsBlocked: true } ? MDB_FLAGS_BLOCKED : (byte)0)
                .U16(group.Vlan).Raw(address).Raw(new byte[AddressBytes - address.Length])
                .U8((byte)(group.Protocol >> 8)).U8((byte)group.Protocol).U16(0)
                .AttributeU32(MDBA_MDB_EATTR_TIMER, 0);
            if (group.Source.Length > 0)
            {
                info.Attribute(MDBA_MDB_EATTR_SOURCE, Convert.FromHexString(group.Source));
            }
            if (member is not null)
            {
                info.AttributeU8(MDBA_MDB_EATTR_RTPROT, member.Protocol);
            }
        });
    }
}
