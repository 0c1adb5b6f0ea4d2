namespace Wire.Testing.Simulation;

/// <summary>cake (net/sched/sch_cake.c); TCA_CAKE_* by number.</summary>
internal sealed class CakeQdisc : OptionsQdisc
{
    private const ushort BASE_RATE64 = 2, DIFFSERV_MODE = 3, ATM = 4, FLOW_MODE = 5, OVERHEAD = 6, RTT = 7, TARGET = 8, AUTORATE = 9, MEMORY = 10, NAT = 11, RAW = 12;
    private const ushort WASH = 13, MPU = 14, INGRESS = 15, ACK_FILTER = 16, SPLIT_GSO = 17, FWMARK = 18;
    private const uint FlowMask = 7;
    private const uint DiffservMax = 4;

    private readonly FilterBlock _filters;

    public CakeQdisc(SimulatedLink link)
        : base(link)
    {
        _filters = new(this, null);
        Options[BASE_RATE64] = new byte[8];
        Options[FLOW_MODE] = Number(FlowMask);
        Options[RTT] = Number(100_000);
        Options[TARGET] = Number(5000);
        Options[SPLIT_GSO] = Number(1);
        foreach (ushort zero in (ushort[])[DIFFSERV_MODE, ATM, OVERHEAD, AUTORATE, MEMORY, NAT, RAW, WASH, MPU, INGRESS, ACK_FILTER, FWMARK])
        {
            Options[zero] = Number(0);
        }
    }

    public override string Kind => "cake";

    public override bool HasClasses => true;

    public override bool HasFilters => true;

    public override FilterBlock? Block(uint? found) => found is null ? _filters : null;

    protected override IEnumerable<(ushort Type, byte[]? Value)> Take(ushort type, byte[] value) => type switch
    {
        BASE_RATE64 => [(type, value)],
        FLOW_MODE => [(type, Number(U32(value) & FlowMask))],
        OVERHEAD => [(type, value), (RAW, null)],
        RAW => [(RAW, Number(0))],
        RTT or TARGET => [(type, Number(Math.Max(1, U32(value))))],
        NAT or WASH or AUTORATE or INGRESS or SPLIT_GSO => [(type, Number(U32(value) != 0 ? 1u : 0))],
        DIFFSERV_MODE => [(type, Within(value, 0, DiffservMax))],
        ATM or ACK_FILTER or MEMORY or FWMARK or MPU => [(type, Number(U32(value)))],
        _ => [],
    };
}
