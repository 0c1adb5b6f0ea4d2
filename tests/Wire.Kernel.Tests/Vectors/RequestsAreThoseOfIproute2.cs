using System.Collections.Immutable;
using Wire.Domain;

namespace Wire.Kernel.Tests.Vectors;

/// <summary>Wire asks the kernel for the same as ip(8) and bridge(8) do, and besides for its own mark.</summary>
public sealed class RequestsAreThoseOfIproute2
{
    private static readonly Dictionary<string, uint> Indexes = new()
    {
        ["br0"] = 100, ["v0"] = 101, ["v1"] = 102, ["vx0"] = 103, ["ifb7"] = 104, ["d0"] = 105, ["office"] = 106, ["team"] = 107, ["v-a"] = 110, ["leg"] = 201,
    };

    [Fact]
    public void Bridge() => AssertCreates("request-bridge", new Bridge
    {
        Name = "br0", Index = 100, Mac = MacAddress.Parse("02:00:00:00:01:00"), Up = true, ForwardDelay = 4, HelloTime = 1, MaxAge = 8,
        Ageing = 600, Stp = true, Priority = 4096,
    });

    [Fact]
    public void Veth() => AssertCreates("request-veth",
        new Veth { Name = "v0", Index = 101, Mac = MacAddress.Parse("02:00:00:00:01:01"), Mtu = 1400, Peer = "v1" },
        new Veth { Name = "v1", Index = 102, Mac = MacAddress.Parse("02:00:00:00:01:02"), Mtu = 1400, Peer = "v0" });

    [Fact]
    public void Vxlan() => AssertCreates("request-vxlan", new Vxlan
    {
        Name = "vx0", Index = 103, Mac = MacAddress.Parse("02:00:00:00:01:03"), Vni = 42, Local = IpAddr.Parse("10.0.0.1"),
        Remote = IpAddr.Parse("10.0.0.9"), Underlay = "br0", Port = 4789, Ttl = 64, Tos = 1, Learning = false,
    });

    [Fact]
    public void Ifb() => AssertCreates("request-ifb", new Ifb { Name = "ifb7", Index = 104, Mac = MacAddress.Parse("02:00:00:00:01:04") });

    [Fact]
    public void Dummy() => AssertCreates("request-link-dummy", new Dummy { Name = "d0", Index = 105, Mac = MacAddress.Parse("02:00:00:00:01:06"), Mtu = 9000 });

    [Fact]
    public void Vlan() => AssertCreates("request-link-vlan",
        new Vlan { Name = "office", Index = 106, Mac = MacAddress.Parse("02:00:00:00:01:07"), Parent = "v0", Id = 7 });

    [Fact]
    public void Bond() => AssertCreates("request-link-bond",
        new Bond { Name = "team", Index = 107, Mac = MacAddress.Parse("02:00:00:00:01:08"), Mode = 1, Miimon = 100 });

    [Fact]
    public void BridgePort() => AssertSame("request-bridge-port-told", Encode(Change(
        new BridgePort
        {
            Dev = "v-a", Cost = 10, Priority = 7, Hairpin = true, Guard = true, RootBlock = true, FastLeave = true, Learning = false, Flood = false, McastFlood = false,
        }, "cost", "priority", "hairpin", "guard", "root-block", "fastleave", "learning", "flood", "mcast-flood")));

    /// <summary>iproute2 6.1 writes the kind as "bond_slave", which the kernel takes no heed of; here it is IFLA_INFO_SLAVE_KIND.</summary>
    [Fact]
    public void BondPort() => Assert.Equal(
        SlaveData(Vector.Load("request-link-bond-port")), SlaveData(Encode(Change(new BondPort { Dev = "leg", QueueId = 3, Prio = -5 }, "queue-id", "prio"))));

    /// <summary>IFLA_INFO_SLAVE_DATA of a link request, and which link it is about.</summary>
    private static (uint Index, string Data) SlaveData(byte[] request)
    {
        NetlinkMessage message = Vector.Message(request);
        AttributeReader attributes = message.Attributes(16);
        Assert.True(attributes.Read());
        AttributeReader info = attributes.Nested();
        while (info.Read())
        {
            if (info.Type == LinuxIfLink.IFLA_INFO_SLAVE_DATA)
            {
                return (message.Fixed<IfInfoMsg>().ifi_index, Convert.ToHexString(info.Payload));
            }
        }
        throw new InvalidOperationException("the request has no IFLA_INFO_SLAVE_DATA");
    }

    [Fact]
    public void PortIsAttachedAndSetUp() => AssertSame("request-port", Encode(Change("master", "up")));

    [Fact]
    public void Alias() => AssertSame("request-alias", Encode(Change("alias")));

