using static Wire.Host.Tests.Life.Readings;

namespace Wire.Host.Tests.Life.Kinds;

internal static class VlanLife
{
    public static KindLife Life { get; } = new()
    {
        Kind = "vlan",
        Name = "office",
        Setup = ["ip link add p0 type veth peer name p1", "ip link set p0 up"],
        Look = KindLife.LinkLook("office"),
        Text = """
            bridge br0
            vlan office {
                parent p0
                id 7
                mtu 1400
                mac 02:00:00:00:01:01
                alias "first floor"
                master br0
            }
            """,
        Shows =
        [
            Is("linkinfo.info_kind", "vlan"),
            Is("link", "p0"),
            Is("linkinfo.info_data.id", 7),
            Is("flags[=UP]", "UP"),
            Is("mtu", 1400),
            Is("address", "02:00:00:00:01:01"),
            Is("ifalias", "first floor"),
            Is("master", "br0"),
        ],
        InPlace =
        [
            new("vlan office {", "vlan office { down", Is("flags[=UP]", null)),
            new("{ down", "{", Is("flags[=UP]", "UP")),
            new("mtu 1400", "mtu 1300", Is("mtu", 1300)),
            new("01:01", "01:02", Is("address", "02:00:00:00:01:02")),
            new("first floor", "second floor", Is("ifalias", "second floor")),
            new("master br0", "master none", Is("master", null)),
            new("master none", "master br0", Is("master", "br0")),
        ],
        Anew = new("id 7", "id 8", Is("linkinfo.info_data.id", 8)),
        Foreign =
        [
            "ip link set dev office down nomaster mtu 1200",
            "ip link delete dev office",
        ],
    };
}
