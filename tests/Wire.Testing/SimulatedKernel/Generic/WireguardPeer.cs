using static Wire.Testing.Simulation.GenericNetlink;
using static Wire.Testing.Simulation.Netlink;
using static Wire.Testing.Simulation.Rtnetlink;

namespace Wire.Testing.Simulation;

/// <summary>Another end of a WireGuard link, known by its public key.</summary>
internal sealed class WireguardPeer(byte[] key)
{
    private const int TimeBytes = 16;

    public byte[] Key => key;

    public byte[] PresharedKey { get; set; } = new byte[32];

    /// <summary>A sockaddr_in or sockaddr_in6; null for none.</summary>
    public byte[]? Endpoint { get; set; }

    /// <summary>0 for none.</summary>
    public ushort KeepaliveSeconds { get; set; }

    public List<AllowedIp> Allowed { get; } = [];

    /// <summary>It has never been heard of.</summary>
    public void Write(MessageWriter peer)
    {
        peer.Attribute(WGPEER_A_PUBLIC_KEY, key)
            .Attribute(WGPEER_A_PRESHARED_KEY, PresharedKey)
            .Attribute(WGPEER_A_LAST_HANDSHAKE_TIME, new byte[TimeBytes])
            .AttributeU16(WGPEER_A_PERSISTENT_KEEPALIVE_INTERVAL, KeepaliveSeconds)
            .Attribute(WGPEER_A_TX_BYTES, new byte[8])
            .Attribute(WGPEER_A_RX_BYTES, new byte[8])
            .AttributeU32(WGPEER_A_PROTOCOL_VERSION, 1);
        if (Endpoint is not null)
        {
            peer.Attribute(WGPEER_A_ENDPOINT, Endpoint);
        }
        if (Allowed.Count > 0)
        {
            peer.Nest(WGPEER_A_ALLOWEDIPS | NLA_F_NESTED, list => Allowed.ForEach(a => list.Nest(NLA_F_NESTED, nest => nest
                .AttributeU8(WGALLOWEDIP_A_CIDR_MASK, a.Length)
                .AttributeU16(WGALLOWEDIP_A_FAMILY, a.Address.Length == 4 ? AF_INET : AF_INET6)
                .Attribute(WGALLOWEDIP_A_IPADDR, a.Address))));
        }
    }
}

/// <summary>A prefix that a peer may send from and is sent to.</summary>
internal sealed record AllowedIp(byte[] Address, byte Length)
{
    public bool Is(AllowedIp other) => Length == other.Length && Address.AsSpan().SequenceEqual(other.Address);

    public static byte[] Masked(byte[] address, int length) => [.. address.Select((b, i) => (byte)(b & (0xff00 >> Math.Clamp(length - (8 * i), 0, 8))))];
}
