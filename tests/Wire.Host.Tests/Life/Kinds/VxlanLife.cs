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
                df set
                ageing 200
                maxaddress 50
                srcport 5000-6000
                proxy on
                rsc on
                l2miss on
                l3miss on
                udpcsum off
                udp6zerocsumtx on
                udp6zerocsumrx on
                remcsumtx on
                remcsumrx on
                gbp on
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
            Is("linkinfo.info_data.df", "set"),
            Is("linkinfo.info_data.ageing", 200),
            Is("linkinfo.info_data.limit", 50),
            Is("linkinfo.info_data.port_range.low", 5000),
            Is("linkinfo.info_data.port_range.high", 6000),
            Is("linkinfo.info_data.proxy", true),
            Is("linkinfo.info_data.rsc", true),
            Is("linkinfo.info_data.l2miss", true),
            Is("linkinfo.info_data.l3miss", true),
            Is("linkinfo.info_data.udp_csum", false),
            Is("linkinfo.info_data.udp_zero_csum6_tx", true),
            Is("linkinfo.info_data.udp_zero_csum6_rx", true),
            Is("linkinfo.info_data.remcsum_tx", true),
            Is("linkinfo.info_data.remcsum_rx", true),
            Is("linkinfo.info_data.gbp", true),
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
            new("df set", "df inherit", Is("linkinfo.info_data.df", "inherit")),
            new("ageing 200", "ageing 100", Is("linkinfo.info_data.ageing", 100)),
            new("remote 10.0.0.9", "remote 10.0.0.8", Is("linkinfo.info_data.remote", "10.0.0.8")),
            new("local 10.0.0.1", "local 10.0.0.2", Is("linkinfo.info_data.local", "10.0.0.2")),
            new("remote 10.0.0.8", "", Is("linkinfo.info_data.remote", null)),
            new("local 10.0.0.2", "", Is("linkinfo.info_data.local", null)),
        ],
        Anew = new("vni 42", "vni 43", Is("linkinfo.info_data.id", 43)),
        Foreign =
        [
            "ip link set dev vx0 type vxlan id 43 ttl 7",
            "ip link set dev vx0 down nomaster",
            "ip link delete dev vx0",
        ],
    };

    public static KindLife External { get; } = new()
    {
        Kind = "vxlan",
        Variant = "external",
        Name = "vx0",
        Look = KindLife.LinkLook("vx0"),
        Text = """
            vxlan vx0 {
                external on
                vnifilter on
                learning off
            }
            """,
        Shows =
        [
            Is("linkinfo.info_data.external", true),
            Is("linkinfo.info_data.vnifilter", true),
            Is("linkinfo.info_data.learning", false),
            Is("linkinfo.info_data.gpe", null),
        ],
        Anew = new("vnifilter on", "gpe on", Is("linkinfo.info_data.gpe", true), Is("linkinfo.info_data.vnifilter", null)),
        Foreign = ["ip link delete dev vx0"],
    };

    public static KindLife V6 { get; } = new()
    {
        Kind = "vxlan",
        Variant = "on IPv6",
        Name = "vx0",
        Setup = ["ip link add u0 type veth peer name u1", "ip link set u1 up", "ip address add 2001:db8::1/64 dev u0 nodad", "ip link set u0 up"],
        Look = KindLife.LinkLook("vx0"),
        Text = """
            vxlan vx0 {
                vni 42
                underlay u0
                local 2001:db8::1
                remote ff05::5
                flowlabel 7
                ttl inherit
                tos inherit
            }
            """,
        Shows =
        [
            Is("linkinfo.info_data.local6", "2001:db8::1"),
            Is("linkinfo.info_data.group6", "ff05::5"),
            Is("linkinfo.info_data.label", "0x7"),
            Is("linkinfo.info_data.ttl", null),
            Is("linkinfo.info_data.tos", "0x1"),
            Is("ip -j maddress show dev u0", "[0].maddr[address=ff05::5].address", "ff05::5"),
        ],
        InPlace =
        [
            new("flowlabel 7", "flowlabel 8", Is("linkinfo.info_data.label", "0x8")),
            new("ff05::5", "ff05::6", Is("linkinfo.info_data.group6", "ff05::6"), Is("ip -j maddress show dev u0", "[0].maddr[address=ff05::5].address", null),
                Is("ip -j maddress show dev u0", "[0].maddr[address=ff05::6].address", "ff05::6")),
            new("remote ff05::6", "", Is("linkinfo.info_data.group6", null), Is("ip -j maddress show dev u0", "[0].maddr[address=ff05::6].address", null)),
        ],
        Anew = new("ttl inherit", "ttl 9", Is("linkinfo.info_data.ttl", 9)),
        Foreign = ["ip link delete dev vx0"],
        Except = new Dictionary<string, string> { ["localbypass"] = "iproute2 6.1 does not show it; the vectors do" },
    };
}
