using static Wire.Testing.Simulation.PktSched;
using static Wire.Testing.Simulation.TcRequest;

namespace Wire.Testing.Simulation;

/// <summary>netem (net/sched/sch_netem.c): one class, which is told when it has a qdisc of its own. Models of loss, slots and tables are not there.</summary>
internal sealed class NetemQdisc(SimulatedLink link) : Qdisc(link)
{
    /// <summary>struct tc_netem_qopt: latency, limit, loss, gap, duplicate, jitter.</summary>
    private const int OptionBytes = 24;

    /// <summary>netem_policy: those that are no structure of <see cref="_attributes"/>, and the slots.</summary>
    private static readonly (ushort Type, int Bytes)[] _numbers =
        [(TCA_NETEM_ECN, 4), (TCA_NETEM_RATE64, 8), (TCA_NETEM_LATENCY64, 8), (TCA_NETEM_JITTER64, 8), (12, 40), (TCA_NETEM_PRNG_SEED, 8)];

    private readonly SortedDictionary<ushort, byte[]> _attributes = new()
    {
        [TCA_NETEM_CORR] = new byte[12],
        [TCA_NETEM_REORDER] = new byte[8],
        [TCA_NETEM_CORRUPT] = new byte[8],
        [TCA_NETEM_RATE] = new byte[16],
    };

    private uint _limit, _loss, _gap;
    private long _latency, _jitter;
    private uint _ecn;
    private ulong _rate;
    private Qdisc? _child;

    public override string Kind => "netem";

    public override bool HasClasses => true;

    public override bool TakesChildren => true;

    public override IEnumerable<Qdisc?> Children => [_child];

    public override IEnumerable<uint> Classes => _child is null ? [] : [1];

    private uint Duplicate { get; set; }

    public override void Create(ReadOnlyMemory<byte>? options) => Change(options ?? throw new RefusedException(Errno.EINVAL));

    public override void Change(ReadOnlyMemory<byte> options)
    {
        Require(options.Length >= OptionBytes, Errno.EINVAL, "netem: invalid attributes len");
        Attributes a = Attributes.Parse(options[OptionBytes..]);
        foreach (ushort type in _attributes.Keys)
        {
            Require(a.Find(type) is not { } value || value.Length >= _attributes[type].Length, Errno.ERANGE);
        }
        foreach ((ushort type, int bytes) in _numbers)
        {
            Require(a.Find(type) is not { } value || value.Length >= bytes, Errno.ERANGE);
        }
        uint[] numbers = [.. Enumerable.Range(0, OptionBytes / 4).Select(i => BitConverter.ToUInt32(options.Span[(4 * i)..]))];
        (_latency, _limit, _loss, _gap, Duplicate, _jitter) =
            ((long)numbers[0] << TbfQdisc.TickShift, numbers[1], numbers[2], numbers[3], numbers[4], (long)numbers[5] << TbfQdisc.TickShift);
        if (_gap != 0)
        {
            // For versions of tc that knew no probability.
            _attributes[TCA_NETEM_REORDER] = [0xff, 0xff, 0xff, 0xff, .. _attributes[TCA_NETEM_REORDER].AsSpan(4)];
        }
        foreach (ushort type in _attributes.Keys.Where(a.Has).ToList())
        {
            _attributes[type] = a.Bytes(type)![.._attributes[type].Length];
        }
        if (a.Has(TCA_NETEM_RATE))
        {
            _rate = BitConverter.ToUInt32(_attributes[TCA_NETEM_RATE]);
        }
        _rate = Math.Max(_rate, a.U64(TCA_NETEM_RATE64) ?? 0);
        _latency = (long?)a.U64(TCA_NETEM_LATENCY64) ?? _latency;
        _jitter = Math.Min(Math.Abs((long?)a.U64(TCA_NETEM_JITTER64) ?? _jitter), int.MaxValue);
        _ecn = a.U32(TCA_NETEM_ECN) ?? _ecn;
    }

    public override void WriteOptions(MessageWriter message)
    {
        byte[] rate = [.. BitConverter.GetBytes((uint)Math.Min(_rate, uint.MaxValue)), .. _attributes[TCA_NETEM_RATE].AsSpan(4)];
        MessageWriter options = new MessageWriter(0, 0, 0, 0)
            .U32(Ticks(_latency)).U32(_limit).U32(_loss).U32(_gap).U32(Duplicate).U32(Ticks(_jitter))
            .Attribute(TCA_NETEM_LATENCY64, BitConverter.GetBytes(_latency))
            .Attribute(TCA_NETEM_JITTER64, BitConverter.GetBytes(_jitter))
            .Attribute(TCA_NETEM_CORR, _attributes[TCA_NETEM_CORR])
            .Attribute(TCA_NETEM_REORDER, _attributes[TCA_NETEM_REORDER])
            .Attribute(TCA_NETEM_CORRUPT, _attributes[TCA_NETEM_CORRUPT]);
        if (_rate > uint.MaxValue)
        {
            options.Attribute(TCA_NETEM_RATE64, BitConverter.GetBytes(_rate));
        }
        options.Attribute(TCA_NETEM_RATE, rate);
        if (_ecn != 0)
        {
            options.AttributeU32(TCA_NETEM_ECN, _ecn);
        }
        message.Attribute(TCA_OPTIONS, options.ToArray().AsSpan(Netlink.HeaderBytes));
    }

    public override uint? Find(uint classId) => 1;

    public override Qdisc? Leaf(uint found) => _child;

    public override void Graft(uint found, Qdisc? next) => _child = next;

    private static uint Ticks(long nanoseconds) => (uint)Math.Min(nanoseconds >> TbfQdisc.TickShift, uint.MaxValue);
}
