using System.Collections.Immutable;

namespace Wire.Domain;

/// <summary>All that the planner looks at.</summary>
public sealed record PlanRequest
{
    public required IReadOnlyDictionary<ResourceKey, Declared> Desired { get; init; }

    public required ITopology Live { get; init; }

    /// <summary>Links that Wire made, by reference: these it may delete and recreate. Of other objects see <see cref="OwnedObjects"/>.</summary>
    public required IReadOnlySet<string> OwnedLinks { get; init; }

    /// <summary>What else Wire made where the kernel has no mark for it (<see cref="Resource.IsMarkedOurs"/>), FDB entries and disciplines, and what lost it.</summary>
    public required IReadOnlySet<ResourceKey> OwnedObjects { get; init; }

    /// <summary>What adopted links and settings were before Wire first changed them, with only the attributes it changed: what they go back to when no longer declared.</summary>
    public required IReadOnlyDictionary<ResourceKey, Resource> Baselines { get; init; }

    /// <summary>Foreign ports that lost their bridge when it vanished, by the bridge's reference: re-attached when it is made again.</summary>
    public ImmutableDictionary<string, ImmutableSortedSet<string>> LostPorts { get; init; } = ImmutableDictionary<string, ImmutableSortedSet<string>>.Empty;

    /// <summary>
    /// Attributes that <see cref="ResourceAttribute.Moves"/> and that this change declares anew, by object: they are set although
    /// what is there fits.
    /// </summary>
    public ImmutableDictionary<ResourceKey, ImmutableHashSet<string>> Renewed { get; init; } = ImmutableDictionary<ResourceKey, ImmutableHashSet<string>>.Empty;

    /// <summary>Take over declared links that exist and were made by somebody else.</summary>
    public bool Adopt { get; init; }

    /// <summary>
    /// Only these objects (and what follows from them); null for all. How drift is healed without a full comparison. What the
    /// kernel takes along in silence (the IPv4 routes of a link that goes down) follows from the link that is named.
    /// </summary>
    public IReadOnlySet<ResourceKey>? Only { get; init; }

    /// <summary>Whether Wire made the live object, so that it may delete it.</summary>
    public bool IsOurs(Resource live) =>
        live is Link link ? OwnedLinks.Contains(link.Reference) : live.Kind.IsMade && (live.IsMarkedOurs == true || OwnedObjects.Contains(live.Key));
}
