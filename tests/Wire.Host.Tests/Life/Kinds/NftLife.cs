using static Wire.Host.Tests.Life.Readings;

namespace Wire.Host.Tests.Life.Kinds;

/// <summary>nft(8) says what there is: its JSON has an entry of one member for each object, and so has the path.</summary>
internal static class NftLife
{
    private const string Ruleset = "nft -j list ruleset";

    private const string ListRules = "nft -s list chain inet fw input";

    public static KindLife Table { get; } = new()
    {
        Kind = "nft-table",
        Name = "inet fw",
        Everywhere = true,
        // nft 1.0.6 writes broken JSON of a table with flags.
        Look = "nft list tables inet | sed -n 's/^table inet \\(.*\\)$/{\"name\":\"\\1\"}/p'",
        At = "",
        Text = "nft-table fw",
        Shows =
        [
            Is("name", "fw"),
            Prints("nft list table inet fw", "table inet fw {\n}"),
        ],
        InPlace =
        [
            new("nft-table fw", "nft-table fw { dormant }", Prints("nft list table inet fw", "table inet fw {\n\tflags dormant\n}")),
        ],
        Anew = new("dormant", "comment \"the way out\"", Prints("nft list table inet fw", "table inet fw {\n\tcomment \"the way out\"\n}")),
        Foreign =
        [
            "nft delete table inet fw",
            "nft add chain inet fw theirs",
        ],
    };

    public static KindLife Chain { get; } = new()
    {
        Kind = "nft-chain",
        Name = "netdev fw in",
        Everywhere = true,
        Look = Ruleset,
        At = "nftables[chain.name=in].chain",
        Setup = ["ip link add e0 type veth peer name e1"],
        Text = "nft-table fw { family netdev }; nft-chain in { table fw; family netdev; type filter; hook ingress; priority 5; dev e0; policy drop }",
        Shows =
        [
            Is("type", "filter"),
            Is("hook", "ingress"),
            Is("prio", 5),
            Prints("nft list chain netdev fw in | grep -o '\"e[0-9]\"'", "\"e0\""),
            Is("policy", "drop"),
        ],
        InPlace =
        [
            new("; policy drop", "", Is("policy", "accept")),
        ],
        Anew = new("priority 5", "priority -5; comment \"first\"", Is("prio", -5), Prints("nft list chain netdev fw in | grep comment | tr -d '\t'", "comment \"first\"")),
        Foreign =
        [
            "nft delete chain netdev fw in",
            "nft 'chain netdev fw in { policy drop; }'",
            "nft delete table netdev fw",
        ],
        Without = "nft-table fw { family netdev }",
    };

    public static KindLife Set { get; } = new()
    {
        Kind = "nft-set",
        Name = "inet fw s",
        Everywhere = true,
        Look = Ruleset,
        At = "nftables[set.name=s].set",
        Text = "nft-table fw; nft-set s { table fw; type ipv4_addr; flags interval; element 10.0.0.0/8; element 192.0.2.5 }",
        Shows =
        [
            Is("type", "ipv4_addr"),
            Is("flags[0]", "interval"),
            Is("elem[0].prefix.addr", "10.0.0.0"),
            Is("elem[1]", "192.0.2.5"),
        ],
        InPlace =
        [
            new("element 10.0.0.0/8", "element 198.51.100.1-198.51.100.9", Is("elem[0].prefix.addr", null), Is("elem[0]", "192.0.2.5"),
                Has("elem[1]", "a range", n => n?.ToJsonString() == "{\"range\":[\"198.51.100.1\",\"198.51.100.9\"]}")),
        ],
        Anew = new("type ipv4_addr; flags interval; element 198.51.100.1-198.51.100.9; element 192.0.2.5", "type ether_addr; flags timeout,dynamic; timeout 90s; size 100; comment seen",
            Is("type", "ether_addr"), Prints("nft list set inet fw s | grep comment | tr -d '\t'", "comment \"seen\""), Is("flags[0]", "timeout"), Is("timeout", 90), Is("size", 100), Is("elem[0]", null), Is("elem[1]", null)),
        Foreign =
        [
            "nft delete set inet fw s",
        ],
        Without = "nft-table fw",
    };

    public static KindLife Elements { get; } = new()
    {
        Kind = "nft-set",
        Variant = "elements of others",
        Name = "inet fw s",
        Everywhere = true,
        Look = Ruleset,
        At = "nftables[set.name=s].set",
        Text = """nft-table fw; nft-set s { table fw; type "ipv4_addr . inet_service"; element "10.0.0.1 . 22"; element "10.0.0.2 . 80" }""",
        Shows =
        [
            Is("elem[0].concat[0]", "10.0.0.1"),
            Is("elem[0].concat[1]", 22),
            Is("elem[1].concat[1]", 80),
            Is("elem[2]", null),
        ],
        Foreign =
        [
            "nft add element inet fw s '{ 10.0.0.0 . 1 }'",
            "nft delete element inet fw s '{ 10.0.0.1 . 22 }'",
            "nft flush set inet fw s",
        ],
        Without = "nft-table fw",
    };

    public static KindLife Timed { get; } = new()
    {
        Kind = "nft-set",
        Variant = "elements with a time",
        Name = "inet fw s",
        Everywhere = true,
        Look = Ruleset,
        At = "nftables[set.name=s].set",
        Text = """nft-table fw; nft-set s { table fw; type ipv4_addr; flags timeout; element "10.0.0.1 timeout 1h"; element 10.0.0.2 }""",
        Shows =
        [
            Is("elem[0].elem.val", "10.0.0.1"),
            Is("elem[0].elem.timeout", 3600),
            Is("elem[1]", "10.0.0.2"),
        ],
        InPlace =
        [
            new("timeout 1h", "timeout 2h", Is("elem[0].elem.timeout", 7200)),
        ],
        Foreign =
        [
            "nft add element inet fw s '{ 10.0.0.3 timeout 1d }'",
            "nft delete element inet fw s '{ 10.0.0.2 }'",
        ],
        Without = "nft-table fw",
    };

