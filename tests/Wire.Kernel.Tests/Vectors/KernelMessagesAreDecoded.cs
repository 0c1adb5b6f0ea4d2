using Wire.Domain;

namespace Wire.Kernel.Tests.Vectors;

/// <summary>What the kernel sent is what ip(8) showed at the same moment.</summary>
public sealed class KernelMessagesAreDecoded
{
    private readonly LinkTable _links = new(null);
    private readonly ObjectContext _context;

    public KernelMessagesAreDecoded()
    {
        _context = new(_links);
        foreach ((uint index, string name) in new[] { (1u, "lo"), (2u, "tap0"), (100u, "br0"), (101u, "v0"), (102u, "v1"), (103u, "vx0"), (104u, "ifb7"), (110u, "v-a"), (201u, "leg"), (105u, "d0"), (106u, "office"), (107u, "team") })
        {
            _links.Name(index, name);
        }
    }

    /// <summary>What the messages have in common: a queue of 1000 packets, in no group, nothing unusual asked for.</summary>
    private static T Usual<T>(T link, uint queues = 1) where T : Link => link with
    {
        TxQueueLength = 1000, LinkGroup = 0, Arp = true, Multicast = true, AllMulticast = false, Promisc = false, GsoMaxSize = 65536, GsoMaxSegs = 65535,
        GroMaxSize = 65536, NumTxQueues = queues, NumRxQueues = queues, AddrGenMode = 0,
    };

    private T Decode<T>(string vector) where T : Resource => Decode<T>(Vector.Load(vector));

    private T Decode<T>(byte[] message) where T : Resource => Assert.IsType<T>(ResourceMessages.Decode(Vector.Message(message), _context));

    private T Known<T>(string vector) where T : Resource => Decode<T>(vector) with { Unknown = RawAttributes.None };

    [Fact]
    public void Bridge() => Assert.Equal(
        Usual(new Bridge
        {
            Name = "br0", Index = 100, Up = true, Mtu = 1400, Mac = MacAddress.Parse("02:00:00:00:01:00"), Master = "", Alias = "",
            OperState = 2, Carrier = false, Stp = true, Priority = 4096, ForwardDelay = 4, HelloTime = 1, MaxAge = 8, Ageing = 600,
            GroupAddress = MacAddress.Parse("01:80:c2:00:00:00"), GroupFwdMask = 0, NoLinklocalLearn = false, McastVlanSnooping = false, Mst = false, FdbMaxLearned = 0,
            VlanFiltering = false, McastSnooping = true, McastRouter = 1, McastQuerier = false, McastQueryUseIfaddr = false, McastStats = false,
            McastHashElasticity = 16, McastHashMax = 4096, McastLastMemberCount = 2, McastStartupQueryCount = 2, McastIgmpVersion = 2, McastMldVersion = 1,
            McastLastMemberInterval = 100, McastMembershipInterval = 26000, McastQuerierInterval = 25500, McastQueryInterval = 12500,
            McastQueryResponseInterval = 1000, McastStartupQueryInterval = 3124, NfCallIptables = false, NfCallIp6tables = false, NfCallArptables = false,
        }),
        Known<Bridge>("link-bridge"));

    [Fact]
    public void BridgePortByItsLinkAndByItsBridge()
    {
        BridgePort asked = new()
        {
            Dev = "v-a", Cost = 10, Priority = 7, Hairpin = true, Guard = true, RootBlock = true, FastLeave = true, Learning = false, Flood = false, McastFlood = false,
            McastToUnicast = false, BcastFlood = true, ProxyArp = false, ProxyArpWifi = false, NeighSuppress = false, NeighVlanSuppress = false, VlanTunnel = false,
            Isolated = false, Locked = false, Mab = false, McastRouter = 1, McastMaxGroups = 0, GroupFwdMask = 0, BackupPort = "",
        };

        Assert.Equal(asked, Facet<BridgePort>("bridge-port-told"));
        Assert.Equal(
            asked with
            {
                Dev = "v0", Cost = 2, Priority = 32, Hairpin = false, Guard = false, RootBlock = false, FastLeave = false, Learning = true, Flood = true, McastFlood = true,
            },
            Facet<BridgePort>("link-bridge-port"));
    }

