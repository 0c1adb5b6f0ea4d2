using static Wire.Testing.Simulation.PktSched;

namespace Wire.Testing.Simulation;

/// <summary>What has filters and no queue (net/sched/sch_ingress.c): without options, at one place alone.</summary>
internal abstract class HookQdisc(SimulatedLink link) : Qdisc(link)
{
    public override bool IsHook => true;

    public override bool HasClasses => true;

    public override bool HasFilters => true;

    public override void Create(ReadOnlyMemory<byte>? options) => Require(Parent == TC_H_INGRESS, Errno.EOPNOTSUPP);

    public override void WriteOptions(MessageWriter message) => message.Nest(TCA_OPTIONS, _ => { });
}

/// <summary>ingress: every number leads to its one hook.</summary>
internal sealed class IngressQdisc : HookQdisc
{
    private readonly FilterBlock _filters;

    public IngressQdisc(SimulatedLink link)
        : base(link) => _filters = new(this, null);

    public override string Kind => "ingress";

    public override uint? Find(uint classId) => Minor(classId) + 1;

    public override FilterBlock? Block(uint? found) => _filters;
}

/// <summary>clsact: a hook for what comes in and one for what goes out.</summary>
internal sealed class ClsactQdisc : HookQdisc
{
    private readonly FilterBlock _ingress, _egress;

    public ClsactQdisc(SimulatedLink link)
        : base(link) => (_ingress, _egress) = (new(this, TC_H_MIN_INGRESS), new(this, TC_H_MIN_EGRESS));

    public override string Kind => "clsact";

    public override uint? Find(uint classId) => Minor(classId) is TC_H_MIN_INGRESS or TC_H_MIN_EGRESS ? Minor(classId) : null;

    public override FilterBlock? Block(uint? found) => found switch
    {
        TC_H_MIN_INGRESS => _ingress,
        TC_H_MIN_EGRESS => _egress,
        _ => null,
    };
}
