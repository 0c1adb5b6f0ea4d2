using Wire.Journal.Tests.Disk;

namespace Wire.Journal.Tests;

public sealed class LimitTests
{
    private static EventJournal Open() => EventJournal.Open("/journal", new JournalOptions { Disk = new SimulatedDisk(1), WritesInBackground = false });

    public static TheoryData<string, NewBatch> Bad => new()
    {
        { "1 to 1048576 events", Batches.Of("x") with { Events = [] } },
        { "16777216 are possible", One(new NewEvent("s", "n", 1, new byte[16 * 1024 * 1024 + 1])) },
        { "33554432 are possible", Batches.Of("x") with { Events = [.. Enumerable.Repeat(new NewEvent("s", "n", 1, new byte[12 * 1024 * 1024]), 3)] } },
        { "1 to 255 are possible", One(new NewEvent("", "n", 1, default)) },
        { "1 to 255 are possible", One(new NewEvent(new string('s', 256), "n", 1, default)) },
        { "1 to 255 are possible", One(new NewEvent("s", new string('ü', 128), 1, default)) },
        { "1 to 65535 are possible", One(new NewEvent("s", "n", 0, default)) },
        { "1 to 65535 are possible", One(new NewEvent("s", "n", 65536, default)) },
        { "0 to 1024 are possible", Batches.Of("x") with { Actor = new string('a', 1025) } },
        { "0 to 1024 are possible", Batches.Of("x") with { Source = new string('a', 1025) } },
        { "from 1 on, this one's is 0", Batches.Of("x") with { Cause = 0 } },
        { "from 1 on, this one's is -1", Batches.Of("x") with { Cause = -1 } },
        { "lone surrogate", Batches.Of("x") with { Actor = "\udc00" } },
        { "lone surrogate", One(new NewEvent("s", "\ud800", 1, default)) },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task BatchPastALimitIsRefusedAndNothingChanges(string says, NewBatch batch)
    {
        using var journal = Open();
        var error = Assert.Throws<JournalLimitException>(() => journal.Enqueue(batch));
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
        Assert.Equal(0, journal.LastPosition);
        Assert.Equal(new AppendResult(1, 1, Duplicate: false), await journal.AppendAsync(Batches.Of("fine"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void JournalHasAtMost1024Streams()
    {
        using var journal = Open();
        for (var i = 0; i < JournalLimits.StreamsMax; i++)
        {
            journal.Enqueue(One(new NewEvent($"stream-{i}", "n", 1, default)));
        }

        Assert.Throws<JournalLimitException>(() => journal.Enqueue(One(new NewEvent("one more", "n", 1, default))));
        journal.Enqueue(One(new NewEvent("stream-7", "n", 1, default)));
        Assert.Equal(2, journal.NextRevision("stream-7"));
    }

    [Fact]
    public async Task LargestEventIsKeptWhole()
    {
        var payload = new byte[JournalLimits.EventPayloadBytesMax];
        Random.Shared.NextBytes(payload);
        using var journal = Open();
        await journal.AppendAsync(One(new NewEvent(new string('s', 255), new string('n', 255), 65535, payload)), TestContext.Current.CancellationToken);
        using var reader = journal.OpenReader();
        Assert.True(reader.Read().Single().Payload.Span.SequenceEqual(payload));
    }

    private static NewBatch One(NewEvent e) => Batches.Of("x") with { Events = [e] };
}
