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

    /// <summary>Every selector besides; ip-rule(8) shows a number of TOS in hexadecimal.</summary>
    public static KindLife Selectors { get; } = new()
    {
        Kind = "rule",
        Variant = "selectors",
        Name = "1000",
        Everywhere = true,
        Look = "ip -j -d rule show",
        At = "[priority=1000]",
        Text = """
            rule 1000 {
                tos 16
                uidrange 1000-1999
                ipproto tcp
                sport 1000-2000
                dport 80
                tun-id 7
                suppress-prefixlength 3
                suppress-ifgroup 5
                table 100
            }
            """,
        Shows =
        [
            Is("tos", "0x10"),
            Is("uid_start", 1000),
            Is("uid_end", 1999),
            Is("ipproto", "tcp"),
            Is("sport_start", 1000),
            Is("sport_end", 2000),
            Is("dport", 80),
            Is("tun_id", 7),
            Is("suppress_prefixlen", 3),
            Is("suppress_ifgroup", "5"),
            Is("table", "100"),
        ],
        Anew = new("dport 80", "dport 443", Is("dport", 443)),
        Foreign = ["ip rule delete priority 1000"],
        Except = new Dictionary<string, string>
        {
            ["realms"] = "the guest's kernel has no classes of routes (CONFIG_IP_ROUTE_CLASSID) and overlooks it; vectors have it",
            ["dscp"] = "no ip(8) of a supported system shows it; GuestRuleTests asks the guest's kernel itself",
        },
    };

    public static KindLife GoTo { get; } = new()
    {
        Kind = "rule",
        Variant = "goes on elsewhere",
        Name = "1000",
        Everywhere = true,
        Look = "ip -j -d rule show",
        At = "[priority=1000]",
        Text = "rule 1000 { fwmark 1; goto 2000 }\nrule 2000 { action nop }\nrule 3000 { l3mdev }",
        Shows =
        [
            Is("goto", 2000),
            Prints("ip rule show priority 2000", "2000:\tfrom all nop proto 87"),
            Prints("ip rule show priority 3000", "3000:\tfrom all lookup [l3mdev-table] proto 87"),
        ],
        Anew = new("goto 2000", "goto 3000", Is("goto", 3000)),
        Foreign = ["ip rule delete priority 1000"],
    };

    /// <summary>A rule that looks in the table of the packet's VRF.</summary>
    public static KindLife L3Mdev { get; } = new()
    {
        Kind = "rule",
        Variant = "VRF",
        Name = "900",
        Everywhere = true,
        Look = "ip -j -d rule show",
        At = "[priority=900]",
        Text = "rule 900 { l3mdev }",
        Shows = [Is("protocol", "87"), Prints("ip rule show priority 900", "900:\tfrom all lookup [l3mdev-table] proto 87")],
        Foreign = ["ip rule delete priority 900"],
    };
}
