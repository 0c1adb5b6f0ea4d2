using Wire.Journal.Disk;
using Wire.Journal.Proofs;

namespace Wire.Journal.Tests.Proofs;

public sealed class JournalTreeTests : IDisposable
{
    private static readonly JournalOptions Small = new() { SegmentBytes = 64 * 1024 };

    private readonly TemporaryDirectory _directory = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Tree => Path.Combine(_directory.Path, "tree");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task EventOfAnyPositionIsProvedBySizesOfThenAndOfNow()
    {
        await Append(700);
        using var tree = JournalTree.Open(_directory.Path, cancellationToken: Cancel);
        Assert.Equal(700, tree.Size);
        foreach (var (position, size) in new[] { (1L, 1L), (1, 700), (256, 256), (257, 700), (512, 513), (700, 700), (300, 301) })
        {
            var proof = tree.ProveInclusion(position, size);
            Assert.True(proof.IsProvedBy(tree.Head(size)));
            var proved = EventLeaf.Decode(proof.Leaf.Span);
            using var reader = JournalReader.Open(_directory.Path);
            var recorded = reader.Read(position, position).Single();
            Assert.Equivalent(recorded, proved);
            Assert.Equal(recorded.Payload.ToArray(), proved.Payload.ToArray());
        }
    }

    [Fact]
    public async Task HeadsAreTheSameHoweverOftenAndInWhatPartsTheTreeWasMade()
    {
        List<TreeHead> heads = [];
        foreach (var more in new[] { 100, 200, 1, 255, 400 })
        {
            await Append(more);
            using var grown = JournalTree.Open(_directory.Path, cancellationToken: Cancel);
            heads.Add(grown.Head());
        }

        File.Delete(Tree);
        using var anew = JournalTree.Open(_directory.Path, cancellationToken: Cancel);
        Assert.Equal(heads, heads.Select(h => anew.Head(h.Size)));
        foreach (var (old, later) in heads.Zip(heads.Skip(1)))
        {
            Assert.True(anew.ProveConsistency(old.Size, later.Size).Joins(old, later));
        }
    }

    [Fact]
    public async Task AnyFlippedBitOfTheTreesFileCostsTimeOnly()
    {
        await Append(600);
        TreeHead head;
        List<TreeHash> path;
        using (var tree = JournalTree.Open(_directory.Path, cancellationToken: Cancel))
        {
            head = tree.Head();
            path = [.. tree.ProveInclusion(17).Path];
        }

        Assert.True(JournalVerifier.Verify(_directory.Path, cancellationToken: Cancel).IsWhole);
        var whole = await File.ReadAllBytesAsync(Tree, Cancel);
        for (var at = 0; at < whole.Length; at += at < 64 ? 1 : 211)
        {
            var damaged = (byte[])whole.Clone();
            damaged[at] ^= (byte)(1 << (at % 8));
            await File.WriteAllBytesAsync(Tree, damaged, Cancel);
            Assert.Equal(Tree, JournalVerifier.Verify(_directory.Path, cancellationToken: Cancel).Damage[0].File);
            using (var tree = JournalTree.Open(_directory.Path, cancellationToken: Cancel))
            {
                Assert.Equal(head, tree.Head());
                Assert.Equal(path, tree.ProveInclusion(17).Path);
                Assert.True(tree.ProveInclusion(500).IsProvedBy(head));
            }
        }

        await File.WriteAllBytesAsync(Tree, whole[..(whole.Length / 2)], Cancel);
        using var cut = JournalTree.Open(_directory.Path, cancellationToken: Cancel);
        Assert.Equal(head, cut.Head());
    }

    [Fact]
    public async Task WhileAnotherKeepsTheTreesFileItIsWorkedOutAllTheSame()
    {
        await Append(600);
        using var keeper = JournalTree.Open(_directory.Path, cancellationToken: Cancel);
        await Append(300);
        using var other = JournalTree.Open(_directory.Path, cancellationToken: Cancel);
        Assert.Equal((600, 900), (keeper.Size, other.Size));
        Assert.True(other.ProveInclusion(899).IsProvedBy(other.Head()));
    }

