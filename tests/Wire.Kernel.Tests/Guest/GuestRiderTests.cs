using System.Collections.Immutable;
using Wire.Domain;

namespace Wire.Kernel.Tests.Guest;

/// <summary>Plans about links that ride on others are carried out, and taken back, by the lab's kernel.</summary>
[Trait("Category", "Guest")]
public sealed class GuestRiderTests : IDisposable
{
    private readonly GuestNetns _netns = new();
    private readonly RealNetlink _kernel;
    private readonly KernelExecutor _executor;

    public GuestRiderTests()
    {
        _kernel = new RealNetlink(_netns.Name);
        _executor = KernelExecutor.Open(_kernel);
    }

    public void Dispose()
    {
        _executor.Dispose();
        _netns.Dispose();
    }

    [Fact]
    public void MtuThatShrinksUnderVlansAndMacvlansGrowsBack()
    {
        _netns.Ip("link add name p0 up type veth peer name far");
        _netns.Ip("link add link p0 name office up type vlan id 7");
        _netns.Ip("link add link office name inner up type vlan id 8");
        _netns.Ip("link add link p0 name m0 type macvlan mode bridge");
        string[] links = ["p0", "office", "inner", "m0"];
        Plan plan = PlanOf(new Interface { Name = "p0", Mtu = 1300 });

        Execute(plan.Operations, plan);
        Assert.All(links, link => Assert.Equal(1300, Mtu(link)));

        Execute(Rollback.Of(plan.Operations), plan);
        Assert.All(links, link => Assert.Equal(1500, Mtu(link)));
    }

    [Fact]
    public void PortKeepsItsDeclaredRoutesAndAddressesThroughAVrfAndBack()
    {
        _netns.Ip("link add name d0 up type dummy");
        Resource[] port = [Address("10.9.0.1/24"), Address("2001:db8::1/64"), new Route { Prefix = IpPrefix.Parse("198.51.100.0/24"), Dev = "d0" }];
        Apply([new Vrf { Name = "red", Table = 100, Up = true }, new Interface { Name = "d0" }, .. port]);

        foreach (string master in new[] { "red", "" })
        {
            Apply([new Vrf { Name = "red", Table = 100, Up = true }, new Interface { Name = "d0", Master = master }, .. port]);

            Assert.Contains("2001:db8::1", _netns.Ip("-br address show dev d0"), StringComparison.Ordinal);
            Assert.Contains("198.51.100.0/24", _netns.Ip("route show dev d0"), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("vlan")]
    [InlineData("macvlan")]
    [InlineData("ipvlan")]
    public void LinkMayLiveInAnotherNamespaceThanTheOneItRidesOn(string kind)
    {
        using GuestNetns guest = new();
        _netns.Ip("link add name p0 up type veth peer name far");
        Link rider = kind switch
        {
            "vlan" => new Vlan { Name = "m0", Netns = guest.Name, Parent = "p0", Id = 7, Up = true },
            "macvlan" => new Macvlan { Name = "m0", Netns = guest.Name, Parent = "p0", Mode = 4, Up = true, Alias = "theirs" },
            _ => new Ipvlan { Name = "m0", Netns = guest.Name, Parent = "p0", Mode = 0, Up = true },
        };

        Plan plan = PlanOf(new Interface { Name = "p0" }, rider);
        Assert.Empty(plan.Conflicts);
        Execute(plan.Operations, plan);

        Assert.DoesNotContain("m0", _netns.Links());
        System.Text.Json.JsonElement shown = guest.Show("m0");
        Assert.Equal(kind, shown.GetProperty("linkinfo").GetProperty("info_kind").GetString());
        Assert.Equal(_netns.Show("p0").GetProperty("ifindex").GetInt32(), shown.GetProperty("link_index").GetInt32());

        Execute(Rollback.Of(plan.Operations), plan);
        Assert.DoesNotContain("m0", guest.Links());
    }

    private static Address Address(string prefix) => new() { Link = "d0", Prefix = IpPrefix.Parse(prefix) };

    private int Mtu(string link) => _netns.Show(link).GetProperty("mtu").GetInt32();

    private void Apply(params Resource[] desired)
    {
        Plan plan = PlanOf(desired);
        Assert.Empty(plan.Conflicts);
        Execute(plan.Operations, plan);
        Assert.Equal("Nothing to do.\n", PlanText.Render(PlanOf(desired)));
    }

    private Plan PlanOf(params Resource[] desired)
    {
        using KernelMonitor monitor = KernelMonitor.Open(_kernel);
        Topology live = new(monitor.Dump(out _));
        return Planner.Plan(new PlanRequest
        {
            Desired = desired.Select(r => new Declared(r)).ToImmutableDictionary(d => d.Key),
            Live = live,
            OwnedLinks = live.All.OfType<Vrf>().Select(v => v.Name).ToImmutableHashSet(),
            OwnedObjects = ImmutableHashSet<ResourceKey>.Empty,
            Baselines = ImmutableDictionary<ResourceKey, Resource>.Empty,
        });
    }

    private void Execute(ImmutableArray<Operation> operations, Plan plan)
    {
        using Prepared prepared = _executor.Prepare(operations, plan.LinkIndexes);
        Assert.Null(_executor.Execute(prepared).Refused);
    }
}
