namespace Wire.Journal.Tests;

public sealed class ClockTests
{
    private static readonly DateTimeOffset Noon = new(2025, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ClockSteppingBackwardsLeavesPositionsInOrder()
    {
        using var directory = new TemporaryDirectory();
        var clock = new SteppingClock(Noon);
        using var journal = EventJournal.Open(directory.Path, new JournalOptions { Time = clock });
        foreach (var minutes in new[] { 0, 10, 20, -30, 5 })
        {
            clock.Now = Noon.AddMinutes(minutes);
            await journal.AppendAsync(Batches.Of($"{minutes}"), Cancel);
        }

        using var reader = journal.OpenReader();
        var events = reader.Read().ToList();
        Assert.Equal([1, 2, 3, 4, 5], events.Select(e => e.Position));
        Assert.Equal([0, 10, 20, -30, 5], events.Select(e => (e.Time - Noon).TotalMinutes));
        Assert.Equal(events.Select(e => e.MonotonicNs).Order(), events.Select(e => e.MonotonicNs));
        Assert.All(events, e => Assert.Equal(0, e.MonotonicNs % 1_000_000));

        // The clock said 5 past twice as far as anybody knows; the later one counts.
        Assert.Equal(5, reader.PositionAt(Noon.AddMinutes(7)));
        Assert.Equal(4, reader.PositionAt(Noon.AddMinutes(4)));
        Assert.Null(reader.PositionAt(Noon.AddMinutes(-31)));
    }

    [Fact]
    public void PositionAtATimeIsFoundInTheSegmentThatHoldsIt()
    {
        using var directory = new TemporaryDirectory();
        var clock = new SteppingClock(Noon);
        using (var journal = EventJournal.Open(directory.Path, new JournalOptions { Time = clock, SegmentBytes = 64 * 1024 }))
        {
            for (var i = 1; i <= 500; i++)
            {
                clock.Now = Noon.AddSeconds(i);
                journal.Enqueue(Batches.Of($"{i}", 500));
            }
        }

        using var reader = JournalReader.Open(directory.Path);
        Assert.Null(reader.PositionAt(Noon));
        Assert.All(Enumerable.Range(1, 500), i => Assert.Equal(i, reader.PositionAt(Noon.AddSeconds(i + 0.5))));
        Assert.Equal(500, reader.PositionAt(DateTimeOffset.MaxValue));
        Assert.Null(reader.PositionAt(DateTimeOffset.MinValue));
    }
}
