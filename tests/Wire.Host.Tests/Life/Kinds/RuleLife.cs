using static Wire.Host.Tests.Life.Readings;

namespace Wire.Host.Tests.Life.Kinds;

internal static class RuleLife
{
    public static KindLife Life { get; } = new()
    {
        Kind = "rule",
        Name = "1000",
        Everywhere = true,
        Look = "ip -j -d rule show",
        At = "[priority=1000]",
        Text = """
            rule 1000 {
                not
                from 10.0.0.0/8
                to 192.0.2.0/24
                iif lo
                oif e0
                fwmark 7
                fwmask 255
                table 100
            }
            """,
        Shows =
        [
            Is("not", null),
            Is("src", "10.0.0.0"),
            Is("srclen", 8),
            Is("dst", "192.0.2.0"),
            Is("dstlen", 24),
            Is("iif", "lo"),
            Is("oif", "e0"),
            Is("fwmark", "0x7"),
            Is("fwmask", "0xff"),
            Is("table", "100"),
            Is("protocol", "87"),
        ],
        Anew = new("table 100", "table 200", Is("table", "200")),
        Foreign =
        [
            "ip rule delete priority 1000",
        ],
    };

    public static KindLife Action { get; } = new()
    {
        Kind = "rule",
        Variant = "IPv6 that refuses",
        Name = "1001 inet6",
        Everywhere = true,
        Look = "ip -6 -j -d rule show",
        At = "[priority=1001]",
        Text = "rule 1001 { from fd00::/8; blackhole }",
        Shows =
        [
            Is("src", "fd00::"),
            Is("srclen", 8),
            Is("action", "blackhole"),
            Is("protocol", "87"),
        ],
        Anew = new("blackhole", "prohibit", Is("action", "prohibit")),
        Foreign =
        [
            "ip -6 rule delete priority 1001",
        ],
    };
}
