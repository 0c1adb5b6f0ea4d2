using static Wire.Testing.Simulation.NfBytes;

namespace Wire.Testing.Simulation;

/// <summary>How elements of one set stand to each other, by what the kernel keeps them in.</summary>
internal static class NfElements
{
    /// <summary>The element that is there already; ones that only overlap with others are refused.</summary>
    public static NfElement? Meets(NfSet set, NfElement wanted)
    {
        if (set.IsTree)
        {
            return MeetsInTree(set, wanted);
        }
        if (wanted.KeyEnd is null)
        {
            return Find(set, wanted);
        }
        Require(FieldsOf(set, wanted.Key, wanted.KeyEnd).All(f => f.First.AsSpan().SequenceCompareTo(f.Last) <= 0), Errno.EINVAL);
        NfElement? met = Holding(set, wanted.Key) ?? Holding(set, wanted.KeyEnd);
        Require(met is null || (Compare(met.Key, wanted.Key) == 0 && Compare(met.KeyEnd!, wanted.KeyEnd) == 0), Errno.EEXIST);
        return met;
    }

    public static NfElement? Find(NfSet set, NfElement wanted) => wanted.KeyEnd is null || set.IsTree
        ? set.Elements.Find(e => Compare(e.Key, wanted.Key) == 0 && e.IsEnd == wanted.IsEnd)
        : Holding(set, wanted.Key);

    /// <summary>__nft_rbtree_insert: begins and ends take turns, from the highest key down.</summary>
    private static NfElement? MeetsInTree(NfSet set, NfElement wanted)
    {
        NfElement? above = null, below = null;
        foreach (NfElement element in set.Elements.OrderByDescending(e => e.Key, Comparer<byte[]>.Create(Compare)).ThenBy(e => e.IsEnd))
        {
            int order = Compare(element.Key, wanted.Key);
            if (order < 0 || (order == 0 && element.IsEnd))
            {
                below = element;
                break;
            }
            if (order > 0 || above is null || Compare(above.Key, wanted.Key) != 0 || above.IsEnd == wanted.IsEnd)
            {
                above = element;
            }
        }
        if (above is not null && !wanted.IsEnd && !above.IsEnd && Compare(above.Key, wanted.Key) == 0)
        {
            return above;
        }
        if (below is not null && wanted.IsEnd && below.IsEnd && Compare(below.Key, wanted.Key) == 0)
        {
            return below;
        }
        Require(set.IsAnonymous || below is not { IsEnd: false } || wanted.IsEnd, Errno.EEXIST);
        Require(!wanted.IsEnd || (below is not { IsEnd: true } && above is not { IsEnd: true }), Errno.EEXIST);
        return null;
    }

    /// <summary>The one whose intervals hold the point (pipapo_get).</summary>
    private static NfElement? Holding(NfSet set, byte[] point) => set.Elements.Find(e => FieldsOf(set, e.Key, e.KeyEnd!).Zip(FieldsOf(set, point, point))
        .All(f => f.First.First.AsSpan().SequenceCompareTo(f.Second.First) <= 0 && f.First.Last.AsSpan().SequenceCompareTo(f.Second.First) >= 0));

    private static IEnumerable<(byte[] First, byte[] Last)> FieldsOf(NfSet set, byte[] key, byte[] end)
    {
        int at = 0;
        foreach (int bytes in set.Fields.Select(f => (int)f))
        {
            yield return (key[at..(at + bytes)], end[at..(at + bytes)]);
            at += (bytes + 3) & ~3;
        }
    }

    private static int Compare(byte[]? a, byte[]? b) => a.AsSpan().SequenceCompareTo(b);
}
