using System.Text.Json;
using Wire.Domain;

namespace Wire.Kernel.Tests.Kernel;

/// <summary>Every kind of link that a usual kernel has: made with every attribute, read back by ip(8), changed in place, deleted.</summary>
[Trait("Category", "Kernel")]
public sealed class LinkTests : IDisposable
{
    private readonly TestNetns _netns = new();
    private readonly Wired _wire;

    public LinkTests() => _wire = new Wired(_netns);

    public void Dispose()
    {
        _wire.Dispose();
        _netns.Dispose();
    }

    private static JsonElement Data(JsonElement link) => link.GetProperty("linkinfo").GetProperty("info_data");

    private static void AssertShared(JsonElement shown, Link expected)
    {
        Assert.Equal(expected.Mac.ToString(), shown.GetProperty("address").GetString());
        Assert.Equal(expected.Mtu, shown.GetProperty("mtu").GetUInt32());
        Assert.Equal(expected.Up, shown.GetProperty("flags").EnumerateArray().Any(f => f.GetString() == "UP"));
        Assert.Equal(expected.Alias, shown.TryGetProperty("ifalias", out JsonElement alias) ? alias.GetString() : "");
        Assert.Equal(expected.Index, shown.GetProperty("ifindex").GetUInt32());
    }

    /// <summary>What was asked for is also what Wire itself observes.</summary>
    private void AssertObserved(Link asked)
    {
        Resource observed = Assert.Single(_wire.Look(), r => r.Key == asked.Key);
        Assert.Equal(asked.Kind, observed.Kind);
        Assert.All(asked.Kind.Attributes, a => Assert.True(a.Fits(asked, observed), $"{a.Name}: asked {a.Format(asked)}, observed {a.Format(observed)}"));
    }

    [Fact]
    public void BridgeIsMadeChangedInPlaceAndDeleted()
    {
        Bridge bridge = (Bridge)_wire.Indexed(new Bridge
        {
            Name = "br0", Up = true, Mtu = 1400, Mac = MacAddress.Parse("02:00:00:00:00:01"), Alias = "core switch", Stp = true, Priority = 4096,
            ForwardDelay = 5, HelloTime = 3, MaxAge = 9, Ageing = 77,
        });
        _wire.Do(Wired.Creation(bridge));

        AssertShared(_netns.Link("br0"), bridge);
        JsonElement data = Data(_netns.Link("br0"));
        Assert.Equal((1, 4096, 500, 300, 900, 7700), (data.GetProperty("stp_state").GetInt32(), data.GetProperty("priority").GetInt32(),
            data.GetProperty("forward_delay").GetInt32(), data.GetProperty("hello_time").GetInt32(), data.GetProperty("max_age").GetInt32(),
            data.GetProperty("ageing_time").GetInt32()));
        AssertObserved(bridge);

        Bridge changed = bridge with { Mtu = 1300, Alias = "", Stp = false, Priority = 8192, ForwardDelay = 6, HelloTime = 2, MaxAge = 10, Ageing = 0, Up = false, Mac = MacAddress.Parse("02:00:00:00:00:02") };
        _wire.Do(Wired.Difference(bridge, changed));

        AssertShared(_netns.Link("br0"), changed);
        data = Data(_netns.Link("br0"));
        Assert.Equal((0, 8192, 600, 200, 1000, 0), (data.GetProperty("stp_state").GetInt32(), data.GetProperty("priority").GetInt32(),
            data.GetProperty("forward_delay").GetInt32(), data.GetProperty("hello_time").GetInt32(), data.GetProperty("max_age").GetInt32(),
            data.GetProperty("ageing_time").GetInt32()));
        AssertObserved(changed);

        _wire.Do(Wired.Deletion(changed));
        Assert.Equal(["lo"], _netns.LinkNames());
    }

