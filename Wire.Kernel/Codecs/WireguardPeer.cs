using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Wire.Domain;
using static Wire.Kernel.LinuxNetlink;
using static Wire.Kernel.LinuxRtnetlink;
using static Wire.Kernel.LinuxWireguard;

namespace Wire.Kernel;

/// <summary>WGDEVICE_A_PEERS of WG_CMD_SET_DEVICE, one peer in each request: the others are not spoken of, so they stay.</summary>
internal sealed class WireguardPeerCodec : ResourceCodec
{
    /// <summary>The bytes of <c>sockaddr_in</c> and <c>sockaddr_in6</c>.</summary>
    private const int EndpointV4Bytes = 16, EndpointV6Bytes = 28;

    public override ObjectSource Source => WireguardPeerSource.The;

    public override ResourceKind Kind => WireguardPeer.TheKind;

    public override RequestNames? NamesOf(NetlinkFamily family, int command) => new(Marshal.SizeOf<GenlMsgHdr>(), WireguardTables.Device);

    public override KernelNeed Need { get; } = new GenericFamilyNeed("WireGuard", "CONFIG_WIREGUARD", WireguardCodec.FamilyName);

    public override void EncodeCreate(RequestBuilder builder, Operation operation) =>
        Encode(builder, (WireguardPeer)operation.After!, WGPEER_F_REPLACE_ALLOWEDIPS, name => WireguardPeer.TheKind.Find(name)!.IsSet(operation.After!));

    public override void EncodeChange(RequestBuilder builder, Operation operation)
    {
        WireguardPeer before = (WireguardPeer)operation.Before!, after = (WireguardPeer)operation.After!;
        // A network is taken from a peer only with all the others, which come back in the same request.
        bool takes = (before.AllowedIps ?? []).Except(after.AllowedIps ?? []).Any();
        Encode(builder, after, WGPEER_F_UPDATE_ONLY | (takes ? WGPEER_F_REPLACE_ALLOWEDIPS : 0), operation.Attributes.Contains);
    }

    public override void EncodeDelete(RequestBuilder builder, Operation operation) =>
        Encode(builder, (WireguardPeer)operation.Before!, WGPEER_F_REMOVE_ME, static _ => false);

    public override bool MeansGone(int errno) => errno == Errno.ENODEV;

    /// <param name="builder">Where the request goes.</param>
    /// <param name="peer">The peer as it is to be; what is not set is as if it had none.</param>
    /// <param name="flags">WGPEER_F_*.</param>
    /// <param name="asks">Which attributes to write.</param>
    private static void Encode(RequestBuilder builder, WireguardPeer peer, uint flags, Func<string, bool> asks)
    {
        Span<byte> psk = stackalloc byte[WG_KEY_LEN];
        try
        {
            // Zeros are no key, to the kernel too.
            psk.Clear();
            if (asks("preshared-key") && peer.PresharedKey is { } reference and not KeyNames.None)
            {
                builder.Keys.ReadExactly(KeyNames.First(reference), psk);
            }
            NetlinkMessageWriter writer = builder.BeginGeneric(WireguardCodec.FamilyName, WG_CMD_SET_DEVICE, WG_GENL_VERSION);
            writer.WriteU32(WGDEVICE_A_IFINDEX, builder.Indexes.Of(peer.Dev));
            int peers = writer.BeginNested(NLA_F_NESTED | WGDEVICE_A_PEERS);
            int one = writer.BeginNested(NLA_F_NESTED);
            writer.Write(WGPEER_A_PUBLIC_KEY, Convert.FromBase64String(peer.PublicKey));
            writer.WriteU32(WGPEER_A_FLAGS, flags);
            if (asks("preshared-key"))
            {
                writer.Write(WGPEER_A_PRESHARED_KEY, psk);
            }
            if (asks("endpoint") && peer.Endpoint is { } endpoint)
            {
                WriteEndpoint(writer, endpoint);
            }
            if (asks("keepalive"))
            {
                writer.WriteU16(WGPEER_A_PERSISTENT_KEEPALIVE_INTERVAL, (ushort)(peer.Keepalive ?? 0));
            }
            if (asks("allowed-ip") || (flags & WGPEER_F_REPLACE_ALLOWEDIPS) != 0)
            {
                WriteAllowedIps(writer, peer.AllowedIps ?? []);
            }
            writer.EndNested(one);
            writer.EndNested(peers);
            builder.End();
        }
        finally
        {
            CryptographicOperations.ZeroMemory(psk);
        }
    }

    private static void WriteAllowedIps(NetlinkMessageWriter writer, ValueList<IpPrefix> networks)
    {
        int list = writer.BeginNested(NLA_F_NESTED | WGPEER_A_ALLOWEDIPS);
        foreach (IpPrefix network in networks)
        {
            int one = writer.BeginNested(NLA_F_NESTED);
            writer.WriteU16(WGALLOWEDIP_A_FAMILY, network.Address.Family);
            writer.WriteAddress(WGALLOWEDIP_A_IPADDR, network.Address);
            writer.WriteU8(WGALLOWEDIP_A_CIDR_MASK, network.Length);
            writer.EndNested(one);
        }
        writer.EndNested(list);
    }

