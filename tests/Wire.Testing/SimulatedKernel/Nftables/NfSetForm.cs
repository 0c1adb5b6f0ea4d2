using static Wire.Testing.Simulation.NfBytes;
using static Wire.Testing.Simulation.NfTables;

namespace Wire.Testing.Simulation;

/// <summary>What a set may be (nf_tables_newset).</summary>
internal static class NfSetForm
{
    private const uint ReservedTypes = 0xffffff00;

    /// <returns>Makes the set once it has a name and a handle.</returns>
    public static Func<string, ulong, NfSet> Parse(Attributes attributes)
    {
        uint keyType = attributes.U32Be(NFTA_SET_KEY_TYPE) ?? 0;
        Require((keyType & ReservedTypes) != ReservedTypes, Errno.EINVAL);
        uint keyBytes = attributes.U32Be(NFTA_SET_KEY_LEN)!.Value;
        Require(keyBytes is > 0 and <= NFT_DATA_VALUE_MAXLEN, Errno.EINVAL);
        uint flags = attributes.U32Be(NFTA_SET_FLAGS) ?? 0;
        Require((flags & ~NFT_SET_FLAGS_MASK) == 0, Errno.EOPNOTSUPP);
        foreach (uint both in new[] { NFT_SET_MAP | NFT_SET_OBJECT, NFT_SET_EVAL | NFT_SET_OBJECT, NFT_SET_ANONYMOUS | NFT_SET_TIMEOUT, NFT_SET_ANONYMOUS | NFT_SET_EVAL, NFT_SET_CONSTANT | NFT_SET_TIMEOUT })
        {
            Require((flags & both) != both, Errno.EOPNOTSUPP);
        }
        (uint dataType, uint dataBytes) = Data(attributes, flags);
        Require(!attributes.Has(NFTA_SET_TIMEOUT) || (flags & NFT_SET_TIMEOUT) != 0, Errno.EINVAL);
        Attributes description = attributes.Nested(NFTA_SET_DESC);
        List<uint> fields = [.. description.Nested(NFTA_SET_DESC_CONCAT).All.Select(f => Attributes.Parse(f.Value).U32Be(NFTA_SET_FIELD_LEN) ?? throw new RefusedException(Errno.EINVAL))];
        Require(fields.TrueForAll(f => f is > 0 and <= byte.MaxValue), Errno.EINVAL);
        Require(fields.Sum(f => (f + 3) / 4) <= NFT_DATA_VALUE_MAXLEN / 4, Errno.E2BIG);
        Require(fields.Count > 1 == ((flags & NFT_SET_CONCAT) != 0), Errno.EINVAL);
        return (name, handle) => new(name, handle)
        {
            Flags = flags, KeyType = keyType, KeyBytes = keyBytes, DataType = dataType, DataBytes = dataBytes, Fields = fields, Size = description.U32Be(NFTA_SET_DESC_SIZE) ?? 0,
            TimeoutMs = attributes.U64Be(NFTA_SET_TIMEOUT), Policy = attributes.U32Be(NFTA_SET_POLICY), UserData = attributes.Bytes(NFTA_SET_USERDATA), Id = attributes.U32Be(NFTA_SET_ID),
        };
    }

    private static (uint Type, uint Bytes) Data(Attributes attributes, uint flags)
    {
        const uint VerdictBytes = 16;
        bool isMap = (flags & NFT_SET_MAP) != 0;
        if (attributes.U32Be(NFTA_SET_DATA_TYPE) is not { } type)
        {
            Require(!isMap, Errno.EINVAL);
            return default;
        }
        Require(isMap && ((type & ReservedTypes) != ReservedTypes || type == NFT_DATA_VERDICT), Errno.EINVAL);
        if (type == NFT_DATA_VERDICT)
        {
            return (type, VerdictBytes);
        }
        Require(attributes.U32Be(NFTA_SET_DATA_LEN) is > 0 and <= NFT_DATA_VALUE_MAXLEN, Errno.EINVAL);
        return (type, attributes.U32Be(NFTA_SET_DATA_LEN)!.Value);
    }
}
