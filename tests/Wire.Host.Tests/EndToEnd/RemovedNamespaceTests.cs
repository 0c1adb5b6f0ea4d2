using Wire.Host.Api;
using Wire.Host.Node;
using Wire.Host.Reactor;
using Wire.Host.Tests.Life;
using Wire.Host.Tests.Node;

namespace Wire.Host.Tests.EndToEnd;

[Trait("Category", "Kernel")]
public sealed class RemovedNamespaceTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Whoever listens in a namespace keeps it alive: after <c>ip netns del</c> Wire has to let go of it, and say so.</summary>
    [Fact]
    public async Task ANamespaceThatIsRemovedDiesAndItsLinksAreDriftUntilItIsThereAgain()
    {
        using RealNamespace home = new();
        using TemporaryDirectory directory = new();
        await using LifeNode life = await LifeNode.OpenAsync(directory.File("state"), home.Name, new ReactorPolicy { HoldDownMs = 100, HoldDownMaxMs = 200 });
        LocalNode node = life.Node;
        using (RealNamespace first = new())
        {
            string text = $"veth w0 {{ peer w1 {{ netns {first.Name} }} }}";
            await node.ApplyAsync(new ApplyCommand(new PlanCommand(text, "two.wire")), Cancel);
            Assert.Empty((await node.StatusAsync(Cancel)).Drift);
        }
        StatusReply status = await node.StatusAsync(Cancel);
        for (int i = 0; i < 1500 && (status.Drift.Count < 2 || status.Warnings.Count == 0); i++)
        {
            await Task.Delay(20, Cancel);
            status = await node.StatusAsync(Cancel);
        }
        Assert.Equal(2, status.Drift.Count);
        Assert.Contains(status.Warnings, w => w.Contains("no network namespace", StringComparison.Ordinal) || w.Contains("ENOENT", StringComparison.Ordinal));
    }
}
