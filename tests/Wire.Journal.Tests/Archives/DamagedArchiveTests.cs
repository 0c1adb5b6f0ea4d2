using Wire.Journal.Tests.Damage;

namespace Wire.Journal.Tests.Archives;

/// <summary>What is not as it was written in an archive is found, and costs no more than it has to.</summary>
public sealed class DamagedArchiveTests
{
    private const string Saved = "/saved";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EveryFlippedBitIsFoundByTheVerifierAndAtOpeningAndByAReader()
    {
        var (journal, archives) = await ArchivedAsync();
        var random = new Random(1);
        foreach (var path in archives)
        {
            var file = journal.Disk.FileOf(path);
            for (var offset = 0; offset < file.Length; offset++)
            {
                var bit = (byte)(1 << random.Next(8));
                file[offset] ^= bit;
                Assert.Contains(journal.Verify().Damage, finding => finding.File == path);
                Assert.Equal(path, Assert.Throws<JournalDamagedException>(() => EventJournal.Open(SmallJournal.Folder, journal.Options)).File);
                Assert.Equal(path, Assert.Throws<JournalDamagedException>(() => ReadAll(journal)).File);
                file[offset] ^= bit;
            }
        }

        Assert.True(journal.Verify().IsWhole);
    }

    [Fact]
    public async Task EveryShorterFileIsFound()
    {
        var (journal, archives) = await ArchivedAsync();
        var file = journal.Disk.FileOf(archives[0]);
        var bytes = file.ToArray();
        for (var length = bytes.Length - 1; length >= 0; length -= 7)
        {
            file.SetLength(length);
            Assert.Contains(journal.Verify().Damage, finding => finding.File == archives[0]);
        }
    }

    [Fact]
    public async Task ALostIndexCostsARepairNothing()
    {
        var (journal, archives) = await ArchivedAsync();
        archives.ForEach(path => journal.Disk.FileOf(path)[(int)journal.Disk.FileOf(path).Length - 30] ^= 1);

        var report = JournalRepair.Repair(SmallJournal.Folder, Saved, journal.Options, Cancel);

        Assert.Empty(report.Lost);
        Assert.Equal(archives, report.Damage.Select(finding => finding.File).Distinct());
        Assert.Equal(40, ReadAll(journal, Saved).Count);
    }

    [Fact]
    public async Task ADamagedPieceCostsItsOwnEventsAndSaysWhichIsTheFirst()
    {
        var (journal, archives) = await ArchivedAsync();
        journal.Disk.FileOf(archives[1])[(int)(journal.Disk.FileOf(archives[1]).Length / 2)] ^= 1;

        var report = JournalRepair.Repair(SmallJournal.Folder, Saved, journal.Options, Cancel);

        var lost = Assert.Single(report.Lost);
        Assert.InRange(lost.LastPosition!.Value - lost.FirstPosition, 4, 6); // 4096 bytes
        var finding = journal.Verify().Damage[0];
        Assert.Equal((archives[1], lost.FirstPosition), (finding.File, finding.Position));
        Assert.Equal(lost.FirstPosition, Assert.Throws<JournalDamagedException>(() => ReadAll(journal)).Position);
        Assert.Equal(40 - (lost.LastPosition - lost.FirstPosition + 1), ReadAll(journal, Saved).Count);
    }

    [Fact]
    public async Task AFullDiskLeavesTheSegmentAndNothingElse()
    {
        var journal = await SmallJournal.Of(events: 40, bytes: 700, closed: true);
        var before = journal.Segments.ToDictionary(segment => segment.Path, segment => journal.Disk.FileOf(segment.Path).ToArray());
        journal.Disk.Capacity = journal.Disk.Used + 100;

        Assert.Throws<JournalFullException>(() => Archive(journal));

        Assert.Equal(before.Keys.Order(StringComparer.Ordinal), journal.Disk.Paths.Order(StringComparer.Ordinal));
        Assert.All(before, segment => Assert.Equal(segment.Value, journal.Disk.FileOf(segment.Key).ToArray()));
        journal.Disk.Capacity = long.MaxValue;
        Assert.Equal(before.Count - 1, Archive(journal).Segments);
    }

    private static async Task<(SmallJournal Journal, List<string> Archives)> ArchivedAsync()
    {
        var journal = await SmallJournal.Of(events: 40, bytes: 700, closed: true);
        Assert.Equal(3, Archive(journal).Segments);
        Assert.True(journal.Verify().IsWhole);
        return (journal, [.. journal.Disk.Paths.Where(path => path.EndsWith(".zst", StringComparison.Ordinal)).Order(StringComparer.Ordinal)]);
    }

    private static ArchiveReport Archive(SmallJournal journal) =>
        JournalArchive.Archive(SmallJournal.Folder, DateTimeOffset.MaxValue, long.MaxValue, journal.Disk, pieceBytes: 4096, Cancel);

    private static List<RecordedEvent> ReadAll(SmallJournal journal, string directory = SmallJournal.Folder)
    {
        using var reader = JournalReader.Open(directory, journal.Disk);
        return [.. reader.Read()];
    }
}
