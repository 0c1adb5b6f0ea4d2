using static Wire.Host.Tests.Life.Kinds.TunnelLives;
using static Wire.Host.Tests.Life.Readings;

namespace Wire.Host.Tests.Life.Kinds;

internal static class GreLives
{
    private const string Header = """
        iseq on
        oseq off
        icsum on
        ocsum off
        ikey 5
        okey 6
        """;

    private static readonly Reading[] _header =
    [
        Is(Data + "ikey", "0.0.0.5"), Is(Data + "okey", "0.0.0.6"), Is(Data + "iseq", true), Is(Data + "oseq", null), Is(Data + "icsum", true), Is(Data + "ocsum", null),
    ];

    private static readonly Change[] _headerChanges =
    [
        new("ikey 5", "ikey 0.0.0.9", Is(Data + "ikey", "0.0.0.9")),
        new("okey 6", "okey none", Is(Data + "okey", null)),
        new("iseq on", "iseq off", Is(Data + "iseq", null)),
        new("oseq off", "oseq on", Is(Data + "oseq", true)),
        new("icsum on", "icsum off", Is(Data + "icsum", null)),
        new("ocsum off", "ocsum on", Is(Data + "ocsum", true)),
    ];

    private static readonly Change[] _ignoreDf =
    [
        new("pmtudisc off", "pmtudisc off; ignore-df on", Is(Data + "ignore_df", true)),
        new("; ignore-df on", "", Is(Data + "ignore_df", null)),
    ];

    /// <summary>From one other end to none: a point-to-point link is so for ever.</summary>
    public static KindLife Gre { get; } = Of("gre", ethernet: false, Lines(Header, V4), [.. V4Shows, .. _header], [.. _ignoreDf, .. V4Changes, .. _headerChanges],
        new("remote 10.0.0.8", "remote any", Is(Data + "remote", "any")),
        "ip link set dev t0 type gre local 10.0.0.7 ttl 3",
        "ip link delete dev u1");

    public static KindLife External { get; } = Alone("gre", "external", "external on", Is(Data + "external", true));

    public static KindLife GreTap { get; } = Of("gretap", ethernet: true, Lines(Header, V4), [.. V4Shows, .. _header],
        [
            .. _ignoreDf, .. V4Changes, .. _headerChanges,
            new("remote 10.0.0.8", "remote any", Is(Data + "remote", "any")),
            new("remote any", "remote 239.1.1.1", Is(Data + "remote", "239.1.1.1")),
        ],
        new("ikey 0.0.0.9\n    okey none\n    local 10.0.0.2\n    remote 239.1.1.1\n    underlay u1\n    fwmark 0x9\n    ttl 64\n    tos inherit\n    pmtudisc on\n    encap gue",
            "external on\n    encap none", [.. EndsGone, Is(Data + "ikey", null), Is(Data + "link", null), Is(Data + "fwmark", null), Is(Data + "ttl", 0), Is(Data + "tos", null), Is(Data + "encap", null), Is(Data + "encap.type", null), Is(Data + "encap.sport", null), Is(Data + "encap.dport", null), Is(Data + "encap.csum", null), Is(Data + "encap.csum6", null), Is(Data + "encap.remcsum", null)]),
        "ip link set dev t0 nomaster");

    public static KindLife Erspan { get; } = Of("erspan", ethernet: true,
        Lines(V4, "ikey 5", "okey 6", "erspan-ver 1", "erspan-index 7"),
        [.. V4Shows, Is(Data + "ikey", "0.0.0.5"), Is(Data + "okey", "0.0.0.6"), Is(Data + "iseq", true), Is(Data + "oseq", true), Is(Data + "erspan_ver", 1), Is(Data + "erspan_index", 7)],
        [
            .. _ignoreDf, .. V4Changes,
            new("ikey 5", "ikey 9", Is(Data + "ikey", "0.0.0.9")),
            new("okey 6", "okey 10", Is(Data + "okey", "0.0.0.10")),
            new("erspan-index 7", "erspan-index 8", Is(Data + "erspan_index", 8)),
            new("erspan-ver 1\n    erspan-index 8", "erspan-ver 2; erspan-dir egress; erspan-hwid 3",
                Is(Data + "erspan_ver", 2), Is(Data + "erspan_index", null), Is(Data + "erspan_dir", "egress"), Is(Data + "erspan_hwid", "0x3")),
            new("erspan-dir egress", "erspan-dir ingress", Is(Data + "erspan_dir", "ingress")),
            new("erspan-hwid 3", "erspan-hwid 4", Is(Data + "erspan_hwid", "0x4")),
        ],
        null,
        "ip link set dev t0 type erspan erspan_ver 2 erspan_hwid 9") with
    {
        Except = Numbered,
    };

    public static KindLife Ip6Gre { get; } = Of("ip6gre", ethernet: false, Lines(Header, V6), [.. V6Shows, .. _header], [.. V6Changes, .. _headerChanges],
        new("ikey 0.0.0.9\n    okey none\n    local fd00::2\n    remote fd00::8", "external on", [.. EndsGone, Is(Data + "ikey", null)]),
        "ip link set dev t0 type ip6gre local fd00::7 hoplimit 3",
        "ip link delete dev u1");

    public static KindLife Ip6GreTap { get; } = Of("ip6gretap", ethernet: true, Lines(Header, V6), [.. V6Shows, .. _header], [.. V6Changes, .. _headerChanges],
        new("ikey 0.0.0.9\n    okey none\n    local fd00::2\n    remote fd00::8", "external on", [.. EndsGone, Is(Data + "ikey", null)]),
        "ip link set dev t0 type ip6gretap local fd00::7 hoplimit 3");

    public static KindLife Ip6Erspan { get; } = Of("ip6erspan", ethernet: true,
        Lines(V6, "ikey 5", "okey 6", "erspan-ver 1", "erspan-index 7"),
        [.. V6Shows, Is(Data + "ikey", "0.0.0.5"), Is(Data + "okey", "0.0.0.6"), Is(Data + "erspan_ver", 1), Is(Data + "erspan_index", 7)],
        [
            .. V6Changes,
            new("ikey 5", "ikey 9", Is(Data + "ikey", "0.0.0.9")),
            new("okey 6", "okey 10", Is(Data + "okey", "0.0.0.10")),
            new("erspan-index 7", "erspan-index 8", Is(Data + "erspan_index", 8)),
            new("erspan-ver 1\n    erspan-index 8", "erspan-ver 2; erspan-dir egress; erspan-hwid 3",
                Is(Data + "erspan_ver", 2), Is(Data + "erspan_index", null), Is(Data + "erspan_dir", "egress"), Is(Data + "erspan_hwid", "0x3")),
            new("erspan-dir egress", "erspan-dir ingress", Is(Data + "erspan_dir", "ingress")),
            new("erspan-hwid 3", "erspan-hwid 4", Is(Data + "erspan_hwid", "0x4")),
        ],
        null,
        "ip link set dev t0 type ip6erspan local fd00::7") with
    {
        Except = Numbered,
    };

    private static Dictionary<string, string> Numbered => new()
    {
        ["iseq"] = "on in every ERSPAN tunnel with a session",
        ["oseq"] = "on in every ERSPAN tunnel with a session",
        ["icsum"] = "off in every ERSPAN tunnel",
        ["ocsum"] = "off in every ERSPAN tunnel",
        ["external"] = "one for each namespace, and shown by gretap",
    };
}
