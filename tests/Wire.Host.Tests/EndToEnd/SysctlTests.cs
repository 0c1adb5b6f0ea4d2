using Wire.Host.Api;
using Wire.Host.Node;
using Wire.Host.Tests.Life;
using Wire.Host.Tests.Node;
using Wire.Kernel;

namespace Wire.Host.Tests.EndToEnd;

/// <summary>What a life in one namespace does not show of sysctls.</summary>
[Trait("Category", "Kernel")]
public sealed class SysctlTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly RealNamespace _here = new();
    private readonly RealNamespace _there = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private NodeOptions Options => new(_directory.File("state"), _here.Name);

    private static string? Read(RealNamespace netns) => new RealNetlink().Ask(netns.Name, new SysctlRead(["net/ipv4/ip_forward"]))[0];

    private static PlanCommand Text(string text) => new(text, "test.wire", AllowEmpty: true);

    public void Dispose()
    {
        _there.Dispose();
        _here.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task IsSetAndHealedAndSetBackInTheNamespaceThatItNamesOnly()
    {
        await using LifeNode node = await LifeNode.OpenAsync(_directory.File("state"), _here.Name);
        await node.Node.ApplyAsync(new(Text($"sysctl net.ipv4.ip_forward {{ netns {_there.Name}; value 1 }}")), Cancel);
        Assert.Equal(("0", "1"), (Read(_here), Read(_there)));

        new RealNetlink().Call(_there.Name, new SysctlWrite("net/ipv4/ip_forward", "0"));
        for (int tries = 0; Read(_there) != "1"; tries++)
        {
            Assert.True(tries < 500, "nobody healed it within 10 s");
            await Task.Delay(20, Cancel);
        }

        await node.Node.ApplyAsync(new(Text("")), Cancel);
        Assert.Equal(("0", "0"), (Read(_here), Read(_there)));
    }

    [Fact]
    public async Task OfANamespaceThatTheSamePlanMadeGoesBackToWhatTheNamespaceBeganWith()
    {
        string netns = _there.Name + "-new", made = $"netns {netns}\nbridge br0 {{ netns {netns} }}\n";
        string[] paths = ["net/ipv4/ip_forward", "net/ipv4/conf/br0/rp_filter", "net/ipv4/conf/default/rp_filter"];
        IReadOnlyList<string?> Values() => new RealNetlink().Ask(netns, new SysctlRead([.. paths]));
        await using LifeNode node = await LifeNode.OpenAsync(_directory.File("state"), _here.Name);
        try
        {
            await node.Node.ApplyAsync(new(Text(made)), Cancel);
            IReadOnlyList<string?> began = Values();
            await node.Node.ApplyAsync(new(Text("")), Cancel);

            string other = began[1] == "2" ? "1" : "2";
            await node.Node.ApplyAsync(new(Text(made + $$"""
                sysctl net.ipv4.ip_forward { netns {{netns}}; value 1 }
                sysctl net.ipv4.conf.br0.rp_filter { netns {{netns}}; value {{other}} }
                """)), Cancel);
            Assert.Equal(["1", other, began[2]], Values());
            await node.Node.ApplyAsync(new(Text(made)), Cancel);
            Assert.Equal(began, Values());
        }
        finally
        {
            await node.Node.ApplyAsync(new(Text("")), Cancel);
        }
    }

    [Fact]
    public async Task ThatTheKernelDoesNotHaveIsRefusedAndNothingIsDone()
    {
        await using LifeNode node = await LifeNode.OpenAsync(_directory.File("state"), _here.Name);
        NodeException refused = await Assert.ThrowsAsync<NodeException>(() =>
            node.Node.ApplyAsync(new(Text("sysctl net.ipv4.ip_forward { value 1 }\nsysctl net.ipv4.ip_foward { value 1 }")), Cancel));
        Assert.Contains("sysctl net.ipv4.ip_foward does not exist", string.Join('\n', refused.Reply.Details), StringComparison.Ordinal);
        Assert.Equal("0", Read(_here));
    }

    [Fact]
    public async Task IsPlannedAndAppliedWithoutADaemonFromTheValueThatItHas()
    {
        await using (LocalNode node = new(Options, NodeOpener.OnThisMachine))
        {
            PlanReply plan = await node.PlanAsync(Text("sysctl net.ipv4.ip_forward { value 1 }"), Cancel);
            Assert.Equal(("value", "0", "1"), plan.Changes.SelectMany(c => c.Attributes).Select(a => (a.Name, a.Old, a.New)).Single());
            await node.ApplyAsync(new(Text("sysctl net.ipv4.ip_forward { value 1 }")), Cancel);
        }
        Assert.Equal("1", Read(_here));
        await using LocalNode later = new(Options, NodeOpener.OnThisMachine);
        Assert.Empty((await later.StatusAsync(Cancel)).Drift);
        Assert.Empty((await later.PlanAsync(Text("sysctl net.ipv4.ip_forward { value 1 }"), Cancel)).Changes);
        Assert.Equal(("value", "1", "0"), (await later.PlanAsync(Text(""), Cancel)).Changes.SelectMany(c => c.Attributes).Select(a => (a.Name, a.Old, a.New)).Single());
    }
}
