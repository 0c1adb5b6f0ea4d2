using System.Security.Cryptography;
using System.Text;

namespace Wire.Journal.Tests;

public sealed class ToolTests
{
    private static readonly JournalOptions Small = new() { SegmentBytes = 64 * 1024 };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ChainGoesOnAcrossSegmentsAndCanBeRecomputedFromTheFormatAlone()
    {
        using var directory = new TemporaryDirectory();
        var id = await Fill(directory.Path);
        var hash = SHA256.HashData([.. "WIREJRNL"u8, .. id.ToByteArray(bigEndian: true)]);
        var files = Files(directory.Path);
        Assert.InRange(files.Count, 3, 10);
        foreach (var file in files)
        {
            var bytes = await File.ReadAllBytesAsync(file, Cancel);
            Assert.Equal(hash, bytes[64..96]);
            for (var at = 4096; at < bytes.Length && bytes[at] != 0;)
            {
                var payload = BitConverter.ToInt32(bytes, at + 8);
                hash = SHA256.HashData([.. hash, .. bytes[(at + 64)..(at + 64 + payload)]]);
                Assert.Equal(hash, bytes[(at + 64 + payload)..(at + 96 + payload)]);
                at = (at + 96 + payload + 63) / 64 * 64;
            }
        }

        var report = JournalVerifier.Verify(directory.Path, cancellationToken: Cancel);
        Assert.True(report.IsWhole, string.Join('\n', report.Damage));
        Assert.Equal((300L, 300L, 300L, files.Count), (report.Batches, report.Events, report.LastPosition, report.Segments));
        Assert.Equal(Convert.ToHexStringLower(hash), report.LastHash);
        Assert.Equal(report.LastHash, JournalStatistics.Of(directory.Path).LastHash);
    }