    public static KindLife Map { get; } = new()
    {
        Kind = "nft-map",
        Name = "inet fw m",
        Everywhere = true,
        Look = Ruleset,
        At = "nftables[map.name=m].map",
        Text = """
            nft-table fw
            nft-chain ssh { table fw }
            nft-map m { table fw; type inet_service; data verdict; element "22 : jump ssh" }
            """,
        Shows =
        [
            Is("type", "inet_service"),
            Is("map", "verdict"),
            Is("elem[0][0]", 22),
            Is("elem[0][1].jump.target", "ssh"),
            Is("elem[1]", null),
        ],
        InPlace =
        [
            new("element \"22 : jump ssh\"", "element \"22 : accept\"; element \"80 : drop\"", Is("elem[0][1].jump.target", null), Has("elem[0][1]", "accept", n => n?.ToJsonString() == "{\"accept\":null}"),
                Has("elem[1]", "80, drop", n => n?.ToJsonString() == "[80,{\"drop\":null}]")),
        ],
        Anew = new("data verdict; element \"22 : accept\"; element \"80 : drop\"", "data mark; size 50; comment marks; element \"22 : 0x00000007\"",
            Is("map", "mark"), Prints("nft list map inet fw m | grep comment | tr -d '\t'", "comment \"marks\""), Is("size", 50), Is("elem[0][1]", 7), Is("elem[0][1].jump.target", null), Is("elem[1]", null)),
        Foreign =
        [
            "nft delete map inet fw m",
            "nft add element inet fw m '{ 443 : 0x1 }'",
        ],
        Without = "nft-table fw; nft-chain ssh { table fw }",
        Except = new Dictionary<string, string>
        {
            ["flags"] = "the life of nft-set has them: one request makes both",
            ["timeout"] = "the life of nft-set has it: one request makes both",
        },
    };

    public static KindLife Rule { get; } = new()
    {
        Kind = "nft-rule",
        Name = "inet fw input 20",
        Everywhere = true,
        Look = Ruleset,
        At = "nftables[rule.chain=input].rule",
        Text = """
            nft-table fw
            nft-chain input { table fw; hook input; priority 0 }
            nft-set s { table fw; type ipv4_addr; element 10.0.0.1 }
            nft-rule 20 {
                table fw
                chain input
                match "ip saddr @s"
                match "tcp dport 22"
                action counter
                action accept
            }
            """,
        Shows =
        [
            Prints(ListRules, Listing("ip saddr @s tcp dport 22 counter accept")),
        ],
        InPlace =
        [
            new("tcp dport 22", "tcp dport 22-23", Prints(ListRules, Listing("ip saddr @s tcp dport 22-23 counter accept"))),
            new("match \"tcp dport 22-23\"", "match \"ct state new\"; match \"limit rate 3/minute\"", Prints(ListRules, Listing("ip saddr @s ct state new limit rate 3/minute counter accept"))),
            new("action accept", "action accept; comment \"of the office\"", Prints(ListRules, Listing("ip saddr @s ct state new limit rate 3/minute counter accept comment \"of the office\""))),
            new("action accept; comment \"of the office\"", "action \"log prefix \\\"in \\\"\"; action reject", Prints(ListRules, Listing("ip saddr @s ct state new limit rate 3/minute counter log prefix \"in \" reject"))),
        ],
        Foreign =
        [
            "nft flush chain inet fw input",
            "nft delete set inet fw s || nft delete table inet fw",
            "nft insert rule inet fw input accept",
            "nft replace rule inet fw input handle $(nft -a list chain inet fw input | sed -n 's/.*saddr.*handle //p') drop",
        ],
        Without = "nft-table fw; nft-chain input { table fw; hook input; priority 0 }",
    };

    private const string ListNat = "nft -s list chain inet nat pre | grep dport | tr -d '\t'";

    /// <summary>With a set that goes and comes with the rule.</summary>
    public static KindLife Translation { get; } = new()
    {
        Kind = "nft-rule",
        Variant = "nat",
        Name = "inet nat pre 1",
        Everywhere = true,
        Look = Ruleset,
        At = "nftables[rule.chain=pre].rule",
        Text = "nft-table nat; nft-chain pre { table nat; type nat; hook prerouting; priority -100 }; nft-rule 1 { table nat; chain pre; match \"tcp dport { 80, 443 }\"; action \"dnat ip to 10.0.0.1\" }",
        Shows =
        [
            Prints(ListNat, "tcp dport { 80, 443 } dnat ip to 10.0.0.1"),
        ],
        InPlace =
        [
            new("80, 443", "80, 8080-8090", Prints(ListNat, "tcp dport { 80, 8080-8090 } dnat ip to 10.0.0.1")),
            new("dnat ip to 10.0.0.1", "redirect to :8080", Prints(ListNat, "tcp dport { 80, 8080-8090 } redirect to :8080")),
        ],
        Foreign =
        [
            "nft flush chain inet nat pre",
            "nft delete table inet nat",
        ],
        Without = "nft-table nat; nft-chain pre { table nat; type nat; hook prerouting; priority -100 }",
    };

    private static string Listing(string rule) => $"table inet fw {{\n\tchain input {{\n\t\ttype filter hook input priority filter; policy accept;\n\t\t{rule}\n\t}}\n}}";
}
