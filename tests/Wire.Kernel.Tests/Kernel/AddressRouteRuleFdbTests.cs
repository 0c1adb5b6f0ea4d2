using System.Text.Json;
using Wire.Domain;

namespace Wire.Kernel.Tests.Kernel;

/// <summary>Addresses, routes, rules and FDB entries on the running kernel, read back by ip(8) and bridge(8).</summary>
[Trait("Category", "Kernel")]
public sealed class AddressRouteRuleFdbTests : IDisposable
{
    private readonly TestNetns _netns = new();
    private readonly Wired _wire;

    public AddressRouteRuleFdbTests()
    {
        _wire = new Wired(_netns);
        _netns.Ip("link set lo up");
        _wire.Create(
            new Bridge { Name = "br0", Up = true },
            new Address { Link = "br0", Prefix = IpPrefix.Parse("10.0.0.1/24") },
            new Address { Link = "br0", Prefix = IpPrefix.Parse("fd00::1/64") });
    }

    public void Dispose()
    {
        _wire.Dispose();
        _netns.Dispose();
    }

    private static string? Text(JsonElement element, string property) => element.TryGetProperty(property, out JsonElement value) ? value.ToString() : null;

    private JsonElement Route(string family, string arguments) => Assert.Single(_netns.IpJson($"{family} route show {arguments}"));

    [Theory]
    [InlineData("10.5.0.1/16")]
    [InlineData("10.6.0.1/32")]
    [InlineData("2001:db8:5::1/64")]
    public void AddressIsAddedWithWiresMarkAndDeleted(string prefix)
    {
        Address address = new() { Link = "br0", Prefix = IpPrefix.Parse(prefix) };
        _wire.Create(address);

        Assert.Contains(_netns.IpJson("addr show dev br0")[0].GetProperty("addr_info").EnumerateArray(),
            a => $"{Text(a, "local")}/{Text(a, "prefixlen")}" == prefix && Text(a, "scope") == "global");
        Assert.Equal(87u, _wire.See<Address>(address.Key.Id).Protocol);

        _wire.Do(Wired.Deletion(address));
        Assert.DoesNotContain(prefix, _netns.Ip("addr show dev br0"), StringComparison.Ordinal);
    }

    [Fact]
    public void ForeignAddressThatIsPutBackStaysForeignAndKeepsItsFlags()
    {
        _netns.Ip("addr add 2001:db8:9::1/64 dev br0 nodad noprefixroute");
        Address foreign = _wire.See<Address>("br0 2001:db8:9::1/64");
        _netns.Ip("addr del 2001:db8:9::1/64 dev br0");

        _wire.Create(foreign);

        JsonElement shown = Assert.Single(_netns.IpJson("addr show dev br0")[0].GetProperty("addr_info").EnumerateArray(), a => Text(a, "local") == "2001:db8:9::1");
        Assert.True(shown.GetProperty("nodad").GetBoolean() && shown.GetProperty("noprefixroute").GetBoolean());
        Assert.Equal(0u, _wire.See<Address>(foreign.Key.Id).Protocol);
    }

    [Fact]
    public void RouteViaAGatewayIsMadeReplacedInPlaceAndDeleted()
    {
        Route route = new() { Prefix = IpPrefix.Parse("10.1.0.0/16"), Via = IpAddr.Parse("10.0.0.2"), Dev = "br0", Metric = 77, Source = IpAddr.Parse("10.0.0.1") };
        _wire.Create(route);

        JsonElement shown = Route("-4", "10.1.0.0/16");
        Assert.Equal(("10.0.0.2", "br0", "77", "10.0.0.1", "87"), (Text(shown, "gateway"), Text(shown, "dev"), Text(shown, "metric"), Text(shown, "prefsrc"), Text(shown, "protocol")));

        Route elsewhere = route with { Via = IpAddr.Parse("10.0.0.3"), Source = null };
        _wire.Do(Wired.Difference(route, elsewhere));
        Assert.Equal("10.0.0.3", Text(Route("-4", "10.1.0.0/16"), "gateway"));

        _wire.Do(Wired.Deletion(_wire.See<Route>(elsewhere.Key.Id)));
        Assert.Empty(_netns.IpJson("-4 route show 10.1.0.0/16"));
    }

    [Fact]
    public void RouteV6ViaAGatewayInATableOfItsOwn()
    {
        Route route = new() { Prefix = IpPrefix.Parse("2001:db8:1::/48"), Via = IpAddr.Parse("fd00::2"), Dev = "br0", Metric = 50, Table = 1000 };
        _wire.Create(route);

        JsonElement shown = Route("-6", "table 1000");
        Assert.Equal(("2001:db8:1::/48", "fd00::2", "br0", "50", "87"), (Text(shown, "dst"), Text(shown, "gateway"), Text(shown, "dev"), Text(shown, "metric"), Text(shown, "protocol")));

        _wire.Do(Wired.Deletion(_wire.See<Route>(route.Key.Id)));
        Assert.Empty(_netns.IpJson("-6 route show table 1000"));
    }

