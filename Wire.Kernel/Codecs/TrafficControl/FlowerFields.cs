using System.Collections.Frozen;
using Wire.Domain;
using static Wire.Kernel.LinuxPktCls;

namespace Wire.Kernel;

/// <summary>One attribute of flower that holds the value of a field.</summary>
/// <param name="Word">The field (<see cref="FlowerKeys"/>).</param>
/// <param name="Value">The attribute of the value.</param>
/// <param name="Mask">The attribute of the mask; 0 for a field without one.</param>
/// <param name="Bytes">The attribute's length.</param>
/// <param name="IsHostOrder">The kernel has it in host order; else as in the packet.</param>
/// <param name="Protocol">The ip-proto that it belongs to; 0 for any.</param>
internal sealed record FlowerField(string Word, ushort Value, ushort Mask, int Bytes, bool IsHostOrder = false, byte Protocol = 0)
{
    public FlowerKey Key { get; } = FlowerKeys.All.First(k => k.Word == Word);
}

/// <summary>All attributes of flower that hold values of fields.</summary>
internal static class FlowerFields
{
    private const byte Icmp = 1, Tcp = 6, Udp = 17, Icmpv6 = 58, Sctp = 132;

    public static FlowerField[] All { get; } =
    [
        new("dst-mac", TCA_FLOWER_KEY_ETH_DST, TCA_FLOWER_KEY_ETH_DST_MASK, 6),
        new("src-mac", TCA_FLOWER_KEY_ETH_SRC, TCA_FLOWER_KEY_ETH_SRC_MASK, 6),
        new("ip-proto", TCA_FLOWER_KEY_IP_PROTO, 0, 1),
        new("ip-tos", TCA_FLOWER_KEY_IP_TOS, TCA_FLOWER_KEY_IP_TOS_MASK, 1),
        new("ip-ttl", TCA_FLOWER_KEY_IP_TTL, TCA_FLOWER_KEY_IP_TTL_MASK, 1),
        new("ip-flags", TCA_FLOWER_KEY_FLAGS, TCA_FLOWER_KEY_FLAGS_MASK, 4),
        new("dst-ip", TCA_FLOWER_KEY_IPV4_DST, TCA_FLOWER_KEY_IPV4_DST_MASK, 4),
        new("dst-ip", TCA_FLOWER_KEY_IPV6_DST, TCA_FLOWER_KEY_IPV6_DST_MASK, 16),
        new("src-ip", TCA_FLOWER_KEY_IPV4_SRC, TCA_FLOWER_KEY_IPV4_SRC_MASK, 4),
        new("src-ip", TCA_FLOWER_KEY_IPV6_SRC, TCA_FLOWER_KEY_IPV6_SRC_MASK, 16),
        new("dst-port", TCA_FLOWER_KEY_TCP_DST, TCA_FLOWER_KEY_TCP_DST_MASK, 2, Protocol: Tcp),
        new("dst-port", TCA_FLOWER_KEY_UDP_DST, TCA_FLOWER_KEY_UDP_DST_MASK, 2, Protocol: Udp),
        new("dst-port", TCA_FLOWER_KEY_SCTP_DST, TCA_FLOWER_KEY_SCTP_DST_MASK, 2, Protocol: Sctp),
        new("src-port", TCA_FLOWER_KEY_TCP_SRC, TCA_FLOWER_KEY_TCP_SRC_MASK, 2, Protocol: Tcp),
        new("src-port", TCA_FLOWER_KEY_UDP_SRC, TCA_FLOWER_KEY_UDP_SRC_MASK, 2, Protocol: Udp),
        new("src-port", TCA_FLOWER_KEY_SCTP_SRC, TCA_FLOWER_KEY_SCTP_SRC_MASK, 2, Protocol: Sctp),
        new("tcp-flags", TCA_FLOWER_KEY_TCP_FLAGS, TCA_FLOWER_KEY_TCP_FLAGS_MASK, 2),
        new("icmp-type", TCA_FLOWER_KEY_ICMPV4_TYPE, TCA_FLOWER_KEY_ICMPV4_TYPE_MASK, 1, Protocol: Icmp),
        new("icmp-type", TCA_FLOWER_KEY_ICMPV6_TYPE, TCA_FLOWER_KEY_ICMPV6_TYPE_MASK, 1, Protocol: Icmpv6),
        new("icmp-code", TCA_FLOWER_KEY_ICMPV4_CODE, TCA_FLOWER_KEY_ICMPV4_CODE_MASK, 1, Protocol: Icmp),
        new("icmp-code", TCA_FLOWER_KEY_ICMPV6_CODE, TCA_FLOWER_KEY_ICMPV6_CODE_MASK, 1, Protocol: Icmpv6),
        new("arp-sip", TCA_FLOWER_KEY_ARP_SIP, TCA_FLOWER_KEY_ARP_SIP_MASK, 4),
        new("arp-tip", TCA_FLOWER_KEY_ARP_TIP, TCA_FLOWER_KEY_ARP_TIP_MASK, 4),
        new("arp-op", TCA_FLOWER_KEY_ARP_OP, TCA_FLOWER_KEY_ARP_OP_MASK, 1),
        new("arp-sha", TCA_FLOWER_KEY_ARP_SHA, TCA_FLOWER_KEY_ARP_SHA_MASK, 6),
        new("arp-tha", TCA_FLOWER_KEY_ARP_THA, TCA_FLOWER_KEY_ARP_THA_MASK, 6),
        new("num-of-vlans", TCA_FLOWER_KEY_NUM_OF_VLANS, 0, 1),
        new("vlan-id", TCA_FLOWER_KEY_VLAN_ID, 0, 2, IsHostOrder: true),
        new("vlan-prio", TCA_FLOWER_KEY_VLAN_PRIO, 0, 1),
        new("vlan-ethtype", TCA_FLOWER_KEY_VLAN_ETH_TYPE, 0, 2),
        new("cvlan-id", TCA_FLOWER_KEY_CVLAN_ID, 0, 2, IsHostOrder: true),
        new("cvlan-prio", TCA_FLOWER_KEY_CVLAN_PRIO, 0, 1),
        new("cvlan-ethtype", TCA_FLOWER_KEY_CVLAN_ETH_TYPE, 0, 2),
        new("pppoe-sid", TCA_FLOWER_KEY_PPPOE_SID, 0, 2),
        new("ppp-proto", TCA_FLOWER_KEY_PPP_PROTO, 0, 2),
        new("mpls-label", TCA_FLOWER_KEY_MPLS_LABEL, 0, 4, IsHostOrder: true),
        new("mpls-tc", TCA_FLOWER_KEY_MPLS_TC, 0, 1),
        new("mpls-bos", TCA_FLOWER_KEY_MPLS_BOS, 0, 1),
        new("mpls-ttl", TCA_FLOWER_KEY_MPLS_TTL, 0, 1),
        new("enc-dst-ip", TCA_FLOWER_KEY_ENC_IPV4_DST, TCA_FLOWER_KEY_ENC_IPV4_DST_MASK, 4),
        new("enc-dst-ip", TCA_FLOWER_KEY_ENC_IPV6_DST, TCA_FLOWER_KEY_ENC_IPV6_DST_MASK, 16),
        new("enc-src-ip", TCA_FLOWER_KEY_ENC_IPV4_SRC, TCA_FLOWER_KEY_ENC_IPV4_SRC_MASK, 4),
        new("enc-src-ip", TCA_FLOWER_KEY_ENC_IPV6_SRC, TCA_FLOWER_KEY_ENC_IPV6_SRC_MASK, 16),
        new("enc-dst-port", TCA_FLOWER_KEY_ENC_UDP_DST_PORT, TCA_FLOWER_KEY_ENC_UDP_DST_PORT_MASK, 2),
        new("enc-src-port", TCA_FLOWER_KEY_ENC_UDP_SRC_PORT, TCA_FLOWER_KEY_ENC_UDP_SRC_PORT_MASK, 2),
        new("enc-key-id", TCA_FLOWER_KEY_ENC_KEY_ID, 0, 4),
        new("enc-tos", TCA_FLOWER_KEY_ENC_IP_TOS, TCA_FLOWER_KEY_ENC_IP_TOS_MASK, 1),
        new("enc-ttl", TCA_FLOWER_KEY_ENC_IP_TTL, TCA_FLOWER_KEY_ENC_IP_TTL_MASK, 1),
        new("ct-state", TCA_FLOWER_KEY_CT_STATE, TCA_FLOWER_KEY_CT_STATE_MASK, 2, IsHostOrder: true),
        new("ct-zone", TCA_FLOWER_KEY_CT_ZONE, TCA_FLOWER_KEY_CT_ZONE_MASK, 2, IsHostOrder: true),
        new("ct-mark", TCA_FLOWER_KEY_CT_MARK, TCA_FLOWER_KEY_CT_MARK_MASK, 4, IsHostOrder: true),
        new("ct-label", TCA_FLOWER_KEY_CT_LABELS, TCA_FLOWER_KEY_CT_LABELS_MASK, 16),
        new("l2tpv3-sid", TCA_FLOWER_KEY_L2TPV3_SID, 0, 4),
    ];

    /// <summary>By the attribute of the value or of the mask.</summary>
    public static FrozenDictionary<ushort, FlowerField> ByAttribute { get; } =
        All.SelectMany(f => f.Mask == 0 ? [(f.Value, f)] : new[] { (f.Value, f), (f.Mask, f) }).ToFrozenDictionary(p => p.Item1, p => p.f);
}
