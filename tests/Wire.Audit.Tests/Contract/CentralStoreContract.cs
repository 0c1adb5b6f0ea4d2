using System.Collections.Concurrent;
using Wire.Journal;
using Wire.Journal.Central;
using Wire.Journal.Proofs;

namespace Wire.Audit.Tests.Contract;

/// <summary>What every central store keeps to (<see cref="ICentralStore"/>); a class for each implementation inherits it.</summary>
public abstract class CentralStoreContract : IAsyncLifetime
{
    /// <summary>More than an implementation reads or writes at once.</summary>
    private const int Many = 2345;

    private static readonly NodeStream Kernel = new("web1", "kernel");

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Opens the store of this test, which begins empty; once more for a second connection to the same one.</summary>
    protected abstract Task<ICentralStore> OpenAsync();

    protected ICentralStore Store { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Store = await OpenAsync();

    public async ValueTask DisposeAsync()
    {
        if (Store is not null)
        {
            await Store.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task EventComesBackInEveryByte()
    {
        byte[] all = [.. Enumerable.Range(0, 256).Select(i => (byte)i)];
        RecordedEvent[] events =
        [
            Recorded.Event("kernel", 0, all),
            Recorded.Event("kernel", 1, []),
            Recorded.Event("kernel", 2, change: Guid.CreateVersion7(), cause: 17, actor: "\"quoted\" \\ \n\u2028 𝄞"),
            Recorded.Event("kernel", 3, new byte[1 << 20], cause: 1, actor: ""),
        ];

        await Store.AppendAsync([Recorded.Append("web1", 0, events)], Cancel);

        var read = await Store.ReadForwardAsync(Kernel, 0, Cancel).ToListAsync(Cancel);
        Assert.Equal(events.Select(EventLeaf.Encode), read.Select(e => EventLeaf.Encode(e.Event)));
        Assert.All(read, (e, i) => Assert.Equal((Recorded.Journal, Kernel, i, events[i].Id), (e.Journal, e.Stream, e.Revision, e.Event.Id)));
    }

    [Fact]
    public async Task SameAppendTwiceIsStoredOnce()
    {
        var append = Recorded.Append("web1", 0, Recorded.Events("kernel", 5));

        await Store.AppendAsync([append], Cancel);
        await Store.AppendAsync([append], Cancel);

        Assert.Equal(append.Events.Select(e => e.Id), await IdsAsync(Store.ReadAllAsync(0, Cancel)));
    }

    [Fact]
    public async Task AppendOfWhichABeginningIsStoredAddsTheRest()
    {
        var events = Recorded.Events("kernel", 9);
        await Store.AppendAsync([Recorded.Append("web1", 0, events[..6])], Cancel);

        await Store.AppendAsync([Recorded.Append("web1", 2, events[2..])], Cancel);

        Assert.Equal(events.Select(e => e.Id), await IdsAsync(Store.ReadAllAsync(0, Cancel)));
    }

    [Fact]
    public async Task OlderAppendOnceMoreChangesNothing()
    {
        var events = Recorded.Events("kernel", 9);
        await Store.AppendAsync([Recorded.Append("web1", 0, events)], Cancel);

        await Store.AppendAsync([Recorded.Append("web1", 2, events[2..5])], Cancel);

        Assert.Equal(events.Select(e => e.Id), await IdsAsync(Store.ReadAllAsync(0, Cancel)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task OtherEventsAtARevisionAreAConflict(int equal)
    {
        var events = Recorded.Events("kernel", 4);
        await Store.AppendAsync([Recorded.Append("web1", 0, events)], Cancel);

        var conflict = await Assert.ThrowsAsync<CentralRevisionConflictException>(
            () => Store.AppendAsync([Recorded.Append("web1", 0, [.. events[..equal], .. Recorded.Events("kernel", 5, equal)])], Cancel));

        Assert.Equal((Kernel, 0, 4), (conflict.Stream, conflict.Expected, conflict.Actual));
        Assert.Equal(events.Select(e => e.Id), await IdsAsync(Store.ReadAllAsync(0, Cancel)));
    }

    [Fact]
    public async Task AppendThatLeavesAHoleIsAConflict()
    {
        await Store.AppendAsync([Recorded.Append("web1", 0, Recorded.Events("kernel", 4))], Cancel);

        var conflict = await Assert.ThrowsAsync<CentralRevisionConflictException>(() => Store.AppendAsync([Recorded.Append("web1", 5, Recorded.Event("kernel", 5))], Cancel));
        var first = await Assert.ThrowsAsync<CentralRevisionConflictException>(() => Store.AppendAsync([Recorded.Append("web1", 1, Recorded.Event("intent", 1))], Cancel));

        Assert.Equal((Kernel, 5, 4), (conflict.Stream, conflict.Expected, conflict.Actual));
        Assert.Equal((1, 0), (first.Expected, first.Actual));
        Assert.Equal(3, await Store.LastRevisionAsync(Kernel, Cancel));
    }

    [Fact]
    public async Task NothingIsStoredBehindAConflict()
    {
        var good = Recorded.Append("web1", 0, Recorded.Events("intent", 2));
        var bad = Recorded.Append("web1", 7, Recorded.Events("kernel", 2, 7));
        var behind = Recorded.Append("web1", 0, Recorded.Events("reactor", 2));

        await Assert.ThrowsAsync<CentralRevisionConflictException>(() => Store.AppendAsync([good, bad, behind], Cancel));

        Assert.Null(await Store.LastRevisionAsync(Kernel, Cancel));
        Assert.Null(await Store.LastRevisionAsync(behind.Stream, Cancel));
        await Store.AppendAsync([good], Cancel);
        Assert.Equal(good.Events.Select(e => e.Id), await IdsAsync(Store.ReadAllAsync(0, Cancel)));
    }

    [Fact]
    public async Task StreamIsReadFromARevisionForwardAndBackward()
    {
        var events = Recorded.Events("kernel", Many);
        await Store.AppendAsync([Recorded.Append("web1", 0, events)], Cancel);
        await Store.AppendAsync([Recorded.Append("web2", 0, Recorded.Events("kernel", 3))], Cancel);

        Assert.Equal(Ids(events), await IdsAsync(Store.ReadForwardAsync(Kernel, 0, Cancel)));
        Assert.Equal(Ids(events.Reverse()), await IdsAsync(Store.ReadBackwardAsync(Kernel, cancellationToken: Cancel)));
        Assert.Equal(Ids(events[1200..]), await IdsAsync(Store.ReadForwardAsync(Kernel, 1200, Cancel)));
        Assert.Equal(Ids(events[..1201].Reverse()), await IdsAsync(Store.ReadBackwardAsync(Kernel, 1200, Cancel)));
        Assert.Empty(await IdsAsync(Store.ReadForwardAsync(Kernel, Many, Cancel)));
        Assert.Empty(await IdsAsync(Store.ReadForwardAsync(new("web3", "kernel"), 0, Cancel)));
    }

    [Fact]
    public async Task AllIsReadInTheOrderInWhichItWasStored()
    {
        RecordedEvent[] kernel = Recorded.Events("kernel", 3), intent = Recorded.Events("intent", 2), other = Recorded.Events("kernel", 2);

        await Store.AppendAsync([Recorded.Append("web1", 0, kernel[..2]), Recorded.Append("web1", 0, intent), Recorded.Append("web1", 2, kernel[2])], Cancel);
        await Store.AppendAsync([Recorded.Append("web2", 0, other)], Cancel);

        var all = await Store.ReadAllAsync(0, Cancel).ToListAsync(Cancel);
        Assert.Equal(Ids([.. kernel[..2], .. intent, kernel[2], .. other]), all.Select(e => e.Event.Id));
        Assert.Equal(all.Select(e => e.GlobalPosition).Order().Distinct(), all.Select(e => e.GlobalPosition));
        Assert.Equal(Ids([kernel[2], .. other]), await IdsAsync(Store.ReadAllAsync(all[3].GlobalPosition, Cancel)));
    }

    [Fact]
    public async Task SubscriptionMissesNothingOfManyWriters()
    {
        const int Nodes = 4, Each = 60;
        ConcurrentQueue<CentralEvent> seen = [];
        await Store.AppendAsync([Recorded.Append("before", 0, Recorded.Events("kernel", 5))], Cancel);
        var subscribed = Task.Run(async () =>
        {
            await foreach (var e in Store.SubscribeAsync(0, Cancel).Take(5 + (Nodes * Each)))
            {
                seen.Enqueue(e);
            }
        }, Cancel);

        await Task.WhenAll(Enumerable.Range(0, Nodes).Select(async node =>
        {
            await using var store = await OpenAsync();
            for (var i = 0; i < Each; i += 3)
            {
                await store.AppendAsync([Recorded.Append($"node{node}", i, Recorded.Events("kernel", 3, i))], Cancel);
            }
        }));
        await subscribed.WaitAsync(TimeSpan.FromSeconds(30), Cancel);

        Assert.Equal(seen.Select(e => e.GlobalPosition).Order().Distinct(), seen.Select(e => e.GlobalPosition));
        Assert.All(seen.GroupBy(e => e.Stream), stream => Assert.Equal(Enumerable.Range(0, stream.Count()).Select(i => (long)i), stream.Select(e => e.Revision)));
        Assert.Equal(Nodes + 1, seen.DistinctBy(e => e.Stream).Count());
    }

    [Fact]
    public async Task TwoForwardersOfOneNodeStoreItsEventsOnce()
    {
        var events = Recorded.Events("kernel", 200);
        await Task.WhenAll(Enumerable.Range(3, 2).Select(async size =>
        {
            await using var store = await OpenAsync();
            for (var i = 0; i < events.Length; i += size)
            {
                await store.AppendAsync([Recorded.Append("web1", i, events[i..Math.Min(i + size, events.Length)])], Cancel);
            }
        }));

        Assert.Equal(Ids(events), await IdsAsync(Store.ReadAllAsync(0, Cancel)));
    }

    [Fact]
    public async Task LastRevisionIsThatOfTheLastEvent()
    {
        await Store.AppendAsync([Recorded.Append("web1", 0, Recorded.Events("kernel", 3))], Cancel);

        Assert.Equal(2, await Store.LastRevisionAsync(Kernel, Cancel));
        Assert.Null(await Store.LastRevisionAsync(new("web1", "intent"), Cancel));
    }

    [Fact]
    public async Task LastEventsAreThoseOfTheNodeAlone()
    {
        RecordedEvent[] kernel = Recorded.Events("kernel", 3), intent = Recorded.Events("intent", 1);
        await Store.AppendAsync([Recorded.Append("web1", 0, kernel), Recorded.Append("web1", 0, intent)], Cancel);
        await Store.AppendAsync([Recorded.Append("web10", 0, Recorded.Events("kernel", 9)), Recorded.Append("web", 0, Recorded.Events("kernel", 9))], Cancel);

        Assert.Equal(Ids([intent[^1], kernel[^1]]).Order(), (await Store.LastEventsAsync("web1", Cancel)).Select(e => e.Event.Id).Order());
        Assert.Empty(await Store.LastEventsAsync("web2", Cancel));
    }

    private static IEnumerable<Guid> Ids(IEnumerable<RecordedEvent> events) => events.Select(e => e.Id);

    private static async Task<List<Guid>> IdsAsync(IAsyncEnumerable<CentralEvent> events) => await events.Select(e => e.Event.Id).ToListAsync(Cancel);
}