    [Fact]
    public void AddressV4() => AssertCreates("request-address-v4", new Address { Link = "br0", Prefix = IpPrefix.Parse("10.0.0.1/24") }, null,
        $"/{LinuxIfAddr.IFA_PROTO} 57");

    [Fact]
    public void RouteV4() => AssertCreates("request-route-v4",
        new Route { Prefix = IpPrefix.Parse("10.1.0.0/16"), Via = IpAddr.Parse("10.0.0.2"), Dev = "br0", Metric = 50, Protocol = 3 });

    [Fact]
    public void RouteV4OfTwoWaysInATableAbove255()
    {
        // iproute2 leaves rtm_table 0 where this writes RT_TABLE_COMPAT; the kernel reads RTA_TABLE in both.
        byte[] expected = Vector.Load("request-route-v4-ecmp");
        expected[16 + 4] = LinuxRtnetlink.RT_TABLE_COMPAT;
        AssertSame(expected, Encode(Create(new Route
        {
            Prefix = IpPrefix.Parse("10.2.0.0/16"), Table = 1000, Metric = 5, Protocol = 3,
            NextHops = [new(IpAddr.Parse("10.0.0.2"), "br0", 1), new(IpAddr.Parse("10.0.0.3"), "br0", 4)],
        })));
    }

    [Fact]
    public void RouteV4ThatLeadsNowhere() => AssertCreates("request-route-v4-blackhole", new Route { Prefix = IpPrefix.Parse("10.3.0.0/16"), Type = 6, Protocol = 3 });

    [Fact]
    public void RouteV4ByAGatewayOfTheOtherFamily() => AssertCreates("request-route-v4-via-v6",
        new Route { Prefix = IpPrefix.Parse("10.4.0.0/16"), Via = IpAddr.Parse("fd00::2"), Dev = "br0", Protocol = 3 });

    [Fact]
    public void RouteV6OfTwoWays() => AssertCreates("request-route-v6-ecmp", new Route
    {
        Prefix = IpPrefix.Parse("2001:db8::/32"), Protocol = 3,
        NextHops = [new(IpAddr.Parse("fd00::2"), "br0", 1), new(IpAddr.Parse("fd00::3"), "br0", 2)],
    });

    [Fact]
    public void Rule() => AssertCreates("request-rule",
        new Rule
        {
            Priority = 100, Not = true, From = IpPrefix.Parse("10.1.0.0/16"), To = IpPrefix.Parse("10.2.0.0/16"), Iif = "br0", FwMark = 0x10,
            FwMask = 0xf0, Table = 1000,
        }, null, $"/{LinuxFibRules.FRA_PROTOCOL} 57");

    private static readonly MplsEncap Labels = new([100, 200], null);

    [Fact]
    public void AddressV4WithALabelFlagsAndLifetimes() => AssertCreates("request-address-v4-labelled", new Address
    {
        Link = "br0", Prefix = IpPrefix.Parse("10.9.0.1/24"), Label = "br0:x", Scope = 253, Broadcast = IpAddr.Parse("10.9.0.200"), NoPrefixRoute = true, ValidLft = 5000,
        PreferredLft = 4000, Metric = 77,
    }, null, $"/{LinuxIfAddr.IFA_PROTO} 57");

    /// <summary>In quarters and eighths of a millisecond where ip(8) takes milliseconds.</summary>
    [Fact]
    public void RouteV4WithMetricsByAGatewayOnTheLink() => AssertCreates("request-route-v4-metrics", new Route
    {
        Prefix = IpPrefix.Parse("198.51.100.0/24"), Table = 100, Via = IpAddr.Parse("192.0.2.1"), Dev = "br0", OnLink = true, Realm = 2 << 16 | 3,
        Metrics = new() { Mtu = 1400, Lock = 1 << LinuxRtnetlink.RTAX_MTU, AdvMss = 1300, Rtt = 2400, HopLimit = 60, Features = 1, QuickAck = true, CongCtl = "reno" },
    });

    [Fact]
    public void RouteV4ThroughATunnel() => AssertCreates("request-route-v4-encap", new Route
    {
        Prefix = IpPrefix.Parse("198.51.100.0/24"), Table = 100, Dev = "br0", Encap = Encapsulation("ip id 42 dst 10.0.0.9 src 10.0.0.1 tos 4 ttl 7 flags key"),
    });

    [Fact]
    public void RouteV6BySegmentsInsertedIntoThePacket() => AssertCreates("request-route-v6-seg6", new Route
    {
        Prefix = IpPrefix.Parse("2001:db8:1::/48"), Table = 100, Dev = "br0", Encap = Encapsulation("seg6 mode inline segs fc00::1,fc00::2"), Preference = 1,
    });

