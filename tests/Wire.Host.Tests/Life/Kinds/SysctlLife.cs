using static Wire.Host.Tests.Life.Readings;

namespace Wire.Host.Tests.Life.Kinds;

internal static class SysctlLife
{
    private const string Look = "ip -j link show dev lo";

    /// <summary>Values of several words, which the kernel prints with tabs.</summary>
    public static KindLife Life { get; } = new()
    {
        Kind = "sysctl",
        Name = "net.ipv4.ip_local_port_range",
        Everywhere = true,
        Look = Look,
        Text = """
            sysctl net.ipv4.ip_local_port_range { value "20000  30000" }
            sysctl net/ipv4/ip_forward { value 1 }
            """,
        Shows =
        [
            Prints("sysctl -n net.ipv4.ip_local_port_range", "20000\t30000"),
            Prints("sysctl -n net.ipv4.ip_forward", "1"),
            Prints("sysctl -n net.ipv4.conf.all.forwarding", "1"),
        ],
        InPlace =
        [
            new("20000  30000", "20000 40000", Prints("sysctl -n net.ipv4.ip_local_port_range", "20000\t40000")),
        ],
        Foreign =
        [
            "sysctl -w 'net.ipv4.ip_local_port_range=1024 2048'",
            "sysctl -w net.ipv4.ip_forward=0",
        ],
    };

    /// <summary>Of a link that Wire makes: set once it is there, before it has an address, which IPv6 refuses where it is disabled.</summary>
    public static KindLife OfLink { get; } = new()
    {
        Kind = "sysctl",
        Variant = "of a link",
        Name = "net/ipv4/conf/d0.5/rp_filter",
        Everywhere = true,
        Setup = ["ip link add d0.5 type bridge; sysctl -w net.ipv6.conf.default.disable_ipv6=1"],
        Look = Look,
        Text = """
            interface d0.5 { mtu 1400 }
            bridge d1 { address 2001:db8::1/64 }
            sysctl net/ipv4/conf/d0.5/rp_filter { value 2 }
            sysctl net.ipv6.conf.d1.disable_ipv6 { value 0 }
            sysctl net.ipv6.neigh.d1.gc_stale_time { value 77 }
            """,
        Shows =
        [
            Prints("cat /proc/sys/net/ipv4/conf/d0.5/rp_filter", "2"),
            Prints("cat /proc/sys/net/ipv6/conf/d1/disable_ipv6 || echo none", "0"),
            Prints("cat /proc/sys/net/ipv6/neigh/d1/gc_stale_time || echo none", "77"),
            Prints("ip -6 -o address show dev d1 | grep -c 2001:db8::1 || true", "1"),
        ],
        InPlace =
        [
            new("value 2", "value 1", Prints("cat /proc/sys/net/ipv4/conf/d0.5/rp_filter", "1")),
        ],
        Foreign =
        [
            "sysctl -w net/ipv4/conf/d0.5/rp_filter=0",
            "ip link delete dev d1",
        ],
    };
}
