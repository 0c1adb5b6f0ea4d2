using Wire.Domain;
using Wire.Host.Api;
using Wire.Host.Reactor;
using Wire.Testing.Simulation;

namespace Wire.Host.Tests.Reactor;

public sealed class ConfirmTests
{
    private const string Good = "bridge br0 { mtu 1400 }";
    private const string Bad = "bridge br0 { mtu 1300 }\nbridge br1";

    private static ReactorHarness Pending(out IReadOnlyList<string> good)
    {
        ReactorHarness node = new ReactorHarness().Start();
        node.Apply(Good);
        good = KernelPicture.Of(node.Kernel);
        Assert.NotNull(node.Apply(Bad, confirmSeconds: 30).Applied.ConfirmBy);
        Assert.NotEqual(good, KernelPicture.Of(node.Kernel));
        return node;
    }

    private static void IsUndone(ReactorHarness node, IReadOnlyList<string> good)
    {
        Assert.Equal(good, KernelPicture.Of(node.Kernel));
        Assert.Equal((ChangeVerb.Expire, 2), (node.NewestChange.Verb, node.NewestChange.Of));
        Assert.Null(node.State.Intent.Pending);
    }

    private static void Waits(ReactorHarness node) => Assert.Equal(ChangeVerb.Apply, node.NewestChange.Verb);

    [Fact]
    public void UnconfirmedItIsUndoneAtTheDeadlineAndNotBefore()
    {
        using ReactorHarness node = Pending(out IReadOnlyList<string> good);
        node.Pass(29_990);
        Waits(node);
        node.Pass(20);
        IsUndone(node, good);
    }

    [Fact]
    public void ConfirmedItStays()
    {
        using ReactorHarness node = Pending(out _);
        IReadOnlyList<string> bad = KernelPicture.Of(node.Kernel);
        node.Pass(20_000);
        Assert.NotNull(node.Ask(new ChangeRequest.Confirm()).Success);
        node.Pass(3_600_000);
        Assert.Equal(bad, KernelPicture.Of(node.Kernel));
        Assert.Contains("nothing", node.Ask(new ChangeRequest.Confirm()).Text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void NothingElseIsAppliedWhileAChangeWaits()
    {
        using ReactorHarness node = Pending(out IReadOnlyList<string> good);
        Answer answer = node.Apply("bridge br7");
        Assert.Equal(NodeError.Conflict, answer.Refused.Error);
        Assert.Contains("#2", answer.Text, StringComparison.Ordinal);
        node.Pass(30_000);
        IsUndone(node, good);
        Assert.NotNull(node.Apply("bridge br7").Success);
    }

    [Theory]
    [InlineData(-3600)]
    [InlineData(-5)]
    [InlineData(3600)]
    public void AClockThatIsSetGivesNobodyMoreTime(int stepSeconds)
    {
        using ReactorHarness node = Pending(out IReadOnlyList<string> good);
        node.Pass(10_000);
        node.SetWallClock(TimeSpan.FromSeconds(stepSeconds));
        node.Pass(20_000);
        node.Submit(new TickInput());
        node.Run();
        IsUndone(node, good);
        Assert.Contains(node.Recorded<ClockStepped>(), c => c.Milliseconds == stepSeconds * 1000);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-3600)]
    public void ADaemonThatDiesMeanwhileUndoesItWhenItIsBackInTheSameBoot(int stepSeconds)
    {
        using ReactorHarness node = Pending(out IReadOnlyList<string> good);
        node.Kill();
        node.SetWallClock(TimeSpan.FromSeconds(stepSeconds));
        node.Pass(10_000);
        node.Start();
        Waits(node);
        node.Kill();
        node.Pass(20_001);
        node.Start();
        IsUndone(node, good);
    }

    [Fact]
    public void AfterARebootTheWallClockCounts()
    {
        using ReactorHarness node = Pending(out IReadOnlyList<string> good);
        node.Reboot(TimeSpan.FromSeconds(20));
        node.Start();
        Waits(node);
        node.Pass(9_000);
        Waits(node);
        node.Pass(1_100);
        IsUndone(node, good);
    }

    [Fact]
    public void AMachineThatWasDownOverTheDeadlineComesUpWithTheOldNetwork()
    {
        using ReactorHarness node = Pending(out _);
        node.Other.DeleteLink("br0");
        node.Other.DeleteLink("br1");
        node.Reboot(TimeSpan.FromMinutes(10));
        node.Start();
        node.Pass(100);
        Assert.Equal(ChangeVerb.Expire, node.NewestChange.Verb);
        Assert.Equal(Networks.Picture(Good), KernelPicture.Of(node.Kernel));
    }

    /// <summary>A timed revert that the kernel refuses in part must not bring the bad change back.</summary>
    [Fact]
    public void AnUndoAtTheDeadlineThatTheKernelRefusesInPartIsNeverTakenBack()
    {
        using ReactorHarness node = Pending(out IReadOnlyList<string> good);
        node.Kernel.Faults.AtRequest(1, new RefusalFault(Errno.EBUSY));

        node.Pass(40_000);

        IsUndone(node, good);
        Assert.DoesNotContain(node.Recorded<ChangeRequested>(), c => c.Verb == ChangeVerb.Rollback);
    }
}