    [Fact]
    public void VethPairIsMadeInOneRequestAndOneEndIsAPort()
    {
        _wire.Create(new Bridge { Name = "br0", Up = true });
        Veth near = (Veth)_wire.Indexed(new Veth { Name = "near", Peer = "far", Master = "br0", Up = true, Mtu = 1450, Mac = MacAddress.Parse("02:00:00:00:00:11"), Alias = "uplink" });
        Veth far = (Veth)_wire.Indexed(new Veth { Name = "far", Peer = "near", Mtu = 1460, Mac = MacAddress.Parse("02:00:00:00:00:12"), Alias = "" });
        _wire.Do(Wired.Creation(near, far), Wired.Difference(far, far with { Up = true }));

        AssertShared(_netns.Link("near"), near);
        AssertShared(_netns.Link("far"), far with { Up = true });
        Assert.Equal("br0", _netns.Link("near").GetProperty("master").GetString());
        Assert.Equal("far", _netns.Link("near").GetProperty("link").GetString());
        Assert.False(_netns.Link("far").TryGetProperty("master", out _));
        AssertObserved(near);
        AssertObserved(far with { Up = true });

        Veth alone = near with { Master = "", Mtu = 1400 };
        _wire.Do(Wired.Difference(near, alone));
        AssertShared(_netns.Link("near"), alone);
        Assert.False(_netns.Link("near").TryGetProperty("master", out _));
        AssertObserved(alone);

        _wire.Do(Wired.Deletion(alone));
        Assert.Equal(["br0", "lo"], _netns.LinkNames().Order());
    }

    [Fact]
    public void VxlanIsMadeChangedInPlaceAndDeleted()
    {
        _wire.Create(new Bridge { Name = "under", Up = true });
        Vxlan vxlan = (Vxlan)_wire.Indexed(new Vxlan
        {
            Name = "vx0", Up = true, Mtu = 1400, Mac = MacAddress.Parse("02:00:00:00:00:21"), Alias = "", Vni = 4242, Local = IpAddr.Parse("192.0.2.1"),
            Remote = IpAddr.Parse("192.0.2.2"), Underlay = "under", Port = 4790, Learning = false, Ttl = 9, Tos = 16,
        });
        _wire.Do(Wired.Creation(vxlan));

        AssertShared(_netns.Link("vx0"), vxlan);
        JsonElement data = Data(_netns.Link("vx0"));
        Assert.Equal((4242, "192.0.2.1", "192.0.2.2", "under", 4790, false, 9), (data.GetProperty("id").GetInt32(), data.GetProperty("local").GetString(),
            data.GetProperty("remote").GetString(), data.GetProperty("link").GetString(), data.GetProperty("port").GetInt32(),
            data.GetProperty("learning").GetBoolean(), data.GetProperty("ttl").GetInt32()));
        AssertObserved(vxlan);

        Vxlan changed = vxlan with { Learning = true, Ttl = 0, Tos = 1 };
        _wire.Do(Wired.Difference(vxlan, changed));
        AssertShared(_netns.Link("vx0"), changed);
        Assert.True(Data(_netns.Link("vx0")).GetProperty("learning").GetBoolean());
        AssertObserved(changed);

        _wire.Do(Wired.Deletion(changed));
        Assert.DoesNotContain("vx0", _netns.LinkNames());
    }

    [Fact]
    public void VxlanOverIpv6AndWithoutAPortUsesIanas()
    {
        Vxlan vxlan = (Vxlan)_wire.Indexed(new Vxlan { Name = "vx6", Vni = 1, Local = IpAddr.Parse("2001:db8::1"), Remote = IpAddr.Parse("2001:db8::2") });
        _wire.Do(Wired.Creation(vxlan));

        JsonElement data = Data(_netns.Link("vx6"));
        Assert.Equal(("2001:db8::1", "2001:db8::2", 4789), (data.GetProperty("local6").GetString(), data.GetProperty("remote6").GetString(), data.GetProperty("port").GetInt32()));
        AssertObserved(vxlan);
    }

    [Fact]
    public void IfbIsMadeAndDeleted()
    {
        Ifb ifb = (Ifb)_wire.Indexed(new Ifb { Name = "ifb9", Up = true, Mtu = 1300, Mac = MacAddress.Parse("02:00:00:00:00:31"), Alias = "shaper" });
        _wire.Do(Wired.Creation(ifb));

        AssertShared(_netns.Link("ifb9"), ifb);
        Assert.Equal("ifb", _netns.Link("ifb9").GetProperty("linkinfo").GetProperty("info_kind").GetString());
        AssertObserved(ifb);

        _wire.Do(Wired.Deletion(ifb));
        Assert.Equal(["lo"], _netns.LinkNames());
    }

