namespace Wire.Journal;

/// <summary>An event as the journal keeps it.</summary>
public sealed class RecordedEvent
{
    /// <summary>Its number in the journal, from 1, without holes.</summary>
    public required long Position { get; init; }

    /// <summary>The stream it belongs to.</summary>
    public required string Stream { get; init; }

    /// <summary>Its number in its stream, from 0.</summary>
    public required long Revision { get; init; }

    /// <summary>The batch id with the event's index in the batch added to the last 32 bits.</summary>
    public Guid Id => EventId.Of(Batch, IndexInBatch);

    /// <summary>The id of the batch it was appended in.</summary>
    public required Guid Batch { get; init; }

    /// <summary>Its place in the batch, from 0.</summary>
    public required int IndexInBatch { get; init; }

    /// <summary>How many events the batch has: a reader knows where a change ends.</summary>
    public required int BatchCount { get; init; }

    /// <summary>Wall time of the append. May step backwards, as clocks do; positions never do.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The boot id of the machine at the append: monotonic times compare within one boot only.</summary>
    public required Guid Boot { get; init; }

    /// <summary>Nanoseconds of the machine's monotonic clock.</summary>
    public required long MonotonicNs { get; init; }

    /// <summary>Who.</summary>
    public required string Actor { get; init; }

    /// <summary>From where.</summary>
    public required string Source { get; init; }

    /// <summary>The change it belongs to.</summary>
    public Guid? Change { get; init; }

    /// <summary>The position of the event that led to it.</summary>
    public long? Cause { get; init; }

    /// <summary>Its stored name.</summary>
    public required string Name { get; init; }

    /// <summary>The version of its contract.</summary>
    public required int Version { get; init; }

    /// <summary>Its bytes, as given. The memory is shared by the events of a batch and never written again.</summary>
    public required ReadOnlyMemory<byte> Payload { get; init; }
}
