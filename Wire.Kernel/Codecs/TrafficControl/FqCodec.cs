using System.Numerics;
using Wire.Domain;
using static Wire.Kernel.LinuxPktSched;
using static Wire.Kernel.LinuxRtnetlink;

namespace Wire.Kernel;

/// <summary>TCA_FQ_*: times are microseconds, only the timer's slack is nanoseconds.</summary>
internal sealed class FqCodec() : QdiscCodec(Fq.TheKind, "fq")
{
    /// <summary>From here on a threshold is "never"; the default is all ones.</summary>
    private const uint NoThreshold = int.MaxValue;

    public override Qdisc Decode(scoped in AttributeReader options, UnknownAttributes unknown)
    {
        Fq fq = new();
        AttributeReader attributes = options.Nested();
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case TCA_FQ_PLIMIT:
                    fq = fq with { Limit = attributes.ReadU32() };
                    break;
                case TCA_FQ_FLOW_PLIMIT:
                    fq = fq with { FlowLimit = attributes.ReadU32() };
                    break;
                case TCA_FQ_QUANTUM:
                    fq = fq with { Quantum = attributes.ReadU32() };
                    break;
                case TCA_FQ_INITIAL_QUANTUM:
                    fq = fq with { InitialQuantum = attributes.ReadU32() };
                    break;
                case TCA_FQ_RATE_ENABLE:
                    fq = fq with { Pacing = attributes.ReadU32() != 0 };
                    break;
                case TCA_FQ_FLOW_MAX_RATE:
                    fq = fq with { Maxrate = attributes.ReadU32() };
                    break;
                case TCA_FQ_BUCKETS_LOG:
                    fq = fq with { Buckets = 1u << (int)attributes.ReadU32() };
                    break;
                case TCA_FQ_FLOW_REFILL_DELAY:
                    fq = fq with { RefillDelay = attributes.ReadU32() };
                    break;
                case TCA_FQ_ORPHAN_MASK:
                    fq = fq with { OrphanMask = attributes.ReadU32() };
                    break;
                case TCA_FQ_LOW_RATE_THRESHOLD:
                    fq = fq with { LowRateThreshold = attributes.ReadU32() };
                    break;
                case TCA_FQ_CE_THRESHOLD:
                    fq = fq with { CeThreshold = attributes.ReadU32() is var threshold && threshold < NoThreshold ? threshold : null };
                    break;
                case TCA_FQ_TIMER_SLACK:
                    fq = fq with { TimerSlack = attributes.ReadU32() };
                    break;
                case TCA_FQ_HORIZON:
                    fq = fq with { Horizon = attributes.ReadU32() };
                    break;
                case TCA_FQ_HORIZON_DROP:
                    fq = fq with { HorizonDrop = attributes.ReadU8() != 0 };
                    break;
                default:
                    unknown.Keep(attributes, AttributePlace.Other);
                    break;
            }
        }
        return fq;
    }

    protected override void Encode(NetlinkMessageWriter writer, Qdisc qdisc, bool isChange)
    {
        Fq fq = (Fq)qdisc;
        int options = writer.BeginNested(TCA_OPTIONS);
        writer.WriteU32IfSet(TCA_FQ_PLIMIT, fq.Limit);
        writer.WriteU32IfSet(TCA_FQ_FLOW_PLIMIT, fq.FlowLimit);
        writer.WriteU32IfSet(TCA_FQ_QUANTUM, fq.Quantum);
        writer.WriteU32IfSet(TCA_FQ_INITIAL_QUANTUM, fq.InitialQuantum);
        writer.WriteU32IfSet(TCA_FQ_RATE_ENABLE, fq.Pacing);
        writer.WriteU32IfSet(TCA_FQ_FLOW_MAX_RATE, (uint?)Least(fq.Maxrate));
        writer.WriteU32IfSet(TCA_FQ_BUCKETS_LOG, fq.Buckets is { } buckets ? (uint)BitOperations.Log2(buckets) : null);
        writer.WriteU32IfSet(TCA_FQ_FLOW_REFILL_DELAY, fq.RefillDelay);
        writer.WriteU32IfSet(TCA_FQ_ORPHAN_MASK, fq.OrphanMask);
        writer.WriteU32IfSet(TCA_FQ_LOW_RATE_THRESHOLD, (uint?)Least(fq.LowRateThreshold));
        writer.WriteU32IfSet(TCA_FQ_CE_THRESHOLD, fq.CeThreshold ?? (isChange ? uint.MaxValue : null));
        writer.WriteU32IfSet(TCA_FQ_TIMER_SLACK, (uint?)Least(fq.TimerSlack));
        writer.WriteU32IfSet(TCA_FQ_HORIZON, fq.Horizon);
        if (fq.HorizonDrop is { } drop)
        {
            writer.WriteU8(TCA_FQ_HORIZON_DROP, drop ? (byte)1 : (byte)0);
        }
        writer.EndNested(options);
    }

    /// <summary>The kernel has 32 bits for it.</summary>
    private static ulong? Least(ulong? value) => value is { } set ? Math.Min(set, uint.MaxValue) : null;
}
