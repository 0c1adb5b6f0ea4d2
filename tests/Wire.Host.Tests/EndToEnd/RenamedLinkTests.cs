using Wire.Host.Api;
using Wire.Host.Node;
using Wire.Host.Reactor;
using Wire.Host.Tests.Life;
using Wire.Host.Tests.Node;

namespace Wire.Host.Tests.EndToEnd;

[Trait("Category", "Kernel")]
public sealed class RenamedLinkTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The second command hits the healing of the first: it is not waited for what the kernel will never show (here: for minutes).</summary>
    [Fact]
    public async Task ALinkThatIsSetDownAndRenamedInOneBreathIsBackWithoutWaitingForTheFirstHealing()
    {
        using RealNamespace home = new();
        using TemporaryDirectory directory = new();
        await using LifeNode life = await LifeNode.OpenAsync(directory.File("state"), home.Name, new ReactorPolicy { VerifyTimeoutMs = 600_000, HoldDownMs = 100, HoldDownMaxMs = 200 });
        LocalNode node = life.Node;
        await node.ApplyAsync(new ApplyCommand(new PlanCommand("bridge w0 { up on; address 10.0.0.1/24 }", "one.wire")), Cancel);
        for (int round = 0; round < 5; round++)
        {
            string other = $"x{round}";
            // On a busy machine the healing may be faster than the second command, and the link up again: the kernel renames that too.
            home.Ip("link set w0 down");
            Assert.Equal(0, home.Ip($"link set w0 name {other}"));

            StatusReply status = await node.StatusAsync(Cancel);
            for (int i = 0; i < 300 && !(home.Ip($"link show {other}") != 0 && home.Ip("link show w0") == 0 && status.Drift.Count == 0); i++)
            {
                await Task.Delay(100, Cancel);
                status = await node.StatusAsync(Cancel);
            }
            Assert.Empty(status.Drift);
            Assert.Equal(0, home.Ip("link show w0"));
            Assert.NotEqual(0, home.Ip($"link show {other}"));
        }
    }
}
