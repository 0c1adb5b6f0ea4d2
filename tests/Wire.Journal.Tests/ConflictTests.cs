using System.Text;
using Wire.Journal.Tests.Disk;

namespace Wire.Journal.Tests;

/// <summary>Callers that ask again, and callers that did not know of each other.</summary>
public sealed class ConflictTests
{
    private const string Folder = "/journal";

    private readonly SimulatedDisk _disk = new(1);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private JournalOptions Options => new() { Disk = _disk, SegmentBytes = 16 * 1024, ReservedBytes = 8 * 1024, BatchIdsKept = 50, WritesInBackground = false };

    [Fact]
    public async Task AnswerThatWasLostWithThePowerIsGivenAgain()
    {
        var id = Guid.CreateVersion7();
        AppendResult first;
        using (var journal = EventJournal.Open(Folder, Options))
        {
            await journal.AppendAsync(Batches.Of("before"), Cancel);
            first = await journal.AppendAsync(Five(id), Cancel);
            for (var i = 0; i < 40; i++)
            {
                await journal.AppendAsync(Batches.Of("segments pass", 900) with { Id = Guid.CreateVersion7() }, Cancel);
            }
        }

        Assert.InRange(_disk.Paths.Count(), 3, 10);
        _disk.StartAfterPowerLoss();
        using var again = EventJournal.Open(Folder, Options);
        Assert.Equal(first with { Duplicate = true }, await again.AppendAsync(Five(id), Cancel));
        Assert.Equal((2L, 6L, 46L), (first.FirstPosition, first.LastPosition, again.LastPosition));
    }

    [Fact]
    public async Task EventsOfAKnownBatchAskedForOneByOneAreFoundAtTheirPositions()
    {
        using var journal = EventJournal.Open(Folder, Options);
        var id = Guid.CreateVersion7();
        await journal.AppendAsync(Five(id), Cancel);
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(new AppendResult(i + 1, i + 1, Duplicate: true), await journal.AppendAsync(Batches.Of("again") with { Id = EventId.Of(id, i) }, Cancel));
        }

        Assert.Equal(5, journal.LastPosition);
    }

    [Theory]
    [InlineData(0, 6)] // the batch grew
    [InlineData(3, 3)] // its end, and one more
    [InlineData(-2, 3)] // its beginning, after two others
    [InlineData(-1, 7)] // all of it in the middle
    public async Task BatchOfWhichSomeEventsAreKnownIsAConflictAndNothingIsRecorded(int from, int events)
    {
        using var journal = EventJournal.Open(Folder, Options);
        var id = Guid.CreateVersion7();
        await journal.AppendAsync(Five(id), Cancel);

        var batch = Five(EventId.Of(id, from)) with { Events = [.. Enumerable.Repeat(new NewEvent("s", "n", 1, default), events)] };
        var error = await Assert.ThrowsAsync<JournalIdConflictException>(() => journal.AppendAsync(batch, Cancel).AsTask());
        Assert.Equal((batch.Id, id, 1L), (error.Batch, error.Known, error.KnownPosition));
        Assert.Contains("nothing was recorded", error.Message, StringComparison.Ordinal);
        Assert.Equal((5L, 5L), (journal.LastPosition, journal.NextRevision("s")));
    }

    [Fact]
    public async Task NeighboursInTheIdsAreStrangersAlsoWhereIdsWrap()
    {
        using var journal = EventJournal.Open(Folder, Options);
        var id = new Guid("0198c0de-0000-7000-8000-0000fffffffe"); // its third event wraps to …0000_0000
        Assert.Equal(1, (await journal.AppendAsync(Five(id), Cancel)).FirstPosition);
        Assert.Equal(6, (await journal.AppendAsync(Five(EventId.Of(id, 5)), Cancel)).FirstPosition);
        Assert.Equal(11, (await journal.AppendAsync(Five(EventId.Of(id, -5)), Cancel)).FirstPosition);
        Assert.Equal(new AppendResult(4, 5, Duplicate: true), await journal.AppendAsync(Five(EventId.Of(id, 3)) with { Events = [.. Five(id).Events.Take(2)] }, Cancel));
        Assert.Throws<JournalIdConflictException>(() => journal.Enqueue(Five(EventId.Of(id, 3))));
    }

    [Fact]
    public async Task ForgottenIdsAreNewAgain()
    {
        using var journal = EventJournal.Open(Folder, Options);
        var ids = Enumerable.Range(0, 51).Select(_ => Guid.CreateVersion7()).ToList();
        foreach (var id in ids)
        {
            await journal.AppendAsync(Batches.Of("x") with { Id = id }, Cancel);
        }

        Assert.Equal(new AppendResult(2, 2, Duplicate: true), await journal.AppendAsync(Batches.Of("x") with { Id = ids[1] }, Cancel));
        Assert.Equal(new AppendResult(52, 52, Duplicate: false), await journal.AppendAsync(Batches.Of("x") with { Id = ids[0] }, Cancel));
    }

    [Fact]
    public async Task OfTwoThatDecideOnTheSameRevisionOneIsToldThatTheStreamWentOn()
    {
        using var journal = EventJournal.Open(Folder, Options);
        NewBatch On(long revision) => Batches.Of("decided") with { Expects = [new ExpectedRevision("test", revision)] };
        await journal.AppendAsync(On(0), Cancel);

        var error = await Assert.ThrowsAsync<JournalRevisionConflictException>(() => journal.AppendAsync(On(0), Cancel).AsTask());
        Assert.Equal(("test", 0L, 1L), (error.Stream, error.Expected, error.Actual));
        Assert.Throws<JournalRevisionConflictException>(() => journal.Enqueue(On(2)));
        Assert.Equal((1L, 1L), (journal.LastPosition, journal.NextRevision("test")));
        Assert.Equal(2, (await journal.AppendAsync(On(1), Cancel)).FirstPosition);
    }

    [Fact]
    public async Task ManyThatDecideAtOnceTakeTurnsAndNoneDecidesOnWhatItDidNotSee()
    {
        using var journal = EventJournal.Open(Folder, new JournalOptions { Disk = _disk });
        await Task.WhenAll(Enumerable.Range(0, 8).Select(caller => Task.Run(async () =>
        {
            for (var done = 0; done < 20;)
            {
                var seen = journal.NextRevision("test");
                try
                {
                    await journal.AppendAsync(Batches.Of($"{seen}") with { Expects = [new ExpectedRevision("test", seen)] }, Cancel);
                    done++;
                }
                catch (JournalRevisionConflictException conflict)
                {
                    Assert.InRange(conflict.Actual, seen + 1, long.MaxValue);
                }
            }
        }, Cancel)));
        using var reader = journal.OpenReader();
        Assert.Equal(Enumerable.Range(0, 160).Select(i => $"{i}"), reader.Read().Select(e => Encoding.UTF8.GetString(e.Payload.Span)));
    }

    [Fact]
    public async Task BatchAskedAgainIsNoConflictWithItself()
    {
        using var journal = EventJournal.Open(Folder, Options);
        var batch = Five(Guid.CreateVersion7()) with { Expects = [new ExpectedRevision("s", 0), new ExpectedRevision("nobody's", 0)] };
        var first = await journal.AppendAsync(batch, Cancel);
        Assert.Equal(first with { Duplicate = true }, await journal.AppendAsync(batch, Cancel));
    }

    private static NewBatch Five(Guid id) => Batches.Of("five") with { Id = id, Events = [.. Enumerable.Repeat(new NewEvent("s", "n", 1, default), 5)] };
}
