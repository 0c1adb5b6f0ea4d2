using static Wire.Host.Tests.Life.Readings;

namespace Wire.Host.Tests.Life.Kinds;

internal static class PrioLife
{
    public static KindLife Life { get; } = new()
    {
        Kind = "prio",
        Name = "d0 root",
        Setup = ["ip link add name d0 up type veth peer name d1", "ip link set dev d1 up"],
        Look = "tc -j -d qdisc show dev d0",
        At = "[kind=prio]",
        Text = "prio d0 { handle 1:; bands 4; priomap 3,2,2,2,1,2,0,0,1,1,1,1,1,1,1,1 }",
        Shows =
        [
            Is("handle", "1:"),
            Is("options.bands", 4),
            Is("options.priomap[0]", 3),
        ],
        InPlace =
        [
            new("bands 4; priomap 3", "bands 5; priomap 4",
                Is("options.bands", 5), Is("options.priomap[0]", 4)),
        ],
        Anew = new("handle 1:", "handle 2:", Is("handle", "2:")),
        Foreign =
        [
            "tc qdisc change dev d0 root handle 2: prio bands 3 priomap 1 2 2 2 1 2 0 0 1 1 1 1 1 1 1 1",
            "tc qdisc delete dev d0 root",
        ],
    };
}
