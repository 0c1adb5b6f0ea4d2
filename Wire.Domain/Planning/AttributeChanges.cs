using System.Collections.Immutable;

namespace Wire.Domain;

/// <summary>Attributes as text, for a person.</summary>
internal static class AttributeChanges
{
    /// <summary>All that is set, as something new; without what the object's title already says.</summary>
    public static ImmutableArray<AttributeChange> Of(Resource resource, bool observed = false) =>
        [.. Shown(resource.Kind, observed).Where(a => a.IsSet(resource)).Select(a => new AttributeChange(a.Name, null, a.Format(resource)))];

    /// <summary>The differences of two states of one object of one kind.</summary>
    public static ImmutableArray<AttributeChange> Between(Resource before, Resource after, bool observed = false) =>
        [.. Shown(after.Kind, observed).Where(a => !a.SameValue(before, after)).Select(a => Difference(a, before, after))];

    private static AttributeChange Difference(ResourceAttribute attribute, Resource before, Resource after)
    {
        (string? old, string? now) = attribute.Difference(before, after);
        return new(attribute.Name, old, now);
    }

    private static IEnumerable<ResourceAttribute> Shown(ResourceKind kind, bool observed) =>
        kind.Attributes.Where(a => a.Mutability != Mutability.Identity && (observed || a.Mutability != Mutability.Observed));
}
