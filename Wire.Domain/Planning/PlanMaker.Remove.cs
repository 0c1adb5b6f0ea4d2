namespace Wire.Domain;

/// <summary>What is deleted, from the leaves: the stages backwards.</summary>
internal sealed partial class PlanMaker
{
    /// <summary>Addresses that are deleted take others, and routes, along.</summary>
    private void FollowAddresses()
    {
        List<Address> going = [.. _deleted.Values.OfType<Address>().Where(a => !a.Prefix.IsV6 && !_gone.ContainsKey(ResourceKey.Link(a.Link)))];
        foreach (IGrouping<string, Address> onLink in going.GroupBy(a => a.Link))
        {
            ResourceKey link = ResourceKey.Link(onLink.Key);
            List<Resource> dependents = [.. _live.DependentsOf(link)];
            TakeSecondaries(onLink, dependents);
            bool emptied = dependents.All(d => d is not Address { Prefix.IsV6: false } address || _deleted.ContainsKey(address.Key));
            foreach (Route route in dependents.OfType<Route>())
            {
                if (!route.Prefix.IsV6 && emptied)
                {
                    Take(route);
                    if (_restored.Count > 0 && !request.IsOurs(route) && !route.IsKernelMade && !onLink.Any(a => a.Prefix.Address == route.Source))
                    {
                        Restore(route, route);
                    }
                }
            }
        }
        if (going.Count > 0)
        {
            FollowSources(going);
        }
        Answer();
    }

    /// <summary>Routes of others that go with the source address they prefer, by that address.</summary>
    private readonly Dictionary<ResourceKey, int> _lostSources = [];

    /// <summary>
    /// An IPv4 route goes with its source address, whichever link it leaves by (<c>fib_sync_down_addr</c>, net/ipv4/fib_semantics.c).
    /// Somebody else's comes back with the address, if that does; without it the kernel would not take the route.
    /// </summary>
    private void FollowSources(List<Address> going)
    {
        Dictionary<IpAddr, Address> sources = [];
        foreach (Address address in going)
        {
            sources[address.Prefix.Address] = address;
        }
        foreach (Route route in _live.All.OfType<Route>().Where(r => r is { Prefix.IsV6: false, Source: { } source } && sources.ContainsKey(source)).ToList())
        {
            Address source = sources[route.Source!.Value];
            Take(route);
            if (request.IsOurs(route) || route.IsKernelMade)
            {
                continue;
            }
            if (_desired.ContainsKey(source.Key))
            {
                Restore(route, route);
            }
            else
            {
                _lostSources[source.Key] = _lostSources.GetValueOrDefault(source.Key) + 1;
            }
        }
    }

    /// <summary>
    /// With the primary address of a network the kernel deletes its secondary ones, unless promote_secondaries says otherwise
    /// (Documentation/networking/ip-sysctl.rst). Deleted and made anew by name, they are there either way.
    /// </summary>
    private void TakeSecondaries(IEnumerable<Address> going, List<Resource> dependents)
    {
        HashSet<IpPrefix> networks = [.. going.Where(a => !IsSecondary(a)).Select(a => a.Network)];
        foreach (Address address in dependents.OfType<Address>())
        {
            if (!IsSecondary(address) || !networks.Contains(address.Network))
            {
                continue;
            }
            if (request.IsOurs(address) || _desired.ContainsKey(address.Key))
            {
                Take(address);
            }
            else if ((address.Flags & Permanent) is > 0)
            {
                Restore(address, address with { Flags = address.Flags & NoPrefixRoute });
            }
        }
    }

    /// <summary>Somebody else's that would go along: deleted by name and made anew as it was, still theirs.</summary>
    private void Restore(Resource live, Resource anew)
    {
        _deleted[live.Key] = live;
        _restored[live.Key] = anew;
    }

    /// <summary>IFA_F_PERMANENT and IFA_F_NOPREFIXROUTE, linux/if_addr.h. An address with a lifetime is for who renews it.</summary>
    private const uint Permanent = 0x80;

    private const uint NoPrefixRoute = 0x200;

    /// <summary>IFA_F_SECONDARY, linux/if_addr.h.</summary>
    private static bool IsSecondary(Address address) => !address.Prefix.IsV6 && (address.Flags & 0x01) is > 0;

    private void Remove()
    {
        foreach (ResourceKey key in _deleted.Keys)
        {
            _meanwhile[key] = null;
        }
        DeleteOthers(r => r.Kind.Stage == Stage.Nft && GoesWithNamespace(r));
        DeleteOthers(r => r.Kind.Stage is > Stage.Link and < Stage.Nft);
        RememberAddresses();
        foreach ((ResourceKey key, Link port) in _detached)
        {
            Detach(port, (Link)_meanwhile[key]!);
        }
        DeleteLinks();
        DeleteOthers(r => r.Kind.Stage < Stage.Link);
    }

    /// <summary>
    /// A bond whose last port leaves gets an address at random, and then that of the port that joins first (<c>__bond_release_one</c>,
    /// <c>bond_enslave</c>, drivers/net/bonding/bond_main.c). Told its own before they leave, it is told it again, on the way back,
    /// after they have returned.
    /// </summary>
    private void RememberAddresses()
    {
        IEnumerable<Link> leaving = _gone.Values.Concat(_detached.Values).Concat(_changes.Values.Select(c => c.Before));
        foreach (string master in leaving.Select(l => l.Master).OfType<string>().Where(Leads).Distinct().Order(StringComparer.Ordinal))
        {
            if (_live.TryGet(ResourceKey.Link(master), out Resource? found) && found is Link { Mac: not null } leader
                && !_live.DependentsOf(leader.Key).Any(d => d is Link port && port.Master == leader.Reference && Stays(port)))
            {
                _operations.Add(LinkSteps.Change(leader, leader, [leader.Kind.Find(LinkWords.Mac)!], null));
            }
        }
    }

