using Wire.Testing.Simulation;
using static Wire.Testing.Simulation.GenericNetlink;
using static Wire.Testing.Simulation.IfLink;
using static Wire.Testing.Simulation.Netlink;
using static Wire.Testing.Simulation.Rtnetlink;

namespace Wire.Kernel.Tests.Simulation;

/// <summary>Keys, ports and peers of WireGuard links, as random requests say them, and what a kernel tells of them.</summary>
internal static class DrawnWireguard
{
    private const string Family = "wireguard";

    private static readonly ushort[] _ports = [5000, 5001, 5555];

    /// <summary>Bits of it are changed before it is used. The other is Bob's of RFC 7748, section 6.1.</summary>
    private static readonly byte[] _alice = [.. Enumerable.Repeat((byte)0xff, 32)];
    private static readonly byte[] _bob = Convert.FromHexString("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb");
    private static readonly byte[] _bobPublic = Convert.FromHexString("de9edb7d7b7dbc4d35b61cc2ece435373f8343c85b78674dadfc7e146f882b4f");

    private static readonly (ushort Family, string Prefix)[] _allowed =
        [(AF_INET, "10.9.0.0/16"), (AF_INET, "10.9.1.0/24"), (AF_INET, "10.9.1.1/32"), (AF_INET, "10.9.1.77/20"), (AF_INET, "0.0.0.0/0"), (AF_INET, "10.9.0.0/33"),
            (AF_INET6, "2001:db8:9::/48"), (AF_INET6, "2001:db8:9:1::1/61"), (AF_INET6, "::/0")];

    public static DrawnRequest Next(RandomRequests draw)
    {
        List<string> words = [];
        Action<MessageWriter> all = message => { };
        int index = draw.IndexOf(Family);
        Say($"link {index}", m => m.AttributeU32(WGDEVICE_A_IFINDEX, (uint)index));
        if (draw.Rarely)
        {
            string name = $"l{draw.Any(8)}";
            words[0] = $"link {name}" + (draw.Often ? " and index" : "");
            all = words[0].EndsWith("index", StringComparison.Ordinal) ? all + (m => m.AttributeText(WGDEVICE_A_IFNAME, name)) : m => m.AttributeText(WGDEVICE_A_IFNAME, name);
        }
        if (draw.Rarely)
        {
            Say("replace peers", m => m.AttributeU32(WGDEVICE_A_FLAGS, WGDEVICE_F_REPLACE_PEERS));
        }
        if (draw.Sometimes)
        {
            byte[] key = draw.Of(_alice, _bob, new byte[32], draw.Rarely ? new byte[31] : _bob);
            Say($"key {key[0]} of {key.Length}", m => m.Attribute(WGDEVICE_A_PRIVATE_KEY, key));
        }
        if (draw.Sometimes)
        {
            ushort port = draw.Rarely ? (ushort)0 : draw.Of(_ports);
            Say($"port {port}", m => m.AttributeU16(WGDEVICE_A_LISTEN_PORT, port));
        }
        if (draw.Rarely)
        {
            uint mark = draw.Of(0u, 7u);
            Say($"mark {mark}", m => m.AttributeU32(WGDEVICE_A_FWMARK, mark));
        }
        (string Words, Action<MessageWriter> Write)[] peers = [.. Enumerable.Range(0, draw.Sometimes ? 2 : draw.Rarely ? 0 : 1).Select(_ => Peer(draw))];
        if (peers.Length > 0)
        {
            Say(string.Join(", ", peers.Select(p => p.Words)), m => m.Nest(WGDEVICE_A_PEERS | NLA_F_NESTED, list => Array.ForEach(peers, p => list.Nest(NLA_F_NESTED, p.Write))));
        }
        return DrawnRequest.OfGeneric(string.Join(' ', words), Family, WG_CMD_SET_DEVICE, all);

        void Say(string what, Action<MessageWriter> write)
        {
            words.Add(what);
            all += write;
        }
    }

