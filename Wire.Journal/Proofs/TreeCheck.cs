using Wire.Journal.Disk;

namespace Wire.Journal.Proofs;

/// <summary>Whether the file of the tree is what its journal's events make.</summary>
internal static class TreeCheck
{
    private const string MadeAnew = "Without the file it is made anew";

    /// <summary>All that is wrong with it; nothing when there is none.</summary>
    /// <param name="disk">Where it is.</param>
    /// <param name="directory">The journal's.</param>
    /// <param name="journal">The journal's id.</param>
    /// <param name="events">False: the events are damaged themselves, so only the file's own checksums tell.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public static List<JournalFinding> Of(IDisk disk, string directory, Guid journal, bool events, CancellationToken cancellationToken)
    {
        List<JournalFinding> wrong = [];
        using TreeFile file = new(disk, directory, journal, onlyRead: true);
        if (!file.HasHeader)
        {
            wrong.Add(new(TreeFile.PathIn(directory), 0, 1, $"the tree is of another journal, or its header is damaged. {MadeAnew}"));
            return wrong;
        }

        for (var tile = 0; tile < file.Tiles; tile++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (tile < file.Roots.Count && file.Read(tile) is { } leaves && JournalTree.Combine([.. leaves]) == file.Roots[tile])
            {
                continue;
            }

            wrong.Add(new(TreeFile.PathIn(directory), TreeFile.OffsetOf(tile), FirstOf(tile), $"the tree's hashes from here are damaged. {MadeAnew}"));
            if (tile >= file.Roots.Count)
            {
                break; // the rest is not read as long as this one is not right
            }
        }

        if (events && wrong.Count == 0)
        {
            wrong.AddRange(Differences(disk, directory, file, cancellationToken));
        }

        return wrong;
    }

    /// <summary>The first event of each tile that is not the one whose hash it has.</summary>
    private static IEnumerable<JournalFinding> Differences(IDisk disk, string directory, TreeFile file, CancellationToken cancellationToken)
    {
        using var reader = JournalReader.Open(directory, disk);
        EventLeaf leaf = new();
        TreeHash[] leaves = [];
        int tile = -1, told = -1;
        foreach (var e in reader.Read(1, (long)file.Tiles * TreeFile.TileLeaves))
        {
            var at = (int)((e.Position - 1) / TreeFile.TileLeaves);
            if (at != tile)
            {
                cancellationToken.ThrowIfCancellationRequested();
                leaves = file.Read(tile = at) ?? [];
            }

            if (told != tile && (leaves.Length == 0 || leaf.HashOf(e) != leaves[e.Position - FirstOf(tile)]))
            {
                told = tile;
                yield return new(TreeFile.PathIn(directory), TreeFile.OffsetOf(tile), e.Position, "the event is not the one that the tree was made of: one of the two was changed");
            }
        }
    }

    private static long FirstOf(int tile) => ((long)tile * TreeFile.TileLeaves) + 1;
}
