using System.Net;
using static Wire.Testing.Simulation.Neighbour;
using static Wire.Testing.Simulation.Netlink;
using static Wire.Testing.Simulation.Rtnetlink;

namespace Wire.Testing.Simulation;

/// <summary>AF_BRIDGE neighbour requests as bytes, written without Wire.Kernel.</summary>
public static class FdbBytes
{
    /// <param name="ndmFlags">NTF_MASTER: in the bridge's table; NTF_SELF: in the device's own.</param>
    /// <param name="remote">NDA_DST, for a VXLAN.</param>
    public static byte[] Add(int link, byte[] mac, ushort state, byte ndmFlags, string? remote = null, ushort flags = NLM_F_CREATE | NLM_F_EXCL, uint sequence = 1, ushort vlan = 0) =>
        Write(RTM_NEWNEIGH, link, mac, state, ndmFlags, remote, flags, sequence, vlan);

    public static byte[] Delete(int link, byte[] mac, byte ndmFlags, string? remote = null, ushort state = NUD_PERMANENT, ushort flags = 0, uint sequence = 1, ushort vlan = 0) =>
        Write(RTM_DELNEIGH, link, mac, state, ndmFlags, remote, flags, sequence, vlan);

    private static byte[] Write(ushort type, int link, byte[] mac, ushort state, byte ndmFlags, string? remote, ushort flags, uint sequence, ushort vlan)
    {
        MessageWriter message = new MessageWriter(type, (ushort)(flags | NLM_F_REQUEST | NLM_F_ACK), sequence, 0)
            .U8(AF_BRIDGE).U8(0).U16(0).U32((uint)link).U16(state).U8(ndmFlags).U8(0)
            .Attribute(NDA_LLADDR, mac);
        if (remote is not null)
        {
            message.Attribute(NDA_DST, IPAddress.Parse(remote).GetAddressBytes());
        }
        return (vlan == 0 ? message : message.AttributeU16(NDA_VLAN, vlan)).ToArray();
    }
}
