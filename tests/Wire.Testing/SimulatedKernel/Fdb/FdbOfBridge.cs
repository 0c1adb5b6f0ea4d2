using static Wire.Testing.Simulation.Neighbour;
using static Wire.Testing.Simulation.Netlink;
using static Wire.Testing.Simulation.Rtnetlink;

namespace Wire.Testing.Simulation;

/// <summary>A bridge's forwarding database (br_fdb.c): one entry an address and VLAN; ports' and the bridge's own addresses are local entries.</summary>
internal sealed class FdbOfBridge(BridgeLink bridge)
{
    private readonly List<Entry> _entries = [];
    private readonly Dictionary<SimulatedLink, byte[]> _local = [];

    private SimulatedNamespace Namespace => bridge.Namespace;

    public void Handle(bool add, SimulatedLink? port, FdbRequest wanted)
    {
        SimulatedLink link = port ?? bridge;
        IReadOnlyList<ushort> vlans = bridge.Vlans.Of(link).Ids;
        bool isConfigured = wanted.Vlan == 0 || (add ? vlans.Contains(wanted.Vlan) : bridge.Vlans.Knows(link, wanted.Vlan));
        if (add)
        {
            CheckForm(wanted);
        }
        Require(isConfigured, Errno.EINVAL);
        ushort[] ids = wanted.Vlan == 0 ? [0, .. vlans] : [wanted.Vlan];
        if (add)
        {
            Array.ForEach(ids, vlan => Add(port, wanted, vlan));
            return;
        }
        List<Entry> gone = [.. ids.Select(vlan => Find(wanted.Mac, vlan)).OfType<Entry>().Where(e => e.Port == port)];
        Require(gone.Count > 0, Errno.ENOENT);
        gone.ForEach(Remove);
    }

    /// <summary>Those of a port; with null those of the bridge itself.</summary>
    public IEnumerable<byte[]> Dump(SimulatedLink? port, Cause cause) =>
        _entries.Where(e => e.Port == port).Select(e => FdbMessages.OfBridge(RTM_NEWNEIGH, bridge, e, cause, NLM_F_MULTI));

    public void AddLocal(SimulatedLink link)
    {
        _local[link] = link.Mac;
        foreach (ushort vlan in bridge.Vlans.Of(link).Ids.Prepend((ushort)0))
        {
            AddLocal(link, vlan);
        }
    }

    public void AddLocal(SimulatedLink link, ushort vlan)
    {
        if (link.Mac.All(b => b == 0) || Find(link.Mac, vlan) is { IsLocal: true })
        {
            return;
        }
        if (Find(link.Mac, vlan) is { } learned)
        {
            Remove(learned);
        }
        Put(new(link.Mac, link == bridge ? null : link, vlan, NUD_PERMANENT, 0));
    }

    /// <summary>br_vlan_delete: entries that somebody put there stay.</summary>
    public void VlanGone(SimulatedLink link, ushort vlan)
    {
        RemoveLocal(link, link.Mac, vlan);
        foreach (Entry entry in _entries.Where(e => (e.Port ?? bridge) == link && e.Vlan == vlan && e.State is not (NUD_PERMANENT or NUD_NOARP)).ToList())
        {
            Remove(entry);
        }
    }

    /// <summary>The bridge or a port has its address now (br_fdb_change_mac_address, br_fdb_changeaddr): one that a port had before is taken away all the same, and the bridge may have got it then.</summary>
    public void LocalChanged(SimulatedLink link)
    {
        if (_local.TryGetValue(link, out byte[]? old))
        {
            _local.Remove(link);
            foreach (ushort vlan in bridge.Vlans.Of(link).Ids.Prepend((ushort)0))
            {
                RemoveLocal(link, old, vlan);
            }
            AddLocal(link);
        }
    }

    public void PortGone(SimulatedLink port)
    {
        _local.Remove(port);
        foreach (Entry entry in _entries.Where(e => e.Port == port).ToList())
        {
            if (entry.IsLocal)
            {
                RemoveLocal(port, entry.Mac, entry.Vlan);
            }
            else
            {
                Remove(entry);
            }
        }
    }

