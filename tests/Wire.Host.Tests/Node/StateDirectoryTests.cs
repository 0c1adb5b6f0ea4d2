using Wire.Host.Api;
using Wire.Journal;
using Wire.Testing.Simulation;

namespace Wire.Host.Tests.Node;

/// <summary>What a person is told of a state directory that cannot be used.</summary>
public sealed class StateDirectoryTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly SimulatedKernel _kernel = new() { Ipv6LinkLocal = false };

    private string State => _directory.File("state");

    private Task<NodeException> Refusal() => Assert.ThrowsAsync<NodeException>(async () => await SimulatedNode.StartAsync(_kernel, State));

    [Fact]
    public async Task ADirectoryThatIsInUseIsRefusedWithThePidOfWhoHasIt()
    {
        await using SimulatedNode first = await SimulatedNode.StartAsync(_kernel, State);

        NodeException refusal = await Refusal();

        Assert.Equal(NodeError.Busy, refusal.Reply.Error);
        Assert.Contains($"process {Environment.ProcessId}", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(State, refusal.Message, StringComparison.Ordinal);
        Assert.NotNull((await first.ApplyAsync("bridge br0")).Change);
    }

    [Fact]
    public async Task ADamagedJournalIsRefusedWithFileOffsetAndWhatToDo()
    {
        await using (SimulatedNode node = await SimulatedNode.StartAsync(_kernel, State))
        {
            await node.ApplyAsync("bridge br0 { mtu 1400 }");
            await node.ApplyAsync("bridge br0 { mtu 1300 }");
        }
        string segment = Directory.GetFiles(Path.Combine(State, "journal"), "*.segment").Single();
        byte[] bytes = await File.ReadAllBytesAsync(segment, TestContext.Current.CancellationToken);
        int at = bytes.AsSpan().IndexOf("change.requested"u8);
        Assert.True(at > 0);
        bytes[at] ^= 0xff;
        await File.WriteAllBytesAsync(segment, bytes, TestContext.Current.CancellationToken);
        long requests = _kernel.Faults.Requests;

        NodeException refusal = await Refusal();

        Assert.Equal(NodeError.JournalUnavailable, refusal.Reply.Error);
        Assert.Contains(Path.GetFileName(segment), refusal.Message, StringComparison.Ordinal);
        Assert.Matches(@"offset \d+", refusal.Message);
        Assert.Contains("wire journal repair", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(requests, _kernel.Faults.Requests);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(segment, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task AnEventOfANewerVersionIsRefusedAndNothingIsDone()
    {
        using (EventJournal journal = EventJournal.Open(Path.Combine(State, "journal")))
        {
            await journal.AppendAsync(new NewBatch { Actor = "wire", Source = "test", Events = [new NewEvent("intent", "bridge.declared", 99, new byte[] { 0x80 })] }, TestContext.Current.CancellationToken);
        }
        NodeException refusal = await Refusal();
        Assert.Contains("bridge.declared", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(0, _kernel.Faults.Requests);
    }

    /// <summary>Root may write everywhere: a file where the directory should be stands for what even root may not.</summary>
    [Fact]
    public async Task ADirectoryThatCannotBeMadeIsNamed()
    {
        await File.WriteAllTextAsync(State, "in the way", TestContext.Current.CancellationToken);
        NodeException refusal = await Refusal();
        Assert.Contains(State, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AKernelThatRefusesEverythingSaysWhoMayAndTheJournalStaysClean()
    {
        _kernel.Privileged = false;
        await using SimulatedNode node = await SimulatedNode.StartAsync(_kernel, State);
        NodeException refusal = await Assert.ThrowsAsync<NodeException>(() => node.ApplyAsync("bridge br0"));
        Assert.Equal(NodeError.KernelRefused, refusal.Reply.Error);
        Assert.Contains("EPERM", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NobodyWaitsForEverForANodeThatHasEnded()
    {
        SimulatedNode node = await SimulatedNode.StartAsync(_kernel, State);
        await node.Engine.StopAsync("test");
        await Assert.ThrowsAsync<NodeException>(() => node.ApplyAsync("bridge br0").WaitAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<NodeException>(() => node.Node.StatusAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken));
        await node.DisposeAsync();
    }

    public void Dispose() => _directory.Dispose();
}
