using static Wire.Host.Tests.Life.Readings;

namespace Wire.Host.Tests.Life.Kinds;

/// <summary>ip(8) has no JSON of IPsec: what it prints is searched, with the keys, which it shows to root.</summary>
internal static class XfrmStateLife
{
    private const string Gcm = "000102030405060708090a0b0c0d0e0f10111213", Other = "2021222324252627282a2b2c2d2e2f3031323334", Aes = "202122232425262728292a2b2c2d2e2f",
        Sha = "404142434445464748494a4b4c4d4e4f505152535455565758595a5b5c5d5e5f";

    internal const string Keys = $"mkdir -p -m 700 $STATE/keys; umask 077; cd $STATE/keys; echo 0x{Gcm} > gcm.key; echo 0x{Other} > other.key; echo 0x{Aes} > aes.key; echo 0x{Sha} > sha.key";

    private const string Look = "ip xfrm state list | sed -n 's/^src \\(.*\\) dst \\(.*\\)$/{\"src\":\"\\1\",\"dst\":\"\\2\"}/p'";

    /// <summary>All that ip prints of the states, line for line, but for their counters.</summary>
    private static Reading Prints(params string[] lines) => Readings.Prints(
        "{ ip xfrm state list | grep -v anti-replay; ip -s xfrm state list | grep -oE 'extra_flag [a-z-]+|(limit|expire (add|use)): .*'; } | sed 's/^[\t ]*//; s/ *$//'", string.Join('\n', lines));

    private static readonly string[] _noLimits = ["limit: soft (INF)(bytes), hard (INF)(bytes)", "limit: soft (INF)(packets), hard (INF)(packets)", "expire add: soft 0(sec), hard 0(sec)", "expire use: soft 0(sec), hard 0(sec)"];

    private const string Id = "src 192.0.2.1 dst 192.0.2.2 proto esp spi 0x1000 mark 5 mask 0xff";

    private static readonly string[] _first = ["limit: soft 1000(bytes), hard 2000(bytes)", "limit: soft 10(packets), hard 20(packets)", "expire add: soft 1000(sec), hard 2000(sec)", "expire use: soft 3000(sec), hard 4000(sec)"],
        _second = ["limit: soft 1048576(bytes), hard 2097152(bytes)", "limit: soft 11(packets), hard 21(packets)", "expire add: soft 1001(sec), hard 2001(sec)", "expire use: soft 3001(sec), hard 4001(sec)"];

    public static KindLife Life { get; } = new()
    {
        Kind = "xfrm-state",
        Name = "0x1000 dst 192.0.2.2 proto esp mark 0x5/0xff",
        Setup = [Keys],
        Look = Look,
        At = "",
        Text = """
            xfrm-state 0x1000 {
                dst 192.0.2.2
                mark 0x5/0xff
                src 192.0.2.1
                mode tunnel
                reqid 5
                aead rfc4106(gcm(aes))
                aead-key gcm
                icv 96
                replay-window 32
                flag nopmtudisc
                extra-flag dont-encap-dscp
                encap espinudp 4500 4501 198.51.100.9
                output-mark 0x7/0xf
                if-id 0x9
                tfcpad 100
                byte-soft 1000; byte-hard 2000; packet-soft 10; packet-hard 20; time-soft 1000; time-hard 2000; time-use-soft 3000; time-use-hard 4000
            }
            """,
        Shows = [Is("src", "192.0.2.1"), Full(Gcm, "0x7/0xf", "sport 4500 dport 4501 addr 198.51.100.9", "0x9", _first)],
        InPlace =
        [
            new("espinudp 4500 4501 198.51.100.9", "espinudp 4500 4502", Full(Gcm, "0x7/0xf", "sport 4500 dport 4502 addr 0.0.0.0", "0x9", _first)),
            new("output-mark 0x7/0xf", "output-mark 0x9", Full(Gcm, "0x9/0xffffffff", "sport 4500 dport 4502 addr 0.0.0.0", "0x9", _first)),
            new("if-id 0x9", "if-id 0xa", Full(Gcm, "0x9/0xffffffff", "sport 4500 dport 4502 addr 0.0.0.0", "0xa", _first)),
            new("byte-soft 1000; byte-hard 2000; packet-soft 10; packet-hard 20; time-soft 1000; time-hard 2000; time-use-soft 3000; time-use-hard 4000",
                "byte-soft 1m; byte-hard 2m; packet-soft 11; packet-hard 21; time-soft 1001; time-hard 2001; time-use-soft 3001; time-use-hard 4001",
                Full(Gcm, "0x9/0xffffffff", "sport 4500 dport 4502 addr 0.0.0.0", "0xa", _second)),
        ],
        Anew = new("aead-key gcm", "aead-key other", Full(Other, "0x9/0xffffffff", "sport 4500 dport 4502 addr 0.0.0.0", "0xa", _second)),
        Foreign =
        [
            $"ip xfrm state delete {Id}",
            "ip xfrm state flush",
            $"ip xfrm state update {Id} mode tunnel aead 'rfc4106(gcm(aes))' 0x{Other} 96 encap espinudp 1 2 0.0.0.0",
        ],
    };

    private static Reading Full(string key, string outputMark, string encap, string ifId, string[] limits) => Prints(
    [
        "src 192.0.2.1 dst 192.0.2.2", "proto esp spi 0x00001000 reqid 5 mode tunnel", "replay-window 32 flag nopmtudisc", $"mark 0x5/0xff output-mark {outputMark}", $"aead rfc4106(gcm(aes)) 0x{key} 96",
        $"encap type espinudp {encap}", $"if_id {ifId}", "tfcpad 100", "sel src 0.0.0.0/0 dst 0.0.0.0/0", "extra_flag dont-encap-dscp", .. limits,
    ]);

