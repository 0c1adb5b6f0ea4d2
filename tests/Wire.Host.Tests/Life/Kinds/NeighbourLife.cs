using static Wire.Host.Tests.Life.Readings;

namespace Wire.Host.Tests.Life.Kinds;

internal static class NeighbourLife
{
    private const string Links = "veth v0 { peer v1; address 10.0.0.1/24; address 2001:db8::1/64 }\n";

    public static KindLife Life { get; } = new()
    {
        Kind = "neighbour",
        Name = "10.0.0.5 dev v0",
        Everywhere = true,
        Look = "ip -j -d neigh show nud all dev v0",
        At = "[dst=10.0.0.5]",
        Text = Links + "neighbour 10.0.0.5 { dev v0; lladdr 02:00:00:00:05:01 }",
        Shows =
        [
            Is("lladdr", "02:00:00:00:05:01"),
            Is("state[0]", "PERMANENT"),
            Is("protocol", "87"),
        ],
        InPlace =
        [
            new("05:01", "05:02", Is("lladdr", "02:00:00:00:05:02")),
            new("05:02", "05:02; state noarp", Is("state[0]", "NOARP")),
            new("noarp", "permanent; router on", Is("state[0]", "PERMANENT"), Prints("ip neigh show 10.0.0.5 dev v0 | grep -c router || true", "1")),
            new("router on", "extern-learn on", Prints("ip neigh show 10.0.0.5 dev v0 | grep -c router || true", "0"), Prints("ip neigh show 10.0.0.5 dev v0 | grep -c extern_learn || true", "1")),
        ],
        Foreign =
        [
            "ip neigh change 10.0.0.5 dev v0 lladdr 02:00:00:00:05:09 nud stale",
            "ip neigh delete 10.0.0.5 dev v0",
            "ip link set dev v0 down",
        ],
        Without = Links,
    };

    /// <summary>The kernel asks for it, and nobody answers.</summary>
    public static KindLife Managed { get; } = new()
    {
        Kind = "neighbour",
        Variant = "managed",
        Name = "2001:db8::5 dev v0",
        Look = "ip -j -d -6 neigh show dev v0",
        At = "[dst=2001:db8::5]",
        Text = Links + "neighbour 2001:db8::5 { dev v0; managed on }",
        Shows =
        [
            Is("protocol", "87"),
            Prints("ip neigh show 2001:db8::5 dev v0 | grep -c managed || true", "1"),
        ],
        InPlace =
        [
            new("managed on", "lladdr 02:00:00:00:05:01",
                Is("lladdr", "02:00:00:00:05:01"), Prints("ip neigh show 2001:db8::5 dev v0 | grep -c managed || true", "0")),
        ],
        Foreign = ["ip neigh delete 2001:db8::5 dev v0"],
        Without = Links,
    };

    public static KindLife Proxy { get; } = new()
    {
        Kind = "neighbour",
        Variant = "answered for",
        Name = "10.0.0.9 dev v0 proxy",
        Everywhere = true,
        Look = "ip -j -d neigh show proxy dev v0",
        At = "[dst=10.0.0.9]",
        Text = Links + """
            neighbour 10.0.0.9 { dev v0; proxy on }
            neighbour 10.0.0.9 { dev v0; lladdr 02:00:00:00:05:01 }
            """,
        Shows =
        [
            Is("protocol", "87"),
            Prints("ip neigh show 10.0.0.9 dev v0 | grep -c 05:01 || true", "1"),
        ],
        Foreign =
        [
            "ip neigh delete proxy 10.0.0.9 dev v0",
            "ip link set dev v0 down",
        ],
        Without = Links,
    };
}
