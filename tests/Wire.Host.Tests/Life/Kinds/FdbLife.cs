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
        ],
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
        ],
        Foreign =
        [
            "bridge fdb delete 02:aa:00:00:00:01 dev vx0 dst 10.0.0.9",
            "ip link delete dev vx0",
        ],
        Without = "vxlan vx0 { vni 42 }",
    };
}
