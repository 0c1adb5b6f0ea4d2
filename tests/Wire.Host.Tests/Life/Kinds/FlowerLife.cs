using static Wire.Host.Tests.Life.Readings;

namespace Wire.Host.Tests.Life.Kinds;

internal static class FlowerLife
{
    public static KindLife Life { get; } = new()
    {
        Kind = "flower",
        Name = "d0 ingress priority 10",
        Setup = ["ip link add name d0 up type veth peer name d1", "ip link set dev d1 up"],
        Look = "tc -j -d filter show dev d0 ingress",
        At = "[1]",
        Text = "clsact d0\nflower d0 { parent ingress; priority 10; protocol ip; ip-proto udp; dst-port 53; dst-ip 10.0.0.0/8; src-ip 10.1.0.1; ip-tos 0x10; skip-hw; classid 1:1; action skbedit mark 7 }",
        Shows =
        [
            Is("pref", 10),
            Is("options.keys.ip_proto", "udp"),
            Is("options.keys.dst_port", 53),
            Is("options.keys.dst_ip", "10.0.0.0/8"),
            Is("options.skip_hw", true),
            Is("options.actions[0].mark", 7),
        ],
        InPlace =
        [
            new("classid 1:1; action skbedit mark 7", "classid 1:2; action skbedit mark 8; action drop",
                Is("options.actions[0].mark", 8), Is("options.actions[1].control_action.type", "drop")),
        ],
        Anew = new("dst-port 53", "dst-port 54", Is("options.keys.dst_port", 54)),
        Foreign =
        [
            "tc filter delete dev d0 ingress prio 10 handle 1 protocol ip flower",
            "tc filter delete dev d0 ingress",
            "tc qdisc delete dev d0 clsact",
        ],
        Except = new Dictionary<string, string>
        {
            ["indev"] = "made as tc makes it in AsTcDoesTests",
            ["dst-mac"] = "made as tc makes it in AsTcDoesTests",
            ["src-mac"] = "made as tc makes it in AsTcDoesTests",
            ["ip-ttl"] = "made as tc makes it in AsTcDoesTests",
            ["ip-flags"] = "made as tc makes it in AsTcDoesTests",
            ["src-port"] = "made as tc makes it in AsTcDoesTests",
            ["tcp-flags"] = "made as tc makes it in AsTcDoesTests",
            ["icmp-type"] = "made as tc makes it in AsTcDoesTests",
            ["icmp-code"] = "made as tc makes it in AsTcDoesTests",
            ["arp-sip"] = "made as tc makes it in AsTcDoesTests",
            ["arp-tip"] = "made as tc makes it in AsTcDoesTests",
            ["arp-op"] = "made as tc makes it in AsTcDoesTests",
            ["arp-sha"] = "made as tc makes it in AsTcDoesTests",
            ["arp-tha"] = "made as tc makes it in AsTcDoesTests",
            ["num-of-vlans"] = "made as tc makes it in AsTcDoesTests",
            ["vlan-id"] = "made as tc makes it in AsTcDoesTests",
            ["vlan-prio"] = "made as tc makes it in AsTcDoesTests",
            ["vlan-ethtype"] = "made as tc makes it in AsTcDoesTests",
            ["cvlan-id"] = "made as tc makes it in AsTcDoesTests",
            ["cvlan-prio"] = "made as tc makes it in AsTcDoesTests",
            ["cvlan-ethtype"] = "made as tc makes it in AsTcDoesTests",
            ["pppoe-sid"] = "made as tc makes it in AsTcDoesTests",
            ["ppp-proto"] = "made as tc makes it in AsTcDoesTests",
            ["mpls-label"] = "made as tc makes it in AsTcDoesTests",
            ["mpls-tc"] = "made as tc makes it in AsTcDoesTests",
            ["mpls-bos"] = "made as tc makes it in AsTcDoesTests",
            ["mpls-ttl"] = "made as tc makes it in AsTcDoesTests",
            ["enc-dst-ip"] = "made as tc makes it in AsTcDoesTests",
            ["enc-src-ip"] = "made as tc makes it in AsTcDoesTests",
            ["enc-dst-port"] = "made as tc makes it in AsTcDoesTests",
            ["enc-src-port"] = "made as tc makes it in AsTcDoesTests",
            ["enc-key-id"] = "made as tc makes it in AsTcDoesTests",
            ["enc-tos"] = "made as tc makes it in AsTcDoesTests",
            ["enc-ttl"] = "made as tc makes it in AsTcDoesTests",
            ["ct-state"] = "made as tc makes it in AsTcDoesTests",
            ["ct-zone"] = "made as tc makes it in AsTcDoesTests",
            ["ct-mark"] = "made as tc makes it in AsTcDoesTests",
            ["ct-label"] = "made as tc makes it in AsTcDoesTests",
            ["l2tpv3-sid"] = "tc(8) 6.1 has no word for it",
            ["skip-sw"] = "needs a network card that filters",
        },
    };
}
