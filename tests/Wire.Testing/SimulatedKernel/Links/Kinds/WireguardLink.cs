using static Wire.Testing.Simulation.IfLink;

namespace Wire.Testing.Simulation;

/// <summary>wireguard: rtnetlink knows no more than that it is one, keys and peers are told by another family.</summary>
internal sealed class WireguardLink : SimulatedLink
{
    /// <summary>UDP over IPv6 and the least message around a packet.</summary>
    private const uint OverheadBytes = 80;

    /// <summary>Where it was made: its sockets stay there.</summary>
    private readonly SimulatedNamespace _home;

    public WireguardLink(SimulatedNamespace ns)
        : base(ns)
    {
        _home = ns;
        Flags = IFF_POINTOPOINT | IFF_NOARP;
        Mtu = 1500 - OverheadBytes;
    }

    public override string Kind => "wireguard";

    public override ushort Type => ARPHRD_NONE;

    public override int AddressBytes => 0;

    public override bool MacChanges => false;

    public override uint MtuMin => 0;

    public override uint MtuMax => (int.MaxValue & ~15u) - OverheadBytes;

    public byte[] PrivateKey { get; private set; } = new byte[32];

    /// <summary>Null until it has a private key.</summary>
    public byte[]? PublicKey { get; private set; }

    public uint FirewallMark { get; set; }

    /// <summary>Where it listens, or would while it is up; 0 until it was up and the kernel has chosen one.</summary>
    public ushort Port { get; private set; }

    public List<WireguardPeer> Peers { get; } = [];

    public override void Opening() => Port = _home.UdpPorts.BindBoth(this, Port);

    public override void Closing() => _home.UdpPorts.Release(this);

    /// <summary>set_port: the old one is given up when the new one is there.</summary>
    public void SetPort(ushort port)
    {
        if (port == Port)
        {
            return;
        }
        Port = IsUp ? _home.UdpPorts.BindBoth(this, port) : port;
        _home.UdpPorts.Release(this, keep: Port);
    }

    /// <summary>A key of all zero takes it away; a peer of the same key goes, as it would be this end.</summary>
    public void SetPrivateKey(byte[] key)
    {
        if (PrivateKey.AsSpan().SequenceEqual(key))
        {
            return;
        }
        PrivateKey = Curve25519.Clamp(key);
        PublicKey = key.All(b => b == 0) ? null : Curve25519.PublicOf(key);
        Peers.RemoveAll(p => PublicKey?.AsSpan().SequenceEqual(p.Key) == true);
    }
}
