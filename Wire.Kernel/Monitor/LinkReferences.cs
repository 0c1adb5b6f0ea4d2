using Wire.Domain;

namespace Wire.Kernel;

/// <summary>The references that links hold to other links.</summary>
internal static class LinkReferences
{
    /// <summary>The link with its references to a renamed one put right; null when it has none.</summary>
    public static Link? Renamed(Link link, string oldReference, string newReference)
    {
        Link renamed = link switch
        {
            Veth veth when veth.Peer == oldReference => veth with { Peer = newReference },
            Vlan vlan when vlan.Parent == oldReference => vlan with { Parent = newReference },
            Vxlan vxlan when vxlan.Underlay == oldReference => vxlan with { Underlay = newReference },
            _ => link,
        };
        renamed = renamed.Master == oldReference ? renamed with { Master = newReference } : renamed;
        return ReferenceEquals(renamed, link) ? null : renamed;
    }
}
