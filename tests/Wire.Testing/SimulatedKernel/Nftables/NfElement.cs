using static Wire.Testing.Simulation.NfBytes;
using static Wire.Testing.Simulation.NfTables;

namespace Wire.Testing.Simulation;

/// <summary>An element of a set.</summary>
internal sealed record NfElement
{
    public required byte[] Key { get; init; }

    /// <summary>The last key, where an element is an interval of several fields.</summary>
    public byte[]? KeyEnd { get; init; }

    /// <summary>It is the value behind the last of an interval.</summary>
    public bool IsEnd { get; init; }

    public byte[]? Data { get; init; }

    public NfVerdict? Verdict { get; init; }

    public byte[]? UserData { get; init; }

    /// <summary>nft_add_set_elem: its form, by the set.</summary>
    /// <param name="attributes">Of NFTA_LIST_ELEM.</param>
    /// <param name="set">Where it goes.</param>
    /// <param name="table">Where the chains of verdicts are.</param>
    /// <param name="withData">False for a deletion, which needs the key alone.</param>
    public static NfElement Parse(Attributes attributes, NfSet set, NfTable table, bool withData)
    {
        uint flags = attributes.U32Be(NFTA_SET_ELEM_FLAGS) ?? 0;
        Require((flags & ~3u) == 0, Errno.EOPNOTSUPP);
        bool isEnd = (flags & NFT_SET_ELEM_INTERVAL_END) != 0;
        Require(!isEnd || (set.Flags & NFT_SET_INTERVAL) != 0, Errno.EINVAL);
        Require(attributes.Has(NFTA_SET_ELEM_KEY), Errno.EINVAL);
        Require(!attributes.Has(NFTA_SET_ELEM_KEY_END) || (set.Flags & (NFT_SET_INTERVAL | NFT_SET_CONCAT)) == (NFT_SET_INTERVAL | NFT_SET_CONCAT), Errno.EINVAL);
        Attributes data = attributes.Nested(NFTA_SET_ELEM_DATA);
        if (withData)
        {
            Require(set.IsMap ? attributes.Has(NFTA_SET_ELEM_DATA) || isEnd : !attributes.Has(NFTA_SET_ELEM_DATA), Errno.EINVAL);
            Require(!isEnd || (!attributes.Has(NFTA_SET_ELEM_DATA) && !attributes.Has(NFTA_SET_ELEM_KEY_END) && !attributes.Has(NFTA_SET_ELEM_USERDATA)), Errno.EINVAL);
        }
        byte[] key = Value(attributes.Nested(NFTA_SET_ELEM_KEY), set.KeyBytes);
        byte[]? keyEnd = attributes.Has(NFTA_SET_ELEM_KEY_END) ? Value(attributes.Nested(NFTA_SET_ELEM_KEY_END), set.KeyBytes) : null;
        bool hasData = withData && attributes.Has(NFTA_SET_ELEM_DATA);
        Require(!hasData || data.Has(NFTA_DATA_VERDICT) == set.MapsToVerdicts, Errno.EINVAL);
        return new()
        {
            Key = key,
            KeyEnd = keyEnd,
            IsEnd = isEnd,
            Verdict = hasData && set.MapsToVerdicts ? NfVerdict.Parse(data.Nested(NFTA_DATA_VERDICT), table) : null,
            Data = hasData && !set.MapsToVerdicts ? Value(data, set.DataBytes) : null,
            UserData = attributes.Bytes(NFTA_SET_ELEM_USERDATA),
        };
    }

    public bool HasSameData(NfElement other) => Verdict == other.Verdict && (Data ?? []).AsSpan().SequenceEqual(other.Data ?? []) && Data is null == other.Data is null;

    public void Write(MessageWriter writer)
    {
        writer.Nest(NFTA_SET_ELEM_KEY, k => k.Attribute(NFTA_DATA_VALUE, Key));
        if (KeyEnd is not null)
        {
            writer.Nest(NFTA_SET_ELEM_KEY_END, k => k.Attribute(NFTA_DATA_VALUE, KeyEnd));
        }
        if (Verdict is not null)
        {
            writer.Nest(NFTA_SET_ELEM_DATA, Verdict.Write);
        }
        else if (Data is not null)
        {
            writer.Nest(NFTA_SET_ELEM_DATA, d => d.Attribute(NFTA_DATA_VALUE, Data));
        }
        if (IsEnd)
        {
            writer.AttributeU32Be(NFTA_SET_ELEM_FLAGS, NFT_SET_ELEM_INTERVAL_END);
        }
        WriteUserData(writer, NFTA_SET_ELEM_USERDATA, UserData);
    }

    private static byte[] Value(Attributes data, uint bytes)
    {
        byte[] value = data.Bytes(NFTA_DATA_VALUE) ?? throw new RefusedException(Errno.EINVAL);
        Require(value.Length == bytes, value.Length > NFT_DATA_VALUE_MAXLEN ? Errno.EOVERFLOW : Errno.EINVAL);
        return value;
    }
}
