using System.Text.Json;
using Wire.Domain;

namespace Wire.Kernel.Tests.Guest;

/// <summary>Links of the kinds that many a kernel lacks, made by Wire and looked at by ip(8), and the other way round.</summary>
[Trait("Category", "Guest")]
public sealed class GuestLinkTests : IDisposable
{
    private readonly GuestNetns _netns = new();
    private readonly GuestExecutor _wire;

    public GuestLinkTests() => _wire = new GuestExecutor(_netns);

    public void Dispose()
    {
        _wire.Dispose();
        _netns.Dispose();
    }

    [Fact]
    public void VlanIsMadeOnItsParentChangedAndDeleted()
    {
        AddLower();
        Vlan vlan = new() { Name = "office", Parent = "lower", Id = 7, Mtu = 1400, Up = true };

        _wire.Create(vlan);

        JsonElement shown = _netns.Show("office");
        Assert.Equal("vlan", InfoKind(shown));
        Assert.Equal(7, InfoData(shown).GetProperty("id").GetInt32());
        Assert.Equal("lower", shown.GetProperty("link").GetString());
        Assert.Equal(1400, shown.GetProperty("mtu").GetInt32());
        Assert.Equal(["UP"], Flags(shown, "UP"));
        Vlan observed = _wire.Observe<Vlan>("office");
        Assert.Equal(("lower", 7u, 1400u, true), (observed.Parent, observed.Id, observed.Mtu, observed.Up));

        _wire.Change(vlan, vlan with { Mtu = 1300, Alias = "third floor", Up = false }, "mtu", "alias", "up");

        shown = _netns.Show("office");
        Assert.Equal(1300, shown.GetProperty("mtu").GetInt32());
        Assert.Equal("third floor", shown.GetProperty("ifalias").GetString());
        Assert.Empty(Flags(shown, "UP"));

        _wire.Delete(vlan);

        Assert.DoesNotContain("office", _netns.Links());
        Assert.Contains("lower", _netns.Links());
    }

    [Fact]
    public void SecondVlanOfOneIdOnOneParentIsRefusedInTheKernelsWords()
    {
        AddLower();
        _wire.Create(new Vlan { Name = "first", Parent = "lower", Id = 7 });

        KernelRefusal refusal = _wire.RefusalOf(new Vlan { Name = "second", Parent = "lower", Id = 7 });

        Assert.Equal("EEXIST", refusal.Name);
        Assert.Contains("VLAN device already exists", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "balance-rr")]
    [InlineData(1, "active-backup")]
    [InlineData(2, "balance-xor")]
    [InlineData(3, "broadcast")]
    [InlineData(4, "802.3ad")]
    [InlineData(5, "balance-tlb")]
    [InlineData(6, "balance-alb")]
    public void BondsModeIsTheOneThatIpNames(int mode, string name)
    {
        _wire.Create(new Bond { Name = "team", Mode = (uint)mode });

        Assert.Equal(name, InfoData(_netns.Show("team")).GetProperty("mode").GetString());
        Assert.Equal((uint)mode, _wire.Observe<Bond>("team").Mode);
    }

    [Fact]
    public void BondTakesAMemberIsChangedAndLetsTheMemberGo()
    {
        Bond bond = new() { Name = "team", Mode = 1, Miimon = 100, Up = true };
        Dummy member = new() { Name = "leg", Master = "team", Up = true };

        _wire.Create(bond, member);

        JsonElement shown = _netns.Show("leg");
        Assert.Equal("team", shown.GetProperty("master").GetString());
        Assert.Equal("bond", shown.GetProperty("linkinfo").GetProperty("info_slave_kind").GetString());
        Assert.Equal(["UP"], Flags(shown, "UP"));
        Assert.Equal(100, InfoData(_netns.Show("team")).GetProperty("miimon").GetInt32());
        Assert.Equal("team", _wire.Observe<Dummy>("leg").Master);

        _wire.Change(bond, bond with { Miimon = 250 }, "miimon");
        _wire.Change(member, member with { Master = "" }, "master");

        Assert.Equal(250, InfoData(_netns.Show("team")).GetProperty("miimon").GetInt32());
        Assert.False(_netns.Show("leg").TryGetProperty("master", out _));
        Assert.Equal(250u, _wire.Observe<Bond>("team").Miimon);

        _wire.Delete(member, bond);

        Assert.Equal(["lo"], _netns.Links());
    }

