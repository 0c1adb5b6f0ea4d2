namespace Wire.Journal.Tests.Damage;

public sealed class FlippedBitTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task EveryFlippedBitOfASmallJournalIsFoundByTheVerifierAndAtOpening(bool closed)
    {
        var journal = await SmallJournal.Of(events: 3, bytes: 50, closed);
        foreach (var part in Assert.Single(journal.Segments).Parts)
        {
            for (var offset = part.Start; offset < part.End; offset++)
            {
                for (var bit = 0; bit < 8; bit++)
                {
                    Flip(journal, journal.Segments[0], part, offset, bit);
                }
            }
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task FlippedBitsOfSeveralSegmentsAreFound(bool closed)
    {
        var journal = await SmallJournal.Of(events: 40, bytes: 700, closed);
        Assert.InRange(journal.Segments.Count, 3, 5);
        var random = new Random(1);
        for (var i = 0; i < 4000; i++)
        {
            var segment = journal.Segments[random.Next(journal.Segments.Count)];
            var part = segment.Parts[random.Next(segment.Parts.Count)];
            Flip(journal, segment, part, random.Next(part.Start, part.End), random.Next(8));
        }
    }

    /// <summary>Behind the last frame is no event: a bit there is told as what a torn write left, and opening cuts it.</summary>
    private static void Flip(SmallJournal journal, SmallJournal.Segment segment, SmallJournal.Part part, int offset, int bit)
    {
        var file = journal.Disk.FileOf(segment.Path);
        file[offset] ^= (byte)(1 << bit);
        var report = journal.Verify();
        if (part.IsRoom)
        {
            Assert.Equal((true, offset + 1 - part.Start), (report.IsWhole, report.TornBytes));
        }
        else
        {
            var first = report.Damage[0];
            Assert.Equal((segment.Path, part.Start, part.Position), (first.File, (int)first.Offset, first.Position));
            var operations = journal.Disk.Operations;
            var error = Assert.Throws<JournalDamagedException>(() => EventJournal.Open(SmallJournal.Folder, journal.Options));
            Assert.Equal((segment.Path, part.Start, part.Position), (error.File, (int)error.Offset, error.Position));
            Assert.Equal(operations, journal.Disk.Operations);
        }

        file[offset] ^= (byte)(1 << bit);
    }
}
