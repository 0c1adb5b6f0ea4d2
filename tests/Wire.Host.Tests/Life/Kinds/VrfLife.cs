using static Wire.Host.Tests.Life.Readings;

namespace Wire.Host.Tests.Life.Kinds;

internal static class VrfLife
{
    public static KindLife Life { get; } = new()
    {
        Kind = "vrf",
        Name = "red",
        Setup = [],
        Look = KindLife.LinkLook("red"),
        Text = """
            vrf red {
                table 100
                mtu 1400
                mac 02:00:00:00:01:01
                alias "first floor"
            }
            """,
        Shows =
        [
            Is("linkinfo.info_kind", "vrf"),
            Is("linkinfo.info_data.table", 100),
            Is("flags[=UP]", "UP"),
            Is("mtu", 1400),
            Is("address", "02:00:00:00:01:01"),
            Is("ifalias", "first floor"),
        ],
        InPlace =
        [
            new("vrf red {", "vrf red { down", Is("flags[=UP]", null)),
            new("{ down", "{", Is("flags[=UP]", "UP")),
            new("mtu 1400", "mtu 1300", Is("mtu", 1300)),
            new("01:01", "01:02", Is("address", "02:00:00:00:01:02")),
            new("first floor", "second floor", Is("ifalias", "second floor")),
        ],
        Anew = new("table 100", "table 101", Is("linkinfo.info_data.table", 101)),
        Foreign =
        [
            "ip link set dev red mtu 1290 down",
            "ip link delete dev red",
        ],
        Except = new Dictionary<string, string> { ["master"] = "a VRF is no port" },
    };
}
