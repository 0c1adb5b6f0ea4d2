namespace Wire.Domain;

/// <summary>A set or a map that one statement brings along, without a name: <c>{ 22, 80-90 }</c>, <c>{ 22 : accept, 80 : drop }</c>.</summary>
/// <param name="Types">Of the key's fields.</param>
/// <param name="MapsTo">What keys map to: null for a set, "verdict", or a type.</param>
/// <param name="Elements">In the order of their keys, as nft(8) prints them.</param>
public sealed record NftInlineSet(ValueList<NftType> Types, string? MapsTo, ValueList<NftElement> Elements)
{
    /// <summary>Prefixes and ranges are in it (NFT_SET_INTERVAL).</summary>
    public bool IsInterval => Elements.Any(e => !e.IsOne);

    /// <summary>The chains that it leads to.</summary>
    public IEnumerable<string> Chains => Elements.Select(e => e.Verdict?.Target).OfType<string>();

    public static NftInlineSet Of(ValueList<NftType> types, string? mapsTo, IEnumerable<NftElement> elements) =>
        new(types, mapsTo, [.. elements.Distinct().Order(Comparer<NftElement>.Create((a, b) => Compare(types, a, b)))]);

    /// <param name="keys">What is looked for. Bits of a field have no set of their own.</param>
    /// <param name="mapsTo">See <see cref="MapsTo"/>.</param>
    /// <param name="text">What is between the braces.</param>
    /// <returns>Null when it is no such set.</returns>
    public static NftInlineSet? Parse(ValueList<NftSelector> keys, string? mapsTo, string text)
    {
        if (keys.Any(k => !CanHold(k)))
        {
            return null;
        }
        ValueList<NftType> types = [.. keys.Select(k => k.Type)];
        NftElement?[] elements = [.. text.Split(',').Select(e => NftElement.Parse([.. types], mapsTo, e.Trim()))];
        return elements.All(e => e is { TimeoutMs: null }) ? Of(types, mapsTo, elements.OfType<NftElement>()) : null;
    }

    public static bool CanHold(NftSelector selector) => selector.Type.Id != 0 && selector.Mask == 0;

    /// <summary>Two of its elements that one packet could fit; null when there are none.</summary>
    public (NftElement First, NftElement Second)? Overlap() => Types.Count == 1 ? NftElement.Overlap(Elements) : null;

    public override string ToString() => $"{{ {string.Join(", ", Elements.Select(e => e.Format([.. Types], MapsTo)))} }}";

    private static int Compare(ValueList<NftType> types, NftElement left, NftElement right)
    {
        for (int i = 0; i < types.Count; i++)
        {
            NftType type = types[i];
            (ValueList<byte> a, ValueList<byte> b) = (left.Fields[i].First, right.Fields[i].First);
            int order = type.IsHostOrder && !type.IsName ? type.NumberOf(a).CompareTo(type.NumberOf(b)) : NftValue.Compare(a, b);
            if (order != 0)
            {
                return order;
            }
        }
        return 0;
    }
}
