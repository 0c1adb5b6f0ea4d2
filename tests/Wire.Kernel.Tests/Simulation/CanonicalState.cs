using System.Net;
using Wire.Testing.Simulation;
using static Wire.Testing.Simulation.FibRules;
using static Wire.Testing.Simulation.IfAddr;
using static Wire.Testing.Simulation.IfLink;
using static Wire.Testing.Simulation.Neighbour;
using static Wire.Testing.Simulation.Rtnetlink;

namespace Wire.Kernel.Tests.Simulation;

/// <summary>All that a kernel tells of a namespace as sorted lines, without what is random (addresses nobody chose) or counts.</summary>
internal sealed class CanonicalState(IReadOnlySet<string> chosenMacs, IReadOnlyList<DrawnObject> objects)
{
    public static string[] NeighbourAddresses { get; } = ["10.0.0.91", "10.0.0.92", "2001:db8::91", "2001:db8::92"];

    /// <summary>What rtnetlink tells, and what only the objects that are drawn add to it.</summary>
    public IReadOnlyList<string> Read(FamilySockets sockets) =>
        [.. ReadRoute(sockets.Route), .. objects.SelectMany(o => o.Read(sockets).Order(StringComparer.Ordinal))];

    private IReadOnlyList<string> ReadRoute(INetlinkSocket socket) =>
    [
        .. Lines(socket, RTM_GETLINK, AF_UNSPEC, Link),
        .. Lines(socket, RTM_GETADDR, AF_UNSPEC, Address),
        .. Lines(socket, RTM_GETROUTE, AF_INET, Route),
        .. Lines(socket, RTM_GETROUTE, AF_INET6, Route),
        .. Lines(socket, RTM_GETRULE, AF_INET, Rule),
        .. Lines(socket, RTM_GETRULE, AF_INET6, Rule),
        .. Lines(socket, RTM_GETNEIGH, AF_BRIDGE, Fdb),
        .. socket.Dump(VlanBytes.All()).Select(m => $"vlans of {m.I32(4)}{Whole(m.Attributes(16).Nested(IFLA_AF_SPEC))}").Order(StringComparer.Ordinal),
        .. socket.Dump(DumpBytes.NumberedHops()).Select(NextHop),
        .. Lines(socket, RTM_GETNEIGH, AF_INET, Neighbour),
        .. Lines(socket, RTM_GETNEIGH, AF_INET6, Neighbour),
        .. new[] { AF_INET, AF_INET6 }.SelectMany(f => socket.Dump(DumpBytes.Proxies(f)).Select(Neighbour).OfType<string>().Order(StringComparer.Ordinal)),
    ];

    private static IEnumerable<string> Lines(INetlinkSocket socket, ushort type, byte family, Func<Message, string?> line) =>
        socket.Dump(DumpBytes.All(type, family)).Select(line).OfType<string>().Order(StringComparer.Ordinal);

