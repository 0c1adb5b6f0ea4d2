using Wire.Journal.Central;

namespace Wire.Audit.Tests.Following;

/// <summary>A store that takes an append, and whose connection breaks before it can say so.</summary>
internal sealed class LosingAnswers(ICentralStore store, Func<bool> isLost) : ICentralStore
{
    public async Task AppendAsync(IReadOnlyList<CentralAppend> appends, CancellationToken cancellationToken = default)
    {
        await store.AppendAsync(appends, cancellationToken);
        if (isLost())
        {
            throw new CentralUnavailableException("the connection broke", new IOException());
        }
    }

    public IAsyncEnumerable<CentralEvent> ReadForwardAsync(NodeStream stream, long fromRevision = 0, CancellationToken cancellationToken = default) =>
        store.ReadForwardAsync(stream, fromRevision, cancellationToken);

    public IAsyncEnumerable<CentralEvent> ReadBackwardAsync(NodeStream stream, long fromRevision = long.MaxValue, CancellationToken cancellationToken = default) =>
        store.ReadBackwardAsync(stream, fromRevision, cancellationToken);

    public IAsyncEnumerable<CentralEvent> ReadAllAsync(long afterGlobalPosition = 0, CancellationToken cancellationToken = default) =>
        store.ReadAllAsync(afterGlobalPosition, cancellationToken);

    public IAsyncEnumerable<CentralEvent> SubscribeAsync(long afterGlobalPosition = 0, CancellationToken cancellationToken = default) =>
        store.SubscribeAsync(afterGlobalPosition, cancellationToken);

    public Task<long?> LastRevisionAsync(NodeStream stream, CancellationToken cancellationToken = default) => store.LastRevisionAsync(stream, cancellationToken);

    public Task<IReadOnlyList<CentralEvent>> LastEventsAsync(string node, CancellationToken cancellationToken = default) => store.LastEventsAsync(node, cancellationToken);

    public ValueTask DisposeAsync() => store.DisposeAsync();
}
