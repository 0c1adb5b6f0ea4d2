using static Wire.Host.Tests.Life.Readings;

namespace Wire.Host.Tests.Life.Kinds;

internal static class CakeLife
{
    private const string All = "; bandwidth 10mbit; rtt 50ms; diffserv diffserv4; isolation dual-srchost; nat; wash; split-gso off; ack-filter on; memlimit 1m; fwmark 255; atm atm; overhead 18; mpu 64; ingress";

    public static KindLife Life { get; } = new()
    {
        Kind = "cake",
        Name = "d0 root",
        Setup = ["ip link add name d0 up type veth peer name d1", "ip link set dev d1 up"],
        Look = "tc -j -d qdisc show dev d0",
        At = "[kind=cake]",
        Text = "cake d0 { handle 1: }",
        Shows =
        [
            Is("handle", "1:"),
            Is("options.bandwidth", "unlimited"),
            Is("options.rtt", 100000),
            Is("options.raw", true),
        ],
        InPlace =
        [
            new("handle 1:", "handle 1:" + All,
                Is("options.bandwidth", 1250000), Is("options.rtt", 50000), Is("options.diffserv", "diffserv4"), Is("options.flowmode", "dual-srchost"), Is("options.nat", true), Is("options.wash", true), Is("options.split_gso", false),
                Is("options.ack-filter", "enabled"), Is("options.memlimit", 1048576), Is("options.fwmark", "0xff"), Is("options.atm", "atm"), Is("options.raw", false), Is("options.overhead", 18), Is("options.mpu", 64), Is("options.ingress", true)),
            new(All, "; autorate-ingress",
                Has("options.bandwidth", "what it measures", found => found is not null), Is("options.autorate", "autorate-ingress"), Is("options.rtt", 100000), Is("options.diffserv", "diffserv3"), Is("options.flowmode", "triple-isolate"), Is("options.nat", false), Is("options.wash", false),
                Is("options.split_gso", true), Is("options.ack-filter", "disabled"), Is("options.memlimit", null), Is("options.fwmark", "0"), Is("options.atm", null), Is("options.raw", true), Is("options.overhead", 0), Is("options.mpu", null), Is("options.ingress", false)),
        ],
        Anew = new("handle 1:", "handle 2:", Is("handle", "2:")),
        Foreign =
        [
            "tc qdisc change dev d0 root handle 2: cake bandwidth 1mbit",
            "tc qdisc delete dev d0 root",
        ],
    };
}
