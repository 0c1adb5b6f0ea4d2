using static Wire.Testing.Simulation.Neighbour;
using static Wire.Testing.Simulation.Rtnetlink;

namespace Wire.Testing.Simulation;

/// <summary>RTM_NEWNEIGH and RTM_DELNEIGH of family AF_BRIDGE (ndmsg).</summary>
internal static class FdbMessages
{
    /// <summary>An entry of a bridge (fdb_fill_info).</summary>
    public static byte[] OfBridge(ushort type, BridgeLink bridge, FdbOfBridge.Entry entry, Cause cause, ushort flags = 0)
    {
        MessageWriter message = Start(type, entry.Port ?? bridge, entry.State, entry.Flags, 0, cause, flags)
            .Attribute(NDA_LLADDR, entry.Mac)
            .AttributeU32(NDA_MASTER, (uint)bridge.Index)
            .AttributeU32(NDA_FLAGS_EXT, 0)
            .Attribute(NDA_CACHEINFO, new byte[16]);
        return (entry.Vlan == 0 ? message : message.AttributeU16(NDA_VLAN, entry.Vlan)).ToArray();
    }

    /// <summary>One destination of a VXLAN's entry (vxlan_fdb_info).</summary>
    public static byte[] OfVxlan(ushort type, VxlanLink vxlan, FdbOfVxlan.Entry entry, FdbOfVxlan.Remote remote, Cause cause, ushort flags = 0)
    {
        MessageWriter message = Start(type, vxlan, entry.State, NTF_SELF, RTN_UNICAST, cause, flags).Attribute(NDA_LLADDR, entry.Mac);
        if (remote.Address.Length > 0)
        {
            message.Attribute(NDA_DST, remote.Address);
        }
        if (remote.Port is { } port && port != vxlan.Settings.Port)
        {
            message.AttributeU16Be(NDA_PORT, port);
        }
        if (remote.Vni is { } vni && vni != vxlan.Settings.Vni)
        {
            message.AttributeU32(NDA_VNI, vni);
        }
        if (remote.Link != 0)
        {
            message.AttributeU32(NDA_IFINDEX, (uint)remote.Link);
        }
        if (vxlan.Settings.IsExternal && entry.Vni != 0)
        {
            message.AttributeU32(NDA_SRC_VNI, entry.Vni);
        }
        return message.Attribute(NDA_CACHEINFO, new byte[16]).ToArray();
    }

    /// <summary>An address that a link takes packets for besides its own (nlmsg_populate_fdb_fill).</summary>
    public static byte[] OfLink(ushort type, SimulatedLink link, byte[] mac, Cause cause, ushort flags = 0) =>
        Start(type, link, NUD_PERMANENT, NTF_SELF, 0, cause, flags).Attribute(NDA_LLADDR, mac).ToArray();

    private static MessageWriter Start(ushort type, SimulatedLink link, ushort state, byte ndmFlags, byte ndmType, Cause cause, ushort flags) =>
        new MessageWriter(type, flags, cause.Sequence, cause.PortId)
            .U8(AF_BRIDGE).U8(0).U16(0).U32((uint)link.Index).U16(state).U8(ndmFlags).U8(ndmType);
}
