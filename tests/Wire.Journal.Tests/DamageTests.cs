using Wire.Journal.Tests.Disk;

namespace Wire.Journal.Tests;

public sealed class DamageTests
{
    private const string Folder = "/journal";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static JournalOptions Small(SimulatedDisk disk) => new()
    {
        Disk = disk,
        SegmentBytes = 16 * 1024,
        ReservedBytes = 8 * 1024,
        ZeroAheadBytes = 4 * 1024,
        WritesInBackground = false,
    };

    [Fact]
    public async Task TornLastBatchIsCut()
    {
        using var directory = new TemporaryDirectory();
        using (var journal = EventJournal.Open(directory.Path))
        {
            await journal.AppendAsync(Batches.Of("kept"), Cancel);
            await journal.AppendAsync(Batches.Of("torn", 3000), Cancel);
        }

        // The last frame and the mark after it, as if sectors of them had never reached the disk.
        var path = Directory.EnumerateFiles(directory.Path, "*.segment").Single();
        var bytes = await File.ReadAllBytesAsync(path, Cancel);
        var torn = bytes.AsSpan().LastIndexOf("torn"u8);
        bytes.AsSpan((torn / 512 * 512) + 512).Clear();
        await File.WriteAllBytesAsync(path, bytes, Cancel);

        using (var journal = EventJournal.Open(directory.Path))
        {
            Assert.Equal(1, journal.LastPosition);
            Assert.InRange(journal.Recovery.CutBytes, 1, 1024);
            Assert.Equal(path, journal.Recovery.CutFile);
            Assert.Equal(2, (await journal.AppendAsync(Batches.Of("next"), Cancel)).FirstPosition);
        }

        Assert.True(JournalVerifier.Verify(directory.Path, cancellationToken: Cancel).IsWhole);
        using var again = EventJournal.Open(directory.Path);
        Assert.Equal((2L, 0L), (again.LastPosition, again.Recovery.CutBytes));
    }

