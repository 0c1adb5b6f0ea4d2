using Wire.Domain;
using Wire.Host.Api;

namespace Wire.Host.Tests.Reactor;

public sealed class ConflictTests
{
    [Fact]
    public void ADeclaredNameThatIsSomebodyElsesIsAConflictAndNothingIsJournalled()
    {
        using ReactorHarness node = new ReactorHarness().Start();
        node.Other.CreateBridge("br0");
        node.Run();
        long position = node.Journal.LastPosition;

        Answer answer = node.Apply("bridge br1\nbridge br0 { mtu 1400 }");

        Assert.Equal(NodeError.Conflict, answer.Refused.Error);
        Assert.Contains("net.wire:2", answer.Text, StringComparison.Ordinal);
        Assert.Contains("--adopt", answer.Text, StringComparison.Ordinal);
        Assert.Equal(position, node.Journal.LastPosition);
        Assert.DoesNotContain(KernelPicture.Of(node.Kernel), l => l.Contains("br1", StringComparison.Ordinal));
    }

    [Fact]
    public void ALinkTakenOverIsChangedInPlaceAndDeletedWhenItIsWithdrawn()
    {
        using ReactorHarness node = new ReactorHarness().Start();
        node.Other.CreateBridge("br0");
        node.Run();

        Assert.NotNull(node.Apply("bridge br0 { mtu 1400 }", adopt: true).Success);
        Assert.Contains("br0", node.State.Ownership.OwnedLinks);
        Assert.DoesNotContain(node.Recorded<PlanMade>().SelectMany(p => p.Plan.Operations), o => o.Verb == OperationVerb.Create);

        Assert.NotNull(node.Apply("", allowEmpty: true).Success);
        Assert.Equal(Networks.Untouched, KernelPicture.Of(node.Kernel));
    }

    [Fact]
    public void UndoingATakeOverGivesTheLinkBack()
    {
        using ReactorHarness node = new ReactorHarness().Start();
        node.Other.CreateBridge("br0");
        node.Run();
        IReadOnlyList<string> before = KernelPicture.Of(node.Kernel);
        node.Apply("bridge br0 { mtu 1400 }", adopt: true);

        Assert.NotNull(node.Ask(new Host.Reactor.ChangeRequest.Undo(null, null)).Success);
        node.Pass(1000);

        Assert.DoesNotContain("br0", node.State.Ownership.OwnedLinks);
        Assert.Contains(before.First(l => l.StartsWith("bridge br0", StringComparison.Ordinal)).Split(',')[0],
            KernelPicture.Of(node.Kernel).First(l => l.StartsWith("bridge br0", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public void AWithdrawnInterfaceGoesBackToWhatItWas()
    {
        using ReactorHarness node = new ReactorHarness().Start();
        node.Other.CreateBridge("br0");
        node.Other.CreateVeth("eth9", "wire9");
        node.Other.ChangeLink("eth9", new() { Mtu = 1450, Alias = "theirs" });
        node.Run();
        IReadOnlyList<string> before = KernelPicture.Of(node.Kernel);

        Assert.NotNull(node.Apply("interface eth9 { mtu 1400; alias \"uplink\"; address 192.0.2.10/24 }").Success);
        Assert.NotEqual(before, KernelPicture.Of(node.Kernel));
        node.Kill();
        node.Start();
        Assert.NotNull(node.Apply("", allowEmpty: true).Success);

        Assert.Equal(before, KernelPicture.Of(node.Kernel));
    }

    [Fact]
    public void AnOwnedLinkReplacedByAForeignOneOfAnotherKindIsLeftAloneAndSaid()
    {
        using ReactorHarness node = new ReactorHarness().Start();
        node.Apply("bridge br0");

        node.Other.DeleteLink("br0");
        node.Other.CreateLink(new() { Name = "br0", Kind = "dummy", Up = true });
        node.Pass(1000);

        Assert.Contains(KernelPicture.Of(node.Kernel), l => l.StartsWith("bridge br0", StringComparison.Ordinal) || l.StartsWith("dummy br0", StringComparison.Ordinal));
    }
}