    /// <summary><c>sockaddr_in</c> or <c>sockaddr_in6</c>: the family in host order, the port big-endian.</summary>
    private static void WriteEndpoint(NetlinkMessageWriter writer, IpEndpoint endpoint)
    {
        Span<byte> bytes = stackalloc byte[EndpointV6Bytes];
        bytes.Clear();
        MemoryMarshal.Write(bytes, (ushort)endpoint.Address.Family);
        BinaryPrimitives.WriteUInt16BigEndian(bytes[2..], endpoint.Port);
        endpoint.Address.WriteTo(bytes[(endpoint.Address.IsV6 ? 8 : 4)..]);
        writer.Write(WGPEER_A_ENDPOINT, bytes[..(endpoint.Address.IsV6 ? EndpointV6Bytes : EndpointV4Bytes)]);
    }

    public static IpEndpoint? ReadEndpoint(ReadOnlySpan<byte> bytes) => bytes.Length switch
    {
        >= EndpointV6Bytes when bytes[0] == AF_INET6 => new(IpAddr.FromBytes(bytes[8..24]), BinaryPrimitives.ReadUInt16BigEndian(bytes[2..])),
        >= EndpointV4Bytes when bytes[0] == AF_INET => new(IpAddr.FromBytes(bytes[4..8]), BinaryPrimitives.ReadUInt16BigEndian(bytes[2..])),
        _ => null,
    };
}

/// <summary>Peers of all WireGuard links. The kernel announces none of their changes.</summary>
internal sealed class WireguardPeerSource : ObjectSource
{
    private const int GenlMsgHdrBytes = 4;

    public static WireguardPeerSource The { get; } = new();

    public override NetlinkFamily Family => NetlinkFamily.Generic;

    public override string GenericName => WireguardCodec.FamilyName;

    public override bool IsPolled => true;

    public override bool IsWorthPolling(ObjectContext context) => context.Links.Has(Wireguard.TheKind);

    /// <summary>A device with many peers, and a peer with many networks, come in several messages: what follows belongs to the last one.</summary>
    public override void Read(ObjectContext context, List<Resource> into)
    {
        foreach (Link link in context.Links.Links.Where(l => l is Wireguard).ToList())
        {
            context.List(WireguardCodec.GetDevice(link.Index!.Value), (scoped in NetlinkMessage message) => Decode(message, context, into));
        }
    }

    public override void Decode(scoped in NetlinkMessage message, ObjectContext context, List<Resource> into)
    {
        string? dev = null;
        AttributeReader attributes = message.Attributes(GenlMsgHdrBytes);
        while (attributes.Read())
        {
            if (attributes.Type == WGDEVICE_A_IFINDEX)
            {
                dev = context.Links.Reference(attributes.ReadU32());
            }
            else if (attributes.Type == WGDEVICE_A_PEERS && dev is not null)
            {
                AttributeReader peers = attributes.Nested();
                while (peers.Read())
                {
                    WireguardPeer peer = DecodePeer(peers.Nested(), dev, context);
                    if (into is [.., WireguardPeer last] && last.Key == peer.Key)
                    {
                        into[^1] = last with { AllowedIps = (last.AllowedIps ?? []).Concat(peer.AllowedIps ?? []).ToValueList() };
                    }
                    else
                    {
                        into.Add(peer);
                    }
                }
            }
        }
    }

    private static WireguardPeer DecodePeer(AttributeReader attributes, string dev, ObjectContext context)
    {
        string publicKey = "", psk = KeyNames.None;
        uint keepalive = 0;
        IpEndpoint? endpoint = null;
        List<IpPrefix> networks = [];
        context.Unknown.Clear();
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case WGPEER_A_PUBLIC_KEY:
                    publicKey = Convert.ToBase64String(attributes.Payload);
                    break;
                case WGPEER_A_PRESHARED_KEY:
                    psk = attributes.Payload.ContainsAnyExcept((byte)0) ? KeyNames.Observed(context.Keys.NamesOf(KeyTrait.Bytes, attributes.Payload)) : KeyNames.None;
                    break;
                case WGPEER_A_ENDPOINT:
                    endpoint = WireguardPeerCodec.ReadEndpoint(attributes.Payload);
                    break;
                case WGPEER_A_PERSISTENT_KEEPALIVE_INTERVAL:
                    keepalive = attributes.ReadU16();
                    break;
                case WGPEER_A_ALLOWEDIPS:
                    ReadAllowedIps(attributes.Nested(), networks);
                    break;
                default:
                    context.Unknown.Keep(attributes, AttributePlace.WireguardPeer);
                    break;
            }
        }
        return new()
        {
            PublicKey = publicKey, Dev = dev, Endpoint = endpoint, AllowedIps = networks.Order().ToValueList(), Keepalive = keepalive,
            PresharedKey = psk, Unknown = context.Unknown.Take(),
        };
    }

    private static void ReadAllowedIps(AttributeReader list, List<IpPrefix> into)
    {
        while (list.Read())
        {
            IpAddr? address = null;
            byte length = 0;
            AttributeReader attributes = list.Nested();
            while (attributes.Read())
            {
                switch (attributes.Type)
                {
                    case WGALLOWEDIP_A_IPADDR:
                        address = attributes.ReadAddress();
                        break;
                    case WGALLOWEDIP_A_CIDR_MASK:
                        length = attributes.ReadU8();
                        break;
                }
            }
            if (address is { } network)
            {
                into.Add(new(network, length));
            }
        }
    }
}
