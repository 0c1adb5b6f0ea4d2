using static Wire.Host.Tests.Life.Readings;

namespace Wire.Host.Tests.Life.Kinds;

internal static class RouteLife
{
    public static KindLife Life { get; } = new()
    {
        Kind = "route",
        Name = "198.51.100.0/24 table 100 metric 10",
        Everywhere = true,
        Look = "ip -j -d route show table 100",
        At = "[dst=198.51.100.0/24]",
        Text = """
            bridge br0 { address 10.0.0.1/24; address 10.0.0.5/24 }
            bridge br1 { address 10.1.0.1/24 }
            route 198.51.100.0/24 {
                table 100
                metric 10
                via 10.0.0.2
                dev br0
                source 10.0.0.1
            }
            """,
        Shows =
        [
            Is("type", "unicast"),
            Is("gateway", "10.0.0.2"),
            Is("dev", "br0"),
            Is("prefsrc", "10.0.0.1"),
            Is("metric", 10),
            Is("protocol", "87"),
        ],
        InPlace =
        [
            new("via 10.0.0.2", "via 10.0.0.3", Is("gateway", "10.0.0.3")),
            new("source 10.0.0.1", "source 10.0.0.5", Is("prefsrc", "10.0.0.5")),
            new("source 10.0.0.5", "", Is("prefsrc", null)),
            new("via 10.0.0.3\n    dev br0", "via 10.1.0.2\n    dev br1", Is("gateway", "10.1.0.2"), Is("dev", "br1")),
            new("via 10.1.0.2\n    dev br1", "nexthop 10.0.0.2\n    nexthop 10.1.0.2 weight 3", Is("gateway", null), Is("dev", null),
                Is("nexthops[gateway=10.0.0.2].weight", 1), Is("nexthops[gateway=10.1.0.2].weight", 3)),
            new("nexthop 10.0.0.2\n    nexthop 10.1.0.2 weight 3", "unreachable", Is("type", "unreachable"),
                Is("nexthops[gateway=10.0.0.2].weight", null), Is("nexthops[gateway=10.1.0.2].weight", null)),
            new("unreachable", "via 10.0.0.2", Is("type", "unicast"), Is("gateway", "10.0.0.2"), Is("dev", "br0")),
        ],
        Foreign =
        [
            "ip route delete 198.51.100.0/24 table 100",
            "ip route replace 198.51.100.0/24 table 100 metric 10 proto 87 via 10.0.0.4",
            "ip link set dev br0 down",
            "ip link delete dev br0",
        ],
    };

