namespace Wire.Domain.Tests.Planning;

/// <summary>
/// What a kernel does with operations, as far as planning has to know it: what it refuses and what it takes along. Written from
/// net/core/rtnetlink.c, net/bridge, drivers/net/bonding, net/8021q and net/ipv4/fib_semantics.c, not from the planner.
/// </summary>
internal sealed class ModelKernel(IEnumerable<Resource> start)
{
    private readonly Topology _state = new(start);
    private readonly HashSet<string> _mtuSetByUser = [];
    private readonly Dictionary<string, Link> _beforeBond = [];

    public ITopology State => _state;

    public HashSet<string> OwnedLinks { get; } = [];

    public HashSet<ResourceKey> OwnedObjects { get; } = [];

    public ModelKernel Copy()
    {
        ModelKernel copy = new(_state.All);
        copy._mtuSetByUser.UnionWith(_mtuSetByUser);
        foreach ((string port, Link before) in _beforeBond)
        {
            copy._beforeBond[port] = before;
        }
        copy.OwnedLinks.UnionWith(OwnedLinks);
        copy.OwnedObjects.UnionWith(OwnedObjects);
        return copy;
    }

    /// <exception cref="InvalidOperationException">The kernel refuses; the text has its error.</exception>
    public void Execute(Operation operation)
    {
        switch (operation.Verb)
        {
            case OperationVerb.Create when operation.After is Link link:
                CreateLink(link, (Link?)operation.Companion);
                break;
            case OperationVerb.Create:
                Create(operation.After!);
                break;
            case OperationVerb.Change when operation.After is Link link:
                ChangeLink(link, operation.Attributes);
                break;
            case OperationVerb.Change:
                Require(_state.TryGet(operation.Key, out _), $"ENOENT {operation.Key}");
                Require(operation.After is Route, "only routes are replaced");
                _state.Remove(operation.Key);
                Create(operation.After!);
                break;
            default:
                Require(_state.TryGet(operation.Key, out _), $"ENOENT {operation.Key}");
                Delete(operation.Key);
                Own(operation.Key, owned: false);
                if (operation.Companion is { } companion)
                {
                    Own(companion.Key, owned: false);
                }
                break;
        }
    }

    private static void Require(bool condition, string error)
    {
        if (!condition)
        {
            throw new InvalidOperationException(error);
        }
    }

    private void Own(ResourceKey key, bool owned)
    {
        if (key.Collection == "link")
        {
            _ = owned ? OwnedLinks.Add(key.Id) : OwnedLinks.Remove(key.Id);
        }
        else if (key.Collection == "fdb")
        {
            _ = owned ? OwnedObjects.Add(key) : OwnedObjects.Remove(key);
        }
    }

    private Link? Find(string? reference) =>
        reference is { Length: > 0 } && _state.TryGet(ResourceKey.Link(reference), out Resource? found) ? (Link)found : null;

    private void CreateLink(Link link, Link? companion)
    {
        Require(companion is null == link.OtherEnd is null, $"EINVAL {link.Reference}: half a pair");
        Require(companion is not { Up: not null } and not { Master: not null }, "ENOTCONN: up in the peer's ifinfomsg");
        foreach (Link end in companion is null ? [link] : new[] { link, companion })
        {
            Require(Find(end.Reference) is null, $"EEXIST {end.Reference}");
            Require(end.Index is not null && _state.All.OfType<Link>().All(l => l.Index != end.Index), $"EBUSY index {end.Index} of {end.Reference}");
            Require(end.Alias is null, "IFLA_IFALIAS is ignored in a creation");
            Require(!end.Kind.MtuFollowsPorts || end.Mtu is null or 1500, "a bridge does not keep an MTU given in its creation");
            Require(_state.All.OfType<Vxlan>().All(v => end is not Vxlan x || v.Vni != x.Vni), $"EEXIST VNI of {end.Reference}");
            Require(_state.All.OfType<Vlan>().All(v => end is not Vlan x || v.Id != x.Id || v.Parent != x.Parent), $"EEXIST VLAN id of {end.Reference}");
            Require(end.RidesOn is null || Find(end.RidesOn) is not null, $"ENODEV {end.RidesOn}");
            Link bare = (end with { Master = "", Up = false, Mtu = end.Mtu ?? (end is Vlan ? Find(end.RidesOn)!.Mtu : 1500), Mac = end.Mac ?? MacAddress.LocallyAdministered(end.Index!.Value) });
            _state.Set(bare);
            Own(end.Key, owned: true);
        }
        // rtnl_configure_link before do_set_master.
        SetUp(link.Reference, link.Up ?? false);
        SetMaster(link.Reference, link.Master ?? "");
    }

