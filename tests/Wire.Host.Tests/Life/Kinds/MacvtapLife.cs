using static Wire.Host.Tests.Life.Readings;

namespace Wire.Host.Tests.Life.Kinds;

internal static class MacvtapLife
{
    public static KindLife Life { get; } = new()
    {
        Kind = "macvtap",
        Name = "m0",
        Setup = ["ip link add p0 type veth peer name p1", "ip link set p0 up", "ip link set p1 up"],
        Look = KindLife.LinkLook("m0"),
        Text = """
            macvtap m0 {
                parent p0
                mode bridge
                nodst off
                bcqueuelen 500
                mtu 1400
                mac 02:00:00:00:01:01
                alias "first floor"
            }
            """,
        Shows =
        [
            Is("linkinfo.info_kind", "macvtap"),
            Is("link", "p0"),
            Is("linkinfo.info_data.mode", "bridge"),
            Is("linkinfo.info_data.bcqueuelen", 500),
            Is("flags[=UP]", "UP"),
            Is("mtu", 1400),
            Is("address", "02:00:00:00:01:01"),
            Is("ifalias", "first floor"),
        ],
        InPlace =
        [
            new("macvtap m0 {", "macvtap m0 { down", Is("flags[=UP]", null)),
            new("{ down", "{", Is("flags[=UP]", "UP")),
            new("mtu 1400", "mtu 1300", Is("mtu", 1300)),
            new("01:01", "01:02", Is("address", "02:00:00:00:01:02")),
            new("first floor", "second floor", Is("ifalias", "second floor")),
            new("mode bridge", "mode private", Is("linkinfo.info_data.mode", "private")),
            new("mode private", "mode vepa", Is("linkinfo.info_data.mode", "vepa")),
            new("nodst off", "nodst on", Is("linkinfo.info_data.nodst", true)),
            new("bcqueuelen 500", "bcqueuelen 600", Is("linkinfo.info_data.bcqueuelen", 600)),
        ],
        Anew = new("parent p0", "parent p1", Is("link", "p1")),
        Foreign =
        [
            "ip link set dev m0 mtu 1200",
            "ip link set dev m0 type macvtap mode private",
            "ip link set dev m0 down",
            "ip link delete dev m0",
        ],
        Except = new Dictionary<string, string> { ["master"] = "its packets go to a program: it is no port", ["bclim"] = "iproute2 6.1 does not show it; the vectors do" },
    };

    public static KindLife Source { get; } = new()
    {
        Kind = "macvtap",
        Variant = "by sender",
        Name = "m0",
        Setup = ["ip link add p0 type veth peer name p1", "ip link set p0 up", "ip link set p1 up"],
        Look = KindLife.LinkLook("m0"),
        Text = """
            macvtap m0 {
                parent p0
                mode source
                macaddr 02:00:00:00:02:01
                macaddr 02:00:00:00:02:02
            }
            """,
        Shows =
        [
            Is("linkinfo.info_data.mode", "source"),
            Is("linkinfo.info_data.macaddr_count", 2),
            Is("linkinfo.info_data.macaddr_data[=02:00:00:00:02:01]", "02:00:00:00:02:01"),
            Is("linkinfo.info_data.macaddr_data[=02:00:00:00:02:02]", "02:00:00:00:02:02"),
        ],
        InPlace =
        [
            new("02:00:00:00:02:02", "02:00:00:00:02:03", Is("linkinfo.info_data.macaddr_data[=02:00:00:00:02:02]", null), Is("linkinfo.info_data.macaddr_data[=02:00:00:00:02:03]", "02:00:00:00:02:03")),
            new("macaddr 02:00:00:00:02:03", "", Is("linkinfo.info_data.macaddr_count", 1), Is("linkinfo.info_data.macaddr_data[=02:00:00:00:02:03]", null)),
        ],
        Foreign =
        [
            "ip link set dev m0 type macvtap macaddr add 02:00:00:00:02:09",
            "ip link set dev m0 type macvtap macaddr flush",
        ],
    };

    public static KindLife Passthru { get; } = new()
    {
        Kind = "macvtap",
        Variant = "passthru",
        Name = "m0",
        Setup = ["ip link add p0 type veth peer name p1", "ip link set p0 up", "ip link set p1 up"],
        Look = KindLife.LinkLook("m0"),
        Text = """
            macvtap m0 {
                parent p0
                mode passthru
                nopromisc on
            }
            """,
        Shows =
        [
            Is("linkinfo.info_data.mode", "passthru"),
            Is("linkinfo.info_data.nopromisc", true),
        ],
        InPlace =
        [
            new("nopromisc on", "nopromisc off", Is("linkinfo.info_data.nopromisc", null)),
        ],
        Anew = new("mode passthru", "mode bridge", Is("linkinfo.info_data.mode", "bridge")),
        Foreign =
        [
            "ip link delete dev m0",
        ],
    };
}