    /// <summary>What a route tells TCP and the IP layer; ip(8) shows the round-trip times in whole milliseconds.</summary>
    public static KindLife Metrics { get; } = new()
    {
        Kind = "route",
        Variant = "metrics",
        Name = "198.51.100.0/24 table 100",
        Look = "ip -j -d route show table 100",
        At = "[dst=198.51.100.0/24]",
        Text = """
            bridge br0 { address 10.0.0.1/24 }
            route 198.51.100.0/24 {
                table 100
                via 192.0.2.1
                dev br0
                onlink
                mtu 1400
                lock mtu
                advmss 1300
                window 20000
                rtt 304
                rttvar 100
                ssthresh 20
                cwnd 30
                reordering 5
                hoplimit 60
                initcwnd 12
                initrwnd 14
                features ecn
                rto-min 300
                quickack
                congctl reno
                fastopen-no-cookie
            }
            """,
        Shows =
        [
            Is("flags[=onlink]", "onlink"),
            Is("metrics[0].mtu", 1400),
            Is("metrics[0].advmss", 1300),
            Is("metrics[0].window", 20000),
            Is("metrics[0].rtt", 304),
            Is("metrics[0].rttvar", 100),
            Is("metrics[0].ssthresh", 20),
            Is("metrics[0].cwnd", 30),
            Is("metrics[0].reordering", 5),
            Is("metrics[0].hoplimit", 60),
            Is("metrics[0].initcwnd", 12),
            Is("metrics[0].initrwnd", 14),
            Is("metrics[0].rto_min", 300),
            Is("metrics[0].quickack", 1),
            Is("metrics[0].congestion", "reno"),
            Is("metrics[0].fastopen_no_cookie", 1),
            Prints("ip -d route show table 100 | grep -oE 'mtu( lock)?|ecn' | tr '\\n' ' '", "mtu lock ecn"),
        ],
        InPlace =
        [
            new("mtu 1400", "mtu 1300", Is("metrics[0].mtu", 1300)),
            new("lock mtu", "", Prints("ip -d route show table 100 | grep -oE 'mtu( lock)?|ecn' | tr '\\n' ' '", "mtu ecn")),
            new("features ecn", "", Prints("ip -d route show table 100 | grep -oE 'mtu( lock)?|ecn' | tr '\\n' ' '", "mtu")),
            new("advmss 1300", "advmss 1200", Is("metrics[0].advmss", 1200)),
            new("window 20000", "window 30000", Is("metrics[0].window", 30000)),
            new("rtt 304", "rtt 200", Is("metrics[0].rtt", 200)),
            new("rttvar 100", "", Is("metrics[0].rttvar", null)),
            new("ssthresh 20", "ssthresh 21", Is("metrics[0].ssthresh", 21)),
            new("cwnd 30", "cwnd 31", Is("metrics[0].cwnd", 31)),
            new("reordering 5", "reordering 6", Is("metrics[0].reordering", 6)),
            new("hoplimit 60", "hoplimit 61", Is("metrics[0].hoplimit", 61)),
            new("initcwnd 12", "", Is("metrics[0].initcwnd", null)),
            new("initrwnd 14", "initrwnd 15", Is("metrics[0].initrwnd", 15)),
            new("rto-min 300", "rto-min 400", Is("metrics[0].rto_min", 400)),
            new("quickack", "quickack off", Is("metrics[0].quickack", null)),
            new("congctl reno", "congctl cubic", Is("metrics[0].congestion", "cubic")),
            new("fastopen-no-cookie", "", Is("metrics[0].fastopen_no_cookie", null)),
            new("via 192.0.2.1\n    dev br0\n    onlink", "via 10.0.0.9", Is("gateway", "10.0.0.9"), Is("flags[=onlink]", null)),
        ],
        Foreign =
        [
            "ip route replace 198.51.100.0/24 table 100 proto 87 via 10.0.0.9",
        ],
    };

    public static KindLife Scoped { get; } = new()
    {
        Kind = "route",
        Variant = "scope and type",
        Name = "198.51.100.1/32 table 100",
        Everywhere = true,
        Look = "ip -j -d route show table 100",
        At = "[dst=198.51.100.1]",
        Text = "bridge br0 { address 10.0.0.1/24 }\nroute 198.51.100.1/32 { table 100; dev br0; scope host }",
        Shows = [Is("scope", "host"), Is("type", "unicast")],
        InPlace =
        [
            new("; scope host", "", Is("scope", "link")),
            new("dev br0", "dev br0; type local", Is("type", "local"), Is("scope", "host")),
            new("type local", "type broadcast", Is("type", "broadcast"), Is("scope", "link")),
            new("type broadcast", "type anycast", Is("type", "anycast")),
            new("type anycast", "type multicast", Is("type", "multicast")),
            new("dev br0; type multicast", "throw", Is("type", "throw"), Is("scope", "global")),
        ],
        Foreign = ["ip route delete throw 198.51.100.1 table 100"],
        Except = new Dictionary<string, string>
        {
            ["realm"] = "the guest's kernel has no classes of routes (CONFIG_IP_ROUTE_CLASSID) and overlooks it; vectors and the running kernel's test have it",
        },
    };

