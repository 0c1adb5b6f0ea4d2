using static Wire.Domain.ValueFormats;

namespace Wire.Domain;

/// <summary>
/// The attributes of <see cref="Tunnel"/>, in the groups in which kinds have them. Their ids are 20 to 59; a kind's own come after.
/// What the kernel changes in place was tried on it (GuestTunnelTests); what it takes and ignores is Recreate.
/// </summary>
internal static class TunnelAttributes
{
    public static readonly ResourceAttribute Underlay = new ReferenceAttribute<Tunnel, string>(ValueFormats.Link, t => t.Underlay, (t, x) => t with { Underlay = x })
        { Id = 22, Name = "underlay", Mutability = Mutability.InPlace, Default = "none", Help = "the link that outer packets leave by" };

    public static readonly ResourceAttribute FwMark = new ValueAttribute<Tunnel, uint>(Hex(), t => t.FwMark, (t, x) => t with { FwMark = x })
        { Id = 23, Name = "fwmark", Mutability = Mutability.InPlace, Default = "0x0", Help = "the mark by which outer packets are routed" };

    public static readonly ResourceAttribute External = new ValueAttribute<Tunnel, bool>(OnOff, t => t.External, (t, x) => t with { External = x })
        { Id = 24, Name = "external", Mutability = Mutability.Recreate, Default = "off", Help = "ends and keys come with each packet, from routes, BPF or tc" };

    /// <summary>
    /// Both ends in IPv4. A link that is not Ethernet is point-to-point, broadcast or neither by its remote end, for ever
    /// (<c>ip_tunnel_changelink</c>, net/ipv4/ip_tunnel.c).
    /// </summary>
    public static ResourceAttribute[] EndsV4 { get; } =
    [
        new ValueAttribute<Tunnel, IpAddr>(TunnelWords.EndV4, t => t.Local, (t, x) => t with { Local = x })
            { Id = 20, Name = "local", Mutability = Mutability.InPlace, Default = "any", Help = "source address of outer packets" },
        new ValueAttribute<Tunnel, IpAddr>(TunnelWords.EndV4, t => t.Remote, (t, x) => t with { Remote = x })
        {
            Id = 21, Name = "remote", Mutability = Mutability.InPlace, Default = "any", Help = "where outer packets go",
            MutabilityBetween = (live, declared) => ((Tunnel)live).TakesMac || EndSort(((Tunnel)live).Remote) == EndSort(((Tunnel)declared).Remote)
                ? Mutability.InPlace : Mutability.Recreate,
        },
        Underlay,
        FwMark,
    ];

    private static int EndSort(IpAddr? end) => end is not { IsAny: false } address ? 0 : address.IsMulticast ? 1 : 2;

    /// <summary>Both ends in IPv6.</summary>
    public static ResourceAttribute[] EndsV6 { get; } =
    [
        new ValueAttribute<Tunnel, IpAddr>(TunnelWords.EndV6, t => t.Local, (t, x) => t with { Local = x })
            { Id = 20, Name = "local", Mutability = Mutability.InPlace, Default = "any", Help = "source address of outer packets" },
        new ValueAttribute<Tunnel, IpAddr>(TunnelWords.EndV6, t => t.Remote, (t, x) => t with { Remote = x })
            { Id = 21, Name = "remote", Mutability = Mutability.InPlace, Default = "any", Help = "where outer packets go" },
        Underlay,
        FwMark,
    ];

    /// <summary>The outer header of tunnels over IPv4.</summary>
    public static ResourceAttribute[] HeaderV4 { get; } =
    [
        new ValueAttribute<Tunnel, uint>(WordsOrNumber(255, ("inherit", 0)), t => t.Ttl, (t, x) => t with { Ttl = x })
            { Id = 25, Name = "ttl", Mutability = Mutability.InPlace, Default = "inherit", Help = "TTL of outer packets: 1 to 255, or inherit" },
        new ValueAttribute<Tunnel, uint>(WordsOrNumber(255, ("inherit", 1)), t => t.Tos, (t, x) => t with { Tos = x })
            { Id = 26, Name = "tos", Mutability = Mutability.InPlace, Default = "0", Help = "TOS of outer packets: 0 to 255, or inherit" },
        new ValueAttribute<Tunnel, bool>(OnOff, t => t.PmtuDisc, (t, x) => t with { PmtuDisc = x })
            { Id = 27, Name = "pmtudisc", Mutability = Mutability.InPlace, Default = "on", Help = "outer packets must not be fragmented: path MTU discovery" },
    ];

