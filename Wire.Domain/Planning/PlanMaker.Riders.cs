using System.Collections.Immutable;

namespace Wire.Domain;

/// <summary>What the kernel does to the links that ride on a link when that one changes.</summary>
internal sealed partial class PlanMaker
{
    /// <summary>
    /// An MTU that shrinks takes those of the riders along (<c>vlan_transfer_features</c> and <c>vlan_device_event</c>,
    /// net/8021q/vlan.c; <c>macvlan_device_event</c>): done by name and before, the way back finds each as it was. Where the
    /// kernel gives a rider its lower link's MTU each time, a declared one is set once more.
    /// </summary>
    private void LeadMtus(IReadOnlyCollection<Link> made)
    {
        foreach (LinkChange change in _changes.Values.Where(c => SetsMtu(c) && c.Declared.Mtu is not null).OrderBy(c => c.Before.Reference, StringComparer.Ordinal).ToList())
        {
            ShrinkRiders(change.Before, change.Declared.Mtu!.Value);
            foreach (Link rider in RidersOn(change.Before).Where(r => r.MtuFollowsLower))
            {
                if (_desired.GetValueOrDefault(rider.Key)?.Resource is Link { Mtu: { } own } wanted && own != change.Declared.Mtu)
                {
                    _links.TryAdd(rider.Key, _desired[rider.Key]);
                    LinkChange known = _changes.GetValueOrDefault(rider.Key) ?? new(rider, wanted, [], Bounced: false);
                    _changes[rider.Key] = SetsMtu(known) ? known : known with { Attributes = known.Attributes.Add(MtuOf(wanted)) };
                }
            }
        }
        foreach ((Link bridge, uint mtu) in ShrinkingBridges(made))
        {
            ShrinkRiders(bridge, mtu);
        }
    }

    /// <summary>Bridges that go along with a smaller MTU of a port (<c>br_mtu_auto_adjust</c>, net/bridge/br_if.c), and the smallest that their ports will have.</summary>
    private List<(Link Bridge, uint Mtu)> ShrinkingBridges(IReadOnlyCollection<Link> made)
    {
        IEnumerable<(string? Master, uint? Mtu)> changed = _changes.Values.Where(c => SetsMtu(c) || c.Attributes.Any(a => a.Name == LinkWords.Master))
            .Select(c => (c.Declared.Master ?? c.Before.Master, SetsMtu(c) ? c.Declared.Mtu : c.Before.Mtu));
        return
        [
            .. from port in changed.Concat(made.Select(link => (link.Master, link.Mtu)))
               where port is { Master.Length: > 0, Mtu: not null }
               group port.Mtu!.Value by port.Master! into ports
               orderby ports.Key
               let bridge = FollowingItsPorts(ports.Key)
               where bridge is not null
               select (bridge, ports.Min()),
        ];
    }

    /// <summary>The bridge, when nobody gave it an MTU of its own: then it has the smallest of its ports.</summary>
    private Link? FollowingItsPorts(string reference)
    {
        ResourceKey key = ResourceKey.Link(reference);
        if (_gone.ContainsKey(key) || !_live.TryGet(key, out Resource? live) || live is not Link { Kind.MtuFollowsPorts: true } bridge
            || _desired.GetValueOrDefault(key)?.Resource is Link { Mtu: not null })
        {
            return null;
        }
        List<Link> ports = [.. _live.DependentsOf(key).OfType<Link>().Where(l => l.Master == reference)];
        return ports.Count == 0 || ports.Min(p => p.Mtu) == bridge.Mtu ? bridge : null;
    }

    private void ShrinkRiders(Link lower, uint mtu)
    {
        foreach (Link rider in RidersOn(lower).Where(r => r.MtuIsBound && r.Mtu > mtu))
        {
            uint own = Math.Min(mtu, (_desired.GetValueOrDefault(rider.Key)?.Resource as Link)?.Mtu ?? mtu);
            ShrinkRiders(rider, own);
            Link shrunk = rider with { Mtu = own };
            _operations.Add(LinkSteps.Change(rider, shrunk, [MtuOf(rider)], null));
            _meanwhile[rider.Key] = shrunk;
            if (_changes.TryGetValue(rider.Key, out LinkChange? known))
            {
                _changes[rider.Key] = known with { Before = known.Before with { Mtu = own }, Attributes = known.Attributes.Remove(MtuOf(known.Declared)) };
            }
        }
        foreach (ResourceKey done in _changes.Where(c => c.Value.Attributes.IsEmpty).Select(c => c.Key).ToList())
        {
            _changes.Remove(done);
        }
    }

    private List<Link> RidersOn(Link lower) =>
    [
        .. _live.DependentsOf(lower.Key).OfType<Link>().Where(r => r.RidesOn == lower.Reference && !_gone.ContainsKey(r.Key))
            .OrderBy(r => r.Reference, StringComparer.Ordinal),
    ];

    private static bool SetsMtu(LinkChange change) => change.Attributes.Any(a => a.Name == LinkWords.Mtu);

    private static ResourceAttribute MtuOf(Link link) => link.Kind.Find(LinkWords.Mtu)!;

    /// <summary>Whether the link comes up: one that needs its lower link for that is refused with ENETDOWN while that one is down.</summary>
    private bool MayComeUp(Link link, SourceLocation? origin)
    {
        bool comesUp = link.Up == true && (_changes.TryGetValue(link.Key, out LinkChange? change) ? change.Attributes.Any(a => a.Name == LinkWords.Up) : true);
        if (!comesUp || !link.UpNeedsLower || link.RidesOn is not { } lower || WillBeUp(lower))
        {
            return true;
        }
        Conflict(link.Key, $"{link.Title} cannot be up while {lower}, which it rides on, is down: declare {lower} as up, or {link.Reference} as down", origin);
        return false;
    }

    private bool WillBeUp(string reference)
    {
        ResourceKey key = ResourceKey.Link(reference);
        return (_links.GetValueOrDefault(key) ?? _desired.GetValueOrDefault(key))?.Resource is Link { Up: { } wanted } ? wanted
            : TryGetMeanwhile(key, out Resource? live) && ((Link)live).Up == true;
    }
}
