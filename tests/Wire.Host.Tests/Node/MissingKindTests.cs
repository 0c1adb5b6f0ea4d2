using Wire.Host.Api;
using Wire.Testing.Simulation;

namespace Wire.Host.Tests.Node;

/// <summary>A kernel without a kind is found out before the plan begins, and the kind is named.</summary>
public sealed class MissingKindTests : IDisposable
{
    private const string Why = "this kernel has no bond links (CONFIG_BONDING)";

    private readonly TemporaryDirectory _directory = new();
    private readonly SimulatedKernel _kernel = new() { Ipv6LinkLocal = false };

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task PlanAndApplySayWhatTheKernelLacksAndNothingIsBegun()
    {
        _kernel.UnsupportedKinds.Add("bond");
        await using SimulatedNode node = await SimulatedNode.StartAsync(_kernel, _directory.File("state"));
        const string text = "bridge br0\nbond b0 { mode active-backup }";

        PlanReply plan = await node.Node.PlanAsync(new PlanCommand(text, "net.wire"), TestContext.Current.CancellationToken);
        NodeException refused = await Assert.ThrowsAsync<NodeException>(() => node.ApplyAsync(text));

        Assert.Contains(Why, Assert.Single(plan.Conflicts), StringComparison.Ordinal);
        Assert.Equal(NodeError.Conflict, refused.Reply.Error);
        Assert.Contains(Why, Assert.Single(refused.Reply.Details), StringComparison.Ordinal);
        using ForeignActor other = _kernel.As(977);
        Assert.Equal(["lo"], other.Links());
        Assert.NotNull((await node.ApplyAsync("bridge br0")).Change);
    }
}
