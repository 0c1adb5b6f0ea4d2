using System.Text;

namespace Wire.Domain.Tests.Config;

/// <summary>What is wrong with a rule is said before the kernel is asked.</summary>
public sealed class NftRuleTests
{
    private const string Chains = """
        nft-table t
        nft-chain in { table t; type nat; hook prerouting; priority -100 }
        nft-chain out { table t; type nat; hook postrouting; priority 100 }
        nft-chain plain { table t; hook input }

        """;

    private static ConfigReading Read(string text) => ConfigReader.Read(Encoding.UTF8.GetBytes(text), "rules.wire", null);

    private static string[] Errors(string text) => [.. Read(text).Errors.Select(e => e.Message)];

    [Theory]
    [InlineData("plain", "action masquerade", "is of type filter")]
    [InlineData("in", "action masquerade", "masquerade is not done at the hook prerouting")]
    [InlineData("out", "action \"dnat to 10.0.0.1\"", "dnat is not done at the hook postrouting")]
    [InlineData("in", "action \"dnat to 10.0.0.1:80\"", "is for packets that have ports")]
    [InlineData("in", "match \"ip protocol icmp\"; action \"dnat to 10.0.0.1:80\"", "is for packets that have ports")]
    [InlineData("in", "action redirect; action counter", "nothing that follows a verdict is ever reached")]
    [InlineData("plain", "match \"tcp dport { 22, 20-80 }\"", "'22' is in '20-80' already")]
    public void RuleThatCannotBeIsRefusedWithItsReason(string chain, string rule, string said) =>
        Assert.Contains(said, Assert.Single(Errors($"{Chains}nft-rule 1 {{ table t; chain {chain}; {rule} }}")), StringComparison.Ordinal);

    [Theory]
    [InlineData("dnat to")]
    [InlineData("dnat to 10.0.0.300")]
    [InlineData("dnat ip to 2001:db8::1")]
    [InlineData("dnat ip6 to :80")]
    [InlineData("dnat to 10.0.0.1:0")]
    [InlineData("dnat to 10.0.0.1:99999")]
    [InlineData("dnat to 10.0.0.9-10.0.0.1")]
    [InlineData("masquerade to 10.0.0.1")]
    [InlineData("masquerade sometimes")]
    [InlineData("redirect to 8080")]
    [InlineData("tcp dport { 22, 80")]
    [InlineData("tcp dport { }")]
    [InlineData("tcp dport { 22, ssh }")]
    [InlineData("tcp dport < { 22, 80 }")]
    [InlineData("vlan id { 1, 2 }")]
    [InlineData("tcp dport vmap { 22, 80 }")]
    [InlineData("tcp dport vmap { 22 : perhaps }")]
    [InlineData("ip saddr . tcp dport { 10.0.0.1 }")]
    public void StatementThatIsNoneIsAnError(string statement) => Assert.Null(NftRuleText.Parse(statement));

    [Theory]
    [InlineData("dnat to [2001:db8::1]:80", "dnat to [2001:db8::1]:80")]
    [InlineData("tcp dport {80,22,22}", "tcp dport { 22, 80 }")]
    [InlineData("iifname { \"eth1\", \"eth0\" }", "iifname { eth0, eth1 }")]
    [InlineData("meta mark { 0x100, 2 }", "meta mark { 0x00000002, 0x00000100 }")]
    [InlineData("snat to 10.0.0.1 persistent,random", "snat to 10.0.0.1 random,persistent")]
    public void StatementIsWrittenInOneWay(string said, string written) => Assert.Equal(written, NftRuleText.Parse(said)!.ToString());

    [Theory]
    [InlineData("type nat; hook forward", "is at the hook prerouting, input, output or postrouting")]
    [InlineData("type nat; hook prerouting; priority -200", "connections are not known yet at the priority -200")]
    [InlineData("type nonsense; hook input", "'nonsense' is no type of chain here")]
    public void ChainThatCannotBeIsRefusedWithItsReason(string chain, string said) =>
        Assert.Contains(said, Assert.Single(Errors($"nft-table t\nnft-chain c {{ table t; {chain} }}")), StringComparison.Ordinal);
}
