using System.Diagnostics.CodeAnalysis;

namespace Wire.Domain;

/// <summary>A set of resources by their keys, as the planner and the validator read it.</summary>
public interface ITopology
{
    int Count { get; }

    IEnumerable<Resource> All { get; }

    bool TryGet(ResourceKey key, [NotNullWhen(true)] out Resource? resource);

    /// <summary>The key of the object that has this one among its <see cref="Resource.Aliases"/>; the same key when none has.</summary>
    ResourceKey Resolve(ResourceKey key) => key;

    /// <summary>What hangs on a link: its addresses, ports, routes, FDB entries, and links that ride on it. In no order.</summary>
    IEnumerable<Resource> DependentsOf(ResourceKey key);
}
