namespace Wire.Journal.Proofs;

/// <summary>That an event is in a journal, at its position, unchanged: the hashes from its leaf to a root (RFC 6962 section 2.1.1).</summary>
/// <param name="Position">The event's.</param>
/// <param name="Leaf">The event's leaf (<see cref="EventLeaf"/>).</param>
/// <param name="Path">The leaf's neighbour first.</param>
public sealed record InclusionProof(long Position, ReadOnlyMemory<byte> Leaf, IReadOnlyList<TreeHash> Path)
{
    /// <summary>Whether the head vouches for the event (RFC 9162 section 2.1.3.2).</summary>
    public bool IsProvedBy(TreeHead head)
    {
        long index = Position - 1, last = head.Size - 1;
        if (index < 0 || index > last)
        {
            return false;
        }

        var hash = EventLeaf.HashOf(Leaf.Span);
        foreach (var other in Path)
        {
            if (last == 0)
            {
                return false;
            }

            if ((index & 1) != 0 || index == last)
            {
                hash = TreeHash.Node(other, hash);
                while ((index & 1) == 0 && index != 0)
                {
                    index >>= 1;
                    last >>= 1;
                }
            }
            else
            {
                hash = TreeHash.Node(hash, other);
            }

            index >>= 1;
            last >>= 1;
        }

        return last == 0 && hash == head.Root;
    }
}
