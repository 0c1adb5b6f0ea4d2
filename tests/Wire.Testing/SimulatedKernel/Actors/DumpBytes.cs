using static Wire.Testing.Simulation.Netlink;
using static Wire.Testing.Simulation.Rtnetlink;

namespace Wire.Testing.Simulation;

/// <summary>Dump requests as bytes, written without Wire.Kernel.</summary>
public static class DumpBytes
{
    /// <param name="type">RTM_GET*.</param>
    public static byte[] All(ushort type, byte family, uint sequence = 1)
    {
        int fixedBytes = type switch
        {
            RTM_GETLINK => 16,
            RTM_GETADDR => 8,
            _ => 12,
        };
        return new MessageWriter(type, NLM_F_REQUEST | NLM_F_DUMP, sequence, 0).U8(family).Raw(new byte[fixedBytes - 1]).ToArray();
    }

    public static byte[] NumberedHops() =>
        new MessageWriter(NextHops.RTM_GETNEXTHOP, NLM_F_REQUEST | NLM_F_DUMP, 1, 0).Raw(new byte[NextHops.FixedBytes]).ToArray();

    /// <summary>The addresses that are answered for.</summary>
    public static byte[] Proxies(byte family) =>
        new MessageWriter(RTM_GETNEIGH, NLM_F_REQUEST | NLM_F_DUMP, 1, 0).U8(family).Raw(new byte[9]).U8(Neighbour.NTF_PROXY).U8(0).ToArray();
}
