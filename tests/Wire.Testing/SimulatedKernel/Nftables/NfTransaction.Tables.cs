using static Wire.Testing.Simulation.NfBytes;
using static Wire.Testing.Simulation.Netlink;
using static Wire.Testing.Simulation.NfTables;

namespace Wire.Testing.Simulation;

/// <summary>Tables and chains.</summary>
internal sealed partial class NfTransaction
{
    private void NewTable(byte family, Attributes attributes)
    {
        Require(family is NFPROTO_INET or NFPROTO_IPV4 or NFPROTO_ARP or NFPROTO_NETDEV or NFPROTO_BRIDGE or NFPROTO_IPV6, Errno.EOPNOTSUPP);
        string name = attributes.Text(NFTA_TABLE_NAME) ?? throw new RefusedException(Errno.EINVAL);
        uint flags = attributes.U32Be(NFTA_TABLE_FLAGS) ?? 0;
        if (_rules.Find(family, name) is { } old)
        {
            Require(!_request.Has(NLM_F_EXCL), Errno.EEXIST);
            Require(!_request.Has(NLM_F_REPLACE), Errno.EOPNOTSUPP);
            ChangeTable(old, flags, attributes.Has(NFTA_TABLE_FLAGS));
            return;
        }
        Require((flags & ~NFT_TABLE_F_MASK) == 0, Errno.EOPNOTSUPP);
        NfTable table = new(family, name, ns.Kernel.NextTableHandle()) { Flags = flags, UserData = attributes.Bytes(NFTA_TABLE_USERDATA) };
        _rules.Tables.Add(table);
        TellTable(table);
    }

    /// <summary>nf_tables_updtable.</summary>
    private void ChangeTable(NfTable table, uint flags, bool saysFlags)
    {
        if (!saysFlags)
        {
            return;
        }
        Require((flags & ~NFT_TABLE_F_MASK) == 0, Errno.EOPNOTSUPP);
        if (flags == table.Flags)
        {
            return;
        }
        Require(((flags ^ table.Flags) & ~NFT_TABLE_F_DORMANT) == 0, Errno.EOPNOTSUPP);
        Require(!table.HasPendingFlags && !table.HasPendingHooks, Errno.EINVAL);
        table.Flags = flags;
        table.HasPendingFlags = true;
        TellTable(table);
    }

    private void TellTable(NfTable table)
    {
        ushort flags = Kept(NLM_F_CREATE | NLM_F_EXCL);
        Tell(cause => table.Write(NFT_MSG_NEWTABLE, cause, flags));
    }

    private void DeleteTable(byte family, Attributes attributes)
    {
        if (family == 0 || !attributes.Has(NFTA_TABLE_NAME))
        {
            foreach (NfTable one in _rules.Tables.Where(t => family == 0 || t.Family == family).ToList())
            {
                DeleteTable(one);
            }
            return;
        }
        DeleteTable(Table(family, attributes.Text(NFTA_TABLE_NAME)));
    }

    /// <summary>nft_flush_table.</summary>
    private void DeleteTable(NfTable table)
    {
        table.Chains.ForEach(c => DeleteRules(table, c));
        foreach (NfSet set in table.Sets.ToList())
        {
            DeleteSet(table, set);
        }
        foreach (NfChain chain in table.Chains.ToList())
        {
            DeleteChain(table, chain);
        }
        _rules.Tables.Remove(table);
        Tell(cause => table.Write(NFT_MSG_DELTABLE, cause, 0));
    }