    private string? Link(Message m)
    {
        Attributes a = m.Attributes(16);
        Attributes info = a.Nested(IFLA_LINKINFO);
        Attributes data = info.Nested(IFLA_INFO_DATA);
        string kind = info.Text(IFLA_INFO_KIND) ?? "none";
        string own = kind switch
        {
            "vxlan" => $" vni {data.U32(IFLA_VXLAN_ID)} port {data.U16Be(IFLA_VXLAN_PORT)} remote {Ip(data.Bytes(IFLA_VXLAN_GROUP))} local {Ip(data.Bytes(IFLA_VXLAN_LOCAL))}"
                + $" link {data.U32(IFLA_VXLAN_LINK)} learning {data.U8(IFLA_VXLAN_LEARNING)} ttl {data.U8(IFLA_VXLAN_TTL)} tos {data.U8(IFLA_VXLAN_TOS)} external {data.U8(IFLA_VXLAN_COLLECT_METADATA)} filters {data.U8(IFLA_VXLAN_VNIFILTER)}",
            "bridge" => $" delay {data.U32(IFLA_BR_FORWARD_DELAY)} hello {data.U32(IFLA_BR_HELLO_TIME)} age {data.U32(IFLA_BR_MAX_AGE)}"
                + $" ageing {data.U32(IFLA_BR_AGEING_TIME)} stp {data.U32(IFLA_BR_STP_STATE)} priority {data.U16(IFLA_BR_PRIORITY)} filters {data.U8(IFLA_BR_VLAN_FILTERING)} pvid {data.U16(IFLA_BR_VLAN_DEFAULT_PVID)}",
            "vlan" => $" id {data.U16(IFLA_VLAN_ID)}",
            "bond" or "macvlan" or "macvtap" or "ipvlan" or "ipvtap" or "vrf" or "tun" or "geneve" or "xfrm" => Whole(data),
            "ipip" or "gre" or "gretap" or "erspan" or "vti" or "sit" or "ip6tnl" or "ip6gre" or "ip6gretap" or "ip6erspan" or "vti6" => Whole(data),
            // It keeps the address that the link had at first.
            "macsec" when Mac(data.Bytes(IFLA_MACSEC_SCI)?[..6]) == "random" => Whole(data, IFLA_MACSEC_PAD, IFLA_MACSEC_SCI),
            "macsec" => Whole(data, IFLA_MACSEC_PAD),
            _ => "",
        };
        string? master = info.Text(IFLA_INFO_SLAVE_KIND);
        own += master is "bridge" or "bond" or "vrf" ? $" as port of {master}:{Port(master, info.Nested(IFLA_INFO_SLAVE_DATA))}" : "";
        return $"link {m.I32(4)} {a.Text(IFLA_IFNAME)} {kind} flags {m.U32(8) & ~IFF_PROMISC:x} mtu {a.U32(IFLA_MTU)} min {a.U32(IFLA_MIN_MTU)} max {a.U32(IFLA_MAX_MTU)}"
            + $" mac {Mac(a.Bytes(IFLA_ADDRESS))} master {a.U32(IFLA_MASTER)} of {info.Text(IFLA_INFO_SLAVE_KIND)} lower {a.U32(IFLA_LINK)} group {a.U32(IFLA_GROUP)}"
            + $" alias {a.Text(IFLA_IFALIAS)} queue {a.U32(IFLA_TXQLEN)} state {a.U8(IFLA_OPERSTATE)} carrier {a.U8(IFLA_CARRIER)}{own}";
    }

    /// <summary>Without STP's own numbers and timers, the cost that follows from a speed, counts, and addresses nobody chose.</summary>
    private string Port(string master, Attributes data) => master switch
    {
        "bridge" => Whole(data, [3, .. Enumerable.Range(13, 12).Select(i => (ushort)i), 26, 35, 36, 38, 41]) + (data.U32(3) == 7 ? " cost 7" : ""),
        "bond" => $" mac {Mac(data.Bytes(IFLA_BOND_SLAVE_PERM_HWADDR))}" + Whole(data, IFLA_BOND_SLAVE_PERM_HWADDR, IFLA_BOND_SLAVE_LINK_FAILURE_COUNT),
        _ => Whole(data),
    };

    /// <summary>Every attribute, by number and byte.</summary>
    public static string Whole(Attributes data, params ushort[] but) =>
        string.Concat(data.All.Where(a => !but.Contains(a.Type)).OrderBy(a => a.Type).Select(a => $" {a.Type}={Convert.ToHexString(a.Value.Span)}"));

    /// <summary>Without IFA_F_TENTATIVE: address detection takes its time.</summary>
    private string Address(Message m)
    {
        Attributes a = m.Attributes(8);
        return $"address {m.U32(4)} {Ip(a.Bytes(IFA_LOCAL) ?? a.Bytes(IFA_ADDRESS))}/{m.U8(1)} peer {Ip(a.Bytes(IFA_ADDRESS))} scope {m.U8(3)}"
            + $" flags {a.U32(IFA_FLAGS) & ~IFA_F_TENTATIVE:x} label {a.Text(IFA_LABEL)} protocol {a.U8(IFA_PROTO)}";
    }

    /// <summary>
    /// Without two kinds of IPv6 routes that come at a moment of the kernel's choice: the local ones when address detection is
    /// done, those to multicast groups when the carrier has been looked at.
    /// </summary>
    private static string? Route(Message m)
    {
        Attributes a = m.Attributes(12);
        if (m.U8(0) == AF_INET6 && m.U8(7) is RTN_LOCAL or RTN_MULTICAST)
        {
            return null;
        }
        string hops = a.Find(RTA_MULTIPATH) is { } multipath
            ? string.Join(' ', Hops(multipath).Order(StringComparer.Ordinal))
            : $"via {Via(a)} link {a.U32(RTA_OIF)} flags {m.U32(8):x}";
        return $"route {m.U8(0)} {Ip(a.Bytes(RTA_DST))}/{m.U8(1)} table {a.U32(RTA_TABLE)} type {m.U8(7)} protocol {m.U8(5)} scope {m.U8(6)} metric {a.U32(RTA_PRIORITY)}"
            + $" source {Ip(a.Bytes(RTA_PREFSRC))} by {a.U32(RTA_NH_ID)} mtu {a.Nested(RTA_METRICS).U32(RTAX_MTU)} {hops}";
    }

