namespace Wire.Domain;

/// <summary>Network namespaces that come and go, with all that is in them.</summary>
internal sealed partial class PlanMaker
{
    /// <summary>What is in namespaces as soon as the plan makes them.</summary>
    private readonly Dictionary<ResourceKey, Link> _born = [];

    /// <summary>Namespaces that are missing come first: what is in them is asked for as if they were there.</summary>
    private void ExpectNewNamespaces()
    {
        foreach (Declared declared in Namespaces().Where(d => !_live.TryGet(d.Key, out _)))
        {
            Expect(declared.Resource);
        }
    }

    /// <summary>Those that are made anew have what every new one has.</summary>
    private void ExpectNamespacesAgain()
    {
        foreach (Resource again in _deleted.Values.Where(r => r.Holds is not null && _others.ContainsKey(r.Key)))
        {
            Expect(again);
        }
    }

    private void Expect(Resource netns)
    {
        foreach (Link link in netns.Born)
        {
            _born[link.Key] = link;
            _meanwhile[link.Key] = link;
            _indexes.Keep(link.Reference, link.Index!.Value);
        }
    }

    private IEnumerable<Declared> Namespaces() => request.Only is { } only
        ? only.Select(k => _desired.GetValueOrDefault(k)).OfType<Declared>().Where(d => d.Resource.Holds is not null)
        : _desired.Values.Where(d => d.Resource.Holds is not null);

    /// <summary>A namespace goes: links of Wire's in it are deleted by name, so that an inverse can bring them back; the kernel takes the rest.</summary>
    private void TakeContents(string netns)
    {
        foreach (Resource inside in _live.All.Where(r => r.Netns == netns).ToList())
        {
            if (inside is Link link)
            {
                Go(link.Key, link);
            }
            else
            {
                Take(inside);
            }
        }
    }

    private bool GoesWithNamespace(Resource resource) => resource.Netns is { } netns && _deleted.ContainsKey(NetworkNamespace.KeyOf(netns));

    private void AskForContents(string netns)
    {
        if (request.Only is null)
        {
            return;
        }
        foreach ((ResourceKey key, Declared declared) in _desired)
        {
            if (declared.Resource.Netns == netns)
            {
                Ask(key);
            }
        }
    }

    /// <summary>What is still declared in a namespace that nobody declares any more.</summary>
    private void CheckNamespaces()
    {
        foreach (Resource going in _deleted.Values.Where(r => r.Holds is not null && !_others.ContainsKey(r.Key)))
        {
            foreach (Declared left in _desired.Values.Where(d => d.Resource.Netns == going.Holds))
            {
                Conflict(left.Key, $"{left.Resource.Title} is in the network namespace {going.Holds}, which is about to go: declare '{going.Kind.Name} {going.Holds}', or withdraw both", left.Origin);
            }
        }
    }

    /// <summary>What others made in a namespace that goes, and what falls back to the machine's own.</summary>
    private List<Link> ForeignIn(Resource netns) =>
        [.. _live.All.OfType<Link>().Where(l => l.Netns == netns.Holds && !request.IsOurs(l) && netns.Born.All(b => b.Key != l.Key)).OrderBy(l => l.Name, StringComparer.Ordinal)];
}