    public static readonly ResourceAttribute IgnoreDf = new ValueAttribute<Tunnel, bool>(OnOff, t => t.IgnoreDf, (t, x) => t with { IgnoreDf = x })
        { Id = 28, Name = "ignore-df", Mutability = Mutability.InPlace, Default = "off", Help = "fragment inner packets that must not be; needs pmtudisc off" };

    /// <summary>
    /// The outer header of tunnels over IPv6. The kernel's own defaults, 0 and 0, would let no tunnel be in the tunnel: a creation
    /// names RFC 2473's, as iproute2 does.
    /// </summary>
    public static ResourceAttribute[] HeaderV6 { get; } =
    [
        new ValueAttribute<Tunnel, uint>(Number(0, 255), t => t.Ttl, (t, x) => t with { Ttl = x })
            { Id = 25, Name = "hoplimit", Mutability = Mutability.InPlace, Default = "64", Help = "hop limit of outer packets, 0 for the route's" },
        new ValueAttribute<Tunnel, uint>(WordsOrNumber(255, ("none", TunnelWords.NoEncapLimit)), t => t.EncapLimit, (t, x) => t with { EncapLimit = x })
            { Id = 29, Name = "encaplimit", Mutability = Mutability.InPlace, Default = "4", Help = "how many more tunnels a packet may be put into, or none for no limit" },
        new ValueAttribute<Tunnel, uint>(WordsOrNumber(255, ("inherit", TunnelWords.InheritTrafficClass)), t => t.TrafficClass, (t, x) => t with { TrafficClass = x })
            { Id = 30, Name = "tclass", Mutability = Mutability.InPlace, Default = "0", Help = "traffic class of outer packets: 0 to 255, or inherit" },
        new ValueAttribute<Tunnel, uint>(WordsOrNumber(0xfffff, ("inherit", TunnelWords.InheritFlowLabel)), t => t.FlowLabel, (t, x) => t with { FlowLabel = x })
            { Id = 31, Name = "flowlabel", Mutability = Mutability.InPlace, Default = "0", Help = "flow label of outer packets: 0 to 1048575, or inherit" },
        new ValueAttribute<Tunnel, bool>(OnOff, t => t.DscpInherit, (t, x) => t with { DscpInherit = x })
            { Id = 32, Name = "dscp-inherit", Mutability = Mutability.InPlace, Default = "off", Help = "unpacked packets get the DSCP of the outer one" },
        new ValueAttribute<Tunnel, bool>(OnOff, t => t.AllowLocalRemote, (t, x) => t with { AllowLocalRemote = x })
            { Id = 33, Name = "allow-localremote", Mutability = Mutability.InPlace, Default = "off", Help = "the remote end may be an address of this machine" },
        new ValueAttribute<Tunnel, bool>(OnOff, t => t.FwMarkInherit, (t, x) => t with { FwMarkInherit = x })
            { Id = 34, Name = "fwmark-inherit", Mutability = Mutability.InPlace, Default = "off", Help = "outer packets are routed by the inner one's mark" },
    ];

    /// <summary>What stands in a GRE header (RFC 2784, RFC 2890).</summary>
    public static ResourceAttribute[] Gre { get; } =
    [
        new ValueAttribute<Tunnel, long>(TunnelWords.Key, t => t.IKey, (t, x) => t with { IKey = x })
            { Id = 35, Name = "ikey", Mutability = Mutability.InPlace, Default = "none", Help = "the key that received packets must have, or none" },
        new ValueAttribute<Tunnel, long>(TunnelWords.Key, t => t.OKey, (t, x) => t with { OKey = x })
            { Id = 36, Name = "okey", Mutability = Mutability.InPlace, Default = "none", Help = "the key of sent packets, or none" },
        new ValueAttribute<Tunnel, bool>(OnOff, t => t.ISeq, (t, x) => t with { ISeq = x })
            { Id = 37, Name = "iseq", Mutability = Mutability.InPlace, Default = "off", Help = "received packets must be numbered in order" },
        new ValueAttribute<Tunnel, bool>(OnOff, t => t.OSeq, (t, x) => t with { OSeq = x })
            { Id = 38, Name = "oseq", Mutability = Mutability.InPlace, Default = "off", Help = "sent packets are numbered" },
        new ValueAttribute<Tunnel, bool>(OnOff, t => t.ICsum, (t, x) => t with { ICsum = x })
            { Id = 39, Name = "icsum", Mutability = Mutability.InPlace, Default = "off", Help = "received packets must have a checksum" },
        new ValueAttribute<Tunnel, bool>(OnOff, t => t.OCsum, (t, x) => t with { OCsum = x })
            { Id = 40, Name = "ocsum", Mutability = Mutability.InPlace, Default = "off", Help = "sent packets get a checksum" },
    ];

