using System.Diagnostics.CodeAnalysis;

namespace Wire.Domain;

/// <summary>A set of resources with an index of who depends on whom. Not thread-safe; one owner folds into it.</summary>
public sealed class Topology : ITopology
{
    private readonly Dictionary<ResourceKey, Resource> _resources = [];
    private readonly Dictionary<ResourceKey, HashSet<ResourceKey>> _dependents = [];
    private readonly Dictionary<ResourceKey, ResourceKey> _aliases = [];

    public Topology()
    {
    }

    public Topology(IEnumerable<Resource> resources)
    {
        foreach (Resource resource in resources)
        {
            Set(resource);
        }
    }

    public int Count => _resources.Count;

    public IEnumerable<Resource> All => _resources.Values;

    public bool TryGet(ResourceKey key, [NotNullWhen(true)] out Resource? resource) => _resources.TryGetValue(key, out resource);

    public ResourceKey Resolve(ResourceKey key) => _aliases.GetValueOrDefault(key, key);

    public IEnumerable<Resource> DependentsOf(ResourceKey key) => _aliases.Count > 0 && _resources.TryGetValue(key, out Resource? resource)
        ? resource.Aliases.Prepend(key).SelectMany(Naming)
        : Naming(key);

    /// <summary>Those that have the key itself among what they depend on.</summary>
    private IEnumerable<Resource> Naming(ResourceKey key) =>
        _dependents.TryGetValue(key, out HashSet<ResourceKey>? keys) ? keys.Select(k => _resources[k]) : [];

    /// <summary>Adds the resource, or puts it in the place of what had its key.</summary>
    public void Set(Resource resource)
    {
        ResourceKey key = resource.Key;
        if (_resources.TryGetValue(key, out Resource? old))
        {
            if (HasSameLinks(old, resource))
            {
                _resources[key] = resource;
                return;
            }
            Unlink(key, old);
        }
        _resources[key] = resource;
        foreach (ResourceKey dependency in resource.Dependencies)
        {
            if (!_dependents.TryGetValue(dependency, out HashSet<ResourceKey>? dependents))
            {
                _dependents[dependency] = dependents = [];
            }
            dependents.Add(key);
        }
        foreach (ResourceKey alias in resource.Aliases)
        {
            _aliases[alias] = key;
        }
    }

    /// <summary>True when it was there.</summary>
    public bool Remove(ResourceKey key)
    {
        if (!_resources.Remove(key, out Resource? old))
        {
            return false;
        }
        Unlink(key, old);
        return true;
    }

    /// <summary>As nearly always: what is told again has another value, and stands on what it stood on.</summary>
    private static bool HasSameLinks(Resource old, Resource now) =>
        old.Dependencies.SequenceEqual(now.Dependencies) && !old.Aliases.Any() && !now.Aliases.Any();

    private void Unlink(ResourceKey key, Resource resource)
    {
        foreach (ResourceKey dependency in resource.Dependencies)
        {
            if (_dependents.TryGetValue(dependency, out HashSet<ResourceKey>? dependents) && dependents.Remove(key) && dependents.Count == 0)
            {
                _dependents.Remove(dependency);
            }
        }
        foreach (ResourceKey alias in resource.Aliases)
        {
            if (_aliases.TryGetValue(alias, out ResourceKey owner) && owner == key)
            {
                _aliases.Remove(alias);
            }
        }
    }
}
