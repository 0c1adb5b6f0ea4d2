using static Wire.Domain.ValueFormats;

namespace Wire.Domain;

/// <summary>A filter for all packets (cls_matchall; TCA_MATCHALL_*). None of it can be changed (mall_change, net/sched/cls_matchall.c).</summary>
public sealed record Matchall : Filter
{
    public static readonly ResourceKind TheKind = MakeKind("matchall", () => new Matchall(), Number(1), Mutability.Recreate, isMade: true);

    public override ResourceKind Kind => TheKind;
}
