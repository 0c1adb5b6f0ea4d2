using Wire.Domain;

namespace Wire.Kernel.Tests.Guest;

/// <summary>Packets cross what Wire made: links between namespaces, judged by ping(8).</summary>
[Trait("Category", "Guest")]
public sealed class GuestTrafficTests : IDisposable
{
    private readonly List<Host> _hosts = [];

    public void Dispose() => _hosts.ForEach(h => h.Dispose());

    [Theory]
    [InlineData(0x8100u)]
    [InlineData(0x88a8u)]
    public void TaggedPacketsCrossAPair(uint protocol)
    {
        (Host left, Host right) = Pair();
        foreach ((Host host, string address) in new[] { (left, "10.7.0.1/24"), (right, "10.7.0.2/24") })
        {
            host.Wire.Create(new Vlan { Name = "office", Parent = "p0", Id = 7, Protocol = protocol, Up = true });
            host.Netns.Ip($"address add {address} dev office");
        }

        left.Pings("10.7.0.2");
    }

    [Fact]
    public void TwiceTaggedPacketsCrossAPair()
    {
        (Host left, Host right) = Pair();
        foreach ((Host host, string address) in new[] { (left, "10.7.0.1/24"), (right, "10.7.0.2/24") })
        {
            host.Wire.Create(
                new Vlan { Name = "outer", Parent = "p0", Id = 100, Protocol = 0x88a8, Up = true },
                new Vlan { Name = "inner", Parent = "outer", Id = 7, Up = true });
            host.Netns.Ip($"address add {address} dev inner");
        }

        left.Pings("10.7.0.2");
    }

    [Fact]
    public void VxlanReachesEachOfItsRemotesByHeadEndReplication()
    {
        Host[] hosts = [New(), New(), New()];
        using GuestNetns middle = new();
        middle.Ip("link add name br0 up type bridge");
        for (int i = 0; i < hosts.Length; i++)
        {
            middle.Ip($"link add name h{i} up type veth peer name p0 netns {hosts[i].Netns.Name}");
            middle.Ip($"link set h{i} master br0");
            hosts[i].Netns.Ip("link set p0 up");
            hosts[i].Netns.Ip($"address add 10.0.0.{i + 1}/24 dev p0");
        }
        for (int i = 0; i < hosts.Length; i++)
        {
            Host host = hosts[i];
            host.Wire.Create(new Vxlan { Name = "vx0", Vni = 42, Local = IpAddr.Parse($"10.0.0.{i + 1}"), Mac = MacAddress.Parse($"02:00:00:00:42:0{i + 1}"), Mtu = 1400, Up = true });
            host.Wire.Make([.. Enumerable.Range(0, hosts.Length).Where(other => other != i).Select(other =>
                new FdbEntry { Mac = MacAddress.Parse("00:00:00:00:00:00"), Dev = "vx0", Remote = IpAddr.Parse($"10.0.0.{other + 1}") })]);
            host.Netns.Ip($"address add 10.42.0.{i + 1}/24 dev vx0");
        }

        hosts[0].Pings("10.42.0.2");
        hosts[0].Pings("10.42.0.3");
        hosts[1].Pings("10.42.0.3");
    }

    [Fact]
    public void MacvlansOfAParentTalkInModeBridgeAndNotInModePrivate()
    {
        Host host = New();
        using GuestNetns one = new();
        using GuestNetns two = new();
        host.Netns.Ip("link add name p0 up type veth peer name p1");
        host.Netns.Ip("link set p1 up");
        host.Knows("p0");
        Macvlan first = new() { Name = "m1", Parent = "p0", Mode = 4, Mac = MacAddress.Parse("02:00:00:00:00:11") };
        Macvlan second = new() { Name = "m2", Parent = "p0", Mode = 4, Mac = MacAddress.Parse("02:00:00:00:00:12") };
        host.Wire.Create(first, second);
        Move(host, "m1", one, "10.8.0.1/24");
        Move(host, "m2", two, "10.8.0.2/24");

        Assert.True(one.Reaches("10.8.0.2"));

        one.Ip("link set m1 type macvlan mode private");
        one.Ip("neighbour flush dev m1");
        Assert.False(one.Reaches("10.8.0.2"));
    }

    [Fact]
    public void IpvlansOfAParentTalkInEveryMode()
    {
        Host host = New();
        using GuestNetns one = new();
        using GuestNetns two = new();
        host.Netns.Ip("link add name p0 up type veth peer name p1");
        host.Netns.Ip("link set p1 up");
        host.Knows("p0");
        Ipvlan first = new() { Name = "i1", Parent = "p0", Mode = 0 };
        host.Wire.Create(first, new Ipvlan { Name = "i2", Parent = "p0", Mode = 0 }, new Ipvlan { Name = "i3", Parent = "p0" });
        Move(host, "i1", one, "10.8.0.1/24");
        Move(host, "i2", two, "10.8.0.2/24");
        Ipvlan last = new() { Name = "i3", Parent = "p0", Mode = 0 };

        Assert.True(one.Reaches("10.8.0.2"), "l2");
        foreach (uint mode in new uint[] { 1, 2 })
        {
            host.Wire.Change(last, last with { Mode = mode }, "mode");
            Assert.True(one.Reaches("10.8.0.2"), $"mode {mode}");
        }
    }

