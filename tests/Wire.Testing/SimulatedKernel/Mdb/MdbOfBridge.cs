using static Wire.Testing.Simulation.BridgeMdb;

namespace Wire.Testing.Simulation;

/// <summary>
/// A bridge's multicast groups (net/bridge/br_mdb.c), as with IGMP version 2 and MLD version 1. A group with a list of senders has
/// a group for each of them beside it; nothing runs out here, and nothing is learned.
/// </summary>
internal sealed class MdbOfBridge(BridgeLink bridge)
{
    private readonly Dictionary<MdbGroup, MdbMembers> _groups = [];

    public void Add(MdbRequest wanted)
    {
        SimulatedLink? port = PortOf(wanted);
        MdbGroup group = wanted.Group;
        Require(port is not null || group.IsEthernet || (!wanted.IsPermanent && group.IsOfAllSenders));
        Require(wanted.IsPermanent || !group.IsEthernet);
        Require(port is null || wanted.IsPermanent || bridge.IsForwarding(port));
        IReadOnlyList<ushort> vlans = VlansFor(port, group);
        Require(vlans.Count > 0);
        foreach (ushort vlan in vlans)
        {
            Add(wanted, port, group with { Vlan = vlan });
        }
    }

    /// <summary>Of several VLANs only the last says whether there was one.</summary>
    public void Delete(MdbRequest wanted)
    {
        SimulatedLink? port = PortOf(wanted);
        bool isGone = true;
        foreach (ushort vlan in VlansFor(port, wanted.Group))
        {
            isGone = Delete(wanted.Group with { Vlan = vlan }, port);
        }
        Require(isGone);
    }

    public void PortDisabled(SimulatedLink port) => Leave(port, m => !m.IsPermanent);

    public void PortGone(SimulatedLink port) => Leave(port, _ => true);

    public byte[] Dump(Cause cause) => MdbMessages.OfBridge(bridge, _groups.SelectMany(g => g.Value.OfPorts
        .Select(m => (g.Key, m.Key, (MdbMember?)m.Value)).Concat(g.Value.HasHost ? [(g.Key, bridge, null)] : [])), cause);

    /// <summary>br_mdb_config_init.</summary>
    private SimulatedLink? PortOf(MdbRequest wanted)
    {
        Require(bridge.IsUp);
        SimulatedLink? port = null;
        if (wanted.PortIndex != bridge.Index)
        {
            port = bridge.Namespace.Links.Find(wanted.PortIndex) ?? throw new RefusedException(Errno.ENODEV, "Port net device doesn't exist");
            Require(port.Master == bridge);
        }
        wanted.ReadAttributes(isOfHost: port is null);
        return port;
    }

    /// <summary>Where VLANs are filtered and none is said, all that the port is in.</summary>
    private IReadOnlyList<ushort> VlansFor(SimulatedLink? port, MdbGroup group) =>
        !bridge.IsFiltering || group.Vlan != 0 ? [group.Vlan]
        : port is not null ? bridge.Vlans.Of(port).Ids
        : [.. bridge.Ports.Append(bridge).SelectMany(l => bridge.Vlans.Of(l).Ids).Distinct().Order()];

    private void Add(MdbRequest wanted, SimulatedLink? port, MdbGroup group)
    {
        MdbMembers members = Of(group);
        if (port is null)
        {
            Require(!members.HasHost || wanted.Replaces, Errno.EEXIST);
            SetHost(group, members, true);
            Tell(RTM_NEWMDB, group, bridge, null);
        }
        else if (group.IsOfAllSenders)
        {
            AddForAll(wanted, port, group, members);
        }
        else
        {
            Put(wanted, port, group, isBlocked: false);
        }
    }

    /// <summary>br_mdb_add_group_star_g.</summary>
    private void AddForAll(MdbRequest wanted, SimulatedLink port, MdbGroup group, MdbMembers members)
    {
        bool isThere = members.OfPorts.TryGetValue(port, out MdbMember? member);
        Require(!isThere || wanted.Replaces, Errno.EEXIST);
        member ??= new();
        string[] before = [.. member.Sources];
        AddSources(wanted, port, group, member);
        foreach (string source in before.Except(wanted.Sources))
        {
            DropSource(group, port, member, source);
        }
        (member.IsPermanent, member.Protocol) = (wanted.IsPermanent, wanted.Protocol);
        members.OfPorts[port] = member;
        Tell(RTM_NEWMDB, group, port, member);
    }

