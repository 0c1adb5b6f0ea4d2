namespace Wire.Journal.Central;

/// <summary>
/// Where the events of many nodes are kept beside their journals: for an auditor, for other nodes, for the day after a fire. A journal stays the
/// truth of its node; this is a copy that is behind it. All members may be called from any thread, and throw a
/// <see cref="CentralStoreException"/> for what can go wrong.
/// </summary>
public interface ICentralStore : IAsyncDisposable
{
    /// <summary>
    /// Stores events, one append after the other: each is stored whole or not at all, and none before those in front of it. What is stored already, by its
    /// id and at its revision, is passed over: who does not know whether an append arrived makes it again.
    /// </summary>
    /// <exception cref="CentralRevisionConflictException">A stream is not where an append expects it. Appends before it may be stored.</exception>
    /// <exception cref="CentralRefusedException">The store can never take one of the events.</exception>
    /// <exception cref="CentralUnavailableException">The store is away: nobody knows what is stored.</exception>
    Task AppendAsync(IReadOnlyList<CentralAppend> appends, CancellationToken cancellationToken = default);

    /// <summary>The events of a stream from a revision on, oldest first; none for a stream that is not there. Read as they are asked for.</summary>
    IAsyncEnumerable<CentralEvent> ReadForwardAsync(NodeStream stream, long fromRevision = 0, CancellationToken cancellationToken = default);

    /// <summary>The events of a stream from a revision back to the first, newest first. Read as they are asked for.</summary>
    IAsyncEnumerable<CentralEvent> ReadBackwardAsync(NodeStream stream, long fromRevision = long.MaxValue, CancellationToken cancellationToken = default);

    /// <summary>The events of all nodes that are stored after a global position (0: all), as they were stored: those of one append call in its order.</summary>
    IAsyncEnumerable<CentralEvent> ReadAllAsync(long afterGlobalPosition = 0, CancellationToken cancellationToken = default);

    /// <summary>As <see cref="ReadAllAsync"/>, and then each event as it is stored, until cancelled. No event is left out, and none comes twice.</summary>
    IAsyncEnumerable<CentralEvent> SubscribeAsync(long afterGlobalPosition = 0, CancellationToken cancellationToken = default);

    /// <summary>The revision of a stream's last event; null for a stream that is not there.</summary>
    Task<long?> LastRevisionAsync(NodeStream stream, CancellationToken cancellationToken = default);

    /// <summary>The last event of each stream of a node, in no order: how much of its journal is here.</summary>
    Task<IReadOnlyList<CentralEvent>> LastEventsAsync(string node, CancellationToken cancellationToken = default);
}