    public static KindLife V6 { get; } = new()
    {
        Kind = "xfrm-state",
        Variant = "IPv6",
        Name = "0x1001 dst fd00::2 proto esp",
        Setup = [Keys, "ip link add v0 type veth peer name v1"],
        Look = Look,
        At = "",
        Text = """
            xfrm-state 0x1001 {
                dst fd00::2; src fd00::1; enc cbc(aes); enc-key aes; auth sha256; auth-key sha; auth-trunc 128; replay-window 64; flag esn; dir in
                sel src fd01::/64 dst fd02::/64 proto tcp sport 1000 dport 80 dev v0
            }
            """,
        Shows =
        [
            Prints(["src fd00::1 dst fd00::2", "proto esp spi 0x00001001 reqid 0 mode transport", "replay-window 0 flag esn", $"auth-trunc hmac(sha256) 0x{Sha} 128", $"enc cbc(aes) 0x{Aes}",
                "seq-hi 0x0, seq 0x0, oseq-hi 0x0, oseq 0x0", "replay_window 64, bitmap-length 2", "00000000 00000000", "sel src fd01::/64 dst fd02::/64 proto tcp sport 1000 dport 80 dev v0", .. _noLimits]),
        ],
        Anew = new("auth-trunc 128; replay-window 64; flag esn; dir in", "replay-window 100",
            Prints(["src fd00::1 dst fd00::2", "proto esp spi 0x00001001 reqid 0 mode transport", "replay-window 0", $"auth-trunc hmac(sha256) 0x{Sha} 96", $"enc cbc(aes) 0x{Aes}",
                "seq-hi 0x0, seq 0x0, oseq-hi 0x0, oseq 0x0", "replay_window 100, bitmap-length 4", "00000000 00000000 00000000 00000000",
                "sel src fd01::/64 dst fd02::/64 proto tcp sport 1000 dport 80 dev v0", .. _noLimits])),
        Foreign = ["ip xfrm state flush proto esp"],
    };

    public static KindLife Ah { get; } = new()
    {
        Kind = "xfrm-state",
        Variant = "AH",
        Name = "0x1002 dst 192.0.2.2 proto ah",
        Setup = [Keys],
        Look = Look,
        At = "",
        Text = "xfrm-state 0x1002 { dst 192.0.2.2; proto ah; src 192.0.2.1; auth hmac(sha256); auth-key sha }",
        Shows = [Ah4("192.0.2.1")],
        Anew = new("proto ah; src 192.0.2.1", "proto ah", Ah4("0.0.0.0")),
        Foreign = ["ip xfrm state delete src 192.0.2.1 dst 192.0.2.2 proto ah spi 0x1002 || ip xfrm state delete dst 192.0.2.2 proto ah spi 0x1002"],
    };

    private static Reading Ah4(string src) => Prints(
        [$"src {src} dst 192.0.2.2", "proto ah spi 0x00001002 reqid 0 mode transport", "replay-window 0", $"auth-trunc hmac(sha256) 0x{Sha} 96", "sel src 0.0.0.0/0 dst 0.0.0.0/0", .. _noLimits]);

    public static KindLife Compressed { get; } = new()
    {
        Kind = "xfrm-state",
        Variant = "compression",
        Name = "0x1004 dst 192.0.2.2 proto comp",
        Look = "ip xfrm state list proto comp | sed -n 's/^src \\(.*\\) dst \\(.*\\)$/{\"src\":\"\\1\",\"dst\":\"\\2\"}/p'",
        At = "",
        Text = "xfrm-state 0x1004 { dst 192.0.2.2; proto comp; src 192.0.2.1; mode tunnel; comp deflate }",
        Shows = [Readings.Prints("ip xfrm state list proto comp | grep -oE 'mode .*|comp deflate'", "mode tunnel\ncomp deflate")],
        Anew = new("mode tunnel", "mode transport", Readings.Prints("ip xfrm state list proto comp | grep -oE 'mode .*|comp deflate'", "mode transport\ncomp deflate")),
        Foreign = ["ip xfrm state flush"],
    };

    /// <summary>A simulated network card does the cryptography.</summary>
    public static KindLife Offloaded { get; } = new()
    {
        Kind = "xfrm-state",
        Variant = "offloaded",
        Name = "0x1003 dst 192.0.2.2 proto esp",
        Setup = [Keys, "echo \"3$N 1\" > /sys/bus/netdevsim/new_device; ip link set dev $(ls /sys/bus/netdevsim/devices/netdevsim3$N/net) name sim0 netns $NETNS; ip -n $NETNS link set sim0 up"],
        Teardown = ["echo 3$N > /sys/bus/netdevsim/del_device"],
        Look = Look,
        At = "",
        Text = "xfrm-state 0x1003 { dst 192.0.2.2; src 192.0.2.1; aead rfc4106(gcm(aes)); aead-key gcm; offload-dev sim0; offload-dir out }",
        Shows = [Offload("out"), Limit("(INF)")],
        Anew = new("offload-dir out", "offload-dir in", Offload("in")),
        InPlace = [new("offload-dir out", "offload-dir out; packet-hard 1000", Limit("1000"))],
        Foreign = ["ip xfrm state flush", "ip link set sim0 down; ip link set sim0 up"],
    };

    private static Reading Limit(string packets) => Readings.Prints("ip -s xfrm state list | grep -oE 'hard .*.packets'", $"hard {packets}(packets");

    private static Reading Offload(string dir) => Readings.Prints("ip xfrm state list | grep -o 'crypto offload.*'", $"crypto offload parameters: dev sim0 dir {dir}");
}
