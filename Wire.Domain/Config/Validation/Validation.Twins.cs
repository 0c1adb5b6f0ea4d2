namespace Wire.Domain;

internal sealed partial class Validation
{
    /// <summary>The kernel has room for one VLAN of an id on a link, and for one VXLAN of a VNI on a port and family.</summary>
    private void CheckTwins()
    {
        Dictionary<(string?, uint), Declared> vlans = [];
        Dictionary<(string?, uint, uint, bool), Declared> vxlans = [];
        foreach (Declared declared in _links.Values)
        {
            if (declared.Resource is Vlan { Parent: { } parent, Id: { } id } && !vlans.TryAdd((parent, id), declared))
            {
                Report(declared, "id", $"VLAN {id} on '{parent}' is '{vlans[(parent, id)].Key.Id}' already{Where(vlans[(parent, id)])}", "expected one link for a VLAN id");
            }
            if (declared.Resource is Vxlan { Vni: { } vni } vxlan)
            {
                (string?, uint, uint, bool) twin = (vxlan.Netns, vni, vxlan.Port ?? 4789, VxlanOverhead(vxlan) == 70);
                if (!vxlans.TryAdd(twin, declared))
                {
                    Report(declared, "vni", $"VNI {vni} is '{vxlans[twin].Key.Id}' already{Where(vxlans[twin])}", "expected one link for a VNI on a UDP port");
                }
            }
        }
    }
}
