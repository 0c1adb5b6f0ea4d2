namespace Wire.Testing.Simulation;

/// <summary>The VLANs of a bridge and of its ports (net/bridge/br_vlan.c). That a kernel does not filter them is kept all the same.</summary>
internal sealed class BridgeVlans(BridgeLink bridge)
{
    private readonly Dictionary<SimulatedLink, VlanGroup> _groups = [];

    /// <summary>What ports get when they come; 0 for none.</summary>
    public ushort DefaultPvid { get; private set; } = bridge.Namespace.Kernel.FiltersVlans ? (ushort)1 : (ushort)0;

    public VlanGroup Of(SimulatedLink link)
    {
        if (!_groups.TryGetValue(link, out VlanGroup? group))
        {
            _groups[link] = group = new();
        }
        return group;
    }

    /// <summary>br_vlan_find: the bridge has an entry, of no use, for each VLAN of a port.</summary>
    public bool Knows(SimulatedLink link, ushort vid) => Of(link).Has(vid) || (link == bridge && _groups.Values.Any(g => g.Has(vid)));

    public void LinkCame(SimulatedLink link)
    {
        if (DefaultPvid != 0)
        {
            Add(link, DefaultPvid, VlanFlags.Pvid | VlanFlags.Untagged);
        }
    }

    public void PortGone(SimulatedLink port) => _groups.Remove(port);

    /// <summary>br_vlan_add, nbp_vlan_add: a new one of a port may be one of the bridge's too.</summary>
    public void Add(SimulatedLink link, ushort vid, VlanFlags flags)
    {
        if (!Of(link).Has(vid))
        {
            if (link != bridge && (flags & VlanFlags.Master) != 0)
            {
                Add(bridge, vid, flags);
            }
            if (link.Mac.All(b => b == 0))
            {
                throw new RefusedException(Errno.EINVAL);
            }
            bridge.Fdb.AddLocal(link, vid);
        }
        Of(link).Set(vid, flags);
    }

    /// <summary>br_vlan_delete, nbp_vlan_delete: one that is not there is no error.</summary>
    public void Delete(SimulatedLink link, ushort vid, VlanFlags flags = 0)
    {
        if (Of(link).Has(vid))
        {
            bridge.Fdb.VlanGone(link, vid);
            Of(link).Remove(vid);
        }
        if (link != bridge && (flags & VlanFlags.Master) != 0)
        {
            Delete(bridge, vid);
        }
    }

    /// <summary>__br_vlan_set_default_pvid: where nobody chose something else, it takes the place of the old one.</summary>
    public void SetDefaultPvid(ushort pvid)
    {
        ushort old = DefaultPvid;
        foreach (SimulatedLink link in bridge.Ports.Prepend(bridge))
        {
            VlanGroup group = Of(link);
            if (pvid == 0 ? group.IsDefault(old) : (old == 0 || group.IsDefault(old)) && !group.Has(pvid))
            {
                if (pvid != 0)
                {
                    Add(link, pvid, VlanFlags.Pvid | VlanFlags.Untagged);
                }
                Delete(link, old);
            }
        }
        DefaultPvid = pvid;
    }
}

/// <summary>BRIDGE_VLAN_INFO_* (linux/if_bridge.h).</summary>
[Flags]
internal enum VlanFlags : ushort
{
    Master = 1,
    Pvid = 2,
    Untagged = 4,
    RangeBegin = 8,
    RangeEnd = 16,
}

/// <summary>The VLANs of one link (net_bridge_vlan_group).</summary>
internal sealed class VlanGroup
{
    private readonly SortedDictionary<ushort, bool> _isUntagged = [];
    private ushort _pvid;

    public IReadOnlyList<ushort> Ids => [.. _isUntagged.Keys];

    public bool Has(ushort vid) => _isUntagged.ContainsKey(vid);

    public bool IsDefault(ushort vid) => vid == _pvid && _isUntagged.GetValueOrDefault(vid);

    public void Set(ushort vid, VlanFlags flags)
    {
        _isUntagged[vid] = (flags & VlanFlags.Untagged) != 0;
        _pvid = (flags & VlanFlags.Pvid) != 0 ? vid : _pvid == vid ? (ushort)0 : _pvid;
    }

    public void Remove(ushort vid)
    {
        _isUntagged.Remove(vid);
        _pvid = _pvid == vid ? (ushort)0 : _pvid;
    }

    /// <summary>IFLA_BRIDGE_VLAN_INFO, those alike in a row as a range (br_fill_ifvlaninfo_compressed).</summary>
    public void Write(MessageWriter spec)
    {
        const ushort IFLA_BRIDGE_VLAN_INFO = 2;
        void Info(ushort vid, VlanFlags flags) => spec.Attribute(IFLA_BRIDGE_VLAN_INFO, [.. BitConverter.GetBytes((ushort)flags), .. BitConverter.GetBytes(vid)]);
        ushort[] ids = [.. _isUntagged.Keys];
        for (int i = 0; i < ids.Length;)
        {
            int end = i;
            while (end + 1 < ids.Length && ids[end + 1] == ids[end] + 1 && FlagsOf(ids[end + 1]) == FlagsOf(ids[i]))
            {
                end++;
            }
            Info(ids[i], FlagsOf(ids[i]) | (end > i ? VlanFlags.RangeBegin : 0));
            if (end > i)
            {
                Info(ids[end], FlagsOf(ids[i]) | VlanFlags.RangeEnd);
            }
            i = end + 1;
        }
    }

    private VlanFlags FlagsOf(ushort vid) => (vid == _pvid ? VlanFlags.Pvid : 0) | (_isUntagged[vid] ? VlanFlags.Untagged : 0);
}