    [Fact]
    public async Task ContentChangedWithItsChecksumsMadeToFitIsFoundByTheChain()
    {
        using var directory = new TemporaryDirectory();
        await Fill(directory.Path);
        var file = Files(directory.Path)[1];
        var bytes = await File.ReadAllBytesAsync(file, Cancel);
        var at = bytes.AsSpan().IndexOf("event 150 "u8);
        var frame = at / 64 * 64;
        while (!bytes.AsSpan(frame).StartsWith("WFRM"u8))
        {
            frame -= 64;
        }

        "EVENT"u8.CopyTo(bytes.AsSpan(at));
        var payload = BitConverter.ToInt32(bytes, frame + 8);
        BitConverter.TryWriteBytes(bytes.AsSpan(frame + 12), Format.Crc32C.Of(bytes.AsSpan(frame + 64, payload + 32)));
        byte[] bound = [.. bytes[16..40], .. BitConverter.GetBytes((long)frame), .. bytes[(frame + 8)..(frame + 64)]];
        BitConverter.TryWriteBytes(bytes.AsSpan(frame + 4), Format.Crc32C.Of(bound));
        await File.WriteAllBytesAsync(file, bytes, Cancel);

        var finding = Assert.Single(JournalVerifier.Verify(directory.Path, cancellationToken: Cancel).Damage);
        Assert.Equal((file, frame, 151L), (finding.File, finding.Offset, finding.Position));
        Assert.Contains("changed", finding.What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RepairKeepsEverythingWholeUnderItsPositionAndNamesTheLoss()
    {
        using var source = new TemporaryDirectory();
        using var parent = new TemporaryDirectory();
        var id = await Fill(source.Path);
        var files = Files(source.Path);
        await Flip(files[0], "event 9 "u8.ToArray());
        await Flip(files[1], "WIREJRNL"u8.ToArray());
        var damage = JournalVerifier.Verify(source.Path, cancellationToken: Cancel).Damage;
        Assert.Equal([(files[0], 10L)], damage.Where(finding => finding.File == files[0]).Select(finding => (finding.File, finding.Position)));
        Assert.Contains(damage, finding => finding.File == files[1] && finding.Offset == 0);

        var copy = Path.Combine(parent.Path, "copy");
        var report = JournalRepair.Repair(source.Path, copy, Small, Cancel);
        Assert.Equal((id, 299L, 299L, 300L), (report.JournalId, report.KeptBatches, report.KeptEvents, report.LastPosition));
        var lost = Assert.Single(report.Lost);
        Assert.Equal((10L, 10L), (lost.FirstPosition, lost.LastPosition!.Value));

        var verified = JournalVerifier.Verify(copy, cancellationToken: Cancel);
        Assert.True(verified.IsWhole, string.Join('\n', verified.Damage));
        Assert.Equal((10L, 10L), (verified.Gaps.Single().FirstPosition, verified.Gaps.Single().LastPosition!.Value));
        using (var journal = EventJournal.Open(copy, Small))
        {
            Assert.Equal(301, (await journal.AppendAsync(Batches.Of("event 300"), Cancel)).FirstPosition);
            Assert.Equal(301, journal.NextRevision("test"));
        }

        using var reader = JournalReader.Open(copy);
        Assert.Equal(
            Enumerable.Range(0, 301).Where(i => i != 9).Select(i => (i + 1L, $"event {i}")),
            reader.Read().Select(e => (e.Position, Encoding.UTF8.GetString(e.Payload.Span).TrimEnd())));
        Assert.Throws<JournalExistsException>(() => JournalRepair.Repair(source.Path, copy, Small, Cancel));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(90)]
    [InlineData(300)]
    public async Task CopiedPrefixIsAJournalByItself(long position)
    {
        using var source = new TemporaryDirectory();
        using var parent = new TemporaryDirectory();
        using var journal = EventJournal.Open(source.Path, Small);
        Append(journal, 300);
        await journal.WaitDurableAsync(300, Cancel);

        var copy = Path.Combine(parent.Path, "copy");
        var result = JournalCopy.CopyPrefix(source.Path, copy, position);
        Assert.Equal((journal.JournalId, position), (result.JournalId, result.LastPosition));
        var report = JournalVerifier.Verify(copy, cancellationToken: Cancel);
        Assert.True(report.IsWhole, string.Join('\n', report.Damage));
        Assert.Equal((position, result.LastHash), (report.LastPosition, report.LastHash));
        using (var reader = JournalReader.Open(copy))
        {
            Assert.Equal(Enumerable.Range(1, (int)position).Select(i => (long)i), reader.Read().Select(e => e.Position));
        }

        using var writer = EventJournal.Open(copy, Small);
        Assert.Equal((0L, position + 1), (writer.Recovery.CutBytes, (await writer.AppendAsync(Batches.Of("its own way"), Cancel)).FirstPosition));
    }

    [Fact]
    public async Task CopyEndsWithTheBatchThatHoldsThePositionAndRefusesOneThatIsNotThere()
    {
        using var source = new TemporaryDirectory();
        using var parent = new TemporaryDirectory();
        using var journal = EventJournal.Open(source.Path);
        await journal.AppendAsync(Batches.Of("x") with { Events = [.. Enumerable.Repeat(new NewEvent("s", "n", 1, default), 5)] }, Cancel);
        await journal.AppendAsync(Batches.Of("y"), Cancel);
        Assert.Equal(5, JournalCopy.CopyPrefix(source.Path, Path.Combine(parent.Path, "a"), 2).LastPosition);
        Assert.Throws<JournalNotFoundException>(() => JournalCopy.CopyPrefix(source.Path, Path.Combine(parent.Path, "b"), 7));
        Assert.Throws<JournalNotFoundException>(() => JournalCopy.CopyPrefix(parent.Path, Path.Combine(parent.Path, "c"), 1));
        Assert.Throws<JournalExistsException>(() => JournalCopy.CopyPrefix(source.Path, Path.Combine(parent.Path, "a"), 1));
    }

    [Fact]
    public async Task StatisticsCountEventsByStreamAndSayWhen()
    {
        using var directory = new TemporaryDirectory();
        var clock = new SteppingClock(new DateTimeOffset(2025, 3, 1, 12, 0, 0, TimeSpan.Zero));
        using var journal = EventJournal.Open(directory.Path, Small with { Time = clock });
        Append(journal, 300);
        clock.Now += TimeSpan.FromHours(2);
        await journal.AppendAsync(Batches.Of("x") with { Events = [.. Enumerable.Repeat(new NewEvent("kernel", "n", 1, default), 5)] }, Cancel);

        var statistics = JournalStatistics.Of(directory.Path);
        Assert.Equal([("kernel", 5L), ("test", 300L)], statistics.Streams);
        Assert.Equal((301L, 305L, 305L), (statistics.Batches, statistics.Events, statistics.LastPosition));
        Assert.Equal((clock.Now - TimeSpan.FromHours(2), clock.Now), (statistics.FirstTime, statistics.LastTime));
        Assert.Equal(Files(directory.Path).Count, statistics.Segments);
    }

    private static async Task<Guid> Fill(string directory)
    {
        using var journal = EventJournal.Open(directory, Small);
        Append(journal, 300);
        await journal.WaitDurableAsync(300, Cancel);
        return journal.JournalId;
    }

    private static void Append(EventJournal journal, int count)
    {
        for (var i = 0; i < count; i++)
        {
            journal.Enqueue(Batches.Of($"event {i} ", 500));
        }
    }

    private static List<string> Files(string directory) => [.. Directory.EnumerateFiles(directory, "*.segment").Order(StringComparer.Ordinal)];

    private static async Task Flip(string file, byte[] inside)
    {
        var bytes = await File.ReadAllBytesAsync(file, Cancel);
        bytes[bytes.AsSpan().IndexOf(inside)] ^= 0x10;
        await File.WriteAllBytesAsync(file, bytes, Cancel);
    }
}
