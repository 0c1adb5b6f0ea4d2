using static Wire.Testing.Simulation.NfTables;

namespace Wire.Testing.Simulation;

/// <summary>A set or a map (struct nft_set) with its elements.</summary>
internal sealed class NfSet(string name, ulong handle)
{
    public string Name => name;

    public ulong Handle => handle;

    public required uint Flags { get; init; }

    public required uint KeyType { get; init; }

    public required uint KeyBytes { get; init; }

    public required uint DataType { get; init; }

    /// <summary>What a map maps to, bytes.</summary>
    public required uint DataBytes { get; init; }

    public ulong? TimeoutMs { get; init; }

    public uint? Policy { get; init; }

    /// <summary>0: without a bound.</summary>
    public uint Size { get; set; }

    /// <summary>Of a concatenation, bytes each.</summary>
    public required IReadOnlyList<uint> Fields { get; init; }

    public byte[]? UserData { get; init; }

    /// <summary>NFTA_SET_ID: its name within the transaction that makes it.</summary>
    public uint? Id { get; init; }

    public List<NfElement> Elements { get; } = [];

    /// <summary>Elements that the transaction under way deletes: they take room until the end.</summary>
    public int Leaving { get; set; }

    /// <summary>It is of an earlier transaction, or the end of this one has come to it.</summary>
    public bool IsTold { get; set; }

    /// <summary>The transaction under way has deleted a rule that looks in it.</summary>
    public bool WasBound { get; set; }

    public bool IsAnonymous => (Flags & NFT_SET_ANONYMOUS) != 0;

    public bool IsMap => (Flags & NFT_SET_MAP) != 0;

    public bool MapsToVerdicts => IsMap && DataType == NFT_DATA_VERDICT;

    /// <summary>Of one field, kept as the first values of intervals and those behind their last (nft_set_rbtree.c).</summary>
    public bool IsTree => (Flags & NFT_SET_INTERVAL) != 0 && Fields.Count < 2;

    public NfSet Copy()
    {
        NfSet copy = new(name, handle)
        {
            Flags = Flags, KeyType = KeyType, KeyBytes = KeyBytes, DataType = DataType, DataBytes = DataBytes, TimeoutMs = TimeoutMs, Policy = Policy, Size = Size,
            Fields = Fields, UserData = UserData, IsTold = true,
        };
        copy.Elements.AddRange(Elements);
        return copy;
    }

    /// <summary>nft_set_is_same.</summary>
    public bool IsSame(NfSet other) => other.KeyType == KeyType && other.DataType == DataType && other.Flags == Flags && other.KeyBytes == KeyBytes
        && other.DataBytes == DataBytes && other.Fields.SequenceEqual(Fields);

    public byte[] Write(byte message, NfTable table, Cause cause, ushort flags)
    {
        MessageWriter writer = NfBytes.Begin(message, table.Family, cause, flags)
            .AttributeText(NFTA_SET_TABLE, table.Name).AttributeText(NFTA_SET_NAME, name).AttributeU64Be(NFTA_SET_HANDLE, handle);
        if (message == NFT_MSG_DELSET)
        {
            return writer.ToArray();
        }
        if (Flags != 0)
        {
            writer.AttributeU32Be(NFTA_SET_FLAGS, Flags);
        }
        writer.AttributeU32Be(NFTA_SET_KEY_TYPE, KeyType).AttributeU32Be(NFTA_SET_KEY_LEN, KeyBytes);
        if (IsMap)
        {
            writer.AttributeU32Be(NFTA_SET_DATA_TYPE, DataType).AttributeU32Be(NFTA_SET_DATA_LEN, DataBytes);
        }
        if (TimeoutMs is { } timeout)
        {
            writer.AttributeU64Be(NFTA_SET_TIMEOUT, timeout);
        }
        if (Policy is { } policy and not 0)
        {
            writer.AttributeU32Be(NFTA_SET_POLICY, policy);
        }
        NfBytes.WriteUserData(writer, NFTA_SET_USERDATA, UserData);
        return writer.Nest(NFTA_SET_DESC, WriteDescription).ToArray();
    }

    public byte[] WriteElements(byte message, NfTable table, IEnumerable<NfElement> elements, Cause cause, ushort flags) =>
        NfBytes.Begin(message, table.Family, cause, flags)
            .AttributeText(NFTA_SET_ELEM_LIST_TABLE, table.Name).AttributeText(NFTA_SET_ELEM_LIST_SET, name)
            .Nest(NFTA_SET_ELEM_LIST_ELEMENTS, list =>
            {
                foreach (NfElement element in elements)
                {
                    list.Nest(NFTA_LIST_ELEM, element.Write);
                }
            }).ToArray();

    private void WriteDescription(MessageWriter writer)
    {
        if (Size != 0)
        {
            writer.AttributeU32Be(NFTA_SET_DESC_SIZE, Size);
        }
        if (Fields.Count > 1)
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
