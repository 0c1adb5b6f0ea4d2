namespace Wire.Domain.Tests.Config;

/// <summary>An address in the block of its link may have braces, or words behind it, of its own.</summary>
public sealed class AddressBlockTests
{
    private static Address Only(string text) => Assert.Single(Read.Resources(text).OfType<Address>());

    [Theory]
    [InlineData("interface eth0 { address 10.0.0.1/24 { label eth0:1; scope host; noprefixroute on; metric 50 } }")]
    [InlineData("interface eth0 { address 10.0.0.1/24 label eth0:1 scope host noprefixroute metric 50 }")]
    [InlineData("set interface eth0 address 10.0.0.1/24 label eth0:1 scope host noprefixroute on metric 50")]
    [InlineData("set interface eth0 address 10.0.0.1/24 label eth0:1\nset interface eth0 address 10.0.0.1/24 scope host noprefixroute metric 50 mtu 1400")]
    public void EveryFormSaysTheSame(string text) => Assert.Equal(
        new Address { Link = "eth0", Prefix = IpPrefix.Parse("10.0.0.1/24"), Label = "eth0:1", Scope = 254, NoPrefixRoute = true, Metric = 50 }, Only(text));

    [Fact]
    public void AnAddressOfWhichNothingMoreIsSaidIsWrittenAsItAlwaysWas()
    {
        Assert.Equal("interface eth0 { address 10.0.0.1/24 }\n", ConfigWriter.Format(Read.Document("interface eth0 { address 10.0.0.1/24 { } }"), ConfigForm.Hierarchical));
        Assert.Equal("set interface eth0 address 10.0.0.1/24\n", ConfigWriter.Format(Read.Document("interface eth0 { address 10.0.0.1/24 }"), ConfigForm.Sequential));
    }

    [Fact]
    public void OneOfWhichMoreIsSaidIsOneLineInEitherForm()
    {
        const string Text = "interface eth0 { address 10.0.0.1/32 { peer 10.0.0.2; preferred-lft 0 } }";
        Assert.Equal("interface eth0 {\n    address 10.0.0.1/32 { peer 10.0.0.2; preferred-lft 0 }\n}\n", ConfigWriter.Format(Read.Document(Text), ConfigForm.Hierarchical));
        Assert.Equal("set interface eth0 address 10.0.0.1/32 peer 10.0.0.2 preferred-lft 0\n", ConfigWriter.Format(Read.Document(Text), ConfigForm.Sequential));
    }

    [Fact]
    public void TwoPeersOfOneAddressAreTwoAddresses() => Assert.Equal(["eth0 10.0.0.1/32 peer 10.0.0.2", "eth0 10.0.0.1/32 peer 10.0.0.3"],
        Read.Resources("set interface eth0 address 10.0.0.1/32 peer 10.0.0.2\nset interface eth0 address 10.0.0.1/32 peer 10.0.0.3").OfType<Address>().Select(a => a.Key.Id));

    [Fact]
    public void TheOtherEndOfAVethBehindAnAddressIsStillTheVeths()
    {
        IReadOnlyList<Resource> resources = Read.Resources("set veth v-a address 10.0.0.1/24 peer v-b");
        Assert.Null(Assert.Single(resources.OfType<Address>()).Peer);
        Assert.Equal(["v-b", "v-a"], resources.OfType<Veth>().Select(v => v.Peer));
    }

    [Fact]
    public void AWordOfAnAddressIsTakenAwayByItselfAndTheAddressByItsName()
    {
        Dictionary<ResourceKey, Declared> current = Read.Resources("interface eth0 { address 10.0.0.1/24 { label eth0:1 }; address 10.0.0.1/32 { peer 10.0.0.2 } }")
            .ToDictionary(r => r.Key, r => new Declared(r));

        ConfigReading reading = ConfigReader.ReadMerge("delete interface eth0 address 10.0.0.1/24 label\ndelete interface eth0 address 10.0.0.1/32 peer 10.0.0.2"u8.ToArray(), Read.File, current, null);

        Assert.True(reading.IsValid, reading.RenderErrors());
        Assert.Equal(new Address { Link = "eth0", Prefix = IpPrefix.Parse("10.0.0.1/24") }, Assert.Single(reading.Desired.Select(d => d.Resource).OfType<Address>()));
    }

    [Theory]
    [InlineData("address 10.0.0.1/24 { nodad }", "an IPv4 address has no 'nodad'")]
    [InlineData("address 2001:db8::1/64 { label eth0:1 }", "an IPv6 address has no 'label'")]
    [InlineData("address 10.0.0.1/24 { label x }", "the label 'x' does not begin with the link's name")]
    [InlineData("address 10.0.0.1/24 { peer 10.0.0.1 }", "10.0.0.1 cannot be the other end of 10.0.0.1")]
    [InlineData("address 10.0.0.1/24 { preferred-lft 20; valid-lft 10 }", "it cannot be preferred for longer than it is valid")]
    [InlineData("address 10.0.0.1/24 { scope link }; address 10.0.0.2/24", "'eth0' has 10.0.0.1/24 of the same network with 'scope link'")]
    [InlineData("address 10.0.0.1/24; address 10.0.0.2/24 { scope host }", "'eth0' has 10.0.0.1/24 of the same network with 'scope global'")]
    [InlineData("address 239.1.1.1/32", "239.1.1.1 is a multicast group: a link can only join it")]
    [InlineData("address 10.0.0.1/24 { autojoin }", "10.0.0.1 is no multicast group to join")]
    [InlineData("address 10.0.0.1/24 { lable x }", "unknown word 'lable' in the block of an address")]
    public void WhatAnAddressCannotBeIsSaid(string clause, string error) =>
        Assert.Contains($"error: {error}", Read.Errors($"interface eth0 {{ {clause} }}"), StringComparison.Ordinal);

    [Fact]
    public void TheScopeThatDiffersIsShownWhereItStands() => Assert.Contains(":1:77: error: ",
        Read.Errors("interface eth0 { address 10.0.0.1/24; address 10.0.0.2/24 { metric 5; scope host } }"), StringComparison.Ordinal);

    [Theory]
    [InlineData("address 10.0.0.1/24 { scope link }; address 10.0.0.2/25")]
    [InlineData("address 10.0.0.1/24 { scope link }; address 10.0.1.1/24")]
    [InlineData("address 10.0.0.1/24 { scope link }; address 10.0.0.2/24 { scope link }")]
    public void AddressesOfOtherNetworksMayHaveOtherScopes(string clauses) => Assert.Equal(2, Read.Resources($"interface eth0 {{ {clauses} }}").OfType<Address>().Count());
}
