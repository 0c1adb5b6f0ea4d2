using static Wire.Host.Tests.Life.Readings;

namespace Wire.Host.Tests.Life.Kinds;

internal static class FdbLife
{
    public static KindLife Life { get; } = new()
    {
        Kind = "fdb",
        Name = "02:aa:00:00:00:01 dev v0",
        Everywhere = true,
        Look = "bridge -j -d fdb show",
        At = "[mac=02:aa:00:00:00:01]",
        Text = """
            bridge br0
            veth v0 { peer v1; master br0 }
            fdb 02:aa:00:00:00:01 { dev v0 }
            """,
        Shows =
        [
            Is("ifname", "v0"),
            Is("master", "br0"),
            Is("state", "static"),
            Is("flags[=sticky]", null),
        ],
        InPlace = [new("dev v0 }", "dev v0; sticky }", Is("flags[=sticky]", "sticky"))],
        Anew = new("dev v0; sticky }", "dev v0; extern-learn }", Is("flags[=sticky]", null), Is("flags[=extern_learn]", "extern_learn"), Is("state", "")),
        Foreign =
        [
            "bridge fdb delete 02:aa:00:00:00:01 dev v0 master",
            "ip link set dev v0 nomaster",
        ],
        Without = """
            bridge br0
            veth v0 { peer v1; master br0 }
            """,
    };

    public static KindLife Vxlan { get; } = new()
    {
        Kind = "fdb",
        Variant = "VXLAN",
        Name = "02:aa:00:00:00:01 dev vx0 remote 10.0.0.9",
        Everywhere = true,
        Look = "bridge -j -d fdb show",
        At = "[mac=02:aa:00:00:00:01]",
        Text = """
            vxlan vx0 { vni 42 }
            fdb 02:aa:00:00:00:01 { dev vx0; remote 10.0.0.9 }
            """,
        Shows =
        [
            Is("ifname", "vx0"),
            Is("dst", "10.0.0.9"),
            Is("flags[=self]", "self"),
            Is("vni", null),
        ],
        InPlace =
        [
            new("remote 10.0.0.9 }", "remote 10.0.0.9; vni 77; port 4790; router }", Is("vni", 77), Is("port", 4790), Is("flags[=router]", "router")),
            new("vni 77; port 4790; router }", "vni 78; via vx1 }\nifb vx1", Is("vni", 78), Is("port", null), Is("viaIf", "vx1"), Is("flags[=router]", null)),
        ],
        Foreign =
        [
            "bridge fdb delete 02:aa:00:00:00:01 dev vx0 dst 10.0.0.9 vni 78 via vx1",
            "ip link delete dev vx0",
        ],
        Without = "vxlan vx0 { vni 42 }",
    };

    public static KindLife Nexthop { get; } = new()
    {
        Kind = "fdb",
        Variant = "nexthops of an external VXLAN",
        Name = "02:aa:00:00:00:01 dev vx0 self src-vni 5",
        Look = "bridge -j -d fdb show",
        At = "[mac=02:aa:00:00:00:01]",
        Text = """
            vxlan vx0 { external }
            nexthop 1 { via 10.0.0.8; fdb }
            nexthop 2 { via 10.0.0.9; fdb }
            nexthop 10 { group 1; group 2; fdb }
            nexthop 11 { group 1; fdb }
            fdb 02:aa:00:00:00:01 { dev vx0; nhid 10; src-vni 5 }
            """,
        Shows = [Is("nhid", 10), Is("src_vni", 5)],
        InPlace = [new("nhid 10", "nhid 11", Is("nhid", 11))],
        Foreign = ["bridge fdb delete 02:aa:00:00:00:01 dev vx0 nhid 11 src_vni 5", "ip nexthop delete id 11"],
        Without = """
            vxlan vx0 { external }
            nexthop 1 { via 10.0.0.8; fdb }
            """,
    };

    public static KindLife Self { get; } = new()
    {
        Kind = "fdb",
        Variant = "of the device itself",
        Name = "02:aa:00:00:00:01 dev v0 self",
        Look = "bridge -j -d fdb show",
        At = "[mac=02:aa:00:00:00:01]",
        Text = "dummy v0\nfdb 02:aa:00:00:00:01 { dev v0; self }",
        Shows = [Is("ifname", "v0"), Is("state", "permanent"), Is("flags[=self]", "self")],
        Foreign = ["bridge fdb delete 02:aa:00:00:00:01 dev v0 self"],
        Without = "dummy v0",
    };
}
