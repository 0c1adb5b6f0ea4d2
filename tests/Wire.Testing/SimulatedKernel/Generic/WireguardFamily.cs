using static Wire.Testing.Simulation.GenericNetlink;
using static Wire.Testing.Simulation.Netlink;
using static Wire.Testing.Simulation.Rtnetlink;

namespace Wire.Testing.Simulation;

/// <summary>Keys and peers of WireGuard links (drivers/net/wireguard/netlink.c): what was done before a refusal stays done.</summary>
internal sealed class WireguardFamily(SimulatedNamespace ns) : GenericFamilyHandler(ns)
{
    private const int KeyBytes = 32;
    private const uint PeerFlags = WGPEER_F_REMOVE_ME | WGPEER_F_REPLACE_ALLOWEDIPS | WGPEER_F_UPDATE_ONLY;

    public override string Name => "wireguard";

    public override ushort Id => 500;

    public override bool Reads(byte command) => command == WG_CMD_GET_DEVICE;

    public override void Do(byte command, Request request, Attributes attributes)
    {
        Require(command == WG_CMD_SET_DEVICE, Errno.EOPNOTSUPP);
        RequireKey(attributes, WGDEVICE_A_PRIVATE_KEY);
        WireguardLink link = LinkOf(attributes);
        uint flags = attributes.U32(WGDEVICE_A_FLAGS) ?? 0;
        Require((flags & ~WGDEVICE_F_REPLACE_PEERS) == 0, Errno.EOPNOTSUPP);
        link.FirewallMark = attributes.U32(WGDEVICE_A_FWMARK) ?? link.FirewallMark;
        if (attributes.U16(WGDEVICE_A_LISTEN_PORT) is { } port)
        {
            link.SetPort(port);
        }
        if ((flags & WGDEVICE_F_REPLACE_PEERS) != 0)
        {
            link.Peers.Clear();
        }
        if (attributes.Bytes(WGDEVICE_A_PRIVATE_KEY) is { } key)
        {
            link.SetPrivateKey(key);
        }
        foreach ((_, ReadOnlyMemory<byte> peer) in attributes.Nested(WGDEVICE_A_PEERS).All)
        {
            SetPeer(link, Attributes.Parse(peer));
        }
    }

    public override IEnumerable<byte[]> Dump(byte command, Request request, Attributes attributes)
    {
        Require(command == WG_CMD_GET_DEVICE, Errno.EOPNOTSUPP);
        WireguardLink link = LinkOf(attributes);
        MessageWriter answer = Listed(request, WG_CMD_GET_DEVICE)
            .AttributeU16(WGDEVICE_A_LISTEN_PORT, link.Port)
            .AttributeU32(WGDEVICE_A_FWMARK, link.FirewallMark)
            .AttributeU32(WGDEVICE_A_IFINDEX, (uint)link.Index)
            .AttributeText(WGDEVICE_A_IFNAME, link.Name);
        if (link.PublicKey is { } publicKey)
        {
            answer.Attribute(WGDEVICE_A_PRIVATE_KEY, link.PrivateKey).Attribute(WGDEVICE_A_PUBLIC_KEY, publicKey);
        }
        if (link.Peers.Count > 0)
        {
            answer.Nest(WGDEVICE_A_PEERS | NLA_F_NESTED, peers => link.Peers.ForEach(p => peers.Nest(NLA_F_NESTED, p.Write)));
        }
        return [answer.ToArray()];
    }

    private static void SetPeer(WireguardLink link, Attributes wanted)
    {
        RequireKey(wanted, WGPEER_A_PUBLIC_KEY);
        RequireKey(wanted, WGPEER_A_PRESHARED_KEY);
        byte[] key = wanted.Bytes(WGPEER_A_PUBLIC_KEY) ?? throw new RefusedException(Errno.EINVAL);
        uint flags = wanted.U32(WGPEER_A_FLAGS) ?? 0;
        Require((flags & ~PeerFlags) == 0, Errno.EOPNOTSUPP);
        Require(wanted.U32(WGPEER_A_PROTOCOL_VERSION) is null or 1, Errno.EPFNOSUPPORT);
        WireguardPeer? peer = link.Peers.Find(p => p.Key.AsSpan().SequenceEqual(key));
        if (peer is null)
        {
            if ((flags & (WGPEER_F_REMOVE_ME | WGPEER_F_UPDATE_ONLY)) != 0 || link.PublicKey?.AsSpan().SequenceEqual(key) == true)
            {
                return;
            }
            link.Peers.Add(peer = new(key));
        }
        if ((flags & WGPEER_F_REMOVE_ME) != 0)
        {
            link.Peers.Remove(peer);
            return;
        }
        Change(link, peer, wanted, (flags & WGPEER_F_REPLACE_ALLOWEDIPS) != 0);
    }

    private static void Change(WireguardLink link, WireguardPeer peer, Attributes wanted, bool replacesAllowed)
    {
        peer.PresharedKey = wanted.Bytes(WGPEER_A_PRESHARED_KEY) ?? peer.PresharedKey;
        // sockaddr_in, sockaddr_in6; any other is let pass.
        if (wanted.Bytes(WGPEER_A_ENDPOINT) is { } endpoint && (endpoint.Length, endpoint[0]) is (16, AF_INET) or (28, AF_INET6))
        {
            peer.Endpoint = endpoint;
        }
        if (replacesAllowed)
        {
            peer.Allowed.Clear();
        }
        foreach ((_, ReadOnlyMemory<byte> allowed) in wanted.Nested(WGPEER_A_ALLOWEDIPS).All)
        {
            Allow(link, peer, Attributes.Parse(allowed));
        }
        peer.KeepaliveSeconds = wanted.U16(WGPEER_A_PERSISTENT_KEEPALIVE_INTERVAL) ?? peer.KeepaliveSeconds;
    }

    /// <summary>set_allowedip: it is one peer's, the last's that asked for it.</summary>
    private static void Allow(WireguardLink link, WireguardPeer peer, Attributes wanted)
    {
        Require(wanted.Find(WGALLOWEDIP_A_IPADDR) is null or { Length: >= 4 }, Errno.ERANGE);
        if (wanted.U16(WGALLOWEDIP_A_FAMILY) is not { } family || wanted.Bytes(WGALLOWEDIP_A_IPADDR) is not { } address || wanted.U8(WGALLOWEDIP_A_CIDR_MASK) is not { } length)
        {
            throw new RefusedException(Errno.EINVAL);
        }
        Require((family, address.Length) is (AF_INET, 4) or (AF_INET6, 16) && length <= 8 * address.Length);
        AllowedIp allowed = new(AllowedIp.Masked(address, length), length);
        foreach (WireguardPeer other in link.Peers)
        {
            other.Allowed.RemoveAll(allowed.Is);
        }
        peer.Allowed.Add(allowed);
    }

    private WireguardLink LinkOf(Attributes attributes)
    {
        Require(attributes.Has(WGDEVICE_A_IFINDEX) != attributes.Has(WGDEVICE_A_IFNAME), Errno.EBADR);
        SimulatedLink link = (attributes.U32(WGDEVICE_A_IFINDEX) is { } index ? Namespace.Links.Find((int)index) : Namespace.Links.Find(attributes.Text(WGDEVICE_A_IFNAME)!))
            ?? throw new RefusedException(Errno.ENODEV);
        return link as WireguardLink ?? throw new RefusedException(Errno.EOPNOTSUPP);
    }

    private static void RequireKey(Attributes attributes, ushort type) => Require(attributes.Find(type) is null or { Length: KeyBytes }, Errno.ERANGE);
}
