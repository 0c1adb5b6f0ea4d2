using static Wire.Domain.ValueFormats;

namespace Wire.Domain;

/// <summary>A VXLAN tunnel end (RFC 7348; <c>IFLA_VXLAN_*</c>, linux/if_link.h).</summary>
public sealed record Vxlan : Link
{
    /// <summary>IFLA_VXLAN_ID: the VNI, 24 bits.</summary>
    public uint? Vni { get; init; }

    /// <summary>IFLA_VXLAN_LOCAL or _LOCAL6: the source of outer packets.</summary>
    public IpAddr? Local { get; init; }

    /// <summary>IFLA_VXLAN_GROUP or _GROUP6: the default destination, unicast or a multicast group.</summary>
    public IpAddr? Remote { get; init; }

    /// <summary>IFLA_VXLAN_LINK: the link outer packets leave by. Needed for a multicast remote.</summary>
    public string? Underlay { get; init; }

    /// <summary>IFLA_VXLAN_PORT: UDP destination port; 4789 is IANA's.</summary>
    public uint? Port { get; init; }

    /// <summary>IFLA_VXLAN_LEARNING.</summary>
    public bool? Learning { get; init; }

    /// <summary>IFLA_VXLAN_TTL of outer packets, 0 for the kernel's choice; <see cref="TtlInherit"/> for IFLA_VXLAN_TTL_INHERIT.</summary>
    public uint? Ttl { get; init; }

    /// <summary>The <see cref="Ttl"/> that copies the inner packet's: no number that a TTL has.</summary>
    public const uint TtlInherit = 256;

    /// <summary>IFLA_VXLAN_TOS of outer packets; 1 copies the inner one.</summary>
    public uint? Tos { get; init; }

    /// <summary>IFLA_VXLAN_DF: VXLAN_DF_UNSET, _SET or _INHERIT.</summary>
    public uint? Df { get; init; }

    /// <summary>IFLA_VXLAN_LABEL, 20 bits.</summary>
    public uint? FlowLabel { get; init; }

    /// <summary>IFLA_VXLAN_AGEING, seconds.</summary>
    public uint? Ageing { get; init; }

    /// <summary>IFLA_VXLAN_LIMIT.</summary>
    public uint? MaxAddress { get; init; }

    /// <summary>IFLA_VXLAN_PORT_RANGE.</summary>
    public NumberRange? SourcePorts { get; init; }

    /// <summary>IFLA_VXLAN_PROXY.</summary>
    public bool? Proxy { get; init; }

    /// <summary>IFLA_VXLAN_RSC.</summary>
    public bool? Rsc { get; init; }

    /// <summary>IFLA_VXLAN_L2MISS.</summary>
    public bool? L2Miss { get; init; }

    /// <summary>IFLA_VXLAN_L3MISS.</summary>
    public bool? L3Miss { get; init; }

    /// <summary>IFLA_VXLAN_UDP_CSUM.</summary>
    public bool? UdpChecksum { get; init; }

    /// <summary>IFLA_VXLAN_UDP_ZERO_CSUM6_TX.</summary>
    public bool? Udp6ZeroChecksumTx { get; init; }

    /// <summary>IFLA_VXLAN_UDP_ZERO_CSUM6_RX.</summary>
    public bool? Udp6ZeroChecksumRx { get; init; }

    /// <summary>IFLA_VXLAN_REMCSUM_TX.</summary>
    public bool? RemoteChecksumTx { get; init; }

    /// <summary>IFLA_VXLAN_REMCSUM_RX.</summary>
    public bool? RemoteChecksumRx { get; init; }

    /// <summary>IFLA_VXLAN_COLLECT_METADATA.</summary>
    public bool? External { get; init; }

    /// <summary>IFLA_VXLAN_GBP.</summary>
    public bool? Gbp { get; init; }

    /// <summary>IFLA_VXLAN_GPE.</summary>
    public bool? Gpe { get; init; }

    /// <summary>IFLA_VXLAN_VNIFILTER.</summary>
    public bool? VniFilter { get; init; }

    /// <summary>IFLA_VXLAN_LOCALBYPASS, since Linux 6.5.</summary>
    public bool? LocalBypass { get; init; }

