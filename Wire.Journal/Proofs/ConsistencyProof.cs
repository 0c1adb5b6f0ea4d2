using System.Numerics;

namespace Wire.Journal.Proofs;

/// <summary>That a later journal begins with all that an earlier one had, unchanged (RFC 6962 section 2.1.2).</summary>
/// <param name="OldSize">The earlier one's number of positions.</param>
/// <param name="Path">The hashes.</param>
public sealed record ConsistencyProof(long OldSize, IReadOnlyList<TreeHash> Path)
{
    /// <summary>Whether the one head's journal became the other's (RFC 9162 section 2.1.4.2).</summary>
    public bool Joins(TreeHead old, TreeHead head)
    {
        if (old.Journal != head.Journal || old.Size != OldSize || old.Size > head.Size || old.Size < 0)
        {
            return false;
        }

        if (old.Size == head.Size)
        {
            return Path.Count == 0 && old.Root == head.Root;
        }

        if (old.Size == 0)
        {
            return Path.Count == 0 && old.Root == TreeHash.Empty; // everything begins with nothing
        }

        // An earlier tree that is whole is its own first hash.
        IReadOnlyList<TreeHash> path = BitOperations.IsPow2(old.Size) ? [old.Root, .. Path] : Path;
        if (path.Count == 0)
        {
            return false;
        }

        long index = old.Size - 1, last = head.Size - 1;
        while ((index & 1) != 0)
        {
            index >>= 1;
            last >>= 1;
        }

        TreeHash before = path[0], now = path[0];
        foreach (var other in path.Skip(1))
        {
            if (last == 0)
            {
                return false;
            }

            if ((index & 1) != 0 || index == last)
            {
                before = TreeHash.Node(other, before);
                now = TreeHash.Node(other, now);
                while ((index & 1) == 0 && index != 0)
                {
                    index >>= 1;
                    last >>= 1;
                }
            }
            else
            {
                now = TreeHash.Node(now, other);
            }

            index >>= 1;
            last >>= 1;
        }

        return last == 0 && before == old.Root && now == head.Root;
    }
}
