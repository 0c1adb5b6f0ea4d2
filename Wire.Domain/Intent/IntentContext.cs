using System.Collections.Frozen;

namespace Wire.Domain;

/// <summary>What a decision may look up beside the intent itself.</summary>
public sealed record IntentContext
{
    /// <summary>The node's id: what its stable Ethernet addresses are made of.</summary>
    public required Guid Node { get; init; }

    /// <summary>What adopted links and settings were before Wire first changed them: what a withdrawn attribute goes back to.</summary>
    public IReadOnlyDictionary<ResourceKey, Resource> Baselines { get; init; } = FrozenDictionary<ResourceKey, Resource>.Empty;

    /// <summary>What the kernel shows.</summary>
    public ITopology Live { get; init; } = new Topology();

    /// <summary>Links that are Wire's, by reference.</summary>
    public IReadOnlySet<string> OwnedLinks { get; init; } = FrozenSet<string>.Empty;

    /// <summary>What else is Wire's, where the kernel has no mark for it.</summary>
    public IReadOnlySet<ResourceKey> OwnedObjects { get; init; } = FrozenSet<ResourceKey>.Empty;
}
