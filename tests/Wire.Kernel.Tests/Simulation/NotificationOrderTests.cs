using System.Net;
using Wire.Testing.Simulation;
using static Wire.Testing.Simulation.IfAddr;
using static Wire.Testing.Simulation.IfLink;
using static Wire.Testing.Simulation.Neighbour;
using static Wire.Testing.Simulation.Netlink;
using static Wire.Testing.Simulation.Rtnetlink;

namespace Wire.Kernel.Tests.Simulation;

/// <summary>The simulated kernel tells the same in the same order as the running one, request by request.</summary>
[Trait("Category", "Kernel")]
public sealed class NotificationOrderTests
{
    private static readonly int[] _groups =
        [RTNLGRP_LINK, RTNLGRP_NEIGH, RTNLGRP_IPV4_IFADDR, RTNLGRP_IPV4_ROUTE, RTNLGRP_IPV4_RULE, RTNLGRP_IPV6_IFADDR, RTNLGRP_IPV6_ROUTE, RTNLGRP_IPV6_RULE, NextHops.RTNLGRP_NEXTHOP];

    private const int QuietMs = 20;
    private const int PatienceMs = 3000;

    private static readonly byte[] _mac = [2, 0, 0, 0, 0, 9];

    private static readonly Step[] _story =
    [
        new("lo up", LinkBytes.Change(new() { Index = 1, Up = true })),
        new("bridge", LinkBytes.Create(new() { Name = "br0", Kind = "bridge", Index = 10, Mac = [2, 0, 0, 0, 0, 1] })),
        new("bridge up", LinkBytes.Change(new() { Index = 10, Up = true })),
        new("veth", LinkBytes.Create(new() { Name = "v0", Kind = "veth", Index = 11, Peer = new() { Name = "v1", Index = 12 } })),
        new("port", LinkBytes.Change(new() { Index = 11, Master = 10 })),
        new("port up", LinkBytes.Change(new() { Index = 11, Up = true })),
        new("peer up", LinkBytes.Change(new() { Index = 12, Up = true })),
        new("address", AddressBytes.Add(10, "10.0.0.1/24", 87)),
        new("second address", AddressBytes.Add(10, "10.0.0.2/24", 87)),
        new("address of IPv6", AddressBytes.Add(10, "2001:db8::1/64", 87), Until: "2001:db8::1/128"),
        new("route", RouteBytes.Add(new("10.9.0.0/16") { Via = "10.0.0.7", Protocol = 87 })),
        new("route replaced", RouteBytes.Add(new("10.9.0.0/16") { Via = "10.0.0.8", Protocol = 87 }, NLM_F_CREATE | NLM_F_REPLACE)),
        new("multipath", RouteBytes.Add(new("10.8.0.0/16") { Hops = [("10.0.0.7", 0, 1), ("10.0.0.8", 0, 2)], Protocol = 87 })),
        new("route of IPv6", RouteBytes.Add(new("2001:db8:9::/48") { Via = "2001:db8::7", Protocol = 87 })),
        new("rule", RuleBytes.Add(new() { Priority = 100, From = "10.0.0.0/8", Table = 100, Protocol = 87 })),
        new("rule gone", RuleBytes.Delete(new() { Priority = 100, Action = 0 })),
        new("fdb", FdbBytes.Add(11, _mac, NUD_NOARP, NTF_MASTER)),
        new("fdb gone", FdbBytes.Delete(11, _mac, NTF_MASTER)),
        new("vxlan", LinkBytes.Create(new() { Name = "x0", Kind = "vxlan", Index = 13, Mac = [2, 0, 0, 0, 0, 5], Master = 10, Up = true, Data = Vxlan })),
        new("vxlan fdb", FdbBytes.Add(13, new byte[6], NUD_PERMANENT, NTF_SELF, "10.0.0.33", NLM_F_CREATE | NLM_F_APPEND)),
        new("mtu", LinkBytes.Change(new() { Index = 13, Mtu = 1400 })),
        new("alias", LinkBytes.Change(new() { Index = 13, Alias = "words" })),
        new("name", LinkBytes.Change(new() { Index = 13, Name = "x9" })),
        new("mac", LinkBytes.Change(new() { Index = 11, Mac = _mac })),
        new("port leaves", LinkBytes.Change(new() { Index = 11, Master = 0 })),
        new("port again", LinkBytes.Change(new() { Index = 11, Master = 10 })),
        new("first address gone", AddressBytes.Delete(10, "10.0.0.1/24")),
        new("third address", AddressBytes.Add(10, "10.3.0.1/24", 87)),
        new("bridge down", LinkBytes.Change(new() { Index = 10, Up = false })),
        new("bridge up again", LinkBytes.Change(new() { Index = 10, Up = true })),
        new("peer gone", LinkBytes.Delete(new() { Index = 12 })),
        new("ifb", LinkBytes.Create(new() { Name = "i0", Kind = "ifb", Index = 14, Up = true })),
        new("route by ifb", RouteBytes.Add(new("10.7.0.0/16") { Link = 14, Protocol = 87 })),
        new("ifb down", LinkBytes.Change(new() { Index = 14, Up = false })),
        new("ifb gone", LinkBytes.Delete(new() { Index = 14 })),
        new("macvlan", LinkBytes.Create(new() { Name = "m0", Kind = "macvlan", Index = 14, Lower = 10, Mac = [2, 0, 0, 0, 0, 6] })),
        new("macvlan up", LinkBytes.Change(new() { Index = 14, Up = true })),
        new("macvlan gone", LinkBytes.Delete(new() { Index = 14 })),
        new("neighbour", NeighbourBytes.Add(10, "10.3.0.9", _mac, NUD_PERMANENT, 0, 87, NLM_F_CREATE | NLM_F_EXCL)),
        new("neighbour replaced", NeighbourBytes.Add(10, "10.3.0.9", [2, 0, 0, 0, 0, 10], NUD_PERMANENT, 0, 87, NLM_F_CREATE | NLM_F_REPLACE)),
        new("neighbour gone", NeighbourBytes.Delete(10, "10.3.0.9", 0)),
        new("black hole with a number", NextHopBytes.Add(new(1) { IsBlackhole = true }, NLM_F_CREATE | NLM_F_EXCL)),
        new("next hop", NextHopBytes.Add(new(2) { Link = 1, Via = "10.77.0.1", OnLink = true }, NLM_F_CREATE | NLM_F_EXCL)),
        new("group", NextHopBytes.Add(new(3) { Group = [2] }, NLM_F_CREATE | NLM_F_EXCL)),
        new("next hop gone with its group", NextHopBytes.Delete(2)),
        new("bridge gone", LinkBytes.Delete(new() { Index = 10 }, NLM_F_ECHO)),
    ];

