using static Wire.Domain.ValueFormats;

namespace Wire.Domain;

/// <summary>A forwarding database entry of a bridge port or of a VXLAN (<c>ndmsg</c> with AF_BRIDGE, bridge(8)).</summary>
public sealed record FdbEntry : Resource
{
    /// <summary>NDA_LLADDR.</summary>
    public MacAddress Mac { get; init; }

    /// <summary>ndm_ifindex: the port, or the VXLAN.</summary>
    public string Dev { get; init; } = "";

    /// <summary>NDA_DST: where a VXLAN sends packets for the address. With it the entry is the device's own (NTF_SELF).</summary>
    public IpAddr? Remote { get; init; }

    /// <summary>NDA_VLAN.</summary>
    public uint? Vlan { get; init; }

    /// <summary>NTF_SELF: in the device's own table, not in its bridge's.</summary>
    public bool? Self { get; init; }

    /// <summary>ndm_state: NUD_PERMANENT 0x80, NUD_NOARP 0x40 (static), NUD_REACHABLE 0x02 (learned).</summary>
    public uint? State { get; init; }

    /// <summary>NTF_STICKY: in a bridge, packets from other ports do not move it.</summary>
    public bool? Sticky { get; init; }

    /// <summary>NTF_EXT_LEARNED: a control plane learned it; it does not age.</summary>
    public bool? ExternLearn { get; init; }

    /// <summary>NTF_ROUTER: in a VXLAN with rsc, behind the address is a router.</summary>
    public bool? Router { get; init; }

    /// <summary>NDA_PORT, told where it is not the VXLAN's.</summary>
    public uint? Port { get; init; }

    /// <summary>NDA_VNI, told where it is not the VXLAN's.</summary>
    public uint? Vni { get; init; }

    /// <summary>NDA_SRC_VNI: of a VXLAN with external, whose packets it is for.</summary>
    public uint? SourceVni { get; init; }

    /// <summary>NDA_IFINDEX: the link that outer packets leave by.</summary>
    public string? Via { get; init; }

    /// <summary>NDA_NH_ID, in the place of <see cref="Remote"/>.</summary>
    public uint? NexthopId { get; init; }

    public static readonly ResourceKind TheKind = new("fdb", "fdb", () => new FdbEntry(),
        new ValueAttribute<FdbEntry, MacAddress>(ValueFormats.Mac, f => f.Mac, (f, x) => f with { Mac = x ?? default })
            { Id = 1, Name = "mac", Mutability = Mutability.Identity, Help = "the address" },
        new ReferenceAttribute<FdbEntry, string>(ValueFormats.Link, f => f.Dev, (f, x) => f with { Dev = x ?? "" })
            { Id = 2, Name = "dev", Mutability = Mutability.Identity, Required = true, Help = "the bridge port or VXLAN" },
        new ValueAttribute<FdbEntry, IpAddr>(ValueFormats.Address, f => f.Remote, (f, x) => f with { Remote = x })
            { Id = 3, Name = "remote", Mutability = Mutability.Identity, Help = "where a VXLAN sends packets for the address" },
        new ValueAttribute<FdbEntry, uint>(Number(1, 4094), f => f.Vlan, (f, x) => f with { Vlan = x })
            { Id = 4, Name = "vlan", Mutability = Mutability.Identity, Help = "only in this VLAN" },
        new ValueAttribute<FdbEntry, bool>(OnOff, f => f.Self, (f, x) => f with { Self = x })
            { Id = 5, Name = "self", Mutability = Mutability.Identity, Help = "in the device's own table, not in its bridge's" },
        new ValueAttribute<FdbEntry, uint>(Number(), f => f.State, (f, x) => f with { State = x })
            { Id = 6, Name = "state", Mutability = Mutability.Observed, Help = "NUD_* of linux/neighbour.h" },
        new ValueAttribute<FdbEntry, bool>(OnOff, f => f.Sticky, (f, x) => f with { Sticky = x })
            { Id = 7, Name = "sticky", Mutability = Mutability.InPlace, Default = "off", UnsetIsDefault = true, Help = "in a bridge: packets that come in by other ports do not move it" },
        new ValueAttribute<FdbEntry, bool>(OnOff, f => f.ExternLearn, (f, x) => f with { ExternLearn = x })
            { Id = 8, Name = "extern-learn", Mutability = Mutability.Recreate, Default = "off", UnsetIsDefault = true, Help = "a control plane learned it: it does not age, and may move" },
        new ValueAttribute<FdbEntry, bool>(OnOff, f => f.Router, (f, x) => f with { Router = x })
            { Id = 9, Name = "router", Mutability = Mutability.Recreate, MutabilityBetween = Replaced, Default = "off", UnsetIsDefault = true, Help = "behind it is a router (a VXLAN with rsc)" },
        new ValueAttribute<FdbEntry, uint>(Number(1, 65535), f => f.Port, (f, x) => f with { Port = x })
            { Id = 10, Name = "port", Mutability = Mutability.Recreate, MutabilityBetween = Replaced, UnsetIsDefault = true, Help = "UDP port of the remote, where it is not the VXLAN's" },
        new ValueAttribute<FdbEntry, uint>(Number(0, VniMax), f => f.Vni, (f, x) => f with { Vni = x })
            { Id = 11, Name = "vni", Mutability = Mutability.Recreate, MutabilityBetween = Replaced, UnsetIsDefault = true, Help = "network identifier at the remote, where it is not the VXLAN's" },
        new ValueAttribute<FdbEntry, uint>(Number(0, VniMax), f => f.SourceVni, (f, x) => f with { SourceVni = x })
            { Id = 12, Name = "src-vni", Mutability = Mutability.Identity, Help = "of a VXLAN with external: only for packets of this network" },
        new ReferenceAttribute<FdbEntry, string>(ValueFormats.Link, f => f.Via, (f, x) => f with { Via = x })
            { Id = 13, Name = "via", Mutability = Mutability.Recreate, MutabilityBetween = Replaced, UnsetIsDefault = true, Help = "the link that outer packets leave by" },
        new ValueAttribute<FdbEntry, uint>(Number(1), f => f.NexthopId, (f, x) => f with { NexthopId = x })
            { Id = 14, Name = "nhid", Mutability = Mutability.Recreate, MutabilityBetween = Replaced, UnsetIsDefault = true, Help = "in the place of remote: a nexthop with fdb, or a group of them" }) { Stage = Stage.LinkDetail };

