namespace Wire.Domain;

/// <summary>Places for filters on what comes in by a link and on what goes out (sch_clsact); nothing queues in it.</summary>
public sealed record ClsactQdisc : Qdisc
{
    public static readonly ResourceKind TheKind = MakeKindOfOnePlace("clsact", () => new ClsactQdisc());

    public override ResourceKind Kind => TheKind;

    public override uint EffectiveParent => TcHandles.Ingress;
}
