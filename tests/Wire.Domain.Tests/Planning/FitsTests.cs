using static Wire.Domain.Tests.Planning.Networks;

namespace Wire.Domain.Tests.Planning;

/// <summary>What counts as drift and what does not.</summary>
public sealed class FitsTests
{
    private static bool Fits(Resource declared, params Resource[] live) => Planner.Fits(new Declared(declared), new Topology(live));

    [Fact]
    public void MissingObjectDoesNotFit() => Assert.False(Fits(new Bridge { Name = "br0" }));

    [Fact]
    public void WhatIsNotDeclaredIsWhateverItIs() =>
        Assert.True(Fits(new Bridge { Name = "br0", Up = true }, new Bridge { Name = "br0", Stp = true, Alias = "x" }.Live(5)));

    [Fact]
    public void AnotherKindUnderTheNameDoesNotFit() =>
        Assert.False(Fits(new Bridge { Name = "br0" }, new Dummy { Name = "br0" }.Live(5)));

    [Fact]
    public void AdoptedInterfaceFitsALinkOfAnyKind() =>
        Assert.True(Fits(new Interface { Name = "br0", Up = true }, new Bridge { Name = "br0" }.Live(5)));

    [Fact]
    public void WhatTheKernelDoesNotTellIsTheDefault()
    {
        Assert.True(Fits(new Bridge { Name = "br0", Alias = "" }, new Bridge { Name = "br0" }.Live(5)));
        Assert.True(Fits(new Dummy { Name = "d0", Master = "" }, new Dummy { Name = "d0" }));
        Assert.False(Fits(new Dummy { Name = "d0", Master = "br0" }, new Dummy { Name = "d0" }));
    }

    [Fact]
    public void RuleWithoutASourceIsNotOneWithASource() =>
        Assert.False(Fits(
            new Rule { Priority = 1000, Table = 100 },
            new Rule { Priority = 1000, Table = 100, From = IpPrefix.Parse("10.0.0.0/8"), Protocol = Ownership.Protocol }));

    [Fact]
    public void RouteWithoutAGatewayIsNotOneWithAGatewayButTheKernelMayFindItsLink()
    {
        Assert.False(Fits(Route("10.0.0.0/8", dev: "eth0"), Route("10.0.0.0/8", "192.0.2.1", "eth0")));
        Assert.True(Fits(Route("10.0.0.0/8", "192.0.2.1"), Route("10.0.0.0/8", "192.0.2.1", "eth0", Ownership.Protocol) with { Type = 1 }));
    }

    [Fact]
    public void PortOfABondHasTheBondsAddress()
    {
        Dummy declared = new() { Name = "d0", Mac = Mac1, Master = "m0" };
        Dummy live = new Dummy { Name = "d0", Master = "m0" }.Live(9);

        Assert.True(Fits(declared, live, new Bond { Name = "m0" }.Live(8)));
        Assert.False(Fits(declared, live, new Bridge { Name = "m0" }.Live(8)));
    }
}
