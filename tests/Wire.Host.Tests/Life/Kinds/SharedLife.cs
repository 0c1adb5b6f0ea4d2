using static Wire.Host.Tests.Life.Readings;

namespace Wire.Host.Tests.Life.Kinds;

/// <summary>What all links share beyond up, MTU, address, alias and master, on a link of one kind.</summary>
internal static class SharedLife
{
    public static KindLife Of(string kind, string block, IReadOnlyList<string> setup, bool arp, bool queues, bool everywhere = false, bool ipv6 = true) => new()
    {
        Kind = kind,
        Variant = "what all links share",
        Name = "x0",
        Everywhere = everywhere,
        Setup = setup,
        Look = KindLife.LinkLook("x0"),
        Text = $$"""
            {{kind}} x0 {
                {{block}}
                txqueuelen 500
                link-group 7
                arp {{(arp ? "off" : "on")}}
                multicast {{(arp ? "off" : "on")}}
                allmulticast on
                promisc on
                gso-max-size 30000
                gso-max-segs 100
                gro-max-size 40000
                {{(ipv6 ? "addrgenmode none" : "")}}
                {{(queues ? "numtxqueues 4" : "")}}
                {{(queues ? "numrxqueues 3" : "")}}
            }
            """,
        Shows =
        [
            Is("txqlen", 500),
            Is("group", "7"),
            Is("flags[=NOARP]", arp ? "NOARP" : null),
            Is("flags[=MULTICAST]", arp ? null : "MULTICAST"),
            Is("flags[=ALLMULTI]", "ALLMULTI"),
            Is("flags[=PROMISC]", "PROMISC"),
            Is("gso_max_size", 30000),
            Is("gso_max_segs", 100),
            Is("gro_max_size", 40000),
            .. ipv6 ? [Is("inet6_addr_gen_mode", "none")] : Array.Empty<Reading>(),
            .. queues ? [Is("num_tx_queues", 4)] : Array.Empty<Reading>(),
        ],
        InPlace =
        [
            new("txqueuelen 500", "txqueuelen 600", Is("txqlen", 600)),
            new("link-group 7", "link-group 8", Is("group", "8")),
            new(arp ? "arp off" : "arp on", arp ? "arp on" : "arp off", Is("flags[=NOARP]", arp ? null : "NOARP")),
            new(arp ? "\n    multicast off" : "\n    multicast on", arp ? "\n    multicast on" : "\n    multicast off", Is("flags[=MULTICAST]", arp ? "MULTICAST" : null)),
            new("allmulticast on", "allmulticast off", Is("flags[=ALLMULTI]", null)),
            new("promisc on", "promisc off", Is("flags[=PROMISC]", null)),
            new("gso-max-size 30000", "gso-max-size 31000", Is("gso_max_size", 31000)),
            new("gso-max-segs 100", "gso-max-segs 101", Is("gso_max_segs", 101)),
            new("gro-max-size 40000", "gro-max-size 41000", Is("gro_max_size", 41000)),
            .. ipv6 ? [new("addrgenmode none", "addrgenmode random", Is("inet6_addr_gen_mode", "random"))] : Array.Empty<Change>(),
            .. kind == "interface" ? [] : new Change[] { new("txqueuelen 600\n", "\n", Has("txqlen", "the kind's own length", l => l is null || (int)l != 600)) },
        ],
        Anew = queues ? new("numtxqueues 4", "numtxqueues 5", Is("num_tx_queues", 5)) : null,
        Foreign =
        [
            "ip link set dev x0 group 9",
            "ip link set dev x0 allmulticast on promisc on gso_max_size 20000",
            .. kind == "interface" ? [] : new[] { "ip link delete dev x0" },
        ],
        Except = kind == "interface"
            ? new Dictionary<string, string> { ["numtxqueues"] = "chosen when a link is made, and Wire makes none of these", ["numrxqueues"] = "chosen when a link is made, and Wire makes none of these" }
            : new Dictionary<string, string>(),
    };

    private static readonly string[] Lower = ["ip link add p0 numtxqueues 8 numrxqueues 8 type veth peer name p1", "ip link set p0 up", "ip link set p1 up"];

    public static IReadOnlyList<KindLife> All { get; } =
    [
        Of("veth", "peer x1", [], arp: true, queues: true, everywhere: true),
        Of("dummy", "", [], arp: false, queues: true),
        Of("ifb", "", [], arp: false, queues: true, everywhere: true),
        Of("bridge", "", [], arp: true, queues: false, everywhere: true),
        Of("vlan", "parent p0; id 7", Lower, arp: true, queues: true),
        Of("vxlan", "vni 42", [], arp: true, queues: true, everywhere: true),
        Of("macvlan", "parent p0; mode bridge", Lower, arp: true, queues: true, everywhere: true),
        Of("macvtap", "parent p0; mode bridge", Lower, arp: true, queues: true),
        Of("ipvlan", "parent p0; mode l2", Lower, arp: true, queues: true),
        Of("vrf", "table 100", [], arp: false, queues: true),
        Of("nlmon", "", [], arp: false, queues: true),
        Of("tap", "", [], arp: true, queues: false, everywhere: true),
        Of("tun", "", [], arp: false, queues: false, everywhere: true),
        Of("interface", "", ["ip link add x0 type veth peer name x1"], arp: true, queues: false, everywhere: true),
    ];
}
