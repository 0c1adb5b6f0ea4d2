using System.Collections.Immutable;

namespace Wire.Domain;

/// <summary>Which attributes of a live object are not as declared.</summary>
internal static class AttributeDiff
{
    /// <param name="declared">What somebody asked for.</param>
    /// <param name="live">The object of that key; of the same kind, unless <paramref name="declared"/> is an <see cref="Interface"/>.</param>
    /// <param name="led">The live object is a port of a link that <see cref="ResourceKind.LeadsPorts"/>: its Ethernet address is not its own.</param>
    /// <param name="renewed">Attributes that <see cref="ResourceAttribute.Moves"/> and are to be set all the same; null for none.</param>
    public static ImmutableArray<ResourceAttribute> Between(Resource declared, Resource live, bool led, ImmutableHashSet<string>? renewed = null)
    {
        ImmutableArray<ResourceAttribute>.Builder? differing = null;
        foreach (ResourceAttribute attribute in declared.Kind.Attributes)
        {
            bool differs = !attribute.Fits(declared, live) || (renewed?.Contains(attribute.Name) == true && !attribute.SameValue(declared, live));
            if (differs && !(led && attribute.Name == LinkWords.Mac))
            {
                (differing ??= ImmutableArray.CreateBuilder<ResourceAttribute>()).Add(attribute);
            }
        }
        return differing?.ToImmutable() ?? [];
    }

    /// <summary>False when the attributes of the two cannot be compared: one would have to make way for the other.</summary>
    public static bool SameKind(Resource declared, Resource live) => declared.Kind == live.Kind || declared is Interface;
}

/// <summary>The words of the attributes that the planner itself speaks of.</summary>
internal static class LinkWords
{
    public const string Up = "up";
    public const string Mtu = "mtu";
    public const string Mac = "mac";
    public const string Master = "master";
}
