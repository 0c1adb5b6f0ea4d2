using static Wire.Host.Tests.Life.Readings;

namespace Wire.Host.Tests.Life.Kinds;

internal static class VxlanLife
{
    public static KindLife Life { get; } = new()
    {
        Kind = "vxlan",
        Name = "vx0",
        Everywhere = true,
        Setup = ["ip link add u0 type veth peer name u1", "ip address add 10.0.0.1/24 dev u0", "ip link set u0 up"],
        Look = KindLife.LinkLook("vx0"),
        Text = """
            bridge br0
            vxlan vx0 {
                vni 42
                local 10.0.0.1
                remote 10.0.0.9
                underlay u0
                port 4790
                learning off
                ttl 64
                tos 4
                mtu 1400
                mac 02:00:00:00:01:01
                alias "first floor"
                master br0
            }
            """,
        Shows =
        [
            Is("linkinfo.info_kind", "vxlan"),
            Is("linkinfo.info_data.id", 42),
            Is("linkinfo.info_data.local", "10.0.0.1"),
            Is("linkinfo.info_data.remote", "10.0.0.9"),
            Is("linkinfo.info_data.link", "u0"),
            Is("linkinfo.info_data.port", 4790),
            Is("linkinfo.info_data.learning", false),
            Is("linkinfo.info_data.ttl", 64),
            Is("linkinfo.info_data.tos", "0x4"),
            Is("flags[=UP]", "UP"),
            Is("mtu", 1400),
            Is("address", "02:00:00:00:01:01"),
            Is("ifalias", "first floor"),
            Is("master", "br0"),
        ],
        InPlace =
        [
            new("vxlan vx0 {", "vxlan vx0 { down", Is("flags[=UP]", null)),
            new("{ down", "{", Is("flags[=UP]", "UP")),
            new("mtu 1400", "mtu 1300", Is("mtu", 1300)),
            new("01:01", "01:02", Is("address", "02:00:00:00:01:02")),
            new("first floor", "second floor", Is("ifalias", "second floor")),
            new("master br0", "master none", Is("master", null)),
            new("master none", "master br0", Is("master", "br0")),
            new("learning off", "learning on", Is("linkinfo.info_data.learning", true)),
            new("ttl 64", "ttl 32", Is("linkinfo.info_data.ttl", 32)),
            new("tos 4", "tos 8", Is("linkinfo.info_data.tos", "0x8")),
        ],
        Anew = new("vni 42", "vni 43", Is("linkinfo.info_data.id", 43)),
        Foreign =
        [
            "ip link set dev vx0 type vxlan id 43 ttl 7",
            "ip link set dev vx0 down nomaster",
            "ip link delete dev vx0",
        ],
    };
}
