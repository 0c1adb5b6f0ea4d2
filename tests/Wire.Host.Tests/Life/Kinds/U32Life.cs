using static Wire.Host.Tests.Life.Readings;

namespace Wire.Host.Tests.Life.Kinds;

internal static class U32Life
{
    private static readonly string[] _veth = ["ip link add name d0 up type veth peer name d1", "ip link set dev d1 up"];

    /// <summary>The JSON of tc(8) 6.1 leaves them out.</summary>
    private const string Marks = "tc filter show dev d0 parent 1: | grep mark.0x";

    public static KindLife Life { get; } = new()
    {
        Kind = "u32",
        Name = "d0 1: priority 10",
        Setup = _veth,
        Look = "tc -j -d filter show dev d0 parent 1:",
        At = "[options.fh=800::800]",
        Text = "htb d0 { handle 1: }\nhtb-class d0 { classid 1:1; rate 1mbit }\nhtb-class d0 { classid 1:2; rate 1mbit }\n"
            + "u32 d0 { parent 1:; priority 10; protocol ip; match ip dst 10.0.0.0/8; mark 0x5/0xff; skip-hw; classid 1:1; action skbedit mark 7 }",
        Shows =
        [
            Is("pref", 10),
            Is("options.flowid", "1:1"),
            Is("options.match.value", "a000000"),
            Is("options.match.mask", "ff000000"),
            Is("options.match.off", 16),
            Is("options.skip_hw", true),
            Is("options.actions[0].mark", 7),
            Prints(Marks, "mark 0x0005 0x00ff (success 0)"),
        ],
        InPlace =
        [
            new("classid 1:1; action skbedit mark 7", "classid 1:2; action skbedit mark 8; action drop",
                Is("options.flowid", "1:2"), Is("options.actions[0].mark", 8), Is("options.actions[1].control_action.type", "drop")),
        ],
        Anew = new("10.0.0.0/8; mark 0x5/0xff", "10.1.0.0/16; mark 0x6/0xff", Is("options.match.value", "a010000"), Is("options.match.mask", "ffff0000"), Prints(Marks, "mark 0x0006 0x00ff (success 0)")),
        Foreign =
        [
            "tc filter delete dev d0 parent 1: prio 10 handle 800::800 protocol ip u32",
            "tc filter delete dev d0 parent 1:",
            "tc qdisc delete dev d0 root",
        ],
        Except = new Dictionary<string, string>
        {
            ["skip-sw"] = "needs a network card that filters",
            ["divisor"] = "of a table, which is no filter: the filters of the other life are in one",
        },
    };

    private const string HashTables = """
        clsact d0
        u32 d0 { parent ingress; priority 5; protocol ip; handle 1:; divisor 256 }
        u32 d0 { parent ingress; priority 5; protocol ip; handle 2:; divisor 16 }
        u32 d0 { parent ingress; priority 5; protocol ip; match ip src 10.0.0.0/8; link 1:; hashkey mask 0x000000ff at 12 }

        """;

    private const string OfTwo = "tc filter show dev d0 ingress | grep -A3 'fh 1:2:3 ' | tr -s ' \\n' ' '";

    /// <summary>In one hash table, and leading to another. tc(8) 6.1 writes JSON of it that is none: its plain text is read.</summary>
    public static KindLife Tables { get; } = new()
    {
        Kind = "u32",
        Variant = "hash tables",
        Name = "d0 ingress priority 5 handle 1:2:3",
        Setup = _veth,
        Look = "tc filter show dev d0 ingress | grep -q 'fh 1:2:3 ' && echo '[1]'",
        At = "",
        Text = HashTables + "u32 d0 { parent ingress; priority 5; protocol ip; handle 1:2:3; ht 1:2:; match ip src 10.0.0.0/24; link 2:; hashkey mask 0x0000000f at 12; offset at 0 mask 0x0f00 shift 6 eat }",
        Shows = [Prints(OfTwo, Listing("0a000000/ffffff00", "0000000f"))],
        Anew = new("10.0.0.0/24; link 2:; hashkey mask 0x0000000f", "10.0.1.0/24; link 2:; hashkey mask 0x0000000e", Prints(OfTwo, Listing("0a000100/ffffff00", "0000000e"))),
        Foreign =
        [
            "tc filter delete dev d0 ingress prio 5 handle 1:2:3 protocol ip u32",
            "tc filter delete dev d0 ingress",
        ],
        Without = HashTables,
    };

    private static string Listing(string match, string hash) =>
        $"filter protocol ip pref 5 u32 chain 0 fh 1:2:3 order 3 key ht 1 bkt 2 link 2: not_in_hw match {match} at 12 offset 0f00>>6 at 0 eat hash mask {hash} at 12";
}
