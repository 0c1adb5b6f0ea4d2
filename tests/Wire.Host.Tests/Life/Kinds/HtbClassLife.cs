using static Wire.Host.Tests.Life.Readings;

namespace Wire.Host.Tests.Life.Kinds;

internal static class HtbClassLife
{
    /// <summary>tc(8) has no JSON of htb's classes: its line is one text in an array.</summary>
    private const string Line = "tc -d class show dev d0 classid 1:10 | sed 's/ *$//;s/.*/[\"&\"]/'";

    private const string Classes = "htb d0 { handle 1: }\nhtb-class d0 { classid 1:1; rate 100mbit }\n";

    public static KindLife Life { get; } = new()
    {
        Kind = "htb-class",
        Name = "d0 1:10",
        Setup = ["ip link add name d0 up type veth peer name d1", "ip link set dev d1 up"],
        Look = Line,
        At = "",
        Text = Classes + "htb-class d0 { classid 1:10; parent 1:1; rate 1mbit }",
        Shows =
        [
            Is("[0]", "class htb 1:10 parent 1:1 prio 0 quantum 12500 rate 1Mbit ceil 1Mbit linklayer ethernet burst 1600b/1 mpu 0b cburst 1600b/1 mpu 0b level 0"),
        ],
        InPlace =
        [
            new("rate 1mbit", "rate 2mbit; ceil 4mbit; burst 15k; cburst 20k; prio 3; quantum 3000; overhead 4; mpu 64; linklayer atm",
                Is("[0]", "class htb 1:10 parent 1:1 prio 3 quantum 3000 rate 2Mbit overhead 4 ceil 4Mbit linklayer atm burst 15Kb/1 mpu 64b cburst 20Kb/1 mpu 64b level 0")),
            new("; burst 15k; cburst 20k; prio 3; quantum 3000; overhead 4; mpu 64; linklayer atm", "; quantum 4000",
                Is("[0]", "class htb 1:10 parent 1:1 prio 0 quantum 4000 rate 2Mbit ceil 4Mbit linklayer ethernet burst 1600b/1 mpu 0b cburst 1600b/1 mpu 0b level 0")),
        ],
        Anew = new("; parent 1:1", "", Is("[0]", "class htb 1:10 root prio 0 quantum 4000 rate 2Mbit ceil 4Mbit linklayer ethernet burst 1600b/1 mpu 0b cburst 1600b/1 mpu 0b level 0")),
        Foreign =
        [
            "tc class change dev d0 parent 1: classid 1:10 htb rate 5mbit",
            "tc class delete dev d0 classid 1:10",
            "tc qdisc delete dev d0 root",
        ],
        Without = Classes,
    };
}
