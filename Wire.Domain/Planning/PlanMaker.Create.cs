using System.Collections.Immutable;

namespace Wire.Domain;

/// <summary>What is made and changed, from the roots: links, addresses, FDB entries, routes, rules.</summary>
internal sealed partial class PlanMaker
{
    private void MakeLinks()
    {
        Dictionary<ResourceKey, Link> made = [];
        foreach ((ResourceKey key, Declared declared) in _links)
        {
            if (IsMade(key))
            {
                made.Add(key, (Link)declared.Resource);
            }
        }
        foreach (Link link in made.Values.OrderBy(l => l.Reference, StringComparer.Ordinal))
        {
            if (_gone.TryGetValue(link.Key, out Link? old) && old.Index is { } index)
            {
                _indexes.Keep(link.Reference, index);
            }
            else
            {
                _indexes.Choose(link.Reference);
            }
        }

        List<Operation> last = [];
        foreach (Link link in LinkOrder.FromTheRoots(made.Values.Concat(_changes.Values.Select(c => c.Declared)), Needs))
        {
            ResourceKey key = link.Key;
            if (!HasWhatItNeeds(link, _links[key].Origin))
            {
                continue;
            }
            if (_changes.TryGetValue(key, out LinkChange? change))
            {
                bool hasAddress = _live.DependentsOf(key).Any(d => d is Address);
                string? interrupts = Interruption.OfChange(change.Before, link, change.Attributes, change.Bounced, hasAddress);
                _operations.AddRange(LinkSteps.Change(change.Before, link, change.Attributes, change.Bounced, interrupts));
            }
            else
            {
                Make(WithIndex(link), made);
            }
        }
        KeepMtus(made);

        IEnumerable<ResourceKey> Needs(Link link) =>
            link.OtherEnd is { } reference && made.ContainsKey(link.Key) && made.TryGetValue(ResourceKey.Link(reference), out Link? other) && !IsFirstEnd(link, other)
                ? link.Dependencies.Append(other.Key)
                : link.Dependencies;
    }

    private void Make(Link link, Dictionary<ResourceKey, Link> made)
    {
        Link? other = link.OtherEnd is { } reference ? made.GetValueOrDefault(ResourceKey.Link(reference)) : null;
        if (other is null || IsFirstEnd(link, other))
        {
            _operations.AddRange(LinkSteps.Make(link, other is null ? null : WithIndex(other), Leads(link.Master)));
        }
        else if (LinkSteps.Complete(LinkSteps.AsCompanion(link), link) is { } rest)
        {
            _operations.Add(rest);
        }
    }

    private Link WithIndex(Link link) => link with { Index = _indexes.Of(link.Reference) };

    /// <summary>
    /// A bridge takes the smallest MTU of its ports when one joins, unless somebody changed its own; and the kernel counts
    /// nothing as a change that sets what already is. So where a port of another MTU joins, the declared one is set after it.
    /// </summary>
    private void KeepMtus(Dictionary<ResourceKey, Link> made)
    {
        SortedDictionary<string, uint> smallest = new(StringComparer.Ordinal);
        foreach (Link port in made.Values.Concat(_changes.Where(c => c.Value.Attributes.Any(a => a.Name == LinkWords.Master)).Select(c => c.Value.Declared)))
        {
            if (port.Master is { Length: > 0 } master)
            {
                uint mtu = port.Mtu ?? (TryGetMeanwhile(port.Key, out Resource? now) ? ((Link)now).Mtu : null) ?? DefaultMtu;
                smallest[master] = Math.Min(mtu, smallest.GetValueOrDefault(master, uint.MaxValue));
            }
        }
        foreach ((string master, uint mtu) in smallest)
        {
            ResourceKey key = ResourceKey.Link(master);
            if (_desired.TryGetValue(key, out Declared? declared) && declared.Resource is Link { Mtu: { } own, Kind.MtuFollowsPorts: true } bridge
                && own != mtu && (own == DefaultMtu || !made.ContainsKey(key)))
            {
                Link before = TryGetMeanwhile(key, out Resource? now) ? (Link)now : WithIndex(bridge);
                _operations.Add(LinkSteps.Change(before with { Mtu = Math.Min(own, mtu) }, bridge, [bridge.Kind.Find(LinkWords.Mtu)!], null));
            }
        }
    }

    /// <summary>ETH_DATA_LEN, linux/if_ether.h.</summary>
    private const uint DefaultMtu = 1500;

    private void MakeOthers()
    {
        Apply(_others.Where(d => d.Resource is Address).OrderBy(d => d.Key));
        Apply(_others.Where(d => d.Resource is FdbEntry).OrderBy(d => d.Key));
        Apply(_others.Where(d => d.Resource is Route).OrderByDescending(d => d.Resource is Route { Via: null, NextHops: null }).ThenBy(d => d.Key));
        Apply(_others.Where(d => d.Resource is Rule).OrderBy(d => d.Key));
    }

    private void Apply(IEnumerable<Declared> others)
    {
        foreach (Declared declared in others)
        {
            if (!TryGetMeanwhile(declared.Key, out Resource? now))
            {
                if (HasWhatItNeeds(declared.Resource, declared.Origin))
                {
                    _operations.Add(LinkSteps.Create(declared.Resource));
                }
                continue;
            }
            ImmutableArray<ResourceAttribute> differing = AttributeDiff.Between(declared.Resource, now, led: false);
            if (!differing.IsEmpty && HasWhatItNeeds(declared.Resource, declared.Origin))
            {
                // A route is replaced whole: what is not declared is the kernel's to find again.
                Operation change = LinkSteps.Change(now, declared.Resource, differing, null);
                _operations.Add(change with { Before = now, After = declared.Resource });
            }
        }
    }

    private bool HasWhatItNeeds(Resource resource, SourceLocation? origin)
    {
        foreach (ResourceKey need in resource.Dependencies)
        {
            if (!TryGetMeanwhile(need, out _) && !IsMade(need))
            {
                string why = _live.TryGet(need, out _) ? "which is about to go" : "which neither exists nor is declared";
                Conflict(resource.Key, $"{resource.Title} needs {need.Id}, {why}", origin);
                return false;
            }
        }
        return true;
    }
}
