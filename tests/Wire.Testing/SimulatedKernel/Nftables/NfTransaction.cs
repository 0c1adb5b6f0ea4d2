using static Wire.Testing.Simulation.NfBytes;
using static Wire.Testing.Simulation.NfTables;

namespace Wire.Testing.Simulation;

/// <summary>
/// One batch (nf_tables_api.c): messages change a copy of the rules, which takes their place when all of them were done. What is told
/// of it is told then, in the order of the messages.
/// </summary>
/// <param name="ns">Where.</param>
/// <param name="validates">Jumps are followed after each message, and not at the end.</param>
internal sealed partial class NfTransaction(SimulatedNamespace ns, bool validates)
{
    /// <summary>include/net/netfilter/nf_tables.h NFT_JUMP_STACK_SIZE.</summary>
    private const int JumpsMax = 16;

    private readonly NfRuleset _rules = ns.Nft.Copy();
    private readonly List<(Func<Cause, byte[]> Write, Cause Cause)> _events = [];
    private Cause _cause;
    private Request _request = null!;

    /// <summary>No chain of a hook leads deeper than a packet may jump, nor in a circle.</summary>
    public bool IsValid => _rules.Tables.TrueForAll(t => t.Chains.TrueForAll(c => c.Hook is null || IsShallow(t, c, 0)));

    /// <summary>A set for one rule, that no rule came for.</summary>
    public bool HasUnboundSet => _rules.Tables.Exists(t => t.Sets.Exists(s => s.IsAnonymous && t.SetUse(s) == 0));

    public void Do(Request request)
    {
        (_request, _cause) = (request, request.Cause);
        Require(request.Message.Type >> 8 == NFNL_SUBSYS_NFTABLES && request.Message.Body.Length >= FixedBytes, Errno.EINVAL);
        byte family = request.Message.U8(0);
        Attributes attributes = request.Message.Attributes(FixedBytes);
        switch (request.Message.Type & 0xff)
        {
            case NFT_MSG_NEWTABLE: NewTable(family, attributes); break;
            case NFT_MSG_DELTABLE: DeleteTable(family, attributes); break;
            case NFT_MSG_NEWCHAIN: NewChain(Table(family, attributes.Text(NFTA_CHAIN_TABLE)), attributes); break;
            case NFT_MSG_DELCHAIN: DeleteChain(Table(family, attributes.Text(NFTA_CHAIN_TABLE)), attributes); break;
            case NFT_MSG_NEWRULE: NewRule(Table(family, attributes.Text(NFTA_RULE_TABLE)), attributes); break;
            case NFT_MSG_DELRULE: DeleteRule(Table(family, attributes.Text(NFTA_RULE_TABLE)), attributes); break;
            case NFT_MSG_NEWSET: NewSet(family, attributes); break;
            case NFT_MSG_DELSET: DeleteSet(Table(family, attributes.Text(NFTA_SET_TABLE)), attributes); break;
            case NFT_MSG_NEWSETELEM: NewElements(family, attributes); break;
            case NFT_MSG_DELSETELEM: DeleteElements(Table(family, attributes.Text(NFTA_SET_ELEM_LIST_TABLE)), attributes); break;
            default: throw new RefusedException(Errno.EINVAL);
        }
    }

    public void Commit()
    {
        if (_events.Count == 0)
        {
            return;
        }
        ns.Nft = _rules;
        do
        {
            _rules.Generation++;
        }
        while (_rules.Generation == 0);
        foreach (NfSet set in _rules.Tables.SelectMany(t => t.Sets))
        {
            set.Leaving = 0;
        }
        Cause last = default;
        foreach ((Func<Cause, byte[]> write, Cause cause) in _events)
        {
            ns.Notify(Wire.Kernel.NetlinkFamily.Netfilter, NFNLGRP_NFTABLES, write(cause), cause);
            last = cause;
        }
        foreach (NfTable table in _rules.Tables)
        {
            table.HasPendingFlags = table.HasPendingHooks = false;
        }
        ns.Notify(Wire.Kernel.NetlinkFamily.Netfilter, NFNLGRP_NFTABLES, _rules.WriteGeneration(last), last);
    }

    private void Tell(Func<Cause, byte[]> write) => _events.Add((write, _cause));

    private ushort Kept(ushort flags) => (ushort)(_request.Flags & flags);

    private NfTable Table(byte family, string? name) =>
        _rules.Find(family, name ?? throw new RefusedException(Errno.EINVAL)) ?? throw new RefusedException(Errno.ENOENT);

    private void Validate(NfTable table) =>
        Require(!validates || table.Chains.TrueForAll(c => c.Hook is null || IsShallow(table, c, 0)), Errno.EMLINK);

    private static bool IsShallow(NfTable table, NfChain chain, int depth) => depth < JumpsMax
        && chain.Rules.Where(r => !r.IsDeleted).SelectMany(r => r.Expressions)
            .SelectMany(e => e.Set is null ? [e.Verdict?.Chain] : table.Set(e.Set)!.Elements.Select(m => m.Verdict?.Chain))
            .OfType<string>().All(c => IsShallow(table, table.Chain(c)!, depth + 1));
}
