using System.Numerics;

namespace Wire.Journal.Proofs;

/// <summary>A tree whose whole subtrees are known: roots and proofs of any of its sizes (RFC 6962 section 2.1).</summary>
/// <param name="node">The root of the subtree over 2^level leaves that begins at leaf index · 2^level.</param>
internal sealed class MerkleTree(Func<int, long, TreeHash> node)
{
    /// <summary>MTH(D[size]).</summary>
    public TreeHash Root(long size) => size == 0 ? TreeHash.Empty : Root(0, size);

    /// <summary>PATH(leaf, D[size]), the leaf's neighbour first.</summary>
    public List<TreeHash> Inclusion(long leaf, long size)
    {
        List<TreeHash> path = [];
        Inclusion(leaf, 0, size, path);
        return path;
    }

    /// <summary>PROOF(old, D[size]).</summary>
    public List<TreeHash> Consistency(long old, long size)
    {
        List<TreeHash> proof = [];
        if (old > 0 && old < size)
        {
            Consistency(old, 0, size, isWhole: true, proof);
        }

        return proof;
    }

    private TreeHash Root(long start, long end)
    {
        var count = end - start;
        if (BitOperations.IsPow2(count))
        {
            // Every split is at the largest power of two, so such a range begins at a multiple of its length.
            var level = BitOperations.Log2((ulong)count);
            return node(level, start >> level);
        }

        var split = start + Split(count);
        return TreeHash.Node(Root(start, split), Root(split, end));
    }

    private void Inclusion(long leaf, long start, long end, List<TreeHash> path)
    {
        if (end - start == 1)
        {
            return;
        }

        var split = start + Split(end - start);
        if (leaf < split)
        {
            Inclusion(leaf, start, split, path);
            path.Add(Root(split, end));
        }
        else
        {
            Inclusion(leaf, split, end, path);
            path.Add(Root(start, split));
        }
    }

    private void Consistency(long old, long start, long end, bool isWhole, List<TreeHash> proof)
    {
        if (old == end)
        {
            if (!isWhole)
            {
                proof.Add(Root(start, end));
            }

            return;
        }

        var split = start + Split(end - start);
        if (old <= split)
        {
            Consistency(old, start, split, isWhole, proof);
            proof.Add(Root(split, end));
        }
        else
        {
            Consistency(old, split, end, isWhole: false, proof);
            proof.Add(Root(start, split));
        }
    }

    /// <summary>The largest power of two below a number of leaves, 2 or more.</summary>
    private static long Split(long count) => 1L << BitOperations.Log2((ulong)(count - 1));
}
