namespace Wire.Testing.Simulation;

/// <summary>fq_codel (net/sched/sch_fq_codel.c); TCA_FQ_CODEL_* by number.</summary>
internal sealed class FqCodelQdisc : OptionsQdisc
{
    private const ushort TARGET = 1, LIMIT = 2, INTERVAL = 3, ECN = 4, FLOWS = 5, QUANTUM = 6, CE_THRESHOLD = 7, DROP_BATCH_SIZE = 8, MEMORY_LIMIT = 9;
    private const ushort CE_THRESHOLD_SELECTOR = 10, CE_THRESHOLD_MASK = 11;
    private const uint QuantumMin = 256;
    private const uint QuantumMax = 1 << 20;
    private const uint FlowsMax = 65536;
    private const uint MemoryMax = 1u << 31;

    private readonly FilterBlock _filters;

    public FqCodelQdisc(SimulatedLink link)
        : base(link)
    {
        _filters = new(this, null);
        Options[TARGET] = Number(Rounded(5000));
        Options[LIMIT] = Number(10240);
        Options[INTERVAL] = Number(Rounded(100_000));
        Options[ECN] = Number(1);
        Options[FLOWS] = Number(1024);
        Options[QUANTUM] = Number(PacketBytes(link));
        Options[DROP_BATCH_SIZE] = Number(64);
        Options[MEMORY_LIMIT] = Number(32 << 20);
    }

    public override string Kind => "fq_codel";

    public override bool HasClasses => true;

    public override bool HasFilters => true;

    public override FilterBlock? Block(uint? found) => _filters;

    protected override IEnumerable<(ushort Type, byte[]? Value)> Take(ushort type, byte[] value) => type switch
    {
        TARGET or INTERVAL => [(type, Number(Rounded(U32(value))))],
        LIMIT => [(type, Number(U32(value)))],
        ECN => [(type, Number(U32(value) != 0 ? 1u : 0))],
        FLOWS when IsMade => throw new RefusedException(Errno.EINVAL),
        FLOWS => [(type, Within(value, 1, FlowsMax))],
        QUANTUM => [(type, Number(Math.Max(QuantumMin, U32(Within(value, 0, QuantumMax, "Invalid quantum")))))],
        CE_THRESHOLD => [(type, Number(Rounded(U32(value)))), (CE_THRESHOLD_SELECTOR, Options.GetValueOrDefault(CE_THRESHOLD_SELECTOR) ?? [0]), (CE_THRESHOLD_MASK, Options.GetValueOrDefault(CE_THRESHOLD_MASK) ?? [0])],
        DROP_BATCH_SIZE => [(type, Number(Math.Max(1, U32(value))))],
        MEMORY_LIMIT => [(type, Number(Math.Min(MemoryMax, U32(value))))],
        _ => [],
    };

    /// <summary>CODEL_SHIFT: times are kept in units of 1024 ns, and told in microseconds.</summary>
    private static uint Rounded(uint microseconds) => (uint)(((microseconds * 1000UL) >> 10 << 10) / 1000);
}
