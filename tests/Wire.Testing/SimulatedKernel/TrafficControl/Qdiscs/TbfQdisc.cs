using static Wire.Testing.Simulation.PktSched;
using static Wire.Testing.Simulation.TcRequest;

namespace Wire.Testing.Simulation;

/// <summary>tbf (net/sched/sch_tbf.c): one class, whatever number is asked for.</summary>
internal sealed class TbfQdisc(SimulatedLink link) : Qdisc(link)
{
    /// <summary>struct tc_tbf_qopt.</summary>
    private const int OptionBytes = 2 * RateSpec.Bytes + 12;

    /// <summary>PSCHED_SHIFT: a tick is 64 ns.</summary>
    public const int TickShift = 6;

    private RateSpec _rate;
    private RateSpec? _peak;
    private uint _limit;
    private ulong _buffer, _mtu;
    private Qdisc? _child;

    public override string Kind => "tbf";

    public override bool HasClasses => true;

    public override bool TakesChildren => true;

    public override IEnumerable<Qdisc?> Children => [_child];

    public override IEnumerable<uint> Classes => [1];

    public override void Create(ReadOnlyMemory<byte>? options) => Change(options ?? throw new RefusedException(Errno.EINVAL));

    public override void Change(ReadOnlyMemory<byte> options)
    {
        Attributes a = Nested(options);
        Require(a.Find(TCA_TBF_PARMS) is { Length: >= OptionBytes }, Errno.EINVAL);
        ReadOnlySpan<byte> parms = a.Find(TCA_TBF_PARMS)!.Value.Span;
        uint limit = BitConverter.ToUInt32(parms[24..]);
        ulong buffer = Math.Min((ulong)BitConverter.ToUInt32(parms[28..]) << TickShift, uint.MaxValue);
        ulong mtu = Math.Min((ulong)BitConverter.ToUInt32(parms[32..]) << TickShift, uint.MaxValue);
        RateSpec rate = RateSpec.Read(parms, a.U64(TCA_TBF_RATE64) ?? 0);
        ulong largest = a.U32(TCA_TBF_BURST) ?? Math.Min(rate.BytesIn(buffer), uint.MaxValue);
        RateSpec? peak = null;
        if (BitConverter.ToUInt32(parms[(RateSpec.Bytes + 8)..]) != 0)
        {
            peak = RateSpec.Read(parms[RateSpec.Bytes..], a.U64(TCA_TBF_PRATE64) ?? 0);
            Require(peak.Value.BytesPerSecond > rate.BytesPerSecond, Errno.EINVAL);
            largest = Math.Min(largest, a.U32(TCA_TBF_PBURST) ?? peak.Value.BytesIn(mtu));
        }
        Require(largest > 0, Errno.EINVAL);
        if (_child is FifoQdisc fifo)
        {
            fifo.Limit = limit;
        }
        else if (_child is null && limit > 0)
        {
            _child = new FifoQdisc(Link, inBytes: true) { IsHidden = true, Limit = limit };
        }
        (_rate, _peak, _limit) = (rate, peak, limit);
        _buffer = a.U32(TCA_TBF_BURST) is { } burst ? rate.Nanoseconds(burst) : (ulong)BitConverter.ToUInt32(parms[28..]) << TickShift;
        _mtu = a.U32(TCA_TBF_PBURST) is { } peakBurst && peak is { } fast ? fast.Nanoseconds(peakBurst)
            : a.Has(TCA_TBF_PBURST) ? mtu : (ulong)BitConverter.ToUInt32(parms[32..]) << TickShift;
    }

    public override void WriteOptions(MessageWriter message) => message.Nest(TCA_OPTIONS, options =>
    {
        options.Attribute(TCA_TBF_PARMS,
        [
            .. _rate.Write(), .. _peak?.Write() ?? new byte[RateSpec.Bytes], .. BitConverter.GetBytes(_limit),
            .. BitConverter.GetBytes((uint)(_buffer >> TickShift)), .. BitConverter.GetBytes((uint)(_mtu >> TickShift)),
        ]);
        if (_rate.IsWide)
        {
            options.Attribute(TCA_TBF_RATE64, BitConverter.GetBytes(_rate.BytesPerSecond));
        }
        if (_peak is { IsWide: true } peak)
        {
            options.Attribute(TCA_TBF_PRATE64, BitConverter.GetBytes(peak.BytesPerSecond));
        }
    });

    public override uint? Find(uint classId) => 1;

    public override Qdisc? Leaf(uint found) => _child;

    public override void Graft(uint found, Qdisc? next) => _child = next;
}