    public static readonly ResourceKind TheKind = MakeKind("vxlan", () => new Vxlan(),
        new ValueAttribute<Vxlan, uint>(Number(0, 0xffffff), v => v.Vni, (v, x) => v with { Vni = x })
            { Id = 20, Name = "vni", Mutability = Mutability.Recreate, Help = "the VXLAN network identifier, 24 bits; none with 'external'" },
        new ValueAttribute<Vxlan, IpAddr>(AddressOrNone, v => v.Local, (v, x) => v with { Local = x })
            { Id = 21, Name = "local", Mutability = Mutability.InPlace, MutabilityBetween = FamilyChange, Default = "none", Help = "source address of outer packets" },
        new ValueAttribute<Vxlan, IpAddr>(AddressOrNone, v => v.Remote, (v, x) => v with { Remote = x })
            { Id = 22, Name = "remote", Mutability = Mutability.InPlace, MutabilityBetween = RemoteChange, Default = "none", Help = "default destination, unicast or multicast" },
        new ReferenceAttribute<Vxlan, string>(ValueFormats.Link, v => v.Underlay, (v, x) => v with { Underlay = x })
            { Id = 23, Name = "underlay", Mutability = Mutability.Recreate, Default = "none", Help = "the link that outer packets leave by" },
        new ValueAttribute<Vxlan, uint>(Number(1, 65535), v => v.Port, (v, x) => v with { Port = x })
            { Id = 24, Name = "port", Mutability = Mutability.Recreate, Default = "4789", Help = "UDP destination port (4789 is IANA's)" },
        new ValueAttribute<Vxlan, bool>(OnOff, v => v.Learning, (v, x) => v with { Learning = x })
            { Id = 25, Name = "learning", Mutability = Mutability.InPlace, Default = "on", Help = "learn remote addresses from packets" },
        new ValueAttribute<Vxlan, uint>(WordsOrNumber(255, ("inherit", TtlInherit)), v => v.Ttl, (v, x) => v with { Ttl = x })
            { Id = 26, Name = "ttl", Mutability = Mutability.InPlace, MutabilityBetween = TtlChange, Default = "0", Help = "TTL of outer packets, 0 for the kernel's choice" },
        new ValueAttribute<Vxlan, uint>(WordsOrNumber(255, ("inherit", 1)), v => v.Tos, (v, x) => v with { Tos = x })
            { Id = 27, Name = "tos", Mutability = Mutability.InPlace, Default = "0", Help = "TOS of outer packets; 'inherit' (or 1) copies the inner one" },
        new ValueAttribute<Vxlan, uint>(Words(("unset", 0), ("set", 1), ("inherit", 2)), v => v.Df, (v, x) => v with { Df = x })
            { Id = 28, Name = "df", Mutability = Mutability.InPlace, Default = "unset", Help = "'do not fragment' of outer IPv4 packets" },
        new ValueAttribute<Vxlan, uint>(Number(0, 0xfffff), v => v.FlowLabel, (v, x) => v with { FlowLabel = x })
            { Id = 29, Name = "flowlabel", Mutability = Mutability.InPlace, Default = "0", Help = "flow label of outer IPv6 packets" },
        new ValueAttribute<Vxlan, uint>(Number(0, uint.MaxValue, "seconds"), v => v.Ageing, (v, x) => v with { Ageing = x })
            { Id = 30, Name = "ageing", Mutability = Mutability.InPlace, Default = "300", Help = "seconds a learned address stays, 0 for ever" },
        new ValueAttribute<Vxlan, uint>(Number(0, uint.MaxValue, "addresses"), v => v.MaxAddress, (v, x) => v with { MaxAddress = x })
            { Id = 31, Name = "maxaddress", Mutability = Mutability.Recreate, Default = "0", Help = "the most learned addresses, 0 for no limit" },
        new ValueAttribute<Vxlan, NumberRange>(ValueFormats.Range(0, 65535), v => v.SourcePorts, (v, x) => v with { SourcePorts = x })
            { Id = 32, Name = "srcport", Mutability = Mutability.Recreate, Default = "0", Help = "UDP source ports of outer packets, LOW-HIGH; 0 for the host's own range" },
        Fixed(33, "proxy", false, v => v.Proxy, (v, x) => v with { Proxy = x }, "answer ARP and neighbour solicitations from the neighbour table"),
        Fixed(34, "rsc", false, v => v.Rsc, (v, x) => v with { Rsc = x }, "route short circuit: routed packets go out by the forwarding table at once"),
        Fixed(35, "l2miss", false, v => v.L2Miss, (v, x) => v with { L2Miss = x }, "tell listeners of Ethernet addresses that are not known"),
        Fixed(36, "l3miss", false, v => v.L3Miss, (v, x) => v with { L3Miss = x }, "tell listeners of IP addresses that are not known"),
        Fixed(37, "udpcsum", true, v => v.UdpChecksum, (v, x) => v with { UdpChecksum = x }, "UDP checksums of outer IPv4 packets"),
        Fixed(38, "udp6zerocsumtx", false, v => v.Udp6ZeroChecksumTx, (v, x) => v with { Udp6ZeroChecksumTx = x }, "send outer IPv6 packets without a UDP checksum"),
        Fixed(39, "udp6zerocsumrx", false, v => v.Udp6ZeroChecksumRx, (v, x) => v with { Udp6ZeroChecksumRx = x }, "take outer IPv6 packets without a UDP checksum"),
        Fixed(40, "remcsumtx", false, v => v.RemoteChecksumTx, (v, x) => v with { RemoteChecksumTx = x }, "remote checksum offload when sending"),
        Fixed(41, "remcsumrx", false, v => v.RemoteChecksumRx, (v, x) => v with { RemoteChecksumRx = x }, "remote checksum offload when receiving"),
        Fixed(42, "external", false, v => v.External, (v, x) => v with { External = x }, "each packet's route or filter says its tunnel (collect metadata)"),
        Fixed(43, "gbp", false, v => v.Gbp, (v, x) => v with { Gbp = x }, "group based policy: carry the packet mark"),
        Fixed(44, "gpe", false, v => v.Gpe, (v, x) => v with { Gpe = x }, "generic protocol extension: IP packets without Ethernet; needs 'external'"),
        Fixed(45, "vnifilter", false, v => v.VniFilter, (v, x) => v with { VniFilter = x }, "take only packets of the VNIs that it is given; needs 'external'"),
        new ValueAttribute<Vxlan, bool>(OnOff, v => v.LocalBypass, (v, x) => v with { LocalBypass = x })
            { Id = 46, Name = "localbypass", Mutability = Mutability.InPlace, MayBeUntold = true, Default = "on", Help = "packets to an address of this host go straight to the other VXLAN" });

