using System.Collections.Immutable;

namespace Wire.Domain;

/// <summary>What is made and changed, from the roots: stage by stage.</summary>
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

        LeadMtus(made.Values);
        List<Operation> last = [];
        foreach (Link link in LinkOrder.FromTheRoots(made.Values.Concat(_changes.Values.Select(c => c.Declared)), Needs))
        {
            ResourceKey key = link.Key;
            if (!HasWhatItNeeds(link, _links[key].Origin) || !MayComeUp(link, _links[key].Origin))
            {
                continue;
            }
            if (_changes.TryGetValue(key, out LinkChange? change))
            {
                bool hasAddress = _live.DependentsOf(key).Any(d => d is Address);
                string? interrupts = Interruption.OfChange(change.Before, link, change.Attributes, change.Bounced, hasAddress);
                (ImmutableArray<ResourceAttribute> now, ImmutableArray<ResourceAttribute> later) = (change.Attributes.RemoveAll(a => a.AfterPorts), change.Attributes.RemoveAll(a => !a.AfterPorts));
                Operation[] steps = now.IsEmpty ? []
                    : change.Bounced ? [.. LinkSteps.ChangeWhileDown(change.Before, link, now, interrupts)]
                    : [LinkSteps.Change(change.Before, link, now, interrupts)];
                _operations.AddRange(steps);
                ChangeLast(steps is [.., var step] ? step.After! : change.Before, link, later);
            }
            else
            {
                Link without = (Link)LinkSteps.Without(WithIndex(link), a => a.AfterPorts);
                Make(without, made);
                ChangeLast(without, link, [.. link.Kind.Attributes.Where(a => a.AfterPorts && a.IsSet(link) && a.Format(link) != a.Default)]);
            }
        }
        _operations.AddRange(last);
        KeepMtus(made);

        void ChangeLast(Resource before, Link declared, ImmutableArray<ResourceAttribute> attributes)
        {
            if (!attributes.IsEmpty)
            {
                last.Add(LinkSteps.Change(before, declared, attributes, null));
            }
        }

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

    /// <summary>What is restored for others first: their routes may be the way to a gateway.</summary>
    private void MakeOthers(Func<Resource, bool> which)
    {
        IEnumerable<Resource> all = _others.Values.Select(d => d.Resource).Concat(_restored.Where(r => !_others.ContainsKey(r.Key)).Select(r => r.Value));
        foreach (Resource resource in StageOrder.FromTheRoots(all.Where(which), r => _restored.ContainsKey(r.Key)))
        {
            if (_others.TryGetValue(resource.Key, out Declared? declared))
            {
                Apply(declared);
            }
            else
            {
                _operations.Add(LinkSteps.Create(resource));
            }
        }
    }

    /// <summary>What goes and what comes is one transaction in each namespace: packets meet the old rules or the new ones, nothing between.</summary>
    private void ChangeNetfilter()
    {
        IEnumerable<Resource> all = _deleted.Values.Concat(_others.Values.Select(d => d.Resource));
        foreach (string? netns in all.Where(r => r.Kind.Stage == Stage.Nft).Select(r => r.Netns).Distinct().Order(StringComparer.Ordinal).ToList())
        {
            DeleteOthers(r => r.Kind.Stage == Stage.Nft && r.Netns == netns && !GoesWithNamespace(r));
            MakeOthers(r => r.Kind.Stage == Stage.Nft && r.Netns == netns);
        }
    }

    private void Apply(Declared declared)
    {
        Resource resource = declared.Resource;
        if (!TryGetMeanwhile(declared.Key, out Resource? now))
        {
            if (resource.Kind.IsSetting)
            {
                SetOnNew(declared);
            }
            else if (HasWhatItNeeds(resource, declared.Origin))
            {
                Make(resource);
                _made.Add(declared.Key);
                _made.UnionWith(resource.Aliases);
            }
            return;
        }
        ImmutableArray<ResourceAttribute> differing = Differing(resource, now, led: false);
        if (!differing.IsEmpty && HasWhatItNeeds(resource, declared.Origin))
        {
            Operation change = LinkSteps.Change(now, resource, differing, null);
            // An object of Wire's is replaced whole: what is not declared is the kernel's to find again.
            _operations.Add(resource.Kind.IsSetting ? change : change with { Before = now, After = resource });
        }
    }

    private void Make(Resource resource)
    {
        Resource asked = LinkSteps.Without(resource, a => a.AfterCreation);
        _operations.Add(LinkSteps.Create(asked));
        ImmutableArray<ResourceAttribute> later = [.. resource.Kind.Attributes.Where(a => a.AfterCreation && a.IsSet(resource))];
        if (!later.IsEmpty)
        {
            _operations.Add(LinkSteps.Change(asked, resource, later, null) with { Before = asked, After = resource });
        }
    }

    /// <summary>A facet of something that this plan makes, or makes a port, is not live yet. What is declared is set once it is there.</summary>
    private void SetOnNew(Declared declared)
    {
        Resource resource = declared.Resource;
        if (!_desired.ContainsKey(declared.Key))
        {
            return; // it was to go back to a baseline, and what it belongs to goes
        }
        if (!resource.Kind.IsToldOnRequest && !(resource.Netns is { } netns && _made.Contains(NetworkNamespace.KeyOf(netns))) && !resource.Dependencies.Any(d => IsMade(d) || _made.Contains(d) || (resource.GoesWhenPortLeaves && Joins(d))))
        {
            string? without = resource.Dependencies.Select(d => d.Id).FirstOrDefault();
            Conflict(declared.Key, $"{resource.Title} does not exist{(without is null ? "" : $": {without} has none")}", declared.Origin);
        }
        else if (HasWhatItNeeds(resource, declared.Origin))
        {
            Resource blank = LinkSteps.Without(resource, a => a.Mutability != Mutability.Identity);
            if (resource.Model is { } model && _live.TryGet(model, out Resource? copied))
            {
                blank = resource.Kind.Attributes.Where(a => a.Mutability != Mutability.Identity).Aggregate(blank, (made, a) => a.Copy(copied, made));
            }
            blank = resource.AsNew(blank, key => _desired.TryGetValue(key, out Declared? wanted) ? wanted.Resource : _live.TryGet(key, out Resource? live) ? live : null);
            _operations.Add(LinkSteps.Change(blank, resource,
                [.. resource.Kind.Attributes.Where(a => a.Mutability is not (Mutability.Identity or Mutability.Observed) && (a.IsSet(resource) || a.UnsetIsDefault))], null));
        }
    }

    private bool Joins(ResourceKey link) => _changes.TryGetValue(link, out LinkChange? change) && change.Attributes.Any(a => a.Name == LinkWords.Master);

    /// <summary>Objects that are no links and that an operation makes.</summary>
    private readonly HashSet<ResourceKey> _made = [];

    private bool HasWhatItNeeds(Resource resource, SourceLocation? origin)
    {
        foreach (ResourceKey need in resource.Dependencies)
        {
            if (!TryGetMeanwhile(need, out _) && !IsMade(need) && !_made.Contains(need))
            {
                string why = _live.TryGet(need, out _) ? "which is about to go" : "which neither exists nor is declared";
                Conflict(resource.Key, $"{resource.Title} needs {need.Id}, {why}", origin);
                return false;
            }
        }
        return true;
    }
}
