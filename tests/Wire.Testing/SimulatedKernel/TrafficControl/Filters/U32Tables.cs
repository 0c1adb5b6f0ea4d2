namespace Wire.Testing.Simulation;

/// <summary>The hash tables of all u32 filters at one place (struct tc_u_common): they are there as long as one priority of u32 is.</summary>
internal sealed class U32Tables
{
    private const uint IdMax = 0x7ff;

    private uint _lastId;

    public List<U32Table> All { get; } = [];

    /// <summary>Priorities that have their tables here.</summary>
    public int Users { get; set; }

    /// <summary>gen_new_htid: 1 to 7ff in turn, told as 801 to fff.</summary>
    public uint FreeHandle()
    {
        for (uint tried = 0; tried < IdMax; tried++)
        {
            _lastId = _lastId % IdMax + 1;
            uint handle = HandleOf(_lastId);
            if (Find(handle) is null)
            {
                return handle;
            }
        }
        throw new RefusedException(Errno.ENOMEM);
    }

    public static uint HandleOf(uint id) => (id | 0x800) << 20;

    public U32Table? Find(uint handle) => All.Find(t => t.Handle == handle);

    public void Leave()
    {
        if (--Users == 0)
        {
            All.Clear();
            _lastId = 0;
        }
    }
}

/// <summary>A hash table (struct tc_u_hnode): a filter itself, in the kernel's eyes.</summary>
internal sealed class U32Table(uint handle, ushort priority) : Filter(handle)
{
    /// <summary>One less than told.</summary>
    public uint Divisor { get; init; }

    public ushort Priority => priority;

    public bool IsRoot { get; init; }

    /// <summary>Filters that link to it.</summary>
    public int Links { get; set; }

    public List<U32Filter> Filters { get; } = [];

    public override void Write(MessageWriter options) => options.AttributeU32(PktSched.TCA_U32_DIVISOR, Divisor + 1);
}
