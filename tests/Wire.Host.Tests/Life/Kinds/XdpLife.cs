using Wire.Testing;
using static Wire.Host.Tests.Life.Readings;

namespace Wire.Host.Tests.Life.Kinds;

internal static class XdpLife
{
    private static readonly string _source = Repository.PathOf("tests", "Wire.Testing", "Bpf", "drop-icmp.c");

    public static KindLife Life { get; } = new()
    {
        Kind = "xdp",
        Name = "v0",
        Everywhere = true,
        Setup =
        [
            "ip link add v0 type veth peer name v1",
            "ip link set v0 up",
            "ip link set v1 up",
            "for o in a b; do $(command -v clang || command -v clang-14) -O2 -target bpf -c " + _source + " -o /tmp/wire-life-$o.o; done",
            "printf '__attribute__((section(\"xdp\"), used)) int foreign(void *c) { return 2; }' | $(command -v clang || command -v clang-14) -O2 -target bpf -x c -c - -o /tmp/wire-life-foreign.o",
        ],
        Teardown = ["[ $N = 2 ] || rm -f /tmp/wire-life-*.o"],
        Look = KindLife.LinkLook("v0"),
        At = "[0].xdp",
        Text = """
            xdp v0 {
                program /tmp/wire-life-a.o
                mode generic
            }
            """,
        Shows = [Is("mode", 2), Is("prog.name", "drop_icmp")],
        InPlace =
        [
            new("mode generic", "mode generic; section xdp.pass", Is("prog.name", "pass_all")),
            new("wire-life-a.o", "wire-life-b.o", Has("prog.id", "another program", found => found is not null && found.ToJsonString() != "0")),
        ],
        Anew = new("mode generic", "mode native", Is("mode", 1)),
        Foreign =
        [
            "ip link set dev v0 xdpdrv off",
            "ip -force link set dev v0 xdpdrv obj /tmp/wire-life-foreign.o sec xdp",
        ],
    };
}
