using static Wire.Host.Tests.Life.Readings;

namespace Wire.Host.Tests.Life.Kinds;

internal static class BpfFilterLife
{
    private const string Directory = "/tmp/wire-life-bpf";

    /// <summary>The mounts of the tests' own process: a shell in a namespace has a copy.</summary>
    private const string Outside = "nsenter --mount=/proc/$PPID/ns/mnt --root=/proc/$PPID/root";

    public static KindLife Life { get; } = new()
    {
        Kind = "bpf-filter",
        Name = "d0 ingress priority 7",
        Setup =
        [
            "ip link add name d0 up type veth peer name d1",
            "ip link set dev d1 up",
            "[ $N = 2 ] && exit 0",
            $"mkdir -p {Directory}/fs",
            $"for n in one two; do printf '__attribute__((section(\"classifier\"), used)) int '$n'(void *packet) {{ return 0; }}' | $(command -v clang || command -v clang-14) -O2 -target bpf -x c -c - -o {Directory}/$n.o; done",
            $"{Outside} mount -t bpf bpf {Directory}/fs",
            $"for n in one two; do {Outside} bpftool prog load {Directory}/$n.o {Directory}/fs/$n type classifier; done",
        ],
        Teardown = [$"[ $N = 2 ] && exit 0; {Outside} umount {Directory}/fs; rm -rf {Directory}"],
        Look = "tc -j -d filter show dev d0 ingress",
        At = "[1]",
        Text = $"clsact d0\nbpf-filter d0 {{ parent ingress; priority 7; protocol ip; pinned {Directory}/fs/one; skip-hw; classid 1:1; action skbedit mark 7 }}",
        Shows =
        [
            Is("pref", 7),
            Is("options.bpf_name", $"{Directory}/fs/one"),
            Is("options.prog.name", "one"),
            Is("options.flowid", "1:1"),
            Is("options.direct-action", null),
            Is("options.skip_hw", true),
            Is("options.actions[0].mark", 7),
        ],
        InPlace =
        [
            new("fs/one; skip-hw; classid 1:1; action skbedit mark 7", "fs/two; direct-action; skip-hw; classid 1:2; action skbedit mark 8",
                Is("options.bpf_name", $"{Directory}/fs/two"), Is("options.prog.name", "two"), Is("options.flowid", "1:2"), Is("options.direct-action", true), Is("options.actions[0].mark", 8)),
        ],
        Anew = new("protocol ip;", "protocol ipv6;", Is("protocol", "ipv6")),
        Foreign =
        [
            "tc filter delete dev d0 ingress prio 7",
            "tc qdisc delete dev d0 clsact",
        ],
        Except = new Dictionary<string, string>
        {
            ["skip-sw"] = "needs a network card that filters",
        },
    };
}
