using static Wire.Testing.Simulation.NfBytes;
using static Wire.Testing.Simulation.Netlink;
using static Wire.Testing.Simulation.NfTables;

namespace Wire.Testing.Simulation;

/// <summary>Rules.</summary>
internal sealed partial class NfTransaction
{
    private void NewRule(NfTable table, Attributes attributes)
    {
        NfChain chain = ChainOf(table, attributes);
        NfRule? old = null;
        ulong handle;
        bool replaces = _request.Has(NLM_F_REPLACE);
        if (attributes.U64Be(NFTA_RULE_HANDLE) is { } known)
        {
            handle = known;
            old = Rule(chain, known);
            Require(!_request.Has(NLM_F_EXCL), Errno.EEXIST);
            Require(replaces, Errno.EOPNOTSUPP);
        }
        else
        {
            Require(_request.Has(NLM_F_CREATE) && !replaces, Errno.EINVAL);
            handle = table.NextHandle();
            if (attributes.U64Be(NFTA_RULE_POSITION) is { } position)
            {
                old = Rule(chain, position);
            }
            else if (attributes.U32Be(NFTA_RULE_POSITION_ID) is { } id)
            {
                old = chain.Rules.Find(r => r.Id == id) ?? throw new RefusedException(Errno.ENOENT);
            }
        }
        List<Attributes> expressions = [.. attributes.Nested(NFTA_RULE_EXPRESSIONS).All.Select(e => Attributes.Parse(e.Value))];
        expressions.ForEach(NfExpression.CheckForm);
        NfRule rule = new(handle, [.. expressions.Select(e => NfExpression.Make(e, table, data => SetOf(table, data.Text(NFTA_LOOKUP_SET), data.U32Be(NFTA_LOOKUP_SET_ID))))])
        {
            UserData = attributes.Bytes(NFTA_RULE_USERDATA), Id = attributes.U32Be(NFTA_RULE_ID) ?? 0,
        };
        int at = old is null ? (_request.Has(NLM_F_APPEND) ? chain.Rules.Count : 0) : chain.Rules.IndexOf(old) + (_request.Has(NLM_F_APPEND) && !replaces ? 1 : 0);
        if (replaces)
        {
            DeleteRule(table, chain, old!);
        }
        chain.Rules.Insert(at, rule);
        ushort flags = RuleFlags;
        Tell(cause => rule.Write(NFT_MSG_NEWRULE, table, chain, Before(chain, rule), cause, flags));
        Validate(table);
    }

    private void DeleteRule(NfTable table, Attributes attributes)
    {
        if (!attributes.Has(NFTA_RULE_CHAIN))
        {
            table.Chains.ForEach(c => DeleteRules(table, c));
            return;
        }
        NfChain chain = ChainOf(table, attributes);
        if (attributes.U64Be(NFTA_RULE_HANDLE) is { } handle)
        {
            DeleteRule(table, chain, Rule(chain, handle));
        }
        else if (attributes.U32Be(NFTA_RULE_ID) is { } id)
        {
            DeleteRule(table, chain, chain.Rules.Find(r => r.Id == id) ?? throw new RefusedException(Errno.ENOENT));
        }
        else
        {
            DeleteRules(table, chain);
        }
    }

    private void DeleteRules(NfTable table, NfChain chain)
    {
        foreach (NfRule rule in chain.Rules.Where(r => !r.IsDeleted).ToList())
        {
            DeleteRule(table, chain, rule);
        }
    }

    private void DeleteRule(NfTable table, NfChain chain, NfRule rule)
    {
        Require(!rule.IsDeleted, Errno.ENOENT);
        rule.IsDeleted = true;
        List<NfSet> sets = [.. rule.Expressions.Select(e => table.Set(e.Set)).OfType<NfSet>()], own = [.. sets.Where(s => s.IsAnonymous)];
        sets.ForEach(s => s.WasBound = true);
        table.Sets.RemoveAll(own.Contains);
        ushort flags = RuleFlags;
        Tell(cause =>
        {
            byte[] told = rule.Write(NFT_MSG_DELRULE, table, chain, null, cause, flags);
            chain.Rules.Remove(rule);
            return told;
        });
        own.ForEach(s => Tell(cause => s.Write(NFT_MSG_DELSET, table, cause, 0)));
    }

    /// <summary>A replacement is told as an addition at the end, as what it replaces is.</summary>
    private ushort RuleFlags => (ushort)((_request.Has(NLM_F_APPEND) || _request.Has(NLM_F_REPLACE) ? NLM_F_APPEND : 0) | Kept(NLM_F_CREATE | NLM_F_EXCL));

    /// <summary>nf_tables_rule_notify: the place of the first and of the last rule goes without saying.</summary>
    private static NfRule? Before(NfChain chain, NfRule rule) => chain.Rules.IndexOf(rule) is > 0 and int at && at < chain.Rules.Count - 1 ? chain.Rules[at - 1] : null;

    private static NfRule Rule(NfChain chain, ulong handle) => chain.Rules.Find(r => r.Handle == handle) ?? throw new RefusedException(Errno.ENOENT);

    private static NfChain ChainOf(NfTable table, Attributes attributes) =>
        table.Chain(attributes.Text(NFTA_RULE_CHAIN) ?? throw new RefusedException(Errno.EINVAL)) ?? throw new RefusedException(Errno.ENOENT);
}
