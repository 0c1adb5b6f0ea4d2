using System.Numerics;
using static Wire.Testing.Simulation.PktSched;
using static Wire.Testing.Simulation.TcRequest;

namespace Wire.Testing.Simulation;

/// <summary>u32 (net/sched/cls_u32.c): filters in the buckets of hash tables. A number is table (12 bits), bucket (8) and filter (12).</summary>
internal sealed class U32Classifier(FilterBlock block, uint chain, ushort priority, ushort protocol) : Classifier(block, chain, priority, protocol)
{
    private const uint TC_U32_ROOT = 0xfff0_0000;
    private const uint TableMask = 0xfff0_0000;
    private const uint KeyMask = 0xf_ffff;
    private const uint NodeMask = 0xfff;
    private const uint FirstFreeNode = 0x800;
    private const uint DivisorMax = 0x100;

    /// <summary>struct tc_u32_sel, and of each key struct tc_u32_key.</summary>
    private const int SelectorBytes = 16, KeyBytes = 16;

    private U32Table _root = null!;

    public override string Kind => "u32";

    public override IEnumerable<Filter> All => Block.U32.All.Where(t => t.Priority == Priority).SelectMany(t => t.Filters.OrderBy(f => f.Handle).Prepend<Filter>(t));

    public override void Created()
    {
        U32Tables tables = Block.U32;
        _root = new(tables.Users == 0 ? U32Tables.HandleOf(0) : tables.FreeHandle(), Priority) { IsRoot = true };
        tables.Users++;
        tables.All.Insert(0, _root);
    }

    public override Filter? Find(uint handle)
    {
        U32Table? table = TableOf(handle);
        return (handle & KeyMask) == 0 ? table : table?.Filters.Find(f => f.Handle == handle);
    }

    public override Filter? Change(uint handle, Filter? found, ReadOnlyMemory<byte>? options)
    {
        if (options is null)
        {
            Require(handle == 0, Errno.EINVAL, "Filter handle requires options");
            return null;
        }
        Attributes a = Nested(options);
        Require(a.Find(TCA_U32_SEL) is not { Length: < SelectorBytes }, Errno.ERANGE, "Attribute failed policy validation");
        uint flags = Flags(a, TCA_U32_FLAGS);
        if (found is not null)
        {
            return Replace(found, a, flags);
        }
        return a.U32(TCA_U32_DIVISOR) is { } divisor ? AddTable(handle, divisor) : Add(handle, a, flags);
    }

    public override bool Delete(Filter found)
    {
        if (found is U32Table table)
        {
            Require(!table.IsRoot, Errno.EINVAL, "Not allowed to delete root node");
            Require(table.Links == 0, Errno.EBUSY, "Can not delete in-use filter");
            table.Filters.ForEach(Forget);
            Block.U32.All.Remove(table);
        }
        else
        {
            Forget((U32Filter)found);
            Block.U32.All.ForEach(t => t.Filters.Remove((U32Filter)found));
        }
        return Block.U32.Users == 1 && Block.U32.All.TrueForAll(t => t.Filters.Count == 0);
    }

    /// <summary>Other tables than its own stay while another priority is there.</summary>
    public override void Destroyed()
    {
        _root.Filters.ForEach(Forget);
        Block.U32.All.Remove(_root);
        if (Block.U32.Users == 1)
        {
            Block.U32.All.SelectMany(t => t.Filters).ToList().ForEach(Forget);
        }
        Block.U32.Leave();
    }

    private U32Table? TableOf(uint handle) => (handle & TableMask) == TC_U32_ROOT ? _root : Block.U32.Find(handle & TableMask);

    private U32Filter Replace(Filter found, Attributes a, uint flags)
    {
        Require(found is U32Filter, Errno.EINVAL, "Key node id cannot be zero");
        U32Filter old = (U32Filter)found;
        Require(old.Flags == flags, Errno.EINVAL, "Key node flags do not match passed flags");
        U32Table table = TableOf(old.Handle)!;
        U32Filter changed = Parse(old.Handle, a, flags, old.Selector, old.Mark, old.Link);
        RequireSoftware(flags);
        Forget(old);
        table.Filters[table.Filters.IndexOf(old)] = changed;
        Remember(changed);
        return changed;
    }