    public void ForgetLearned(SimulatedLink port)
    {
        foreach (Entry entry in _entries.Where(e => e.Port == port && e.State is not (NUD_PERMANENT or NUD_NOARP)).ToList())
        {
            Remove(entry);
        }
    }

    public void Clear()
    {
        foreach (Entry entry in _entries.ToList())
        {
            Remove(entry);
        }
    }

    private static void CheckForm(FdbRequest wanted)
    {
        if ((wanted.State & (NUD_PERMANENT | NUD_NOARP | NUD_REACHABLE)) == 0)
        {
            throw new RefusedException(Errno.EINVAL);
        }
        if (wanted.MacIsZero)
        {
            throw new RefusedException(Errno.EINVAL, "invalid address");
        }
    }

    private void Add(SimulatedLink? port, FdbRequest wanted, ushort vlan)
    {
        ushort state = wanted.State;
        bool learned = (state & (NUD_PERMANENT | NUD_NOARP)) == 0;
        if (port is null ? (state & NUD_PERMANENT) == 0 : learned && !bridge.IsForwarding(port))
        {
            throw new RefusedException(port is null ? Errno.EINVAL : Errno.EPERM);
        }
        Entry entry = new(wanted.Mac, port, vlan, TellState(state), (byte)(wanted.NdmFlags & NTF_EXT_LEARNED));
        if (Find(wanted.Mac, vlan) is not { } existing)
        {
            Require(wanted.Asks(NLM_F_CREATE), Errno.ENOENT);
            Put(entry);
            return;
        }
        Require(!wanted.Asks(NLM_F_EXCL), Errno.EEXIST);
        if (existing != entry)
        {
            _entries[_entries.IndexOf(existing)] = entry;
            Tell(RTM_NEWNEIGH, entry);
        }
    }

    /// <summary>fdb_delete_local: another port, or the bridge, may have the same address and takes the entry over in silence.</summary>
    private void RemoveLocal(SimulatedLink link, byte[] mac, ushort vlan)
    {
        if (Find(mac, vlan) is not { IsLocal: true } entry || entry.Port != (link == bridge ? null : link))
        {
            return;
        }
        SimulatedLink? heir = _local.OrderBy(l => l.Key == bridge).FirstOrDefault(l => l.Key != link && l.Value.AsSpan().SequenceEqual(mac) && (vlan == 0 || bridge.Vlans.Of(l.Key).Has(vlan))).Key;
        if (heir is null)
        {
            Remove(entry);
            return;
        }
        _entries[_entries.IndexOf(entry)] = entry with { Port = heir == bridge ? null : heir };
    }

    private Entry? Find(byte[] mac, ushort vlan) => _entries.Find(e => e.Vlan == vlan && e.Mac.AsSpan().SequenceEqual(mac));

    private void Put(Entry entry)
    {
        _entries.Add(entry);
        Tell(RTM_NEWNEIGH, entry);
    }

    private void Remove(Entry entry)
    {
        _entries.Remove(entry);
        Tell(RTM_DELNEIGH, entry);
    }

    private void Tell(ushort type, Entry entry) =>
        Namespace.Notify(RTNLGRP_NEIGH, FdbMessages.OfBridge(type, bridge, entry, Cause.Kernel), Cause.Kernel);

    private static ushort TellState(ushort state) =>
        (state & NUD_PERMANENT) != 0 ? NUD_PERMANENT : (state & NUD_NOARP) != 0 ? NUD_NOARP : NUD_REACHABLE;

    /// <param name="Port">Null for the bridge itself.</param>
    /// <param name="Vlan">0 for none.</param>
    public sealed record Entry(byte[] Mac, SimulatedLink? Port, ushort Vlan, ushort State, byte Flags)
    {
        public bool IsLocal => State == NUD_PERMANENT;

        public bool Equals(Entry? other) =>
            other is not null && Mac.AsSpan().SequenceEqual(other.Mac) && Port == other.Port && Vlan == other.Vlan && State == other.State && Flags == other.Flags;

        public override int GetHashCode() => HashCode.Combine(Port, State, Mac[5]);
    }
}
