using static Wire.Host.Tests.Life.Readings;

namespace Wire.Host.Tests.Life.Kinds;

internal static class TbfLife
{
    public static KindLife Life { get; } = new()
    {
        Kind = "tbf",
        Name = "d0 root",
        Setup = ["ip link add name d0 up type veth peer name d1", "ip link set dev d1 up"],
        Look = "tc -j -d qdisc show dev d0",
        At = "[kind=tbf]",
        Text = "tbf d0 { handle 1:; rate 10mbit; burst 10k; limit 30k }",
        Shows =
        [
            Is("handle", "1:"),
            Is("options.rate", 1250000),
            Is("options.burst", "10Kb/1"),
            Is("options.lat", 16384),
            Is("options.linklayer", "ethernet"),
        ],
        InPlace =
        [
            new("rate 10mbit; burst 10k; limit 30k", "rate 20mbit; burst 20k; latency 50ms; overhead 4; mpu 64",
                Is("options.rate", 2500000), Is("options.burst", "20Kb/1"), Has("options.lat", "about 50 ms", l => (long?)l is > 49_000 and < 51_000), Is("options.mpu", 64)),
            new("mpu 64", "mpu 64; linklayer atm",
                Is("options.linklayer", "atm"), Has("options.burst", "20 KB in cells", b => ((string?)b)?.StartsWith("22", StringComparison.Ordinal) == true), Has("options.lat", "whatever", l => l is not null)),
        ],
        Anew = new("handle 1:", "handle 2:", Is("handle", "2:")),
        Foreign =
        [
            "tc qdisc change dev d0 root handle 2: tbf rate 1mbit burst 10k limit 30k",
            "tc qdisc delete dev d0 root",
        ],
        Except = new Dictionary<string, string>
        {
            ["peakrate"] = "tc(8) 6.1 writes JSON that is none for it; as tc makes it in AsTcDoesTests",
            ["mtu"] = "only with a peakrate",
        },
    };
}
