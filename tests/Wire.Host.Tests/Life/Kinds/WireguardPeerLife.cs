using static Wire.Host.Tests.Life.Readings;

namespace Wire.Host.Tests.Life.Kinds;

internal static class WireguardPeerLife
{
    private const string Peer = "xTIBA5rboUvnH4htodjb6e697QjLERt1NAB4mZqp8Dg=";
    private const string Other = "TrMvSoP4jYQlY6RIzBgbssQqY3vxI2Pi+y71lOWWXX0=";

    /// <summary>What <c>wg show wg0 WHAT</c> says of the peer.</summary>
    private static string Of(string what) => $"wg show wg0 {what} | grep ^{Peer} | cut -f2-";

    public static KindLife Life { get; } = new()
    {
        Kind = "wireguard-peer",
        Name = $"{Peer} dev wg0",
        Setup = [WireguardLife.Keys],
        Look = $$"""wg show wg0 peers | grep -q ^{{Peer}} && echo '{"there": true}'""",
        At = "",
        Text = $$"""
            wireguard wg0 { private-key office }
            wireguard-peer {{Peer}} {
                dev wg0
                endpoint 192.0.2.1:51820
                allowed-ip 10.0.0.0/24
                allowed-ip fd00::/64
                keepalive 25
                preshared-key branch
            }
            wireguard-peer {{Other}} { dev wg0; allowed-ip 10.9.0.0/16; keepalive 7 }
            """,
        Shows =
        [
            Prints(Of("endpoints"), "192.0.2.1:51820"),
            Prints(Of("allowed-ips"), "10.0.0.0/24 fd00::/64"),
            Prints(Of("persistent-keepalive"), "25"),
            Prints(Of("preshared-keys"), WireguardLife.BranchKey),
            Prints($"wg show wg0 dump | grep ^{Other}", $"{Other}\t(none)\t(none)\t10.9.0.0/16\t0\t0\t0\t7"),
        ],
        InPlace =
        [
            new("192.0.2.1:51820", "[2001:db8::1]:4000", Prints(Of("endpoints"), "[2001:db8::1]:4000")),
            new("fd00::/64", "10.0.1.0/24", Prints(Of("allowed-ips"), "10.0.0.0/24 10.0.1.0/24")),
            new("allowed-ip 10.0.0.0/24", "", Prints(Of("allowed-ips"), "10.0.1.0/24")),
            new("keepalive 25", "keepalive 30", Prints(Of("persistent-keepalive"), "30")),
            new("preshared-key branch", "preshared-key office", Prints(Of("preshared-keys"), WireguardLife.OfficeKey)),
            new("preshared-key office", "", Prints(Of("preshared-keys"), "(none)")),
            new("keepalive 30", "preshared-key branch", Prints(Of("persistent-keepalive"), "off"), Prints(Of("preshared-keys"), WireguardLife.BranchKey)),
        ],
        Foreign =
        [
            $"wg set wg0 peer {Peer} allowed-ips 10.5.0.0/16 persistent-keepalive 9",
            $"wg genpsk | wg set wg0 peer {Peer} preshared-key /proc/self/fd/0",
            $"wg set wg0 peer {Peer} remove",
            "ip link delete dev wg0",
        ],
        Without = $$"""
            wireguard wg0 { private-key office }
            wireguard-peer {{Other}} { dev wg0; allowed-ip 10.9.0.0/16; keepalive 7 }
            """,
    };
}
