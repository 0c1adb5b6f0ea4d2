using System.Net;
using static Wire.Testing.Simulation.Netlink;
using static Wire.Testing.Simulation.Rtnetlink;
using static Wire.Testing.Simulation.VxlanNetworks;

namespace Wire.Testing.Simulation;

/// <summary>Requests about the networks of a VXLAN as <c>bridge vni</c> makes them, written without Wire.Kernel.</summary>
public static class VniBytes
{
    public static byte[] Write(bool adds, int link, IReadOnlyList<(uint First, uint? Last, string? Remote)> ranges)
    {
        MessageWriter message = new MessageWriter(adds ? RTM_NEWTUNNEL : RTM_DELTUNNEL, NLM_F_REQUEST | NLM_F_ACK, 1, 0)
            .U8(AF_BRIDGE).U8(0).U16(0).U32((uint)link);
        foreach ((uint first, uint? last, string? remote) in ranges)
        {
            message.Nest(VXLAN_VNIFILTER_ENTRY | NLA_F_NESTED, entry =>
            {
                entry.AttributeU32(VXLAN_VNIFILTER_ENTRY_START, first);
                if (last is { } end)
                {
                    entry.AttributeU32(VXLAN_VNIFILTER_ENTRY_END, end);
                }
                if (remote is not null)
                {
                    entry.Attribute(VXLAN_VNIFILTER_ENTRY_GROUP, IPAddress.Parse(remote).GetAddressBytes());
                }
            });
        }
        return message.ToArray();
    }

    public static byte[] All() => new MessageWriter(RTM_GETTUNNEL, NLM_F_REQUEST | NLM_F_DUMP, 1, 0).U8(AF_BRIDGE).Raw(new byte[FixedBytes - 1]).ToArray();
}
