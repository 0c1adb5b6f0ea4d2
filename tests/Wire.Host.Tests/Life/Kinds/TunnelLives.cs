using static Wire.Host.Tests.Life.Readings;

namespace Wire.Host.Tests.Life.Kinds;

/// <summary>What the lives of all tunnels have in common: an underlay of Wire's own, and the attributes of every link.</summary>
internal static class TunnelLives
{
    private const string NoMaster = "a bridge takes only links with Ethernet";

    public const string Data = "linkinfo.info_data.";

    /// <param name="kind">The kind, in Wire and in ip(8).</param>
    /// <param name="ethernet">It has an Ethernet address and can be a bridge's port.</param>
    /// <param name="own">The lines of its own.</param>
    /// <param name="shows">What ip(8) says of them.</param>
    /// <param name="inPlace">Changes of them.</param>
    /// <param name="anew">The first makes it anew.</param>
    /// <param name="foreign">What somebody else does with ip(8).</param>
    public static KindLife Of(string kind, bool ethernet, string own, Reading[] shows, Change[] inPlace, Change? anew, params string[] foreign) => new()
    {
        Kind = kind,
        Name = "t0",
        Look = KindLife.LinkLook("t0"),
        Text = $$"""
            bridge br0
            dummy u0 { address 10.0.0.1/24; address fd00::1/64 }
            dummy u1 { address 10.0.1.1/24; address fd01::1/64 }
            {{kind}} t0 {
                {{own.ReplaceLineEndings("\n    ")}}
                mtu 1330
                alias "first floor"
                {{(ethernet ? "mac 02:00:00:00:01:01\n    master br0" : "")}}
            }
            """,
        Shows =
        [
            Is("linkinfo.info_kind", kind),
            Is("flags[=UP]", "UP"),
            Is("mtu", 1330),
            Is("ifalias", "first floor"),
            .. ethernet ? new[] { Is("address", "02:00:00:00:01:01"), Is("master", "br0") } : [],
            .. shows,
        ],
        InPlace =
        [
            new($"{kind} t0 {{", $"{kind} t0 {{ down", Is("flags[=UP]", null)),
            new("{ down", "{", Is("flags[=UP]", "UP")),
            new("mtu 1330", "mtu 1290", Is("mtu", 1290)),
            new("first floor", "second floor", Is("ifalias", "second floor")),
            .. ethernet ? new Change[]
            {
                new("01:01", "01:02", Is("address", "02:00:00:00:01:02")),
                new("master br0", "master none", Is("master", null)),
                new("master none", "master br0", Is("master", "br0")),
            } : [],
            .. inPlace,
        ],
        Anew = anew,
        Foreign =
        [
            .. foreign,
            "ip link set dev t0 mtu 1400 down",
            "ip link delete dev t0",
        ],
        Except = ethernet ? new Dictionary<string, string>() : new() { ["master"] = NoMaster },
    };

    /// <summary>What a tunnel over IPv6 is that is made anew with "external on" in the place of its ends.</summary>
    public static Reading[] EndsGone { get; } = [Is(Data + "external", true), Is(Data + "local", "any"), Is(Data + "remote", "any")];

    /// <summary>A life of what one text and no more can show.</summary>
    public static KindLife Alone(string kind, string variant, string own, params Reading[] shows) => new()
    {
        Kind = kind,
        Variant = variant,
        Name = "t0",
        Look = KindLife.LinkLook("t0"),
        Text = $"{kind} t0 {{ {own} }}",
        Shows = [Is("linkinfo.info_kind", kind), Is("flags[=UP]", "UP"), .. shows],
        Foreign = ["ip link delete dev t0"],
    };

    public static string Lines(params string[] lines) => string.Join('\n', lines);

    /// <summary>The outer header over IPv4 and UDP around it, as every such tunnel has them.</summary>
    public const string V4 = """
        local 10.0.0.1
        remote 10.0.0.9
        underlay u0
        fwmark 0x7
        ttl inherit
        tos 4
        pmtudisc off
        encap fou
        encap-sport 5000
        encap-dport 5001
        encap-csum on
        encap-csum6 off
        encap-remcsum off
        """;

    public static Reading[] V4Shows { get; } =
    [
        Is(Data + "local", "10.0.0.1"), Is(Data + "remote", "10.0.0.9"), Is(Data + "link", "u0"), Is(Data + "fwmark", "0x7"), Is(Data + "ttl", 0),
        Is(Data + "tos", "0x4"), Is(Data + "pmtudisc", false), .. EncapShows(csum6: false),
    ];

