using static Wire.Host.Tests.Life.Readings;

namespace Wire.Host.Tests.Life.Kinds;

internal static class FqCodelLife
{
    public static KindLife Life { get; } = new()
    {
        Kind = "fq-codel",
        Name = "d0 root",
        Setup = ["ip link add name d0 up type veth peer name d1", "ip link set dev d1 up"],
        Look = "tc -j -d qdisc show dev d0",
        At = "[kind=fq_codel]",
        Text = "fq-codel d0 { handle 1:; limit 1000; flows 512; target 10ms }",
        Shows =
        [
            Is("handle", "1:"),
            Is("options.limit", 1000),
            Is("options.flows", 512),
            Is("options.memory_limit", 33554432),
            Has("options.target", "10 ms less a tick", t => (long?)t is >= 9998 and <= 10000),
            Is("options.ecn", true),
        ],
        InPlace =
        [
            new("limit 1000; flows 512; target 10ms", "limit 900; flows 512; target 4ms; memory-limit 4m; interval 200ms; quantum 600; ecn off; ce-threshold 2ms; ce-threshold-selector 1; ce-threshold-mask 3; drop-batch 32",
                Is("options.limit", 900), Is("options.memory_limit", 4194304), Has("options.target", "4 ms less a tick", t => (long?)t is >= 3998 and <= 4000), Is("options.quantum", 600), Is("options.ecn", null), Has("options.ce_threshold", "2 ms less a tick", t => (long?)t is >= 1998 and <= 2000), Is("options.drop_batch", 32)),
        ],
        Anew = new("flows 512", "flows 256", Is("options.flows", 256)),
        Foreign =
        [
            "tc qdisc change dev d0 root handle 1: fq_codel limit 5",
            "tc qdisc delete dev d0 root",
        ],
    };
}
