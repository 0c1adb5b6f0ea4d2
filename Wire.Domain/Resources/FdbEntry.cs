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
            { Id = 5, Name = "self", Mutability = Mutability.Observed, Help = "in the device's own table, not in its bridge's" },
        new ValueAttribute<FdbEntry, uint>(Number(), f => f.State, (f, x) => f with { State = x })
            { Id = 6, Name = "state", Mutability = Mutability.Observed, Help = "NUD_* of linux/neighbour.h" }) { Stage = Stage.LinkDetail };

    public override ResourceKind Kind => TheKind;

    public override ResourceKey Key
    {
        get
        {
            string vlan = Vlan is { } id ? $" vlan {id}" : "";
            string table = Remote is { } remote ? $" remote {remote}" : Self == true ? " self" : "";
            return new("fdb", $"{Mac} dev {Dev}{vlan}{table}");
        }
    }

    public override IEnumerable<ResourceKey> Dependencies => [ResourceKey.Link(Dev)];

    private protected override string? InNetns => LinkName.NetnsOf(Dev);

    /// <summary>After the VLANs of the port.</summary>
    public override int Rank => 3;

    public override bool GoesWhenPortLeaves => Remote is null && Self != true;

    /// <summary>A link's own address, which its bridge and the link itself hold.</summary>
    public override bool IsKernelMade => (State ?? 0) == Permanent && Remote is null;

    public override bool IsExported => this is { Mac.IsZero: false, Mac.IsMulticast: false } && ((State ?? Static) & Static) != 0
        && (Remote is not null || (Self != true && State != Permanent));

    /// <summary>NUD_PERMANENT, linux/neighbour.h.</summary>
    private const uint Permanent = 0x80;

    /// <summary>With NUD_NOARP: entries that somebody wrote.</summary>
    private const uint Static = 0x40 | Permanent;
}
