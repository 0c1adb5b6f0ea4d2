using static Wire.Host.Tests.Life.Readings;

namespace Wire.Host.Tests.Life.Kinds;

internal static class EthtoolLife
{
    /// <summary>ethtool(8) knows JSON for few of its subjects: each of its lines becomes a field, "g_RX", with the letter of its option.</summary>
    private static string Look(string dev) => $$"""
        ip link show dev {{dev}} >/dev/null
        echo '[{'
        for o in g l c a k s; do
            case $o in s) ethtool {{dev}};; *) ethtool -$o {{dev}};; esac 2>/dev/null | sed -E 's/^(Adaptive|CQE mode)( RX: [a-z/]+) +TX: (.*)/\1\2\n\1 TX: \3/' | awk -v o=$o '
                /^Pre-set/ { skip = 1 } /^Current/ { skip = 0 }
                !skip && match($0, /: *\t*[^ \t]/) {
                    key = substr($0, 1, RSTART - 1); gsub(/^[ \t]+/, "", key); gsub(/[ .]/, "_", key)
                    value = substr($0, RSTART + RLENGTH - 1); sub(/ *\[.*/, "", value)
                    if (!(key in told)) printf "\"%s_%s\": \"%s\",\n", o, key, value
                    told[key] = 1
                }'
        done
        echo '"": ""}]'
        """;

    private static readonly (string Word, string Shown, string First, string Second)[] _numbers =
    [
        ("ring-rx", "g_RX", "256", "512"),
        ("ring-rx-mini", "g_RX_Mini", "16", "32"),
        ("ring-rx-jumbo", "g_RX_Jumbo", "8", "16"),
        ("ring-tx", "g_TX", "1024", "2048"),
        ("channels-combined", "l_Combined", "2", "3"),
        ("adaptive-rx", "c_Adaptive_RX", "on", "off"),
        ("adaptive-tx", "c_Adaptive_TX", "on", "off"),
        ("rx-usecs", "c_rx-usecs", "11", "111"),
        ("rx-frames", "c_rx-frames", "12", "112"),
        ("rx-usecs-irq", "c_rx-usecs-irq", "13", "113"),
        ("rx-frames-irq", "c_rx-frames-irq", "14", "114"),
        ("tx-usecs", "c_tx-usecs", "15", "115"),
        ("tx-frames", "c_tx-frames", "16", "116"),
        ("tx-usecs-irq", "c_tx-usecs-irq", "17", "117"),
        ("tx-frames-irq", "c_tx-frames-irq", "18", "118"),
        ("stats-block-usecs", "c_stats-block-usecs", "19", "119"),
        ("pkt-rate-low", "c_pkt-rate-low", "20", "120"),
        ("rx-usecs-low", "c_rx-usecs-low", "21", "121"),
        ("rx-frames-low", "c_rx-frame-low", "22", "122"),
        ("tx-usecs-low", "c_tx-usecs-low", "23", "123"),
        ("tx-frames-low", "c_tx-frame-low", "24", "124"),
        ("pkt-rate-high", "c_pkt-rate-high", "25", "125"),
        ("rx-usecs-high", "c_rx-usecs-high", "26", "126"),
        ("rx-frames-high", "c_rx-frame-high", "27", "127"),
        ("tx-usecs-high", "c_tx-usecs-high", "28", "128"),
        ("tx-frames-high", "c_tx-frame-high", "29", "129"),
        ("sample-interval", "c_sample-interval", "30", "130"),
        ("pause-rx", "a_RX", "off", "on"),
        ("pause-tx", "a_TX", "off", "on"),
    ];

    private static string FirstNumbers => string.Concat(_numbers.Select(n => $"    {n.Word} {n.First}\n"));

    private static string SecondNumbers => string.Concat(_numbers.Select(n => $"    {n.Word} {n.Second}\n"));