    [Fact]
    public void EveryRequestOfAStoryIsToldAsByTheRealKernel()
    {
        using RealNamespace real = new();
        SimulatedKernel simulated = new() { Ipv6LinkLocal = false };
        using Listener wanted = new(real.Open(NetlinkFamily.Route), real.Open(NetlinkFamily.Route));
        using Listener got = new(simulated.Open(NetlinkFamily.Route, null), simulated.Open(NetlinkFamily.Route, null));
        List<string> differences = [];
        foreach (Step step in _story)
        {
            List<string> toldByReal = wanted.Tell(step);
            List<string> told = got.Tell(step);
            if (!toldByReal.SequenceEqual(told))
            {
                differences.Add($"{step.Words}:\n{SideBySide(toldByReal, told)}");
            }
        }
        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }

    private static void Vxlan(MessageWriter data) => data.AttributeU32(IFLA_VXLAN_ID, 7)
        .AttributeU16Be(IFLA_VXLAN_PORT, 4789)
        .Attribute(IFLA_VXLAN_GROUP, IpText.Parse("10.0.0.9").Bytes)
        .AttributeU32(IFLA_VXLAN_LINK, 12);

    private static string SideBySide(List<string> left, List<string> right) => string.Join('\n',
        Enumerable.Range(0, Math.Max(left.Count, right.Count)).Select(i =>
        {
            string l = i < left.Count ? left[i] : "";
            string r = i < right.Count ? right[i] : "";
            return $"  {(l == r ? ' ' : '!')} {l,-75} | {r}";
        }));

    /// <param name="Until">What the kernel says a moment later, when it has looked whether an address is taken.</param>
    private sealed record Step(string Words, byte[] Bytes, string? Until = null);

    /// <summary>One socket asks, the other hears.</summary>
    private sealed class Listener : IDisposable
    {
        private readonly INetlinkSocket _asks;
        private readonly INetlinkSocket _hears;
        private readonly Dictionary<string, string> _saidOfPorts = [];
        private string? _last;

        public Listener(INetlinkSocket asks, INetlinkSocket hears)
        {
            (_asks, _hears) = (asks, hears);
            foreach (int group in _groups)
            {
                hears.Join(group);
            }
        }

