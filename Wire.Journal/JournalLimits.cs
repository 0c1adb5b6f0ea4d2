namespace Wire.Journal;

/// <summary>The format's limits; FORMAT.md gives the reason of each.</summary>
public static class JournalLimits
{
    /// <summary>Of one event.</summary>
    public const int EventPayloadBytesMax = 16 * 1024 * 1024;

    /// <summary>A batch as encoded. With small segments (tests) it is also bounded by what fits into one.</summary>
    public const int BatchBytesMax = 32 * 1024 * 1024;

    /// <summary>Events in a batch: their ids follow from it.</summary>
    public const int BatchEventsMax = 1 << 20;

    /// <summary>Of a stream's or an event's name, in bytes of UTF-8.</summary>
    public const int NameBytesMax = 255;

    /// <summary>Of an actor or a source, in bytes of UTF-8.</summary>
    public const int ActorBytesMax = 1024;

    /// <summary>Of an event's contract.</summary>
    public const int EventVersionMax = ushort.MaxValue;

    /// <summary>Streams in a journal.</summary>
    public const int StreamsMax = 1024;
}
