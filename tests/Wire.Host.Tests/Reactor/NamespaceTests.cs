using Wire.Host.Api;

namespace Wire.Host.Tests.Reactor;

public sealed class NamespaceTests
{
    private const string Config = """
        bridge br0
        veth uplink { peer inside; master br0 }
        veth host-a { peer eth0 { netns blue; address 10.0.0.2/24 }; master br0 }
        """;

    [Fact]
    public void ALinkIsMadeWatchedAndHealedInAnotherNamespace()
    {
        using ReactorHarness node = new ReactorHarness();
        node.Kernel.AddNamespace("blue");
        node.Start();
        Answer answer = node.Apply(Config);
        Assert.True(answer.Success is not null, answer.Text);
        IReadOnlyList<string> whole = KernelPicture.Of(node.Kernel, "blue");
        Assert.Contains(whole, l => l.StartsWith("address blue/eth0 10.0.0.2/24", StringComparison.Ordinal));

        using (Testing.Simulation.ForeignActor inside = node.Kernel.As(980, "blue"))
        {
            inside.DeleteAddress("eth0", "10.0.0.2/24");
            node.Pass(100);
            Assert.Equal(whole, KernelPicture.Of(node.Kernel, "blue"));
            inside.DeleteLink("eth0");
            node.Pass(100);
        }
        Assert.Equal(whole, KernelPicture.Of(node.Kernel, "blue"));
        node.Kill();
        long requests = node.Kernel.Faults.Requests;
        node.Start();
        node.Pass(100);
        Assert.Equal(requests, node.Kernel.Faults.Requests);
    }

    [Fact]
    public void ANamespaceThatIsNotThereIsSaidAndNothingIsDone()
    {
        using ReactorHarness node = new ReactorHarness().Start();
        Answer answer = node.Apply(Config);
        Assert.Equal(NodeError.Conflict, answer.Refused.Error);
        Assert.Contains("blue", answer.Text, StringComparison.Ordinal);
        Assert.Empty(node.State.Desired);

        node.Kernel.AddNamespace("blue");
        answer = node.Apply(Config);
        Assert.True(answer.Success is not null, answer.Text);
    }

    /// <summary>After a reboot named namespaces are gone until somebody makes them.</summary>
    [Fact]
    public void ANamespaceThatIsMissingAtTheStartDoesNotKeepTheRestDown()
    {
        using ReactorHarness node = new ReactorHarness();
        node.Kernel.AddNamespace("blue");
        node.Start();
        Assert.NotNull(node.Apply(Config).Success);
        IReadOnlyList<string> whole = KernelPicture.Of(node.Kernel, "blue");
        node.Reboot(TimeSpan.FromMinutes(1));
        node.Other.DeleteLink("br0");
        node.Other.DeleteLink("uplink");
        node.Other.DeleteLink("host-a");
        node.Kernel.RemoveNamespace("blue");

        node.Start();
        node.Pass(10_000);

        Assert.True(node.IsReady);
        IReadOnlyList<string> shown = KernelPicture.Of(node.Kernel);
        Assert.True(shown.Any(l => l.StartsWith("bridge br0", StringComparison.Ordinal)), node.Journal.ToString());
        Assert.Contains(shown, l => l.StartsWith("veth uplink", StringComparison.Ordinal));
        Assert.Contains(node.Warnings, w => w.Contains("blue", StringComparison.Ordinal));
        Assert.InRange(node.Journal.LastPosition, 0, 300);

        node.Kernel.AddNamespace("blue");
        node.Pass(node.Policy.HoldDownMaxMs);
        Assert.Equal(whole, KernelPicture.Of(node.Kernel, "blue"));
        Assert.Empty(node.Warnings);
    }
}