    [Fact]
    public void RuleOfFurtherSelectors() => AssertCreates("request-rule-selectors", new Rule
    {
        Priority = 1000, Tos = 16, UidRange = new(1000, 1999), IpProto = 6, SPort = new(1000, 2000), DPort = new(80, 80), TunId = 7, SuppressPrefixLength = 3, SuppressIfGroup = 5,
        Table = 100,
    });

    [Fact]
    public void NexthopThatPushesLabels() => AssertCreates("request-nexthop-encap",
        new NexthopObject { Id = 10, Via = IpAddr.Parse("192.0.2.1"), Dev = "br0", OnLink = true, Encap = Labels });

    [Fact]
    public void ResilientGroupOfNexthops() => AssertCreates("request-nexthop-resilient",
        new NexthopObject { Id = 30, Group = [new(1, 1), new(2, 10)], Type = 1, Buckets = 32, IdleTimer = 60, UnbalancedTimer = 300 });

    private static Encap Encapsulation(string text)
    {
        Assert.True(Encap.TryParse(text, out Encap? encap));
        return encap;
    }

    [Fact]
    public void FdbEntryOfAVxlan() => AssertCreates("request-fdb-vxlan",
        new FdbEntry { Mac = MacAddress.Parse("02:00:00:00:02:01"), Dev = "vx0", Remote = IpAddr.Parse("10.0.0.7") });

    [Fact]
    public void FdbEntryOfOneNetworkOfAVxlan() => AssertCreates("request-fdb-vxlan-network",
        new FdbEntry
        {
            Mac = MacAddress.Parse("02:00:00:00:02:03"), Dev = "vx0", Remote = IpAddr.Parse("10.0.0.7"), Router = true, Port = 4790, Vni = 77, SourceVni = 5, Via = "v-a",
        });

    [Fact]
    public void StickyFdbEntryOfAPort() => AssertCreates("request-fdb-port-sticky", new FdbEntry { Mac = MacAddress.Parse("02:00:00:00:02:04"), Dev = "v0", State = 0x42, Sticky = true });

    [Fact]
    public void FdbEntryOfAPort() => AssertCreates("request-fdb-port", new FdbEntry { Mac = MacAddress.Parse("02:00:00:00:02:02"), Dev = "v0", State = 0x42 });

    [Fact]
    public void PermanentNeighbour() => AssertCreates("request-neighbour-permanent",
        new Neighbour { Address = IpAddr.Parse("10.0.0.5"), Dev = "v0", LinkLayer = MacAddress.Parse("02:00:00:00:05:01"), State = 0x80, Router = true, ExternLearn = true });

    [Fact]
    public void ManagedNeighbour() => AssertCreates("request-neighbour-managed",
        new Neighbour { Address = IpAddr.Parse("2001:db8::5"), Dev = "v0", State = 0x02, Managed = true });

    [Fact]
    public void AddressThatIsAnsweredFor() => AssertCreates("request-neighbour-proxy", new Neighbour { Address = IpAddr.Parse("10.0.0.9"), Dev = "v0", Proxy = true });

    [Fact]
    public void WhatWireMakesCarriesItsMark()
    {
        Assert.Equal(87, Encode(Create(new Route { Prefix = IpPrefix.Parse("10.1.0.0/16"), Type = 6 }))[16 + 5]);
        Assert.Contains($"/{LinuxIfAddr.IFA_PROTO} 57", Vector.Lines(Encode(Create(new Address { Link = "br0", Prefix = IpPrefix.Parse("10.0.0.1/24") }))));
    }

    private static Operation Create(Resource resource, Resource? companion = null) => new(0, OperationVerb.Create, null, resource, companion, [], null);

    private static Operation Change(Resource after, params ImmutableArray<string> attributes) => new(0, OperationVerb.Change, after.Kind.Blank(), after, null, attributes, null);

    private static Operation Change(params ImmutableArray<string> attributes)
    {
        Veth before = new() { Name = "v0" };
        return new(0, OperationVerb.Change, before, before with { Master = "br0", Up = true, Alias = "to the lab" }, null, attributes, null);
    }

    private static byte[] Encode(Operation operation)
    {
        using Prepared prepared = Preparation.Of(new RealNetlink(), [operation], Indexes, 1);
        return prepared.Bytes.Written.ToArray();
    }

    private static void AssertCreates(string vector, Resource resource, Resource? companion = null, params string[] besides)
    {
        string[] ours = Vector.Lines(Encode(Create(resource, companion)));
        Assert.Equal(Vector.Lines(Vector.Load(vector)), ours.Except(besides));
        Assert.Superset(besides.ToHashSet(), ours.ToHashSet());
    }

    private static void AssertSame(string vector, byte[] ours) => AssertSame(Vector.Load(vector), ours);

    private static void AssertSame(byte[] expected, byte[] ours) => Assert.Equal(Vector.Lines(expected), Vector.Lines(ours));
}