    [Fact]
    public void MemberOfABond() => Assert.Equal(
        new BondPort { Dev = "leg", QueueId = 3, Prio = -5, State = 0, MiiStatus = 0, PermHwaddr = MacAddress.Parse("02:00:00:00:02:01") },
        Facet<BondPort>("link-bond-port"));

    private T Facet<T>(string vector) where T : Resource =>
        ResourceMessages.DecodeAll(Vector.Message(Vector.Load(vector)), _context).OfType<T>().Single() with { Unknown = RawAttributes.None };

    [Fact]
    public void VethEndThatIsABridgePort() => Assert.Equal(
        Usual(new Veth
        {
            Name = "v0", Index = 101, Up = true, Mtu = 1400, Mac = MacAddress.Parse("02:00:00:00:01:01"), Master = "br0", Alias = "to the lab",
            OperState = 6, Carrier = true, Peer = "v1",
        }, queues: 2),
        Known<Veth>("link-bridge-port"));

    [Fact]
    public void Vxlan() => Assert.Equal(
        Usual(new Vxlan
        {
            Name = "vx0", Index = 103, Up = true, Mtu = 1350, Mac = MacAddress.Parse("02:00:00:00:01:03"), Master = "", Alias = "", OperState = 0,
            Carrier = true, Vni = 42, Local = IpAddr.Parse("10.0.0.1"), Remote = IpAddr.Parse("10.0.0.9"), Underlay = "br0", Port = 4789,
            Learning = false, Ttl = 64, Tos = 1, Df = 0, FlowLabel = 0, Ageing = 300, MaxAddress = 0, SourcePorts = new(0, 0), Proxy = false, Rsc = false,
            L2Miss = false, L3Miss = false, UdpChecksum = true, Udp6ZeroChecksumTx = false, Udp6ZeroChecksumRx = false, RemoteChecksumTx = false,
            RemoteChecksumRx = false, External = false, Gbp = false, Gpe = false, VniFilter = false, LocalBypass = true,
        }),
        Known<Vxlan>("link-vxlan"));

    [Fact]
    public void Ifb() => Assert.Equal(
        Usual(new Ifb { Name = "ifb7", Index = 104, Up = false, Mtu = 1500, Mac = MacAddress.Parse("02:00:00:00:01:04"), Master = "", Alias = "", OperState = 2, Carrier = true })
            with { TxQueueLength = 32, Arp = false, Multicast = false },
        Known<Ifb>("link-ifb"));

    [Fact]
    public void Tap() => Assert.Equal(
        Usual(new Tap
        {
            Name = "tap0", Index = 2, Up = false, Mtu = 1500, Mac = MacAddress.Parse("02:00:00:00:01:05"), Master = "", Alias = "", OperState = 2,
            Carrier = false, Owner = 1000, Group = 100, MultiQueue = true, PacketInfo = false, VnetHeader = false, Persistent = true,
        }, queues: 256),
        Known<Tap>("link-tap"));

    [Fact]
    public void Dummy() => Assert.Equal(
        Usual(new Dummy
        {
            Name = "d0", Index = 105, Up = false, Mtu = 9000, Mac = MacAddress.Parse("02:00:00:00:01:06"), Master = "", Alias = "", OperState = 2, Carrier = true,
        }) with { Arp = false, Multicast = false, NumRxQueues = null },
        Known<Dummy>("link-dummy"));

    [Fact]
    public void VlanThatIsNotUp()
    {
        Vlan vlan = Known<Vlan>("link-vlan");
        Assert.Equal(("office", 106u, "v0", 7u, false, 1500u), (vlan.Name, vlan.Index, vlan.Parent, vlan.Id, vlan.Up, vlan.Mtu));
        Assert.Equal(MacAddress.Parse("02:00:00:00:01:07"), vlan.Mac);
    }

