namespace Wire.Domain;

/// <summary>Stored forms in the stream "reactor".</summary>
internal static class ReactorContracts
{
    public static readonly EventContract Made = new EventContract<PlanMade>(new("plan.made", 1, EventStream.Reactor), 4,
        static (ref w, e) =>
        {
            w.WriteGuid(e.Id);
            w.Write((int)e.Reason);
            w.WriteOptional(e.Change);
            PlanCodec.Write(ref w, e.Plan);
        },
        static (ref r) => new(r.ReadGuid(), (PlanReason)r.ReadWord((int)PlanReason.Settle), r.ReadOptionalInt32(), PlanCodec.Read(ref r)));

    public static readonly EventContract Acknowledged = new EventContract<OperationsAcknowledged>(new("plan.acknowledged", 1, EventStream.Reactor), 3,
        static (ref w, e) =>
        {
            w.WriteGuid(e.Plan);
            w.Write(e.First);
            w.Write(e.Count);
        },
        static (ref r) => new(r.ReadGuid(), r.ReadCount(), r.ReadCount()));

    public static readonly EventContract Refused = new EventContract<OperationRefused>(new("plan.refused", 1, EventStream.Reactor), 3,
        static (ref w, e) =>
        {
            w.WriteGuid(e.Plan);
            w.Write(e.Index);
            RefusalCodec.Write(ref w, e.Refusal);
        },
        static (ref r) => new(r.ReadGuid(), r.ReadCount(), RefusalCodec.Read(ref r)));

    public static readonly EventContract RollingBack = new EventContract<RollbackStarted>(new("plan.rolling-back", 1, EventStream.Reactor), 1,
        static (ref w, e) => w.WriteGuid(e.Plan),
        static (ref r) => new(r.ReadGuid()));

    public static readonly EventContract Settled = new EventContract<PlanSettled>(new("plan.settled", 1, EventStream.Reactor), 2,
        static (ref w, e) =>
        {
            w.WriteGuid(e.Plan);
            w.Write((int)e.Outcome);
        },
        static (ref r) => new(r.ReadGuid(), (PlanOutcome)r.ReadWord((int)PlanOutcome.Superseded)));

    public static readonly EventContract Escalated = new EventContract<HealingEscalated>(new("healing.escalated", 1, EventStream.Reactor), 4,
        static (ref w, e) =>
        {
            w.WriteKey(e.Key);
            w.Write(e.Attempts);
            w.Write(e.Reason);
            w.Write(e.RetryAfterMs);
        },
        static (ref r) => new(r.ReadKey(), r.ReadCount(), r.ReadText(), r.ReadInt64()));

    public static EventContract[] All => [Made, Acknowledged, Refused, RollingBack, Settled, Escalated];
}