    private void ChangeLink(Link after, IEnumerable<string> attributes)
    {
        Link before = Find(after.Reference) ?? throw new InvalidOperationException($"ENODEV {after.Reference}");
        Resource changed = before;
        foreach (string name in attributes)
        {
            ResourceAttribute attribute = after.Kind.Find(name)!;
            Require(attribute.Mutability == Mutability.InPlace, $"EOPNOTSUPP {name}");
            Require(attribute.IsSet(after), $"nothing to set {name} to");
            if (name == "mtu")
            {
                if (after.Mtu != before.Mtu)
                {
                    _mtuSetByUser.Add(after.Reference);
                }
            }
            if (name is not ("up" or "master"))
            {
                changed = attribute.Copy(after, changed);
            }
        }
        _state.Set(changed);
        AdjustMtu(before.Master ?? "");
        ShrinkRiders(after.Reference, ((Link)changed).Mtu ?? uint.MaxValue);
        // do_setlink, since Linux 6.8: the flags, then the master.
        if (attributes.Contains("up"))
        {
            SetUp(after.Reference, after.Up!.Value);
        }
        if (attributes.Contains("master"))
        {
            SetMaster(after.Reference, after.Master!);
        }
    }

    public void SetUp(string reference, bool up)
    {
        Link link = Find(reference)!;
        if (link.Up == up)
        {
            return;
        }
        Require(!up || link is not Vlan || Find(link.RidesOn)!.Up == true, $"ENETDOWN {reference}: {link.RidesOn} is down");
        _state.Set(link with { Up = up });
        if (!up)
        {
            RemoveDependents(reference, d => d is Route or Wire.Domain.Address { Prefix.IsV6: true });
            foreach (Vlan vlan in _state.All.OfType<Vlan>().Where(v => v.Parent == reference).ToList())
            {
                SetUp(vlan.Reference, up: false);
            }
        }
    }

    public void SetMaster(string reference, string master)
    {
        Link link = Find(reference)!;
        if ((link.Master ?? "") == master)
        {
            return;
        }
        Link? leader = Find(master);
        Require(master.Length == 0 || leader is Bridge or Bond, $"EINVAL: {master} is no master for {reference}");
        Require(leader is not Bond || link.Up == false, $"EPERM: {reference} can not be enslaved while up");
        for (Link? upper = leader; upper is not null; upper = Find(upper.Master))
        {
            Require(upper.Reference != reference, $"ELOOP {reference} in {master}");
        }
        string left = link.Master ?? "";
        if (left.Length > 0)
        {
            RemoveDependents(reference, d => d is FdbEntry { Remote: null });
        }
        if (Find(left) is Bond)
        {
            // __bond_release_one: dev_close, and the address and MTU it had.
            SetUp(reference, up: false);
            _beforeBond.Remove(reference, out Link? before);
            link = Find(reference)! with { Mac = before!.Mac, Mtu = before.Mtu };
        }
        if (leader is Bond)
        {
            // bond_enslave: the bond's address and MTU, and dev_open.
            _beforeBond[reference] = link;
            link = link with { Mac = leader.Mac, Mtu = leader.Mtu, Up = true };
        }
        _state.Set(link with { Master = master });
        AdjustMtu(left);
        AdjustMtu(master);
    }

    private void AdjustMtu(string bridge)
    {
        if (Find(bridge) is Bridge link && !_mtuSetByUser.Contains(bridge))
        {
            uint smallest = _state.All.OfType<Link>().Where(l => l.Master == bridge).Select(l => l.Mtu!.Value).DefaultIfEmpty(1500u).Min();
            _state.Set(link with { Mtu = smallest });
            ShrinkRiders(bridge, smallest);
        }
    }

    /// <summary>vlan_device_event: a VLAN is never larger than its parent.</summary>
    private void ShrinkRiders(string lower, uint mtu)
    {
        foreach (Vlan rider in _state.All.OfType<Vlan>().Where(v => v.Parent == lower && v.Mtu > mtu).ToList())
        {
            _state.Set(rider with { Mtu = mtu });
            AdjustMtu(rider.Master ?? "");
            ShrinkRiders(rider.Reference, mtu);
        }
    }

