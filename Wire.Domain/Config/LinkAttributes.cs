using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Wire.Domain;

/// <summary>The attributes whose value is a link's name, found once: a check asks for them at every resource.</summary>
internal static class LinkAttributes
{
    private static readonly FrozenSet<ResourceAttribute> Named = ResourceKinds.All
        .SelectMany(k => k.Attributes)
        .Where(a => a.Expects == ValueFormats.Link.Expects)
        .ToFrozenSet();

    private static readonly FrozenDictionary<ResourceKind, ImmutableArray<ResourceAttribute>> Declarable = ResourceKinds.All.ToFrozenDictionary(
        k => k,
        k => k.Attributes.Where(a => Named.Contains(a) && a.Mutability != Mutability.Observed && !(k.Collection == "link" && a == k.Attributes[0])).ToImmutableArray());

    public static bool Contains(ResourceAttribute attribute) => Named.Contains(attribute);

    /// <summary>Those of a kind that can be declared and name another link.</summary>
    public static ImmutableArray<ResourceAttribute> Of(ResourceKind kind) => Declarable[kind];
}
