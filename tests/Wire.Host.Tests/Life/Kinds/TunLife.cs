using static Wire.Host.Tests.Life.Readings;

namespace Wire.Host.Tests.Life.Kinds;

internal static class TunLife
{
    public static KindLife Life { get; } = new()
    {
        Kind = "tun",
        Name = "t0",
        Everywhere = true,
        Setup = [],
        Look = KindLife.LinkLook("t0"),
        Text = """
            tun t0 {
                owner 61001
                group 61002
                multi-queue on
                pi on
                vnet-hdr on
                mtu 1400
                alias "first floor"
            }
            """,
        Shows =
        [
            Is("linkinfo.info_kind", "tun"),
            Is("linkinfo.info_data.type", "tun"),
            Is("linkinfo.info_data.persist", true),
            Is("linkinfo.info_data.user", 61001),
            Is("linkinfo.info_data.group", 61002),
            Is("linkinfo.info_data.multi_queue", true),
            Is("linkinfo.info_data.pi", true),
            Is("linkinfo.info_data.vnet_hdr", true),
            Is("flags[=UP]", "UP"),
            Is("mtu", 1400),
            Is("ifalias", "first floor"),
        ],
        InPlace =
        [
            new("tun t0 {", "tun t0 { down", Is("flags[=UP]", null)),
            new("{ down", "{", Is("flags[=UP]", "UP")),
            new("mtu 1400", "mtu 1300", Is("mtu", 1300)),
            new("first floor", "second floor", Is("ifalias", "second floor")),
        ],
        Anew = new("owner 61001", "owner 61003", Is("linkinfo.info_data.user", 61003)),
        Foreign =
        [
            "ip link set dev t0 mtu 1200 down",
            "ip link delete dev t0",
        ],
        Except = new Dictionary<string, string> { ["master"] = "it has no Ethernet header: it is no port of a bridge", ["mac"] = "it has no Ethernet header" },
    };
}
