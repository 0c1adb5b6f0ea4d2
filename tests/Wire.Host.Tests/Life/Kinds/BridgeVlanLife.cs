using static Wire.Host.Tests.Life.Readings;

namespace Wire.Host.Tests.Life.Kinds;

internal static class BridgeVlanLife
{
    private const string Tunnels = "bridge -j vlan tunnelshow dev v-a";

    public static KindLife Life { get; } = new()
    {
        Kind = "bridge-vlan",
        Name = "v-a",
        Setup = ["ip link add br0 up type bridge vlan_filtering 1", "ip link add v-a type dummy", "ip link set v-a up master br0", "bridge link set dev v-a vlan_tunnel on"],
        Look = "bridge -j -compressvlans vlan show dev v-a",
        At = "[ifname=v-a].vlans",
        Text = "bridge-vlan v-a { pvid 10; tagged 20-30,40 }",
        Shows =
        [
            Is("[vlan=1].vlan", null),
            Is("[vlan=10].flags[=PVID]", "PVID"),
            Is("[vlan=10].flags[=Egress Untagged]", "Egress Untagged"),
            Is("[vlan=20].vlanEnd", 30),
            Is("[vlan=20].flags[=Egress Untagged]", null),
            Is("[vlan=40].vlan", 40),
        ],
        InPlace =
        [
            new("pvid 10", "pvid 11", Is("[vlan=10].vlan", null), Is("[vlan=10].flags[=PVID]", null), Is("[vlan=10].flags[=Egress Untagged]", null),
                Is("[vlan=11].flags[=PVID]", "PVID"), Is("[vlan=11].flags[=Egress Untagged]", "Egress Untagged")),
            new("20-30,40", "11,25", Is("[vlan=11].flags[=Egress Untagged]", null), Is("[vlan=20].vlanEnd", null), Is("[vlan=25].vlan", 25), Is("[vlan=40].vlan", null)),
            new("pvid 11; tagged 11,25", "untagged 10-12; pvid 12; tagged 25", Is("[vlan=10].vlan", 10), Is("[vlan=10].vlanEnd", 11), Is("[vlan=10].flags[=Egress Untagged]", "Egress Untagged"),
                Is("[vlan=11].vlan", null), Is("[vlan=11].flags[=PVID]", null), Is("[vlan=12].flags[=PVID]", "PVID")),
            new("tagged 25", "tagged 25-27; tunnel 10:1010; tunnel 25-27:2025", Is("[vlan=25].vlanEnd", 27),
                Is(Tunnels, "[ifname=v-a].tunnels[vlan=10].tunid", 1010), Is(Tunnels, "[ifname=v-a].tunnels[vlan=25].tunidEnd", 2027)),
            new("25-27:2025", "26:7", Is(Tunnels, "[ifname=v-a].tunnels[vlan=26].tunid", 7), Is(Tunnels, "[ifname=v-a].tunnels[vlan=25].tunidEnd", null)),
            new("pvid 12;", "", Is("[vlan=10].vlanEnd", 12), Is("[vlan=12].flags[=PVID]", null)),
        ],
        Foreign =
        [
            "bridge vlan add dev v-a vid 99",
            "bridge vlan del dev v-a vid 10-11",
            "bridge vlan add dev v-a vid 25 pvid untagged",
            "bridge vlan del dev v-a vid 26 tunnel_info id 7",
            "ip link set v-a nomaster; ip link set v-a master br0; bridge link set dev v-a vlan_tunnel on",
        ],
    };

    public static KindLife Self { get; } = new()
    {
        Kind = "bridge-vlan",
        Variant = "of the bridge itself",
        Name = "br0",
        Setup = ["ip link add br0 up type bridge vlan_filtering 1 vlan_default_pvid 3"],
        Look = "bridge -j -compressvlans vlan show dev br0",
        At = "[ifname=br0].vlans",
        Text = "bridge-vlan br0 { pvid 5; tagged 7-9 }",
        Shows =
        [
            Is("[vlan=3].vlan", null),
            Is("[vlan=5].flags[=PVID]", "PVID"),
            Is("[vlan=7].vlanEnd", 9),
        ],
        InPlace = [new("pvid 5", "untagged 6", Is("[vlan=5].flags[=PVID]", null), Is("[vlan=6].flags[=Egress Untagged]", "Egress Untagged"))],
        Foreign = ["bridge vlan add dev br0 vid 99 self", "bridge vlan del dev br0 vid 8 self"],
    };
}