    private static IEnumerable<string> Hops(ReadOnlyMemory<byte> bytes)
    {
        while (bytes.Length >= 8)
        {
            int length = BitConverter.ToUInt16(bytes.Span);
            Attributes a = Attributes.Parse(bytes[8..length]);
            yield return $"[via {Via(a)} link {BitConverter.ToInt32(bytes.Span[4..])} hops {bytes.Span[3]} flags {bytes.Span[2]:x}]";
            bytes = bytes[Math.Min((length + 3) & ~3, bytes.Length)..];
        }
    }

    private static string Via(Attributes a) => a.Bytes(RTA_VIA) is { } other ? Ip(other[2..]) : Ip(a.Bytes(RTA_GATEWAY));

    private static string Rule(Message m)
    {
        Attributes a = m.Attributes(12);
        return $"rule {m.U8(0)} {a.U32(FRA_PRIORITY)} from {Ip(a.Bytes(FRA_SRC))}/{m.U8(2)} to {Ip(a.Bytes(FRA_DST))}/{m.U8(1)} in {a.Text(FRA_IIFNAME)} out {a.Text(FRA_OIFNAME)}"
            + $" mark {a.U32(FRA_FWMARK)}/{a.U32(FRA_FWMASK)} action {m.U8(7)} table {a.U32(FRA_TABLE)} protocol {a.U8(FRA_PROTOCOL)} flags {m.U32(8):x}";
    }

    /// <summary>Multicast addresses a link listens to come from protocols that are no part of this, and a VXLAN learns of packets that come.</summary>
    private string? Fdb(Message m)
    {
        Attributes a = m.Attributes(12);
        byte[] mac = a.Bytes(NDA_LLADDR)!;
        return (m.U8(10) & NTF_SELF) != 0 && ((mac[0] & 1) != 0 || m.U16(8) == NUD_REACHABLE)
            ? null
            : $"fdb {m.U32(4)} {Mac(mac)} state {m.U16(8):x} flags {m.U8(10):x} master {a.U32(NDA_MASTER)} remote {Ip(a.Bytes(NDA_DST))} link {a.U32(NDA_IFINDEX)} vlan {a.U16(NDA_VLAN)} vni {a.U32(NDA_VNI)} of {a.U32(NDA_SRC_VNI)}";
    }

    private static string NextHop(Message m)
    {
        Attributes a = m.Attributes(NextHops.FixedBytes);
        return $"nexthop {a.U32(NextHops.NHA_ID)} family {m.U8(0)} protocol {m.U8(2)} flags {m.U32(4):x} blackhole {a.Has(NextHops.NHA_BLACKHOLE)}"
            + $" link {a.U32(NextHops.NHA_OIF)} via {Ip(a.Bytes(NextHops.NHA_GATEWAY))} group {Convert.ToHexString(a.Bytes(NextHops.NHA_GROUP) ?? [])}";
    }

    /// <summary>Those that are drawn, which no route leads to; the kernel has others of its own.</summary>
    private string? Neighbour(Message m)
    {
        Attributes a = m.Attributes(12);
        string address = Ip(a.Bytes(NDA_DST));
        return !(address == "0.0.0.0" && (m.U16(8) & NUD_PERMANENT) != 0) && !NeighbourAddresses.Contains(address)
            ? null
            : $"neighbour {m.U32(4)} {address} mac {Mac(a.Bytes(NDA_LLADDR))} state {m.U16(8):x} flags {m.U8(10):x} protocol {a.U8(NDA_PROTOCOL)}";
    }

    private string Mac(byte[]? mac)
    {
        string text = Convert.ToHexString(mac ?? []);
        return chosenMacs.Contains(text) || text.All(c => c == '0') ? text : "random";
    }

    private static string Ip(byte[]? bytes) => bytes is null ? "-" : new IPAddress(bytes).ToString();
}
