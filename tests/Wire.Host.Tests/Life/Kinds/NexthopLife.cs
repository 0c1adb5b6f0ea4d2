using static Wire.Host.Tests.Life.Readings;

namespace Wire.Host.Tests.Life.Kinds;

/// <summary>The kernel takes nexthops by links with a carrier only, which a dummy has.</summary>
internal static class NexthopLife
{
    /// <summary>The second "dst" is the encapsulation's: it would stand twice in one object.</summary>
    private const string RouteBy = "ip -j -d route show 198.51.100.0/24 | sed 's/\"dst\":/\"outer\":/2'";

    public static KindLife Life { get; } = new()
    {
        Kind = "nexthop",
        Name = "10",
        Look = "ip -j -d nexthop show",
        At = "[id=10]",
        Text = """
            dummy d0 { address 10.0.0.1/24 }
            dummy d1 { address 10.1.0.1/24 }
            nexthop 10 { via 10.0.0.2; dev d0 }
            route 198.51.100.0/24 { nhid 10 }
            """,
        Shows =
        [
            Is("gateway", "10.0.0.2"),
            Is("dev", "d0"),
            Is("protocol", "87"),
            Is(RouteBy, "[0].nhid", 10),
            Is(RouteBy, "[0].gateway", "10.0.0.2"),
        ],
        InPlace =
        [
            new("via 10.0.0.2; dev d0", "via 10.1.0.2; dev d1", Is("gateway", "10.1.0.2"), Is("dev", "d1"), Is(RouteBy, "[0].gateway", "10.1.0.2")),
            new("via 10.1.0.2; dev d1", "via 192.0.2.1; dev d0; onlink; encap \"mpls 100\"", Is("gateway", "192.0.2.1"), Is("dev", "d0"), Is("flags[=onlink]", "onlink"),
                Is("encap", "mpls"), Is(RouteBy, "[0].gateway", "192.0.2.1")),
            new("via 192.0.2.1; dev d0; onlink; encap \"mpls 100\"", "blackhole", Is("gateway", null), Is("dev", null), Is("flags[=onlink]", null), Is("encap", null),
                Prints("ip nexthop show id 10", "id 10 blackhole proto 87"), Is(RouteBy, "[0].gateway", null)),
            new("blackhole", "via 10.0.0.9; dev d0", Is("gateway", "10.0.0.9"), Is("dev", "d0"), Prints("ip nexthop show id 10", "id 10 via 10.0.0.9 dev d0 scope link proto 87"),
                Is(RouteBy, "[0].gateway", "10.0.0.9")),
        ],
        Anew = new("nexthop 10 { via 10.0.0.9; dev d0 }\nroute 198.51.100.0/24 { nhid 10 }", "nexthop 10 { dev d0; family inet6 }",
            Is("gateway", null), Is(RouteBy, "[0].nhid", null), Is(RouteBy, "[0].gateway", null),
            Prints("ip nexthop show id 10", "id 10 dev d0 scope link proto 87")),
        Foreign =
        [
            "ip nexthop delete id 10",
            "ip link set dev d0 down",
            "ip link delete dev d0",
        ],
    };

    public static KindLife Group { get; } = new()
    {
        Kind = "nexthop",
        Variant = "group",
        Name = "20",
        Look = "ip -j -d nexthop show",
        At = "[id=20]",
        Text = """
            dummy d0 { address 10.0.0.1/24 }
            nexthop 1 { via 10.0.0.2; dev d0 }
            nexthop 2 { via 10.0.0.3; dev d0 }
            nexthop 3 { via 10.0.0.4; dev d0 }
            nexthop 20 { group 1; group 2:10 }
            route 198.51.100.0/24 { nhid 20 }
            """,
        Shows =
        [
            Is("group[id=1].weight", null),
            Is("group[id=2].weight", 10),
            Is("ip -j -d route show 198.51.100.0/24", "[0].nhid", 20),
            Is("ip -j -d route show 198.51.100.0/24", "[0].nexthops[gateway=10.0.0.3].weight", 10),
        ],
        InPlace =
        [
            new("group 2:10", "group 3:5", Is("group[id=2].weight", null), Is("group[id=3].weight", 5), Is("ip -j -d route show 198.51.100.0/24", "[0].nexthops[gateway=10.0.0.3].weight", null),
                Is("ip -j -d route show 198.51.100.0/24", "[0].nexthops[gateway=10.0.0.4].weight", 5)),
        ],
        Foreign =
        [
            "ip nexthop delete id 20",
            "ip nexthop delete id 3",
            "ip nexthop flush",
            "ip link set dev d0 down",
        ],
    };

    public static KindLife Resilient { get; } = new()
    {
        Kind = "nexthop",
        Variant = "resilient group",
        Name = "30",
        Look = "ip -j -d nexthop show",
        At = "[id=30]",
        Text = """
            dummy d0 { address 10.0.0.1/24 }
            nexthop 1 { via 10.0.0.2; dev d0 }
            nexthop 2 { via 10.0.0.3; dev d0 }
            nexthop 30 { group 1; group 2; type resilient; buckets 32; idle-timer 60; unbalanced-timer 300 }
            """,
        Shows =
        [
            Is("type", "resilient"),
            Is("resilient_args.buckets", 32),
            Is("resilient_args.idle_timer", 60),
            Is("resilient_args.unbalanced_timer", 300),
        ],
        InPlace =
        [
            new("idle-timer 60", "idle-timer 90", Is("resilient_args.idle_timer", 90)),
            new("unbalanced-timer 300", "unbalanced-timer 400", Is("resilient_args.unbalanced_timer", 400)),
        ],
        Anew = new("buckets 32", "buckets 64", Is("resilient_args.buckets", 64)),
        Foreign = ["ip nexthop delete id 30"],
    };

    public static KindLife Fdb { get; } = new()
    {
        Kind = "nexthop",
        Variant = "of a VXLAN's forwarding database",
        Name = "40",
        Look = "ip -j -d nexthop show",
        At = "[id=40]",
        Text = "nexthop 40 { via 10.0.0.2; fdb }",
        Shows = [Is("gateway", "10.0.0.2"), Prints("ip nexthop show id 40", "id 40 via 10.0.0.2 scope link proto 87 fdb")],
        Foreign = ["ip nexthop delete id 40"],
    };
}