    /// <summary>Whether a port is still one of its master's when everything is changed.</summary>
    private bool Stays(Link port) => TryGetMeanwhile(port.Key, out Resource? then) && ((Link)then).Master == port.Master && !Joins(port.Key);

    /// <summary>A port that a bond lets go is down after; set down before, it can go back the same way.</summary>
    private void Detach(Link port, Link after)
    {
        ResourceAttribute master = port.Kind.Find(LinkWords.Master)!;
        string? interrupts = Interruption.OfChange(port, after, [master], bounced: false, hasAddress: false);
        if (port.Up != after.Up)
        {
            Operation down = LinkSteps.Change(port, after, [port.Kind.Find(LinkWords.Up)!], interrupts);
            _operations.Add(down);
            port = (Link)down.After!;
        }
        _operations.Add(LinkSteps.Change(port, after, [master], interrupts));
    }

    private void DeleteOthers(Func<Resource, bool> which)
    {
        bool addresses = false;
        foreach (Resource resource in StageOrder.FromTheLeaves(_deleted.Values.Where(which)))
        {
            if (resource is not Address)
            {
                _operations.Add(LinkSteps.Delete(resource, null, resource.Holds is null ? null : Interruption.OfNamespace(resource, ForeignIn(resource))));
            }
            else if (!addresses)
            {
                addresses = true;
                DeleteAddresses();
            }
        }
    }

    /// <summary>All of them, in an order of their own: a primary one would take its secondary ones along.</summary>
    private void DeleteAddresses()
    {
        Address[] going = [.. _deleted.Values.OfType<Address>().OrderBy(a => !IsSecondary(a)).ThenBy(a => a.Link, StringComparer.Ordinal).ThenBy(a => a.Prefix)];
        Dictionary<string, Address> last = [];
        foreach (Address address in going)
        {
            last[address.Link] = address;
        }
        HashSet<string> coming = [.. _others.Values.Select(d => d.Resource).Concat(_restored.Values).OfType<Address>().Select(a => a.Link)];
        foreach (Address address in going)
        {
            ResourceKey link = ResourceKey.Link(address.Link);
            bool isLast = last[address.Link] == address && !coming.Contains(address.Link)
                && _live.DependentsOf(link).All(d => d is not Address || _deleted.ContainsKey(d.Key));
            _operations.Add(LinkSteps.Delete(address, null, _gone.ContainsKey(link) ? null : Interruption.OfDeletion(address, isLast, _lostSources.GetValueOrDefault(address.Key))));
        }
    }

    private void DeleteLinks()
    {
        Dictionary<ResourceKey, Link> companions = [];
        Dictionary<ResourceKey, ResourceKey> firstEnds = [];
        List<Link> firsts = [];
        foreach ((ResourceKey key, Link link) in _gone)
        {
            if (!IsDeletedByName(key, link))
            {
                continue;
            }
            if (OtherEndOf(link) is { } other)
            {
                if (IsDeletedByName(other.Key, other) && !IsFirstEnd(link, other))
                {
                    firstEnds[key] = other.Key;
                    continue;
                }
                companions[key] = other;
                firstEnds[other.Key] = key;
            }
            firsts.Add(link);
        }

        List<Link> fromTheRoots = LinkOrder.FromTheRoots(firsts, Needs);
        for (int i = fromTheRoots.Count - 1; i >= 0; i--)
        {
            Link link = fromTheRoots[i];
            Link? companion = companions.GetValueOrDefault(link.Key);
            _operations.Add(LinkSteps.Delete(link, companion, Interruption.OfDeletion(link, Foreign(link, companion))));
        }

        IEnumerable<ResourceKey> Needs(Link link) =>
            link.Dependencies.Concat(companions.GetValueOrDefault(link.Key)?.Dependencies ?? [])
                .Select(k => firstEnds.GetValueOrDefault(k, k))
                .Where(k => k != link.Key);
    }

    /// <summary>What others made on a link that goes, other than ports: the kernel takes it, and Wire does not bring it back.</summary>
    private List<Resource> Foreign(Link link, Link? companion) =>
    [
        .. _live.DependentsOf(link.Key).Concat(companion is null ? [] : _live.DependentsOf(companion.Key))
            .Where(d => d is Link rider ? rider.RidesOn is { } on && (on == link.Reference || on == companion?.Reference) && !IsDeletedByName(rider.Key, rider)
                : d.Kind.IsMade && d.Kind.Stage > Stage.LinkDetail && !request.IsOurs(d) && !_desired.ContainsKey(d.Key) && !d.IsKernelMade),
    ];

    /// <summary>Wire's, or taken over because it is declared; others go only because the kernel takes them along.</summary>
    private bool IsDeletedByName(ResourceKey key, Link live) => _gone.ContainsKey(key) && (request.IsOurs(live) || IsMade(key));

    /// <summary>Of a pair, the end whose creation or deletion is asked for; the other one follows.</summary>
    private static bool IsFirstEnd(Link link, Link other) =>
        link.Netns is null == other.Netns is null
            ? string.CompareOrdinal(link.Reference, other.Reference) < 0
            : link.Netns is null;
}
