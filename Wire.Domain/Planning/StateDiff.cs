using System.Collections.Immutable;

namespace Wire.Domain;

/// <summary>Compares two states of the same network: two desired ones, or two live ones, at different times.</summary>
public static class StateDiff
{
    /// <param name="before">The earlier state; each key once.</param>
    /// <param name="after">The later state; each key once.</param>
    /// <param name="observed">Also what only the kernel says: indexes, carrier, operational state.</param>
    /// <returns>In the order of the kinds' registration, then of their names. A deleted object has its values as old ones.</returns>
    public static ImmutableArray<PlannedChange> Between(IEnumerable<Resource> before, IEnumerable<Resource> after, bool observed = false)
    {
        Dictionary<ResourceKey, Resource> old = before.ToDictionary(r => r.Key);
        List<PlannedChange> changes = [];
        foreach (Resource resource in after)
        {
            if (!old.Remove(resource.Key, out Resource? was))
            {
                changes.Add(new(ChangeMark.Create, resource, AttributeChanges.Of(resource, observed), null, null));
            }
            else if (was.Kind != resource.Kind)
            {
                AttributeChange kind = new("kind", was.Kind.Name, resource.Kind.Name, ForcesRecreation: true);
                changes.Add(new(ChangeMark.Recreate, resource, [kind, .. AttributeChanges.Of(resource, observed)], null, null));
            }
            else if (AttributeChanges.Between(was, resource, observed) is { IsEmpty: false } differing)
            {
                changes.Add(new(ChangeMark.Change, resource, differing, null, null));
            }
        }
        changes.AddRange(old.Values.Select(r => new PlannedChange(ChangeMark.Delete, r, [.. AttributeChanges.Of(r, observed).Select(a => a with { Old = a.New, New = null })], null, null)));
        return [.. changes.OrderBy(c => ResourceKinds.All.IndexOf(c.Resource.Kind)).ThenBy(c => c.Resource.Key)];
    }
}
