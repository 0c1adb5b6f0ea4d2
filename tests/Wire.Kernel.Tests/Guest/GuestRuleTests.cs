using Wire.Domain;
using Wire.Kernel.Tests.Kernel;

namespace Wire.Kernel.Tests.Guest;

/// <summary>What ip(8) of a supported system does not know of rules yet, asked of the kernel itself.</summary>
[Trait("Category", "Guest")]
public sealed class GuestRuleTests
{
    [Theory]
    [InlineData(2u)]
    [InlineData(10u)]
    public void RuleOfADscpIsMadeToldAndDeleted(uint family)
    {
        using TestNetns netns = new();
        using Wired wire = new(netns);
        Rule rule = new() { Priority = 1000, Family = family, Dscp = 46, Table = 100 };
        wire.Create(rule);

        Assert.Equal(46u, wire.See<Rule>(rule.Key.Id).Dscp);

        wire.Do(Wired.Deletion(rule));
        Assert.DoesNotContain(wire.Look().OfType<Rule>(), r => r.Key == rule.Key);
    }
}