    /// <summary>UDP around the packets (FOU and GUE, ip-fou(8)). IPv6 wants a checksum there unless somebody says otherwise (RFC 8200, 8.1).</summary>
    public static ResourceAttribute[] Encap(bool v6) =>
    [
        new ValueAttribute<Tunnel, uint>(Words(("none", 0), ("fou", 1), ("gue", 2)), t => t.Encap, (t, x) => t with { Encap = x })
            { Id = 41, Name = "encap", Mutability = Mutability.InPlace, Default = "none", Help = "UDP around the packets: fou or gue" },
        new ValueAttribute<Tunnel, uint>(WordsOrNumber(65535, ("auto", 0)), t => t.EncapSport, (t, x) => t with { EncapSport = x })
            { Id = 42, Name = "encap-sport", Mutability = Mutability.InPlace, Default = "auto", Help = "UDP source port; auto is one for each flow" },
        new ValueAttribute<Tunnel, uint>(Number(0, 65535), t => t.EncapDport, (t, x) => t with { EncapDport = x })
            { Id = 43, Name = "encap-dport", Mutability = Mutability.InPlace, Default = "0", Help = "UDP destination port" },
        new ValueAttribute<Tunnel, bool>(OnOff, t => t.EncapCsum, (t, x) => t with { EncapCsum = x })
            { Id = 44, Name = "encap-csum", Mutability = Mutability.InPlace, Default = "off", Help = "UDP checksum over IPv4" },
        new ValueAttribute<Tunnel, bool>(OnOff, t => t.EncapCsum6, (t, x) => t with { EncapCsum6 = x })
            { Id = 45, Name = "encap-csum6", Mutability = Mutability.InPlace, Default = v6 ? "on" : "off", Help = "UDP checksum over IPv6" },
        new ValueAttribute<Tunnel, bool>(OnOff, t => t.EncapRemcsum, (t, x) => t with { EncapRemcsum = x })
            { Id = 46, Name = "encap-remcsum", Mutability = Mutability.InPlace, Default = "off", Help = "remote checksum offload" },
    ];

    /// <summary>Mirrored traffic in GRE (draft-foschiano-erspan).</summary>
    public static ResourceAttribute[] Erspan { get; } =
    [
        new ValueAttribute<Tunnel, uint>(Number(0, 2), t => t.ErspanVer, (t, x) => t with { ErspanVer = x })
            { Id = 47, Name = "erspan-ver", Mutability = Mutability.InPlace, Default = "1", Help = "version of the header" },
        new ValueAttribute<Tunnel, uint>(Number(0, 0xfffff), t => t.ErspanIndex, (t, x) => t with { ErspanIndex = x })
            { Id = 48, Name = "erspan-index", Mutability = Mutability.InPlace, Default = "0", Help = "version 1: which port was mirrored, 20 bits" },
        new ValueAttribute<Tunnel, uint>(Words(("ingress", 0), ("egress", 1)), t => t.ErspanDir, (t, x) => t with { ErspanDir = x })
            { Id = 49, Name = "erspan-dir", Mutability = Mutability.InPlace, Default = "ingress", Help = "version 2: which way the mirrored traffic went" },
        new ValueAttribute<Tunnel, uint>(Number(0, 63), t => t.ErspanHwid, (t, x) => t with { ErspanHwid = x })
            { Id = 50, Name = "erspan-hwid", Mutability = Mutability.InPlace, Default = "0", Help = "version 2: which engine mirrored, 6 bits" },
    ];

    /// <summary>The protocol inside. Over IPv4 a change is taken and ignored (<c>ip_tunnel_update</c>, <c>ipip6_tunnel_update</c>).</summary>
    public static ResourceAttribute Mode(Mutability mutability, string byDefault, params (string Word, uint Protocol)[] words) =>
        new ValueAttribute<Tunnel, uint>(Words(words), t => t.Mode, (t, x) => t with { Mode = x })
            { Id = 51, Name = "mode", Mutability = mutability, Default = byDefault, Help = "the protocol inside" };
}