    /// <summary>br_mdb_add_group_srcs: after a refusal none of them is left, not even one that was there before.</summary>
    private void AddSources(MdbRequest wanted, SimulatedLink port, MdbGroup group, MdbMember member)
    {
        for (int i = 0; i < wanted.Sources.Count; i++)
        {
            string source = wanted.Sources[i];
            try
            {
                Require(member.Sources.Add(source) || wanted.Replaces, Errno.EEXIST);
                Put(wanted, port, group with { Source = source }, isBlocked: wanted.Mode == MCAST_EXCLUDE);
            }
            catch (RefusedException)
            {
                member.Sources.Remove(source);
                foreach (string earlier in wanted.Sources.Take(i).Reverse())
                {
                    DropSource(group, port, member, earlier);
                }
                throw;
            }
        }
    }

    /// <summary>br_mdb_add_group_sg.</summary>
    private void Put(MdbRequest wanted, SimulatedLink port, MdbGroup group, bool isBlocked)
    {
        MdbMembers members = Of(group);
        bool isThere = members.OfPorts.TryGetValue(port, out MdbMember? member);
        Require(!isThere || wanted.Replaces, Errno.EEXIST);
        member ??= new();
        (member.IsPermanent, member.Protocol, member.IsBlocked) = (wanted.IsPermanent, wanted.Protocol, isBlocked);
        members.OfPorts[port] = member;
        Tell(RTM_NEWMDB, group, port, member);
    }

    private bool Delete(MdbGroup group, SimulatedLink? port)
    {
        if (!_groups.TryGetValue(group, out MdbMembers? members) || !(port is null ? members.HasHost : members.OfPorts.ContainsKey(port)))
        {
            return false;
        }
        if (port is null)
        {
            SetHost(group, members, false);
            Tell(RTM_DELMDB, group, bridge, null);
        }
        else
        {
            Remove(group, port);
        }
        return true;
    }

    private void Leave(SimulatedLink port, Predicate<MdbMember> which)
    {
        foreach (MdbGroup group in _groups.Where(g => g.Value.OfPorts.TryGetValue(port, out MdbMember? m) && which(m)).Select(g => g.Key).ToList())
        {
            Remove(group, port);
        }
    }

    /// <summary>br_multicast_del_pg.</summary>
    private void Remove(MdbGroup group, SimulatedLink port)
    {
        if (!_groups.TryGetValue(group, out MdbMembers? members) || !members.OfPorts.Remove(port, out MdbMember? member))
        {
            return;
        }
        foreach (string source in member.Sources.ToList())
        {
            DropSource(group, port, member, source);
        }
        Tell(RTM_DELMDB, group, port, member);
    }

    private void DropSource(MdbGroup group, SimulatedLink port, MdbMember member, string source)
    {
        member.Sources.Remove(source);
        Remove(group with { Source = source }, port);
    }

    /// <summary>The bridge itself listens, to each listed sender too (br_multicast_star_g_host_state).</summary>
    private void SetHost(MdbGroup group, MdbMembers members, bool has)
    {
        if (members.HasHost == has)
        {
            return;
        }
        members.HasHost = has;
        foreach (string source in members.OfPorts.Values.SelectMany(m => m.Sources))
        {
            if (_groups.TryGetValue(group with { Source = source }, out MdbMembers? ofSender) && ofSender.OfPorts.Count > 0)
            {
                ofSender.HasHost = has;
            }
        }
    }

    private MdbMembers Of(MdbGroup group)
    {
        if (!_groups.TryGetValue(group, out MdbMembers? members))
        {
            _groups[group] = members = new();
        }
        return members;
    }

    private void Tell(ushort type, MdbGroup group, SimulatedLink port, MdbMember? member) =>
        bridge.Namespace.Notify(RTNLGRP_MDB, MdbMessages.OfMember(type, bridge, group, port, member), Cause.Kernel);
}

/// <summary>Who is in a group.</summary>
internal sealed class MdbMembers
{
    /// <summary>The bridge itself.</summary>
    public bool HasHost { get; set; }

    public Dictionary<SimulatedLink, MdbMember> OfPorts { get; } = [];
}

/// <summary>A port in a group (struct net_bridge_port_group).</summary>
internal sealed class MdbMember
{
    public bool IsPermanent { get; set; }

    /// <summary>RTPROT_*.</summary>
    public byte Protocol { get; set; }

    /// <summary>What this sender sends is kept from the port.</summary>
    public bool IsBlocked { get; set; }

    /// <summary>Senders with a group of their own, in hexadecimal.</summary>
    public HashSet<string> Sources { get; } = [];
}
