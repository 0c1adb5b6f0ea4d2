namespace Wire.Journal.Tests.Damage;

/// <summary>A repair keeps every batch that is whole, and its list of what is lost is exact.</summary>
public sealed class RepairTests
{
    private const string Saved = "/saved";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string, int[], string> Cases => new()
    {
        { "the first batch", [1], "1-1" },
        { "batches side by side", [5, 6, 7], "5-7" },
        { "in the middle, apart", [5, 9], "5-5 9-9" },
        { "the last batch of a closed journal", [40], "40-40" },
        { "in several segments", [3, 14, 15, 26, 38], "3-3 14-15 26-26 38-38" },
        { "the last of one segment and the first of the next, each with its reason", [12, 13], "12-12 13-13" },
        { "the header of a segment", [-13], "" },
        { "the header of every segment", [-1, -13, -25, -37], "" },
        { "a header and a batch behind it", [-25, 27], "27-27" },
    };

    /// <param name="what">Where the damage is.</param>
    /// <param name="positions">Whose batch loses a bit; negative: the header of the segment that begins there.</param>
    /// <param name="lost">The ranges that must be lost.</param>
    [Theory]
    [MemberData(nameof(Cases))]
    public async Task WhatIsLostIsListedExactlyAndTheRestIsKept(string what, int[] positions, string lost)
    {
        Assert.NotEmpty(what);
        var journal = await SmallJournal.Of(events: 40, bytes: 700, closed: true);
        Assert.Equal([1, 13, 25, 37], journal.Segments.Select(segment => segment.Parts[0].Position));
        foreach (var position in positions)
        {
            Damage(journal, Math.Abs(position), isHeader: position < 0);
        }

        await RepairLoses(journal, lost, lastPosition: 40);
    }

    [Fact]
    public async Task LastBatchOfAJournalThatWasNotClosedIsLostAndKeepsItsPosition()
    {
        var journal = await SmallJournal.Of(events: 40, bytes: 700, closed: false);
        Damage(journal, 40, isHeader: false);
        await RepairLoses(journal, "40-40", lastPosition: 40);
    }

    [Fact]
    public async Task BrokenCarryCostsNoEvent()
    {
        var journal = await SmallJournal.Of(events: 40, bytes: 700, closed: true);
        var segment = journal.Segments[1];
        journal.Disk.FileOf(segment.Path)[segment.Parts[1].Start + 70] ^= 4;
        await RepairLoses(journal, "", lastPosition: 40);
    }

    [Fact]
    public async Task EndThatNobodyCountsIsSaidToBeUnknown()
    {
        var journal = await SmallJournal.Of(events: 40, bytes: 700, closed: false);
        var last = journal.Segments[^1];
        foreach (var part in last.Parts.Where(part => part is { IsRoom: false, Position: >= 39, Start: > 0 }))
        {
            // Two bits of the header: nothing tells how many events the frame had.
            journal.Disk.FileOf(last.Path)[part.Start + 16] ^= 3;
        }

        journal.Disk.FileOf(last.Path)[last.Parts.Single(part => part.Position == 38).Start + 100] ^= 1;
        await RepairLoses(journal, "38-", lastPosition: 37);
    }

    [Fact]
    public async Task CutSegmentLosesItsEndOnly()
    {
        var journal = await SmallJournal.Of(events: 40, bytes: 700, closed: true);
        var segment = journal.Segments[1];
        using (var file = journal.Disk.Open(segment.Path, Journal.Disk.DiskAccess.ReadWrite))
        {
            file.SetLength(segment.Parts.Single(part => part.Position == 20).Start + 100);
        }

        await RepairLoses(journal, "20-24", lastPosition: 40);
    }

    private static void Damage(SmallJournal journal, int position, bool isHeader)
    {
        foreach (var segment in journal.Segments)
        {
            // A carry and a mark have the position of the next event, and are no batch: of equal positions the batch is the one that is long.
            var part = segment.Parts.FirstOrDefault(part => !part.IsRoom && part.Position == position && (part.Start == 0) == isHeader && (isHeader || part.End - part.Start > 700));
            if (part is not null)
            {
                journal.Disk.FileOf(segment.Path)[part.Start + 90] ^= 0x20;
                return;
            }
        }

        Assert.Fail($"no batch has position {position}");
    }

    private static async Task RepairLoses(SmallJournal journal, string lost, long lastPosition)
    {
        Assert.NotEmpty(journal.Verify().Damage);
        var report = JournalRepair.Repair(SmallJournal.Folder, Saved, journal.Options, Cancel);
        Assert.Equal(lost, string.Join(' ', report.Lost.Select(range => $"{range.FirstPosition}-{range.LastPosition}")));
        Assert.Equal(lastPosition, report.LastPosition);
        Assert.NotEmpty(report.Damage);

        var verified = JournalVerifier.Verify(Saved, journal.Disk, beingWrittenMsMax: 0, Cancel);
        Assert.True(verified.IsWhole, string.Join('\n', verified.Damage));
        Assert.Equal(report.Lost.Where(range => range.LastPosition is not null).Select(range => range.FirstPosition), verified.Gaps.Select(gap => gap.FirstPosition));

        using var saved = EventJournal.Open(Saved, journal.Options);
        var gone = report.Lost.SelectMany(range => Enumerable.Range((int)range.FirstPosition, (int)((range.LastPosition ?? 40) - range.FirstPosition + 1))).ToHashSet();
        using (var reader = saved.OpenReader())
        {
            Assert.Equal(
                Enumerable.Range(1, 40).Where(i => !gone.Contains(i)).Select(i => ((long)i, i - 1L, $"event {i}")),
                reader.Read().Select(e => (e.Position, e.Revision, System.Text.Encoding.UTF8.GetString(e.Payload.Span).TrimEnd())));
        }

        Assert.Equal(lastPosition + 1, (await saved.AppendAsync(Batches.Of("it goes on"), Cancel)).FirstPosition);
    }
}
