using Wire.Journal.Disk;

namespace Wire.Journal;

/// <summary>How a journal is written. The defaults are for a daemon; tests make things small.</summary>
public sealed record JournalOptions
{
    /// <summary>The disk.</summary>
    public IDisk Disk { get; init; } = LinuxDisk.Instance;

    /// <summary>The clock, for the wall time and the monotonic time of batches.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where a segment ends, bytes; 16 KiB or more.</summary>
    public long SegmentBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>How much room is reserved on the disk at a time, bytes.</summary>
    public int ReservedBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>How far the file is zeroed ahead of small commits, bytes; 0 = not at all.</summary>
    public int ZeroAheadBytes { get; init; } = 1024 * 1024;

    /// <summary>Encoded bytes that may wait to be written; past it an append waits until the disk has caught up.</summary>
    public int PendingBytesMax { get; init; } = 64 * 1024 * 1024;

    /// <summary>How many of the batch ids given by callers are remembered.</summary>
    public int BatchIdsKept { get; init; } = 4096;

    /// <summary>How much of the sealed segments is read and checked when the journal opens, the newest first, bytes.</summary>
    public long CheckedAtOpeningBytesMax { get; init; } = 256 * 1024 * 1024;

    /// <summary>The boot id that batches carry; null: the machine's.</summary>
    public Guid? Boot { get; init; }

    /// <summary>False: nothing is written until somebody waits for it, on that caller's thread. For tests that count and crash.</summary>
    internal bool WritesInBackground { get; init; } = true;
}
