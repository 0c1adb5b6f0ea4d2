using System.Text;

namespace Wire.Journal.Tests;

public sealed class AppendAndReadTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WhatIsAppendedIsReadBackAsItWas()
    {
        using var directory = new TemporaryDirectory();
        var change = Guid.CreateVersion7();
        var id = Guid.CreateVersion7();
        var before = DateTimeOffset.UtcNow;
        Guid journalId;
        using (var journal = EventJournal.Open(directory.Path))
        {
            journalId = journal.JournalId;
            var first = await journal.AppendAsync(Batches.Of("one"), Cancel);
            Assert.Equal(new AppendResult(1, 1, Duplicate: false), first);
            var second = await journal.AppendAsync(
                new NewBatch
                {
                    Id = id,
                    Actor = "0 root",
                    Source = "cli",
                    Change = change,
                    Cause = 1,
                    Events =
                    [
                        new NewEvent("intent", "bridge.declared", 2, Encoding.UTF8.GetBytes("zwei")),
                        new NewEvent("kernel", "bridge.observed", 1, default),
                        new NewEvent("intent", "veth.declared", 1, new byte[100_000]),
                    ],
                },
                Cancel);
            Assert.Equal(new AppendResult(2, 4, Duplicate: false), second);
            Assert.Equal(4, journal.LastPosition);
            Assert.Equal(4, journal.DurablePosition);
        }

        using var reader = JournalReader.Open(directory.Path);
        var events = reader.Read().ToList();
        Assert.Equal(journalId, reader.JournalId);
        Assert.Equal(4, reader.LastPosition);
        Assert.Equal([1, 2, 3, 4], events.Select(e => e.Position));
        Assert.Equal(["test", "intent", "kernel", "intent"], events.Select(e => e.Stream));
        Assert.Equal([0, 0, 0, 1], events.Select(e => e.Revision));
        Assert.Equal("zwei", Encoding.UTF8.GetString(events[1].Payload.Span));
        Assert.Equal(2, events[1].Version);
        Assert.Equal("bridge.declared", events[1].Name);
        Assert.Equal(("0 root", "cli", change, 1L, id), (events[1].Actor, events[1].Source, events[1].Change!.Value, events[1].Cause!.Value, events[1].Batch));
        Assert.Equal(100_000, events[3].Payload.Length);
        Assert.InRange(events[0].Time, before.AddMilliseconds(-1), DateTimeOffset.UtcNow);
        Assert.Equal(4, events.Select(e => e.Id).Distinct().Count());
        Assert.Equal([3, 4], reader.Read(3).Select(e => e.Position));
        Assert.Equal([2, 3], reader.Read(2, 3).Select(e => e.Position));
        Assert.Empty(reader.Read(5));
    }

    [Fact]
    public async Task PositionsRevisionsAndBatchIdsGoOnAfterReopening()
    {
        using var directory = new TemporaryDirectory();
        var id = Guid.CreateVersion7();
        using (var journal = EventJournal.Open(directory.Path))
        {
            await journal.AppendAsync(Batches.Of("one") with { Id = id }, Cancel);
        }

        using (var journal = EventJournal.Open(directory.Path))
        {
            Assert.Equal(new AppendResult(1, 1, Duplicate: true), await journal.AppendAsync(Batches.Of("again") with { Id = id }, Cancel));
            Assert.Equal(new AppendResult(2, 2, Duplicate: false), await journal.AppendAsync(Batches.Of("two"), Cancel));
        }

        using var reader = JournalReader.Open(directory.Path);
        Assert.Equal([("one", 0L), ("two", 1L)], reader.Read().Select(e => (Encoding.UTF8.GetString(e.Payload.Span), e.Revision)));
    }

    [Fact]
    public async Task EnqueuedBatchesAreWrittenInOrderWithoutBeingWaitedFor()
    {
        using var directory = new TemporaryDirectory();
        using var journal = EventJournal.Open(directory.Path);
        for (var i = 1; i <= 1000; i++)
        {
            Assert.Equal(i, journal.Enqueue(Batches.Of($"{i}")).FirstPosition);
        }

        await journal.WaitDurableAsync(1000, Cancel);
        using var reader = journal.OpenReader();
        Assert.Equal(Enumerable.Range(1, 1000).Select(i => $"{i}"), reader.Read().Select(e => Encoding.UTF8.GetString(e.Payload.Span)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task SubscriptionShowsWhatIsThereAndThenWhatComes(bool fromOutside)
    {
        using var directory = new TemporaryDirectory();
        using var journal = EventJournal.Open(directory.Path, new JournalOptions { SegmentBytes = 64 * 1024 });
        for (var i = 1; i <= 100; i++)
        {
            journal.Enqueue(Batches.Of($"{i}"));
        }

        using var reader = fromOutside ? JournalReader.Open(directory.Path) : journal.OpenReader();
        var seen = new List<long>();
        await foreach (var e in reader.SubscribeAsync(50, Cancel))
        {
            seen.Add(e.Position);
            if (e.Position is >= 100 and < 1000)
            {
                await journal.AppendAsync(Batches.Of($"{e.Position}", 700), Cancel);
            }
            else if (e.Position == 1000)
            {
                break;
            }
        }

        Assert.Equal(Enumerable.Range(50, 951).Select(i => (long)i), seen);
    }
}
