using static Wire.Testing.Simulation.NfTables;

namespace Wire.Testing.Simulation;

/// <summary>The tables of nf_tables in one namespace (struct nftables_pernet), as they are between two transactions.</summary>
internal sealed class NfRuleset
{
    public List<NfTable> Tables { get; } = [];

    /// <summary>base_seq: counts the transactions that changed something.</summary>
    public uint Generation { get; set; } = 1;

    /// <summary>What a transaction works on: nothing of it is seen before it is whole.</summary>
    public NfRuleset Copy()
    {
        NfRuleset copy = new() { Generation = Generation };
        copy.Tables.AddRange(Tables.Select(t => t.Copy()));
        return copy;
    }

    public NfTable? Find(byte family, string name) => Tables.Find(t => t.Family == family && t.Name == name);

    /// <summary>nft_netdev_event: base chains stay, without the device.</summary>
    public void LinkGone(SimulatedLink link)
    {
        foreach (NfChain chain in Tables.SelectMany(t => t.Chains))
        {
            chain.Hook?.Devices.Remove(link);
        }
    }

    public byte[] WriteGeneration(Cause cause) => new MessageWriter(Type(NFT_MSG_NEWGEN), 0, cause.Sequence, cause.PortId)
        .U8(0).U8(0).U8((byte)(Generation >> 8)).U8((byte)Generation)
        .AttributeU32Be(NFTA_GEN_ID, Generation).ToArray();
}
