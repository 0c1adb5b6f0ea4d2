using VerifyXunit;
using Wire.Testing;

namespace Wire.Domain.Tests.Config;

public sealed class WritingTests
{
    private const string Mixed = """
        # the office

        # the switch
        bridge   vswitch0 { # its name is history
        stp off;  mtu 1500
            # ports


            port v-a        # the cable
            address 2001:DB8::1/64 ; address 10.0.0.1/24
        }   # end of the switch
        veth v-a { peer v-b { netns blue; alias "the other end" } }   # a cable
        dummy d0 { }
        set dummy blue/d1 mtu 1400
        set dummy blue/d1 mac 02:00:00:00:00:AB   # fixed
        # said late
        set bridge vswitch0 ageing 10
        set route default via 10.0.0.254
        set route default metric 50      # the dear one
        route default { via fe80::1; dev d0 }
        route 198.51.100.0/24 {
            nexthop via 10.0.0.2
            # twice as much
            nexthop 10.0.0.3 weight 2
        }
        route 203.0.113.0/24 { type blackhole; table 100; }
        rule 1000 { from 10.1.0.0/16; table 100 }
        rule 1000 { from 2001:db8::/32; not; table main; }
        interface eth0 { down }
        fdb 02:00:00:00:00:0A { remote 10.0.0.9; dev v-a }
        # the end
        """;

    [Fact]
    public Task FmtWritesBlocksAndKeepsComments() => Verifier.Verify(ConfigWriter.Format(Read.Document(Mixed), ConfigForm.Hierarchical));

    [Fact]
    public Task FmtWritesSetLinesAndKeepsComments() => Verifier.Verify(ConfigWriter.Format(Read.Document(Mixed), ConfigForm.Sequential));

    [Theory]
    [InlineData(ConfigForm.Hierarchical)]
    [InlineData(ConfigForm.Sequential)]
    public void FmtTwiceIsFmtOnceAndLosesNeitherMeaningNorComments(ConfigForm form)
    {
        string once = ConfigWriter.Format(Read.Document(Mixed), form);
        Assert.Equal(once, ConfigWriter.Format(Read.Document(once), form));
        Read.AssertSame(Lower(Mixed), Lower(once));
        Assert.Equal(Comments(Mixed), Comments(once));
    }

    [Fact]
    public void ThereAndBackThroughTheOtherFormIsTheSameConfiguration()
    {
        string blocks = ConfigWriter.Format(Read.Document(Mixed), ConfigForm.Hierarchical);
        string lines = ConfigWriter.Format(Read.Document(blocks), ConfigForm.Sequential);
        string back = ConfigWriter.Format(Read.Document(lines), ConfigForm.Hierarchical);
        Read.AssertSame(Lower(blocks), Lower(back));
        Assert.Equal(Comments(blocks), Comments(back));
    }

    [Fact]
    public void DeleteLinesAreWrittenAlikeInBothForms()
    {
        const string text = """
            delete bridge vswitch0 port v-a  # why
            delete veth v-a
            delete route 10.0.0.0/8 table 100 metric 5 via
            delete dummy blue/d0 address 10.0.0.1/24
            delete route 10.0.0.0/8 nexthop 10.0.0.2 weight 1

            """;
        Assert.Equal(text, ConfigWriter.Format(Read.Document(text), ConfigForm.Hierarchical), ignoreLineEndingDifferences: true);
        Assert.Equal(text, ConfigWriter.Format(Read.Document(text), ConfigForm.Sequential), ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void NamesAndTextsWithSignsOfTheLanguageAreQuoted()
    {
        Resource[] resources = [new Dummy { Name = "a#b;{}", Alias = "say \"hi\" \\ # no comment", Up = true }, new Dummy { Name = "b", Alias = "", Master = "", Up = true }];
        string text = ConfigWriter.Export(resources, ConfigForm.Hierarchical);
        Assert.Contains("dummy \"a#b;{}\" { alias \"say \\\"hi\\\" \\\\ # no comment\" }\n", text, StringComparison.Ordinal);
        Read.AssertSame(resources, Read.Resources(text));
    }

    [Fact]
    public Task ExportIsInCanonicalOrderAndLeavesOutWhatWireChoseItself() => Verifier.Verify(ConfigWriter.Export(
        [
            new Declared(new Route { Prefix = IpPrefix.DefaultV4, Via = IpAddr.Parse("10.0.0.254") }),
            new Declared(new Veth { Name = "v-b", Peer = "v-a", Up = true, Mac = MacAddress.Parse("02:00:00:00:00:02") }, ["mac"], null),
            new Declared(new Veth { Name = "v-a", Peer = "v-b", Up = true, Mtu = 1400, Master = "br0" }),
            new Declared(new Address { Link = "br0", Prefix = IpPrefix.Parse("10.0.0.1/24"), Protocol = 87 }),
            new Declared(new Interface { Name = "tap0", Master = "br0" }),
            new Declared(new Bridge { Name = "br0", Up = true, Stp = false, Index = 7, Mac = MacAddress.Parse("02:00:00:00:00:01") }, ["mac"], null),
            new Declared(new Route { Prefix = IpPrefix.Parse("10.10.0.0/16"), Type = 6, Table = 100 }),
            new Declared(new Route { Prefix = IpPrefix.Parse("10.9.0.0/16"), Dev = "br0", Protocol = 87 }),
        ],
        ConfigForm.Hierarchical));

    [Fact]
    public void TheOfficeExampleIsValidAndWrittenAsFmtWritesIt()
    {
        string text = File.ReadAllText(Repository.PathOf("ops", "examples", "office.wire"));
        ConfigReading reading = Read.Whole(text);
        Assert.True(reading.IsValid, reading.RenderErrors());
        Assert.Equal(text, ConfigWriter.Format(reading.Document!, ConfigForm.Hierarchical));
        Read.AssertSame(reading.Desired.Select(d => d.Resource), Lower(ConfigWriter.Format(reading.Document!, ConfigForm.Sequential)));
        Read.AssertSame(reading.Desired.Select(d => d.Resource), Lower(ConfigWriter.Export(reading.Desired, ConfigForm.Sequential)));
    }

    private static IEnumerable<Resource> Lower(string text) => Read.Document(text).Lower().Declared.Select(d => d.Resource);

    private static IEnumerable<string> Comments(string text) =>
        text.Split('\n').Where(l => l.Contains('#', StringComparison.Ordinal)).Select(l => l[l.IndexOf('#', StringComparison.Ordinal)..].TrimEnd()).Order(StringComparer.Ordinal);
}
