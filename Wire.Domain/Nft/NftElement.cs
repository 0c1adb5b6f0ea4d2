using System.Collections.Immutable;

namespace Wire.Domain;

/// <summary>An element of a set or a map, read by the types of its fields.</summary>
/// <param name="Fields">The key, by field.</param>
/// <param name="Data">What a map of values says; null otherwise.</param>
/// <param name="Verdict">What a verdict map says; null otherwise.</param>
/// <param name="TimeoutMs">After which it goes, in milliseconds; null for the set's, or never.</param>
public sealed record NftElement(ValueList<NftValue> Fields, ValueList<byte>? Data, NftVerdict? Verdict, ulong? TimeoutMs = null)
{
    private const string Timeout = " timeout ";

    public bool IsOne => Fields.All(f => f.IsOne);

    /// <param name="types">Of the key's fields.</param>
    /// <param name="data">Of what it maps to: null for a set, "verdict", or a type.</param>
    /// <param name="text">As it is declared.</param>
    /// <returns>Null when it is no element of such a set.</returns>
    public static NftElement? Parse(ImmutableArray<NftType> types, string? data, string text)
    {
        int colon = text.LastIndexOf(" : ", StringComparison.Ordinal);
        if ((colon >= 0) != (data is not null))
        {
            return null;
        }
        string keys = colon < 0 ? text : text[..colon];
        ulong? timeout = null;
        if (keys.IndexOf(Timeout, StringComparison.Ordinal) is > 0 and var at)
        {
            timeout = NftWords.ParseTime(keys[(at + Timeout.Length)..].Trim());
            if (timeout is null)
            {
                return null;
            }
            keys = keys[..at];
        }
        string[] parts = keys.Split(" . ");
        if (parts.Length != types.Length)
        {
            return null;
        }
        NftValue?[] fields = [.. parts.Select((part, i) => NftValue.Parse(types[i], part.Trim()))];
        if (fields.Any(f => f is null || f.Value.First.Count != f.Value.Last.Count) || fields.Where((f, i) => f!.Value.First.Count != types[i].Bytes).Any())
        {
            return null;
        }
        ValueList<NftValue> key = fields.Select(f => f!.Value).ToValueList();
        if (data is null)
        {
            return new(key, null, null, timeout);
        }
        string value = text[(colon + 3)..].Trim();
        return data == NftTypeFormat.Verdict
            ? NftRuleText.Parse(value) is NftVerdict verdict ? new(key, null, verdict, timeout) : null
            : NftType.Find(data) is { } type && type.Parse(value) is { } bytes && bytes.Count == type.Bytes ? new(key, bytes, null, timeout) : null;
    }

    /// <summary>Two of one field that have a value in common; null when there are none.</summary>
    public static (NftElement First, NftElement Second)? Overlap(IEnumerable<NftElement> elements)
    {
        NftElement[] sorted = [.. elements.Order(Comparer<NftElement>.Create((a, b) => NftValue.Compare(a.Fields[0].First, b.Fields[0].First)))];
        for (int i = 1; i < sorted.Length; i++)
        {
            if (NftValue.Compare(sorted[i - 1].Fields[0].Last, sorted[i].Fields[0].First) >= 0)
            {
                return (sorted[i - 1], sorted[i]);
            }
        }
        return null;
    }

    /// <summary>As nft(8) prints it.</summary>
    public string Format(ImmutableArray<NftType> types, string? data)
    {
        string key = string.Join(" . ", Fields.Select((f, i) => f.Format(types[i]))) + (TimeoutMs is { } timeout ? Timeout + NftWords.Time(timeout) : "");
        return Verdict is { } verdict ? $"{key} : {verdict}" : Data is { } bytes ? $"{key} : {NftType.Find(data!)!.Format(bytes)}" : key;
    }
}
