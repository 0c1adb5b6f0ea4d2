using static Wire.Testing.Simulation.Netlink;
using static Wire.Testing.Simulation.NfTables;

namespace Wire.Testing.Simulation;

/// <summary>What is told of nf_tables to who asks: one object, or all of a sort.</summary>
internal sealed class NfReading(NfRuleset rules, Request request)
{
    private readonly byte _family = request.Message.U8(0);
    private readonly Attributes _attributes = request.Message.Attributes(FixedBytes);
    private readonly Cause _cause = request.DumpCause;

    public byte[] Table() => TableOf(NFTA_TABLE_NAME).Write(NFT_MSG_NEWTABLE, _cause, 0);

    public byte[] Chain() => TableOf(NFTA_CHAIN_TABLE) is var table && table.Chain(_attributes.Text(NFTA_CHAIN_NAME)) is { } chain
        ? chain.Write(NFT_MSG_NEWCHAIN, table, _cause, 0)
        : throw new RefusedException(Errno.ENOENT);

    public byte[] Set() => TableOf(NFTA_SET_TABLE) is var table && table.Set(_attributes.Text(NFTA_SET_NAME)) is { } set
        ? set.Write(NFT_MSG_NEWSET, table, _cause, 0)
        : throw new RefusedException(Errno.ENOENT);

    public IEnumerable<byte[]> All() => (request.Message.Type & 0xff) switch
    {
        NFT_MSG_GETTABLE => Tables.Select(t => t.Write(NFT_MSG_NEWTABLE, _cause, NLM_F_MULTI)),
        NFT_MSG_GETCHAIN => Tables.SelectMany(t => t.Chains.Select(c => c.Write(NFT_MSG_NEWCHAIN, t, _cause, NLM_F_MULTI))),
        NFT_MSG_GETRULE => TablesNamed(NFTA_RULE_TABLE).SelectMany(t => t.Chains.Where(c => _attributes.Text(NFTA_RULE_CHAIN) is not { } name || c.Name == name).SelectMany(c => Rules(t, c))),
        NFT_MSG_GETSET => TablesNamed(NFTA_SET_TABLE).SelectMany(t => t.Sets.Select(s => s.Write(NFT_MSG_NEWSET, t, _cause, NLM_F_MULTI))),
        NFT_MSG_GETSETELEM => Elements(),
        _ => throw new RefusedException(Errno.EOPNOTSUPP),
    };

    private IEnumerable<NfTable> Tables => rules.Tables.Where(t => _family == 0 || t.Family == _family);

    private IEnumerable<NfTable> TablesNamed(ushort attribute) => Tables.Where(t => _attributes.Text(attribute) is not { } name || t.Name == name);

    private NfTable TableOf(ushort attribute) => rules.Find(_family, _attributes.Text(attribute) ?? throw new RefusedException(Errno.EINVAL)) ?? throw new RefusedException(Errno.ENOENT);

    private IEnumerable<byte[]> Rules(NfTable table, NfChain chain) =>
        chain.Rules.Select((r, i) => r.Write(NFT_MSG_NEWRULE, table, chain, i == 0 ? null : chain.Rules[i - 1], _cause, NLM_F_MULTI | NLM_F_APPEND));

    private IEnumerable<byte[]> Elements()
    {
        const int PerMessage = 100;
        NfTable table = TableOf(NFTA_SET_ELEM_LIST_TABLE);
        NfSet set = table.Set(_attributes.Text(NFTA_SET_ELEM_LIST_SET)) ?? throw new RefusedException(Errno.ENOENT);
        return set.Elements.Chunk(PerMessage).Select(some => set.WriteElements(NFT_MSG_NEWSETELEM, table, some, _cause, NLM_F_MULTI));
    }
}