    [Fact]
    public void VrfsKeepOverlappingAddressesApart()
    {
        Host router = New();
        using GuestNetns red = new();
        using GuestNetns blue = new();
        foreach ((string vrf, uint table, GuestNetns customer) in new[] { ("red", 100u, red), ("blue", 200u, blue) })
        {
            router.Netns.Ip($"link add name to-{vrf} up type veth peer name p0 netns {customer.Name}");
            customer.Ip("link set p0 up");
            customer.Ip("address add 10.9.0.2/24 dev p0");
            router.Knows($"to-{vrf}");
            Veth port = new() { Name = $"to-{vrf}" };
            router.Wire.Create(new Vrf { Name = vrf, Table = table, Up = true });
            router.Wire.Change(port, port with { Master = vrf }, "master");
            router.Netns.Ip($"address add 10.9.0.1/24 dev to-{vrf}");
        }
        red.Ip("link add name home up type dummy");
        red.Ip("address add 10.99.0.1/32 dev home");
        router.Netns.Ip("route add 10.99.0.0/24 via 10.9.0.2 vrf red");

        Assert.True(router.Netns.Reaches("10.9.0.2", "red"));
        Assert.True(router.Netns.Reaches("10.9.0.2", "blue"));
        Assert.True(router.Netns.Reaches("10.99.0.1", "red"));
        Assert.False(router.Netns.Reaches("10.99.0.1", "blue"));
    }

    /// <summary>FOU puts UDP around IP packets, GUE a header besides; either end unpacks at a port of its own.</summary>
    [Theory]
    [InlineData("ipip", 1u)]
    [InlineData("ipip", 2u)]
    [InlineData("sit", 1u)]
    [InlineData("gre", 2u)]
    public void TunnelsInUdpCrossAPair(string kind, uint encap)
    {
        (Host left, Host right) = Pair();
        foreach ((Host host, int own, int other) in new[] { (left, 1, 2), (right, 2, 1) })
        {
            host.Netns.Ip($"address add 192.0.2.{own}/24 dev p0");
            host.Wire.Make(encap == 2 ? new FouPort { Port = 5555, Gue = true } : new FouPort { Port = 5555, IpProto = kind == "sit" ? 41u : 4u });
            (IpAddr local, IpAddr remote) = (IpAddr.Parse($"192.0.2.{own}"), IpAddr.Parse($"192.0.2.{other}"));
            host.Wire.Create(kind switch
            {
                "sit" => new Sit { Name = "t0", Local = local, Remote = remote, Encap = encap, EncapDport = 5555, Up = true },
                "gre" => new Gre { Name = "t0", Local = local, Remote = remote, Encap = encap, EncapDport = 5555, Up = true },
                _ => (Link)new IpIp { Name = "t0", Local = local, Remote = remote, Encap = encap, EncapDport = 5555, Up = true },
            });
            host.Netns.Ip(kind == "sit" ? $"address add fd00::{own}/64 dev t0 nodad" : $"address add 10.9.0.{own}/24 dev t0");
        }

        left.Pings(kind == "sit" ? "fd00::2" : "10.9.0.2");
    }

    private static void Move(Host from, string link, GuestNetns to, string address)
    {
        from.Netns.Ip($"link set {link} netns {to.Name}");
        to.Ip($"link set {link} up");
        to.Ip($"address add {address} dev {link}");
    }

    private Host New()
    {
        Host host = new();
        _hosts.Add(host);
        return host;
    }

    /// <summary>Two namespaces with the ends of a pair, each called p0.</summary>
    private (Host Left, Host Right) Pair()
    {
        (Host left, Host right) = (New(), New());
        left.Netns.Ip($"link add name p0 up type veth peer name p0 netns {right.Netns.Name}");
        right.Netns.Ip("link set p0 up");
        left.Knows("p0");
        right.Knows("p0");
        return (left, right);
    }

    private sealed class Host : IDisposable
    {
        public Host() => Wire = new(Netns);

        public GuestNetns Netns { get; } = new();

        public GuestExecutor Wire { get; }

        public void Knows(string link) => Wire.Knows(link, Netns.Show(link).GetProperty("ifindex").GetUInt32());

        public void Pings(string address) => Assert.True(Netns.Reaches(address), $"{address} does not answer");

        public void Dispose()
        {
            Wire.Dispose();
            Netns.Dispose();
        }
    }
}
