using System.Runtime.InteropServices;
using Wire.Domain;
using static Wire.Kernel.LinuxPktCls;

namespace Wire.Kernel;

/// <summary>TCA_ACT_OPTIONS of police: the burst is ticks, the MTU bytes, a burst of packets is ticks of its own attribute.</summary>
internal static class PoliceActionCodec
{
    public static PoliceAction Decode(AttributeReader attributes)
    {
        TcPolice parms = default;
        ulong? rate64 = null, peak64 = null, packetRate = null;
        ulong packetTicks = 0;
        TcVerdict conform = TcVerdict.Pass;
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case TCA_POLICE_TBF:
                    parms = attributes.ReadFixed<TcPolice>();
                    break;
                case TCA_POLICE_RESULT:
                    conform = new((int)attributes.ReadU32());
                    break;
                case TCA_POLICE_RATE64:
                    rate64 = attributes.ReadU64();
                    break;
                case TCA_POLICE_PEAKRATE64:
                    peak64 = attributes.ReadU64();
                    break;
                case TCA_POLICE_PKTRATE64:
                    packetRate = attributes.ReadU64();
                    break;
                case TCA_POLICE_PKTBURST64:
                    packetTicks = attributes.ReadU64();
                    break;
            }
        }
        ulong rate = rate64 ?? parms.rate.rate, peak = peak64 ?? parms.peakrate.rate;
        return new(
            rate == 0 ? null : rate,
            rate == 0 ? null : TcTicks.Bytes(parms.burst, rate),
            packetRate,
            packetRate is { } packets ? TcTicks.Bytes((uint)packetTicks, packets) : null,
            parms.mtu == uint.MaxValue ? null : parms.mtu,
            peak == 0 ? null : peak,
            parms.rate.overhead,
            parms.rate.mpu,
            TcRates.LinkLayerOf(parms.rate),
            new(parms.action),
            conform);
    }

    public static void Encode(NetlinkMessageWriter writer, PoliceAction action)
    {
        ulong rate = action.Rate ?? 0, peak = action.PeakRate ?? 0;
        TcRateSpec limit = TcRates.Of(rate, action.Overhead, action.Mpu, action.LinkLayer), top = default;
        uint[]? table = null, topTable = null;
        if (rate == 0)
        {
            limit = default;
        }
        else
        {
            table = TcRates.Table(rate, action.Mtu, ref limit);
        }
        if (peak != 0)
        {
            top = TcRates.Of(peak, action.Overhead, action.Mpu, action.LinkLayer);
            topTable = TcRates.Table(peak, action.Mtu, ref top);
        }
        writer.WriteStruct(TCA_POLICE_TBF, new TcPolice
        {
            action = action.Exceed.Code,
            burst = rate == 0 ? 0 : TcTicks.Of(action.Burst ?? 0, rate),
            mtu = (uint)Math.Min(action.Mtu ?? 0, uint.MaxValue),
            rate = limit,
            peakrate = top,
        });
        if (table is not null)
        {
            writer.Write(TCA_POLICE_RATE, MemoryMarshal.AsBytes<uint>(table));
            TcRates.WriteWide(writer, TCA_POLICE_RATE64, rate);
        }
        if (topTable is not null)
        {
            writer.Write(TCA_POLICE_PEAKRATE, MemoryMarshal.AsBytes<uint>(topTable));
            TcRates.WriteWide(writer, TCA_POLICE_PEAKRATE64, peak);
        }
        if (action.PacketRate is { } packets)
        {
            writer.WriteU64(TCA_POLICE_PKTRATE64, packets);
            writer.WriteU64(TCA_POLICE_PKTBURST64, TcTicks.Of(action.PacketBurst ?? 0, packets));
        }
        if (action.Conform != TcVerdict.Pass)
        {
            writer.WriteU32(TCA_POLICE_RESULT, (uint)action.Conform.Code);
        }
    }
}
