using static Wire.Host.Tests.Life.Readings;

namespace Wire.Host.Tests.Life.Kinds;

internal static class AddressLife
{
    public static KindLife Life { get; } = new()
    {
        Kind = "address",
        Name = "br0 10.0.0.1/24",
        Everywhere = true,
        Look = "ip -j -d address show dev br0",
        At = "[0].addr_info[local=10.0.0.1]",
        Text = "bridge br0 { address 10.0.0.1/24; address 10.0.0.7/24 }",
        Shows =
        [
            Is("prefixlen", 24),
            Is("broadcast", null),
            Is("scope", "global"),
            Is("valid_life_time", 4294967295),
        ],
        Foreign =
        [
            "ip address delete 10.0.0.1/24 dev br0",
            "ip address flush dev br0",
            "ip link delete dev br0",
        ],
        Anew = new("address 10.0.0.1/24", "address 10.0.0.1/24 { broadcast 10.0.0.255 }", Is("broadcast", "10.0.0.255")),
        Without = "bridge br0 { address 10.0.0.7/24 }",
    };

    /// <summary>Everything that an IPv4 address can have.</summary>
    public static KindLife Full { get; } = new()
    {
        Kind = "address",
        Variant = "labelled",
        Name = "br0 10.0.0.1/24",
        Everywhere = true,
        Look = "ip -j -d address show dev br0",
        At = "[0].addr_info[local=10.0.0.1]",
        Text = "bridge br0 { address 10.0.0.1/24 { label br0:one; broadcast 10.0.0.200; scope link; noprefixroute on; metric 50; valid-lft 5000; preferred-lft 0 } }",
        Shows =
        [
            Is("label", "br0:one"),
            Is("broadcast", "10.0.0.200"),
            Is("scope", "link"),
            Is("noprefixroute", true),
            Is("metric", 50),
            Has("valid_life_time", "some of 5000 seconds", left => left is not null && (uint)left <= 5000),
            Is("preferred_life_time", 0),
            Is("deprecated", true),
        ],
        InPlace =
        [
            new("metric 50", "metric 60", Is("metric", 60)),
            new("preferred-lft 0", "preferred-lft 4000", Has("preferred_life_time", "some of 4000 seconds", left => left is not null && (uint)left is > 0 and <= 4000), Is("deprecated", null)),
            new("valid-lft 5000; preferred-lft 4000", "", Is("valid_life_time", 4294967295), Is("preferred_life_time", 4294967295)),
            new("metric 60", "metric 60; preferred-lft 0", Is("deprecated", true)),
            new("metric 60; preferred-lft 0", "metric 60", Is("deprecated", null)),
            new("metric 60", "", Is("metric", null)),
        ],
        Anew = new("label br0:one", "label br0:two", Is("label", "br0:two")),
        Foreign =
        [
            "ip address delete 10.0.0.1/24 dev br0",
            "ip address flush dev br0",
        ],
        Without = "bridge br0",
    };

    public static KindLife PointToPoint { get; } = new()
    {
        Kind = "address",
        Variant = "point to point",
        Name = "br0 10.0.0.1/32 peer 10.0.0.2",
        Everywhere = true,
        Look = "ip -j -d address show dev br0",
        At = "[0].addr_info[address=10.0.0.2]",
        Text = "bridge br0 { address 10.0.0.1/32 { peer 10.0.0.2 }; address 10.0.0.1/32 { peer 10.0.0.3 } }",
        Shows =
        [
            Is("local", "10.0.0.1"),
            Is("prefixlen", 32),
            Is("ip -j route show", "[dst=10.0.0.2].prefsrc", "10.0.0.1"),
        ],
        Foreign = ["ip address delete 10.0.0.1 peer 10.0.0.2 dev br0"],
        Without = "bridge br0 { address 10.0.0.1/32 { peer 10.0.0.3 } }",
    };

    public static KindLife Group { get; } = new()
    {
        Kind = "address",
        Variant = "joined group",
        Name = "br0 239.1.2.3/32",
        Everywhere = true,
        Look = "ip -j -d address show dev br0",
        At = "[0].addr_info[local=239.1.2.3]",
        Text = "bridge br0 { address 239.1.2.3/32 { autojoin on } }",
        Shows =
        [
            Is("autojoin", true),
            Is("ip -j maddress show dev br0", "[0].maddr[address=239.1.2.3].family", "inet"),
        ],
        Foreign = ["ip address delete 239.1.2.3/32 dev br0"],
        Without = "bridge br0",
    };

    public static KindLife V6 { get; } = new()
    {
        Kind = "address",
        Variant = "IPv6",
        Name = "br0 fd00::1/64",
        Everywhere = true,
        Look = "ip -j -d address show dev br0",
        At = "[0].addr_info[local=fd00::1]",
        Text = "bridge br0 { address fd00::1/64 }",
        Shows =
        [
            Is("prefixlen", 64),
            Is("scope", "global"),
            Is("valid_life_time", 4294967295),
        ],
        Foreign =
        [
            "ip address delete fd00::1/64 dev br0",
            "ip link set dev br0 down",
        ],
        Without = "bridge br0",
    };

    /// <summary>Every flag that an IPv6 address can have.</summary>
    public static KindLife V6Flags { get; } = new()
    {
        Kind = "address",
        Variant = "IPv6 with flags",
        Name = "br0 fd01::1/64",
        Everywhere = true,
        Look = "ip -j -d address show dev br0",
        At = "[0].addr_info[local=fd01::1]",
        Text = "bridge br0 { address fd01::1/64 { nodad on; optimistic on; home on; mngtmpaddr on; noprefixroute on; metric 50 } }",
        Shows =
        [
            Is("nodad", true),
            Is("home", true),
            Is("mngtmpaddr", true),
            Is("noprefixroute", true),
            Is("metric", 50),
        ],
        InPlace = [new("metric 50", "metric 60", Is("metric", 60))],
        Anew = new("noprefixroute on", "noprefixroute off", Is("noprefixroute", null)),
        Foreign =
        [
            "ip address delete fd01::1/64 dev br0",
            "ip -6 address flush dev br0",
        ],
        Without = "bridge br0",
    };
}
