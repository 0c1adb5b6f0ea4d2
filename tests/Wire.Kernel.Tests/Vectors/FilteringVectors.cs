using System.Collections.Immutable;
using Wire.Domain;

namespace Wire.Kernel.Tests.Vectors;

/// <summary>What the kernel sent of objects that nft(8) made, and the expressions that nft(8) asked for.</summary>
public sealed class FilteringVectors
{
    private static T Decode<T>(string vector) where T : Resource =>
        Assert.IsType<T>(Assert.Single(Vector.Decode(vector, Vector.Load(vector), new ObjectContext(new LinkTable(null)))));

    [Fact]
    public void Table() => Assert.Equal(new NftTable { Name = "fw", Dormant = false }, Decode<NftTable>("nft-table"));

    [Fact]
    public void Chain() => Assert.Equal(
        new NftChain { Name = "input", Table = "fw", Type = "filter", Hook = "input", Priority = 0, Policy = 0 }, Decode<NftChain>("nft-chain"));

    [Fact]
    public void Set() => Assert.Equal(
        new NftSet { Name = "s", Table = "fw", KeyType = "ipv4_addr", Flags = NftCollection.Interval, Size = 100, Elements = [] }, Decode<NftSet>("nft-set"));

    [Fact]
    public void Map() => Assert.Equal(
        new NftMap { Name = "m", Table = "fw", KeyType = "inet_service", DataType = "verdict", Flags = 0, Elements = [] }, Decode<NftMap>("nft-map"));

    [Fact]
    public void Rule()
    {
        NftRule rule = Decode<NftRule>("nft-rule");

        Assert.Equal(["ip saddr 10.128.0.0/9", "tcp dport 22", "ct state new", "limit rate 3/minute"], rule.Matches!);
        Assert.Equal(["counter", "log prefix \"ssh \"", "accept"], rule.Actions!);
        Assert.False(rule.IsMarkedOurs);
    }

    [Fact]
    public void RuleOfABridge() => Assert.Equal(["iifname v0", "ether saddr != 02:00:00:00:00:01"], Decode<NftRule>("nft-rule-bridge").Matches!);

    /// <summary>Wire's rule of the same words has the expressions that nft(8) asks for.</summary>
    [Theory]
    [InlineData("request-nft-rule", NftFamily.Inet, "ip saddr 10.128.0.0/9", "tcp dport 22", "ct state new", "limit rate 3/minute", "counter", "log prefix \"ssh \"", "accept")]
    [InlineData("request-nft-rule-bridge", NftFamily.Bridge, "iifname v0", "ether saddr != 02:00:00:00:00:01", "drop")]
    public void ExpressionsAreThoseOfNft(string vector, uint family, params string[] words)
    {
        List<NftExpression>? theirs = null;
        NetlinkMessageReader messages = new(Vector.Load(vector));
        while (messages.Read(out NetlinkMessage message))
        {
            if (message.Type != NftSource.Type(LinuxNfTables.NFT_MSG_NEWRULE))
            {
                continue;
            }
            AttributeReader attributes = message.Attributes(NftSource.NfGenMsgBytes);
            while (attributes.Read())
            {
                theirs = attributes.Type == LinuxNfTables.NFTA_RULE_EXPRESSIONS ? NftExpressionReader.Read(attributes.Nested()) : theirs;
            }
        }
        ImmutableArray<NftStatement> statements = [.. words.Select(w => NftRuleText.Parse(w)!)];

        Assert.Equal(theirs ?? [], NftCompiler.Compile(family, NftRuleText.Expand(family, statements)));
    }
}
