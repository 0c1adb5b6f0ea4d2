using static Wire.Testing.Simulation.IfLink;
using static Wire.Testing.Simulation.Netlink;
using static Wire.Testing.Simulation.Rtnetlink;

namespace Wire.Testing.Simulation;

/// <summary>Requests about a link as somebody's port, written without Wire.Kernel.</summary>
public static class PortBytes
{
    /// <summary>IFLA_INFO_SLAVE_DATA: whoever has the port takes it.</summary>
    public static byte[] Change(int index, Action<MessageWriter> data) =>
        Start(RTM_NEWLINK, AF_UNSPEC, index).Nest(IFLA_LINKINFO, info => info.Nest(IFLA_INFO_SLAVE_DATA, data)).ToArray();

    /// <summary>IFLA_PROTINFO, as <c>bridge link set</c>.</summary>
    public static byte[] ChangeOfBridge(int index, Action<MessageWriter> data) =>
        Start(RTM_SETLINK, AF_BRIDGE, index).Nest(IFLA_PROTINFO | NLA_F_NESTED, data).ToArray();

    private static MessageWriter Start(ushort type, byte family, int index) =>
        new MessageWriter(type, NLM_F_REQUEST | NLM_F_ACK, 1, 0).U8(family).U8(0).U16(0).U32((uint)index).U32(0).U32(0);
}
