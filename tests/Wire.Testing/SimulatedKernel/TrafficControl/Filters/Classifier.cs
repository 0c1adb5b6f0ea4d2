namespace Wire.Testing.Simulation;

/// <summary>The filters of one priority, which are of one kind and for one protocol (struct tcf_proto, tcf_proto_ops).</summary>
internal abstract class Classifier(FilterBlock block, uint chain, ushort priority, ushort protocol)
{
    public FilterBlock Block => block;

    public uint Chain => chain;

    public ushort Priority => priority;

    /// <summary>As in tcm_info: in network order.</summary>
    public ushort Protocol => protocol;

    public abstract string Kind { get; }

    /// <summary>What is listed, in its order.</summary>
    public abstract IEnumerable<Filter> All { get; }

    /// <summary>Made only now, before its first filter.</summary>
    public virtual void Created()
    {
    }

    public virtual Filter? Find(uint handle) => All.FirstOrDefault(f => f.Handle == handle);

    /// <summary>A filter is made, or takes the place of the one that is there. Null: nothing was made of it, and all is well.</summary>
    public abstract Filter? Change(uint handle, Filter? found, ReadOnlyMemory<byte>? options);

    /// <returns>It was the last one, and the priority goes with it.</returns>
    public abstract bool Delete(Filter found);

    /// <summary>The priority goes.</summary>
    public virtual void Destroyed()
    {
        foreach (Filter filter in All)
        {
            Unbind(filter);
        }
    }

    /// <summary>tcf_bind_filter.</summary>
    public void Bind(Filter filter)
    {
        Unbind(filter);
        if (filter.ClassId != 0 && block.Qdisc.Find(filter.ClassId) is not null)
        {
            block.Qdisc.Use(filter.ClassId, 1);
            filter.IsBound = true;
        }
    }

    public void Unbind(Filter filter)
    {
        if (filter.IsBound)
        {
            block.Qdisc.Use(filter.ClassId, -1);
            filter.IsBound = false;
        }
    }

    /// <summary>The flags that may be asked for (tc_flags_valid), as told: no device takes a filter.</summary>
    protected static uint Flags(Attributes attributes, ushort type)
    {
        const uint Valid = PktSched.TCA_CLS_FLAGS_SKIP_HW | PktSched.TCA_CLS_FLAGS_SKIP_SW | PktSched.TCA_CLS_FLAGS_VERBOSE;
        uint flags = attributes.U32(type) ?? 0;
        Require((flags & ~Valid) == 0 && (flags & 3) != 3, Errno.EINVAL);
        return flags | PktSched.TCA_CLS_FLAGS_NOT_IN_HW;
    }

    /// <summary>skip_sw alone wants a device that does it.</summary>
    protected static void RequireSoftware(uint flags) => Require((flags & PktSched.TCA_CLS_FLAGS_SKIP_SW) == 0, Errno.EOPNOTSUPP);
}

/// <summary>One filter.</summary>
internal abstract class Filter(uint handle)
{
    public uint Handle => handle;

    public uint ClassId { get; init; }

    /// <summary>The class that it leads to knows of it.</summary>
    public bool IsBound { get; set; }

    public IReadOnlyList<FilterAction> Actions { get; init; } = [];

    /// <summary>What is in TCA_OPTIONS.</summary>
    public abstract void Write(MessageWriter options);
}
