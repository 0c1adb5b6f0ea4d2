namespace Wire.Testing.Simulation;

/// <summary>mq (net/sched/sch_mq.c): what a link of several queues gets when it comes up, with a default one for each queue in use: the first.</summary>
internal sealed class MqQdisc : Qdisc
{
    private const uint FirstQueue = 1;

    private Qdisc? _child;

    public MqQdisc(SimulatedLink link)
        : base(link)
    {
        _child = new DefaultQdisc(link, queues: true) { Parent = FirstQueue };
    }

    public override string Kind => "mq";

    public override bool HasClasses => true;

    public override bool TakesChildren => true;

    public override IEnumerable<Qdisc?> Children => [_child];

    public override uint? Find(uint classId) => PktSched.Minor(classId) == FirstQueue ? FirstQueue : null;

    public override Qdisc? Leaf(uint found) => _child;

    public override void Graft(uint found, Qdisc? next) => _child = next;
}
