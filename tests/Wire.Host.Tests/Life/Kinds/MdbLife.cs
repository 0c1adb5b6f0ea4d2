using static Wire.Host.Tests.Life.Readings;

namespace Wire.Host.Tests.Life.Kinds;

internal static class MdbLife
{
    /// <summary>Filters are told with version 3 of IGMP.</summary>
    private const string Links = "bridge br0 { mcast-igmp-version 3; mcast-mld-version 2; port v-a }\ndummy v-a\n";

    /// <summary>Without the entries of single senders that the kernel makes by itself for those of a list.</summary>
    private const string Look = """bridge -j -d mdb show | sed 's/{[^{}]*"src":[^{}]*}/{}/g'""";

    public static KindLife Life { get; } = new()
    {
        Kind = "mdb",
        Name = "239.1.1.1 dev br0 port v-a",
        Look = Look,
        At = "[0].mdb[grp=239.1.1.1]",
        Text = Links + "mdb 239.1.1.1 { dev br0; port v-a }",
        Shows =
        [
            Is("port", "v-a"),
            Is("state", "permanent"),
            Is("filter_mode", "exclude"),
            Is("protocol", "static"),
            Is("source_list[address=10.0.0.9].address", null),
        ],
        InPlace =
        [
            new("dev br0; port v-a }", "dev br0; port v-a; source-list 10.0.0.9 }", Is("source_list[address=10.0.0.9].address", "10.0.0.9")),
            new("source-list 10.0.0.9", "source-list 10.0.0.7; filter-mode include; protocol 87", Is("filter_mode", "include"), Is("protocol", "87"),
                Is("source_list[address=10.0.0.9].address", null), Is("source_list[address=10.0.0.7].address", "10.0.0.7")),
            new("; source-list 10.0.0.7; filter-mode include; protocol 87", "", Is("filter_mode", "exclude"), Is("protocol", "static"), Is("source_list[address=10.0.0.7].address", null)),
        ],
        Foreign =
        [
            "bridge mdb del dev br0 port v-a grp 239.1.1.1",
            "ip link set v-a nomaster",
        ],
        Without = Links,
    };

    public static KindLife Ethernet { get; } = new()
    {
        Kind = "mdb",
        Variant = "Ethernet, of the bridge itself",
        Name = "01:02:03:04:05:06 dev br0 port br0",
        Look = Look,
        At = "[0].mdb[grp=01:02:03:04:05:06]",
        Text = Links + "mdb 01:02:03:04:05:06 { dev br0; port br0 }",
        Shows = [Is("port", "br0"), Is("state", "permanent")],
        Foreign = ["bridge mdb del dev br0 port br0 grp 01:02:03:04:05:06"],
        Without = Links,
    };

    public static KindLife OneSender { get; } = new()
    {
        Kind = "mdb",
        Variant = "IPv6, of one sender, in a VLAN",
        Name = "ff15::1 dev br0 port v-a vlan 10 source fd00::5",
        Look = "bridge -j -d mdb show",
        At = "[0].mdb[grp=ff15::1]",
        Text = "bridge br0 { vlan-filtering on; port v-a }\ndummy v-a\nbridge-vlan v-a { tagged 10 }\nmdb ff15::1 { dev br0; port v-a; vlan 10; source fd00::5 }",
        Shows = [Is("port", "v-a"), Is("vid", 10), Is("src", "fd00::5"), Is("state", "permanent")],
        Foreign = ["bridge mdb del dev br0 port v-a grp ff15::1 src fd00::5 vid 10"],
        Without = "bridge br0 { vlan-filtering on; port v-a }\ndummy v-a\nbridge-vlan v-a { tagged 10 }",
    };
}