    [Theory]
    [InlineData("-4", "10.2.0.0/16", "10.0.0.2", "10.0.0.3", "10.0.0.4")]
    [InlineData("-6", "2001:db8:2::/48", "fd00::2", "fd00::3", "fd00::4")]
    public void RouteOfSeveralWaysIsMadeReplacedAndDeletedWhole(string family, string prefix, string first, string second, string third)
    {
        Route route = new() { Prefix = IpPrefix.Parse(prefix), NextHops = [new(IpAddr.Parse(first), "br0", 1), new(IpAddr.Parse(second), null, 3)] };
        _wire.Create(route);

        JsonElement[] ways = [.. Route(family, prefix).GetProperty("nexthops").EnumerateArray()];
        Assert.Equal([(first, "br0", "1"), (second, "br0", "3")], ways.Select(w => (Text(w, "gateway"), Text(w, "dev"), Text(w, "weight"))));
        Route observed = _wire.See<Route>(route.Key.Id);
        Assert.True(route.Kind.Find("nexthop")!.Fits(route, observed));

        _wire.Do(Wired.Difference(observed, observed with { NextHops = [new(IpAddr.Parse(second), "br0", 1), new(IpAddr.Parse(third), "br0", 1)] }));
        ways = [.. Route(family, prefix).GetProperty("nexthops").EnumerateArray()];
        Assert.Equal([second, third], ways.Select(w => Text(w, "gateway")).Order());

        _wire.Do(Wired.Deletion(_wire.See<Route>(route.Key.Id)));
        Assert.Empty(_netns.IpJson($"{family} route show {prefix}"));
    }

    [Theory]
    [InlineData("-4", "10.3.0.0/16", 6u, "blackhole")]
    [InlineData("-4", "10.3.0.0/16", 7u, "unreachable")]
    [InlineData("-6", "2001:db8:3::/48", 6u, "blackhole")]
    [InlineData("-6", "2001:db8:3::/48", 8u, "prohibit")]
    public void RouteThatLeadsNowhere(string family, string prefix, uint type, string word)
    {
        Route route = new() { Prefix = IpPrefix.Parse(prefix), Type = type };
        _wire.Create(route);

        Assert.Equal(word, Text(Route(family, prefix), "type"));

        _wire.Do(Wired.Deletion(_wire.See<Route>(route.Key.Id)));
        Assert.Empty(_netns.IpJson($"{family} route show {prefix}"));
    }

    [Fact]
    public void RouteV4ByAGatewayOfIpv6()
    {
        _wire.Create(new Route { Prefix = IpPrefix.Parse("10.4.0.0/16"), Via = IpAddr.Parse("fd00::2"), Dev = "br0" });

        Assert.Equal("fd00::2", Route("-4", "10.4.0.0/16").GetProperty("via").GetProperty("host").GetString());
        Assert.Equal(IpAddr.Parse("fd00::2"), _wire.See<Route>("10.4.0.0/16").Via);
    }

    [Fact]
    public void ForeignRouteOfTheSameDestinationIsNeverDeletedForOurs()
    {
        _netns.Ip("route add 10.8.0.0/16 via 10.0.0.2 metric 5 proto static");

        // Ours has vanished; the deletion must not find the other one.
        _wire.Do(Wired.Deletion(new Route { Prefix = IpPrefix.Parse("10.8.0.0/16"), Via = IpAddr.Parse("10.0.0.2"), Dev = "br0" }));

        Assert.Equal("5", Text(Route("-4", "10.8.0.0/16"), "metric"));
    }