    [Fact]
    public void TapIsMadeWithItsIndexOwnerAndBridgeAndOutlivesItsMaker()
    {
        _wire.Create(new Bridge { Name = "br0", Up = true });
        Tap tap = (Tap)_wire.Indexed(new Tap
        {
            Name = "tap0", Up = true, Mtu = 1400, Mac = MacAddress.Parse("02:00:00:00:00:41"), Alias = "guest 1", Master = "br0", Owner = 1234, Group = 4321, MultiQueue = true,
        });
        _wire.Do(Wired.Creation(tap));

        AssertShared(_netns.Link("tap0"), tap);
        JsonElement data = Data(_netns.Link("tap0"));
        Assert.Equal(("tap", true, true), (data.GetProperty("type").GetString(), data.GetProperty("persist").GetBoolean(), data.GetProperty("multi_queue").GetBoolean()));
        Assert.Equal("br0", _netns.Link("tap0").GetProperty("master").GetString());
        AssertObserved(tap);

        _wire.Do(Wired.Deletion(tap));
        Assert.DoesNotContain("tap0", _netns.LinkNames());
    }

    [Fact]
    public void TapNeverTakesOverADeviceThatExists()
    {
        _netns.Ip("tuntap add tap0 mode tap");

        ExecutionResult result = _wire.Execute(Wired.Creation(_wire.Indexed(new Tap { Name = "tap0" })));

        Assert.Equal([false], result.Acknowledged);
        Assert.Contains("exists already", Assert.NotNull(result.Refused).Refusal.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void TunDeviceIsNoTap()
    {
        _netns.Ip("tuntap add tun0 mode tun");

        Assert.True(_wire.See<Tun>("tun0").Persistent);
    }

    [Fact]
    public void VethEndInAnotherNamespaceIsMadeThereAndReferredToByItsName()
    {
        using TestNetns other = new();
        Veth near = (Veth)_wire.Indexed(new Veth { Name = "near", Peer = $"{other.Name}/far", Up = true });
        Veth far = (Veth)_wire.Indexed(new Veth { Name = "far", Netns = other.Name, Peer = "near" });
        Address address = new() { Link = far.Reference, Prefix = IpPrefix.Parse("10.9.0.2/24") };
        _wire.Do(Wired.Creation(near, far), Wired.Difference(far, far with { Up = true }), Wired.Creation(address));

        Assert.Equal(["far", "lo"], other.LinkNames().Order());
        Assert.Contains("UP", other.Link("far").GetProperty("flags").EnumerateArray().Select(f => f.GetString()));
        Assert.Equal("10.9.0.2", other.IpJson("-4 addr show dev far")[0].GetProperty("addr_info")[0].GetProperty("local").GetString());

        LinkNames names = new();
        using KernelMonitor there = KernelMonitor.Open(_wire.Kernel, other.Name, names: names);
        using KernelMonitor here = KernelMonitor.Open(_wire.Kernel, names: names);
        IReadOnlyList<Resource> seenThere = there.Dump(out _);
        Assert.Equal(far.Reference, Assert.Single(here.Dump(out _).OfType<Veth>()).Peer);
        Veth seen = Assert.Single(seenThere.OfType<Veth>());
        Assert.Equal((far.Reference, far.Index), (seen.Reference, seen.Index));
        Assert.Contains(seenThere, r => r.Key == address.Key);
        Assert.Equal("near", Assert.Single(there.Dump(out _).OfType<Veth>()).Peer);
    }

    [Fact]
    public void MissingNamespaceIsRefusedByName()
    {
        ExecutionResult result = _wire.Execute(Wired.Creation(_wire.Indexed(new Bridge { Name = "br0", Netns = "wt-nowhere" })));

        KernelRefusal refusal = Assert.NotNull(result.Refused).Refusal;
        Assert.Equal(("ENOENT", "there is no network namespace 'wt-nowhere'"), (refusal.Name, refusal.Message));
        Assert.Throws<NetnsMissingException>(() => new RealNetlink("wt-nowhere").Open(NetlinkFamily.Route, null));
    }

    [Fact]
    public void KindThatTheKernelLacksIsNamed()
    {
        _wire.Create(new Bridge { Name = "br0", Up = true });
        Vlan vlan = (Vlan)_wire.Indexed(new Vlan { Name = "br0.5", Parent = "br0", Id = 5 });

        ExecutionResult result = _wire.Execute(Wired.Creation(vlan));

        if (_netns.HasKind("vlan"))
        {
            Assert.Null(result.Refused);
            Assert.Equal(5, Data(_netns.Link("br0.5")).GetProperty("id").GetInt32());
            return;
        }
        (int index, KernelRefusal refusal) = Assert.NotNull(result.Refused);
        Assert.Equal((0, "EOPNOTSUPP", "this kernel has no link kind 'vlan'"), (index, refusal.Name, refusal.Advice));
        Assert.Equal([false], result.Acknowledged);
    }
}