    private U32Table AddTable(uint handle, uint divisor)
    {
        Require(BitOperations.IsPow2(divisor), Errno.EINVAL, "Divisor is not a power of 2");
        Require(divisor <= DivisorMax, Errno.EINVAL, "Exceeded maximum 256 hash buckets");
        Require((handle & KeyMask) == 0, Errno.EINVAL, "Divisor can only be used on a hash table");
        U32Table made = new(handle == 0 ? Block.U32.FreeHandle() : handle, Priority) { Divisor = divisor - 1 };
        Block.U32.All.Insert(0, made);
        return made;
    }

    private U32Filter Add(uint handle, Attributes a, uint flags)
    {
        uint bucket = a.U32(TCA_U32_HASH) ?? _root.Handle;
        U32Table table = TableOf(bucket) ?? throw new RefusedException(Errno.EINVAL, "Specified hash table not found");
        bucket = (bucket & TableMask) == TC_U32_ROOT || !a.Has(TCA_U32_HASH) ? _root.Handle : bucket;
        Require(table.Divisor >= (bucket >> 12 & 0xff), Errno.EINVAL, "Specified hash table buckets exceed configured value");
        Require(handle == 0 || (handle & TableMask) == 0 || (handle & TableMask) == (bucket & TableMask), Errno.EINVAL, "Handle specified hash table address mismatch");
        handle = handle == 0 ? FreeNode(table, bucket) : bucket | (handle & NodeMask);
        Require(table.Filters.TrueForAll(f => f.Handle != handle), Errno.ENOSPC);
        Require(a.Has(TCA_U32_SEL), Errno.EINVAL, "Selector not specified");
        byte[] selector = a.Bytes(TCA_U32_SEL)!;
        Require(selector.Length >= SelectorBytes && selector.Length >= SelectorBytes + KeyBytes * selector[2], Errno.EINVAL);
        U32Filter made = Parse(handle, a, flags, selector[..(SelectorBytes + KeyBytes * selector[2])], a.Bytes(TCA_U32_MARK), null);
        RequireSoftware(flags);
        table.Filters.Add(made);
        Remember(made);
        return made;
    }

    /// <summary>u32_set_parms.</summary>
    private U32Filter Parse(uint handle, Attributes a, uint flags, byte[] selector, byte[]? mark, U32Table? link)
    {
        IReadOnlyList<FilterAction> actions = FilterAction.Read(Block.Qdisc.Link.Namespace, a.Find(TCA_U32_ACT));
        if (a.U32(TCA_U32_LINK) is { } asked)
        {
            Require((asked & KeyMask) == 0, Errno.EINVAL, "u32 Link handle must be a hash table");
            link = asked == 0 ? null : Block.U32.Find(asked) ?? throw new RefusedException(Errno.EINVAL, "Link hash table not found");
            Require(link is not { IsRoot: true }, Errno.EINVAL, "Not linking to root node");
        }
        return new(handle) { Flags = flags, Selector = selector, Mark = mark, Link = link, ClassId = a.U32(TCA_U32_CLASSID) ?? 0, Actions = actions };
    }

    private void Remember(U32Filter filter)
    {
        if (filter.Link is { } link)
        {
            link.Links++;
        }
        Bind(filter);
    }

    private void Forget(U32Filter filter)
    {
        if (filter.Link is { } link)
        {
            link.Links--;
        }
        Unbind(filter);
    }

    /// <summary>gen_new_kid: from 800, then from 1.</summary>
    private static uint FreeNode(U32Table table, uint bucket)
    {
        HashSet<uint> taken = [.. table.Filters.Select(f => f.Handle)];
        for (uint node = FirstFreeNode; node <= NodeMask; node++)
        {
            if (!taken.Contains(bucket | node))
            {
                return bucket | node;
            }
        }
        uint low = 1;
        while (taken.Contains(bucket + low) && low < FirstFreeNode)
        {
            low++;
        }
        return bucket + low;
    }
}
