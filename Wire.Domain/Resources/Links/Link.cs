using static Wire.Domain.ValueFormats;

namespace Wire.Domain;

/// <summary>A network link: what <c>ip link</c> shows. The kinds derive from it.</summary>
public abstract record Link : Resource
{
    /// <summary>1 to 15 bytes (IFLA_IFNAME).</summary>
    public string Name { get; init; } = "";

    /// <summary>The named network namespace (/run/netns/NAME) it lives in; null for the one Wire runs in.</summary>
    public new string? Netns { get; init; }

    private protected override string? InNetns => Netns;

    /// <summary>ifi_index. Observed; in a planned creation the index Wire asks for.</summary>
    public uint? Index { get; init; }

    /// <summary>IFF_UP.</summary>
    public bool? Up { get; init; }

    /// <summary>IFLA_MTU, bytes.</summary>
    public uint? Mtu { get; init; }

    /// <summary>IFLA_ADDRESS. Not told for links without an Ethernet address.</summary>
    public MacAddress? Mac { get; init; }

    /// <summary>The reference of the bridge or bond it is a port of (IFLA_MASTER); empty for "of none".</summary>
    public string? Master { get; init; }

    /// <summary>IFLA_IFALIAS, at most 255 bytes; empty for none.</summary>
    public string? Alias { get; init; }

    /// <summary>IFLA_OPERSTATE (RFC 2863).</summary>
    public uint? OperState { get; init; }

    /// <summary>IFLA_CARRIER.</summary>
    public bool? Carrier { get; init; }

    /// <summary>How other resources refer to it.</summary>
    public string Reference => LinkName.Reference(Netns, Name);

    public override ResourceKey Key => ResourceKey.Link(Reference);

    /// <summary>The reference of the link that it rides on: the kernel deletes it together with that one. Null for none.</summary>
    public virtual string? RidesOn => null;

    /// <summary>The reference of the link that is made and deleted together with it. Null for none.</summary>
    public virtual string? OtherEnd => null;

    public override IEnumerable<ResourceKey> Dependencies => (Master, RidesOn) switch
    {
        ({ Length: > 0 }, { Length: > 0 }) => [ResourceKey.Link(Master), ResourceKey.Link(RidesOn)],
        ({ Length: > 0 }, _) => [ResourceKey.Link(Master)],
        (_, { Length: > 0 }) => [ResourceKey.Link(RidesOn)],
        _ => [],
    };

    /// <summary>Its Ethernet address may be another's: a port of a bond has the bond's.</summary>
    public override Resource Bare(ITopology live) =>
        Master is { Length: > 0 } && live.TryGet(ResourceKey.Link(Master), out Resource? master) && master.Kind.LeadsPorts ? this with { Mac = null } : this;

    private static readonly ResourceAttribute[] Before =
    [
        new ReferenceAttribute<Link, string>(ValueFormats.Link, l => l.Name, (l, v) => l with { Name = v ?? "" })
            { Id = 1, Name = "name", Mutability = Mutability.Identity, Help = "the link's name, 1 to 15 bytes" },
        new ReferenceAttribute<Link, string>(Text(255), l => l.Netns, (l, v) => l with { Netns = v })
            { Id = 2, Name = "netns", Mutability = Mutability.Identity, Help = "the named network namespace it lives in" },
        new ValueAttribute<Link, uint>(Number(1, int.MaxValue), l => l.Index, (l, v) => l with { Index = v })
            { Id = 3, Name = "index", Mutability = Mutability.Observed, Help = "the kernel's interface index" },
    ];

    private static readonly ResourceAttribute[] After =
    [
        new ValueAttribute<Link, bool>(OnOff, l => l.Up, (l, v) => l with { Up = v })
            { Id = 4, Name = "up", Mutability = Mutability.InPlace, Help = "administratively up", Default = "off" },
        new ValueAttribute<Link, uint>(Number(68, 65535, "bytes"), l => l.Mtu, (l, v) => l with { Mtu = v })
            { Id = 5, Name = "mtu", Mutability = Mutability.InPlace, Help = "the largest packet, bytes", Default = "1500" },
        new ValueAttribute<Link, MacAddress>(ValueFormats.Mac, l => l.Mac, (l, v) => l with { Mac = v })
            { Id = 6, Name = "mac", Mutability = Mutability.InPlace, Help = "its Ethernet address" },
        new ReferenceAttribute<Link, string>(ValueFormats.Link, l => l.Master, (l, v) => l with { Master = v })
            { Id = 7, Name = "master", Mutability = Mutability.InPlace, Help = "the bridge or bond it is a port of", Default = "none" },
        new ReferenceAttribute<Link, string>(Text(255), l => l.Alias, (l, v) => l with { Alias = v })
            { Id = 8, Name = "alias", Mutability = Mutability.InPlace, Help = "a text of yours, at most 255 bytes", Default = "", AfterCreation = true },
        new ValueAttribute<Link, uint>(Words(("unknown", 0), ("not-present", 1), ("down", 2), ("lower-layer-down", 3), ("testing", 4), ("dormant", 5), ("up", 6)),
            l => l.OperState, (l, v) => l with { OperState = v })
            { Id = 9, Name = "operstate", Mutability = Mutability.Observed, Help = "what the link can do now (RFC 2863)" },
        new ValueAttribute<Link, bool>(OnOff, l => l.Carrier, (l, v) => l with { Carrier = v })
            { Id = 10, Name = "carrier", Mutability = Mutability.Observed, Help = "the wire has a signal" },
    ];

    /// <summary>A kind of link: what all links share around what this one has of its own. Own attributes have ids from 20.</summary>
    private protected static ResourceKind MakeKind(string name, Func<Link> blank, params ResourceAttribute[] own) =>
        new(name, "link", blank, [.. Before, .. own, .. After]);
}
