namespace Wire.Domain;

/// <summary>A configuration that adds, changes and deletes, on top of what is declared.</summary>
internal sealed class Merging
{
    private readonly IntentState _state;
    private readonly ApplyRequest _request;
    private readonly HashSet<ResourceKey> _deleted = [];
    private readonly ILookup<ResourceKey, Deletion> _cleared;

    public Merging(IntentState state, ApplyRequest request)
    {
        _state = state;
        _request = request;
        _cleared = request.Deletions.Where(d => d.Attribute is not null).ToLookup(d => d.Key);
        foreach (Deletion deletion in request.Deletions.Where(d => d.Attribute is null))
        {
            Delete(deletion.Key);
        }
        HashSet<ResourceKey> named = [.. request.Declared.Select(d => d.Key)];
        List<Declared> left = [.. _cleared.Select(c => c.Key).Where(key => !named.Contains(key)).Order().Select(Standing).OfType<Declared>()];
        _deleted.UnionWith(left.Where(AsksForNothing).Select(d => d.Key));
        Declared = [.. request.Declared.Select(asked => OnTop(Standing(asked.Key), asked)), .. left.Where(d => !AsksForNothing(d))];
        Withdrawn = [.. _deleted.Except(named).Order()];
    }

    /// <summary>The declarations that it changes, whole.</summary>
    public IReadOnlyList<Declared> Declared { get; }

    /// <summary>What it withdraws, in the order of the keys.</summary>
    public IReadOnlyList<ResourceKey> Withdrawn { get; }

    /// <summary>What is declared and stays, without what is taken out of it.</summary>
    private Declared? Standing(ResourceKey key) =>
        !_deleted.Contains(key) && _state.Desired.TryGetValue(key, out Declared? current) ? _cleared[key].Aggregate(current, Without) : null;

    /// <summary>
    /// An <c>interface</c> statement about a link of another kind that is declared already says more of that one; any other
    /// difference of kinds is another object.
    /// </summary>
    private static Declared OnTop(Declared? current, Declared asked)
    {
        if (current is null || (current.Resource.Kind != asked.Resource.Kind && asked.Resource.Kind.IsMade))
        {
            return asked;
        }
        Resource merged = current.Resource;
        var assigned = current.Assigned;
        foreach (ResourceAttribute attribute in asked.Resource.Kind.Attributes.Where(a => a.IsSet(asked.Resource) && merged.Kind.Find(a.Id) == a))
        {
            bool said = !asked.Assigned.Contains(attribute.Name);
            if (said || !attribute.IsSet(merged))
            {
                merged = attribute.Copy(asked.Resource, merged);
                assigned = said ? assigned.Remove(attribute.Name) : assigned.Add(attribute.Name);
            }
        }
        return new(merged, assigned, asked.Origin ?? current.Origin);
    }

    /// <summary>A link takes with it what stands in its block: its addresses, and the other end of its pair.</summary>
    private void Delete(ResourceKey key)
    {
        if (!_deleted.Add(key) || !_state.Desired.TryGetValue(key, out Declared? declared) || declared.Resource is not Link link)
        {
            return;
        }
        _deleted.UnionWith(_state.Desired.Values.Select(d => d.Resource).OfType<Address>().Where(a => a.Link == link.Reference).Select(a => a.Key));
        if (link is Veth { Peer: { } peer })
        {
            Delete(ResourceKey.Link(peer));
        }
    }

    private static Declared Without(Declared declared, Deletion deletion)
    {
        Resource resource = declared.Resource;
        if (resource.Kind.Find(deletion.Attribute!) is not { } attribute
            || !Assignment.IsSettable(attribute)
            || declared.Assigned.Contains(attribute.Name))
        {
            return declared;
        }
        if (resource is Route { NextHops: { } hops } route && attribute.Name == "nexthop" && deletion.Value is { } gone)
        {
            return declared with { Resource = WithHops(route, [.. hops.Where(h => h.ToString() != gone)]) };
        }
        return deletion.Value is null || deletion.Value == attribute.Format(resource) ? declared with { Resource = attribute.Clear(resource) } : declared;
    }

    /// <summary>To the kernel a single next hop is a plain gateway.</summary>
    private static Route WithHops(Route route, List<NextHop> hops) => hops switch
    {
        [] => route with { NextHops = null },
        [var only] => route with { NextHops = null, Via = only.Via, Dev = only.Dev },
        _ => route with { NextHops = hops.ToValueList() },
    };

    /// <summary>A link that was only mentioned, as a port, and is no longer.</summary>
    private static bool AsksForNothing(Declared declared) =>
        !declared.Resource.Kind.IsMade
        && declared.Resource.Kind.Attributes.All(a => !Assignment.IsSettable(a) || !a.IsSet(declared.Resource) || declared.Assigned.Contains(a.Name));
}
