using static Wire.Host.Tests.Life.Readings;

namespace Wire.Host.Tests.Life.Kinds;

internal static class HtbLife
{
    public static KindLife Life { get; } = new()
    {
        Kind = "htb",
        Name = "d0 root",
        Setup = ["ip link add name d0 up type veth peer name d1", "ip link set dev d1 up"],
        Look = "tc -j -d qdisc show dev d0",
        At = "[kind=htb]",
        Text = "htb d0 { handle 1:; default 10; r2q 20; direct-qlen 500 }",
        Shows =
        [
            Is("handle", "1:"),
            Is("options.default", "0x10"),
            Is("options.r2q", 20),
            Is("options.direct_qlen", 500),
        ],
        Anew = new("default 10", "default 20", Is("options.default", "0x20")),
        Foreign =
        [
            "tc qdisc delete dev d0 root",
        ],
        Except = new Dictionary<string, string>
        {
            ["offload"] = "needs a network card that shapes",
        },
    };
}
