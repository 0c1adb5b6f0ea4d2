using static Wire.Host.Tests.Life.Readings;

namespace Wire.Host.Tests.Life.Kinds;

internal static class IfbLife
{
    public static KindLife Life { get; } = new()
    {
        Kind = "ifb",
        Name = "d0",
        Everywhere = true,
        Look = KindLife.LinkLook("d0"),
        Text = """
            bridge br0
            ifb d0 {
                mtu 1400
                mac 02:00:00:00:01:01
                alias "first floor"
                master br0
            }
            """,
        Shows =
        [
            Is("linkinfo.info_kind", "ifb"),
            Is("flags[=UP]", "UP"),
            Is("mtu", 1400),
            Is("address", "02:00:00:00:01:01"),
            Is("ifalias", "first floor"),
            Is("master", "br0"),
        ],
        InPlace =
        [
            new("ifb d0 {", "ifb d0 { down", Is("flags[=UP]", null)),
            new("{ down", "{", Is("flags[=UP]", "UP")),
            new("mtu 1400", "mtu 1300", Is("mtu", 1300)),
            new("first floor", "second floor", Is("ifalias", "second floor")),
            new("master br0", "master none", Is("master", null)),
            new("master none", "master br0", Is("master", "br0")),
        ],
        Anew = new("01:01", "01:02", Is("address", "02:00:00:00:01:02")),
        Foreign =
        [
            "ip link set dev d0 down nomaster mtu 1200",
            "ip link delete dev d0",
        ],
    };
}
