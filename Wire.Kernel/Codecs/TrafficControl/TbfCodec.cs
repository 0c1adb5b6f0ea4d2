using Wire.Domain;
using static Wire.Kernel.LinuxPktSched;
using static Wire.Kernel.LinuxRtnetlink;

namespace Wire.Kernel;

/// <summary>TCA_TBF_*. The link layer is always said, so the kernel needs no rate table (<c>tbf_change</c>, net/sched/sch_tbf.c).</summary>
internal sealed class TbfCodec() : QdiscCodec(Tbf.TheKind, "tbf")
{
    public override Qdisc Decode(scoped in AttributeReader options, UnknownAttributes unknown)
    {
        TcTbfQopt opt = default;
        ulong? rate64 = null, peak64 = null;
        AttributeReader attributes = options.Nested();
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case TCA_TBF_PARMS:
                    opt = attributes.ReadFixed<TcTbfQopt>();
                    break;
                case TCA_TBF_RATE64:
                    rate64 = attributes.ReadU64();
                    break;
                case TCA_TBF_PRATE64:
                    peak64 = attributes.ReadU64();
                    break;
                default:
                    unknown.Keep(attributes, AttributePlace.Other);
                    break;
            }
        }
        ulong rate = rate64 ?? opt.rate.rate, peak = peak64 ?? opt.peakrate.rate;
        return new Tbf
        {
            Rate = rate,
            Burst = TcTicks.Bytes(opt.buffer, rate),
            Limit = opt.limit,
            PeakRate = peak,
            Mtu = peak == 0 ? null : TcTicks.Bytes(opt.mtu, peak),
            Overhead = opt.rate.overhead,
            Mpu = opt.rate.mpu,
            LinkLayer = TcRates.LinkLayerOf(opt.rate),
        };
    }

    protected override void Encode(NetlinkMessageWriter writer, Qdisc qdisc, bool isChange)
    {
        Tbf tbf = (Tbf)qdisc;
        ulong rate = tbf.Rate ?? 0, burst = tbf.Burst ?? 0, peak = tbf.PeakRate ?? 0;
        int options = writer.BeginNested(TCA_OPTIONS);
        writer.WriteStruct(TCA_TBF_PARMS, new TcTbfQopt
        {
            rate = TcRates.Of(rate, tbf.Overhead, tbf.Mpu, tbf.LinkLayer),
            peakrate = peak == 0 ? default : TcRates.Of(peak, tbf.Overhead, tbf.Mpu, tbf.LinkLayer),
            limit = (uint)Math.Min(tbf.LimitOfLatency ?? tbf.Limit ?? 0, uint.MaxValue),
            buffer = rate == 0 ? 0 : TcTicks.Of(burst, rate),
            mtu = peak == 0 ? 0 : TcTicks.Of(tbf.Mtu ?? 0, peak),
        });
        writer.WriteU32(TCA_TBF_BURST, (uint)Math.Min(burst, uint.MaxValue));
        TcRates.WriteWide(writer, TCA_TBF_RATE64, rate);
        if (peak != 0)
        {
            writer.WriteU32(TCA_TBF_PBURST, (uint)Math.Min(tbf.Mtu ?? 0, uint.MaxValue));
            TcRates.WriteWide(writer, TCA_TBF_PRATE64, peak);
        }
        writer.EndNested(options);
    }
}
