namespace Wire.Domain.Tests.Config;

public sealed class VxlanVniTests
{
    private const string Links = """
        vxlan vx0 { external on; vnifilter on }
        vxlan vx1 { vni 7 }
        vxlan vx2 { external on; vnifilter on; underlay d0 }
        dummy d0

        """;

    [Theory]
    [InlineData("vxlan-vni vx1 { vni 8 }", "'vx1' is no VXLAN that filters networks")]
    [InlineData("vxlan-vni d0 { vni 8 }", "'d0' is no VXLAN that filters networks")]
    [InlineData("vxlan-vni vx0 { vni 100-200; vni 200 remote 10.0.0.9 }", "VNI 200 is said twice")]
    [InlineData("vxlan-vni vx0 { vni 100 group 239.1.1.1 }", "vx0 has no link to reach 239.1.1.1 by")]
    public void WhatCannotBeMeantIsSaid(string text, string error) => Assert.Contains(error, Read.Errors(Links + text, Read.Live), StringComparison.Ordinal);

    [Theory]
    [InlineData("vxlan-vni vx0 { vni 100-200; vni 201 remote 10.0.0.9; vni 16777215 }")]
    [InlineData("vxlan-vni vx2 { vni 100 group 239.1.1.1; vni 101 group ff15::1 }")]
    public void WhatCanIsTaken(string text) => Assert.True(Read.Whole(Links + text, Read.Live).IsValid, Read.Errors(Links + text, Read.Live));
}
