using static Wire.Host.Tests.Life.Readings;

namespace Wire.Host.Tests.Life.Kinds;

internal static class FqLife
{
    public static KindLife Life { get; } = new()
    {
        Kind = "fq",
        Name = "d0 root",
        Setup = ["ip link add name d0 up type veth peer name d1", "ip link set dev d1 up"],
        Look = "tc -j -d qdisc show dev d0",
        At = "[kind=fq]",
        Text = "fq d0 { handle 1:; limit 500; flow-limit 50; quantum 3000; initial-quantum 20000 }",
        Shows =
        [
            Is("handle", "1:"),
            Is("options.limit", 500),
            Is("options.flow_limit", 50),
            Is("options.quantum", 3000),
            Is("options.initial_quantum", 20000),
            Is("options.buckets", 1024),
            Is("options.pacing", null),
            Is("options.maxrate", null),
            Is("options.ce_threshold", null),
        ],
        InPlace =
        [
            new("limit 500; flow-limit 50; quantum 3000; initial-quantum 20000",
                "flow-limit 60; quantum 4000; initial-quantum 30000; maxrate 10mbit; low-rate-threshold 1mbit; buckets 2048; pacing off; refill-delay 60ms; orphan-mask 511; timer-slack 20us; ce-threshold 5ms; horizon 5s; horizon-drop off",
                Is("options.limit", 10000), Is("options.flow_limit", 60), Is("options.quantum", 4000), Is("options.initial_quantum", 30000), Is("options.maxrate", 1250000), Is("options.low_rate_threshold", 125000),
                Is("options.buckets", 2048), Is("options.pacing", false), Is("options.refill_delay", 60000), Is("options.orphan_mask", 511), Is("options.timer_slack", 20000), Is("options.ce_threshold", 5000),
                Is("options.horizon", 5000000), Has("options", "horizon_cap", o => o!.AsObject().ContainsKey("horizon_cap"))),
            new("; maxrate 10mbit; low-rate-threshold 1mbit; buckets 2048; pacing off; refill-delay 60ms; orphan-mask 511; timer-slack 20us; ce-threshold 5ms; horizon 5s; horizon-drop off", "",
                Is("options.maxrate", null), Is("options.low_rate_threshold", 68750), Is("options.buckets", 1024), Is("options.pacing", null), Is("options.refill_delay", 40000), Is("options.orphan_mask", 1023),
                Is("options.timer_slack", 10000), Is("options.ce_threshold", null), Is("options.horizon", 10000000), Has("options", "horizon_drop", o => o!.AsObject().ContainsKey("horizon_drop"))),
        ],
        Anew = new("handle 1:", "handle 2:", Is("handle", "2:")),
        Foreign =
        [
            "tc qdisc change dev d0 root handle 2: fq flow_limit 5",
            "tc qdisc delete dev d0 root",
        ],
    };
}
