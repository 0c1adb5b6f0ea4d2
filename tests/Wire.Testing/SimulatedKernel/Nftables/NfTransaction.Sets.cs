using static Wire.Testing.Simulation.NfBytes;
using static Wire.Testing.Simulation.Netlink;
using static Wire.Testing.Simulation.NfTables;

namespace Wire.Testing.Simulation;

/// <summary>Sets and maps, and their elements.</summary>
internal sealed partial class NfTransaction
{
    private void NewSet(byte family, Attributes attributes)
    {
        Require(attributes.Has(NFTA_SET_TABLE) && attributes.Has(NFTA_SET_NAME) && attributes.Has(NFTA_SET_KEY_LEN) && attributes.Has(NFTA_SET_ID), Errno.EINVAL);
        Func<string, ulong, NfSet> make = NfSetForm.Parse(attributes);
        NfTable table = Table(family, attributes.Text(NFTA_SET_TABLE));
        string name = attributes.Text(NFTA_SET_NAME)!;
        NfSet? old = table.Set(name);
        if (old is not null)
        {
            Require(!_request.Has(NLM_F_EXCL), Errno.EEXIST);
            Require(!_request.Has(NLM_F_REPLACE), Errno.EOPNOTSUPP);
            NfSet said = make(name, 0);
            Require(old.IsSame(said), Errno.EEXIST);
            Require(!old.IsAnonymous, Errno.EOPNOTSUPP);
            old.Size = said.Size == 0 ? old.Size : said.Size;
        }
        else
        {
            Require(_request.Has(NLM_F_CREATE), Errno.ENOENT);
        }
        NfSet set = old ?? make(FreeName(table, name), table.NextHandle());
        if (old is null)
        {
            table.Sets.Add(set);
        }
        ushort flags = Kept(NLM_F_CREATE | NLM_F_EXCL);
        Tell(cause =>
        {
            set.IsTold = true;
            return set.Write(NFT_MSG_NEWSET, table, cause, flags);
        });
    }

    /// <summary>nf_tables_set_alloc_name: "%d" is the lowest number that is free.</summary>
    private static string FreeName(NfTable table, string name) =>
        Enumerable.Range(0, int.MaxValue).Select(i => name.Replace("%d", $"{i}", StringComparison.Ordinal)).First(n => table.Set(n) is null);

    private void DeleteSet(NfTable table, Attributes attributes)
    {
        NfSet set = attributes.U64Be(NFTA_SET_HANDLE) is { } handle
            ? table.Sets.Find(s => s.Handle == handle) ?? throw new RefusedException(Errno.ENOENT)
            : table.Set(attributes.Text(NFTA_SET_NAME) ?? throw new RefusedException(Errno.EINVAL)) ?? throw new RefusedException(Errno.ENOENT);
        Require(table.SetUse(set) == 0, Errno.EBUSY);
        DeleteSet(table, set);
    }

    private void DeleteSet(NfTable table, NfSet set)
    {
        table.Sets.Remove(set);
        Tell(cause => set.Write(NFT_MSG_DELSET, table, cause, 0));
    }

    private static NfSet SetOf(NfTable table, string? name, uint? id) =>
        table.Set(name ?? throw new RefusedException(Errno.EINVAL)) ?? table.Sets.FindLast(s => id is not null && s.Id == id && s.IsAnonymous) ?? throw new RefusedException(Errno.ENOENT);

    private void NewElements(byte family, Attributes attributes)
    {
        Require(attributes.Has(NFTA_SET_ELEM_LIST_ELEMENTS), Errno.EINVAL);
        NfTable table = Table(family, attributes.Text(NFTA_SET_ELEM_LIST_TABLE));
        NfSet set = SetOf(table, attributes.Text(NFTA_SET_ELEM_LIST_SET), attributes.U32Be(NFTA_SET_ELEM_LIST_SET_ID));
        Require((set.Flags & (NFT_SET_CONSTANT | NFT_SET_ANONYMOUS)) == 0 || !table.IsBound(set), Errno.EBUSY);
        foreach (Attributes each in ElementsOf(attributes))
        {
            NewElement(table, set, NfElement.Parse(each, set, table, withData: true));
        }
        Validate(table);
    }

    private void NewElement(NfTable table, NfSet set, NfElement element)
    {
        if (NfElements.Meets(set, element) is { } met)
        {
            Require(met.HasSameData(element) && !_request.Has(NLM_F_EXCL), Errno.EEXIST);
            return;
        }
        Require(set.Size == 0 || set.Elements.Count + set.Leaving < set.Size, Errno.ENFILE);
        set.Elements.Add(element);
        ushort flags = Kept(NLM_F_CREATE | NLM_F_EXCL);
        Tell(cause => set.WriteElements(NFT_MSG_NEWSETELEM, table, [element], cause, flags));
    }

    private void DeleteElements(NfTable table, Attributes attributes)
    {
        NfSet set = SetOf(table, attributes.Text(NFTA_SET_ELEM_LIST_SET), null);
        Require((set.Flags & (NFT_SET_CONSTANT | NFT_SET_ANONYMOUS)) == 0 || !table.IsBound(set), Errno.EBUSY);
        if (!attributes.Has(NFTA_SET_ELEM_LIST_ELEMENTS))
        {
            set.Elements.ToList().ForEach(e => DeleteElement(table, set, e));
            return;
        }
        foreach (Attributes each in ElementsOf(attributes))
        {
            NfElement wanted = NfElement.Parse(each, set, table, withData: false);
            DeleteElement(table, set, NfElements.Find(set, wanted) ?? throw new RefusedException(Errno.ENOENT));
            // nft_del_setelem; nft_setelem_flush makes room at once (ndeact).
            set.Leaving++;
        }
    }

    private void DeleteElement(NfTable table, NfSet set, NfElement element)
    {
        set.Elements.Remove(element);
        Tell(cause => set.WriteElements(NFT_MSG_DELSETELEM, table, [element], cause, 0));
    }

    private static IEnumerable<Attributes> ElementsOf(Attributes attributes) =>
        attributes.Nested(NFTA_SET_ELEM_LIST_ELEMENTS).All.Select(e => Attributes.Parse(e.Value));
}