    [Fact]
    public void BondWithoutMembers()
    {
        Bond bond = Known<Bond>("link-bond");
        Assert.Equal(("team", 107u, 1u, 100u, false, 1500u), (bond.Name, bond.Index, bond.Mode, bond.Miimon, bond.Up, bond.Mtu));
        Assert.Equal(MacAddress.Parse("02:00:00:00:01:08"), bond.Mac);
    }

    [Fact]
    public void LoopbackHasNoKindAndNoEthernetAddress()
    {
        Interface loopback = Known<Interface>("link-loopback");
        Assert.Equal(("lo", 1u, true, 65536u), (loopback.Name, loopback.Index, loopback.Up, loopback.Mtu));
        Assert.Null(loopback.Device);
        Assert.Null(loopback.Mac);
    }

    [Fact]
    public void AddressV4() => Assert.Equal(
        new Address { Link = "br0", Prefix = IpPrefix.Parse("10.0.0.1/24"), Scope = 0, Flags = 0x80, Protocol = 0 },
        Known<Address>("address-v4"));

    [Fact]
    public void AddressV6() => Assert.Equal(
        new Address { Link = "br0", Prefix = IpPrefix.Parse("fd00::1/64"), Scope = 0, Flags = 0x82, NoDad = true, Protocol = 0 },
        Known<Address>("address-v6"));

    [Fact]
    public void RouteV4() => Assert.Equal(
        new Route { Prefix = IpPrefix.Parse("10.1.0.0/16"), Table = 254, Metric = 50, Tos = 0, Type = 1, Via = IpAddr.Parse("10.0.0.2"), Dev = "br0", Protocol = 3 },
        Known<Route>("route-v4"));

    [Fact]
    public void RouteV4OfTwoWays() => Assert.Equal(
        new Route
        {
            Prefix = IpPrefix.Parse("10.2.0.0/16"), Table = 1000, Metric = 5, Tos = 0, Type = 1, Protocol = 3,
            NextHops = [new(IpAddr.Parse("10.0.0.2"), "br0", 1), new(IpAddr.Parse("10.0.0.3"), "br0", 4)],
        },
        Known<Route>("route-v4-ecmp"));

    [Fact]
    public void RouteV4ThatLeadsNowhere() => Assert.Equal(
        new Route { Prefix = IpPrefix.Parse("10.3.0.0/16"), Table = 254, Metric = 0, Tos = 0, Type = 6, Protocol = 3 },
        Known<Route>("route-v4-blackhole"));

    [Fact]
    public void RouteV4ByAGatewayOfTheOtherFamily() => Assert.Equal(
        new Route { Prefix = IpPrefix.Parse("10.4.0.0/16"), Table = 254, Metric = 0, Tos = 0, Type = 1, Via = IpAddr.Parse("fd00::2"), Dev = "br0", Protocol = 3 },
        Known<Route>("route-v4-via-v6"));

    [Fact]
    public void RouteV6OfTwoWays() => Assert.Equal(
        new Route
        {
            Prefix = IpPrefix.Parse("2001:db8::/32"), Table = 254, Metric = 1024, Tos = 0, Type = 1, Protocol = 3,
            NextHops = [new(IpAddr.Parse("fd00::2"), "br0", 1), new(IpAddr.Parse("fd00::3"), "br0", 2)],
        },
        Known<Route>("route-v6-ecmp"));

    [Fact]
    public void RuleThatMatchesAllExceptWhatItSays() => Assert.Equal(
        new Rule
        {
            Family = 2, Priority = 100, Not = true, From = IpPrefix.Parse("10.1.0.0/16"), To = IpPrefix.Parse("10.2.0.0/16"), Iif = "br0",
            FwMark = 0x10, FwMask = 0xf0, Action = 1, Table = 1000, Protocol = 0,
        },
        Known<Rule>("rule"));

