using static Wire.Testing.Simulation.NfTables;

namespace Wire.Testing.Simulation;

/// <summary>A table (struct nft_table) with what is in it.</summary>
internal sealed class NfTable(byte family, string name, ulong handle)
{
    private NfHandles _handles = new();

    public byte Family => family;

    public string Name => name;

    public uint Flags { get; set; }

    public byte[]? UserData { get; init; }

    public List<NfChain> Chains { get; } = [];

    public List<NfSet> Sets { get; } = [];

    /// <summary>The transaction under way has changed the flags.</summary>
    public bool HasPendingFlags { get; set; }

    /// <summary>The transaction under way has changed base chains, whose hooks depend on the flags.</summary>
    public bool HasPendingHooks { get; set; }

    /// <summary>Chains, and sets that are not one rule's own; those are counted until they are told of.</summary>
    private uint Use => (uint)(Chains.Count + Sets.Count(s => !s.IsAnonymous || !s.IsTold));

    public IEnumerable<NfRule> Rules => Chains.SelectMany(c => c.Rules).Where(r => !r.IsDeleted);

    /// <summary>Handles are never given twice, whatever becomes of the transaction.</summary>
    public ulong NextHandle() => ++_handles.Last;

    public NfChain? Chain(string? chain) => Chains.Find(c => c.Name == chain);

    public NfSet? Set(string? set) => Sets.Find(s => s.Name == set);

    /// <summary>Its rules, and the verdicts that lead to it.</summary>
    public uint ChainUse(NfChain chain) => (uint)(chain.Rules.Count(r => !r.IsDeleted)
        + Rules.SelectMany(r => r.Expressions).Count(e => e.Verdict?.Chain == chain.Name)
        + Sets.SelectMany(s => s.Elements).Count(e => e.Verdict?.Chain == chain.Name));

    public uint SetUse(NfSet set) => (uint)Rules.SelectMany(r => r.Expressions).Count(e => e.Set == set.Name);

    /// <summary>A rule looks in it, or did before the transaction under way deleted it.</summary>
    public bool IsBound(NfSet set) => set.WasBound || SetUse(set) > 0;

    public NfTable Copy()
    {
        NfTable copy = new(family, name, handle) { Flags = Flags, UserData = UserData, _handles = _handles };
        copy.Chains.AddRange(Chains.Select(c => c.Copy()));
        copy.Sets.AddRange(Sets.Select(s => s.Copy()));
        return copy;
    }

    public byte[] Write(byte message, Cause cause, ushort flags)
    {
        MessageWriter writer = NfBytes.Begin(message, family, cause, flags)
            .AttributeText(NFTA_TABLE_NAME, name).AttributeU32Be(NFTA_TABLE_USE, Use).AttributeU64Be(NFTA_TABLE_HANDLE, handle);
        if (message != NFT_MSG_DELTABLE)
        {
            writer.AttributeU32Be(NFTA_TABLE_FLAGS, Flags);
            NfBytes.WriteUserData(writer, NFTA_TABLE_USERDATA, UserData);
        }
        return writer.ToArray();
    }

    /// <summary>hgenerator.</summary>
    private sealed class NfHandles
    {
        public ulong Last { get; set; }
    }
}
