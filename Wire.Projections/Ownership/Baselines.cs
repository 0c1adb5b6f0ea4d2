using Wire.Domain;

namespace Wire.Projections;

/// <summary>
/// What links that Wire did not make, and settings, were before it first changed them, with only the attributes it changed. Kept while Wire
/// asks for something of them, and until they are as they were again.
/// </summary>
internal sealed class Baselines
{
    private readonly Dictionary<ResourceKey, Resource> _byKey = [];

    public IReadOnlyDictionary<ResourceKey, Resource> ByKey => _byKey;

    /// <summary>The attributes of an acknowledged change whose values before it are worth keeping; names of those that are new here.</summary>
    public List<string> Keep(Resource before, IEnumerable<string> attributes)
    {
        Resource baseline = _byKey.GetValueOrDefault(before.Key) is { } known && known.Kind == before.Kind
            ? known
            : before.Kind.Attributes.Where(a => a.Mutability == Mutability.Identity && a.IsSet(before)).Aggregate(before.Kind.Blank(), (blank, a) => a.Copy(before, blank));
        List<string> added = [];
        foreach (string name in attributes)
        {
            if (before.Kind.Find(name) is { } attribute && !attribute.IsSet(baseline) && attribute.IsSet(before))
            {
                baseline = attribute.Copy(before, baseline);
                added.Add(name);
            }
        }
        if (added.Count > 0)
        {
            _byKey[before.Key] = baseline;
        }
        return added;
    }

    /// <summary>Forgets attributes; the whole baseline with its last one.</summary>
    public void Drop(ResourceKey key, IEnumerable<string> attributes)
    {
        if (!_byKey.TryGetValue(key, out Resource? baseline))
        {
            return;
        }
        foreach (string name in attributes)
        {
            baseline = baseline.Kind.Find(name)?.Clear(baseline) ?? baseline;
        }
        if (baseline.Kind.Attributes.Any(a => a.Mutability != Mutability.Identity && a.IsSet(baseline)))
        {
            _byKey[key] = baseline;
        }
        else
        {
            _byKey.Remove(key);
        }
    }

    /// <summary>Forgets those attributes that have the value that they go back to.</summary>
    public void DropReached(ResourceKey key, Resource now, IEnumerable<string> attributes)
    {
        if (_byKey.TryGetValue(key, out Resource? baseline))
        {
            Drop(key, attributes.Where(name => now.Kind.Find(name) is { } found && baseline.Kind.Find(found.Id) == found && found.SameValue(baseline, now)));
        }
    }

    public void Forget(ResourceKey key) => _byKey.Remove(key);

    public void Save(StateWriter writer) => writer.Many([.. _byKey.Values.OrderBy(r => r.Key)], (w, resource) => w.Resource(resource));

    public void Load(StateReader reader) => Array.ForEach(reader.Many(r => r.Resource()), resource => _byKey[resource.Key] = resource);
}