    [Fact]
    public void AddressV4WithALabelFlagsAndLifetimes() => Assert.Equal(
        new Address
        {
            Link = "br0", Prefix = IpPrefix.Parse("10.9.0.1/24"), Label = "br0:x", Scope = 253, Broadcast = IpAddr.Parse("10.9.0.200"), NoPrefixRoute = true,
            ValidLft = AddressLifetime.Limited, PreferredLft = AddressLifetime.Limited, Metric = 77, Flags = 0x200, Protocol = 0,
        },
        Known<Address>("address-v4-labelled"));

    [Fact]
    public void RouteV4WithMetricsByAGatewayOnTheLink() => Assert.Equal(
        new Route
        {
            Prefix = IpPrefix.Parse("198.51.100.0/24"), Table = 100, Metric = 0, Tos = 0, Type = 1, Via = IpAddr.Parse("192.0.2.1"), Dev = "br0", OnLink = true, Protocol = 87,
            Metrics = new() { Mtu = 1400, Lock = 4, AdvMss = 1300, Rtt = 2400, HopLimit = 60, Features = 1, QuickAck = true, CongCtl = "reno" },
        },
        Known<Route>("route-v4-metrics") with { Realm = null });

    [Fact]
    public void RouteV6BySegmentsInsertedIntoThePacket()
    {
        Route route = Known<Route>("route-v6-seg6");
        Assert.Equal(("seg6 mode inline segs fc00::1,fc00::2", 1u), (route.Encap?.ToString(), route.Preference));
    }

    [Fact]
    public void RouteV4ThroughATunnel() => Assert.Equal("ip id 42 dst 10.0.0.9 src 10.0.0.1 tos 4 ttl 7 flags key", Known<Route>("route-v4-encap").Encap?.ToString());

    [Fact]
    public void RuleOfFurtherSelectors() => Assert.Equal(
        new Rule
        {
            Priority = 1000, Not = false, Action = 1, Tos = 16, UidRange = new(1000, 1999), IpProto = 6, SPort = new(1000, 2000), DPort = new(80, 80), TunId = 7,
            SuppressPrefixLength = 3, SuppressIfGroup = 5, Table = 100, Protocol = 87,
        },
        Known<Rule>("rule-selectors"));

    [Fact]
    public void ResilientGroupOfNexthops() => Assert.Equal(
        new NexthopObject { Id = 30, Group = [new(1, 1), new(2, 10)], Type = 1, Buckets = 32, IdleTimer = 60, UnbalancedTimer = 300, Protocol = 87 },
        Known<NexthopObject>("nexthop-resilient"));

    [Fact]
    public void FdbEntryOfAVxlan() => Assert.Equal(
        new FdbEntry { Mac = MacAddress.Parse("02:00:00:00:02:01"), Dev = "vx0", Remote = IpAddr.Parse("10.0.0.7"), Self = true, State = 0xc0 },
        Known<FdbEntry>("fdb-vxlan"));

    [Fact]
    public void FdbEntryOfOneNetworkOfAVxlan() => Assert.Equal(
        new FdbEntry
        {
            Mac = MacAddress.Parse("02:00:00:00:02:03"), Dev = "vx0", Remote = IpAddr.Parse("10.0.0.7"), Self = true, State = 0xc0, Router = true, Port = 4790, Vni = 77,
            SourceVni = 5, Via = "v-a",
        },
        Known<FdbEntry>("fdb-vxlan-network"));

    [Fact]
    public void StickyFdbEntryOfAPort() => Assert.Equal(
        new FdbEntry { Mac = MacAddress.Parse("02:00:00:00:02:04"), Dev = "v0", Self = false, State = 0x40, Vlan = 1, Sticky = true },
        Known<FdbEntry>("fdb-port-sticky"));

    [Fact]
    public void FdbEntryOfAPort() => Assert.Equal(
        new FdbEntry { Mac = MacAddress.Parse("02:00:00:00:02:02"), Dev = "v0", Self = false, State = 0x40 },
        Known<FdbEntry>("fdb-port"));

