using System.Globalization;
using System.Text.RegularExpressions;

namespace Wire.Kernel.Tests.Kernel;

/// <summary>Packets between namespaces, through Wire's rules.</summary>
[Trait("Category", "Kernel")]
[Trait("Category", "Guest")]
public sealed partial class FilteredTrafficTests : IDisposable
{
    private readonly Filtering _wire = new();
    private readonly TestNetns _peer = new();

    public void Dispose()
    {
        _peer.Dispose();
        _wire.Dispose();
    }

    private void Connect(string peer, string address, string mac, string bridge = "")
    {
        _wire.Netns.Ip($"link add {peer} type veth peer name eth0 netns {_peer.Name}");
        _wire.Netns.Ip($"link set {peer} up{(bridge.Length > 0 ? " master " + bridge : "")}");
        _peer.Ip($"link set eth0 address {mac} up");
        _peer.Ip($"address add {address} dev eth0");
    }

    private bool Pings(string address, int count = 1) =>
        _peer.TryIp($"netns exec {_peer.Name} ping -n -q -c {count} -i 0.01 -W 1 {address}");

    private int Counted(string chain, string rule)
    {
        string line = _wire.Nft($"list chain {chain}").Split('\n').Single(l => l.Contains(rule, StringComparison.Ordinal));
        return int.Parse(Packets().Match(line).Groups[1].Value, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"packets (\d+)")]
    private static partial Regex Packets();

    [Fact]
    public void DroppedPingIsCountedAndTheNextTransactionLetsItThrough()
    {
        Connect("v0", "10.9.0.2/24", "02:00:00:00:09:02");
        _wire.Netns.Ip("address add 10.9.0.1/24 dev v0");
        Assert.True(Pings("10.9.0.1"));

        string table = "nft-table fw; nft-chain input { table fw; hook input }\n";
        _wire.Apply(table + "nft-rule 10 { table fw; chain input; match \"ip saddr 10.9.0.2\"; match \"icmp type echo-request\"; action counter; action drop }");

        Assert.False(Pings("10.9.0.1"));
        Assert.Equal(1, Counted("inet fw input", "echo-request"));

        _wire.Apply(table);
        Assert.True(Pings("10.9.0.1"));
    }

    [Fact]
    public void LimitLetsOnlySoManyThrough()
    {
        Connect("v0", "10.9.0.2/24", "02:00:00:00:09:02");
        _wire.Netns.Ip("address add 10.9.0.1/24 dev v0");
        _wire.Apply("""
            nft-table fw
            nft-chain input { table fw; hook input }
            nft-rule 10 { table fw; chain input; match "icmp type echo-request"; match "limit rate 1/hour burst 3 packets"; action counter; action accept }
            nft-rule 20 { table fw; chain input; match "icmp type echo-request"; action counter; action drop }
            """);

        Pings("10.9.0.1", count: 8);

        Assert.Equal((3, 5), (Counted("inet fw input", "limit"), Counted("inet fw input", "drop")));
    }

    /// <summary>A port of a bridge speaks by one Ethernet address and for one IP address: what else it says does not pass.</summary>
    [Fact]
    public void SpoofedAddressesDoNotPassABridge()
    {
        _wire.Netns.Ip("link add br0 type bridge");
        _wire.Netns.Ip("link set br0 up");
        _wire.Netns.Ip("address add 10.9.0.1/24 dev br0");
        Connect("v0", "10.9.0.2/24", "02:00:00:00:09:02", bridge: "br0");
        string text = """
            nft-table guard { family bridge }
            nft-chain in { table guard; family bridge; hook input }
            nft-rule 10 { table guard; family bridge; chain in; match "iifname v0"; match "ether saddr != 02:00:00:00:09:02"; action counter; action drop }
            nft-rule 20 { table guard; family bridge; chain in; match "iifname v0"; match "arp saddr ip != 10.9.0.2"; action counter; action drop }
            nft-rule 30 { table guard; family bridge; chain in; match "iifname v0"; match "ip saddr != 10.9.0.2"; action counter; action drop }
            """;
        _wire.Apply(text);
        Assert.True(Pings("10.9.0.1"));
        Assert.Equal((0, 0), (Counted("bridge guard in", "ether saddr"), Counted("bridge guard in", "arp saddr ip")));

        _peer.Ip("address add 10.9.0.66/24 dev eth0");
        _peer.Ip("neighbour flush dev eth0");
        _peer.TryIp($"netns exec {_peer.Name} ping -n -q -c 1 -W 1 -I 10.9.0.66 10.9.0.1");
        Assert.True(Counted("bridge guard in", "arp saddr ip") + Counted("bridge guard in", "ip saddr != 10.9.0.2 counter") > 0, _wire.Nft("list ruleset"));

        _peer.Ip("link set eth0 address 02:00:00:00:09:66");
        Assert.False(Pings("10.9.0.1"));
        Assert.True(Counted("bridge guard in", "ether saddr") > 0);
    }
}