    private void NewChain(NfTable table, Attributes attributes)
    {
        string? name = attributes.Text(NFTA_CHAIN_NAME);
        NfChain? chain = FindChain(table, attributes, out bool byHandle);
        Require(chain is not null || !byHandle, Errno.ENOENT);
        Require(chain is not null || name is not null, Errno.EINVAL);
        uint? policy = attributes.U32Be(NFTA_CHAIN_POLICY);
        if (policy is not null)
        {
            Require(chain is null ? attributes.Has(NFTA_CHAIN_HOOK) : chain.Hook is not null, Errno.EOPNOTSUPP);
            Require(policy is NF_DROP or NF_ACCEPT, Errno.EINVAL);
        }
        uint flags = attributes.U32Be(NFTA_CHAIN_FLAGS) ?? chain?.Flags ?? 0;
        Require((flags & ~7u) == 0, Errno.EOPNOTSUPP);
        if (chain is null)
        {
            AddChain(table, name!, attributes, flags, policy);
            return;
        }
        Require(!_request.Has(NLM_F_EXCL), Errno.EEXIST);
        Require(!_request.Has(NLM_F_REPLACE), Errno.EOPNOTSUPP);
        ChangeChain(table, chain, attributes, flags | (chain.Flags & NFT_CHAIN_BASE), policy);
    }

    private void AddChain(NfTable table, string name, Attributes attributes, uint flags, uint? policy)
    {
        Require(!attributes.Has(NFTA_CHAIN_HOOK) || !table.HasPendingFlags, Errno.EINVAL);
        NfHook? hook = attributes.Has(NFTA_CHAIN_HOOK) ? NfHooks.Parse(ns, table.Family, attributes) : null;
        if (hook is null)
        {
            Require((flags & NFT_CHAIN_BASE) == 0, Errno.EINVAL);
        }
        Require((flags & NFT_CHAIN_HW_OFFLOAD) == 0, Errno.EOPNOTSUPP);
        NfChain chain = new(name, table.NextHandle())
        {
            Flags = hook is null ? flags : flags | NFT_CHAIN_BASE, Hook = hook, Policy = policy ?? NF_ACCEPT, UserData = attributes.Bytes(NFTA_CHAIN_USERDATA),
        };
        table.Chains.Add(chain);
        TellChain(table, chain);
    }

    /// <summary>nf_tables_updchain: the policy, and nothing of the hook.</summary>
    private void ChangeChain(NfTable table, NfChain chain, Attributes attributes, uint flags, uint? policy)
    {
        Require(flags == chain.Flags, Errno.EOPNOTSUPP);
        List<SimulatedLink> added = [];
        if (attributes.Has(NFTA_CHAIN_HOOK))
        {
            Require(chain.Hook is not null, Errno.EEXIST);
            added = NfHooks.Compare(ns, table.Family, chain.Hook!, attributes);
        }
        table.HasPendingHooks = true;
        if (policy is { } wanted)
        {
            chain.Policy = wanted;
        }
        TellChain(table, chain, added);
    }

    private void TellChain(NfTable table, NfChain chain, List<SimulatedLink>? added = null)
    {
        ushort flags = Kept(NLM_F_CREATE | NLM_F_EXCL);
        uint policy = chain.Policy;
        Tell(cause => chain.Write(NFT_MSG_NEWCHAIN, table, cause, flags, added, policy));
    }

    private void DeleteChain(NfTable table, Attributes attributes)
    {
        NfChain chain = FindChain(table, attributes, out _) ?? throw new RefusedException(attributes.Has(NFTA_CHAIN_NAME) || attributes.Has(NFTA_CHAIN_HANDLE) ? Errno.ENOENT : Errno.EINVAL);
        long others = table.ChainUse(chain) - chain.Rules.Count(r => !r.IsDeleted);
        DeleteRules(table, chain);
        Require(others == 0, Errno.EBUSY);
        DeleteChain(table, chain);
    }

    private void DeleteChain(NfTable table, NfChain chain)
    {
        table.HasPendingHooks |= chain.Hook is not null;
        table.Chains.Remove(chain);
        Tell(cause => chain.Write(NFT_MSG_DELCHAIN, table, cause, 0));
    }

    private static NfChain? FindChain(NfTable table, Attributes attributes, out bool byHandle)
    {
        byHandle = attributes.Has(NFTA_CHAIN_HANDLE);
        return attributes.U64Be(NFTA_CHAIN_HANDLE) is { } handle ? table.Chains.Find(c => c.Handle == handle) : table.Chain(attributes.Text(NFTA_CHAIN_NAME));
    }
}
