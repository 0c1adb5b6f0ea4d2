using System.Collections.Immutable;
using Wire.Domain;

namespace Wire.Kernel.Tests.Kernel;

/// <summary>Order, counters, atomicity, elements and others' objects, as nft(8) sees them.</summary>
[Trait("Category", "Kernel")]
[Trait("Category", "Guest")]
public sealed class FilteringTests : IDisposable
{
    private const string Chain = "nft-table fw; nft-chain c { table fw; hook input }\n";

    private readonly Filtering _wire = new();

    public void Dispose() => _wire.Dispose();

    private static string Rule(int order, string action) => $"nft-rule {order} {{ table fw; chain c; {action} }}\n";

    [Fact]
    public void RulesStandInTheOrderOfTheirNumbersWhereverTheyComeIn()
    {
        _wire.Apply(Chain + Rule(20, "match \"tcp dport 20\"") + Rule(40, "match \"tcp dport 40\""));
        _wire.Apply(Chain + Rule(40, "match \"tcp dport 40\"") + Rule(30, "match \"tcp dport 30\"") + Rule(20, "match \"tcp dport 20\"")
            + Rule(50, "match \"tcp dport 50\"") + Rule(10, "match \"tcp dport 10\"") + Rule(35, "match \"tcp dport 35\""));

        Assert.Equal(["tcp dport 10", "tcp dport 20", "tcp dport 30", "tcp dport 35", "tcp dport 40", "tcp dport 50"], _wire.Rules("inet fw c"));

        // Moved: another number is another rule, in the same transaction.
        _wire.Apply(Chain + Rule(10, "match \"tcp dport 10\"") + Rule(45, "match \"tcp dport 20\"") + Rule(40, "match \"tcp dport 40\""));

        Assert.Equal(["tcp dport 10", "tcp dport 40", "tcp dport 20"], _wire.Rules("inet fw c"));
    }

    [Fact]
    public void ChangedRuleKeepsItsPlaceAndTheOthersKeepTheirCounters()
    {
        string others = Rule(10, "match \"iifname lo\"; action counter") + Rule(30, "action counter; action accept");
        _wire.Netns.Ip("link set lo up");
        _wire.Apply(Chain + others + Rule(20, "match \"tcp dport 22\"; action drop"));
        _wire.Netns.Ip("netns exec " + _wire.Netns.Name + " ping -c 3 -i 0.01 127.0.0.1");
        string[] before = Counted();

        Plan plan = _wire.Apply(Chain + others + Rule(20, "match \"tcp dport 23\"; action drop"));

        Assert.Equal(ChangeMark.Change, Assert.Single(plan.Changes).Mark);
        Assert.Equal(before, Counted());
        Assert.Equal(["iifname \"lo\" counter", "tcp dport 23 drop", "counter accept"], _wire.Rules("inet fw c"));

        string[] Counted()
        {
            string[] lines = [.. _wire.Nft("list chain inet fw c").Split('\n').Where(l => l.Contains("counter packets", StringComparison.Ordinal)).Select(l => l.Trim())];
            Assert.Equal(2, lines.Length);
            Assert.All(lines, l => Assert.DoesNotContain("packets 0 ", l, StringComparison.Ordinal));
            return lines;
        }
    }

    /// <summary>The sets of a plan, its chains and all its rules come together: the refusal names the rule, and nothing is left.</summary>
    [Fact]
    public void RefusedRuleInTheMiddleLeavesNothing()
    {
        // A set that is filled by packets is not of a type that the rule's mark map could have, which only the kernel can tell here: a loop of jumps.
        Plan plan = _wire.PlanOf("""
            nft-table fw
            nft-chain a { table fw; hook input }
            nft-chain b { table fw }
            nft-rule 1 { table fw; chain a; action "jump b" }
            nft-rule 1 { table fw; chain b; action "jump b" }
            nft-rule 2 { table fw; chain b; action drop }
            """);

        ExecutionResult result = _wire.Execute(plan);

        Assert.Equal("nft-rule inet fw b 1", plan.Operations[Assert.NotNull(result.Refused).Index].Subject.Title);
        Assert.All(result.Acknowledged, Assert.False);
        Assert.Equal("", _wire.Nft("list ruleset"));
    }