        /// <summary>What is told of a request: events that say nothing new are left out.</summary>
        public List<string> Tell(Step step)
        {
            (int errno, string? text) = _asks.Ask(step.Bytes);
            Assert.True(errno == 0, $"{step.Words}: errno {errno} {text}");
            for (uint index = 14; index >= 10; index--)
            {
                _asks.Ask(new MessageWriter(RTM_GETLINK, NLM_F_REQUEST | NLM_F_ACK, 1, 0).U8(0).U8(0).U16(0).U32(index).U32(0).U32(0).ToArray());
            }
            List<string> lines = [];
            bool Waits() => step.Until is { } until && !lines.Exists(l => l.Contains(until, StringComparison.Ordinal));
            while (_hears.ReceiveMessages(Waits() ? PatienceMs : QuietMs) is { } messages)
            {
                lines.AddRange(messages.Select(Line).OfType<string>().Where(SaysSomethingNew));
            }
            return lines;
        }

        /// <summary>Not the same as the one before; what a bridge says of a port, which it repeats at times of its own, not the same as it said last.</summary>
        private bool SaysSomethingNew(string line)
        {
            bool isNew = line != _last;
            _last = line;
            if (line.Split(' ') is [_, "link", "7", var port, ..])
            {
                isNew &= line != _saidOfPorts.GetValueOrDefault(port);
                _saidOfPorts[port] = line;
            }
            return isNew;
        }

        public void Dispose()
        {
            _asks.Dispose();
            _hears.Dispose();
        }

        private string? Line(Message m)
        {
            string by = m.PortId == 0 ? "" : m.PortId == _asks.PortId ? " by asker" : " by other";
            string verb = m.Type % 4 == 0 ? "new" : "del";
            switch (m.Type)
            {
                case RTM_NEWLINK or RTM_DELLINK:
                    Attributes link = m.Attributes(16);
                    if (link.Has(IFLA_EVENT))
                    {
                        // What a bridge can offload depends on the drivers of its ports.
                        return null;
                    }
                    return $"{verb} link {m.U8(0)} {m.I32(4)} {link.Text(IFLA_IFNAME)} flags {m.U32(8) & ~IFF_PROMISC:x} master {link.U32(IFLA_MASTER)} mtu {link.U32(IFLA_MTU)} state {link.U8(IFLA_OPERSTATE)}{by}";
                case RTM_NEWADDR or RTM_DELADDR:
                    Attributes address = m.Attributes(8);
                    return $"{verb} address {m.I32(4)} {Ip(address.Bytes(IFA_LOCAL) ?? address.Bytes(IFA_ADDRESS))} flags {address.U32(IFA_FLAGS) & ~IFA_F_TENTATIVE:x}{by}";
                case RTM_NEWROUTE or RTM_DELROUTE:
                    Attributes route = m.Attributes(12);
                    if (m.U8(7) == RTN_MULTICAST)
                    {
                        // Comes when the kernel has looked at the carrier, a moment earlier or later.
                        return null;
                    }
                    return $"{verb} route {Ip(route.Bytes(RTA_DST))}/{m.U8(1)} table {route.U32(RTA_TABLE)} type {m.U8(7)} link {route.U32(RTA_OIF)} how {m.Flags:x}{by}";
                case RTM_NEWNEIGH or RTM_DELNEIGH when m.U8(0) == AF_BRIDGE:
                    Attributes entry = m.Attributes(12);
                    if (m.U16(8) is NUD_REACHABLE or NUD_STALE)
                    {
                        // Learned from packets that the running kernel sends by itself.
                        return null;
                    }
                    return $"{verb} fdb {m.I32(4)} {Ip(entry.Bytes(NDA_DST))} state {m.U16(8):x} own {m.U8(10):x}{by}";
                case RTM_NEWNEIGH or RTM_DELNEIGH:
                    Attributes neighbour = m.Attributes(12);
                    return Ip(neighbour.Bytes(NDA_DST)) == "10.3.0.9" ? $"{verb} neighbour {m.I32(4)} state {m.U16(8):x} mac {Convert.ToHexString(neighbour.Bytes(NDA_LLADDR) ?? [])}{by}" : null;
                case NextHops.RTM_NEWNEXTHOP or NextHops.RTM_DELNEXTHOP:
                    return $"{verb} nexthop {m.Attributes(NextHops.FixedBytes).U32(NextHops.NHA_ID)} how {m.Flags:x}{by}";
                case RTM_NEWRULE or RTM_DELRULE:
                    return $"{verb} rule {m.U8(0)} {m.Attributes(12).U32(FibRules.FRA_PRIORITY)}{by}";
                default:
                    return null;
            }
        }

        private static string Ip(byte[]? bytes) => bytes is null ? "-" : new IPAddress(bytes).ToString();
    }
}
