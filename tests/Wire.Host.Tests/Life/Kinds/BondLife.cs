using static Wire.Host.Tests.Life.Readings;

namespace Wire.Host.Tests.Life.Kinds;

internal static class BondLife
{
    public static KindLife Life { get; } = new()
    {
        Kind = "bond",
        Name = "team",
        Look = KindLife.LinkLook("team"),
        Text = """
            bridge br0
            dummy leg
            bond team {
                member leg
                mode active-backup
                miimon 100
                mtu 1400
                mac 02:00:00:00:01:01
                alias "first floor"
                master br0
            }
            """,
        Shows =
        [
            Is("linkinfo.info_kind", "bond"),
            Is("linkinfo.info_data.mode", "active-backup"),
            Is("linkinfo.info_data.miimon", 100),
            Is("flags[=UP]", "UP"),
            Is("mtu", 1400),
            Is("address", "02:00:00:00:01:01"),
            Is("ifalias", "first floor"),
            Is("master", "br0"),
            Is("ip -j link show dev leg", "[0].master", "team"),
        ],
        InPlace =
        [
            new("bond team {", "bond team { down", Is("flags[=UP]", null)),
            new("{ down", "{", Is("flags[=UP]", "UP")),
            new("mtu 1400", "mtu 1300", Is("mtu", 1300)),
            new("01:01", "01:02", Is("address", "02:00:00:00:01:02")),
            new("first floor", "second floor", Is("ifalias", "second floor")),
            new("master br0", "master none", Is("master", null)),
            new("master none", "master br0", Is("master", "br0")),
            new("miimon 100", "miimon 250", Is("linkinfo.info_data.miimon", 250)),
        ],
        Anew = new("mode active-backup", "mode balance-xor", Is("linkinfo.info_data.mode", "balance-xor")),
        Foreign =
        [
            "ip link set dev team type bond miimon 50",
            "ip link set dev leg nomaster",
            "ip link delete dev team",
        ],
    };
}
