using System.Globalization;

namespace Wire.Domain;

/// <summary>One value, or all from a first to a last one, as the bytes are in a register.</summary>
public readonly record struct NftValue(ValueList<byte> First, ValueList<byte> Last)
{
    public bool IsOne => First.Equals(Last);

    /// <summary>A value, a prefix or a range: <c>22</c>, <c>10.0.0.0/8</c>, <c>1000-2000</c>. Null when it is none of the type.</summary>
    public static NftValue? Parse(NftType type, string text)
    {
        if (type.Parse(text) is { } one)
        {
            return new(one, one);
        }
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash > 0 && type.HasPrefixes)
        {
            return type.Parse(text[..slash]) is { } address && int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int length)
                && length <= 8 * type.Bytes && type.OfPrefix(address, length) is var (first, last) ? new(first, last) : null;
        }
        int dash = text.IndexOf('-', StringComparison.Ordinal);
        return dash > 0 && type.HasRanges && type.Parse(text[..dash]) is { } low && type.Parse(text[(dash + 1)..]) is { } high && Compare(low, high) < 0
            ? new(low, high) : null;
    }

    /// <summary>As nft(8) prints it.</summary>
    public string Format(NftType type) => IsOne ? type.Format(First)
        : type.HasPrefixes && type.PrefixOf(First, Last) is { } length ? string.Create(CultureInfo.InvariantCulture, $"{type.Format(First)}/{length}")
        : $"{type.Format(First)}-{type.Format(Last)}";

    public static int Compare(ValueList<byte> left, ValueList<byte> right)
    {
        for (int i = 0; i < left.Count && i < right.Count; i++)
        {
            if (left[i] != right[i])
            {
                return left[i] - right[i];
            }
        }
        return left.Count - right.Count;
    }
}
