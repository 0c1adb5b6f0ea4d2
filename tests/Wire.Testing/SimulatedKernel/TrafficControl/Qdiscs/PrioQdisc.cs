using static Wire.Testing.Simulation.PktSched;

namespace Wire.Testing.Simulation;

/// <summary>prio (net/sched/sch_prio.c): a class for each band, with a queue from the beginning.</summary>
internal sealed class PrioQdisc : Qdisc
{
    private const int BandsMin = 2;
    private const int BandsMax = 16;

    private readonly FilterBlock _filters;
    private readonly List<Qdisc> _queues = [];
    private byte[] _options = Default;

    public PrioQdisc(SimulatedLink link)
        : base(link) => _filters = new(this, null);

    /// <summary>struct tc_prio_qopt: three bands, and the band of each priority.</summary>
    public static byte[] Default { get; } = [3, 0, 0, 0, 1, 2, 2, 2, 1, 2, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1];

    public override string Kind => "prio";

    public override bool HasClasses => true;

    public override bool TakesChildren => true;

    public override bool HasFilters => true;

    public override IEnumerable<Qdisc?> Children => _queues;

    public override IEnumerable<uint> Classes => Enumerable.Range(1, _queues.Count).Select(i => (uint)i);

    public override void Create(ReadOnlyMemory<byte>? options) => Change(options ?? throw new RefusedException(Errno.EINVAL));

    public override void Change(ReadOnlyMemory<byte> options)
    {
        Require(options.Length >= Default.Length, Errno.EINVAL);
        int bands = BitConverter.ToInt32(options.Span);
        Require(bands is >= BandsMin and <= BandsMax, Errno.EINVAL);
        byte[] asked = options[..Default.Length].ToArray();
        Require(asked.AsSpan(sizeof(int)).IndexOfAnyInRange((byte)bands, byte.MaxValue) < 0, Errno.EINVAL);
        _options = asked;
        while (_queues.Count > bands)
        {
            _queues.RemoveAt(_queues.Count - 1);
        }
        while (_queues.Count < bands)
        {
            _queues.Add(FifoQdisc.ForEmptyPlace(Link));
        }
    }

    public override void WriteOptions(MessageWriter message) => message.Attribute(TCA_OPTIONS, _options);

    public override uint? Find(uint classId) => Minor(classId) is var band && band >= 1 && band <= _queues.Count ? band : null;

    public override Qdisc? Leaf(uint found) => _queues[(int)found - 1];

    public override void Graft(uint found, Qdisc? next) => _queues[(int)found - 1] = next ?? FifoQdisc.ForEmptyPlace(Link);

    public override FilterBlock? Block(uint? found) => found is null ? _filters : null;
}