    /// <summary>A network identifier of a VXLAN has 24 bits.</summary>
    private const uint VniMax = 0xffffff;

    /// <summary>A VXLAN replaces what it has for one address; of a list for groups it deletes and appends (<c>vxlan_fdb_update_existing</c>, drivers/net/vxlan/vxlan_core.c).</summary>
    private static Mutability Replaced(Resource live, Resource declared) =>
        ((FdbEntry)live).Mac is { IsZero: false, IsMulticast: false } ? Mutability.InPlace : Mutability.Recreate;

    public override ResourceKind Kind => TheKind;

    public override ResourceKey Key
    {
        get
        {
            string vlan = Vlan is { } id ? $" vlan {id}" : "";
            string table = Remote is { } remote ? $" remote {remote}" : IsSelf ? " self" : "";
            string network = SourceVni is { } vni ? $" src-vni {vni}" : "";
            return new("fdb", $"{Mac} dev {Dev}{vlan}{table}{network}");
        }
    }

    /// <summary>NTF_SELF: all that a VXLAN has is its own.</summary>
    public bool IsSelf => Self == true || Remote is not null || NexthopId is not null;

    public override IEnumerable<ResourceKey> Dependencies
    {
        get
        {
            yield return ResourceKey.Link(Dev);
            if (Via is { Length: > 0 } via && via != Dev)
            {
                yield return ResourceKey.Link(via);
            }
            if (NexthopId is { } id)
            {
                yield return NexthopObject.KeyOf(id);
            }
        }
    }

    public override IEnumerable<ResourceKey> GoesWith => NexthopId is { } id ? [ResourceKey.Link(Dev), NexthopObject.KeyOf(id)] : [ResourceKey.Link(Dev)];

    /// <summary>Where it is in the device's own table follows from where it leads.</summary>
    public override Resource Bare(ITopology live) => this with { Self = Self == true && Remote is null && NexthopId is null ? true : null };

    private protected override string? InNetns => LinkName.NetnsOf(Dev);

    /// <summary>After the VLANs of the port.</summary>
    public override int Rank => 3;

    public override bool GoesWhenPortLeaves => !IsSelf;

    /// <summary>A link's own address, which its bridge and the link itself hold.</summary>
    public override bool IsKernelMade => (State ?? 0) == Permanent && Remote is null && NexthopId is null;

    public override bool IsExported => this is { Mac.IsZero: false, Mac.IsMulticast: false } && ((State ?? Static) & Static) != 0
        && ExternLearn != true && (Remote is not null || NexthopId is not null || (Self != true && State != Permanent));

    /// <summary>NUD_PERMANENT, linux/neighbour.h.</summary>
    private const uint Permanent = 0x80;

    /// <summary>With NUD_NOARP: entries that somebody wrote.</summary>
    private const uint Static = 0x40 | Permanent;
}
