using static Wire.Domain.ValueFormats;

namespace Wire.Domain;

/// <summary>What a bridge keeps for one of its ports (<c>IFLA_BRPORT_*</c>, linux/if_link.h): there while the link is a port.</summary>
public sealed record BridgePort : Resource
{
    /// <summary>The reference of the link.</summary>
    public string Dev { get; init; } = "";

    /// <summary>IFLA_BRPORT_COST.</summary>
    public uint? Cost { get; init; }

    /// <summary>IFLA_BRPORT_PRIORITY.</summary>
    public uint? Priority { get; init; }

    /// <summary>IFLA_BRPORT_MODE.</summary>
    public bool? Hairpin { get; init; }

    /// <summary>IFLA_BRPORT_GUARD.</summary>
    public bool? Guard { get; init; }

    /// <summary>IFLA_BRPORT_PROTECT.</summary>
    public bool? RootBlock { get; init; }

    /// <summary>IFLA_BRPORT_FAST_LEAVE.</summary>
    public bool? FastLeave { get; init; }

    /// <summary>IFLA_BRPORT_LEARNING.</summary>
    public bool? Learning { get; init; }

    /// <summary>IFLA_BRPORT_UNICAST_FLOOD.</summary>
    public bool? Flood { get; init; }

    /// <summary>IFLA_BRPORT_MCAST_FLOOD.</summary>
    public bool? McastFlood { get; init; }

    /// <summary>IFLA_BRPORT_MCAST_TO_UCAST.</summary>
    public bool? McastToUnicast { get; init; }

    /// <summary>IFLA_BRPORT_BCAST_FLOOD.</summary>
    public bool? BcastFlood { get; init; }

    /// <summary>IFLA_BRPORT_PROXYARP.</summary>
    public bool? ProxyArp { get; init; }

    /// <summary>IFLA_BRPORT_PROXYARP_WIFI.</summary>
    public bool? ProxyArpWifi { get; init; }

    /// <summary>IFLA_BRPORT_NEIGH_SUPPRESS.</summary>
    public bool? NeighSuppress { get; init; }

    /// <summary>IFLA_BRPORT_NEIGH_VLAN_SUPPRESS.</summary>
    public bool? NeighVlanSuppress { get; init; }

    /// <summary>IFLA_BRPORT_VLAN_TUNNEL.</summary>
    public bool? VlanTunnel { get; init; }

    /// <summary>IFLA_BRPORT_ISOLATED.</summary>
    public bool? Isolated { get; init; }

    /// <summary>IFLA_BRPORT_LOCKED.</summary>
    public bool? Locked { get; init; }

    /// <summary>IFLA_BRPORT_MAB.</summary>
    public bool? Mab { get; init; }

    /// <summary>IFLA_BRPORT_MULTICAST_ROUTER: <c>MDB_RTR_TYPE_*</c>, 0–3.</summary>
    public uint? McastRouter { get; init; }

    /// <summary>IFLA_BRPORT_MCAST_MAX_GROUPS.</summary>
    public uint? McastMaxGroups { get; init; }

    /// <summary>IFLA_BRPORT_GROUP_FWD_MASK: without the bits 0, 1 and 2 where the bridge runs STP, pause or LACP.</summary>
    public uint? GroupFwdMask { get; init; }

    /// <summary>IFLA_BRPORT_BACKUP_PORT.</summary>
    public string? BackupPort { get; init; }

    /// <summary>IFLA_BRPORT_BACKUP_NHID.</summary>
    public uint? BackupNhid { get; init; }