    [Fact]
    public async Task DamageInTheMiddleStopsTheOpening()
    {
        using var directory = new TemporaryDirectory();
        using (var journal = EventJournal.Open(directory.Path, new JournalOptions { SegmentBytes = 64 * 1024 }))
        {
            for (var i = 0; i < 300; i++)
            {
                await journal.AppendAsync(Batches.Of($"event {i}", 500), Cancel);
            }
        }

        var first = Directory.EnumerateFiles(directory.Path, "*.segment").Order(StringComparer.Ordinal).First();
        var bytes = await File.ReadAllBytesAsync(first, Cancel);
        var at = bytes.AsSpan().IndexOf("event 7 "u8);
        bytes[at] ^= 1;
        await File.WriteAllBytesAsync(first, bytes, Cancel);

        var error = Assert.Throws<JournalDamagedException>(() => EventJournal.Open(directory.Path));
        Assert.Equal((first, 8L), (error.File, error.Position));
        Assert.InRange(at - error.Offset, 1, 700);
        Assert.Contains("wire journal verify", error.Message, StringComparison.Ordinal);
        Assert.Contains("wire journal repair", error.Message, StringComparison.Ordinal);

        using var reader = JournalReader.Open(directory.Path);
        var read = new List<long>();
        Assert.Throws<JournalDamagedException>(() => read.AddRange(reader.Read().Select(e => e.Position)));
        Assert.Equal(bytes, await File.ReadAllBytesAsync(first, Cancel));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task FlippedBitIsFoundWithFileAndOffset(bool closed)
    {
        var disk = new SimulatedDisk(1);
        var frames = await SmallJournal(disk, closed);
        var random = new Random(1);
        foreach (var (path, starts) in frames)
        {
            for (var offset = 0; offset < starts[^1]; offset++)
            {
                var file = disk.FileOf(path);
                var bit = (byte)(1 << random.Next(8));
                file[offset] ^= bit;
                var error = Assert.Throws<JournalDamagedException>(() => EventJournal.Open(Folder, Small(disk)));
                Assert.Equal((path, offset, starts.Last(start => start <= offset)), (error.File, offset, (int)error.Offset));
                file[offset] ^= bit;
            }
        }

        using var journal = EventJournal.Open(Folder, Small(disk));
        Assert.Equal(20, journal.LastPosition);
    }

    [Fact]
    public async Task LostAcknowledgedFrameBeforeALaterGroupIsDamageNotATornTail()
    {
        var disk = new SimulatedDisk(1);
        var (path, starts) = (await SmallJournal(disk, closed: false))[^1];
        var file = disk.FileOf(path);
        for (var offset = starts[^3]; offset < starts[^2]; offset++)
        {
            file[offset] = 0;
        }

        var error = Assert.Throws<JournalDamagedException>(() => EventJournal.Open(Folder, Small(disk)));
        Assert.Equal((path, starts[^3]), (error.File, (int)error.Offset));
    }

    [Fact]
    public async Task MissingSegmentStopsTheOpening()
    {
        foreach (var missing in new[] { 0, 1 })
        {
            using var directory = new TemporaryDirectory();
            using (var journal = EventJournal.Open(directory.Path, new JournalOptions { SegmentBytes = 64 * 1024 }))
            {
                for (var i = 0; i < 300; i++)
                {
                    await journal.AppendAsync(Batches.Of($"event {i}", 500), Cancel);
                }
            }

            File.Delete(Directory.EnumerateFiles(directory.Path, "*.segment").Order(StringComparer.Ordinal).ElementAt(missing));
            var error = Assert.Throws<JournalDamagedException>(() => EventJournal.Open(directory.Path));
            Assert.Contains("segment is missing", error.What, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task NewerFormatIsRefusedByName()
    {
        using var directory = new TemporaryDirectory();
        using (var journal = EventJournal.Open(directory.Path))
        {
            await journal.AppendAsync(Batches.Of("one"), Cancel);
        }

        var path = Directory.EnumerateFiles(directory.Path, "*.segment").Single();
        var bytes = await File.ReadAllBytesAsync(path, Cancel);
        bytes[8] = 2;
        BitConverter.TryWriteBytes(bytes.AsSpan(4092), Format.Crc32C.Of(bytes.AsSpan(0, 4092)));
        await File.WriteAllBytesAsync(path, bytes, Cancel);
        Assert.Contains("format 2", Assert.Throws<JournalFormatException>(() => EventJournal.Open(directory.Path)).Message, StringComparison.Ordinal);
    }

    /// <summary>Two segments with 20 events; per file, where its frames start, with the header first and the end last.</summary>
    private static async Task<List<(string Path, List<int> Starts)>> SmallJournal(SimulatedDisk disk, bool closed)
    {
        var journal = EventJournal.Open(Folder, Small(disk));
        for (var i = 0; i < 20; i++)
        {
            await journal.AppendAsync(Batches.Of($"event {i}", i == 10 ? 4500 : 300), Cancel);
        }

        if (closed)
        {
            journal.Dispose();
        }
        else
        {
            disk.StartAfterKill();
        }

        return [.. disk.Paths.Order(StringComparer.Ordinal).Select(path => (path, Starts(disk.FileOf(path))))];
    }

    /// <summary>By the magic of FORMAT.md alone.</summary>
    private static List<int> Starts(SimulatedFile file)
    {
        var bytes = new byte[file.Length];
        file.Read(bytes, 0);
        var starts = new List<int> { 0 };
        for (var offset = 4096; offset < bytes.Length && bytes.AsSpan(offset).StartsWith("WFRM"u8);)
        {
            starts.Add(offset);
            var payload = BitConverter.ToInt32(bytes, offset + 8);
            offset = (offset + 64 + payload + 32 + 63) / 64 * 64;
            if (offset >= bytes.Length || !bytes.AsSpan(offset).StartsWith("WFRM"u8))
            {
                starts.Add(offset);
            }
        }

        return starts;
    }
}