    [Fact]
    public void TablesOfOthersAreSeenAndNeverTouched()
    {
        _wire.Nft("-f -", "table ip theirs {\n set s { type ipv4_addr; elements = { 10.0.0.1 } }\n chain c { type filter hook input priority 0; policy drop;\n ip saddr @s accept\n tcp dport { 22, 80 } accept\n numgen inc mod 2 0 tcp dport { 22, 80 } accept\n }\n}\n");
        string before = _wire.Nft("list ruleset");

        _wire.Apply(Chain + Rule(10, "action accept"));
        _wire.Apply("");

        Assert.Equal(before, _wire.Nft("list ruleset"));
        Assert.All(_wire.Look().OfType<NftObject>(), o => Assert.False(o.IsMarkedOurs));
        NftRule[] rules = [.. _wire.Look().OfType<NftRule>()];
        Assert.Equal("ip saddr @s", Assert.Single(rules[0].Matches!));
        Assert.Equal("tcp dport { 22, 80 }", Assert.Single(rules[1].Matches!));
        Assert.StartsWith("raw ", Assert.Single(rules[2].Actions!), StringComparison.Ordinal);
    }

    /// <summary>What Wire has no word for is kept with the object: it is not taken for less than it is.</summary>
    [Fact]
    public void WhatIsNotKnownOfOthersObjectsIsKept()
    {
        _wire.Nft("-f -", "table inet theirs {\n set plain { type ipv4_addr; }\n set counted { type ipv4_addr; counter; policy memory; gc-interval 10s; flags timeout; }\n chain c { }\n}\n");

        NftObject[] seen = [.. _wire.Look().OfType<NftObject>()];

        Assert.All(seen.Where(o => o is not NftSet { Name: "counted" }), o => Assert.Equal(RawAttributes.None, o.Unknown));
        Assert.NotEqual(RawAttributes.None, seen.OfType<NftSet>().Single(s => s.Name == "counted").Unknown);
    }

    /// <summary>A table of Wire's is exactly what is declared: whatever else is in it goes.</summary>
    [Fact]
    public void ForeignRuleChainAndSetInATableOfWiresGo()
    {
        _wire.Apply(Chain + Rule(10, "action accept"));
        _wire.Nft("-f -", "insert rule inet fw c tcp dport { 22, 80 } drop\nadd rule inet fw c drop\nadd chain inet fw theirs\nadd set inet fw s { type ipv4_addr; }\n");

        Plan plan = _wire.Apply(Chain + Rule(10, "action accept"));

        Assert.Equal(4, plan.Operations.Length);
        Assert.Equal(["accept"], _wire.Rules("inet fw c"));
        Assert.DoesNotContain("theirs", _wire.Nft("list ruleset"), StringComparison.Ordinal);
    }

    /// <summary>What nobody misses is no drift; with the next change of the set it is there again.</summary>
    [Fact]
    public void ElementThatHadItsTimeIsNotMissed()
    {
        string table = "nft-table fw\nnft-set s { table fw; type ipv4_addr; flags timeout; element \"10.0.0.1 timeout 1s\"; element 10.0.0.2";
        _wire.Apply(table + " }");
        Assert.True(SpinWait.SpinUntil(() => !_wire.Nft("list set inet fw s").Contains("10.0.0.1", StringComparison.Ordinal), 5000));

        Assert.Empty(_wire.PlanOf(table + " }").Operations);

        ImmutableArray<Operation> changed = _wire.PlanOf(table + "; element 10.0.0.3 }").Operations;
        Assert.Equal(["10.0.0.1 timeout 1s", "10.0.0.2", "10.0.0.3"], ((NftSet)Assert.Single(changed).After!).Elements!);
    }

    [Fact]
    public void EveryKindIsMadeAndUnmadeInAnotherNamespace()
    {
        using TestNetns other = new();
        using Filtering wire = new() { Others = [other.Name] };
        string text = $$"""
            nft-table fw { netns {{other.Name}}; comment "over there" }
            nft-chain c { table fw; netns {{other.Name}}; hook ingress; dev {{other.Name}}/lo }
            nft-chain d { table fw; netns {{other.Name}} }
            nft-set s { table fw; netns {{other.Name}}; type ipv4_addr; element 10.0.0.1 }
            nft-map m { table fw; netns {{other.Name}}; type inet_service; data verdict; element "22 : jump d" }
            nft-rule 1 { table fw; netns {{other.Name}}; chain c; match "ip saddr @s"; match "tcp dport { 22, 80 }"; action "tcp dport vmap @m" }
            """;

        wire.Apply(text);

        Assert.Equal("", wire.Nft("list ruleset"));
        Assert.Contains("ip saddr @s tcp dport { 22, 80 } tcp dport vmap @m", other.Nft("list ruleset"), StringComparison.Ordinal);

        wire.Apply(text.Replace("10.0.0.1", "10.0.0.2", StringComparison.Ordinal).Replace("22, 80", "22, 81", StringComparison.Ordinal));

        Assert.Contains("tcp dport { 22, 81 }", other.Nft("list ruleset"), StringComparison.Ordinal);
        Assert.Contains("elements = { 10.0.0.2 }", other.Nft("list ruleset"), StringComparison.Ordinal);

        wire.Apply("");
        Assert.Equal("", other.Nft("list ruleset"));
    }

