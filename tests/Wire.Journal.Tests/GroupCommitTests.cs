using Wire.Journal.Disk;
using Wire.Journal.Tests.Disk;

namespace Wire.Journal.Tests;

public sealed class GroupCommitTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ManyCallersShareOneSync()
    {
        var disk = new GatedDisk(new SimulatedDisk(1));
        using var journal = EventJournal.Open("/journal", new JournalOptions { Disk = disk });
        disk.CloseGate();
        var first = Task.Run(() => journal.AppendAsync(Batches.Of("first"), Cancel).AsTask(), Cancel);
        disk.WaitUntilSomebodySyncs();
        var before = disk.Syncs;
        var others = Enumerable.Range(0, 100).Select(i => journal.AppendAsync(Batches.Of($"{i}"), Cancel).AsTask()).ToList();
        Assert.All(others, append => Assert.False(append.IsCompleted));

        disk.OpenGate();
        await first;
        await Task.WhenAll(others);
        Assert.Equal(1, disk.Syncs - before);
        Assert.Equal(Enumerable.Range(2, 100).Select(i => (long)i), others.Select(append => append.Result.FirstPosition));
        Assert.Equal(101, journal.DurablePosition);
    }

    [Fact]
    public async Task AppendIsNotDoneBeforeTheSyncIs()
    {
        var disk = new GatedDisk(new SimulatedDisk(1));
        using var journal = EventJournal.Open("/journal", new JournalOptions { Disk = disk });
        disk.CloseGate();
        var append = Task.Run(() => journal.AppendAsync(Batches.Of("first"), Cancel).AsTask(), Cancel);
        disk.WaitUntilSomebodySyncs();
        Assert.Equal((1L, 0L), (journal.LastPosition, journal.DurablePosition));
        Assert.False(append.IsCompleted);
        using var reader = journal.OpenReader();
        Assert.Empty(reader.Read());

        disk.OpenGate();
        await append;
        Assert.Single(reader.Read());
    }

    [Fact]
    public async Task EnqueueWaitsForASlowDiskOnlyPastTheBound()
    {
        var disk = new GatedDisk(new SimulatedDisk(1));
        using var journal = EventJournal.Open("/journal", new JournalOptions { Disk = disk, PendingBytesMax = 100_000 });
        disk.CloseGate();
        journal.Enqueue(Batches.Of("goes out"));
        disk.WaitUntilSomebodySyncs();
        for (var i = 0; i < 10; i++)
        {
            journal.Enqueue(Batches.Of($"{i}", 10_000));
        }

        var oneMore = Task.Run(() => journal.Enqueue(Batches.Of("one more", 10_000)), Cancel);
        await Assert.ThrowsAsync<TimeoutException>(() => oneMore.WaitAsync(TimeSpan.FromMilliseconds(100), Cancel));
        disk.OpenGate();
        Assert.Equal(12, (await oneMore).LastPosition);
    }

    [Fact]
    public async Task SameBatchIdFromManyCallersIsStoredOnceAndAllLearnWhere()
    {
        using var journal = EventJournal.Open("/journal", new JournalOptions { Disk = new SimulatedDisk(1) });
        var id = Guid.CreateVersion7();
        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => journal.AppendAsync(Batches.Of("once") with { Id = id }, Cancel).AsTask(), Cancel)));
        Assert.All(results, result => Assert.Equal((1L, 1L), (result.FirstPosition, result.LastPosition)));
        Assert.Single(results, result => !result.Duplicate);
        Assert.Equal(1, journal.LastPosition);
    }

    [Fact]
    public async Task CancelledWaitLeavesTheBatchRecorded()
    {
        var disk = new GatedDisk(new SimulatedDisk(1));
        using var journal = EventJournal.Open("/journal", new JournalOptions { Disk = disk });
        disk.CloseGate();
        var first = Task.Run(() => journal.AppendAsync(Batches.Of("first"), Cancel).AsTask(), Cancel);
        disk.WaitUntilSomebodySyncs();
        using var cancel = new CancellationTokenSource();
        var second = journal.AppendAsync(Batches.Of("second"), cancel.Token).AsTask();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        disk.OpenGate();
        await journal.WaitDurableAsync(2, Cancel);
        await first;
    }

    [Fact]
    public async Task WaitForAFuturePositionEndsWhenItIsDurable()
    {
        using var journal = EventJournal.Open("/journal", new JournalOptions { Disk = new SimulatedDisk(1) });
        var third = journal.WaitDurableAsync(3, Cancel);
        await journal.AppendAsync(Batches.Of("1"), Cancel);
        journal.Enqueue(Batches.Of("2"));
        Assert.False(third.IsCompleted);
        journal.Enqueue(Batches.Of("3"));
        await third;
        Assert.Equal(3, journal.DurablePosition);
    }

    /// <summary>A disk whose syncs wait at a gate.</summary>
    private sealed class GatedDisk(IDisk disk) : DiskWrapper(disk), IDisposable
    {
        private readonly ManualResetEventSlim _gate = new(initialState: true);
        private readonly ManualResetEventSlim _somebodySyncs = new();
        private int _syncs;

        public int Syncs => Volatile.Read(ref _syncs);

        public void CloseGate()
        {
            _somebodySyncs.Reset();
            _gate.Reset();
        }

        public void OpenGate() => _gate.Set();

        public void WaitUntilSomebodySyncs() => _somebodySyncs.Wait(Cancel);

        public void Dispose()
        {
            _gate.Dispose();
            _somebodySyncs.Dispose();
        }

        protected override void Sync(string path, IDiskFile file)
        {
            Interlocked.Increment(ref _syncs);
            _somebodySyncs.Set();
            Assert.True(_gate.Wait(TimeSpan.FromSeconds(20), Cancel), "nobody opened the gate");
            file.Sync();
        }
    }
}
