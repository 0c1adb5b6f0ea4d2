using static Wire.Host.Tests.Life.Readings;

namespace Wire.Host.Tests.Life.Kinds;

internal static class InterfaceLife
{
    public static KindLife Life { get; } = new()
    {
        Kind = "interface",
        Name = "e0",
        Everywhere = true,
        Setup = ["ip link add e0 mtu 1450 address 02:00:00:00:01:07 type veth peer name e1"],
        Look = KindLife.LinkLook("e0"),
        Text = """
            bridge br0
            interface e0 {
                mtu 1400
                mac 02:00:00:00:01:01
                alias "first floor"
                master br0
            }
            """,
        Shows =
        [
            Is("flags[=UP]", "UP"),
            Is("mtu", 1400),
            Is("address", "02:00:00:00:01:01"),
            Is("ifalias", "first floor"),
            Is("master", "br0"),
        ],
        InPlace =
        [
            new("interface e0 {", "interface e0 { down", Is("flags[=UP]", null)),
            new("{ down", "{", Is("flags[=UP]", "UP")),
            new("mtu 1400", "mtu 1300", Is("mtu", 1300)),
            new("01:01", "01:02", Is("address", "02:00:00:00:01:02")),
            new("first floor", "second floor", Is("ifalias", "second floor")),
            new("master br0", "master none", Is("master", null)),
            new("master none", "master br0", Is("master", "br0")),
        ],
        Foreign =
        [
            "ip link set dev e0 down nomaster mtu 1200 alias foreign address 02:00:00:00:01:03",
        ],
    };
}
