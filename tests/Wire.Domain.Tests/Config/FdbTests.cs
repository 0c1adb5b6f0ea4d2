namespace Wire.Domain.Tests.Config;

public sealed class FdbTests
{
    private const string Links = "bridge br0 { port v-a }\nveth v-a { peer v-b }\nvxlan vx0 { vni 42 }\n";

    [Theory]
    [InlineData("fdb 02:00:00:00:00:01 { dev v-a; vni 5 }", "'vni' is for entries of a VXLAN")]
    [InlineData("fdb 02:00:00:00:00:01 { dev vx0; nhid 5; vni 5 }", "the nexthop says where to")]
    [InlineData("fdb 02:00:00:00:00:01 { dev vx0; nhid 5; remote 10.0.0.1 }", "'nhid' stands in the place of 'remote'")]
    [InlineData("fdb 02:00:00:00:00:01 { dev vx0; self }", "an entry of a VXLAN says where to")]
    [InlineData("fdb 02:00:00:00:00:01 { dev br0; self }", "the addresses of 'br0' itself follow from its ports")]
    [InlineData("fdb 02:00:00:00:00:01 { dev v-a; sticky; extern-learn }", "'sticky' is for what a bridge would learn by itself")]
    public void WhatCannotBeMeantIsSaid(string text, string error) => Assert.Contains(error, Read.Errors(Links + text, Read.Live), StringComparison.Ordinal);

    [Theory]
    [InlineData("02:00:00:00:00:01", Mutability.InPlace)]
    [InlineData("00:00:00:00:00:00", Mutability.Recreate)]
    [InlineData("01:00:5e:00:00:01", Mutability.Recreate)]
    public void OnlyWhatGoesToOnePlaceIsReplaced(string mac, Mutability demanded)
    {
        FdbEntry live = new() { Mac = MacAddress.Parse(mac), Dev = "vx0", Remote = IpAddr.Parse("10.0.0.1") };

        Assert.Equal(demanded, FdbEntry.TheKind.Find("vni")!.MutabilityOf(live, live with { Vni = 5 }));
    }
}
