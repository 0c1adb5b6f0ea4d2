namespace Wire.Journal.Central;

/// <summary>What can go wrong with a central store; the subclasses are the whole set.</summary>
public abstract class CentralStoreException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The store cannot be reached, or broke off: whether the last append is stored is not known. The same call works once it is back.</summary>
public sealed class CentralUnavailableException(string message, Exception inner) : CentralStoreException(message, inner);

/// <summary>The store can never take this event: another try changes nothing.</summary>
public sealed class CentralRefusedException(string message, Exception? inner = null) : CentralStoreException(message, inner);

/// <summary>A stream of the store is not where an append expects it.</summary>
public sealed class CentralRevisionConflictException(NodeStream stream, long expected, long actual) : CentralStoreException(
    actual < expected
        ? $"stream {stream} of the store has {actual} events, and {expected} were expected"
        : $"stream {stream} of the store has other events from revision {expected} on (it has {actual})")
{
    /// <summary>The stream.</summary>
    public NodeStream Stream { get; } = stream;

    /// <summary>The revision that the append was to begin with.</summary>
    public long Expected { get; } = expected;

    /// <summary>The revision that the stream's next event gets: below <see cref="Expected"/> events are missing, above it others are there.</summary>
    public long Actual { get; } = actual;
}
