using static Wire.Host.Tests.Life.Readings;

namespace Wire.Host.Tests.Life.Kinds;

internal static class IpvtapLife
{
    public static KindLife Life { get; } = new()
    {
        Kind = "ipvtap",
        Name = "i0",
        Setup = ["ip link add p0 type veth peer name p1", "ip link set p0 up", "ip link set p1 up"],
        Look = KindLife.LinkLook("i0"),
        Text = """
            ipvtap i0 {
                parent p0
                mode l3
                isolation private
                mtu 1400
                alias "first floor"
            }
            """,
        Shows =
        [
            Is("linkinfo.info_kind", "ipvtap"),
            Is("link", "p0"),
            Is("linkinfo.info_data.mode", "l3"),
            Is("linkinfo.info_data.private", true),
            Is("flags[=UP]", "UP"),
            Is("mtu", 1400),
            Is("ifalias", "first floor"),
        ],
        InPlace =
        [
            new("ipvtap i0 {", "ipvtap i0 { down", Is("flags[=UP]", null)),
            new("{ down", "{", Is("flags[=UP]", "UP")),
            new("mtu 1400", "mtu 1300", Is("mtu", 1300)),
            new("first floor", "second floor", Is("ifalias", "second floor")),
            new("mode l3", "mode l3s", Is("linkinfo.info_data.mode", "l3s")),
            new("mode l3s", "mode l2", Is("linkinfo.info_data.mode", "l2")),
            new("isolation private", "isolation vepa", Is("linkinfo.info_data.vepa", true), Is("linkinfo.info_data.private", null)),
            new("isolation vepa", "isolation bridge", Is("linkinfo.info_data.bridge", true), Is("linkinfo.info_data.vepa", null)),
        ],
        Anew = new("parent p0", "parent p1", Is("link", "p1")),
        Foreign =
        [
            "ip link set dev i0 mtu 1200",
            "ip link set dev i0 type ipvtap mode l3",
            "ip link set dev i0 down",
            "ip link delete dev i0",
        ],
        Except = new Dictionary<string, string> { ["mac"] = "it has its parents, and the kernel takes no other", ["master"] = "an ipvlan is no port of a bridge or bond: its address is its parents" },
    };
}