    public void SetMtu(string reference, uint mtu)
    {
        Link link = Find(reference)!;
        _state.Set(link with { Mtu = mtu });
        _mtuSetByUser.Add(reference);
        ShrinkRiders(reference, mtu);
        AdjustMtu(link.Master ?? "");
    }

    private void Create(Resource resource)
    {
        Require(!_state.TryGet(resource.Key, out _), $"EEXIST {resource.Key}");
        switch (resource)
        {
            case Address address:
                Require(Find(address.Link) is not null, $"ENODEV {address.Link}");
                bool secondary = !address.Prefix.IsV6 && _state.DependentsOf(ResourceKey.Link(address.Link)).OfType<Address>()
                    .Any(a => a.Prefix.Network == address.Prefix.Network);
                _state.Set(address with { Protocol = address.Protocol ?? Ownership.Protocol, Flags = secondary ? 0x81u : 0x80u });
                break;
            case Route route:
                string? dev = route.Dev ?? (route.Via is { } via ? WayTo(via) : null);
                Require(route.Type is not null and not 1 || dev is not null, $"ENETUNREACH {route.Key}");
                Require(dev is null || Find(dev)?.Up == true, $"ENETDOWN {route.Key} by {dev}");
                _state.Set(route with { Dev = dev, Protocol = route.Protocol ?? Ownership.Protocol, Type = route.Type ?? 1 });
                break;
            case Rule rule:
                _state.Set(rule with { Protocol = rule.Protocol ?? Ownership.Protocol });
                break;
            case FdbEntry entry:
                Require(Find(entry.Dev) is { } port && (entry.Remote is not null || Find(port.Master) is Bridge), $"EOPNOTSUPP {entry.Key}: no bridge port");
                _state.Set(entry);
                Own(entry.Key, owned: true);
                break;
            default:
                throw new InvalidOperationException($"what is {resource.Title}?");
        }
    }

    private string? WayTo(IpAddr via) =>
        _state.All.OfType<Address>().Where(a => a.Prefix.Contains(via) && Find(a.Link)!.Up == true).Select(a => a.Link).Order(StringComparer.Ordinal).FirstOrDefault()
        ?? _state.All.OfType<Route>().Where(r => r.Via is null && r.Dev is not null && r.Prefix.Contains(via)).Select(r => r.Dev).Order(StringComparer.Ordinal).FirstOrDefault();

    /// <summary>Deletes an object with all that goes with it, whoever asks.</summary>
    public void Delete(ResourceKey key)
    {
        if (!_state.TryGet(key, out Resource? resource))
        {
            return;
        }
        foreach (Link port in _state.All.OfType<Link>().Where(l => key == ResourceKey.Link(l.Master ?? "")).ToList())
        {
            SetMaster(port.Reference, "");
        }
        _state.Remove(key);
        switch (resource)
        {
            case Link link:
                DeleteWith(link);
                break;
            case Address { Prefix.IsV6: false } address:
                DeleteWith(address);
                break;
            default:
                break;
        }
    }

    private void DeleteWith(Link link)
    {
        _mtuSetByUser.Remove(link.Reference);
        _beforeBond.Remove(link.Reference);
        RemoveDependents(link.Reference, d => d is not Link);
        foreach (Link rider in _state.All.OfType<Link>().Where(l => l.RidesOn == link.Reference).ToList())
        {
            Delete(rider.Key);
        }
        if (link.OtherEnd is { } other)
        {
            Delete(ResourceKey.Link(other));
        }
        AdjustMtu(link.Master ?? "");
    }

    /// <summary>promote_secondaries is off, as the kernel has it.</summary>
    private void DeleteWith(Address address)
    {
        bool primary = (address.Flags & 1) != 1;
        RemoveDependents(address.Link, d => primary && d is Address { Flags: 0x81 } second && second.Prefix.Network == address.Prefix.Network);
        bool emptied = !_state.DependentsOf(ResourceKey.Link(address.Link)).Any(d => d is Address { Prefix.IsV6: false });
        RemoveDependents(address.Link, d => d is Route { Prefix.IsV6: false } route && (emptied || route.Source == address.Prefix.Address));
    }

    private void RemoveDependents(string reference, Func<Resource, bool> which)
    {
        foreach (Resource dependent in _state.DependentsOf(ResourceKey.Link(reference)).Where(which).ToList())
        {
            _state.Remove(dependent.Key);
        }
    }

    /// <summary>Somebody else adds an object.</summary>
    public void Add(Resource resource) => _state.Set(resource);
}