    [Fact]
    public void OfTenThousandElementsOnlyTheDifferenceIsSent()
    {
        string[] addresses = [.. Enumerable.Range(0, 10_000).Select(i => $"10.{i / 2500}.{i % 2500 / 250}.{i % 250}")];
        _wire.Apply(Set(addresses));
        Assert.Equal(10_000, Elements());

        Plan plan = _wire.PlanOf(Set([.. addresses[1..], "192.0.2.1"]));
        Assert.Equal(["element"], Assert.Single(plan.Operations).Attributes);
        using (Prepared prepared = KernelExecutor.Open(new RealNetlink(_wire.Netns.Name)).Prepare(plan.Operations, plan.LinkIndexes))
        {
            Assert.InRange(prepared.Bytes.Length, 1, 400);
        }
        _wire.Apply(Set([.. addresses[1..], "192.0.2.1"]));

        Assert.Equal(10_000, Elements());
        string listed = _wire.Nft("list set inet fw s");
        Assert.Contains("192.0.2.1", listed, StringComparison.Ordinal);
        Assert.DoesNotContain("10.0.0.0,", listed, StringComparison.Ordinal);

        static string Set(IEnumerable<string> elements) => $"nft-table fw; nft-set s {{ table fw; type ipv4_addr\n{string.Join('\n', elements.Select(e => $"element {e}"))}\n}}";
        int Elements() => _wire.Nft("list set inet fw s").Count(c => c == ',') + 1;
    }

    /// <summary>Prefixes that touch, the first and the last there are, and changes of one of them.</summary>
    [Fact]
    public void IntervalsComeAndGoOneByOne()
    {
        _wire.Apply(Set("0.0.0.0/8", "10.0.0.0/24", "10.0.1.0/24", "10.0.2.5", "192.0.2.10-192.0.2.20", "255.0.0.0/8"));
        Assert.Equal("0.0.0.0/8, 10.0.0.0/24, 10.0.1.0/24, 10.0.2.5, 192.0.2.10-192.0.2.20, 255.0.0.0/8", Listed());

        _wire.Apply(Set("0.0.0.0/8", "10.0.0.0/24", "10.0.1.0/25", "192.0.2.10-192.0.2.30", "255.0.0.0/8"));
        Assert.Equal("0.0.0.0/8, 10.0.0.0/24, 10.0.1.0/25, 192.0.2.10-192.0.2.30, 255.0.0.0/8", Listed());

        static string Set(params string[] elements) => $"nft-table fw; nft-set s {{ table fw; type ipv4_addr; flags interval; {string.Join("; ", elements.Select(e => $"element {e}"))} }}";
        string Listed()
        {
            string text = _wire.Nft("list set inet fw s");
            return string.Join(", ", text[(text.IndexOf("elements = {", StringComparison.Ordinal) + 12)..text.IndexOf('}', StringComparison.Ordinal)].Split(',', StringSplitOptions.TrimEntries));
        }
    }

    [Fact]
    public void EventsTellWhatAListingTells()
    {
        using KernelMonitor monitor = _wire.OpenMonitor();
        Dictionary<ResourceKey, Resource> told = monitor.Dump(out _).ToDictionary(r => r.Key);
        _wire.Apply("""
            nft-table fw
            nft-chain c { table fw; hook input }
            nft-set s { table fw; type ipv4_addr; element 10.0.0.1 }
            nft-map m { table fw; type inet_service; data verdict; element "22 : accept" }
            nft-rule 10 { table fw; chain c; match "ip saddr @s"; action drop }
            """);
        _wire.Nft("add element inet fw s { 10.0.0.2, 10.0.0.3 }");
        _wire.Nft("add rule inet fw c counter");
        _wire.Nft("delete map inet fw m");

        List<Observation> seen = [];
        while (monitor.Receive(seen, 300, out bool overrun))
        {
            Assert.False(overrun);
        }
        foreach (Observation observation in seen)
        {
            _ = observation.Vanished ? told.Remove(observation.Resource.Key) : (told[observation.Resource.Key] = observation.Resource) is not null;
        }

        Assert.Equal(_wire.Look().OrderBy(r => r.Key).Select(Text), told.Values.OrderBy(r => r.Key).Select(Text));

        static string Text(Resource resource) => resource.Title + string.Concat(resource.Kind.Attributes.Select(a => $" {a.Name}={a.Format(resource)}"));
    }
}
