namespace Wire.Journal.Tests.Damage;

public sealed class DamageTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

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

    [Fact]
    public async Task LostAcknowledgedFrameBeforeALaterGroupIsDamageNotATornTail()
    {
        var journal = await SmallJournal.Of(events: 20, bytes: 300, closed: false);
        var segment = journal.Segments[^1];
        var lost = segment.Parts.Where(part => !part.IsRoom).ElementAt(^2);
        for (var offset = lost.Start; offset < lost.End; offset++)
        {
            journal.Disk.FileOf(segment.Path)[offset] = 0;
        }

        var error = Assert.Throws<JournalDamagedException>(() => EventJournal.Open(SmallJournal.Folder, journal.Options));
        Assert.Equal((segment.Path, lost.Start, lost.Position), (error.File, (int)error.Offset, error.Position));
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
}
