using static Wire.Testing.Simulation.Neighbour;
using static Wire.Testing.Simulation.Netlink;
using static Wire.Testing.Simulation.Rtnetlink;

namespace Wire.Testing.Simulation;

/// <summary>A VXLAN's forwarding database (drivers/net/vxlan): several destinations an address where it is zero or multicast.</summary>
internal sealed class FdbOfVxlan(VxlanLink vxlan)
{
    private const ushort DefaultState = NUD_PERMANENT | NUD_REACHABLE;

    private static readonly byte[] _anyMac = new byte[6];

    private readonly List<Entry> _entries = [];

    public void Handle(bool add, FdbRequest wanted)
    {
        if (add)
        {
            Add(wanted);
        }
        else
        {
            Delete(wanted);
        }
    }

    public IEnumerable<byte[]> Dump(Cause cause) =>
        _entries.SelectMany(e => e.Remotes.Select(r => FdbMessages.OfVxlan(RTM_NEWNEIGH, vxlan, e, r, cause, NLM_F_MULTI)));

    /// <summary>The all-zero entry of a VXLAN with a remote: where packets to unknown addresses go.</summary>
    public void AddDefault()
    {
        if (vxlan.Settings.Remote is { } remote)
        {
            AddDefault(vxlan.Settings.Vni, remote);
        }
    }

    /// <summary>For one of its networks.</summary>
    public void AddDefault(uint vni, byte[] remote)
    {
        Entry entry = Find(_anyMac, vni) ?? Put(new(_anyMac, vni, DefaultState));
        entry.State = DefaultState;
        Remote wanted = DefaultRemote(vni, remote);
        if (!entry.Has(wanted))
        {
            AddRemote(entry, wanted);
        }
    }

    public void RemoveDefault()
    {
        if (vxlan.Settings.Remote is { } remote)
        {
            RemoveDefault(vxlan.Settings.Vni, remote);
        }
    }

    public void RemoveDefault(uint vni, byte[] remote)
    {
        Remote unwanted = DefaultRemote(vni, remote);
        if (Find(_anyMac, vni) is { } entry && entry.Remotes.Find(r => r.Is(unwanted)) is { } old)
        {
            Remove(entry, old);
        }
    }

    public void ForgetLearned()
    {
        foreach (Entry entry in _entries.Where(e => (e.State & (NUD_PERMANENT | NUD_NOARP)) == 0).ToList())
        {
            RemoveAll(entry);
        }
    }

    public void Clear()
    {
        foreach (Entry entry in _entries.ToList())
        {
            RemoveAll(entry);
        }
    }

    private void Add(FdbRequest wanted)
    {
        if ((wanted.State & (NUD_PERMANENT | NUD_REACHABLE)) == 0)
        {
            throw new RefusedException(Errno.EINVAL);
        }
        if (!wanted.Attributes.Has(NDA_DST))
        {
            throw new RefusedException(Errno.EINVAL);
        }
        Remote remote = Parse(wanted);
        RequireFamily(remote);
        bool many = wanted.MacIsZero || wanted.MacIsMulticast;
        if (Find(wanted.Mac, vxlan.Settings.Vni) is not { } entry)
        {
            Require(wanted.Asks(NLM_F_CREATE), Errno.ENOENT);
            Require(!(wanted.Asks(NLM_F_REPLACE) && many), Errno.EOPNOTSUPP, "Cannot replace non-unicast fdb entries");
            AddRemote(Put(new(wanted.Mac, vxlan.Settings.Vni, wanted.State)), remote);
            return;
        }
        Require(!wanted.Asks(NLM_F_EXCL), Errno.EEXIST);
        Require(!(wanted.Asks(NLM_F_REPLACE) && many), Errno.EOPNOTSUPP, "Cannot replace non-unicast fdb entries");
        Update(entry, wanted, remote, many);
    }

    private void Update(Entry entry, FdbRequest wanted, Remote remote, bool many)
    {
        bool changed = entry.State != wanted.State;
        entry.State = wanted.State;
        if (wanted.Asks(NLM_F_REPLACE) && !entry.Has(remote))
        {
            entry.Remotes[0] = remote;
            changed = true;
        }
        if (wanted.Asks(NLM_F_APPEND) && many && !entry.Has(remote))
        {
            AddRemote(entry, remote);
        }
        else if (changed)
        {
            Tell(RTM_NEWNEIGH, entry, entry.Remotes[0]);
        }
    }

    private void Delete(FdbRequest wanted)
    {
        Remote remote = Parse(wanted);
        RequireFamily(remote);
        Entry entry = Find(wanted.Mac, vxlan.Settings.Vni) ?? throw new RefusedException(Errno.ENOENT);
        if (remote.Address.All(b => b == 0))
        {
            RemoveAll(entry);
            return;
        }
        Require(entry.Has(remote), Errno.ENOENT);
        Remove(entry, entry.Remotes.First(r => r.Is(remote)));
    }

    private static Remote Parse(FdbRequest wanted) => new(
        wanted.Attributes.Bytes(NDA_DST) ?? [],
        wanted.Attributes.U16Be(NDA_PORT),
        wanted.Attributes.U32(NDA_VNI),
        (int)(wanted.Attributes.U32(NDA_IFINDEX) ?? 0));

    private void RequireFamily(Remote remote) =>
        Require(remote.Address.Length == 0 || (remote.Address.Length == 16) == vxlan.Settings.IsV6, Errno.EAFNOSUPPORT);

    private Remote DefaultRemote(uint vni, byte[] address) => new(address, null, vni == vxlan.Settings.Vni ? null : vni, vxlan.Underlay?.Index ?? 0);

    private Entry? Find(byte[] mac, uint vni) => _entries.Find(e => e.Vni == vni && e.Mac.AsSpan().SequenceEqual(mac));

    private Entry Put(Entry entry)
    {
        _entries.Add(entry);
        return entry;
    }

    private void AddRemote(Entry entry, Remote remote)
    {
        entry.Remotes.Add(remote);
        Tell(RTM_NEWNEIGH, entry, remote);
    }

    private void Remove(Entry entry, Remote remote)
    {
        entry.Remotes.Remove(remote);
        if (entry.Remotes.Count == 0)
        {
            _entries.Remove(entry);
        }
        Tell(RTM_DELNEIGH, entry, remote);
    }

    private void RemoveAll(Entry entry)
    {
        foreach (Remote remote in entry.Remotes.ToList())
        {
            Remove(entry, remote);
        }
    }

    private void Tell(ushort type, Entry entry, Remote remote) =>
        vxlan.Namespace.Notify(RTNLGRP_NEIGH, FdbMessages.OfVxlan(type, vxlan, entry, remote, Cause.Kernel), Cause.Kernel);

    public sealed class Entry(byte[] mac, uint vni, ushort state)
    {
        public byte[] Mac => mac;

        /// <summary>The network whose packets it is for (NDA_SRC_VNI).</summary>
        public uint Vni => vni;

        public ushort State { get; set; } = state;

        public List<Remote> Remotes { get; } = [];

        public bool Has(Remote remote) => Remotes.Exists(r => r.Is(remote));
    }

    /// <param name="Address">4 or 16 bytes.</param>
    /// <param name="Port">Null for the device's.</param>
    /// <param name="Vni">Null for the device's.</param>
    /// <param name="Link">The link to leave by, 0 for whichever.</param>
    public sealed record Remote(byte[] Address, ushort? Port, uint? Vni, int Link)
    {
        public bool Is(Remote other) =>
            Address.AsSpan().SequenceEqual(other.Address) && Port == other.Port && Vni == other.Vni && Link == other.Link;
    }
}
