using Wire.Domain;
using Wire.Host.Api;
using Wire.Host.Reactor;

namespace Wire.Host.Tests.Reactor;

public sealed class StopTests
{
    [Fact]
    public void AStopInTheMiddleOfAChangeSettlesItFirstAndRefusesWhatComesAfter()
    {
        using ReactorHarness node = new ReactorHarness().Start();
        Guid first = node.Submit(new ChangeRequest.Apply(new(new(Networks.New, "net.wire"))));
        node.Submit(new StopInput("told to stop"));
        Guid second = node.Submit(new ChangeRequest.Apply(new(new("bridge late", "net.wire"))));

        Assert.NotNull(node.AnswerTo(first)!.Success);
        Assert.Equal(NodeError.Busy, node.AnswerTo(second)!.Refused.Error);
        Assert.True(node.IsStopped);
        DomainEvent[] last = [.. node.Journal.Events.Select(e => e.Event).Where(e => e is PlanSettled or NodeStopped)];
        Assert.IsType<NodeStopped>(last[^1]);
        Assert.Equal(node.Journal.LastPosition, node.Journal.SyncedPosition);
        Assert.Equal(Networks.Picture(Networks.New), KernelPicture.Of(node.Kernel));
    }

    [Fact]
    public void AStopLeavesTheNetworkUp()
    {
        using ReactorHarness node = new ReactorHarness().Start();
        node.Apply(Networks.New);
        IReadOnlyList<string> before = KernelPicture.Of(node.Kernel);
        node.Stop();
        Assert.True(node.IsStopped);
        Assert.Equal(before, KernelPicture.Of(node.Kernel));
    }
}
