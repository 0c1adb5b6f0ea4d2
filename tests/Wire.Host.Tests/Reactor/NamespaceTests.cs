using Wire.Host.Api;
using Wire.Host.Reactor;

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
        Assert.Contains("declare it (netns blue)", answer.Text, StringComparison.Ordinal);
        Assert.Empty(node.State.Desired);

        node.Kernel.AddNamespace("blue");
        answer = node.Apply(Config);
        Assert.True(answer.Success is not null, answer.Text);
    }

    private const string Declared = "netns blue\ninterface lo { netns blue }\n" + Config;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ADeclaredNamespaceIsMadeAndMadeAgainWithAllThatIsInIt(bool eventsFirst)
    {
        using ReactorHarness node = new ReactorHarness { EventsFirst = eventsFirst }.Start();
        Answer answer = node.Apply(Declared);
        Assert.True(answer.Success is not null, answer.Text);
        IReadOnlyList<string> whole = KernelPicture.Of(node.Kernel, "blue");
        Assert.Contains(whole, l => l.StartsWith("address blue/eth0 10.0.0.2/24", StringComparison.Ordinal));
        Assert.Contains(whole, l => l.StartsWith("interface blue/lo", StringComparison.Ordinal) && l.Contains("up on", StringComparison.Ordinal));

        node.Kernel.RemoveNamespace("blue");
        node.Pass(1000);
        Assert.Equal(whole, KernelPicture.Of(node.Kernel, "blue"));
        Assert.Empty(node.Warnings);

        Assert.NotNull(node.Apply("", allowEmpty: true).Success);
        Assert.DoesNotContain("blue", node.Kernel.NamedNamespaces());
        Assert.NotNull(node.Ask(new ChangeRequest.Undo(null, null)).Success);
        Assert.Equal(whole, KernelPicture.Of(node.Kernel, "blue"));
        node.Kill();
        node.Kernel.RemoveNamespace("blue");
        node.Start();
        node.Pass(1000);
        Assert.Equal(whole, KernelPicture.Of(node.Kernel, "blue"));
    }

    [Fact]
    public void ARefusalInsideANewNamespaceTakesTheNamespaceAwayAgain()
    {
        using ReactorHarness node = new ReactorHarness().Start();
        node.Kernel.UnsupportedKinds.Add("vxlan");
        Answer answer = node.Apply(Declared + "\nvxlan v0 { netns blue; vni 7 }");
        Assert.Null(answer.Success);
        Assert.DoesNotContain("blue", node.Kernel.NamedNamespaces());
        Assert.DoesNotContain(KernelPicture.Of(node.Kernel), l => l.StartsWith("bridge br0", StringComparison.Ordinal));
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