    public static Change[] V4Changes { get; } =
    [
        new("pmtudisc off", "pmtudisc on", Is(Data + "pmtudisc", true)),
        new("local 10.0.0.1", "local 10.0.0.2", Is(Data + "local", "10.0.0.2")),
        new("remote 10.0.0.9", "remote 10.0.0.8", Is(Data + "remote", "10.0.0.8")),
        new("underlay u0", "underlay u1", Is(Data + "link", "u1")),
        new("fwmark 0x7", "fwmark 0x9", Is(Data + "fwmark", "0x9")),
        new("ttl inherit", "ttl 64", Is(Data + "ttl", 64)),
        new("tos 4", "tos inherit", Is(Data + "tos", "0x1")),
        .. EncapChanges("encap-csum6 off", "encap-csum6 on", true),
    ];

    /// <summary>The outer header over IPv6 and UDP around it.</summary>
    public const string V6 = """
        local fd00::1
        remote fd00::9
        underlay u0
        fwmark 0x7
        hoplimit 60
        encaplimit 3
        tclass 16
        flowlabel 5
        dscp-inherit on
        allow-localremote on
        fwmark-inherit off
        encap fou
        encap-sport 5000
        encap-dport 5001
        encap-csum on
        encap-csum6 on
        encap-remcsum off
        """;

    public static Reading[] V6Shows { get; } =
    [
        Is(Data + "local", "fd00::1"), Is(Data + "remote", "fd00::9"), Is(Data + "link", "u0"), Is(Data + "fwmark", "0x7"), Is(Data + "ttl", 60),
        Is(Data + "encap_limit", 3), Is(Data + "tclass", "0x10"), Is(Data + "flowlabel", "0x00005"), Is(Data + "ip6_tnl_f_rcv_dscp_copy", true),
        Is(Data + "ip6_tnl_f_allow_local_remote", true), .. EncapShows(csum6: true),
    ];

    public static Change[] V6Changes { get; } =
    [
        new("local fd00::1", "local fd00::2", Is(Data + "local", "fd00::2")),
        new("remote fd00::9", "remote any", Is(Data + "remote", "any")),
        new("remote any", "remote fd00::8", Is(Data + "remote", "fd00::8")),
        new("underlay u0", "underlay u1", Is(Data + "link", "u1")),
        new("fwmark 0x7", "fwmark 0x9", Is(Data + "fwmark", "0x9")),
        new("fwmark-inherit off", "fwmark-inherit on", Is(Data + "ip6_tnl_f_use_orig_fwmark", true), Is(Data + "fwmark", null)),
        new("hoplimit 60", "hoplimit 0", Is(Data + "ttl", 0)),
        new("encaplimit 3", "encaplimit none", Is(Data + "encap_limit", null), Is(Data + "ip6_tnl_f_ign_encap_limit", true)),
        new("tclass 16", "tclass inherit", Is(Data + "tclass", null), Is(Data + "ip6_tnl_f_use_orig_tclass", true)),
        new("flowlabel 5", "flowlabel inherit", Is(Data + "flowlabel", null), Is(Data + "ip6_tnl_f_use_orig_flowlabel", true)),
        new("dscp-inherit on", "dscp-inherit off", Is(Data + "ip6_tnl_f_rcv_dscp_copy", null)),
        new("allow-localremote on", "allow-localremote off", Is(Data + "ip6_tnl_f_allow_local_remote", null)),
        .. EncapChanges("encap-csum6 on", "encap-csum6 off", false),
    ];

    private static Reading[] EncapShows(bool csum6) =>
    [
        Is(Data + "encap.type", "fou"), Is(Data + "encap.sport", 5000), Is(Data + "encap.dport", 5001), Is(Data + "encap.csum", true),
        Is(Data + "encap.csum6", csum6), Is(Data + "encap.remcsum", false),
    ];

    private static Change[] EncapChanges(string csum6, string newCsum6, bool then) =>
    [
        new("encap fou", "encap gue", Is(Data + "encap.type", "gue")),
        new("encap-sport 5000", "encap-sport auto", Is(Data + "encap.sport", 0)),
        new("encap-dport 5001", "encap-dport 5002", Is(Data + "encap.dport", 5002)),
        new("encap-csum on", "encap-csum off", Is(Data + "encap.csum", false)),
        new(csum6, newCsum6, Is(Data + "encap.csum6", then)),
        new("encap-remcsum off", "encap-remcsum on", Is(Data + "encap.remcsum", true)),
    ];
}
