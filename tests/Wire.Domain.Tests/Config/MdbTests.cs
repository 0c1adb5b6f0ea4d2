namespace Wire.Domain.Tests.Config;

public sealed class MdbTests
{
    private const string Bridges = """
        bridge br0 { port v-a }
        bridge br1 { vlan-filtering on; port v-b }
        bridge br2 { mcast-snooping off }
        veth v-a { peer v-b }

        """;

    [Theory]
    [InlineData("mdb 10.0.0.1 { dev br0; port v-a }", "'10.0.0.1'")]
    [InlineData("mdb 224.0.0.5 { dev br0; port v-a }", "224.0.0.5 goes to every port")]
    [InlineData("mdb 239.1.1.1 { dev br0; port br0 }", "a bridge's own membership in a group of IP runs out")]
    [InlineData("mdb 239.1.1.1 { dev br0; port v-a; source fd00::1 }", "fd00::1 sends nothing to 239.1.1.1")]
    [InlineData("mdb 239.1.1.1 { dev br0; port v-a; filter-mode include }", "lets nothing through")]
    [InlineData("mdb 239.1.1.1 { dev br0; port v-a; source 10.0.0.1; source-list 10.0.0.2 }", "an entry for one sender filters no others")]
    [InlineData("mdb 01:02:03:04:05:06 { dev br0; port v-a; source 10.0.0.1 }", "a group of Ethernet has no 'source'")]
    [InlineData("mdb 239.1.1.1 { dev br1; port v-b }", "br1 filters VLANs")]
    [InlineData("mdb 239.1.1.1 { dev br0; port v-b }", "'v-b' is no port of br0")]
    [InlineData("mdb 239.1.1.1 { dev br2; port v-a }", "its 'mcast-snooping' is off")]
    [InlineData("mdb 239.1.1.1 { dev v-a; port v-a }", "'v-a' is a veth")]
    public void WhatCannotBeMeantIsSaid(string text, string error) => Assert.Contains(error, Read.Errors(Bridges + text, Read.Live), StringComparison.Ordinal);

    [Theory]
    [InlineData("mdb 239.1.1.1 { dev br0; port v-a; vlan 10; filter-mode include; source-list 10.0.0.2 }")]
    [InlineData("mdb ff15::1 { dev br1; port v-b; vlan 10; source fd00::1 }")]
    [InlineData("mdb 01:02:03:04:05:06 { dev br0; port br0 }")]
    public void WhatCanIsTaken(string text) => Assert.True(Read.Whole(Bridges + text, Read.Live).IsValid, Read.Errors(Bridges + text, Read.Live));
}
