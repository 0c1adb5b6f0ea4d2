using Wire.Domain;
using static Wire.Kernel.LinuxPktSched;
using static Wire.Kernel.LinuxRtnetlink;

namespace Wire.Kernel;

/// <summary>TCA_OPTIONS of netem: <c>tc_netem_qopt</c>, then TCA_NETEM_*. All of it is told each time: what is left out of a change stays.</summary>
internal sealed class NetemCodec() : QdiscCodec(Netem.TheKind, "netem")
{
    private const int QoptBytes = 24;
    private const uint LimitDefault = 1000;

    /// <summary>PSCHED_SHIFT; the attributes of 64 bits are exact.</summary>
    private const ulong NanosecondsPerTick = 64;

    public override Qdisc Decode(scoped in AttributeReader options, UnknownAttributes unknown)
    {
        TcNetemQopt opt = options.ReadFixed<TcNetemQopt>();
        Netem netem = new()
        {
            Limit = opt.limit,
            Loss = opt.loss,
            Duplicate = opt.duplicate,
            Delay = opt.latency * NanosecondsPerTick,
            Jitter = opt.jitter * NanosecondsPerTick,
            Ecn = false,
            Rate = 0,
        };
        AttributeReader attributes = options.NestedAfter(QoptBytes);
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case TCA_NETEM_LATENCY64:
                    netem = netem with { Delay = attributes.ReadU64() };
                    break;
                case TCA_NETEM_JITTER64:
                    netem = netem with { Jitter = attributes.ReadU64() };
                    break;
                case TCA_NETEM_CORR:
                    TcNetemCorr corr = attributes.ReadFixed<TcNetemCorr>();
                    netem = netem with { DelayCorrelation = corr.delay_corr, LossCorrelation = corr.loss_corr, DuplicateCorrelation = corr.dup_corr };
                    break;
                case TCA_NETEM_REORDER:
                    TcNetemReorder reorder = attributes.ReadFixed<TcNetemReorder>();
                    netem = netem with { Reorder = reorder.probability, ReorderCorrelation = reorder.correlation };
                    break;
                case TCA_NETEM_CORRUPT:
                    TcNetemReorder corrupt = attributes.ReadFixed<TcNetemReorder>();
                    netem = netem with { Corrupt = corrupt.probability, CorruptCorrelation = corrupt.correlation };
                    break;
                case TCA_NETEM_LOSS:
                    netem = WithLoss(netem, attributes.Nested());
                    break;
                case TCA_NETEM_RATE:
                    TcNetemRate rate = attributes.ReadFixed<TcNetemRate>();
                    netem = netem with { Rate = rate.rate, PacketOverhead = rate.packet_overhead, CellSize = rate.cell_size, CellOverhead = rate.cell_overhead };
                    break;
                case TCA_NETEM_RATE64:
                    netem = netem with { Rate = attributes.ReadU64() };
                    break;
                case TCA_NETEM_ECN:
                    netem = netem with { Ecn = attributes.ReadU32() != 0 };
                    break;
                case TCA_NETEM_SLOT:
                    TcNetemSlot slot = attributes.ReadFixed<TcNetemSlot>();
                    netem = netem with { SlotMin = (ulong)slot.min_delay, SlotMax = (ulong)slot.max_delay, SlotPackets = (uint)slot.max_packets, SlotBytes = (uint)slot.max_bytes };
                    break;
                default:
                    unknown.Keep(attributes, AttributePlace.Netem);
                    break;
            }
        }
        // Nothing is reordered: no probability that the kernel keeps has a meaning, nor has the usual gap.
        return opt.gap == 0 ? netem with { Reorder = 0, ReorderCorrelation = 0 }
            : netem with { Gap = opt.gap == 1 && netem.Reorder is > 0 ? null : opt.gap };
    }

    private static Netem WithLoss(Netem netem, AttributeReader models)
    {
        while (models.Read())
        {
            switch (models.Type)
            {
                case NETEM_LOSS_GI:
                    TcNetemGiModel gi = models.ReadFixed<TcNetemGiModel>();
                    return netem with { LossP13 = gi.p13, LossP31 = gi.p31, LossP32 = gi.p32, LossP23 = gi.p23, LossP14 = gi.p14 };
                case NETEM_LOSS_GE:
                    TcNetemGeModel ge = models.ReadFixed<TcNetemGeModel>();
                    return netem with { GemodelP = ge.p, GemodelR = ge.r, GemodelLossInBad = uint.MaxValue - ge.h, GemodelLossInGood = ge.k1 };
            }
        }
        return netem;
    }

    protected override void Encode(NetlinkMessageWriter writer, Qdisc qdisc, bool isChange)
    {
        Netem netem = (Netem)qdisc;
        bool reorders = netem.Reorder is > 0;
        int options = writer.BeginNested(TCA_OPTIONS);
        writer.WriteFixed(new TcNetemQopt
        {
            limit = netem.Limit ?? LimitDefault,
            loss = netem.Loss ?? 0,
            gap = netem.Gap ?? (reorders ? 1u : 0),
            duplicate = netem.Duplicate ?? 0,
        });
        writer.WriteU64(TCA_NETEM_LATENCY64, netem.Delay ?? 0);
        writer.WriteU64(TCA_NETEM_JITTER64, netem.Jitter ?? 0);
        writer.WriteStruct(TCA_NETEM_CORR, new TcNetemCorr
        {
            delay_corr = netem.DelayCorrelation ?? 0,
            loss_corr = netem.LossCorrelation ?? 0,
            dup_corr = netem.DuplicateCorrelation ?? 0,
        });
        if (reorders || isChange)
        {
            writer.WriteStruct(TCA_NETEM_REORDER, new TcNetemReorder { probability = netem.Reorder ?? 0, correlation = netem.ReorderCorrelation ?? 0 });
        }
        writer.WriteStruct(TCA_NETEM_CORRUPT, new TcNetemReorder { probability = netem.Corrupt ?? 0, correlation = netem.CorruptCorrelation ?? 0 });
        WriteLoss(writer, netem);
        writer.WriteStruct(TCA_NETEM_RATE, new TcNetemRate
        {
            rate = (uint)Math.Min(netem.Rate ?? 0, uint.MaxValue),
            packet_overhead = netem.PacketOverhead ?? 0,
            cell_size = netem.CellSize ?? 0,
            cell_overhead = netem.CellOverhead ?? 0,
        });
        TcRates.WriteWide(writer, TCA_NETEM_RATE64, netem.Rate ?? 0);
        writer.WriteU32(TCA_NETEM_ECN, netem.Ecn == true ? 1u : 0);
        ulong least = netem.SlotMin ?? 0, most = netem.SlotMax ?? least;
        if (netem.SlotMin is not null || most != 0)
        {
            writer.WriteStruct(TCA_NETEM_SLOT, new TcNetemSlot
            {
                min_delay = (long)least,
                max_delay = (long)Math.Max(least, most),
                max_packets = (int)(netem.SlotPackets ?? 0),
                max_bytes = (int)(netem.SlotBytes ?? 0),
            });
        }
        writer.EndNested(options);
    }

    private static void WriteLoss(NetlinkMessageWriter writer, Netem netem)
    {
        if (netem.LossP13 is { } p13)
        {
            int loss = writer.BeginNested(TCA_NETEM_LOSS);
            writer.WriteStruct(NETEM_LOSS_GI, new TcNetemGiModel
            {
                p13 = p13,
                p31 = netem.LossP31 ?? uint.MaxValue - p13,
                p32 = netem.LossP32 ?? 0,
                p23 = netem.LossP23 ?? uint.MaxValue,
                p14 = netem.LossP14 ?? 0,
            });
            writer.EndNested(loss);
        }
        else if (netem.GemodelP is { } p)
        {
            int loss = writer.BeginNested(TCA_NETEM_LOSS);
            writer.WriteStruct(NETEM_LOSS_GE, new TcNetemGeModel
            {
                p = p,
                r = netem.GemodelR ?? uint.MaxValue - p,
                h = uint.MaxValue - (netem.GemodelLossInBad ?? uint.MaxValue),
                k1 = netem.GemodelLossInGood ?? 0,
            });
            writer.EndNested(loss);
        }
    }
}
