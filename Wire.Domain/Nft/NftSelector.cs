using System.Collections.Immutable;

namespace Wire.Domain;

/// <summary>Where a selector's value comes from.</summary>
public enum NftOrigin
{
    /// <summary>NFT_PAYLOAD_LL_HEADER (0).</summary>
    LinkHeader,

    /// <summary>NFT_PAYLOAD_NETWORK_HEADER (1).</summary>
    NetworkHeader,

    /// <summary>NFT_PAYLOAD_TRANSPORT_HEADER (2).</summary>
    TransportHeader,

    /// <summary>NFT_META_*.</summary>
    Meta,

    /// <summary>NFT_CT_*.</summary>
    Ct,
}

/// <summary>What has to be known of a packet before a field of a header means anything.</summary>
public enum NftHeader
{
    None,
    Ether,
    Vlan,
    Ip,
    Ip6,
    Arp,
    Tcp,
    Udp,
    Icmp,
    Icmp6,
}

/// <summary>Something of a packet that a rule can look at, in the words of nft(8).</summary>
/// <param name="Text">"ip saddr".</param>
/// <param name="Type">Of its values.</param>
/// <param name="Origin">Where it comes from.</param>
/// <param name="At">The offset in the header in bytes, or the key of meta and ct.</param>
/// <param name="Header">What it is a field of.</param>
public sealed record NftSelector(string Text, NftType Type, NftOrigin Origin, uint At, NftHeader Header = NftHeader.None)
{
    /// <summary>Bytes that are read; more than the value has where it is a few bits of them.</summary>
    public int Bytes { get; init; } = Type.Bytes;

    /// <summary>The bits of those bytes that count, in network order; 0 for all.</summary>
    public uint Mask { get; init; }

    /// <summary>How far the value stands from the right.</summary>
    public int Shift { get; init; }

    /// <summary>It can be set too.</summary>
    public bool IsSettable => Text is "meta mark" or "ct mark";

    // Offsets: IEEE 802.3 and 802.1Q, RFC 791, RFC 8200, RFC 826, RFC 9293, RFC 768, RFC 792, RFC 4443. Keys: enum nft_meta_keys and
    // nft_ct_keys in linux/netfilter/nf_tables.h.
    public static ImmutableArray<NftSelector> All { get; } =
    [
        new("ether daddr", NftType.Ether, NftOrigin.LinkHeader, 0, NftHeader.Ether),
        new("ether saddr", NftType.Ether, NftOrigin.LinkHeader, 6, NftHeader.Ether),
        new("ether type", NftType.EtherType, NftOrigin.LinkHeader, 12, NftHeader.Ether),
        new("vlan id", NftType.VlanId, NftOrigin.LinkHeader, 14, NftHeader.Vlan) { Mask = 0x0fff },
        new("arp operation", NftType.ArpOperation, NftOrigin.NetworkHeader, 6, NftHeader.Arp),
        new("arp saddr ether", NftType.Ether, NftOrigin.NetworkHeader, 8, NftHeader.Arp),
        new("arp saddr ip", NftType.Ip4, NftOrigin.NetworkHeader, 14, NftHeader.Arp),
        new("arp daddr ether", NftType.Ether, NftOrigin.NetworkHeader, 18, NftHeader.Arp),
        new("arp daddr ip", NftType.Ip4, NftOrigin.NetworkHeader, 24, NftHeader.Arp),
        new("ip dscp", NftType.Dscp, NftOrigin.NetworkHeader, 1, NftHeader.Ip) { Mask = 0xfc, Shift = 2 },
        new("ip ttl", NftType.Byte, NftOrigin.NetworkHeader, 8, NftHeader.Ip),
        new("ip protocol", NftType.Protocol, NftOrigin.NetworkHeader, 9, NftHeader.Ip),
        new("ip saddr", NftType.Ip4, NftOrigin.NetworkHeader, 12, NftHeader.Ip),
        new("ip daddr", NftType.Ip4, NftOrigin.NetworkHeader, 16, NftHeader.Ip),
        new("ip6 dscp", NftType.Dscp, NftOrigin.NetworkHeader, 0, NftHeader.Ip6) { Bytes = 2, Mask = 0x0fc0, Shift = 6 },
        new("ip6 nexthdr", NftType.Protocol, NftOrigin.NetworkHeader, 6, NftHeader.Ip6),
        new("ip6 hoplimit", NftType.Byte, NftOrigin.NetworkHeader, 7, NftHeader.Ip6),
        new("ip6 saddr", NftType.Ip6, NftOrigin.NetworkHeader, 8, NftHeader.Ip6),
        new("ip6 daddr", NftType.Ip6, NftOrigin.NetworkHeader, 24, NftHeader.Ip6),
        new("tcp sport", NftType.Service, NftOrigin.TransportHeader, 0, NftHeader.Tcp),
        new("tcp dport", NftType.Service, NftOrigin.TransportHeader, 2, NftHeader.Tcp),
        new("tcp flags", NftType.TcpFlags, NftOrigin.TransportHeader, 13, NftHeader.Tcp),
        new("udp sport", NftType.Service, NftOrigin.TransportHeader, 0, NftHeader.Udp),
        new("udp dport", NftType.Service, NftOrigin.TransportHeader, 2, NftHeader.Udp),
        new("icmp type", NftType.IcmpType, NftOrigin.TransportHeader, 0, NftHeader.Icmp),
        new("icmpv6 type", NftType.Icmp6Type, NftOrigin.TransportHeader, 0, NftHeader.Icmp6),
        new("th sport", NftType.Service, NftOrigin.TransportHeader, 0),
        new("th dport", NftType.Service, NftOrigin.TransportHeader, 2),
        new("meta protocol", NftType.EtherType, NftOrigin.Meta, 1),
        new("meta mark", NftType.Mark, NftOrigin.Meta, 3),
        new("iifname", NftType.InterfaceName, NftOrigin.Meta, 6),
        new("oifname", NftType.InterfaceName, NftOrigin.Meta, 7),
        new("meta iiftype", NftType.Hardware, NftOrigin.Meta, 8),
        new("meta nfproto", NftType.Family, NftOrigin.Meta, 15),
        new("meta l4proto", NftType.Protocol, NftOrigin.Meta, 16),
        new("meta ibrname", NftType.InterfaceName, NftOrigin.Meta, 17),
        new("meta obrname", NftType.InterfaceName, NftOrigin.Meta, 18),
        new("meta pkttype", NftType.PacketType, NftOrigin.Meta, 19),
        new("ct state", NftType.CtState, NftOrigin.Ct, 0),
        new("ct mark", NftType.Mark, NftOrigin.Ct, 3),
    ];

    private static readonly ImmutableDictionary<string, NftSelector> ByText = All.ToImmutableDictionary(s => s.Text);

    public static NftSelector? Find(string text) => ByText.GetValueOrDefault(text);

    public override string ToString() => Text;
}
