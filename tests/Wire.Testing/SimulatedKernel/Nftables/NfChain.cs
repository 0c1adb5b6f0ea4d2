using static Wire.Testing.Simulation.NfTables;

namespace Wire.Testing.Simulation;

/// <summary>Where a base chain hangs (NFTA_CHAIN_HOOK).</summary>
/// <param name="Number">NF_INET_* and its like, by family.</param>
/// <param name="Priority">Lower comes first.</param>
/// <param name="Type">filter, nat or route.</param>
/// <param name="HasDevices">Its hook is one of devices.</param>
/// <param name="Devices">In the order in which they were named.</param>
internal sealed record NfHook(uint Number, int Priority, string Type, bool HasDevices, List<SimulatedLink> Devices);

/// <summary>A chain (struct nft_chain); a base chain has a hook.</summary>
internal sealed class NfChain(string name, ulong handle)
{
    public string Name => name;

    public ulong Handle => handle;

    public uint Flags { get; init; }

    public NfHook? Hook { get; init; }

    public uint Policy { get; set; } = NF_ACCEPT;

    public byte[]? UserData { get; init; }

    /// <summary>In their order, those that the transaction under way deletes among them.</summary>
    public List<NfRule> Rules { get; } = [];

    public NfChain Copy()
    {
        NfChain copy = new(name, handle) { Flags = Flags, Hook = Hook is null ? null : Hook with { Devices = [.. Hook.Devices] }, Policy = Policy, UserData = UserData };
        copy.Rules.AddRange(Rules.Select(r => r.Copy()));
        return copy;
    }

    /// <param name="message">NFT_MSG_NEWCHAIN or NFT_MSG_DELCHAIN.</param>
    /// <param name="table">Its table.</param>
    /// <param name="cause">Who asked.</param>
    /// <param name="flags">Of the message.</param>
    /// <param name="added">Of a change that is told: the devices that came with it, in place of all.</param>
    /// <param name="policy">The one that the message left it with; null for the one it has.</param>
    public byte[] Write(byte message, NfTable table, Cause cause, ushort flags, List<SimulatedLink>? added = null, uint? policy = null)
    {
        MessageWriter writer = NfBytes.Begin(message, table.Family, cause, flags)
            .AttributeText(NFTA_CHAIN_TABLE, table.Name).AttributeText(NFTA_CHAIN_NAME, name).AttributeU64Be(NFTA_CHAIN_HANDLE, handle);
        if (message == NFT_MSG_DELCHAIN)
        {
            return writer.ToArray();
        }
        if (Hook is not null)
        {
            writer.Nest(NFTA_CHAIN_HOOK, hook => WriteHook(hook, added ?? Hook.Devices)).AttributeU32Be(NFTA_CHAIN_POLICY, policy ?? Policy).AttributeText(NFTA_CHAIN_TYPE, Hook.Type);
        }
        if (Flags != 0)
        {
            writer.AttributeU32Be(NFTA_CHAIN_FLAGS, Flags);
        }
        writer.AttributeU32Be(NFTA_CHAIN_USE, table.ChainUse(this));
        NfBytes.WriteUserData(writer, NFTA_CHAIN_USERDATA, UserData);
        return writer.ToArray();
    }

    private void WriteHook(MessageWriter writer, List<SimulatedLink> devices)
    {
        writer.AttributeU32Be(NFTA_HOOK_HOOKNUM, Hook!.Number).AttributeU32Be(NFTA_HOOK_PRIORITY, (uint)Hook.Priority);
        if (!Hook.HasDevices)
        {
            return;
        }
        writer.Nest(NFTA_HOOK_DEVS, names => devices.ForEach(d => names.AttributeText(NFTA_DEVICE_NAME, d.Name)));
        if (devices is [var only])
        {
            writer.AttributeText(NFTA_HOOK_DEV, only.Name);
        }
    }
}
