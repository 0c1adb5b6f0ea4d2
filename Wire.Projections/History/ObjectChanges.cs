using System.Collections.Immutable;
using Wire.Domain;

namespace Wire.Projections;

/// <summary>Collects what happens to objects: of each, what it was first and what it is last.</summary>
internal sealed class ObjectChanges
{
    private readonly Dictionary<ResourceKey, int> _places = [];
    private readonly List<ObjectChange> _changes = [];

    public void Add(Resource? before, Resource? after)
    {
        ResourceKey key = (after ?? before)!.Key;
        if (_places.TryGetValue(key, out int place))
        {
            _changes[place] = _changes[place] with { After = after };
        }
        else
        {
            _places.Add(key, _changes.Count);
            _changes.Add(new(before, after));
        }
    }

    /// <summary>Without what came and went again.</summary>
    public ImmutableArray<ObjectChange> ToImmutable() => [.. _changes.Where(c => c.Before is not null || c.After is not null)];

    /// <summary>Only what a person would call a change: not what only the kernel says of an object, such as its carrier.</summary>
    public ImmutableArray<ObjectChange> Notable() => [.. ToImmutable().Where(c => IsNotable(c.Before, c.After))];

    private static bool IsNotable(Resource? before, Resource? after) =>
        before is null || after is null || before.Kind != after.Kind
        || before.Kind.Attributes.Any(a => a.Mutability != Mutability.Observed && !a.SameValue(before, after));
}
