using static Wire.Testing.Simulation.Netlink;
using static Wire.Testing.Simulation.Rtnetlink;
using static Wire.Testing.Simulation.VxlanNetworks;

namespace Wire.Testing.Simulation;

/// <summary>The networks that a VXLAN takes (drivers/net/vxlan/vxlan_vnifilter.c), each with the entry of the FDB for what has none of its own.</summary>
internal sealed class VxlanVnis(VxlanLink vxlan)
{
    private readonly SortedDictionary<uint, byte[]?> _remotes = [];

    public bool Any => _remotes.Count > 0;

    public bool Has(uint vni) => _remotes.ContainsKey(vni);

    public void Add(uint vni, byte[]? remote)
    {
        bool isNew = !Has(vni);
        if (isNew)
        {
            if (vxlan.Namespace.Links.All.OfType<VxlanLink>().Any(o => o != vxlan && o.Vnis.Has(vni) && o.Settings.Port == vxlan.Settings.Port && o.Settings.IsV6 == vxlan.Settings.IsV6))
            {
                throw new RefusedException(Errno.EEXIST, "VNI in use");
            }
            _remotes[vni] = null;
        }
        if (Update(vni, remote) || isNew)
        {
            Tell(RTM_NEWTUNNEL, vni);
        }
    }

    public void Delete(uint vni)
    {
        if (!Has(vni))
        {
            throw new RefusedException(Errno.ENOENT);
        }
        if ((_remotes[vni] ?? vxlan.Settings.Remote) is { } remote)
        {
            vxlan.Fdb.RemoveDefault(vni, remote);
        }
        Forget(vni);
    }

    public void Clear()
    {
        foreach (uint vni in _remotes.Keys.ToList())
        {
            Forget(vni);
        }
    }

    /// <summary>The VXLAN's own remote is another: networks without one of theirs follow, the last first (vxlan_vnilist_update_group).</summary>
    public void DefaultChanged(byte[]? before, byte[]? after)
    {
        foreach (uint vni in _remotes.Where(r => r.Value is null).Select(r => r.Key).Reverse())
        {
            if (after is not null)
            {
                vxlan.Fdb.AddDefault(vni, after);
            }
            if (before is not null)
            {
                vxlan.Fdb.RemoveDefault(vni, before);
            }
        }
    }

    /// <summary>Those in a row with the same remote as a range (vxlan_vnifilter_dump_dev).</summary>
    public byte[] Dump(Cause cause)
    {
        MessageWriter message = Start(RTM_NEWTUNNEL, NLM_F_MULTI, cause);
        uint[] vnis = [.. _remotes.Keys];
        for (int i = 0; i < vnis.Length;)
        {
            int end = i;
            while (end + 1 < vnis.Length && vnis[end + 1] == vnis[end] + 1 && Same(_remotes[vnis[end]], _remotes[vnis[end + 1]]))
            {
                end++;
            }
            Write(message, vnis[i], vnis[end]);
            i = end + 1;
        }
        return message.ToArray();
    }

    /// <summary>vxlan_vni_update_group: the entry for a remote that is replaced stays.</summary>
    private bool Update(uint vni, byte[]? remote)
    {
        byte[]? old = _remotes[vni], wanted = remote ?? vxlan.Settings.Remote;
        if (wanted is not null)
        {
            vxlan.Fdb.AddDefault(vni, wanted);
        }
        else if (old is not null)
        {
            vxlan.Fdb.RemoveDefault(vni, old);
        }
        else
        {
            return false;
        }
        _remotes[vni] = remote;
        return true;
    }

    private void Forget(uint vni)
    {
        byte[] message = Single(RTM_DELTUNNEL, vni);
        _remotes.Remove(vni);
        vxlan.Namespace.Notify(RTNLGRP_TUNNEL, message, Cause.Kernel);
    }

    private void Tell(ushort type, uint vni) => vxlan.Namespace.Notify(RTNLGRP_TUNNEL, Single(type, vni), Cause.Kernel);

    private byte[] Single(ushort type, uint vni)
    {
        MessageWriter message = Start(type, 0, Cause.Kernel);
        Write(message, vni, vni);
        return message.ToArray();
    }

    private MessageWriter Start(ushort type, ushort flags, Cause cause) =>
        new MessageWriter(type, flags, cause.Sequence, cause.PortId).U8(AF_BRIDGE).U8(0).U16(0).U32((uint)vxlan.Index);

    private void Write(MessageWriter message, uint first, uint last) => message.Nest(VXLAN_VNIFILTER_ENTRY | NLA_F_NESTED, entry =>
    {
        entry.AttributeU32(VXLAN_VNIFILTER_ENTRY_START, first);
        if (last != first)
        {
            entry.AttributeU32(VXLAN_VNIFILTER_ENTRY_END, last);
        }
        if (_remotes[first] is { } remote)
        {
            entry.Attribute(remote.Length == 4 ? VXLAN_VNIFILTER_ENTRY_GROUP : VXLAN_VNIFILTER_ENTRY_GROUP6, remote);
        }
    });

    private static bool Same(byte[]? one, byte[]? other) => (one ?? []).AsSpan().SequenceEqual(other ?? []);
}
