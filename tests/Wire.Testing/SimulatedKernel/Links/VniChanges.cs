using static Wire.Testing.Simulation.VxlanNetworks;

namespace Wire.Testing.Simulation;

/// <summary>RTM_NEWTUNNEL, RTM_DELTUNNEL and RTM_GETTUNNEL of AF_BRIDGE: the networks of VXLANs that filter them (drivers/net/vxlan/vxlan_vnifilter.c).</summary>
internal static class VniChanges
{
    public static void Handle(SimulatedNamespace ns, Request request)
    {
        request.RequireBody(FixedBytes);
        SimulatedLink link = ns.Links.Find(request.Message.I32(4)) ?? throw new RefusedException(Errno.ENODEV);
        VxlanLink vxlan = link as VxlanLink ?? throw new RefusedException(Errno.EINVAL, "The device is not a vxlan device");
        if (!vxlan.Settings.Filters)
        {
            throw new RefusedException(Errno.EOPNOTSUPP);
        }
        Attributes[] entries = [.. request.Message.Attributes(FixedBytes).All.Where(a => a.Type == VXLAN_VNIFILTER_ENTRY).Select(a => Attributes.Parse(a.Value))];
        if (entries.Length == 0)
        {
            throw new RefusedException(Errno.EINVAL, "No vnis found to process");
        }
        foreach (Attributes entry in entries)
        {
            Take(vxlan, entry, adds: request.Message.Type == RTM_NEWTUNNEL);
        }
    }

    public static IEnumerable<byte[]> Dump(SimulatedNamespace ns, Request request)
    {
        Cause cause = request.DumpCause;
        return ns.Links.All.OfType<VxlanLink>().Where(v => v.Vnis.Any).Select(v => v.Vnis.Dump(cause));
    }

    /// <summary>A range that ends before it begins is empty, and no error.</summary>
    private static void Take(VxlanLink vxlan, Attributes entry, bool adds)
    {
        uint first = entry.U32(VXLAN_VNIFILTER_ENTRY_START) ?? 0;
        uint last = entry.U32(VXLAN_VNIFILTER_ENTRY_END) ?? first;
        byte[]? remote = entry.Bytes(VXLAN_VNIFILTER_ENTRY_GROUP) ?? entry.Bytes(VXLAN_VNIFILTER_ENTRY_GROUP6);
        bool isMulticast = remote is [>= 224 and < 240, _, _, _] or [0xff, _, _, _, _, ..];
        if ((first == 0 && last == 0) || (isMulticast && vxlan.Settings.Link == 0))
        {
            throw new RefusedException(Errno.EINVAL);
        }
        for (uint vni = first; vni <= last; vni++)
        {
            if (adds)
            {
                vxlan.Vnis.Add(vni, remote?.All(b => b == 0) == true ? null : remote);
            }
            else
            {
                vxlan.Vnis.Delete(vni);
            }
        }
    }
}