    /// <summary>Chosen when the device is made: the kernel refuses to change it (vxlan_nl2flag, drivers/net/vxlan/vxlan_core.c).</summary>
    private static ValueAttribute<Vxlan, bool> Fixed(int id, string name, bool usual, Func<Vxlan, bool?> get, Func<Vxlan, bool?, Vxlan> with, string help) =>
        new(OnOff, get, with) { Id = id, Name = name, Mutability = Mutability.Recreate, Default = usual ? "on" : "off", Help = help };

    /// <summary>A device's outer packets are IPv4 or IPv6 from its making.</summary>
    public bool IsV6 => (Local is { IsAny: false, IsV6: true }) || Remote is { IsAny: false, IsV6: true };

    private static Mutability FamilyChange(Resource live, Resource declared) =>
        ((Vxlan)live).IsV6 != ((Vxlan)declared).IsV6 ? Mutability.Recreate : Mutability.InPlace;

    /// <summary>The kernel joins and leaves a multicast group only when the device goes up and down (vxlan_open).</summary>
    private static Mutability RemoteChange(Resource live, Resource declared) =>
        FamilyChange(live, declared) == Mutability.Recreate ? Mutability.Recreate
        : ((Vxlan)live).Remote is { IsMulticast: true } || ((Vxlan)declared).Remote is { IsMulticast: true } ? Mutability.NeedsDown
        : Mutability.InPlace;

    /// <summary>IFLA_VXLAN_TTL_INHERIT is a flag of its own, which is chosen when the device is made.</summary>
    private static Mutability TtlChange(Resource live, Resource declared) =>
        ((Vxlan)live).Ttl == TtlInherit || ((Vxlan)declared).Ttl == TtlInherit ? Mutability.Recreate : Mutability.InPlace;

    public override ResourceKind Kind => TheKind;

    public override string? RidesOn => Underlay;

    public override void Check(ValidationContext context)
    {
        if (Vni is null && External != true && !context.IsDoubtful)
        {
            context.Report(null, $"vxlan {Name} has no 'vni'", "expected 'vni': the VXLAN network identifier, 24 bits (or 'external')");
        }
        if (Underlay is { Length: > 0 } && LinkName.Split(Underlay).Netns != Netns)
        {
            context.Report("underlay", $"'{Reference}' and its underlay '{Underlay}' are in different namespaces", "expected both in one");
        }
        if (Vni is > 0 && External == true)
        {
            context.Report("vni", "with 'external' each packet brings its own VNI", "expected one of the two");
        }
        if (External != true && (Gpe == true || VniFilter == true))
        {
            context.Report(Gpe == true ? "gpe" : "vnifilter", $"'{(Gpe == true ? "gpe" : "vnifilter")}' is for devices whose packets bring their own VNI", "expected 'external' too");
        }
        if (Gpe == true && Gbp == true)
        {
            context.Report("gbp", "'gbp' and 'gpe' use the same bits of the header", "expected one of the two");
        }
        if (FlowLabel is > 0 && !IsV6)
        {
            context.Report("flowlabel", "only IPv6 packets have a flow label", "expected an IPv6 'local' or 'remote'");
        }
    }

    /// <summary>ARPHRD_NONE: with the protocol extension it carries IP, not Ethernet (vxlan_raw_setup).</summary>
    public override bool TakesMac => Gpe != true;

    public override string? DefaultOf(ResourceAttribute attribute) =>
        Gpe == true && attribute.Name == "arp" ? "off" : base.DefaultOf(attribute);
}
