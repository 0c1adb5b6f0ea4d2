using System.Buffers;
using Wire.Domain;
using static Wire.Kernel.LinuxNfTables;

namespace Wire.Kernel;

/// <summary>
/// Where Wire's rules are, for a plan that is being written: the kernel knows them by handles, which it gives out, and Wire by numbers.
/// Each chain is listed once, when the plan first needs a rule of it. A handle is never used again: what somebody else deletes meanwhile
/// makes the transaction fail, and never hits another rule.
/// </summary>
internal sealed class NftRuleBook(INetlinkProvider kernel)
{
    private readonly Dictionary<(string? Netns, uint Family, string Table, string Chain), SortedList<uint, Entry>> _chains = [];
    private uint _lastId;
    private uint _lastSetId = NftSetCodec.NamedId;

    /// <param name="Handle">NFTA_RULE_HANDLE of a rule that is there.</param>
    /// <param name="Id">NFTA_RULE_ID of one that the plan makes.</param>
    private readonly record struct Entry(ulong? Handle, uint Id);

    /// <param name="Id">The new rule's NFTA_RULE_ID.</param>
    /// <param name="IsAfter">It goes behind the one that is named, or to the end when none is; otherwise before it.</param>
    /// <param name="Handle">The neighbour that is there.</param>
    /// <param name="Beside">The neighbour that the same transaction makes.</param>
    public readonly record struct Place(uint Id, bool IsAfter, ulong? Handle, uint? Beside)
    {
        public static Place AtTheEnd { get; } = new(0, true, null, null);
    }

    /// <summary>A NFTA_SET_ID that no other set of the plan has.</summary>
    public uint NextSetId() => ++_lastSetId;

    /// <summary>The place of a new rule among those of lower and higher numbers.</summary>
    public Place Put(NftRule rule)
    {
        SortedList<uint, Entry> chain = ChainOf(rule);
        Entry? before = null, after = null;
        foreach ((uint order, Entry entry) in chain)
        {
            if (order < rule.Order)
            {
                before = entry;
            }
            else if (order > rule.Order)
            {
                after = entry;
                break;
            }
        }
        uint id = ++_lastId;
        chain[rule.Order] = new(null, id);
        return (before ?? after) is { } neighbour ? new(id, before is not null, neighbour.Handle, neighbour.Handle is null ? neighbour.Id : null) : Place.AtTheEnd with { Id = id };
    }

    /// <summary>The handle of a rule that goes; null when it is not there.</summary>
    public ulong? Take(NftRule rule)
    {
        SortedList<uint, Entry> chain = ChainOf(rule);
        return chain.Remove(rule.Order, out Entry entry) ? entry.Handle : null;
    }

    private SortedList<uint, Entry> ChainOf(NftRule rule)
    {
        (string?, uint, string, string) key = (rule.Netns, rule.Family, rule.Table, rule.Chain);
        if (!_chains.TryGetValue(key, out SortedList<uint, Entry>? chain))
        {
            _chains[key] = chain = List(rule);
        }
        return chain;
    }

    private SortedList<uint, Entry> List(NftRule rule)
    {
        SortedList<uint, Entry> found = [];
        using KernelDump dump = new(kernel, rule.Netns);
        ArrayBufferWriter<byte> listing = new();
        int interruptions = 0;
        dump.Read(DumpRequest.Of("rules of a chain", NftSource.Type(NFT_MSG_GETRULE), new NfGenMsg { nfgen_family = (byte)rule.Family }, NftSource.Type(NFT_MSG_NEWRULE), writer =>
        {
            writer.WriteString(NFTA_RULE_TABLE, rule.Table);
            writer.WriteString(NFTA_RULE_CHAIN, rule.Chain);
        }, NetlinkFamily.Netfilter), listing, ref interruptions);
        NetlinkMessageReader messages = new(listing.WrittenSpan);
        while (messages.Read(out NetlinkMessage message))
        {
            ulong handle = 0;
            uint? order = null;
            AttributeReader attributes = message.Attributes(NftSource.NfGenMsgBytes);
            while (attributes.Read())
            {
                if (attributes.Type == NFTA_RULE_HANDLE)
                {
                    handle = attributes.ReadU64Be();
                }
                else if (attributes.Type == NFTA_RULE_USERDATA && NftUserData.IsMarked(attributes.Payload, out uint? marked))
                {
                    order = marked;
                }
            }
            if (order is { } number)
            {
                found[number] = new(handle, 0);
            }
        }
        return found;
    }
}
