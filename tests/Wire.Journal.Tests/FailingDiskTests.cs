using Wire.Journal.Disk;
using Wire.Journal.Tests.Disk;

namespace Wire.Journal.Tests;

public sealed class FailingDiskTests
{
    private const string Folder = "/journal";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task FailedFsyncPoisonsTheWriter()
    {
        var disk = new SimulatedDisk(1);
        var journal = EventJournal.Open(Folder, new JournalOptions { Disk = disk, WritesInBackground = false });
        await journal.AppendAsync(Batches.Of("kept"), Cancel);
        var waiting = journal.WaitDurableAsync(3, Cancel);
        disk.FailSync = disk.Syncs + 1;

        var error = await Assert.ThrowsAsync<JournalPoisonedException>(() => journal.AppendAsync(Batches.Of("lost?"), Cancel).AsTask());
        Assert.Contains("Input/output error", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, journal.DurablePosition);
        Assert.NotNull(journal.Failure);

        // The next sync would succeed, and mean nothing: the page is gone. So there is none.
        var syncs = disk.Syncs;
        await Assert.ThrowsAsync<JournalPoisonedException>(() => journal.AppendAsync(Batches.Of("later"), Cancel).AsTask());
        Assert.Throws<JournalPoisonedException>(() => journal.Enqueue(Batches.Of("later")));
        await Assert.ThrowsAsync<JournalPoisonedException>(() => waiting);
        await Assert.ThrowsAsync<JournalPoisonedException>(async () =>
        {
            using var reader = journal.OpenReader();
            await foreach (var e in reader.SubscribeAsync(2, Cancel))
            {
                Assert.Fail($"{e.Position} was shown");
            }
        });
        journal.Dispose();
        Assert.Equal(syncs, disk.Syncs);

        // What the failed sync left in memory only is brought to the disk by the next opening, before anybody builds on it.
        disk.StartAfterKill();
        using (var next = EventJournal.Open(Folder, new JournalOptions { Disk = disk, WritesInBackground = false }))
        {
            Assert.Equal(2, next.LastPosition);
            disk.StartAfterPowerLoss();
        }

        using var last = EventJournal.Open(Folder, new JournalOptions { Disk = disk, WritesInBackground = false });
        Assert.Equal(2, last.LastPosition);
    }

    /// <summary>A file system that finds an error in itself goes read-only under the files that are open.</summary>
    [Fact]
    public async Task DiskThatReservesNoMoreForAnotherReasonThanRoomPoisonsTheWriter()
    {
        var disk = new ReadOnlyDisk(new SimulatedDisk(1));
        using var journal = EventJournal.Open(Folder, new JournalOptions { Disk = disk, ReservedBytes = 8192, WritesInBackground = false });
        await journal.AppendAsync(Batches.Of("kept"), Cancel);
        journal.Enqueue(Batches.Of("waits"));
        var waiting = journal.WaitDurableAsync(2, Cancel);
        disk.IsReadOnly = true;

        var error = Assert.Throws<JournalPoisonedException>(() => journal.Enqueue(Batches.Of("no room", 8192)));
        Assert.Contains("Read-only file system", error.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<JournalPoisonedException>(() => waiting);
        Assert.Equal((1L, true), (journal.DurablePosition, journal.Failure is not null));
    }

    [Fact]
    public async Task FullDiskRefusesAndRecovers()
    {
        var disk = new SimulatedDisk(1) { Capacity = 100_000 };
        await FillAndRecover(
            Folder, new JournalOptions { Disk = disk, SegmentBytes = 32 * 1024, ReservedBytes = 16 * 1024, WritesInBackground = false }, () => disk.Capacity = 200_000);
        Assert.True(JournalVerifier.Verify(Folder, disk, Cancel).IsWhole);
    }

    [Fact]
    public void FullDiskRefusesANewJournalAndLeavesNothing()
    {
        var disk = new SimulatedDisk(1) { Capacity = 1000 };
        Assert.Throws<JournalFullException>(() => EventJournal.Open(Folder, new JournalOptions { Disk = disk }));
        Assert.Empty(disk.Paths);
        disk.Capacity = long.MaxValue;
        EventJournal.Open(Folder, new JournalOptions { Disk = disk }).Dispose();
    }

    [Fact]
    public void PlainUserIsToldWhichDirectoryIsClosedToHim()
    {
        var error = Assert.ThrowsAny<IOException>(() => EventJournal.Open("/proc/nowhere/journal"));
        Assert.Contains("/proc/nowhere", error.Message, StringComparison.Ordinal);
    }

    internal static async Task FillAndRecover(string folder, JournalOptions options, Action makeRoom)
    {
        using var journal = EventJournal.Open(folder, options);
        long appended = 0;
        var id = Guid.CreateVersion7();
        await Assert.ThrowsAsync<JournalFullException>(async () =>
        {
            while (appended < 100_000)
            {
                appended = (await journal.AppendAsync(Batches.Of($"{appended + 1}", 900), Cancel)).LastPosition;
            }
        });
        Assert.InRange(appended, 40, 5000);
        Assert.Throws<JournalFullException>(() => journal.Enqueue(Batches.Of("refused", 900) with { Id = id }));
        Assert.Equal((appended, appended), (journal.LastPosition, journal.DurablePosition));
        Assert.Equal(appended, journal.NextRevision("test"));
        Assert.Null(journal.Failure);

        makeRoom();
        Assert.Equal(new AppendResult(appended + 1, appended + 1, Duplicate: false), await journal.AppendAsync(Batches.Of("room", 900) with { Id = id }, Cancel));
        using var reader = journal.OpenReader();
        Assert.Equal(appended + 1, reader.Read().Count());
    }

    private sealed class ReadOnlyDisk(IDisk disk) : DiskWrapper(disk)
    {
        public bool IsReadOnly { get; set; }

        protected override void Reserve(string path, IDiskFile file, long offset, long length)
        {
            if (IsReadOnly)
            {
                throw new DiskException("fallocate", path, 30, "Read-only file system");
            }

            file.Reserve(offset, length);
        }
    }
}
