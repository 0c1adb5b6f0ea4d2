using static Wire.Testing.Simulation.IfLink;
using static Wire.Testing.Simulation.Rtnetlink;

namespace Wire.Testing.Simulation;

/// <summary>IFLA_AF_SPEC of RTM_SETLINK and RTM_DELLINK of AF_BRIDGE: the VLANs of a port, or of a bridge itself (br_afspec, rtnl_bridge_setlink).</summary>
internal static class VlanChanges
{
    private const ushort IFLA_BRIDGE_FLAGS = 0;
    private const ushort IFLA_BRIDGE_VLAN_INFO = 2;
    private const ushort BRIDGE_FLAGS_MASTER = 1;
    private const ushort BRIDGE_FLAGS_SELF = 2;
    private const ushort VidMax = 4094;

    public static void Handle(SimulatedNamespace ns, Request request)
    {
        request.RequireBody(LinkRequest.FixedBytes);
        SimulatedLink link = ns.Links.Find(request.Message.I32(4)) ?? throw new RefusedException(Errno.ENODEV, "unknown ifindex");
        Attributes spec = request.Message.Attributes(LinkRequest.FixedBytes).Nested(IFLA_AF_SPEC);
        ushort flags = spec.U16(IFLA_BRIDGE_FLAGS) ?? 0;
        bool adds = request.Message.Type == RTM_SETLINK;
        if (flags == 0 || (flags & BRIDGE_FLAGS_MASTER) != 0)
        {
            Take(link.Master as BridgeLink, link, spec, adds);
        }
        if ((flags & BRIDGE_FLAGS_SELF) != 0)
        {
            Take(link as BridgeLink, link, spec, adds);
        }
    }

    private static void Take(BridgeLink? bridge, SimulatedLink link, Attributes spec, bool adds)
    {
        if (bridge is null)
        {
            throw new RefusedException(Errno.EOPNOTSUPP);
        }
        (ushort Vid, VlanFlags Flags)? begin = null;
        foreach ((_, ReadOnlyMemory<byte> value) in spec.All.Where(a => a.Type == IFLA_BRIDGE_VLAN_INFO))
        {
            VlanFlags flags = (VlanFlags)BitConverter.ToUInt16(value.Span);
            ushort vid = BitConverter.ToUInt16(value.Span[2..]);
            bool isBegin = (flags & VlanFlags.RangeBegin) != 0;
            Require(vid is > 0 and <= VidMax);
            Require((!isBegin && begin is null) || ((flags & VlanFlags.Pvid) == 0
                && (begin is null || (!isBegin && vid > begin.Value.Vid && (flags & VlanFlags.RangeEnd) != 0))));
            if (isBegin)
            {
                begin = (vid, flags);
                continue;
            }
            (ushort first, VlanFlags common) = begin ?? (vid, flags);
            begin = null;
            for (ushort id = first; id <= vid; id++)
            {
                if (adds)
                {
                    bridge.Vlans.Add(link, id, common);
                }
                else
                {
                    bridge.Vlans.Delete(link, id, common);
                }
            }
        }
        if (link != bridge)
        {
            bridge.TellPort(link);
        }
    }
}