    [Fact]
    public void PermanentNeighbour() => Assert.Equal(
        new Neighbour
        {
            Address = IpAddr.Parse("10.0.0.5"), Dev = "v0", LinkLayer = MacAddress.Parse("02:00:00:00:05:01"), State = 0x80, Router = true, ExternLearn = true, Protocol = 87,
        },
        Known<Neighbour>("neighbour-permanent"));

    [Fact]
    public void WhatTheKernelLearnedIsNoise()
    {
        byte[] message = Vector.Load("neighbour-permanent");
        (message[16 + 8], message[16 + 10]) = (0x04, 0); // ndm_state NUD_STALE, no NTF_*
        message[^4] = 0; // NDA_PROTOCOL RTPROT_UNSPEC
        Assert.Null(ResourceMessages.Decode(Vector.Message(message), _context));

        _context.FindTold = told => told.Key.Id == "10.0.0.5 dev v0" ? told : null;
        Assert.Equal(0x02u, Decode<Neighbour>(message).State);
    }

    [Fact]
    public void LastAttributeMayComeWithoutItsPadding()
    {
        // RTA_TABLE … RTA_OIF, then RTA_PREF of one byte as the last attribute: nlmsg_len 61, not 64.
        byte[] message = Vector.Load("route-v6-kernel");
        int last = message.AsSpan().LastIndexOf((ReadOnlySpan<byte>)[5, 0, (byte)LinuxRtnetlink.RTA_PREF, 0]);
        Assert.Equal(message.Length - 8, last);
        byte[] unpadded = message[..(last + 5)];
        unpadded[0] = (byte)unpadded.Length;

        Assert.Equal(Decode<Route>(message), Decode<Route>(unpadded));
    }

    [Fact]
    public void WhatIsNotDecodedIsKeptAsItCame()
    {
        Vxlan vxlan = Decode<Vxlan>("link-vxlan");

        Dictionary<ushort, string> kept = Attributes(new(vxlan.Unknown.Bytes, 0));
        Assert.Equal(Convert.ToHexString("noqueue\0"u8), kept[LinuxIfLink.IFLA_QDISC]);
        Assert.Equal("00000000", kept[LinuxIfLink.IFLA_PROMISCUITY]);
    }

    [Fact]
    public void CountersAndTimersAreNotKept()
    {
        Dictionary<ushort, string> kept = Attributes(new(Decode<Bridge>("link-bridge").Unknown.Bytes, 0));

        Assert.DoesNotContain(LinuxIfLink.IFLA_STATS64, kept.Keys);
        Assert.DoesNotContain(LinuxIfLink.IFLA_CARRIER_CHANGES, kept.Keys);
        // IFLA_BR_GC_TIMER (19): 12 bytes and four of padding before its eight of payload.
        Assert.DoesNotContain("0C001300", kept.GetValueOrDefault(LinuxIfLink.IFLA_LINKINFO, ""), StringComparison.Ordinal);
    }

    [Fact]
    public void LeavingABridgeIsNoDeletionOfTheLink()
    {
        byte[] message = Vector.Load("link-bridge-port");
        message[4] = (byte)LinuxRtnetlink.RTM_DELLINK;
        message[16] = LinuxRtnetlink.AF_BRIDGE;

        Assert.IsNotType<Link>(ResourceMessages.Decode(Vector.Message(message), _context), exactMatch: false);
    }

    [Fact]
    public void CloneOfARouteIsNoRoute()
    {
        byte[] message = Vector.Load("route-v4");
        message[16 + 8 + 1] |= (byte)(LinuxRtnetlink.RTM_F_CLONED >> 8);

        Assert.Null(ResourceMessages.Decode(Vector.Message(message), _context));
    }

    private static Dictionary<ushort, string> Attributes(AttributeReader attributes)
    {
        Dictionary<ushort, string> all = [];
        while (attributes.Read())
        {
            all[attributes.Type] = Convert.ToHexString(attributes.Payload);
        }
        return all;
    }
}
