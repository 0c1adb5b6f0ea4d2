using Wire.Journal.Disk;

namespace Wire.Journal.Tests.Torture;

/// <summary>Everything small, and the same bytes each time.</summary>
internal static class TortureOptions
{
    public const int BatchIdsKept = 20;

    private static readonly Guid _id = new("0198c0de-0000-7000-8000-000000000001");

    public static JournalOptions On(IDisk disk) => new()
    {
        Disk = disk,
        Time = new SteppingClock(new DateTimeOffset(2025, 3, 1, 12, 0, 0, TimeSpan.Zero)),
        SegmentBytes = 16 * 1024,
        ReservedBytes = 8 * 1024,
        ZeroAheadBytes = 4 * 1024,
        BatchIdsKept = BatchIdsKept,
        Boot = Guid.Empty,
        WritesInBackground = false,
    };

    public static EventJournal Open(string directory, IDisk disk) => EventJournal.Create(directory, On(disk), _id);
}
