using System.Collections.Immutable;

namespace Wire.Domain.Tests.Config;

public sealed class BridgeVlanTests
{
    private const string Bridge = "bridge br0 { vlan-filtering on; port v-a }\nveth v-a { peer v-b }\n";

    [Theory]
    [InlineData("pvid 10", "10", "none")]
    [InlineData("pvid 10; tagged 10,12", "none", "10,12")]
    [InlineData("pvid 10; untagged 9-10; tagged 30,20-29", "9-10", "20-30")]
    [InlineData("tagged 5", "none", "5")]
    [InlineData("pvid none", "none", "none")]
    public void ThePvidIsUntaggedUnlessSomethingElseIsSaid(string block, string untagged, string tagged)
    {
        BridgeVlan vlans = Assert.IsType<BridgeVlan>(Read.Resources($"{Bridge}bridge-vlan v-a {{ {block} }}").Single(r => r is BridgeVlan));

        Assert.Equal((untagged, tagged), (VlanRanges.Format.Format(vlans.AllUntagged), VlanRanges.Format.Format(vlans.Tagged ?? [])));
    }

    [Theory]
    [InlineData("bridge-vlan v-a { pvid 10; untagged 8-10; tagged 9-20 }", "VLANs 9-10 are said to leave untagged and tagged")]
    [InlineData("bridge-vlan v-a { pvid 10; untagged 11 }", "VLAN 10 is not among the VLANs of v-a")]
    [InlineData("bridge-vlan v-a { tagged 0-5 }", "'0-5' is no value for 'tagged'")]
    [InlineData("bridge-vlan v-a { pvid 4095 }", "'4095' is no value for 'pvid'")]
    [InlineData("bridge-vlan v-a { tagged 5; tunnel 6:7 }", "VLAN 6 is not among the VLANs of v-a")]
    [InlineData("bridge-vlan v-a { tagged 5-6; tunnel 5-6:7; tunnel 6:9 }", "a VLAN has two tunnel ids")]
    [InlineData("bridge-vlan v-b { pvid 5 }", "'v-b' is no port of a bridge: bridge-vlan has nothing to set")]
    public void WhatCannotBeMeantHasItsPlace(string text, string message) =>
        Assert.Contains(message, Read.Errors(Bridge + text, Read.Live), StringComparison.Ordinal);

    [Fact]
    public void WhereNothingIsFilteredAPersonIsTold()
    {
        Topology declared = new([new Bridge { Name = "br0", VlanFiltering = false }, new Veth { Name = "v-a", Peer = "v-b", Master = "br0" }]);
        BridgeVlan vlans = new() { Dev = "v-a", Pvid = 10 };

        Assert.Equal("bridge-vlan v-a: br0 does not filter VLANs, so these have no effect: 'vlan-filtering on' in its block", vlans.Advice(Find));
        Assert.Null(vlans.Advice(key => key.Id == "br0" ? new Bridge { Name = "br0", VlanFiltering = true } : Find(key)));

        Resource? Find(ResourceKey key) => declared.TryGet(key, out Resource? found) ? found : null;
    }

    /// <summary>A new port has the default PVID of its bridge, which is what it goes back to.</summary>
    [Theory]
    [InlineData("", 1u, "1")]
    [InlineData("; vlan-default-pvid 7", 7u, "7")]
    [InlineData("; vlan-default-pvid 0", 0u, "none")]
    public void OnANewPortTheChangeBeginsWithTheBridgesDefault(string word, uint pvid, string untagged)
    {
        IReadOnlyList<Resource> desired = Read.Resources($"bridge br0 {{ vlan-filtering on{word}; port v-a }}\nveth v-a {{ peer v-b }}\nbridge-vlan v-a {{ tagged 20 }}\nbridge-vlan br0 {{ pvid 5 }}");

        Operation[] changes = [.. Planned(desired, new Topology([])).Operations.Where(o => o.Subject is BridgeVlan)];

        BridgeVlan before = (BridgeVlan)changes.Single(o => o.Key.Id == "v-a").Before!, own = (BridgeVlan)changes.Single(o => o.Key.Id == "br0").After!;
        Assert.Equal((pvid, untagged, false), (before.Pvid!.Value, VlanRanges.Format.Format(before.Untagged!), before.Self!.Value));
        Assert.Equal((5u, true), (own.Pvid!.Value, own.Self!.Value));
    }

    /// <summary>What Wire did not change is not in the baseline, and stays.</summary>
    [Fact]
    public void WithdrawnItGoesBackAndTheOthersVlansStay()
    {
        BridgeVlan live = new() { Dev = "v-a", Pvid = 10, Untagged = [new(10, 10)], Tagged = [new(20, 30)], Tunnels = [], Self = false };
        Topology topology = new([new Bridge { Name = "br0" }, new Veth { Name = "v-a", Peer = "v-b", Master = "br0" }, live]);

        Plan plan = Planner.Plan(new PlanRequest
        {
            Desired = ImmutableDictionary<ResourceKey, Declared>.Empty, Live = topology, OwnedLinks = ImmutableHashSet<string>.Empty, OwnedObjects = ImmutableHashSet<ResourceKey>.Empty,
            Baselines = ImmutableDictionary<ResourceKey, Resource>.Empty.Add(live.Key, new BridgeVlan { Dev = "v-a", Pvid = 1, Untagged = [new(1, 1)] }),
        });

        Assert.Equal(live with { Pvid = 1, Untagged = [new(1, 1)] }, Assert.Single(plan.Operations).After);
    }

    private static Plan Planned(IReadOnlyList<Resource> desired, Topology live) => Planner.Plan(new PlanRequest
    {
        Desired = desired.ToDictionary(d => d.Key, d => new Declared(d)), Live = live, OwnedLinks = ImmutableHashSet<string>.Empty, OwnedObjects = ImmutableHashSet<ResourceKey>.Empty,
        Baselines = ImmutableDictionary<ResourceKey, Resource>.Empty,
    });
}
