using Wire.Domain;

namespace Wire.Kernel.Tests.Vectors;

/// <summary>What <c>wg</c> sends is what Wire sends, and what the kernel says is what <c>wg show</c> showed.</summary>
public sealed class WireguardVectors
{
    private const string Peer = "xTIBA5rboUvnH4htodjb6e697QjLERt1NAB4mZqp8Dg=";

    private static readonly WireguardPeer _peer = new()
    {
        PublicKey = Peer, Dev = "wg0", Endpoint = new(IpAddr.Parse("192.0.2.1"), 51820), Keepalive = 25, PresharedKey = "office",
        AllowedIps = [IpPrefix.Parse("10.0.0.0/24"), IpPrefix.Parse("fd00::/64")],
    };

    private readonly ObjectContext _context = new(new LinkTable(null)) { Keys = new FixedKeys() };

    public WireguardVectors() => _context.Links.Name(108, "wg0");

    [Fact]
    public void DeviceIsDecoded() => Assert.Equal(
        new Wireguard { Name = "wg0", Index = 108, PrivateKey = "office", PublicKey = FixedKeys.OfficePublic, ListenPort = 51820, FwMark = 16 },
        WireguardCodec.Told(Vector.Message(Vector.Load("generic-wireguard-device")), new Wireguard { Name = "wg0", Index = 108 }, _context));

    [Fact]
    public void PeerIsDecodedWithoutItsCountersAndItsKey()
    {
        Resource decoded = Assert.Single(Vector.Decode("generic-wireguard-peer", Vector.Load("generic-wireguard-peer"), _context));

        // WGPEER_A_PROTOCOL_VERSION 1 is all that is kept.
        Assert.Equal("08000a0001000000", Convert.ToHexStringLower(decoded.Unknown.Bytes));
        Assert.Equal(_peer, decoded with { Unknown = RawAttributes.None });
    }

    [Fact]
    public void PeerWhoseNetworksComeInTwoMessagesIsOne()
    {
        List<Resource> decoded = [];
        byte[] message = Vector.Load("generic-wireguard-peer");
        WireguardPeerSource.The.Decode(Vector.Message(message), _context, decoded);
        WireguardPeerSource.The.Decode(Vector.Message(message), _context, decoded);

        Assert.Equal(4, ((WireguardPeer)Assert.Single(decoded)).AllowedIps!.Count);
    }

    [Fact]
    public void KeyThatTheNodeDoesNotHaveIsUnknown()
    {
        byte[] message = Vector.Load("generic-wireguard-device");
        message[^1] ^= 1;

        Assert.Equal("unknown", WireguardCodec.Told(Vector.Message(message), new Wireguard(), _context).PrivateKey);
    }

    [Fact]
    public void DeviceIsConfiguredAsByWg() => Requests.AssertSame("request-generic-wireguard-device",
        Requests.Of(b => new WireguardCodec().EncodeDetails(b, "wg0", new Wireguard { PrivateKey = "office", ListenPort = 51820, FwMark = 16 })));

    /// <summary>Wire names the link by its index.</summary>
    [Fact]
    public void PeerIsAddedAsByWg() => Requests.AssertSame("request-generic-wireguard-peer",
        Requests.Of(b => new WireguardPeerCodec().EncodeCreate(b, Requests.Create(_peer))), ["/2 77673000"], ["/1 6c000000"]);

    [Fact]
    public void PeerThatLosesANetworkIsToldAllThatItKeeps()
    {
        WireguardPeer after = _peer with { AllowedIps = [IpPrefix.Parse("fd00::/64")] };
        string[] lines = Requests.Of(b => new WireguardPeerCodec().EncodeChange(b, Requests.Change(_peer, after, "allowed-ip")));

        Assert.Contains("/8/0/3 06000000", lines);
        Assert.Equal(["/8/0/9/0/1 0a00", "/8/0/9/0/2 fd000000000000000000000000000000", "/8/0/9/0/3 40"], lines.Where(l => l.StartsWith("/8/0/9", StringComparison.Ordinal)));
        Assert.DoesNotContain(lines, l => l.StartsWith("/8/0/2", StringComparison.Ordinal));
    }
}