    public static readonly ResourceKind TheKind = new("bridge-port", "bridge-port", () => new BridgePort(),
        new ReferenceAttribute<BridgePort, string>(ValueFormats.Link, p => p.Dev, (p, x) => p with { Dev = x ?? "" })
            { Id = 1, Name = "dev", Mutability = Mutability.Identity, Required = true, Help = "the port" },
        new ValueAttribute<BridgePort, uint>(Number(1, 65535), p => p.Cost, (p, x) => p with { Cost = x })
            { Id = 2, Name = "cost", Mutability = Mutability.InPlace, Help = "what a way over the port costs (STP)" },
        new ValueAttribute<BridgePort, uint>(Number(0, 63), p => p.Priority, (p, x) => p with { Priority = x })
            { Id = 3, Name = "priority", Mutability = Mutability.InPlace, Default = "32", Help = "of the port (STP)" },
        new ValueAttribute<BridgePort, bool>(OnOff, p => p.Hairpin, (p, x) => p with { Hairpin = x })
            { Id = 4, Name = "hairpin", Mutability = Mutability.InPlace, Default = "off", Help = "packets may leave by the port they came in by" },
        new ValueAttribute<BridgePort, bool>(OnOff, p => p.Guard, (p, x) => p with { Guard = x })
            { Id = 5, Name = "guard", Mutability = Mutability.InPlace, Default = "off", Help = "STP messages that come in shut the port (BPDU guard)" },
        new ValueAttribute<BridgePort, bool>(OnOff, p => p.RootBlock, (p, x) => p with { RootBlock = x })
            { Id = 6, Name = "root-block", Mutability = Mutability.InPlace, Default = "off", Help = "the port never leads to the root bridge" },
        new ValueAttribute<BridgePort, bool>(OnOff, p => p.FastLeave, (p, x) => p with { FastLeave = x })
            { Id = 7, Name = "fastleave", Mutability = Mutability.InPlace, Default = "off", Help = "a member that leaves is forgotten at once" },
        new ValueAttribute<BridgePort, bool>(OnOff, p => p.Learning, (p, x) => p with { Learning = x })
            { Id = 8, Name = "learning", Mutability = Mutability.InPlace, Default = "on", Help = "addresses are learned from packets" },
        new ValueAttribute<BridgePort, bool>(OnOff, p => p.Flood, (p, x) => p with { Flood = x })
            { Id = 9, Name = "flood", Mutability = Mutability.InPlace, Default = "on", Help = "packets to unknown addresses go out" },
        new ValueAttribute<BridgePort, bool>(OnOff, p => p.McastFlood, (p, x) => p with { McastFlood = x })
            { Id = 10, Name = "mcast-flood", Mutability = Mutability.InPlace, Default = "on", Help = "multicast nobody asked for goes out" },
        new ValueAttribute<BridgePort, bool>(OnOff, p => p.McastToUnicast, (p, x) => p with { McastToUnicast = x })
            { Id = 11, Name = "mcast-to-unicast", Mutability = Mutability.InPlace, Default = "off", Help = "each member gets a packet of its own" },
        new ValueAttribute<BridgePort, bool>(OnOff, p => p.BcastFlood, (p, x) => p with { BcastFlood = x })
            { Id = 12, Name = "bcast-flood", Mutability = Mutability.InPlace, Default = "on", Help = "broadcasts go out" },
        new ValueAttribute<BridgePort, bool>(OnOff, p => p.ProxyArp, (p, x) => p with { ProxyArp = x })
            { Id = 13, Name = "proxy-arp", Mutability = Mutability.InPlace, Default = "off", Help = "the bridge answers ARP for its neighbours" },
        new ValueAttribute<BridgePort, bool>(OnOff, p => p.ProxyArpWifi, (p, x) => p with { ProxyArpWifi = x })
            { Id = 14, Name = "proxy-arp-wifi", Mutability = Mutability.InPlace, Default = "off", Help = "the same by the rules of IEEE 802.11" },
        new ValueAttribute<BridgePort, bool>(OnOff, p => p.NeighSuppress, (p, x) => p with { NeighSuppress = x })
            { Id = 15, Name = "neigh-suppress", Mutability = Mutability.InPlace, Default = "off", Help = "ARP and neighbour discovery are answered, not flooded" },
        new ValueAttribute<BridgePort, bool>(OnOff, p => p.NeighVlanSuppress, (p, x) => p with { NeighVlanSuppress = x })
            { Id = 16, Name = "neigh-vlan-suppress", Mutability = Mutability.InPlace, Default = "off", MayBeUntold = true, Help = "the same, by VLAN; since Linux 6.4" },
        new ValueAttribute<BridgePort, bool>(OnOff, p => p.VlanTunnel, (p, x) => p with { VlanTunnel = x })
            { Id = 17, Name = "vlan-tunnel", Mutability = Mutability.InPlace, Default = "off", Help = "VLANs map to tunnels" },
        new ValueAttribute<BridgePort, bool>(OnOff, p => p.Isolated, (p, x) => p with { Isolated = x })
            { Id = 18, Name = "isolated", Mutability = Mutability.InPlace, Default = "off", Help = "passes nothing to other isolated ports" },
        new ValueAttribute<BridgePort, bool>(OnOff, p => p.Locked, (p, x) => p with { Locked = x })
            { Id = 19, Name = "locked", Mutability = Mutability.InPlace, Default = "off", Help = "only packets from known addresses come in (IEEE 802.1X)" },
        new ValueAttribute<BridgePort, bool>(OnOff, p => p.Mab, (p, x) => p with { Mab = x })
            { Id = 20, Name = "mab", Mutability = Mutability.InPlace, Default = "off", MayBeUntold = true, Help = "a locked port notes who knocks; needs locked and learning; since Linux 6.2" },
        new ValueAttribute<BridgePort, uint>(Words(("off", 0), ("auto", 1), ("on", 2), ("temp", 3)), p => p.McastRouter, (p, x) => p with { McastRouter = x })
            { Id = 21, Name = "mcast-router", Mutability = Mutability.InPlace, Default = "auto", MayBeUntold = true, Help = "a multicast router is behind it" },
        new ValueAttribute<BridgePort, uint>(Number(), p => p.McastMaxGroups, (p, x) => p with { McastMaxGroups = x })
            { Id = 22, Name = "mcast-max-groups", Mutability = Mutability.InPlace, Default = "0", MayBeUntold = true, Help = "multicast groups at most, 0 for any number; since Linux 6.3" },
        new ValueAttribute<BridgePort, uint>(Hex(0xffff), p => p.GroupFwdMask, (p, x) => p with { GroupFwdMask = x })
            { Id = 23, Name = "group-fwd-mask", Mutability = Mutability.InPlace, Default = "0x0", Help = "bit X: packets to 01:80:c2:00:00:0X are forwarded" },
        new ReferenceAttribute<BridgePort, string>(ValueFormats.Link, p => p.BackupPort, (p, x) => p with { BackupPort = x })
            { Id = 24, Name = "backup-port", Mutability = Mutability.InPlace, Default = "none", Help = "takes over while the port has no carrier" },
        new ValueAttribute<BridgePort, uint>(Number(), p => p.BackupNhid, (p, x) => p with { BackupNhid = x })
            { Id = 25, Name = "backup-nhid", Mutability = Mutability.InPlace, Default = "0", MayBeUntold = true, Help = "the next hop of the backup port's VXLAN, 0 for none; since Linux 6.5" }) { Stage = Stage.LinkDetail, IsMade = false };

