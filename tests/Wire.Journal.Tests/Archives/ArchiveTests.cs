using System.Diagnostics;
using System.Text;
using Wire.Journal.Disk;
using Wire.Journal.Proofs;

namespace Wire.Journal.Tests.Archives;

/// <summary>An archived journal is the same journal, in less room.</summary>
public sealed class ArchiveTests : IDisposable
{
    private const int Events = 300;

    private static readonly DateTimeOffset Begin = new(2025, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly TemporaryDirectory _directory = new();
    private readonly SteppingClock _clock = new(Begin);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Journal => Path.Combine(_directory.Path, "journal");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task EverythingReadsItAsItWas()
    {
        await FillAsync();
        var before = Picture();
        var bytes = JournalStatistics.Of(Journal).Bytes;

        var report = Archive();

        Assert.Equal(before, Picture());
        Assert.Equal(Names(".segment.zst").Count, report.Segments);
        Assert.Single(Names(".segment"));
        var statistics = JournalStatistics.Of(Journal);
        Assert.Equal((report.Segments, report.Segments + 1), (statistics.Archived, statistics.Segments));
        Assert.Equal(bytes - report.BytesBefore + report.BytesAfter, statistics.Bytes);
        Assert.True(report.BytesAfter * 5 < report.BytesBefore, $"{report.BytesBefore} bytes became {report.BytesAfter}");
        Assert.Equal(0, Archive().Segments);

        using var journal = Open();
        Assert.Equal(Events + 1, (await journal.AppendAsync(Batches.Of("it goes on"), Cancel)).FirstPosition);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(299)]
    [InlineData(300)]
    public async Task ACopyIsAJournalThatCanBeWrittenOn(long position)
    {
        await FillAsync();
        Archive();
        var copy = Path.Combine(_directory.Path, "copy");

        Assert.Equal(position, JournalCopy.CopyPrefix(Journal, copy, position).LastPosition);

        Assert.True(JournalVerifier.Verify(copy, cancellationToken: Cancel).IsWhole);
        Assert.Equal(position >= 100, Names(".segment.zst", copy).Count > 0);
        using var journal = EventJournal.Open(copy, Options());
        Assert.Equal(position + 1, (await journal.AppendAsync(Batches.Of("it goes on"), Cancel)).FirstPosition);
        using var reader = journal.OpenReader();
        Assert.Equal(Enumerable.Range(0, (int)position).Select(Text).Append("it goes on"), reader.Read().Select(TextOf));
    }

    [Fact]
    [Trait("Category", "Kernel")]
    public async Task ZstdUnpacksAnArchiveToTheSegment()
    {
        await FillAsync();
        var segments = Names(".segment").SkipLast(1).ToDictionary(path => path, File.ReadAllBytes);
        Archive();
        Assert.NotEmpty(segments);
        foreach (var (path, bytes) in segments)
        {
            using var zstd = Process.Start(new ProcessStartInfo("zstd", ["-d", "--stdout", "--quiet", path + ".zst"]) { RedirectStandardOutput = true })!;
            using var unpacked = new MemoryStream();
            await zstd.StandardOutput.BaseStream.CopyToAsync(unpacked, Cancel);
            await zstd.WaitForExitAsync(Cancel);
            Assert.Equal(0, zstd.ExitCode);
            Assert.Equal(bytes, unpacked.ToArray());

            await File.WriteAllBytesAsync(path, unpacked.ToArray(), Cancel);
            File.Delete(path + ".zst");
        }

        Assert.True(JournalVerifier.Verify(Journal, cancellationToken: Cancel).IsWhole);
    }

    [Fact]
    public async Task OnlyWhatIsSealedAndOldAndUpToThePositionIsArchived()
    {
        await FillAsync();
        var firsts = Names(".segment").Select(FirstOf).ToList();
        Assert.True(firsts.Count > 4);

        Assert.Equal(0, Archive(olderThan: Begin).Segments);
        Assert.Equal(0, Archive(upTo: firsts[1] - 2).Segments);
        Assert.Equal((1, firsts[1] - 1), (Archive(upTo: firsts[1] - 1) is var one ? one.Segments : 0, one.LastPosition));
        // One event a second: the last of the third segment is as old as its position says.
        Assert.Equal((2, firsts[3] - 1), (Archive(olderThan: Begin.AddSeconds(firsts[3])) is var two ? two.Segments : 0, two.LastPosition));
        Assert.Equal(firsts.Count - 4, Archive().Segments);
        Assert.Equal(firsts[^1], FirstOf(Assert.Single(Names(".segment"))));
    }

    [Fact]
    public async Task ASegmentIsArchivedUnderThoseWhoRead()
    {
        await FillAsync();
        using var reader = JournalReader.Open(Journal);
        using var lookup = reader.OpenLookup();
        using var events = reader.Read().GetEnumerator();
        List<string> read = [];
        for (var i = 0; i < Events; i++)
        {
            Assert.True(events.MoveNext());
            read.Add(TextOf(events.Current));
            if (i is 20 or 150)
            {
                Archive(upTo: 2 * i);
            }
        }

        Assert.Equal(Enumerable.Range(0, Events).Select(Text), read);
        Assert.Equal(Text(9), TextOf(lookup.Find(10)!));
        Assert.Equal(Text(199), TextOf(lookup.Find(200)!));
    }

    [Fact]
    public async Task TwoDoNotArchiveAtOnce()
    {
        await FillAsync();
        using var other = LinuxDisk.Instance.Lock(Path.Combine(Journal, "archive.lock"));

        Assert.Contains($"process {Environment.ProcessId}", Assert.Throws<JournalLockedException>(() => Archive()).Message, StringComparison.Ordinal);
        Assert.Empty(Names(".segment.zst"));
    }

    [Fact]
    public async Task WhatADeadArchiverLeftIsNoPartOfTheJournal()
    {
        await FillAsync();
        var before = Picture();
        var segments = Names(".segment");
        await File.WriteAllTextAsync(segments[0] + ".zst", "half an archive", Cancel);
        await File.WriteAllTextAsync(Path.ChangeExtension(segments[1], "archiving"), "half an archive", Cancel);

        Assert.Equal(before, Picture());
        Assert.Equal(segments.Count - 1, Archive().Segments);

        Assert.Equal(before, Picture());
        Assert.Empty(Names(".archiving"));
    }

    [Fact]
    public async Task ADamagedSegmentIsNotArchived()
    {
        await FillAsync();
        var path = Names(".segment")[1];
        var bytes = await File.ReadAllBytesAsync(path, Cancel);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(path, bytes, Cancel);

        Assert.Equal(path, Assert.Throws<JournalDamagedException>(() => Archive()).File);

        Assert.Equal(bytes, await File.ReadAllBytesAsync(path, Cancel));
        Assert.Single(Names(".segment.zst"));
        Assert.Empty(Names(".archiving"));
    }

    [Fact]
    public async Task AJournalWhoseLastSegmentsAreMissingDoesNotGoOnBehindAnArchive()
    {
        await FillAsync();
        Archive();
        File.Delete(Assert.Single(Names(".segment")));

        Assert.Contains("what followed is missing", Assert.Throws<JournalDamagedException>(() => Open()).Message, StringComparison.Ordinal);
        Assert.Contains("what followed is missing", Assert.Single(JournalVerifier.Verify(Journal, cancellationToken: Cancel).Damage).What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnArchiveOfANewerVersionIsNotReadWrong()
    {
        await FillAsync();
        Archive();
        var path = Names(".segment.zst")[1];
        var bytes = await File.ReadAllBytesAsync(path, Cancel);
        bytes[^24] = 2;
        var index = bytes.AsSpan().LastIndexOf((byte[])[0x5a, 0x2a, 0x4d, 0x18]);
        BitConverter.TryWriteBytes(bytes.AsSpan(bytes.Length - 4), Format.Crc32C.Of(bytes.AsSpan(index..^4)));
        await File.WriteAllBytesAsync(path, bytes, Cancel);

        Assert.Contains("version 2", Assert.Throws<JournalFormatException>(() => Open()).Message, StringComparison.Ordinal);
    }

    private async Task FillAsync()
    {
        using var journal = Open();
        for (var i = 0; i < Events; i++)
        {
            _clock.Now = Begin.AddSeconds(i + 1);
            await journal.AppendAsync(Batches.Of(Text(i), 1000), Cancel);
        }
    }

    private ArchiveReport Archive(DateTimeOffset? olderThan = null, long upTo = long.MaxValue) =>
        JournalArchive.Archive(Journal, olderThan ?? DateTimeOffset.MaxValue, upTo, LinuxDisk.Instance, pieceBytes: 5000, Cancel);

    private EventJournal Open() => EventJournal.Open(Journal, Options());

    private JournalOptions Options() => new() { SegmentBytes = 64 * 1024, Time = _clock };

    /// <summary>All that can be asked of a journal.</summary>
    private List<string> Picture()
    {
        using var reader = JournalReader.Open(Journal);
        using var lookup = reader.OpenLookup();
        using var tree = JournalTree.Open(Journal, cancellationToken: Cancel);
        var verified = JournalVerifier.Verify(Journal, cancellationToken: Cancel);
        return
        [
            .. reader.Read().Select(e => $"{e.Position} {e.Id} {e.Revision} {e.Time:O} {TextOf(e)}"),
            .. Enumerable.Range(1, Events).Reverse().Select(position => $"{lookup.Find(position)!.Id} {string.Join(' ', reader.Read(position, position + 2).Select(e => e.Id))}"),
            .. Enumerable.Range(-1, Events + 3).Select(second => $"{reader.PositionAt(Begin.AddSeconds(second))}"),
            $"{tree.Head()}",
            .. verified.Damage.Select(finding => finding.ToString()),
            $"{verified with { Damage = [], Gaps = [] }}".Replace($"{verified.Damage}{verified.Gaps}", "", StringComparison.Ordinal),
            JournalStatistics.Of(Journal).LastHash,
        ];
    }

    private List<string> Names(string ending, string? directory = null) =>
        [.. Directory.EnumerateFiles(directory ?? Journal).Where(path => path.EndsWith(ending, StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    private static long FirstOf(string path) => long.Parse(Path.GetFileName(path).AsSpan(0, 20), System.Globalization.CultureInfo.InvariantCulture);

    private static string Text(int number) => $"event {number}";

    private static string TextOf(RecordedEvent recorded) => Encoding.UTF8.GetString(recorded.Payload.Span).TrimEnd();
}
