using static Wire.Testing.Simulation.Neighbour;
using static Wire.Testing.Simulation.Netlink;
using static Wire.Testing.Simulation.Rtnetlink;

namespace Wire.Testing.Simulation;

/// <summary>Requests about IP neighbours as bytes, written without Wire.Kernel.</summary>
public static class NeighbourBytes
{
    /// <param name="link">An index.</param>
    /// <param name="address">IPv4 or IPv6.</param>
    /// <param name="mac">Null to leave it out.</param>
    public static byte[] Add(int link, string address, byte[]? mac, ushort state, byte ndmFlags, byte protocol, ushort flags)
    {
        MessageWriter message = Start(RTM_NEWNEIGH, link, address, state, ndmFlags, flags);
        if (mac is not null)
        {
            message.Attribute(NDA_LLADDR, mac);
        }
        return (protocol == 0 ? message : message.AttributeU8(NDA_PROTOCOL, protocol)).ToArray();
    }

    public static byte[] Delete(int link, string address, byte ndmFlags) => Start(RTM_DELNEIGH, link, address, 0, ndmFlags, 0).ToArray();

    private static MessageWriter Start(ushort type, int link, string address, ushort state, byte ndmFlags, ushort flags)
    {
        byte[] bytes = IpText.Parse(address).Bytes;
        return new MessageWriter(type, (ushort)(flags | NLM_F_REQUEST | NLM_F_ACK), 1, 0)
            .U8(bytes.Length == 4 ? AF_INET : AF_INET6).U8(0).U16(0).U32((uint)link).U16(state).U8(ndmFlags).U8(0)
            .Attribute(NDA_DST, bytes);
    }
}
