using Wire.Domain;
using static Wire.Kernel.LinuxPktSched;
using static Wire.Kernel.LinuxRtnetlink;

namespace Wire.Kernel;

/// <summary>TCA_FQ_CODEL_*: times are microseconds.</summary>
internal sealed class FqCodelCodec() : QdiscCodec(FqCodel.TheKind, "fq_codel")
{
    /// <summary>The microseconds that become CODEL_DISABLED_THRESHOLD (INT_MAX) when the kernel counts them by 1024 ns.</summary>
    private const uint NoThreshold = 2_199_023_255;

    public override Qdisc Decode(scoped in AttributeReader options, UnknownAttributes unknown)
    {
        FqCodel fq = new();
        AttributeReader attributes = options.Nested();
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case TCA_FQ_CODEL_LIMIT:
                    fq = fq with { Limit = attributes.ReadU32() };
                    break;
                case TCA_FQ_CODEL_FLOWS:
                    fq = fq with { Flows = attributes.ReadU32() };
                    break;
                case TCA_FQ_CODEL_MEMORY_LIMIT:
                    fq = fq with { MemoryLimit = attributes.ReadU32() };
                    break;
                case TCA_FQ_CODEL_TARGET:
                    fq = fq with { Target = attributes.ReadU32() };
                    break;
                case TCA_FQ_CODEL_INTERVAL:
                    fq = fq with { Interval = attributes.ReadU32() };
                    break;
                case TCA_FQ_CODEL_QUANTUM:
                    fq = fq with { Quantum = attributes.ReadU32() };
                    break;
                case TCA_FQ_CODEL_ECN:
                    fq = fq with { Ecn = attributes.ReadU32() != 0 };
                    break;
                case TCA_FQ_CODEL_CE_THRESHOLD:
                    fq = fq with { CeThreshold = attributes.ReadU32() };
                    break;
                case TCA_FQ_CODEL_CE_THRESHOLD_SELECTOR:
                    fq = fq with { CeThresholdSelector = attributes.ReadU8() };
                    break;
                case TCA_FQ_CODEL_CE_THRESHOLD_MASK:
                    fq = fq with { CeThresholdMask = attributes.ReadU8() };
                    break;
                case TCA_FQ_CODEL_DROP_BATCH_SIZE:
                    fq = fq with { DropBatch = attributes.ReadU32() };
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
        FqCodel fq = (FqCodel)qdisc;
        int options = writer.BeginNested(TCA_OPTIONS);
        writer.WriteU32IfSet(TCA_FQ_CODEL_LIMIT, fq.Limit);
        if (!isChange)
        {
            // The kernel refuses it for one that exists, even when it is the same.
            writer.WriteU32IfSet(TCA_FQ_CODEL_FLOWS, fq.Flows);
        }
        writer.WriteU32IfSet(TCA_FQ_CODEL_MEMORY_LIMIT, (uint?)fq.MemoryLimit);
        writer.WriteU32IfSet(TCA_FQ_CODEL_TARGET, fq.Target);
        writer.WriteU32IfSet(TCA_FQ_CODEL_INTERVAL, fq.Interval);
        writer.WriteU32IfSet(TCA_FQ_CODEL_QUANTUM, fq.Quantum);
        writer.WriteU32IfSet(TCA_FQ_CODEL_ECN, fq.Ecn);
        writer.WriteU32IfSet(TCA_FQ_CODEL_CE_THRESHOLD, fq.CeThreshold ?? (isChange ? NoThreshold : null));
        if (fq.CeThresholdSelector is { } selector)
        {
            writer.WriteU8(TCA_FQ_CODEL_CE_THRESHOLD_SELECTOR, (byte)selector);
        }
        if (fq.CeThresholdMask is { } mask)
        {
            writer.WriteU8(TCA_FQ_CODEL_CE_THRESHOLD_MASK, (byte)mask);
        }
        writer.WriteU32IfSet(TCA_FQ_CODEL_DROP_BATCH_SIZE, fq.DropBatch);
        writer.EndNested(options);
    }
}
