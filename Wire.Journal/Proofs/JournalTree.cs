using Wire.Journal.Disk;

namespace Wire.Journal.Proofs;

/// <summary>
/// The Merkle tree over a journal's events (RFC 6962): a head that vouches for all of them, a proof that one is among them, and a proof that
/// a later journal begins with an earlier one. One event is one leaf, and a position that <c>wire journal repair</c> could not save is one too, so leaf
/// n is position n + 1. For one thread.
/// </summary>
public sealed class JournalTree : IDisposable
{
    private const int TileLevel = 8;

    private readonly JournalReader _reader;
    private readonly TreeFile _file;
    private readonly List<TreeHash> _last = new(TreeFile.TileLeaves);
    private readonly MerkleTree _tree;
    private (int Tile, TreeHash[] Leaves) _read = (-1, []);

    private JournalTree(JournalReader reader, TreeFile file)
    {
        (_reader, _file) = (reader, file);
        _tree = new(Node);
    }

    /// <summary>How many positions it is over: the journal's last one when it was opened, which is on the disk.</summary>
    public long Size => ((long)_file.Roots.Count * TreeFile.TileLeaves) + _last.Count;

    /// <summary>Opens the journal in a directory, also while another process writes it, and takes in what is new since the last time.</summary>
    /// <exception cref="JournalNotFoundException">There is none.</exception>
    /// <exception cref="JournalDamagedException">It is damaged.</exception>
    public static JournalTree Open(string directory, IDisk? disk = null, CancellationToken cancellationToken = default)
    {
        disk ??= LinuxDisk.Instance;
        var reader = JournalReader.Open(directory, disk);
        try
        {
            var last = reader.LastPosition;
            reader.Sync();
            JournalTree tree = new(reader, new TreeFile(disk, directory, reader.JournalId));
            tree.TakeIn(last, cancellationToken);
            return tree;
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    /// <summary>What it is known by, now or at an earlier size.</summary>
    /// <exception cref="JournalNotFoundException">It is not that long.</exception>
    public TreeHead Head(long? size = null) => new(_reader.JournalId, Within(size ?? Size), _tree.Root(size ?? Size));

    /// <summary>The event at a position, and that it is there for all who have the head of that size.</summary>
    /// <exception cref="JournalNotFoundException">There is no such event, or the journal is not that long.</exception>
    public InclusionProof ProveInclusion(long position, long? size = null)
    {
        var whole = Within(size ?? Size);
        if (position < 1 || position > whole)
        {
            throw new JournalNotFoundException($"there is no position {position} in a journal of {whole}");
        }

        var found = _reader.Read(position, position).FirstOrDefault()
            ?? throw new JournalNotFoundException($"the event at position {position} was lost");
        InclusionProof proof = new(position, EventLeaf.Encode(found), _tree.Inclusion(position - 1, whole));
        return proof.IsProvedBy(Head(whole)) ? proof : throw Differs(position);
    }

    /// <summary>That the journal of one size begins with the journal of an earlier size.</summary>
    /// <exception cref="JournalNotFoundException">The journal is not that long, or the sizes are the wrong way round.</exception>
    public ConsistencyProof ProveConsistency(long oldSize, long? size = null)
    {
        var whole = Within(size ?? Size);
        return oldSize >= 0 && oldSize <= whole
            ? new(oldSize, _tree.Consistency(oldSize, whole))
            : throw new JournalNotFoundException($"there is no journal of {oldSize} positions before one of {whole}");
    }

    /// <summary>Lets somebody else keep the tree's file.</summary>
    public void Dispose()
    {
        _file.Dispose();
        _reader.Dispose();
    }

    private void TakeIn(long last, CancellationToken cancellationToken)
    {
        if (Size > last)
        {
            throw new JournalDamagedException(TreeFile.PathIn(_reader.DirectoryPath), 0, last + 1, "the tree has more events than the journal: the journal lost its end");
        }

        EventLeaf leaf = new();
        foreach (var e in _reader.Read(Size + 1, last))
        {
            cancellationToken.ThrowIfCancellationRequested();
            while (Size + 1 < e.Position)
            {
                Add(EventLeaf.HashOfLost(Size + 1));
            }

            Add(leaf.HashOf(e));
        }

        while (Size < last)
        {
            Add(EventLeaf.HashOfLost(Size + 1));
        }

        _file.Sync();
    }

    private void Add(TreeHash leaf)
    {
        _last.Add(leaf);
        if (_last.Count == TreeFile.TileLeaves)
        {
            _file.Add([.. _last], Combine([.. _last]));
            _last.Clear();
        }
    }

    private TreeHash Node(int level, long index)
    {
        if (level >= TileLevel)
        {
            var count = 1 << (level - TileLevel);
            return Combine([.. _file.Roots.GetRange((int)(index * count), count)]);
        }

        var first = index << level;
        var (tile, at) = ((int)(first / TreeFile.TileLeaves), (int)(first % TreeFile.TileLeaves));
        return Combine(LeavesOf(tile).AsSpan(at, 1 << level).ToArray());
    }

    private TreeHash[] LeavesOf(int tile)
    {
        if (tile == _file.Roots.Count)
        {
            return [.. _last];
        }

        if (_read.Tile != tile)
        {
            _read = (tile, _file.Read(tile) ?? MakeAgain(tile));
        }

        return _read.Leaves;
    }

    /// <summary>The leaves of a damaged tile, from the events.</summary>
    private TreeHash[] MakeAgain(int tile)
    {
        var first = ((long)tile * TreeFile.TileLeaves) + 1;
        var leaves = Enumerable.Range(0, TreeFile.TileLeaves).Select(i => EventLeaf.HashOfLost(first + i)).ToArray();
        EventLeaf leaf = new();
        foreach (var e in _reader.Read(first, first + TreeFile.TileLeaves - 1))
        {
            leaves[e.Position - first] = leaf.HashOf(e);
        }

        if (Combine([.. leaves]) != _file.Roots[tile])
        {
            throw Differs(first);
        }

        _file.Write(tile, leaves, _file.Roots[tile]);
        _file.Sync();
        return leaves;
    }

    private JournalDamagedException Differs(long position) =>
        new(TreeFile.PathIn(_reader.DirectoryPath), 0, position, "the events are not those that the tree was made of: one of the two was changed. Without the file 'tree' it is made anew");

    private long Within(long size) => size >= 0 && size <= Size ? size : throw new JournalNotFoundException($"the journal has {Size} positions, not {size}");

    /// <summary>The root over as many hashes as a power of two; the array is scratch.</summary>
    internal static TreeHash Combine(TreeHash[] hashes)
    {
        for (var count = hashes.Length; count > 1; count /= 2)
        {
            for (var i = 0; i < count / 2; i++)
            {
                hashes[i] = TreeHash.Node(hashes[2 * i], hashes[(2 * i) + 1]);
            }
        }

        return hashes[0];
    }
}
