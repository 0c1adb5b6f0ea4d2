using static Wire.Host.Tests.Life.Readings;

namespace Wire.Host.Tests.Life.Kinds;

internal static class MatchallLife
{
    public static KindLife Life { get; } = new()
    {
        Kind = "matchall",
        Name = "d0 ingress priority 10",
        Setup = ["ip link add name d0 up type veth peer name d1", "ip link set dev d1 up"],
        Look = "tc -j -d filter show dev d0 ingress",
        At = "[1]",
        Text = "clsact d0\nmatchall d0 { parent ingress; priority 10; protocol all; action skbedit mark 7; action drop; skip-hw }",
        Shows =
        [
            Is("pref", 10),
            Is("options.skip_hw", true),
            Is("options.actions[0].mark", 7),
            Is("options.actions[1].control_action.type", "drop"),
        ],
        Anew = new("mark 7", "mark 8", Is("options.actions[0].mark", 8)),
        Foreign =
        [
            "tc filter delete dev d0 ingress prio 10",
            "tc qdisc delete dev d0 clsact",
        ],
        Except = new Dictionary<string, string>
        {
            ["skip-sw"] = "needs a network card that filters",
            ["classid"] = "of a class of a discipline: with flower in AsTcDoesTests",
        },
    };
}
