namespace Wire.Domain;

/// <summary>A place for filters on what comes in by a link (sch_ingress); nothing queues in it.</summary>
public sealed record IngressQdisc : Qdisc
{
    public static readonly ResourceKind TheKind = MakeKindOfOnePlace("ingress", () => new IngressQdisc());

    public override ResourceKind Kind => TheKind;

    public override uint EffectiveParent => TcHandles.Ingress;
}