    public override ResourceKind Kind => TheKind;

    public override ResourceKey Key => new("bridge-port", Dev);

    public override IEnumerable<ResourceKey> Dependencies =>
        BackupPort is { Length: > 0 } ? [ResourceKey.Link(Dev), ResourceKey.Link(BackupPort)] : [ResourceKey.Link(Dev)];

    public override IEnumerable<ResourceKey> GoesWith => [ResourceKey.Link(Dev)];

    public override bool GoesWhenPortLeaves => true;

    /// <summary>Tunnel ids of VLANs are set while vlan-tunnel is on: see <see cref="BridgeVlan.Rank"/>.</summary>
    public override int Rank => 1;

    /// <summary>The cost follows from the link's speed.</summary>
    public override bool IsExported => (this with { Dev = "", Cost = null, Unknown = RawAttributes.None }) != Untouched;

    public override Resource Bare(ITopology live) => this with { Cost = null };

    public override void Check(ValidationContext context)
    {
        PortRules.CheckMaster(this, Dev, Bridge.TheKind, context);
        if (Mab == true && (Locked != true || Learning == false))
        {
            context.Report("mab", "who knocks is noted only by a port that is locked and learns", "expected 'locked on' too, and no 'learning off'");
        }
    }

    /// <summary>As a new port is: every attribute at its default.</summary>
    private static BridgePort Untouched => field ??= (BridgePort)TheKind.Attributes.Aggregate((Resource)new BridgePort(),
        (port, attribute) => attribute.Default is { } text && attribute.TryParse(port, text, out Resource set) ? set : port);
}
