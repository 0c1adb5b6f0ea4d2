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

    /// <summary>The reference of the bridge, bond or VRF it is a port of (IFLA_MASTER); empty for "of none".</summary>
    public string? Master { get; init; }

    /// <summary>IFLA_IFALIAS, at most 255 bytes; empty for none.</summary>
    public string? Alias { get; init; }

    /// <summary>IFLA_TXQLEN: packets that wait in its queue; 0 for none.</summary>
    public uint? TxQueueLength { get; init; }

    /// <summary>IFLA_GROUP: a number by which several links are named at once.</summary>
    public uint? LinkGroup { get; init; }

    /// <summary>Not IFF_NOARP: it asks for its neighbours' addresses.</summary>
    public bool? Arp { get; init; }

    /// <summary>IFF_MULTICAST.</summary>
    public bool? Multicast { get; init; }

    /// <summary>IFF_ALLMULTI as somebody set it: it takes all multicast packets.</summary>
    public bool? AllMulticast { get; init; }

    /// <summary>IFF_PROMISC as somebody set it, not what a bridge or a listener asks of its port.</summary>
    public bool? Promisc { get; init; }

    /// <summary>IFLA_GSO_MAX_SIZE, bytes: the largest packet that is left to the device to cut.</summary>
    public uint? GsoMaxSize { get; init; }

    /// <summary>IFLA_GSO_MAX_SEGS: the most pieces of such a packet.</summary>
    public uint? GsoMaxSegs { get; init; }

    /// <summary>IFLA_GRO_MAX_SIZE, bytes: the largest packet that received ones are joined to.</summary>
    public uint? GroMaxSize { get; init; }

    /// <summary>IFLA_INET6_ADDR_GEN_MODE (IN6_ADDR_GEN_MODE_*): where the low half of its own IPv6 addresses comes from.</summary>
    public uint? AddrGenMode { get; init; }

    /// <summary>IFLA_NUM_TX_QUEUES.</summary>
    public uint? NumTxQueues { get; init; }

    /// <summary>IFLA_NUM_RX_QUEUES; a kernel without receive steering does not tell it.</summary>
    public uint? NumRxQueues { get; init; }

    /// <summary>IFLA_OPERSTATE (RFC 2863).</summary>
    public uint? OperState { get; init; }

    /// <summary>IFLA_CARRIER.</summary>
    public bool? Carrier { get; init; }

    /// <summary>How other resources refer to it.</summary>
    public string Reference => LinkName.Reference(Netns, Name);

    public override ResourceKey Key => ResourceKey.Link(Reference);

    /// <summary>The reference of the link that it rides on: the kernel deletes it together with that one. Null for none.</summary>
    public virtual string? RidesOn => null;

    /// <summary>The reference of a link that it uses and outlives: the kernel leaves it with an index that leads nowhere. Null for none.</summary>
    public virtual string? Uses => null;

    /// <summary>As the kernel has it once the link of that reference, which it <see cref="Uses"/>, is gone.</summary>
    public virtual Link Unused(string reference) => this;

    /// <summary>The reference of the link that is made and deleted together with it. Null for none.</summary>
    public virtual string? OtherEnd => null;

    /// <summary>Its Ethernet address is its own: Wire gives it one where nobody asked for one.</summary>
    public virtual bool HasOwnMac => TakesMac;

    /// <summary>The kernel lets its Ethernet address be chosen.</summary>
    public virtual bool TakesMac => Kind.Find(LinkWords.Mac) is not null;

    /// <summary>What the kernel demands to change its Ethernet address.</summary>
    public virtual Mutability MacMutability => Mutability.InPlace;

    /// <summary>Its MTU cannot be larger than that of the link that it rides on, and shrinks with it.</summary>
    public virtual bool MtuIsBound => false;

    /// <summary>The kernel gives it the MTU of the link that it rides on whenever that changes (<c>ipvlan_adjust_mtu</c>, drivers/net/ipvlan).</summary>
    public virtual bool MtuFollowsLower => false;

    /// <summary>It cannot be up while the link that it rides on is down, and goes down and up with it (<c>vlan_device_event</c>, net/8021q/vlan.c).</summary>
    public virtual bool UpNeedsLower => false;

    public override string? DefaultOf(ResourceAttribute attribute) =>
        attribute.Name == "mtu" && RidesOn is { Length: > 0 } ? null : base.DefaultOf(attribute);

    public override IEnumerable<ResourceKey> Dependencies => (Master, RidesOn ?? Uses) switch
    {
        ({ Length: > 0 }, { Length: > 0 } lower) => [ResourceKey.Link(Master), ResourceKey.Link(lower)],
        ({ Length: > 0 }, _) => [ResourceKey.Link(Master)],
        (_, { Length: > 0 } lower) => [ResourceKey.Link(lower)],
        _ => [],
    };

    /// <summary>Its Ethernet address may be another's: a port of a bond has the bond's.</summary>
    public override Resource Bare(ITopology live)
    {
        bool led = Master is { Length: > 0 } && live.TryGet(ResourceKey.Link(Master), out Resource? master) && master.Kind.LeadsPorts;
        return this with { Mac = led || !StableMac.Applies(this) ? null : Mac, NumTxQueues = null, NumRxQueues = null };
    }

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
            { Id = 6, Name = "mac", Mutability = Mutability.InPlace, MutabilityBetween = (_, declared) => ((Link)declared).MacMutability, Help = "its Ethernet address" },
        new ReferenceAttribute<Link, string>(ValueFormats.Link, l => l.Master, (l, v) => l with { Master = v })
            { Id = 7, Name = "master", Mutability = Mutability.InPlace, Help = "the bridge, bond or VRF it is a port of", Default = "none" },
        new ReferenceAttribute<Link, string>(Text(255), l => l.Alias, (l, v) => l with { Alias = v })
            { Id = 8, Name = "alias", Mutability = Mutability.InPlace, Help = "a text of yours, at most 255 bytes", Default = "", AfterCreation = true },
        new ValueAttribute<Link, uint>(Words(("unknown", 0), ("not-present", 1), ("down", 2), ("lower-layer-down", 3), ("testing", 4), ("dormant", 5), ("up", 6)),
            l => l.OperState, (l, v) => l with { OperState = v })
            { Id = 9, Name = "operstate", Mutability = Mutability.Observed, Help = "what the link can do now (RFC 2863)" },
        new ValueAttribute<Link, bool>(OnOff, l => l.Carrier, (l, v) => l with { Carrier = v })
            { Id = 10, Name = "carrier", Mutability = Mutability.Observed, Help = "the wire has a signal" },
        new ValueAttribute<Link, uint>(Number(0, uint.MaxValue, "packets"), l => l.TxQueueLength, (l, v) => l with { TxQueueLength = v })
            { Id = 11, Name = "txqueuelen", Mutability = Mutability.InPlace, Help = "packets that wait in its queue", Default = "1000" },
        new ValueAttribute<Link, uint>(Number(0, (1u << 30) - 1), l => l.LinkGroup, (l, v) => l with { LinkGroup = v })
            { Id = 12, Name = "link-group", Mutability = Mutability.InPlace, Help = "a number by which ip names several links at once", Default = "0" },
        new ValueAttribute<Link, bool>(OnOff, l => l.Arp, (l, v) => l with { Arp = v })
            { Id = 13, Name = "arp", Mutability = Mutability.InPlace, Help = "ask for the addresses of neighbours", Default = "on" },
        new ValueAttribute<Link, bool>(OnOff, l => l.Multicast, (l, v) => l with { Multicast = v })
            { Id = 14, Name = "multicast", Mutability = Mutability.InPlace, Help = "send and take multicast packets", Default = "on" },
        new ValueAttribute<Link, bool>(OnOff, l => l.AllMulticast, (l, v) => l with { AllMulticast = v })
            { Id = 15, Name = "allmulticast", Mutability = Mutability.InPlace, Help = "take all multicast packets", Default = "off" },
        new ValueAttribute<Link, bool>(OnOff, l => l.Promisc, (l, v) => l with { Promisc = v })
            { Id = 16, Name = "promisc", Mutability = Mutability.InPlace, Help = "take packets for any Ethernet address", Default = "off" },
        new ValueAttribute<Link, uint>(Words(("eui64", 0), ("none", 1), ("stable_secret", 2), ("random", 3)), l => l.AddrGenMode, (l, v) => l with { AddrGenMode = v })
            { Id = 17, Name = "addrgenmode", Mutability = Mutability.InPlace, Help = "where the low half of its IPv6 addresses comes from", Default = "eui64", AfterCreation = true },
        new ValueAttribute<Link, uint>(Number(1, 4096), l => l.NumTxQueues, (l, v) => l with { NumTxQueues = v })
            { Id = 18, Name = "numtxqueues", Mutability = Mutability.Recreate, Help = "queues for sending, chosen when it is made" },
        new ValueAttribute<Link, uint>(Number(1, 4096), l => l.NumRxQueues, (l, v) => l with { NumRxQueues = v })
            { Id = 19, Name = "numrxqueues", Mutability = Mutability.Recreate, MayBeUntold = true, Help = "queues for receiving, chosen when it is made" },
        new ValueAttribute<Link, uint>(Number(0, int.MaxValue, "bytes"), l => l.GsoMaxSize, (l, v) => l with { GsoMaxSize = v })
            { Id = 100, Name = "gso-max-size", Mutability = Mutability.InPlace, Help = "the largest packet left to the device to cut, bytes", Default = "65536" },
        new ValueAttribute<Link, uint>(Number(0, 65535, "pieces"), l => l.GsoMaxSegs, (l, v) => l with { GsoMaxSegs = v })
            { Id = 101, Name = "gso-max-segs", Mutability = Mutability.InPlace, Help = "the most pieces of a packet left to the device to cut", Default = "65535" },
        new ValueAttribute<Link, uint>(Number(0, int.MaxValue, "bytes"), l => l.GroMaxSize, (l, v) => l with { GroMaxSize = v })
            { Id = 102, Name = "gro-max-size", Mutability = Mutability.InPlace, Help = "the largest packet that received ones are joined to, bytes", Default = "65536" },
    ];

    /// <summary>A kind of link: what all links share around what this one has of its own. Own attributes have ids from 20 to 99: 1–19 and 100–119 are shared.</summary>
    private protected static ResourceKind MakeKind(string name, Func<Link> blank, params ResourceAttribute[] own) =>
        new(name, "link", blank, [.. Before, .. own, .. After]);

    /// <summary>A kind of link whose MTU the kernel works out.</summary>
    /// <param name="name">The word in the configuration language.</param>
    /// <param name="ethernet">False for one whose links have no Ethernet address.</param>
    /// <param name="blank">A blank of it.</param>
    /// <param name="own">As in <see cref="MakeKind"/>.</param>
    private protected static ResourceKind MakeTunnel(string name, bool ethernet, Func<Link> blank, ResourceAttribute[] own) =>
        new(name, "link", blank, [.. Before, .. own, .. After.Where(a => ethernet || a.Name != LinkWords.Mac)]) { MtuIsWorkedOut = true };
}
