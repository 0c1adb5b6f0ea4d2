using Wire.Domain;

namespace Wire.Projections;

/// <summary>
/// What links that Wire did not make were before it first changed them, with only the attributes it changed. Kept while Wire
/// asks for something of them, and until they are as they were again.
/// </summary>
internal sealed class Baselines
{
    private readonly Dictionary<string, Resource> _byReference = [];

    public IReadOnlyDictionary<string, Resource> ByReference => _byReference;

    /// <summary>The attributes of an acknowledged change whose values before it are worth keeping; names of those that are new here.</summary>
    public List<string> Keep(Link before, IEnumerable<string> attributes)
    {
        Resource baseline = _byReference.GetValueOrDefault(before.Reference) is { } known && known.Kind == before.Kind
            ? known
            : (Link)before.Kind.Blank() with { Name = before.Name, Netns = before.Netns };
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
            _byReference[before.Reference] = baseline;
        }
        return added;
    }

    /// <summary>Forgets attributes; the whole baseline with its last one.</summary>
    public void Drop(string reference, IEnumerable<string> attributes)
    {
        if (!_byReference.TryGetValue(reference, out Resource? baseline))
        {
            return;
        }
        foreach (string name in attributes)
        {
            baseline = baseline.Kind.Find(name)?.Clear(baseline) ?? baseline;
        }
        if (baseline.Kind.Attributes.Any(a => a.Mutability != Mutability.Identity && a.IsSet(baseline)))
        {
            _byReference[reference] = baseline;
        }
        else
        {
            _byReference.Remove(reference);
        }
    }

    public void Forget(string reference) => _byReference.Remove(reference);
}
