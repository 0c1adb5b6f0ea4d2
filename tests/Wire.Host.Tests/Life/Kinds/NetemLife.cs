using static Wire.Host.Tests.Life.Readings;

namespace Wire.Host.Tests.Life.Kinds;

internal static class NetemLife
{
    public static KindLife Life { get; } = new()
    {
        Kind = "netem",
        Name = "d0 root",
        Setup = ["ip link add name d0 up type veth peer name d1", "ip link set dev d1 up"],
        Look = "tc -j -d qdisc show dev d0",
        At = "[kind=netem]",
        Text = "netem d0 { handle 1:; limit 500; delay 100ms; jitter 10ms; delay-correlation 25%; loss 1%; loss-correlation 30%; duplicate 2%; duplicate-correlation 10%; corrupt 0.1%; corrupt-correlation 5%; reorder 25%; reorder-correlation 50%; gap 5; rate 1mbit; packet-overhead -10; cell-size 53; cell-overhead 5; ecn }",
        Shows =
        [
            Is("handle", "1:"),
            Is("options.limit", 500),
            Is("options.delay.delay", 0.1),
            Is("options.delay.jitter", 0.01),
            Is("options.delay.correlation", 0.25),
            Is("options.loss-random.loss", 0.01),
            Is("options.duplicate.duplicate", 0.02),
            Is("options.corrupt.corrupt", 0.001),
            Is("options.reorder.reorder", 0.25),
            Is("options.rate.rate", 125000),
            Is("options.ecn", true),
            Is("options.gap", 5),
        ],
        InPlace =
        [
            new("limit 500; delay 100ms; jitter 10ms; delay-correlation 25%; loss 1%; loss-correlation 30%; duplicate 2%; duplicate-correlation 10%; corrupt 0.1%; corrupt-correlation 5%; reorder 25%; reorder-correlation 50%; gap 5; rate 1mbit; packet-overhead -10; cell-size 53; cell-overhead 5; ecn", "loss-p13 1%; loss-p31 90%; loss-p32 5%; loss-p23 95%; loss-p14 2%; slot-min 1ms; slot-max 2ms; slot-packets 5; slot-bytes 3000",
                Is("options.limit", 1000), Is("options.delay.delay", null), Is("options.delay.jitter", null), Is("options.delay.correlation", null), Is("options.loss-random.loss", null), Is("options.duplicate.duplicate", null), Is("options.corrupt.corrupt", null), Is("options.reorder.reorder", null), Is("options.rate.rate", null), Is("options.ecn", false), Is("options.gap", 0), Is("options.loss-state.p13", 0.01), Is("options.slot.min-delay", 0.001), Is("options.slot.bytes", 3000)),
            new("loss-p13 1%; loss-p31 90%; loss-p32 5%; loss-p23 95%; loss-p14 2%", "gemodel-p 1%; gemodel-r 10%; gemodel-1-h 70%; gemodel-1-k 0.1%",
                Is("options.loss-state.p13", null), Is("options.loss-gemodel.p", 0.01), Is("options.loss-gemodel.1-h", 0.7)),
        ],
        Anew = new("handle 1:", "handle 2:", Is("handle", "2:")),
        Foreign =
        [
            "tc qdisc change dev d0 root handle 2: netem delay 5ms",
            "tc qdisc delete dev d0 root",
        ],
    };
}
