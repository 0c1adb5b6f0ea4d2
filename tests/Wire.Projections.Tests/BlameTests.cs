using Wire.Domain;
using static Wire.Projections.Tests.Story;

namespace Wire.Projections.Tests;

public sealed class BlameTests
{
    private static readonly Bridge Br0 = new() { Name = "br0" };
    private static readonly Bridge Live = new() { Name = "br0", Index = 1 << 20, Up = true, Mtu = 1400, Mac = StableMac.Of(Node, "br0"), Stp = false };

    private readonly BlameProjection _blame = new("br0");
    private readonly Story _story;

    public BlameTests() => _story = new(_blame);

    [Fact]
    public void ValueAsDeclaredIsBlamedOnTheChangeThatAskedForIt()
    {
        _story.Applies(Br0 with { Mtu = 1400 }).Sees(Live).Applies(Br0 with { Mtu = 1400, Stp = false });

        Assert.Equal("#1 root (uid 0): uplink", By("mtu"));
        Assert.Equal("assigned by #1", By("mac"));
        Assert.Equal("#2 root (uid 0): uplink", By("stp"));
        Assert.Equal("kernel", By("up"));
    }

    [Fact]
    public void HealedValueIsStillTheChanges()
    {
        _story.Applies(Br0 with { Mtu = 1400 }).Sees(Live).Sees(Live with { Mtu = 1300 }).Sees(Live);

        Assert.Equal(("#1 root (uid 0): uplink", 2), (By("mtu"), Line("mtu").Position));
    }

    [Fact]
    public void DriftIsBlamedOnTheProgramThatDidIt()
    {
        _story.Applies(Br0 with { Mtu = 1400 }).Sees(Live).Kernel(new ResourceObserved(Live with { Mtu = 1300, Stp = true }, new(4711, 5, Program: "ip")));

        Assert.Equal(("ip (port 4711)", "1300"), (By("mtu"), Line("mtu").Value));
        Assert.Equal("ip (port 4711)", By("stp"));
        Assert.Equal("kernel", By("index"));
    }

    [Fact]
    public void WithdrawnAttributeIsAssignedByTheChangeThatNoLongerAskedForIt()
    {
        _story.Applies(Br0 with { Mtu = 1400 }).Sees(Live).Applies(Br0).Sees(Live with { Mtu = 1500 });

        Assert.Equal("assigned by #2", By("mtu"));
    }

    [Fact]
    public void SameValueThatIsAskedForNowIsTheNewChanges()
    {
        _story.Applies(Br0).Applies(Br0 with { Mac = Live.Mac }).Sees(Live);

        Assert.Equal("#2 root (uid 0): uplink", By("mac"));
    }

    [Fact]
    public void WhatAPlanDidUnaskedIsBlamedOnThePlan()
    {
        PlanMade made = Plan(1, 1, Create(Br0));
        _story.Applies(Br0).Reacts(made).Kernel(new ResourceObserved(Live, new(9, 1, made.Id, 0)));

        Assert.Equal("wire, for #1", By("stp"));
    }

    [Fact]
    public void MissingObjectShowsWhatIsDeclared()
    {
        _story.Applies(Br0 with { Mtu = 1400 }).Sees(Live).Loses(Live);

        BlamedObject blamed = Assert.Single(_blame.Result);
        Assert.False(blamed.Exists);
        Assert.Equal(["name", "mtu", "mac"], blamed.Lines.Select(l => l.Attribute));
    }

    [Fact]
    public void AddressesOfTheLinkAreBlamedWithIt()
    {
        Address address = new() { Link = "br0", Prefix = IpPrefix.Parse("10.0.0.1/24") };
        _story.Applies(Br0, address).Sees(Live, new Bridge { Name = "br01" });

        Assert.Equal([address.Key, Live.Key], _blame.Result.Select(o => o.Key));
    }

    private BlameLine Line(string attribute) => Assert.Single(_blame.Result.Single(o => o.Key == Live.Key).Lines, l => l.Attribute == attribute);

    private string By(string attribute) => Line(attribute).By.ToString();
}