    public static KindLife Life { get; } = new()
    {
        Kind = "ethtool",
        Name = "eth0",
        Setup =
        [
            "mount -t debugfs none /sys/kernel/debug",
            "echo \"7$N 1 4\" > /sys/bus/netdevsim/new_device",
            "cd /sys/kernel/debug/netdevsim/netdevsim7$N/ports/0/ethtool/ring",
            "for ring in rx rx_mini rx_jumbo tx; do echo 4096 > ${ring}_max_pending; done",
            "ethtool -G eth0 rx 128 rx-mini 4 rx-jumbo 4 tx 128",
        ],
        Teardown = ["echo 7$N > /sys/bus/netdevsim/del_device"],
        Look = Look("eth0"),
        Text = $$"""
            ethtool eth0 {
            {{FirstNumbers}}
                feature "hw-tc-offload on"
                feature "rx-gro-list on"
            }
            """,
        Shows = [.. _numbers.Select(n => Is(n.Shown, n.First)), Is("k_hw-tc-offload", "on"), Is("k_rx-gro-list", "on"), Is("k_generic-receive-offload", "on")],
        InPlace =
        [
            new(FirstNumbers, SecondNumbers, [.. _numbers.Select(n => Is(n.Shown, n.Second))]),
            new("hw-tc-offload on", "hw-tc-offload off", Is("k_hw-tc-offload", "off")),
            new("rx-gro-list on", "rx-gro-list off", Is("k_rx-gro-list", "off")),
        ],
        Foreign =
        [
            "ethtool -G eth0 rx 64 tx 64",
            "ethtool -L eth0 combined 1",
            "ethtool -C eth0 rx-usecs 9 adaptive-rx on",
            "ethtool -A eth0 rx off",
            "ethtool -K eth0 rx-gro-list on",
        ],
        Except = new Dictionary<string, string>
        {
            ["ring-rx-buf-len"] = "no driver in the lab's kernel has it",
            ["ring-cqe-size"] = "no driver in the lab's kernel has it",
            ["ring-tx-push"] = "no driver in the lab's kernel has it",
            ["ring-rx-push"] = "no driver in the lab's kernel has it",
            ["ring-tx-push-buf-len"] = "no driver in the lab's kernel has it",
            ["ring-tcp-data-split"] = "no driver in the lab's kernel has it",
            ["channels-rx"] = "netdevsim has combined channels only",
            ["channels-tx"] = "netdevsim has combined channels only",
            ["channels-other"] = "netdevsim has combined channels only",
            ["cqe-mode-rx"] = "netdevsim takes it and forgets it (nsim_set_coalesce)",
            ["cqe-mode-tx"] = "netdevsim takes it and forgets it (nsim_set_coalesce)",
            ["tx-aggr-max-bytes"] = "Debian's ethtool does not show it",
            ["tx-aggr-max-frames"] = "Debian's ethtool does not show it",
            ["tx-aggr-time-usecs"] = "Debian's ethtool does not show it",
            ["pause-autoneg"] = "netdevsim has no link to agree on (nsim_set_pauseparam)",
            ["lanes"] = "no driver in the lab's kernel has it",
            ["master-slave"] = "no driver in the lab's kernel has it",
            ["advertise"] = "no driver in the lab's kernel has it",
        },
    };

    /// <summary>A link without hardware: nothing is told of it before somebody declares it.</summary>
    public static KindLife Tap { get; } = new()
    {
        Kind = "ethtool",
        Variant = "tap",
        Name = "t0",
        Everywhere = true,
        Setup = ["ip tuntap add name t0 mode tap"],
        Look = Look("t0"),
        Text = """
            ethtool t0 {
                speed 1000
                duplex half
                autoneg off
                feature "rx-gro off"
            }
            """,
        Shows = [Is("s_Speed", "1000Mb/s"), Is("s_Duplex", "Half"), Is("s_Auto-negotiation", "off"), Is("k_generic-receive-offload", "off")],
        InPlace =
        [
            new("speed 1000", "speed 2500", Is("s_Speed", "2500Mb/s")),
            new("duplex half", "duplex full", Is("s_Duplex", "Full")),
            new("autoneg off", "autoneg on", Is("s_Auto-negotiation", "on")),
            new("rx-gro off", "rx-gro on", Is("k_generic-receive-offload", "on")),
        ],
        Foreign = ["ethtool -s t0 speed 10 duplex half autoneg off", "ethtool -K t0 gro off"],
    };
}
