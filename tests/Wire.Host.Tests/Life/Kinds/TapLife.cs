using static Wire.Host.Tests.Life.Readings;

namespace Wire.Host.Tests.Life.Kinds;

internal static class TapLife
{
    public static KindLife Life { get; } = new()
    {
        Kind = "tap",
        Name = "t0",
        Everywhere = true,
        Look = KindLife.LinkLook("t0"),
        Text = """
            bridge br0
            tap t0 {
                owner 61001
                group 61002
                multi-queue on
                pi on
                vnet-hdr on
                mtu 1400
                mac 02:00:00:00:01:01
                alias "first floor"
                master br0
            }
            """,
        Shows =
        [
            Is("linkinfo.info_kind", "tun"),
            Is("linkinfo.info_data.type", "tap"),
            Is("linkinfo.info_data.persist", true),
            Is("linkinfo.info_data.user", 61001),
            Is("linkinfo.info_data.group", 61002),
            Is("linkinfo.info_data.multi_queue", true),
            Is("linkinfo.info_data.pi", true),
            Is("linkinfo.info_data.vnet_hdr", true),
            Is("flags[=UP]", "UP"),
            Is("mtu", 1400),
            Is("address", "02:00:00:00:01:01"),
            Is("ifalias", "first floor"),
            Is("master", "br0"),
        ],
        InPlace =
        [
            new("tap t0 {", "tap t0 { down", Is("flags[=UP]", null)),
            new("{ down", "{", Is("flags[=UP]", "UP")),
            new("mtu 1400", "mtu 1300", Is("mtu", 1300)),
            new("01:01", "01:02", Is("address", "02:00:00:00:01:02")),
            new("first floor", "second floor", Is("ifalias", "second floor")),
            new("master br0", "master none", Is("master", null)),
            new("master none", "master br0", Is("master", "br0")),
        ],
        Anew = new("owner 61001", "owner 61003", Is("linkinfo.info_data.user", 61003)),
        Foreign =
        [
            "ip link set dev t0 down nomaster mtu 1200",
            "ip link delete dev t0",
        ],
    };
}