    public static KindLife Encapsulated { get; } = new()
    {
        Kind = "route",
        Variant = "encapsulated",
        Name = "198.51.100.0/24 table 100",
        // The second "dst" of the JSON is the encapsulation's: it would stand twice in one object.
        Look = "ip -j -d route show table 100 | sed 's/\"dst\":/\"outer\":/2'",
        At = "[dst=198.51.100.0/24]",
        Text = "bridge br0 { address 10.0.0.1/24 }\nroute 198.51.100.0/24 { table 100; via 10.0.0.2; encap \"mpls 100/200 ttl 9\" }",
        Shows = [Is("encap", "mpls"), Is("outer", "100/200"), Is("ttl", 9), Is("gateway", "10.0.0.2")],
        InPlace =
        [
            new("mpls 100/200 ttl 9", "mpls 300", Is("outer", "300"), Is("ttl", null)),
            new("mpls 300", "ip id 42 dst 10.0.0.9 src 10.0.0.1 tos 4 ttl 7 flags key", Is("encap", "ip"), Is("id", 42), Is("outer", "10.0.0.9"), Is("src", "10.0.0.1"), Is("tos", 4),
                Is("ttl", 7), Is("key", true)),
            new("via 10.0.0.2; encap \"ip id 42 dst 10.0.0.9 src 10.0.0.1 tos 4 ttl 7 flags key\"", "nexthop 10.0.0.2 weight 2 encap \"mpls 100\"; nexthop 192.0.2.1 dev br0 onlink",
                Is("encap", null), Is("id", null), Is("outer", null), Is("src", null), Is("tos", null), Is("ttl", null), Is("key", null), Is("gateway", null),
                Is("nexthops[gateway=10.0.0.2].outer", "100"), Is("nexthops[gateway=10.0.0.2].weight", 2), Is("nexthops[gateway=192.0.2.1].flags[=onlink]", "onlink")),
        ],
        Foreign = ["ip route replace 198.51.100.0/24 table 100 proto 87 via 10.0.0.3", "ip route flush table 100"],
    };

    public static KindLife V6 { get; } = new()
    {
        Kind = "route",
        Variant = "IPv6",
        Name = "2001:db8:1::/48 table 100",
        Look = "ip -6 -j -d route show table 100",
        At = "[dst=2001:db8:1::/48]",
        Text = "bridge br0 { address fd00::1/64 { nodad on } }\nroute 2001:db8:1::/48 { table 100; via fd00::2; pref high }",
        Shows = [Is("pref", "high"), Is("gateway", "fd00::2"), Is("encap", null)],
        InPlace =
        [
            new("pref high", "pref low", Is("pref", "low")),
            new("; pref low", "", Is("pref", "medium")),
            new("via fd00::2", "dev br0; encap \"seg6 mode encap segs fc00::1,fc00::2\"", Is("gateway", null), Is("encap", "seg6"), Is("mode", "encap"), Is("segs[0]", "fc00::1"), Is("segs[1]", "fc00::2")),
            new("seg6 mode encap segs fc00::1,fc00::2", "seg6 mode inline segs fc00::3", Is("mode", "inline"), Is("segs[0]", "fc00::3"), Is("segs[1]", "::")),
        ],
        Foreign = ["ip -6 route flush table 100"],
    };

    /// <summary>A route whose way is a nexthop object: it goes with the object, which the kernel does not say of IPv4.</summary>
    public static KindLife ByNexthop { get; } = new()
    {
        Kind = "route",
        Variant = "by a nexthop object",
        Name = "198.51.100.0/24",
        Look = "ip -j -d route show 198.51.100.0/24",
        Text = """
            dummy d0 { address 10.0.0.1/24 }
            nexthop 1 { via 10.0.0.2; dev d0 }
            nexthop 2 { via 10.0.0.3; dev d0 }
            route 198.51.100.0/24 { nhid 1 }
            """,
        Shows = [Is("nhid", 1), Is("gateway", "10.0.0.2")],
        InPlace =
        [
            new("nhid 1", "nhid 2", Is("nhid", 2), Is("gateway", "10.0.0.3")),
            new("nhid 2", "via 10.0.0.4", Is("nhid", null), Is("gateway", "10.0.0.4")),
            new("via 10.0.0.4", "nhid 1", Is("nhid", 1), Is("gateway", "10.0.0.2")),
        ],
        Foreign =
        [
            "ip nexthop delete id 1",
            "ip route delete 198.51.100.0/24",
            "ip link set dev d0 down",
        ],
    };
}
