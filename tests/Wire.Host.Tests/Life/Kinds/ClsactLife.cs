using static Wire.Host.Tests.Life.Readings;

namespace Wire.Host.Tests.Life.Kinds;

internal static class ClsactLife
{
    public static KindLife Life { get; } = new()
    {
        Kind = "clsact",
        Name = "d0 ingress",
        Setup = ["ip link add name d0 up type veth peer name d1", "ip link set dev d1 up"],
        Look = "tc -j -d qdisc show dev d0",
        At = "[kind=clsact]",
        Text = "clsact d0",
        Shows =
        [
            Is("handle", "ffff:"),
        ],
        Foreign =
        [
            "tc qdisc delete dev d0 clsact",
        ],
    };

    public static KindLife Ingress { get; } = new()
    {
        Kind = "ingress",
        Name = "d0 ingress",
        Setup = ["ip link add name d0 up type veth peer name d1", "ip link set dev d1 up"],
        Look = "tc -j -d qdisc show dev d0",
        At = "[kind=ingress]",
        Text = "ingress d0",
        Shows =
        [
            Is("handle", "ffff:"),
        ],
        Foreign =
        [
            "tc qdisc delete dev d0 ingress",
        ],
    };
}
