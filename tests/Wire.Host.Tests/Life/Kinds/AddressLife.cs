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
        Without = "bridge br0 { address 10.0.0.7/24 }",
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
}
