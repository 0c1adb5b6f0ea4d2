using System.Net;
using System.Net.Sockets;

namespace Wire.Kernel.Tests.Kernel;

/// <summary>Connections between namespaces, whose addresses Wire's rules translate on the way.</summary>
[Trait("Category", "Kernel")]
[Trait("Category", "Guest")]
public sealed class TranslatedTrafficTests : IDisposable
{
    private static readonly TimeSpan _soon = TimeSpan.FromSeconds(5);

    private readonly Filtering _wire = new();
    private readonly TestNetns _client = new();
    private readonly TestNetns _server = new();

    public TranslatedTrafficTests()
    {
        Connect(_client, "v0", "10.9.0");
        Connect(_server, "w0", "10.8.0");
        _wire.Netns.Ip($"netns exec {_wire.Netns.Name} sysctl -qw net.ipv4.ip_forward=1");
    }

    public void Dispose()
    {
        _server.Dispose();
        _client.Dispose();
        _wire.Dispose();
    }

    /// <summary>The router is .1, the other end .2; it knows no way but to its own network.</summary>
    private void Connect(TestNetns peer, string link, string network)
    {
        _wire.Netns.Ip($"link add {link} type veth peer name eth0 netns {peer.Name}");
        _wire.Netns.Ip($"address add {network}.1/24 dev {link}");
        _wire.Netns.Ip($"link set {link} up");
        peer.Ip($"address add {network}.2/24 dev eth0");
        peer.Ip("link set eth0 up");
    }

    /// <summary>A socket of the namespace that another thread went into for it.</summary>
    private sealed record SocketOf : KernelQuery<Socket>
    {
        internal override Socket Answer() => new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    }

    private static Socket SocketIn(TestNetns netns) => new RealNetlink(netns.Name).Ask(null, new SocketOf());

    private static Socket Listen(TestNetns netns, int port)
    {
        Socket listener = SocketIn(netns);
        listener.Bind(new IPEndPoint(IPAddress.Any, port));
        listener.Listen();
        return listener;
    }

    /// <summary>Whom the listener sees, and what the client then reads.</summary>
    private async Task<(IPAddress Seen, byte Read)> ConnectAsync(IPEndPoint to, Socket listener)
    {
        using CancellationTokenSource late = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        late.CancelAfter(_soon);
        using Socket client = SocketIn(_client);
        ValueTask connecting = client.ConnectAsync(to, late.Token);
        using Socket accepted = await listener.AcceptAsync(late.Token);
        await connecting;
        await accepted.SendAsync(new byte[] { 42 }, late.Token);
        byte[] read = new byte[1];
        Assert.Equal(1, await client.ReceiveAsync(read, late.Token));
        return (((IPEndPoint)accepted.RemoteEndPoint!).Address, read[0]);
    }

    [Fact]
    public async Task ConnectionGoesToAnotherHostUnderAnotherAddressAndPort()
    {
        _wire.Apply("""
            nft-table nat
            nft-chain pre { table nat; type nat; hook prerouting; priority -100 }
            nft-chain post { table nat; type nat; hook postrouting; priority 100 }
            nft-rule 10 { table nat; chain pre; match "iifname v0"; match "tcp dport { 80, 8080-8090 }"; action "dnat ip to 10.8.0.2:5000" }
            nft-rule 20 { table nat; chain pre; match "iifname v0"; match "tcp dport 81"; action "redirect to :5001" }
            nft-rule 10 { table nat; chain post; match "oifname w0"; action masquerade }
            """);
        using Socket server = Listen(_server, 5000);
        using Socket router = Listen(_wire.Netns, 5001);

        // Without the masquerade the server, which has no way to the client, would not answer.
        Assert.Equal((IPAddress.Parse("10.8.0.1"), (byte)42), await ConnectAsync(new(IPAddress.Parse("10.9.0.1"), 8085), server));
        Assert.Equal((IPAddress.Parse("10.9.0.2"), (byte)42), await ConnectAsync(new(IPAddress.Parse("10.9.0.1"), 81), router));

        _wire.Apply("""
            nft-table nat
            nft-chain post { table nat; type nat; hook postrouting; priority 100 }
            nft-rule 10 { table nat; chain post; match "oifname w0"; action "snat ip to 10.8.0.77" }
            """);
        _wire.Netns.Ip("address add 10.8.0.77/32 dev w0");
        _client.Ip("route add default via 10.9.0.1");

        Assert.Equal((IPAddress.Parse("10.8.0.77"), (byte)42), await ConnectAsync(new(IPAddress.Parse("10.8.0.2"), 5000), server));
    }
}
