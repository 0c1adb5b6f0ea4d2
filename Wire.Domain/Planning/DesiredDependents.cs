namespace Wire.Domain;

/// <summary>Who hangs on whom among what is desired. Each question that has to look through all of it does so once.</summary>
internal sealed class DesiredDependents(IReadOnlyDictionary<ResourceKey, Declared> desired)
{
    private Dictionary<ResourceKey, List<ResourceKey>>? _of;
    private List<ResourceKey>? _routesWithoutLink;

    /// <summary>Routes that leave it to the kernel to find their link: any link or address may be the one they need.</summary>
    public IReadOnlyList<ResourceKey> RoutesWithoutLink => _routesWithoutLink ??=
        [.. desired.Where(d => d.Value.Resource is Route { Dev: null } route && (route.NextHops?.Any(h => h.Dev is null) ?? true)).Select(d => d.Key)];

    public IReadOnlyList<ResourceKey> Of(ResourceKey key) => desired.TryGetValue(key, out Declared? declared) && declared.Resource.Aliases.Any()
        ? [.. declared.Resource.Aliases.Prepend(key).SelectMany(Naming)]
        : Naming(key);

    private IReadOnlyList<ResourceKey> Naming(ResourceKey key) => (_of ??= Index()).TryGetValue(key, out List<ResourceKey>? dependents) ? dependents : [];

    private Dictionary<ResourceKey, List<ResourceKey>> Index()
    {
        Dictionary<ResourceKey, List<ResourceKey>> index = [];
        foreach ((ResourceKey key, Declared declared) in desired)
        {
            foreach (ResourceKey dependency in declared.Resource.Dependencies)
            {
                if (!index.TryGetValue(dependency, out List<ResourceKey>? dependents))
                {
                    index[dependency] = dependents = [];
                }
                dependents.Add(key);
            }
        }
        return index;
    }
}
