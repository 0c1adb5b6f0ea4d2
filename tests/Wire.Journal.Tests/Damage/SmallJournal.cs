using Wire.Journal.Tests.Disk;

namespace Wire.Journal.Tests.Damage;

/// <summary>A journal of a few events on a simulated disk, and what its files consist of, read by FORMAT.md alone.</summary>
internal sealed class SmallJournal
{
    public const string Folder = "/journal";

    private SmallJournal(SimulatedDisk disk, List<Segment> segments) => (Disk, Segments) = (disk, segments);

    /// <summary>A part of a file that is found damaged as one: the header (position 0), a frame, or the room behind the last.</summary>
    public sealed record Part(int Start, int End, long Position, bool IsRoom);

    public sealed record Segment(string Path, List<Part> Parts);

    public SimulatedDisk Disk { get; }

    public List<Segment> Segments { get; }

    public JournalOptions Options => On(Disk);

    /// <param name="closed">Otherwise its process was killed: nothing vouches for the last group.</param>
    public static async Task<SmallJournal> Of(int events, int bytes, bool closed)
    {
        var disk = new SimulatedDisk(1);
        var journal = EventJournal.Open(Folder, On(disk));
        for (var i = 1; i <= events; i++)
        {
            await journal.AppendAsync(Batches.Of($"event {i} ", bytes), TestContext.Current.CancellationToken);
        }

        if (closed)
        {
            journal.Dispose();
        }
        else
        {
            disk.StartAfterKill();
        }

        return new SmallJournal(disk, [.. disk.Paths.Order(StringComparer.Ordinal).Select(path => new Segment(path, Parts(disk.FileOf(path).ToArray())))]);
    }

    public VerificationReport Verify() => JournalVerifier.Verify(Folder, Disk, beingWrittenMsMax: 0, TestContext.Current.CancellationToken);

    private static JournalOptions On(SimulatedDisk disk) => new()
    {
        Disk = disk,
        SegmentBytes = 16 * 1024,
        ReservedBytes = 4 * 1024,
        ZeroAheadBytes = 4 * 1024,
        WritesInBackground = false,
    };

    private static List<Part> Parts(byte[] bytes)
    {
        var parts = new List<Part> { new(0, 4096, BitConverter.ToInt64(bytes, 40), IsRoom: false) };
        var offset = 4096;
        while (offset < bytes.Length && bytes.AsSpan(offset).StartsWith("WFRM"u8))
        {
            var end = (offset + 64 + BitConverter.ToInt32(bytes, offset + 8) + 32 + 63) / 64 * 64;
            parts.Add(new Part(offset, end, BitConverter.ToInt64(bytes, offset + 16), IsRoom: false));
            offset = end;
        }

        if (offset < bytes.Length)
        {
            parts.Add(new Part(offset, bytes.Length, parts[^1].Position, IsRoom: true));
        }

        return parts;
    }
}
