namespace Wire.Testing.Simulation;

/// <summary>A queueing discipline (<c>struct Qdisc</c>, <c>Qdisc_ops</c>, <c>Qdisc_class_ops</c>). The kinds derive from it.</summary>
internal abstract class Qdisc(SimulatedLink link)
{
    public SimulatedLink Link { get; } = link;

    /// <summary>TCA_KIND.</summary>
    public abstract string Kind { get; }

    public uint Handle { get; set; }

    /// <summary>The place as the request that made it said it.</summary>
    public uint Parent { get; set; }

    /// <summary>The hash tables of u32 for all filters that hang on it.</summary>
    public U32Tables U32Tables { get; } = new();

    /// <summary>TCQ_F_INVISIBLE: made for an empty place.</summary>
    public bool IsHidden { get; init; }

    /// <summary>TCQ_F_INGRESS: it is at a hook, and queues nothing.</summary>
    public virtual bool IsHook => false;

    /// <summary>It has classes (cl_ops), if only one.</summary>
    public virtual bool HasClasses => false;

    /// <summary>Its classes take qdiscs (graft).</summary>
    public virtual bool TakesChildren => false;

    /// <summary>Filters hang on it (tcf_block).</summary>
    public virtual bool HasFilters => false;

    public virtual IEnumerable<Qdisc?> Children => [];

    /// <summary>The classes that are listed.</summary>
    public virtual IEnumerable<uint> Classes => [];

    /// <summary>init, of a new one.</summary>
    public virtual void Create(ReadOnlyMemory<byte>? options)
    {
    }

    /// <summary>change, of one that is there.</summary>
    public virtual void Change(ReadOnlyMemory<byte> options) => throw new RefusedException(Errno.EINVAL, "Change operation not supported by specified qdisc");

    /// <summary>Writes TCA_OPTIONS.</summary>
    public virtual void WriteOptions(MessageWriter message)
    {
    }

    /// <summary>A class by its number as requests say it; null for none.</summary>
    public virtual uint? Find(uint classId) => null;

    /// <summary>What is in a class; null for nothing at all.</summary>
    public virtual Qdisc? Leaf(uint found) => null;

    /// <summary>Puts another into a class, or what an empty one has.</summary>
    public virtual void Graft(uint found, Qdisc? next) => throw new RefusedException(Errno.EOPNOTSUPP);

    /// <summary>The filters of a class, or of the qdisc itself; null where none can be.</summary>
    public virtual FilterBlock? Block(uint? found) => null;

    /// <summary>A filter leads to a class of that number: it stays as long as that does. False when there is none.</summary>
    public virtual void Use(uint classId, int by)
    {
    }

    /// <summary>A class is made, or changed when there is one.</summary>
    public virtual uint ChangeClass(uint? found, uint classId, uint parent, TcRequest wanted) => throw new RefusedException(Errno.EOPNOTSUPP);

    public virtual void DeleteClass(uint found) => throw new RefusedException(Errno.EOPNOTSUPP);

    /// <summary>The number, the parent, the leaf's handle and the writer of TCA_OPTIONS of a class.</summary>
    public virtual (uint Handle, uint Parent, uint Leaf, Action<MessageWriter>? Options) TellClass(uint found) =>
        (Handle | found, Handle, Leaf(found)?.Handle ?? 0, null);
}
