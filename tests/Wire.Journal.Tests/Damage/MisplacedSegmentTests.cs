using Wire.Journal.Tests.Disk;

namespace Wire.Journal.Tests.Damage;

/// <summary>Whole files in the wrong places: what somebody's hands, or a restored backup, make of a directory.</summary>
public sealed class MisplacedSegmentTests
{
    private const string Saved = "/saved";

    private readonly SimulatedDisk _disk = new(1);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private JournalOptions Options => new() { Disk = _disk, SegmentBytes = 16 * 1024, ReservedBytes = 4 * 1024, WritesInBackground = false };

    [Theory]
    [InlineData(0, "the journal's first segment is missing")]
    [InlineData(2, "segment 4 follows segment 2: a segment is missing, with positions ")]
    public async Task MissingSegmentIsNamed(int which, string says)
    {
        var files = await Fill(SmallJournal.Folder);
        _disk.Delete(files[which]);

        var finding = Assert.Single(Verify().Damage);
        Assert.Equal((files[which + 1], which == 0 ? 1 : PositionOf(files[which])), (finding.File, finding.Position));
        Assert.StartsWith(says, finding.What, StringComparison.Ordinal);
        IsRefused(finding);
        var repaired = JournalRepair.Repair(SmallJournal.Folder, Saved, Options, Cancel);
        Assert.Equal((which == 0 ? 1 : PositionOf(files[which]), PositionOf(files[which + 1]) - 1), (Assert.Single(repaired.Lost).FirstPosition, repaired.Lost[0].LastPosition));
        IsWhole(Saved, repaired.LastPosition);
    }

    [Fact]
    public async Task DoubledSegmentIsNamedAndTakenOnce()
    {
        var files = await Fill(SmallJournal.Folder);
        var between = $"{SmallJournal.Folder}/{PositionOf(files[2]) + 1:D20}.segment";
        Copy(files[1], between);

        var finding = Assert.Single(Verify().Damage);
        Assert.Equal((between, 0L), (finding.File, finding.Offset));
        Assert.Contains($"holds segment 2, which begins at position {PositionOf(files[1])}: it is a double of {Path.GetFileName(files[1])}", finding.What, StringComparison.Ordinal);
        IsRefused(finding);
        IsSavedWhole(files);
    }

    [Fact]
    public async Task SwappedSegmentsAreNamedAndPutInOrder()
    {
        var files = await Fill(SmallJournal.Folder);
        _disk.Rename(files[1], "/elsewhere");
        _disk.Rename(files[2], files[1]);
        _disk.Rename("/elsewhere", files[2]);

        var damage = Verify().Damage;
        Assert.Equal([files[1], files[2]], damage.Select(finding => finding.File));
        Assert.Contains($"holds segment 3, which begins at position {PositionOf(files[2])}: it is swapped with {Path.GetFileName(files[2])}", damage[0].What, StringComparison.Ordinal);
        Assert.Contains($"holds segment 2, which begins at position {PositionOf(files[1])}: it is swapped with {Path.GetFileName(files[1])}", damage[1].What, StringComparison.Ordinal);
        IsRefused(damage[0]);
        IsSavedWhole(files);
    }

    [Fact]
    public async Task RenamedSegmentIsToldItsName()
    {
        var files = await Fill(SmallJournal.Folder);
        var renamed = $"{SmallJournal.Folder}/{PositionOf(files[1]) + 1:D20}.segment";
        _disk.Rename(files[1], renamed);

        var finding = Assert.Single(Verify().Damage);
        Assert.Equal(renamed, finding.File);
        Assert.EndsWith($"its name should be {Path.GetFileName(files[1])}", finding.What, StringComparison.Ordinal);
        IsRefused(finding);
        IsSavedWhole(files);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task SegmentOfAnotherJournalIsNamed(int which)
    {
        var files = await Fill(SmallJournal.Folder);
        var others = await Fill("/other");
        Assert.Equal(files.Select(PositionOf), others.Select(PositionOf));
        _disk.Delete(files[which]);
        Copy(others[which], files[which]);

        var finding = Verify().Damage[0];
        Assert.Equal((files[which], 0L), (finding.File, finding.Offset));
        Assert.Contains("the segment is of another journal", finding.What, StringComparison.Ordinal);
        IsRefused(finding);
        var repaired = JournalRepair.Repair(SmallJournal.Folder, Saved, Options, Cancel);
        Assert.Equal((PositionOf(files[which]), PositionOf(files[which + 1]) - 1), (Assert.Single(repaired.Lost).FirstPosition, repaired.Lost[0].LastPosition));
        IsWhole(Saved, repaired.LastPosition);
    }

    /// <summary>Four segments, closed.</summary>
    private async Task<List<string>> Fill(string folder)
    {
        using (var journal = EventJournal.Open(folder, Options))
        {
            for (var i = 1; _disk.Paths.Count(path => Path.GetDirectoryName(path) == folder) < 4; i++)
            {
                await journal.AppendAsync(Batches.Of($"event {i}", 900), Cancel);
            }
        }

        return [.. _disk.Paths.Where(path => Path.GetDirectoryName(path) == folder).Order(StringComparer.Ordinal)];
    }

    private void Copy(string from, string to)
    {
        using var source = _disk.Open(from, Journal.Disk.DiskAccess.Read);
        using var copy = _disk.Open(to, Journal.Disk.DiskAccess.Create);
        copy.Write(_disk.FileOf(from).ToArray(), 0);
    }

    private VerificationReport Verify() => JournalVerifier.Verify(SmallJournal.Folder, _disk, beingWrittenMsMax: 0, Cancel);

    private void IsRefused(JournalFinding finding)
    {
        var error = Assert.Throws<JournalDamagedException>(() => EventJournal.Open(SmallJournal.Folder, Options));
        Assert.Equal((finding.File, finding.Offset, finding.Position, finding.What), (error.File, error.Offset, error.Position, error.What));
    }

    /// <summary>Every event is in some file, so a repair loses none.</summary>
    private void IsSavedWhole(List<string> files)
    {
        var repaired = JournalRepair.Repair(SmallJournal.Folder, Saved, Options, Cancel);
        Assert.Empty(repaired.Lost);
        Assert.Equal(repaired.LastPosition, repaired.KeptEvents);
        Assert.InRange(repaired.LastPosition, PositionOf(files[^1]), long.MaxValue);
        IsWhole(Saved, repaired.LastPosition);
    }

    private void IsWhole(string folder, long lastPosition)
    {
        var report = JournalVerifier.Verify(folder, _disk, beingWrittenMsMax: 0, Cancel);
        Assert.Equal((true, lastPosition), (report.IsWhole, report.LastPosition));
        EventJournal.Open(folder, Options).Dispose();
    }

    private static long PositionOf(string file) => long.Parse(Path.GetFileNameWithoutExtension(file), System.Globalization.CultureInfo.InvariantCulture);
}
