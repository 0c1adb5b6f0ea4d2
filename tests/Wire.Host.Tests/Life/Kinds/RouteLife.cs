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
}
