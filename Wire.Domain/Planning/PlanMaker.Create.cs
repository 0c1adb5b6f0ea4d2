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
                _operations.AddRange(change.Bounced
                    ? LinkSteps.ChangeWhileDown(change.Before, link, change.Attributes, interrupts)
                    : [LinkSteps.Change(change.Before, link, change.Attributes, interrupts)]);
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
            _operations.AddRange(LinkSteps.Make(link, other is null ? null : WithIndex(other), WillLead(link.Master)));
        }
        else
        {
            _operations.AddRange(LinkSteps.Complete(LinkSteps.AsCompanion(link), link, WillLead(link.Master)));
        }
    }

    private Link WithIndex(Link link) => link with { Index = _indexes.Of(link.Reference) };

    /// <summary>
    /// A bridge takes the smallest MTU of its ports when one joins or leaves, unless somebody changed its own; and the kernel
    /// counts nothing as a change that sets what already is. So where ports of another MTU come or go, the declared one is set
    /// once more.
    /// </summary>
    private void KeepMtus(Dictionary<ResourceKey, Link> made)
    {
        SortedSet<string> shaken = new(StringComparer.Ordinal);
        foreach (Link port in made.Values.Concat(_gone.Values))
        {
            Shake(port.Master, port.Mtu);
        }
        foreach (LinkChange change in _changes.Values.Where(c => c.Attributes.Any(a => a.Name is LinkWords.Master or LinkWords.Mtu)))
        {
            uint? mtu = change.Declared.Mtu ?? change.Before.Mtu;
            Shake(change.Before.Master, mtu);
            Shake(change.Declared.Master, mtu);
        }
        foreach (Link bridge in shaken.Select(r => _desired[ResourceKey.Link(r)].Resource).Cast<Link>())
        {
            Link now = WithIndex(bridge);
            _operations.Add(LinkSteps.Change(now, bridge, [bridge.Kind.Find(LinkWords.Mtu)!], null));
        }

        void Shake(string? master, uint? mtu)
        {
            if (master is { Length: > 0 } && _desired.TryGetValue(ResourceKey.Link(master), out Declared? declared)
                && declared.Resource is Link { Mtu: { } own, Kind.MtuFollowsPorts: true } bridge && !IsSure(bridge, own, made)
                && (own != DefaultMtu || own != (mtu ?? DefaultMtu) || _live.DependentsOf(bridge.Key).Any(d => d is Link port && port.Master == master && port.Mtu != own)))
            {
                shaken.Add(master);
            }
        }
    }

    /// <summary>The bridge is known to keep its MTU: this plan makes it and changes it.</summary>
    private static bool IsSure(Link bridge, uint own, Dictionary<ResourceKey, Link> made) => own != DefaultMtu && made.ContainsKey(bridge.Key);

    /// <summary>ETH_DATA_LEN, linux/if_ether.h.</summary>
    private const uint DefaultMtu = 1500;

    private void MakeOthers()
    {
        _operations.AddRange(_restored.Values.OfType<Address>().OrderBy(a => a.Key).Select(LinkSteps.Create));
        Apply(_others.Where(d => d.Resource is Address).OrderBy(d => d.Key));
        _operations.AddRange(_restored.Values.OfType<Route>().OrderByDescending(r => r is { Via: null, NextHops: null }).ThenBy(r => r.Key).Select(LinkSteps.Create));
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
