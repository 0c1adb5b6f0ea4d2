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
                protocol 802.1ad
                reorder-hdr off
                gvrp on
                mvrp on
                loose-binding on
                bridge-binding on
                ingress-qos-map 1:2
                ingress-qos-map 3:4
                egress-qos-map 5:6
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
            Is("linkinfo.info_data.protocol", "802.1ad"),
            Is("linkinfo.info_data.flags[=REORDER_HDR]", null),
            Is("linkinfo.info_data.flags[=GVRP]", "GVRP"),
            Is("linkinfo.info_data.flags[=MVRP]", "MVRP"),
            Is("linkinfo.info_data.flags[=LOOSE_BINDING]", "LOOSE_BINDING"),
            Is("linkinfo.info_data.flags[=BRIDGE_BINDING]", "BRIDGE_BINDING"),
            Is("linkinfo.info_data.ingress_qos[from=1].to", 2),
            Is("linkinfo.info_data.ingress_qos[from=3].to", 4),
            Is("linkinfo.info_data.egress_qos[from=5].to", 6),
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
            new("reorder-hdr off", "reorder-hdr on", Is("linkinfo.info_data.flags[=REORDER_HDR]", "REORDER_HDR")),
            new("gvrp on", "gvrp off", Is("linkinfo.info_data.flags[=GVRP]", null)),
            new("mvrp on", "mvrp off", Is("linkinfo.info_data.flags[=MVRP]", null)),
            new("loose-binding on", "loose-binding off", Is("linkinfo.info_data.flags[=LOOSE_BINDING]", null)),
            new("bridge-binding on", "bridge-binding off", Is("linkinfo.info_data.flags[=BRIDGE_BINDING]", null)),
            new("ingress-qos-map 3:4", "ingress-qos-map 4:4", Is("linkinfo.info_data.ingress_qos[from=3].to", null), Is("linkinfo.info_data.ingress_qos[from=4].to", 4)),
            new("egress-qos-map 5:6", "egress-qos-map 5:7", Is("linkinfo.info_data.egress_qos[from=5].to", 7)),
            new("egress-qos-map 5:7", "", Is("linkinfo.info_data.egress_qos[from=5].to", null)),
        ],
        Anew = new("id 7", "id 8", Is("linkinfo.info_data.id", 8)),
        Foreign =
        [
            "ip link set dev office down nomaster mtu 1200",
            "ip link delete dev office",
        ],
    };
}
