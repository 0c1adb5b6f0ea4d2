namespace Wire.Domain;

/// <summary>A field of packets that flower compares.</summary>
/// <param name="Id">The integer key of its attribute.</param>
/// <param name="Word">In the configuration: that of tc-flower(8), with '-'.</param>
/// <param name="Format">How its values are written.</param>
/// <param name="Help">One line for a person.</param>
public sealed record FlowerKey(int Id, string Word, ValueFormat<TcMatch> Format, string Help);

/// <summary>All fields that flower compares.</summary>
public static class FlowerKeys
{
    private static readonly (string, ulong)[] EtherTypes =
        [("ip", 0x800), ("ipv4", 0x800), ("ipv6", 0x86dd), ("arp", 0x806), ("802.1Q", 0x8100), ("802.1ad", 0x88a8), ("mpls_uc", 0x8847), ("mpls_mc", 0x8848)];

    private static readonly (string, ulong)[] PppProtocols = [("ip", 0x21), ("ipv6", 0x57), ("mpls_uc", 0x281), ("mpls_mc", 0x283)];

    public static IReadOnlyList<FlowerKey> All { get; } =
    [
        new(21, "dst-mac", TcMatchFormat.Mac, "the Ethernet address that it goes to"),
        new(22, "src-mac", TcMatchFormat.Mac, "the Ethernet address that it comes from"),
        new(23, "ip-proto", TcMatchFormat.Number(8, masked: false, hex: false, ("tcp", 6), ("udp", 17), ("sctp", 132), ("icmp", 1), ("icmpv6", 58), ("l2tp", 115)), "the protocol above IP"),
        new(24, "ip-tos", TcMatchFormat.Number(8, masked: true, hex: true), "the DS field"),
        new(25, "ip-ttl", TcMatchFormat.Number(8, masked: true), "the time to live, or hop limit"),
        new(26, "ip-flags", TcMatchFormat.Signs(4, ("frag", 1), ("firstfrag", 2)), "whether it is a fragment, the first one"),
        new(27, "dst-ip", TcMatchFormat.Prefix, "the addresses that it goes to"),
        new(28, "src-ip", TcMatchFormat.Prefix, "the addresses that it comes from"),
        new(29, "dst-port", TcMatchFormat.Port, "the port that it goes to; with ip-proto"),
        new(30, "src-port", TcMatchFormat.Port, "the port that it comes from; with ip-proto"),
        new(31, "tcp-flags", TcMatchFormat.Number(12, masked: true, hex: true), "the flags of TCP"),
        new(32, "icmp-type", TcMatchFormat.Number(8, masked: true), "the type of ICMP or ICMPv6; with ip-proto"),
        new(33, "icmp-code", TcMatchFormat.Number(8, masked: true), "the code of ICMP or ICMPv6; with ip-proto"),
        new(34, "arp-sip", TcMatchFormat.PrefixV4, "the sender's IP address in ARP"),
        new(35, "arp-tip", TcMatchFormat.PrefixV4, "the target's IP address in ARP"),
        new(36, "arp-op", TcMatchFormat.Number(8, masked: true, hex: false, ("request", 1), ("reply", 2)), "what ARP asks or answers"),
        new(37, "arp-sha", TcMatchFormat.Mac, "the sender's Ethernet address in ARP"),
        new(38, "arp-tha", TcMatchFormat.Mac, "the target's Ethernet address in ARP"),
        new(39, "num-of-vlans", TcMatchFormat.Number(8, masked: false), "how many VLAN tags there are"),
        new(40, "vlan-id", TcMatchFormat.Number(12, masked: false), "the VLAN of the outer tag"),
        new(41, "vlan-prio", TcMatchFormat.Number(3, masked: false), "the priority of the outer tag"),
        new(42, "vlan-ethtype", TcMatchFormat.Number(16, masked: false, hex: true, EtherTypes), "what is behind the outer tag"),
        new(43, "cvlan-id", TcMatchFormat.Number(12, masked: false), "the VLAN of the inner tag"),
        new(44, "cvlan-prio", TcMatchFormat.Number(3, masked: false), "the priority of the inner tag"),
        new(45, "cvlan-ethtype", TcMatchFormat.Number(16, masked: false, hex: true, EtherTypes), "what is behind the inner tag"),
        new(46, "pppoe-sid", TcMatchFormat.Number(16, masked: false), "the session of PPPoE"),
        new(47, "ppp-proto", TcMatchFormat.Number(16, masked: false, hex: true, PppProtocols), "the protocol in PPP"),
        new(48, "mpls-label", TcMatchFormat.Number(20, masked: false), "the outer label of MPLS"),
        new(49, "mpls-tc", TcMatchFormat.Number(3, masked: false), "the traffic class of the outer label"),
        new(50, "mpls-bos", TcMatchFormat.Number(1, masked: false), "whether the outer label is the last"),
        new(51, "mpls-ttl", TcMatchFormat.Number(8, masked: false), "the time to live of the outer label"),
        new(52, "enc-dst-ip", TcMatchFormat.Prefix, "the tunnel's outer addresses that it went to"),
        new(53, "enc-src-ip", TcMatchFormat.Prefix, "the tunnel's outer addresses that it came from"),
        new(54, "enc-dst-port", TcMatchFormat.Number(16, masked: true), "the tunnel's outer port that it went to"),
        new(55, "enc-src-port", TcMatchFormat.Number(16, masked: true), "the tunnel's outer port that it came from"),
        new(56, "enc-key-id", TcMatchFormat.Number(32, masked: false), "the tunnel's key, or VNI"),
        new(57, "enc-tos", TcMatchFormat.Number(8, masked: true, hex: true), "the tunnel's outer DS field"),
        new(58, "enc-ttl", TcMatchFormat.Number(8, masked: true), "the tunnel's outer time to live"),
        new(59, "ct-state", TcMatchFormat.Signs(2, ("new", 1), ("est", 2), ("rel", 4), ("trk", 8), ("inv", 16), ("rpl", 32)), "what connection tracking says of it"),
        new(60, "ct-zone", TcMatchFormat.Number(16, masked: true), "the zone of connection tracking"),
        new(61, "ct-mark", TcMatchFormat.Number(32, masked: true, hex: true), "the mark of its connection"),
        new(62, "ct-label", TcMatchFormat.Label, "the label of its connection"),
        new(63, "l2tpv3-sid", TcMatchFormat.Number(32, masked: false), "the session of L2TPv3"),
    ];
}