    private static (string Words, Action<MessageWriter> Write) Peer(RandomRequests draw)
    {
        byte[] key = draw.Of([.. Enumerable.Repeat((byte)1, 32)], [.. Enumerable.Repeat((byte)2, 32)], [.. Enumerable.Repeat((byte)3, 32)], _bobPublic);
        uint? flags = draw.Often ? null : draw.Of(WGPEER_F_REMOVE_ME, WGPEER_F_REPLACE_ALLOWEDIPS, WGPEER_F_UPDATE_ONLY, WGPEER_F_UPDATE_ONLY | WGPEER_F_REPLACE_ALLOWEDIPS, 0u);
        byte[]? shared = draw.Sometimes ? [.. Enumerable.Repeat((byte)draw.Any(3), 32)] : null;
        byte[]? endpoint = draw.Often ? Endpoint(draw) : null;
        ushort? keepalive = draw.Sometimes ? draw.Of<ushort>(0, 25, 65535) : null;
        (ushort Family, string Prefix)[] allowed = [.. Enumerable.Range(0, draw.Any(4)).Select(_ => draw.Rarely ? draw.Of(_allowed) : draw.Of([.. _allowed.Where(a => a.Prefix != "10.9.0.0/33")]))];
        bool isNameless = draw.Rarely && draw.Rarely;
        return ($"peer {key[0]} flags {flags} psk {shared?[0]} endpoint {Convert.ToHexString(endpoint ?? [])} keepalive {keepalive} [{string.Join(' ', allowed.Select(a => a.Prefix))}]", peer =>
        {
            if (!isNameless)
            {
                peer.Attribute(WGPEER_A_PUBLIC_KEY, key);
            }
            if (flags is { } chosen)
            {
                peer.AttributeU32(WGPEER_A_FLAGS, chosen);
            }
            if (shared is not null)
            {
                peer.Attribute(WGPEER_A_PRESHARED_KEY, shared);
            }
            if (endpoint is not null)
            {
                peer.Attribute(WGPEER_A_ENDPOINT, endpoint);
            }
            if (keepalive is { } seconds)
            {
                peer.AttributeU16(WGPEER_A_PERSISTENT_KEEPALIVE_INTERVAL, seconds);
            }
            if (allowed.Length > 0)
            {
                peer.Nest(WGPEER_A_ALLOWEDIPS | NLA_F_NESTED, list => Array.ForEach(allowed, a => list.Nest(NLA_F_NESTED, nest => WriteAllowed(nest, a.Family, a.Prefix))));
            }
        });
    }

    /// <summary>sockaddr_in, sockaddr_in6, and one whose family is not that of its length.</summary>
    private static byte[] Endpoint(RandomRequests draw)
    {
        byte[] v4 = [(byte)AF_INET, 0, 0xc8, (byte)draw.Any(2), 10, 0, 0, 33, 0, 0, 0, 0, 0, 0, 0, 0];
        return draw.Rarely ? [(byte)AF_INET6, .. v4[1..]]
            : draw.Often ? v4 : [(byte)AF_INET6, 0, 0xc8, 1, 0, 0, 0, 0, .. IpText.Parse("2001:db8::33").Bytes, 0, 0, 0, 0];
    }

    private static void WriteAllowed(MessageWriter nest, ushort family, string prefix)
    {
        string[] parts = prefix.Split('/');
        nest.AttributeU16(WGALLOWEDIP_A_FAMILY, family)
            .Attribute(WGALLOWEDIP_A_IPADDR, IpText.Parse(parts[0]).Bytes)
            .AttributeU8(WGALLOWEDIP_A_CIDR_MASK, byte.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>Without counts and times, and the number of a port that the kernel chose.</summary>
    public static IEnumerable<string> Read(FamilySockets sockets)
    {
        IEnumerable<int> links = sockets.Route.Dump(DumpBytes.All(RTM_GETLINK, AF_UNSPEC))
            .Where(m => m.Attributes(16).Nested(IFLA_LINKINFO).Text(IFLA_INFO_KIND) == Family).Select(m => m.I32(4)).ToList();
        foreach (int index in links)
        {
            foreach (Attributes told in sockets.DumpGeneric(Family, WG_CMD_GET_DEVICE, m => m.AttributeU32(WGDEVICE_A_IFINDEX, (uint)index)).Select(m => m.Attributes(FixedBytes)))
            {
                ushort port = told.U16(WGDEVICE_A_LISTEN_PORT) ?? 0;
                string device = CanonicalState.Whole(told, WGDEVICE_A_LISTEN_PORT, WGDEVICE_A_PEERS);
                string peers = string.Concat(told.Nested(WGDEVICE_A_PEERS).All.Select(p => "\n    peer" + Tell(Attributes.Parse(p.Value))));
                yield return $"wireguard {index} port {(port == 0 || _ports.Contains(port) ? port : "random")}{device}{peers}";
            }
        }
    }

    private static string Tell(Attributes peer) => CanonicalState.Whole(peer, 0, WGPEER_A_LAST_HANDSHAKE_TIME, WGPEER_A_RX_BYTES, WGPEER_A_TX_BYTES, WGPEER_A_ALLOWEDIPS)
        + string.Concat(peer.Nested(WGPEER_A_ALLOWEDIPS).All.Select(a => $" [{CanonicalState.Whole(Attributes.Parse(a.Value))}]"));
}