    [Fact]
    public async Task JournalThatLostItsEndIsNoticed()
    {
        await Append(600);
        JournalTree.Open(_directory.Path, cancellationToken: Cancel).Dispose();
        using var shorter = new TemporaryDirectory();
        Directory.Delete(shorter.Path);
        JournalCopy.CopyPrefix(_directory.Path, shorter.Path, 400);
        File.Copy(Tree, Path.Combine(shorter.Path, "tree"));

        var lost = Assert.Throws<JournalDamagedException>(() => JournalTree.Open(shorter.Path, cancellationToken: Cancel));
        Assert.Contains("lost its end", lost.Message, StringComparison.Ordinal);
        Directory.CreateDirectory(shorter.Path);
    }

    [Fact]
    public async Task HistoryThatWasRewrittenUnderItsTreeIsNoticed()
    {
        await Append(600);
        using var rewritten = new TemporaryDirectory();
        var id = await Append(600, rewritten.Path, "another");
        using (var old = JournalTree.Open(_directory.Path, cancellationToken: Cancel))
        using (var tree = new TreeFile(LinuxDisk.Instance, rewritten.Path, id))
        {
            using var reader = JournalReader.Open(_directory.Path);
            var leaves = reader.Read(1, TreeFile.TileLeaves).Select(new EventLeaf().HashOf).ToArray();
            tree.Add(leaves, old.Head(TreeFile.TileLeaves).Root);
        }

        Assert.Contains("one of the two was changed", Assert.Single(JournalVerifier.Verify(rewritten.Path, cancellationToken: Cancel).Damage).What, StringComparison.Ordinal);
        using var found = JournalTree.Open(rewritten.Path, cancellationToken: Cancel);
        Assert.Contains("one of the two was changed", Assert.Throws<JournalDamagedException>(() => found.ProveInclusion(5)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TreeOfAnotherJournalIsNotTakenForItsOwn()
    {
        await Append(600);
        JournalTree.Open(_directory.Path, cancellationToken: Cancel).Dispose();
        using var other = new TemporaryDirectory();
        await Append(600, other.Path, "another");
        File.Copy(Tree, Path.Combine(other.Path, "tree"));

        using var anew = JournalTree.Open(other.Path, cancellationToken: Cancel);
        Assert.True(anew.ProveInclusion(5).IsProvedBy(anew.Head()));
    }

    [Theory]
    [InlineData(0, 10)]
    [InlineData(11, 10)]
    [InlineData(5, 11)]
    [InlineData(1, -1)]
    public async Task WhatIsNotThereCannotBeProved(long position, long size)
    {
        await Append(10);
        using var tree = JournalTree.Open(_directory.Path, cancellationToken: Cancel);
        Assert.Throws<JournalNotFoundException>(() => tree.ProveInclusion(position, size));
    }

    [Fact]
    public async Task PositionsThatRepairCouldNotSaveHaveTheirPlaceInTheTree()
    {
        await Append(300);
        var segment = Directory.GetFiles(_directory.Path, "*.segment").Order(StringComparer.Ordinal).First();
        var bytes = await File.ReadAllBytesAsync(segment, Cancel);
        bytes[bytes.AsSpan().IndexOf("event 100 "u8)] ^= 1;
        await File.WriteAllBytesAsync(segment, bytes, Cancel);
        using var saved = new TemporaryDirectory();
        Directory.Delete(saved.Path);
        var report = JournalRepair.Repair(_directory.Path, saved.Path, cancellationToken: Cancel);
        var lost = Assert.Single(report.Lost);

        using var tree = JournalTree.Open(saved.Path, cancellationToken: Cancel);
        Assert.Equal(300, tree.Size);
        Assert.True(tree.ProveInclusion(lost.LastPosition!.Value + 1).IsProvedBy(tree.Head()));
        Assert.Throws<JournalNotFoundException>(() => tree.ProveInclusion(lost.FirstPosition));
    }

    private Task<Guid> Append(int count) => Append(count, _directory.Path, "event");

    private static async Task<Guid> Append(int count, string directory, string word)
    {
        await using var journal = EventJournal.Open(directory, Small);
        for (var i = 1; i <= count; i++)
        {
            journal.Enqueue(Batches.Of($"{word} {i} "));
        }

        await journal.WaitDurableAsync(journal.LastPosition, Cancel);
        return journal.JournalId;
    }
}
