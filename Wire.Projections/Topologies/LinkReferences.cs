using Wire.Domain;

namespace Wire.Projections;

/// <summary>Where resources name links.</summary>
internal static class LinkReferences
{
    /// <summary>The resource with every reference to one link turned into a reference to another.</summary>
    public static Resource Replaced(Resource resource, string old, string reference)
    {
        foreach (ResourceAttribute attribute in resource.Kind.Attributes)
        {
            if (attribute.IsLinkReference && attribute.Format(resource) == old && attribute.TryParse(resource, reference, out Resource replaced))
            {
                resource = replaced;
            }
        }
        return resource is Route { NextHops: { } hops } route
            ? route with { NextHops = NextHopsFormat.Sorted(hops.Select(h => h.Dev == old ? h with { Dev = reference } : h)) }
            : resource;
    }
}
