namespace Wire.Domain;

internal sealed partial class Merge
{
    /// <summary>Of what is declared now: who hangs on a link that goes.</summary>
    private readonly Lazy<Topology> _dependents = new(() => new Topology(current.Values.Select(d => d.Resource)));

    private void Delete(Deletion deletion)
    {
        if (!_desired.TryGetValue(deletion.Key, out Declared? known))
        {
            IEnumerable<string> names = _desired.Keys.Where(k => k.Collection == deletion.Key.Collection).Select(k => k.Id);
            Report(deletion, $"{deletion.Kind.Name} {deletion.Key.Id} is not declared", NearWord.Advice(deletion.Key.Id, names) ?? "expected something that is declared: 'wire show --desired' lists it");
        }
        else if (deletion.Attribute is not null)
        {
            DeleteAttribute(deletion, known);
        }
        else if (known.Resource.Kind != deletion.Kind)
        {
            Report(deletion, $"'{deletion.Key.Id}' is declared as {Article.A(known.Resource.Kind)}", $"did you mean 'delete {known.Resource.Title}'?");
        }
        else
        {
            DeleteResource(known.Resource);
        }
    }

    private void DeleteResource(Resource resource)
    {
        _desired.Remove(resource.Key);
        if (resource is not Link link)
        {
            return;
        }
        if (resource is Interface { Up: not null, Master: { Length: > 0 } master })
        {
            // Its block goes; that a bridge names it as a port is said elsewhere.
            _desired[resource.Key] = new Declared(new Interface { Name = link.Name, Netns = link.Netns, Master = master });
        }
        foreach (ResourceKey key in _dependents.Value.DependentsOf(resource.Key).Select(r => r.Key).ToList())
        {
            if (!_desired.TryGetValue(key, out Declared? dependent))
            {
                continue;
            }
            if (dependent.Resource is Address)
            {
                _desired.Remove(key);
            }
            else if (dependent.Resource is Link port && port.Master == link.Reference)
            {
                Put(dependent with { Resource = port with { Master = null } });
            }
        }
        if (link is Veth { Peer: { } peer } && _desired.TryGetValue(ResourceKey.Link(peer), out Declared? other) && other.Resource is Veth end && end.Peer == link.Reference)
        {
            DeleteResource(end);
        }
    }

    private void DeleteAttribute(Deletion deletion, Declared known)
    {
        ResourceAttribute? attribute = known.Resource.Kind.Find(deletion.Attribute!);
        string? value = attribute?.Format(known.Resource);
        if (attribute is null || value is null || known.Assigned.Contains(attribute.Name))
        {
            Report(deletion, $"{known.Resource.Title} has no '{deletion.Attribute}' declared", "expected something that is declared: 'wire show --desired' lists it");
        }
        else if (attribute.Required || attribute.Mutability == Mutability.Identity)
        {
            Report(deletion, $"'{attribute.Name}' is part of what {known.Resource.Title} is", $"expected 'delete {known.Resource.Title}'");
        }
        else if (known.Resource is Route { NextHops: { } hops } route && attribute.Name == "nexthop" && deletion.Value is { } hop)
        {
            DeleteHop(deletion, known, route, hops, hop);
        }
        else if (attribute is ListAttribute list && deletion.Value is { } item)
        {
            DeleteItem(deletion, known, list, item);
        }
        else if (deletion.Value is not null && deletion.Value != value)
        {
            Report(deletion, $"'{attribute.Name}' of {known.Resource.Title} is '{value}', not '{deletion.Value}'", $"did you mean '{value}'?");
        }
        else
        {
            Resource cleared = attribute.Clear(known.Resource);
            Put(known with { Resource = cleared is Link { Up: null } link && attribute.Name == "up" ? link with { Up = true } : cleared });
        }
    }

    private void DeleteItem(Deletion deletion, Declared known, ListAttribute list, string item)
    {
        if (list.Items(known.Resource).Contains(item))
        {
            Put(known with { Resource = list.Remove(known.Resource, item) });
        }
        else
        {
            Report(deletion, $"{known.Resource.Title} has no {list.Name} '{item}'", NearWord.Advice(item, list.Items(known.Resource)));
        }
    }

    private void DeleteHop(Deletion deletion, Declared known, Route route, ValueList<NextHop> hops, string hop)
    {
        List<NextHop> left = [.. hops.Where(h => h.ToString() != hop)];
        if (left.Count == hops.Count)
        {
            Report(deletion, $"{route.Title} has no next hop '{hop}'", NearWord.Advice(hop, hops.Select(h => h.ToString())));
            return;
        }
        Put(known with
        {
            Resource = left.Count == 1
                ? route.By(left[0])
                : route with { NextHops = NextHopsFormat.Sorted(left) },
        });
    }

    /// <summary>A mention of a port that is none any more goes.</summary>
    private void Put(Declared declared)
    {
        if (IsMention(declared) && declared.Resource is Link { Master: null })
        {
            _desired.Remove(declared.Key);
        }
        else
        {
            _desired[declared.Key] = declared;
        }
    }

    private void Report(Deletion deletion, string message, string? advice) => errors.Add(configuration.Sources.Error(deletion.Origin!, message, advice));
}
