using System.Collections.Concurrent;
using System.Collections.Immutable;
using Wire.Domain;

namespace Wire.Kernel;

/// <summary>The references that objects hold to links: every attribute that is written as a link, by the tables of the kinds.</summary>
internal static class LinkReferences
{
    private static readonly ConcurrentDictionary<ResourceKind, ImmutableArray<ResourceAttribute>> OfKind = [];

    /// <summary>The object with its references to a renamed link put right; null when it has none.</summary>
    public static Resource? Renamed(Resource resource, string oldReference, string newReference)
    {
        Resource renamed = resource;
        foreach (ResourceAttribute attribute in OfKind.GetOrAdd(resource.Kind, Find))
        {
            if (attribute.Format(renamed) == oldReference && attribute.TryParse(renamed, newReference, out Resource now))
            {
                renamed = now;
            }
        }
        return ReferenceEquals(renamed, resource) ? null : renamed;
    }

    /// <summary>A link's own name is no reference.</summary>
    private static ImmutableArray<ResourceAttribute> Find(ResourceKind kind) =>
        [.. kind.Attributes.Where(a => a.Expects == ValueFormats.Link.Expects && !(ResourceCodecs.IsLink(kind) && a.Mutability == Mutability.Identity))];
}
