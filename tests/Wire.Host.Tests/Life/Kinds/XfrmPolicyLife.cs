using static Wire.Host.Tests.Life.Readings;

namespace Wire.Host.Tests.Life.Kinds;

/// <summary>ip(8) has no JSON of IPsec: what it prints is searched.</summary>
internal static class XfrmPolicyLife
{
    private const string Look = "ip xfrm policy list | sed -n 's/^src \\([^ ]*\\) dst \\([^ ]*\\) .*$/{\"src\":\"\\1\",\"dst\":\"\\2\"}/p'";

    /// <summary>All that ip prints of the policies, line for line, but for their counters.</summary>
    private static Reading Prints(params string[] lines) => Readings.Prints(
        "ip -s xfrm policy list | grep -vE 'lifetime|^[^a-z]*[0-9].bytes|add [0-9]|enc-mask' | sed 's/^[\\t ]*//; s/ share any//; s/ uid 0//; s/ ptype main//; s/([0-9a-fx]*)//g; s/ *$//'",
        string.Join('\n', lines));

    private const string Id = "src 10.1.0.0/16 dst 10.2.0.0/16 proto tcp sport 1000 dport 80 dir out mark 5 mask 0xff if_id 0x9";

    private static readonly string[] _first = ["limit: soft 1000(bytes), hard 2000(bytes)", "limit: soft 10(packets), hard 20(packets)", "expire add: soft 1000(sec), hard 2000(sec)", "expire use: soft 3000(sec), hard 4000(sec)"],
        _second = ["limit: soft 1048576(bytes), hard 2097152(bytes)", "limit: soft 11(packets), hard 21(packets)", "expire add: soft 1001(sec), hard 2001(sec)", "expire use: soft 3001(sec), hard 4001(sec)"],
        _one = ["tmpl src 192.0.2.1 dst 192.0.2.2", "proto esp spi 0x00001000 reqid 5 mode tunnel", "level required"],
        _two = ["tmpl src 192.0.2.1 dst 192.0.2.2", "proto esp spi 0x00001000 reqid 6 mode tunnel", "level required", "tmpl src 0.0.0.0 dst 0.0.0.0", "proto ah spi 0x00000000 reqid 0 mode transport", "level use"],
        _noLimits = ["limit: soft (INF)(bytes), hard (INF)(bytes)", "limit: soft (INF)(packets), hard (INF)(packets)", "expire add: soft 0(sec), hard 0(sec)", "expire use: soft 0(sec), hard 0(sec)"];

    private static Reading Full(string action, string[] templates, string[] limits) =>
        Prints(["src 10.1.0.0/16 dst 10.2.0.0/16 proto tcp sport 1000 dport 80", $"dir out action {action}", .. limits, "mark 0x5/0xff", .. templates, "if_id 0x9"]);

    public static KindLife Life { get; } = new()
    {
        Kind = "xfrm-policy",
        Name = "out src 10.1.0.0/16 dst 10.2.0.0/16 proto tcp sport 1000 dport 80 mark 0x5/0xff if-id 0x9",
        Look = Look,
        At = "",
        Text = """
            xfrm-policy out {
                src 10.1.0.0/16; dst 10.2.0.0/16; proto tcp; sport 1000; dport 80; mark 0x5/0xff; if-id 0x9
                index 17
                priority 30
                tmpl src 192.0.2.1 dst 192.0.2.2 proto esp spi 0x1000 mode tunnel reqid 5
                byte-soft 1000; byte-hard 2000; packet-soft 10; packet-hard 20; time-soft 1000; time-hard 2000; time-use-soft 3000; time-use-hard 4000
            }
            """,
        Shows = [Is("src", "10.1.0.0/16"), Full("allow index 17 priority 30 flag", _one, _first)],
        InPlace =
        [
            new("priority 30", "priority 31; action block", Full("block index 17 priority 31 flag", _one, _first)),
            new("priority 31", "flag icmp", Full("block index 17 priority 0 flag icmp", _one, _first)),
            new("reqid 5", "reqid 6\n    tmpl proto ah level use", Full("block index 17 priority 0 flag icmp", _two, _first)),
            new("byte-soft 1000; byte-hard 2000; packet-soft 10; packet-hard 20; time-soft 1000; time-hard 2000; time-use-soft 3000; time-use-hard 4000",
                "byte-soft 1m; byte-hard 2m; packet-soft 11; packet-hard 21; time-soft 1001; time-hard 2001; time-use-soft 3001; time-use-hard 4001",
                Full("block index 17 priority 0 flag icmp", _two, _second)),
        ],
        Anew = new("index 17", "index 25", Full("block index 25 priority 0 flag icmp", _two, _second)),
        Foreign =
        [
            $"ip xfrm policy delete {Id}",
            "ip xfrm policy flush",
            $"ip xfrm policy update {Id} priority 7 tmpl proto esp",
            $"ip xfrm policy update {Id} limit time-hard 1",
        ],
    };

    private const string V6Selector = "src ::/0 dst fd00::/64 proto ipv6-icmp type 128 code 0 dev v0";

    public static KindLife V6 { get; } = new()
    {
        Kind = "xfrm-policy",
        Variant = "IPv6",
        Name = "in src ::/0 dst fd00::/64 proto ipv6-icmp type 128 code 0 dev v0",
        Setup = ["ip link add v0 type veth peer name v1"],
        Look = Look,
        At = "",
        Text = "xfrm-policy in { src ::/0; dst fd00::/64; proto ipv6-icmp; type 128; code 0; dev v0; action block; index 800 }",
        Shows = [Prints([V6Selector, "dir in action block index 800 priority 0 flag", .. _noLimits])],
        Anew = new("index 800", "index 808", Prints([V6Selector, "dir in action block index 808 priority 0 flag", .. _noLimits])),
        Foreign = ["ip xfrm policy flush"],
    };
}
