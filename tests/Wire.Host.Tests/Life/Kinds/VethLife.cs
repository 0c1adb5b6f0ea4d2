using static Wire.Host.Tests.Life.Readings;

namespace Wire.Host.Tests.Life.Kinds;

internal static class VethLife
{
    public static KindLife Life { get; } = new()
    {
        Kind = "veth",
        Name = "v0",
        Everywhere = true,
        Look = KindLife.LinkLook("v0"),
        Text = """
            bridge br0
            veth v0 {
                peer v1
                mtu 1400
                mac 02:00:00:00:01:01
                alias "first floor"
                master br0
            }
            """,
        Shows =
        [
            Is("linkinfo.info_kind", "veth"),
            Is("link", "v1"),
            Is("flags[=UP]", "UP"),
            Is("mtu", 1400),
            Is("address", "02:00:00:00:01:01"),
            Is("ifalias", "first floor"),
            Is("master", "br0"),
        ],
        InPlace =
        [
            new("veth v0 {", "veth v0 { down", Is("flags[=UP]", null)),
            new("{ down", "{", Is("flags[=UP]", "UP")),
            new("mtu 1400", "mtu 1300", Is("mtu", 1300)),
            new("01:01", "01:02", Is("address", "02:00:00:00:01:02")),
            new("first floor", "second floor", Is("ifalias", "second floor")),
            new("master br0", "master none", Is("master", null)),
            new("master none", "master br0", Is("master", "br0")),
        ],
        Anew = new("peer v1", "peer v2", Is("link", "v2")),
        Foreign =
        [
            "ip link set dev v0 nomaster mtu 1200",
            "ip link set dev v0 down",
            "ip link delete dev v2",
        ],
    };
}
