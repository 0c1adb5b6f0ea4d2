namespace Wire.Domain;

/// <summary>Who hangs on whom among what is desired. Made by looking through all of it once.</summary>
internal sealed class DesiredDependents
{
    private readonly Dictionary<ResourceKey, List<ResourceKey>> _of = [];

    public DesiredDependents(IReadOnlyDictionary<ResourceKey, Declared> desired)
    {
        foreach ((ResourceKey key, Declared declared) in desired)
        {
            bool hangs = false;
            foreach (ResourceKey dependency in declared.Resource.Dependencies)
            {
                hangs = true;
                if (!_of.TryGetValue(dependency, out List<ResourceKey>? dependents))
                {
                    _of[dependency] = dependents = [];
                }
                dependents.Add(key);
            }
            if (!hangs && declared.Resource is Route)
            {
                RoutesWithoutLink.Add(key);
            }
        }
    }

    /// <summary>Routes that leave it to the kernel to find their link: any link or address may be the one they need.</summary>
    public List<ResourceKey> RoutesWithoutLink { get; } = [];

    public IReadOnlyList<ResourceKey> Of(ResourceKey key) => _of.TryGetValue(key, out List<ResourceKey>? dependents) ? dependents : [];
}
