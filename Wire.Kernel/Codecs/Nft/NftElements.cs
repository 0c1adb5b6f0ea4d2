using System.Collections.Immutable;
using Wire.Domain;
using static Wire.Kernel.LinuxNfTables;

namespace Wire.Kernel;

/// <summary>
/// Elements of sets (NFTA_SET_ELEM_LIST_ELEMENTS). An interval of one field is two elements, its first value and the one behind its last
/// (NFT_SET_ELEM_INTERVAL_END); one of several fields is an element with two keys.
/// </summary>
internal static class NftElements
{
    /// <summary>An attribute has 16 bits for its length, and no element here has more than 200 bytes.</summary>
    public const int PerMessageMax = 300;

    public static int KeyBytes(ImmutableArray<NftType> types) => types.Length == 1 ? types[0].Bytes : types.Sum(t => t.RegisterBytes);

    public static void Write(NetlinkMessageWriter writer, ImmutableArray<NftType> types, bool isInterval, IEnumerable<NftElement> elements)
    {
        bool fields = isInterval && types.Length > 1;
        int list = writer.BeginNest(NFTA_SET_ELEM_LIST_ELEMENTS);
        foreach (NftElement element in elements)
        {
            int one = writer.BeginNest(NFTA_LIST_ELEM);
            writer.WriteData(NFTA_SET_ELEM_KEY, Key(types, element, last: false));
            if (fields)
            {
                writer.WriteData(NFTA_SET_ELEM_KEY_END, Key(types, element, last: true));
            }
            if (element.Verdict is { } verdict)
            {
                writer.WriteVerdict(NFTA_SET_ELEM_DATA, verdict);
            }
            else if (element.Data is { } data)
            {
                writer.WriteData(NFTA_SET_ELEM_DATA, data);
            }
            if (element.TimeoutMs is { } timeout)
            {
                writer.WriteU64Be(NFTA_SET_ELEM_TIMEOUT, timeout);
            }
            writer.EndNested(one);
            if (isInterval && !fields && After(element.Fields[0].Last) is { } after)
            {
                int end = writer.BeginNest(NFTA_LIST_ELEM);
                writer.WriteData(NFTA_SET_ELEM_KEY, after);
                writer.WriteU32Be(NFTA_SET_ELEM_FLAGS, NFT_SET_ELEM_INTERVAL_END);
                writer.EndNested(end);
            }
        }
        writer.EndNested(list);
    }

    /// <summary>Of one message, in the order of the kernel's listing.</summary>
    public static void Read(AttributeReader list, ImmutableArray<NftType> types, List<Raw> into)
    {
        while (list.Read())
        {
            ValueList<byte>? key = null, end = null, data = null;
            NftVerdict? verdict = null;
            ulong? timeout = null;
            bool isEnd = false;
            AttributeReader parts = list.Nested();
            while (parts.Read())
            {
                switch (parts.Type)
                {
                    case NFTA_SET_ELEM_KEY:
                        key = parts.ReadData();
                        break;
                    case NFTA_SET_ELEM_KEY_END:
                        end = parts.ReadData();
                        break;
                    case NFTA_SET_ELEM_DATA:
                        data = parts.ReadData();
                        verdict = data is null ? parts.ReadVerdict() : null;
                        break;
                    case NFTA_SET_ELEM_TIMEOUT:
                        timeout = parts.ReadU64Be();
                        break;
                    case NFTA_SET_ELEM_FLAGS:
                        isEnd = (parts.ReadU32Be() & NFT_SET_ELEM_INTERVAL_END) != 0;
                        break;
                }
            }
            if (key?.Count == KeyBytes(types) && (end is null || end.Count == key.Count))
            {
                into.Add(new(key, end ?? key, data, verdict, timeout, isEnd));
            }
        }
    }

    /// <summary>The elements of a set by what the kernel listed of it.</summary>
    public static IEnumerable<NftElement> Of(ImmutableArray<NftType> types, bool isInterval, string? mapsTo, List<Raw> raw)
    {
        if (isInterval && types.Length == 1)
        {
            raw = Intervals(raw);
        }
        return raw.Where(r => !r.IsEnd && (mapsTo is null || r.Verdict is not null || r.Data?.Count == NftType.Find(mapsTo)?.Bytes))
            .Select(r => new NftElement(Fields(types, r), mapsTo is null ? null : r.Data, r.Verdict, r.TimeoutMs));
    }

    /// <param name="Key">The first key of it.</param>
    /// <param name="Last">The last.</param>
    /// <param name="Data">What a map says.</param>
    /// <param name="Verdict">What a verdict map says.</param>
    /// <param name="TimeoutMs">After which it goes; null for never.</param>
    /// <param name="IsEnd">It is the one behind the last of another.</param>
    internal sealed record Raw(ValueList<byte> Key, ValueList<byte> Last, ValueList<byte>? Data, NftVerdict? Verdict, ulong? TimeoutMs, bool IsEnd);

    /// <summary>Where one ends and another begins at the same value, the end comes first.</summary>
    private static List<Raw> Intervals(List<Raw> raw)
    {
        raw.Sort((a, b) => NftValue.Compare(a.Key, b.Key) is var order and not 0 ? order : b.IsEnd.CompareTo(a.IsEnd));
        List<Raw> intervals = [];
        for (int i = 0; i < raw.Count; i++)
        {
            if (!raw[i].IsEnd)
            {
                ValueList<byte> last = i + 1 < raw.Count ? Before(raw[i + 1].Key) : new([.. Enumerable.Repeat((byte)0xff, raw[i].Key.Count)]);
                intervals.Add(raw[i] with { Last = last });
            }
        }
        return intervals;
    }

    private static ValueList<NftValue> Fields(ImmutableArray<NftType> types, Raw raw)
    {
        List<NftValue> fields = [];
        int at = 0;
        foreach (NftType type in types)
        {
            fields.Add(new([.. raw.Key.Skip(at).Take(type.Bytes)], [.. raw.Last.Skip(at).Take(type.Bytes)]));
            at += type.RegisterBytes;
        }
        return fields.ToValueList();
    }

    private static ValueList<byte> Key(ImmutableArray<NftType> types, NftElement element, bool last)
    {
        if (types.Length == 1)
        {
            return element.Fields[0].First;
        }
        byte[] key = new byte[KeyBytes(types)];
        int at = 0;
        for (int i = 0; i < types.Length; i++)
        {
            (last ? element.Fields[i].Last : element.Fields[i].First).ToArray().CopyTo(key, at);
            at += types[i].RegisterBytes;
        }
        return new(key);
    }

    /// <summary>One more, in network order; null behind the last there is.</summary>
    private static ValueList<byte>? After(ValueList<byte> value)
    {
        byte[] bytes = [.. value];
        for (int i = bytes.Length - 1; i >= 0; i--)
        {
            if (++bytes[i] != 0)
            {
                return new(bytes);
            }
        }
        return null;
    }

    private static ValueList<byte> Before(ValueList<byte> value)
    {
        byte[] bytes = [.. value];
        for (int i = bytes.Length - 1; i >= 0 && bytes[i]-- == 0; i--)
        {
        }
        return new(bytes);
    }
}
