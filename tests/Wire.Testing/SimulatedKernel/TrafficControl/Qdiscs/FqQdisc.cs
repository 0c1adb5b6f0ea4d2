namespace Wire.Testing.Simulation;

/// <summary>fq (net/sched/sch_fq.c); TCA_FQ_* by number.</summary>
internal sealed class FqQdisc : OptionsQdisc
{
    private const ushort PLIMIT = 1, FLOW_PLIMIT = 2, QUANTUM = 3, INITIAL_QUANTUM = 4, RATE_ENABLE = 5, FLOW_MAX_RATE = 7, BUCKETS_LOG = 8, FLOW_REFILL_DELAY = 9;
    private const ushort ORPHAN_MASK = 10, LOW_RATE_THRESHOLD = 11, CE_THRESHOLD = 12, TIMER_SLACK = 13, HORIZON = 14, HORIZON_DROP = 15, PRIOMAP = 16, WEIGHTS = 17;
    private const uint QuantumMax = 1 << 20;
    private const uint BucketsLogMax = 18;
    private const uint HorizonMax = 1_000_000_000;

    public FqQdisc(SimulatedLink link)
        : base(link)
    {
        Options[PLIMIT] = Number(10_000);
        Options[FLOW_PLIMIT] = Number(100);
        Options[QUANTUM] = Number(2 * PacketBytes(link));
        Options[INITIAL_QUANTUM] = Number(10 * PacketBytes(link));
        Options[RATE_ENABLE] = Number(1);
        Options[FLOW_MAX_RATE] = Number(uint.MaxValue);
        Options[BUCKETS_LOG] = Number(10);
        Options[FLOW_REFILL_DELAY] = Number(40_000);
        Options[ORPHAN_MASK] = Number(1023);
        Options[LOW_RATE_THRESHOLD] = Number(68_750);
        Options[CE_THRESHOLD] = Number(uint.MaxValue);
        Options[TIMER_SLACK] = Number(10_000);
        Options[HORIZON] = Number(10_000_000);
        Options[HORIZON_DROP] = [1];
        Options[PRIOMAP] = PrioQdisc.Default;
        Options[WEIGHTS] = [.. Number(589_824), .. Number(196_608), .. Number(65_536)];
    }

    public override string Kind => "fq";

    protected override IEnumerable<(ushort Type, byte[]? Value)> Take(ushort type, byte[] value) => type switch
    {
        QUANTUM => [(type, Within(value, 1, QuantumMax, "invalid quantum"))],
        RATE_ENABLE => [(type, Within(value, 0, 1))],
        BUCKETS_LOG => [(type, Within(value, 1, BucketsLogMax))],
        HORIZON => [(type, Number(Math.Min(U32(value), HorizonMax)))],
        HORIZON_DROP => [(type, value)],
        PLIMIT or FLOW_PLIMIT or INITIAL_QUANTUM or FLOW_MAX_RATE or FLOW_REFILL_DELAY or ORPHAN_MASK or LOW_RATE_THRESHOLD or CE_THRESHOLD or TIMER_SLACK => [(type, Number(U32(value)))],
        _ => [],
    };
}
