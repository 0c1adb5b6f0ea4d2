using Wire.Domain;
using static Wire.Kernel.LinuxPktSched;
using static Wire.Kernel.LinuxRtnetlink;

namespace Wire.Kernel;

/// <summary>TCA_CAKE_*: the round-trip time in microseconds, the rate in bytes per second.</summary>
internal sealed class CakeCodec() : QdiscCodec(Cake.TheKind, "cake")
{
    public override Qdisc Decode(scoped in AttributeReader options, UnknownAttributes unknown)
    {
        Cake cake = new();
        bool raw = false;
        AttributeReader attributes = options.Nested();
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case TCA_CAKE_BASE_RATE64:
                    cake = cake with { Bandwidth = attributes.ReadU64() };
                    break;
                case TCA_CAKE_AUTORATE:
                    cake = cake with { AutorateIngress = attributes.ReadU32() != 0 };
                    break;
                case TCA_CAKE_RTT:
                    cake = cake with { Rtt = attributes.ReadU32() };
                    break;
                case TCA_CAKE_DIFFSERV_MODE:
                    cake = cake with { Diffserv = attributes.ReadU32() };
                    break;
                case TCA_CAKE_FLOW_MODE:
                    cake = cake with { Isolation = attributes.ReadU32() };
                    break;
                case TCA_CAKE_NAT:
                    cake = cake with { Nat = attributes.ReadU32() != 0 };
                    break;
                case TCA_CAKE_WASH:
                    cake = cake with { Wash = attributes.ReadU32() != 0 };
                    break;
                case TCA_CAKE_SPLIT_GSO:
                    cake = cake with { SplitGso = attributes.ReadU32() != 0 };
                    break;
                case TCA_CAKE_ACK_FILTER:
                    cake = cake with { AckFilter = attributes.ReadU32() };
                    break;
                case TCA_CAKE_MEMORY:
                    cake = cake with { Memlimit = attributes.ReadU32() };
                    break;
                case TCA_CAKE_FWMARK:
                    cake = cake with { Fwmark = attributes.ReadU32() };
                    break;
                case TCA_CAKE_ATM:
                    cake = cake with { Atm = attributes.ReadU32() };
                    break;
                case TCA_CAKE_OVERHEAD:
                    cake = cake with { Overhead = (int)attributes.ReadU32() };
                    break;
                case TCA_CAKE_RAW:
                    raw = true;
                    break;
                case TCA_CAKE_MPU:
                    cake = cake with { Mpu = attributes.ReadU32() };
                    break;
                case TCA_CAKE_INGRESS:
                    cake = cake with { Ingress = attributes.ReadU32() != 0 };
                    break;
                default:
                    unknown.Keep(attributes, AttributePlace.Cake);
                    break;
            }
        }
        // With autorate-ingress the bandwidth is what the kernel measures (cake_reconfigure, net/sched/sch_cake.c), and never the same for long.
        cake = cake.AutorateIngress == true ? cake with { Bandwidth = null } : cake;
        return raw ? cake with { Overhead = null } : cake;
    }

    protected override void Encode(NetlinkMessageWriter writer, Qdisc qdisc, bool isChange)
    {
        Cake cake = (Cake)qdisc;
        int options = writer.BeginNested(TCA_OPTIONS);
        if (cake.Bandwidth is { } bandwidth)
        {
            writer.WriteU64(TCA_CAKE_BASE_RATE64, bandwidth);
        }
        writer.WriteU32IfSet(TCA_CAKE_AUTORATE, cake.AutorateIngress);
        writer.WriteU32IfSet(TCA_CAKE_RTT, cake.Rtt);
        writer.WriteU32IfSet(TCA_CAKE_DIFFSERV_MODE, cake.Diffserv);
        writer.WriteU32IfSet(TCA_CAKE_FLOW_MODE, cake.Isolation);
        writer.WriteU32IfSet(TCA_CAKE_NAT, cake.Nat);
        writer.WriteU32IfSet(TCA_CAKE_WASH, cake.Wash);
        writer.WriteU32IfSet(TCA_CAKE_SPLIT_GSO, cake.SplitGso);
        writer.WriteU32IfSet(TCA_CAKE_ACK_FILTER, cake.AckFilter);
        writer.WriteU32IfSet(TCA_CAKE_MEMORY, (uint?)cake.Memlimit);
        writer.WriteU32IfSet(TCA_CAKE_FWMARK, cake.Fwmark);
        writer.WriteU32IfSet(TCA_CAKE_ATM, cake.Atm);
        if (cake.Overhead is { } overhead)
        {
            writer.WriteU32(TCA_CAKE_OVERHEAD, (uint)overhead);
        }
        else if (isChange)
        {
            writer.WriteU32(TCA_CAKE_OVERHEAD, 0);
            writer.WriteU32(TCA_CAKE_RAW, 0);
        }
        writer.WriteU32IfSet(TCA_CAKE_MPU, cake.Mpu);
        writer.WriteU32IfSet(TCA_CAKE_INGRESS, cake.Ingress);
        writer.EndNested(options);
    }
}
