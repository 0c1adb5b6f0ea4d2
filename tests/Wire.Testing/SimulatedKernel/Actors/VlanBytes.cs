using static Wire.Testing.Simulation.IfLink;
using static Wire.Testing.Simulation.Netlink;
using static Wire.Testing.Simulation.Rtnetlink;

namespace Wire.Testing.Simulation;

/// <summary>Requests about the VLANs of bridges as <c>bridge vlan</c> makes them, written without Wire.Kernel.</summary>
public static class VlanBytes
{
    /// <param name="infos">Flags and numbers (struct bridge_vlan_info).</param>
    /// <param name="isSelf">The bridge's own VLANs, not a port's.</param>
    public static byte[] Write(bool adds, int index, IReadOnlyList<(ushort Flags, ushort Vid)> infos, bool isSelf) =>
        Start(adds ? RTM_SETLINK : RTM_DELLINK, NLM_F_ACK, index).Nest(IFLA_AF_SPEC, spec =>
        {
            if (isSelf)
            {
                spec.AttributeU16(0, 2);
            }
            foreach ((ushort flags, ushort vid) in infos)
            {
                spec.Attribute(2, [.. BitConverter.GetBytes(flags), .. BitConverter.GetBytes(vid)]);
            }
        }).ToArray();

    /// <summary>The VLANs of all links, in a row as ranges (RTEXT_FILTER_BRVLAN_COMPRESSED).</summary>
    public static byte[] All() => Start(RTM_GETLINK, NLM_F_DUMP, 0).AttributeU32(IFLA_EXT_MASK, 4).ToArray();

    private static MessageWriter Start(ushort type, ushort flags, int index) =>
        new MessageWriter(type, (ushort)(flags | NLM_F_REQUEST), 1, 0).U8(AF_BRIDGE).U8(0).U16(0).U32((uint)index).U32(0).U32(0);
}