    [Fact]
    public void GatewayThatNoLinkLeadsToIsRefusedWithAdvice()
    {
        ExecutionResult result = _wire.Execute(Wired.Creation(new Route { Prefix = IpPrefix.Parse("10.1.0.0/16"), Via = IpAddr.Parse("192.0.2.1") }));

        KernelRefusal refusal = Assert.NotNull(result.Refused).Refusal;
        Assert.Equal("ENETUNREACH", refusal.Name);
        Assert.Equal("Nexthop has invalid gateway", refusal.Message);
        Assert.Contains("gateway is not reachable", refusal.Advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-4", 2u, "10.1.0.0/16", "10.2.0.0/16")]
    [InlineData("-6", 10u, "2001:db8:1::/48", "2001:db8:2::/48")]
    public void RuleWithEverySelectorIsMadeAndDeleted(string family, uint number, string from, string to)
    {
        Rule rule = new()
        {
            Family = number, Priority = 1234, From = IpPrefix.Parse(from), To = IpPrefix.Parse(to), Iif = "br0", Oif = "lo", FwMark = 0x12, FwMask = 0xff, Not = true, Table = 3000,
        };
        _wire.Create(rule);

        JsonElement shown = Assert.Single(_netns.IpJson($"{family} rule show priority 1234"));
        Assert.Equal((from, to, "br0", "lo", "0x12", "0xff", "3000"), ($"{Text(shown, "src")}/{Text(shown, "srclen")}", $"{Text(shown, "dst")}/{Text(shown, "dstlen")}",
            Text(shown, "iif"), Text(shown, "oif"), Text(shown, "fwmark"), Text(shown, "fwmask"), Text(shown, "table")));
        Assert.True(shown.TryGetProperty("not", out _));
        Rule observed = _wire.See<Rule>(rule.Key.Id);
        Assert.All(rule.Kind.Attributes, a => Assert.True(a.Fits(rule, observed), a.Name));
        Assert.Equal(87u, observed.Protocol);

        _wire.Do(Wired.Deletion(rule));
        Assert.Empty(_netns.IpJson($"{family} rule show priority 1234"));
    }

    [Fact]
    public void FdbEntriesOfAVxlanAreMadeAndDeletedOneByOne()
    {
        _wire.Create(new Vxlan { Name = "vx0", Vni = 7, Local = IpAddr.Parse("10.0.0.1"), Up = true });
        FdbEntry known = new() { Mac = MacAddress.Parse("02:00:00:00:05:01"), Dev = "vx0", Remote = IpAddr.Parse("10.0.0.9") };
        FdbEntry flood = new() { Mac = default, Dev = "vx0", Remote = IpAddr.Parse("10.0.0.8") };
        FdbEntry floodToo = flood with { Remote = IpAddr.Parse("10.0.0.7") };
        _wire.Create(known, flood, floodToo);

        Assert.Equal([("00:00:00:00:00:00", "10.0.0.7"), ("00:00:00:00:00:00", "10.0.0.8"), ("02:00:00:00:05:01", "10.0.0.9")],
            _netns.BridgeJson("fdb show dev vx0").Where(f => f.TryGetProperty("dst", out _)).Select(f => (Text(f, "mac"), Text(f, "dst"))).Order());
        Assert.All(new[] { known, flood, floodToo }, f => Assert.Equal(0xc0u, _wire.See<FdbEntry>(f.Key.Id).State));

        _wire.Do(Wired.Deletion(flood));
        Assert.DoesNotContain("10.0.0.8", _netns.Bridge("fdb show dev vx0"), StringComparison.Ordinal);
        Assert.Contains("10.0.0.7", _netns.Bridge("fdb show dev vx0"), StringComparison.Ordinal);
    }

    [Fact]
    public void FdbEntryOfABridgePortIsStatic()
    {
        _wire.Do(Wired.Creation(_wire.Indexed(new Veth { Name = "port", Peer = "host", Master = "br0", Up = true }), _wire.Indexed(new Veth { Name = "host", Peer = "port" })));
        FdbEntry entry = new() { Mac = MacAddress.Parse("02:00:00:00:06:01"), Dev = "port" };
        _wire.Create(entry);

        JsonElement shown = Assert.Single(_netns.BridgeJson("fdb show br br0 dev port"), f => Text(f, "mac") == "02:00:00:00:06:01");
        Assert.Equal("static", Text(shown, "state"));

        _wire.Do(Wired.Deletion(_wire.See<FdbEntry>(entry.Key.Id)));
        Assert.DoesNotContain("02:00:00:00:06:01", _netns.Bridge("fdb show"), StringComparison.Ordinal);
    }

    [Fact]
    public void DeletingWhatIsGoneIsSuccess()
    {
        Bridge gone = (Bridge)_wire.Indexed(new Bridge { Name = "gone" });
        Bridge goneToo = (Bridge)_wire.Indexed(new Bridge { Name = "gone2" });

        _wire.Do(
            Wired.Deletion(new Rule { Priority = 5, Table = 5 }),
            Wired.Deletion(new Route { Prefix = IpPrefix.Parse("10.77.0.0/16"), Type = 6 }),
            Wired.Deletion(new Route { Prefix = IpPrefix.Parse("2001:db8:77::/48"), Via = IpAddr.Parse("fd00::2"), Dev = "br0" }),
            Wired.Deletion(new FdbEntry { Mac = MacAddress.Parse("02:00:00:00:07:01"), Dev = "br0" }),
            Wired.Deletion(new Address { Link = "br0", Prefix = IpPrefix.Parse("10.66.0.1/24") }),
            Wired.Deletion(new Address { Link = "gone", Prefix = IpPrefix.Parse("10.66.0.1/24") }),
            Wired.Deletion(gone),
            Wired.Deletion(goneToo));
    }
}
