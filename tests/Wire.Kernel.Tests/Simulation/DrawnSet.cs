using Wire.Testing.Simulation;
using static Wire.Testing.Simulation.NfTables;

namespace Wire.Kernel.Tests.Simulation;

/// <summary>A set or a map of nf_tables that batches are drawn about.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Flags">NFT_SET_*.</param>
/// <param name="Fields">Bytes of each field of its keys.</param>
internal sealed record DrawnSet(string Name, uint Flags, params uint[] Fields)
{
    public static DrawnSet[] All { get; } =
    [
        new("s0", 0, 4),
        new("s1", NFT_SET_INTERVAL, 4),
        new("s2", 0, 2) { Size = 3 },
        new("s3", 0, 4, 2),
        new("s4", NFT_SET_INTERVAL | NFT_SET_CONCAT, 4, 2),
        new("m0", NFT_SET_MAP, 4) { DataType = NFT_DATA_VERDICT },
        new("m1", NFT_SET_MAP, 2) { DataType = 19, DataBytes = 4 },
        new("m2", NFT_SET_MAP | NFT_SET_INTERVAL, 4) { DataType = NFT_DATA_VERDICT },
    ];

    public uint Size { get; init; }

    public uint DataType { get; init; }

    public uint DataBytes { get; init; }

    public bool IsMap => (Flags & NFT_SET_MAP) != 0;

    public bool MapsToVerdicts => DataType == NFT_DATA_VERDICT;

    private int KeyBytes => Fields.Length == 1 ? (int)Fields[0] : (int)Fields.Sum(f => (f + 3) & ~3u);

    /// <summary>All but table and name.</summary>
    public void Write(MessageWriter writer, uint flags, uint id)
    {
        writer.AttributeU32Be(NFTA_SET_FLAGS, flags).AttributeU32Be(NFTA_SET_KEY_TYPE, (uint)(7 + Fields.Length)).AttributeU32Be(NFTA_SET_KEY_LEN, (uint)KeyBytes).AttributeU32Be(NFTA_SET_ID, id);
        if (IsMap)
        {
            writer.AttributeU32Be(NFTA_SET_DATA_TYPE, DataType).AttributeU32Be(NFTA_SET_DATA_LEN, DataBytes);
        }
        if (Size != 0 || (flags & NFT_SET_CONCAT) != 0)
        {
            writer.Nest(NFTA_SET_DESC, Describe);
        }
    }

    /// <summary>One, or both ends of an interval, as elements of NFTA_SET_ELEM_LIST_ELEMENTS.</summary>
    public (string Words, Action<MessageWriter> Write) Element(RandomRequests draw, bool withData)
    {
        // No end is one of another interval too: kernels differ in what they make of the beginning of one with the end of another.
        byte first = (byte)(4 * draw.Any(6)), last = (byte)(first + draw.Of(0, 1, 6));
        int code = draw.Of(0, 1, NFT_RETURN, NFT_JUMP, NFT_GOTO);
        string? chain = code is NFT_JUMP or NFT_GOTO ? $"c{draw.Any(4)}" : null;
        byte value = (byte)draw.Any(2);
        int cut = draw.Rarely && draw.Sometimes ? 1 : 0;
        bool concat = (Flags & NFT_SET_CONCAT) != 0, interval = (Flags & NFT_SET_INTERVAL) != 0 && !concat;
        bool open = draw.Rarely;
        return ($"{first}{(Flags & NFT_SET_INTERVAL) switch { 0 => "", _ => $"-{last}" }}{(withData && IsMap ? $" : {code} {chain} {value}" : "")}{(cut > 0 ? " cut" : "")}{(interval && open ? " open" : "")}", list =>
        {
            list.Nest(NFTA_LIST_ELEM, one =>
            {
                one.Nest(NFTA_SET_ELEM_KEY, k => k.Attribute(NFTA_DATA_VALUE, Key(first).AsSpan(cut)));
                if (concat)
                {
                    one.Nest(NFTA_SET_ELEM_KEY_END, k => k.Attribute(NFTA_DATA_VALUE, Key(last)));
                }
                if (withData && IsMap)
                {
                    one.Nest(NFTA_SET_ELEM_DATA, d =>
                    {
                        if (MapsToVerdicts)
                        {
                            NfExpressionBytes.WriteVerdict(d, code, chain);
                        }
                        else
                        {
                            d.Attribute(NFTA_DATA_VALUE, [value, 0, 0, 0]);
                        }
                    });
                }
            });
            if (interval && !open)
            {
                list.Nest(NFTA_LIST_ELEM, one => one.Nest(NFTA_SET_ELEM_KEY, k => k.Attribute(NFTA_DATA_VALUE, Key((byte)(last + 1)))).AttributeU32Be(NFTA_SET_ELEM_FLAGS, NFT_SET_ELEM_INTERVAL_END));
            }
        });
    }

    /// <summary>The number is the last byte of each field.</summary>
    private byte[] Key(byte number)
    {
        byte[] key = new byte[KeyBytes];
        int at = 0;
        foreach (int field in Fields.Select(f => (int)f))
        {
            key[at + field - 1] = number;
            at += (field + 3) & ~3;
        }
        return key;
    }

    private void Describe(MessageWriter writer)
    {
        if (Size != 0)
        {
            writer.AttributeU32Be(NFTA_SET_DESC_SIZE, Size);
        }
        if (Fields.Length > 1)
        {
            writer.Nest(NFTA_SET_DESC_CONCAT, list =>
            {
                foreach (uint field in Fields)
                {
                    list.Nest(NFTA_LIST_ELEM, one => one.AttributeU32Be(NFTA_SET_FIELD_LEN, field));
                }
            });
        }
    }
}
