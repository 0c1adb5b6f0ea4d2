using System.Collections.Immutable;

namespace Wire.Domain.Tests.Config;

/// <summary>What a device cannot do is said before anything is written, with what it can.</summary>
public sealed class EthtoolTests
{
    private static readonly Topology _live = new(
    [
        new Interface { Name = "eth0", Index = 2, Up = true, Mtu = 1500, Physical = true },
        (Ethtool)Read.Resources("ethtool eth0 { ring-rx 256; pause-rx on; advertise 100baseT/Full; feature \"rx-gro on\"; feature \"tx-nocache-copy off\" }")[0] with
        {
            Supported = ["1000baseT/Full", "100baseT/Full"],
            Numbers = [new(2, 256), new(12, 4096), new(61, 1)],
        },
    ]);

    [Theory]
    [InlineData("ring-rx 8192", "ring-rx of eth0 is at most 4096")]
    [InlineData("ring-tx 64", "eth0 has no ring-tx to set")]
    [InlineData("rx-usecs 64", "eth0 has no rx-usecs to set")]
    [InlineData("feature \"rx-grow off\"", "eth0 cannot switch 'rx-grow'")]
    [InlineData("advertise 40000baseCR4/Full", "eth0 cannot announce '40000baseCR4/Full'")]
    [InlineData("feature rx-gro", "a feature and 'on' or 'off'")]
    public void WhatTheDeviceCannotDoIsSaid(string word, string error) => Assert.Contains(error, Read.Errors($"ethtool eth0 {{ {word} }}", _live), StringComparison.Ordinal);

    /// <summary>A device has fifty features: a plan shows those that become others.</summary>
    [Fact]
    public void PlanShowsOnlyTheFeaturesThatChange()
    {
        Plan plan = Planner.Plan(new PlanRequest
        {
            Desired = Read.Whole("ethtool eth0 { feature \"rx-gro off\"; feature \"tx-nocache-copy off\" }", _live).Desired.ToImmutableDictionary(d => d.Key),
            Live = _live,
            OwnedLinks = ImmutableHashSet<string>.Empty,
            OwnedObjects = ImmutableHashSet<ResourceKey>.Empty,
            Baselines = ImmutableDictionary<ResourceKey, Resource>.Empty,
        });

        Assert.Contains("~ ethtool eth0\n    feature rx-gro on → rx-gro off\n", PlanText.Render(plan), StringComparison.Ordinal);
    }

    /// <summary>Speed and duplex are not known without a carrier.</summary>
    [Theory]
    [InlineData("ring-rx 4096; pause-rx off")]
    [InlineData("speed 100; duplex full")]
    [InlineData("feature \"rx-gro off\"; advertise 1000baseT/Full")]
    public void WhatItCanIsTaken(string words) => Assert.True(Read.Whole($"ethtool eth0 {{ {words} }}", _live).IsValid);

    [Fact]
    public void FeaturesThatAreNotNamedAreWhateverTheyAre()
    {
        Assert.True(_live.TryGet(new("ethtool", "eth0"), out Resource? shown));
        ResourceAttribute feature = Ethtool.TheKind.Find("feature")!;

        Assert.True(feature.Fits(Read.Resources("ethtool eth0 { feature \"rx-gro on\" }")[0], shown));
        Assert.False(feature.Fits(Read.Resources("ethtool eth0 { feature \"rx-gro off\" }")[0], shown));
        Assert.False(feature.Fits(Read.Resources("ethtool eth0 { feature \"loopback off\" }")[0], shown));
    }
}
