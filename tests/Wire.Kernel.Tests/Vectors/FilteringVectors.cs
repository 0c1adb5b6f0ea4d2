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

    [Fact]
    public void RuleThatTranslates()
    {
        NftRule rule = Decode<NftRule>("nft-rule-nat");

        Assert.Equal(["tcp dport 22"], rule.Matches!);
        Assert.Equal(["dnat ip to 10.0.0.1-10.0.0.9:80-90 random,persistent"], rule.Actions!);
        Assert.Equal("to the farm", rule.Comment);
    }

    [Fact]
    public void ChainThatTranslates() => Assert.Equal(
        new NftChain { Name = "post", Table = "nat", Type = "nat", Hook = "postrouting", Priority = 100, Policy = 1, Comment = "way out" }, Decode<NftChain>("nft-chain-nat"));

    [Fact]
    public void SetWithATimeout() => Assert.Equal(
        new NftSet { Name = "s", Table = "fw", KeyType = "ipv4_addr", Flags = NftCollection.Timed, TimeoutMs = 90_000, Elements = [] }, Decode<NftSet>("nft-set-timed"));

    public static TheoryData<string, NftObject, string[]> Requests => new()
    {
        { "request-nft-table", new NftTable { Name = "fw" }, [] },
        { "request-nft-chain", new NftChain { Name = "input", Table = "fw", Type = "filter", Hook = "input", Priority = 0, Policy = 0 }, [] },
        // nft(8) says no policy where it is accept, as it is then.
        { "request-nft-chain-nat", new NftChain { Name = "post", Table = "nat", Type = "nat", Hook = "postrouting", Priority = 100, Comment = "way out" }, ["+5 00000001"] },
        { "request-nft-set", new NftSet { Name = "s", Table = "fw", KeyType = "ipv4_addr", Flags = NftCollection.Interval, Size = 100 }, [] },
        { "request-nft-set-timed", new NftSet { Name = "s", Table = "fw", KeyType = "ipv4_addr", Flags = NftCollection.Timed, TimeoutMs = 90_000 }, [] },
        // nft(8) says that a verdict has no length, and tells itself of its byte order as of none.
        { "request-nft-map", new NftMap { Name = "m", Table = "fw", KeyType = "inet_service", DataType = "verdict", Flags = 0 }, ["-7 00000000"] },
    };

    /// <summary>What Wire asks is what nft(8) asks, in whatever order, but for Wire's mark in the userdata.</summary>
    [Theory]
    [MemberData(nameof(Requests))]
    public void RequestsAreThoseOfNft(string vector, NftObject subject, string[] besides)
    {
        Operation creation = new(0, OperationVerb.Create, null, subject, null, [], null);
        using Prepared prepared = Preparation.Of(new RealNetlink(), [creation], new Dictionary<string, uint>(), 1);

        string[] theirs = Asked(Vector.Load(vector)), ours = Asked(prepared.Bytes.Written.ToArray());

        Assert.Equal(besides, (string[])[.. ours.Except(theirs).Select(a => "+" + a), .. theirs.Except(ours).Select(a => "-" + a)]);
    }

    /// <summary>The attributes of the message between the ends of the batch, by number; of userdata only that there is a comment.</summary>
    private static string[] Asked(byte[] batch)
    {
        List<string> asked = [];
        NetlinkMessageReader messages = new(batch);
        while (messages.Read(out NetlinkMessage message))
        {
            if (message.Type >> 8 != LinuxNfnetlink.NFNL_SUBSYS_NFTABLES)
            {
                continue;
            }
            int kind = message.Type & 0xff;
            ushort userData = kind == LinuxNfTables.NFT_MSG_NEWTABLE ? LinuxNfTables.NFTA_TABLE_USERDATA
                : kind == LinuxNfTables.NFT_MSG_NEWCHAIN ? LinuxNfTables.NFTA_CHAIN_USERDATA : LinuxNfTables.NFTA_SET_USERDATA;
            AttributeReader attributes = message.Attributes(NftSource.NfGenMsgBytes);
            while (attributes.Read())
            {
                string? comment = attributes.Type == userData
                    ? NftUserData.CommentOf(attributes.Payload, kind == LinuxNfTables.NFT_MSG_NEWSET ? NftUserData.SetCommentType : (byte)0) : null;
                asked.Add($"{attributes.Type} {(attributes.Type != userData ? Convert.ToHexStringLower(attributes.Payload) : comment)}");
            }
        }
        Assert.NotEmpty(asked);
        return [.. asked.Where(a => !a.EndsWith(' ')).Order(StringComparer.Ordinal)];
    }

    /// <summary>Wire's rule of the same words has the expressions that nft(8) asks for.</summary>
    [Theory]
    [InlineData("request-nft-rule", NftFamily.Inet, "ip saddr 10.128.0.0/9", "tcp dport 22", "ct state new", "limit rate 3/minute", "counter", "log prefix \"ssh \"", "accept")]
    [InlineData("request-nft-rule-nat", NftFamily.Inet, "tcp dport 22", "dnat ip to 10.0.0.1-10.0.0.9:80-90 random,persistent")]
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
