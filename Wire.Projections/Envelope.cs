using Wire.Journal;

namespace Wire.Projections;

/// <summary>What stands around an event in the journal and a fold may look at.</summary>
/// <param name="Position">Its number in the journal, from 1.</param>
/// <param name="Time">Wall time of the append; may step backwards.</param>
/// <param name="Batch">The id of the batch it was appended in: one change, or what the kernel said in one go.</param>
/// <param name="Actor">Who.</param>
/// <param name="Source">From where: "cli", "healer", "netlink", …</param>
public readonly record struct Envelope(long Position, DateTimeOffset Time, Guid Batch, string Actor, string Source)
{
    /// <summary>The boot id of the machine at the append.</summary>
    public Guid Boot { get; init; }

    /// <summary>CLOCK_MONOTONIC at the append, nanoseconds; compares within one boot only.</summary>
    public long MonotonicNs { get; init; }

    public static Envelope Of(RecordedEvent recorded) => new(recorded.Position, recorded.Time, recorded.Batch, recorded.Actor, recorded.Source)
    {
        Boot = recorded.Boot,
        MonotonicNs = recorded.MonotonicNs,
    };
}
