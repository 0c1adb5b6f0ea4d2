namespace Wire.Domain;

/// <summary>What of a live topology somebody would write down: not what the kernel, an autoconfiguration or learning put there.</summary>
public static class LiveExport
{
    /// <summary>Settings are no objects: what of them somebody changed is not known, so they are not exported.</summary>
    public static IEnumerable<Resource> Select(ITopology live) =>
        live.All.Where(r => r.IsExported && !r.Kind.IsSetting).Select(r => Bare(r, live));

    /// <summary>Without values that the kernel gives anyway; but what a bridge has as its MTU follows its ports until it is said.</summary>
    private static Resource Bare(Resource resource, ITopology live)
    {
        foreach (ResourceAttribute attribute in resource.Kind.Attributes)
        {
            bool isKept = attribute.Name == LinkWords.Up || (attribute.Name == LinkWords.Mtu && resource.Kind.MtuFollowsPorts);
            if (!isKept && resource.DefaultOf(attribute) is { } usual && attribute.Format(resource) == usual)
            {
                resource = attribute.Clear(resource);
            }
        }
        return resource.Bare(live);
    }
}
