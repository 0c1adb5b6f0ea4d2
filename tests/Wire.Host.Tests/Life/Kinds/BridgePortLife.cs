using static Wire.Host.Tests.Life.Readings;

namespace Wire.Host.Tests.Life.Kinds;

internal static class BridgePortLife
{
    /// <summary>The port is up: of one that is down the kernel does not announce what <c>ip link set … type bridge_slave</c> changes.</summary>
    public static KindLife Life { get; } = new()
    {
        Kind = "bridge-port",
        Name = "v-a",
        Setup = ["ip link add br0 up type bridge", "ip link add v-a type dummy", "ip link set v-a up master br0", "ip link add v-b type dummy", "ip link set v-b master br0"],
        Look = KindLife.LinkLook("v-a"),
        At = "[0].linkinfo.info_slave_data",
        Text = """
            bridge-port v-a {
                cost 10
                priority 7
                hairpin on
                guard on
                root-block on
                fastleave on
                learning off
                flood off
                mcast-flood off
                mcast-to-unicast on
                bcast-flood off
                proxy-arp on
                proxy-arp-wifi on
                neigh-suppress on
                vlan-tunnel on
                isolated on
                locked on
                mcast-router on
                group-fwd-mask 0x8
                backup-port v-b
            }
            """,
        Shows =
        [
            Is("cost", 10),
            Is("priority", 7),
            Is("hairpin", true),
            Is("guard", true),
            Is("root_block", true),
            Is("fastleave", true),
            Is("learning", false),
            Is("flood", false),
            Is("mcast_flood", false),
            Is("mcast_to_unicast", true),
            Is("bcast_flood", false),
            Is("proxy_arp", true),
            Is("proxy_arp_wifi", true),
            Is("neigh_suppress", true),
            Is("vlan_tunnel", true),
            Is("isolated", true),
            Is("locked", true),
            Is("multicast_router", 2),
            Is("group_fwd_mask", "0x8"),
            Is("backup_port", "v-b"),
        ],
        InPlace =
        [
            new("cost 10", "cost 20", Is("cost", 20)),
            new("priority 7", "priority 8", Is("priority", 8)),
            new("hairpin on", "hairpin off", Is("hairpin", false)),
            new("guard on", "guard off", Is("guard", false)),
            new("root-block on", "root-block off", Is("root_block", false)),
            new("fastleave on", "fastleave off", Is("fastleave", false)),
            new("learning off", "learning on", Is("learning", true)),
            new("    flood off\n    mcast-flood", "    flood on\n    mcast-flood", Is("flood", true)),
            new("mcast-flood off", "mcast-flood on", Is("mcast_flood", true)),
            new("mcast-to-unicast on", "mcast-to-unicast off", Is("mcast_to_unicast", false)),
            new("bcast-flood off", "bcast-flood on", Is("bcast_flood", true)),
            new("proxy-arp on", "proxy-arp off", Is("proxy_arp", false)),
            new("proxy-arp-wifi on", "proxy-arp-wifi off", Is("proxy_arp_wifi", false)),
            new("neigh-suppress on", "neigh-suppress off", Is("neigh_suppress", false)),
            new("vlan-tunnel on", "vlan-tunnel off", Is("vlan_tunnel", false)),
            new("isolated on", "isolated off", Is("isolated", false)),
            new("locked on", "locked off", Is("locked", false)),
            new("mcast-router on", "mcast-router off", Is("multicast_router", 0)),
            new("0x8", "0x4008", Is("group_fwd_mask", "0x4008")),
            new("backup-port v-b", "backup-port none", Is("backup_port", null)),
        ],
        Foreign = ["bridge link set dev v-a cost 99 isolated on", "ip link set dev v-a type bridge_slave learning off hairpin on"],
        Except = new Dictionary<string, string>
        {
            ["mab"] = "newer than iproute2 6.1: Wire.Kernel.Tests, Guest/GuestBondAndBridgeTests",
            ["neigh-vlan-suppress"] = "newer than iproute2 6.1: Wire.Kernel.Tests, Guest/GuestBondAndBridgeTests",
            ["mcast-max-groups"] = "newer than iproute2 6.1: Wire.Kernel.Tests, Guest/GuestBondAndBridgeTests",
            ["backup-nhid"] = "newer than iproute2 6.1: Wire.Kernel.Tests, Guest/GuestBondAndBridgeTests",
        },
    };
}
