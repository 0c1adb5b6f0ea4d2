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
}