    [Fact]
    public void DummyIsMadeChangedAndDeleted()
    {
        Dummy dummy = new() { Name = "home", Mtu = 9000, Mac = MacAddress.Parse("02:00:00:00:00:07"), Alias = "router id", Up = true };

        _wire.Create(dummy);

        JsonElement shown = _netns.Show("home");
        Assert.Equal("dummy", InfoKind(shown));
        Assert.Equal(9000, shown.GetProperty("mtu").GetInt32());
        Assert.Equal("02:00:00:00:00:07", shown.GetProperty("address").GetString());
        Assert.Equal("router id", shown.GetProperty("ifalias").GetString());
        Assert.Equal(GuestExecutor.FirstIndex, shown.GetProperty("ifindex").GetUInt32());

        _wire.Change(dummy, dummy with { Mac = MacAddress.Parse("02:00:00:00:00:08"), Alias = "" }, "mac", "alias");

        shown = _netns.Show("home");
        Assert.Equal("02:00:00:00:00:08", shown.GetProperty("address").GetString());
        Assert.False(shown.TryGetProperty("ifalias", out _));

        _wire.Delete(dummy);

        Assert.Equal(["lo"], _netns.Links());
    }

    [Fact]
    public void LinksThatIpMakesAreTheSameByEventsAsByAListing()
    {
        using KernelMonitor watching = _wire.OpenMonitor();
        Dictionary<ResourceKey, Resource> told = watching.Dump(out _).ToDictionary(resource => resource.Key);

        _netns.Ip("link add name team type bond mode active-backup miimon 100");
        _netns.Ip("link add name leg type dummy");
        _netns.Ip("link set leg master team");
        _netns.Ip("link set team up");
        _netns.Ip("link add link team name office type vlan id 9");
        _netns.Ip("link set office up");
        _netns.Ip("link set leg nomaster");

        List<Observation> events = [];
        while (watching.Receive(events, QuietMs, out bool overrun))
        {
            Assert.False(overrun);
        }

        foreach (Observation observation in events)
        {
            if (observation.Vanished)
            {
                told.Remove(observation.Resource.Key);
            }
            else
            {
                told[observation.Resource.Key] = observation.Resource;
            }
        }

        using KernelMonitor looking = _wire.OpenMonitor();
        Assert.Equal(Sorted(looking.Dump(out _).OfType<Link>()), Sorted(told.Values.OfType<Link>()));
    }

    /// <summary>Longer than the kernel takes to tell the carrier of a link that came up (linkwatch: one second).</summary>
    private const int QuietMs = 1500;

    /// <summary>As text: a difference is readable, and what Wire does not interpret is left out.</summary>
    private static IEnumerable<string> Sorted(IEnumerable<Resource> resources) =>
        resources.Select(resource => $"{resource.Key}: " + string.Join(' ', resource.Kind.Attributes.Select(attribute =>
            $"{attribute.Name}={attribute.Format(resource)}"))).Order(StringComparer.Ordinal);

    /// <summary>A link that is up, as the parent of a VLAN that is up must be (ENETDOWN otherwise).</summary>
    private void AddLower()
    {
        _netns.Ip("link add name lower up type veth peer name far");
        _wire.Knows("lower", _netns.Show("lower").GetProperty("ifindex").GetUInt32());
    }

    private static string? InfoKind(JsonElement link) => link.GetProperty("linkinfo").GetProperty("info_kind").GetString();

    private static JsonElement InfoData(JsonElement link) => link.GetProperty("linkinfo").GetProperty("info_data");

    /// <summary>Those of the flags that the link has.</summary>
    private static IEnumerable<string> Flags(JsonElement link, params string[] flags) =>
        link.GetProperty("flags").EnumerateArray().Select(flag => flag.GetString()!).Intersect(flags);
}
