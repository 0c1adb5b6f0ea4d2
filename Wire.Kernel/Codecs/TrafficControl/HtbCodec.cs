using Wire.Domain;
using static Wire.Kernel.LinuxPktSched;
using static Wire.Kernel.LinuxRtnetlink;

namespace Wire.Kernel;

/// <summary>TCA_HTB_* of the qdisc.</summary>
internal sealed class HtbCodec() : QdiscCodec(Htb.TheKind, "htb")
{
    /// <summary>HTB_VER >> 16 (net/sched/sch_htb.c).</summary>
    private const uint Version = 3;

    private const uint R2qDefault = 10;

    public override Qdisc Decode(scoped in AttributeReader options, UnknownAttributes unknown)
    {
        Htb htb = new() { Offload = false };
        AttributeReader attributes = options.Nested();
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case TCA_HTB_INIT:
                    TcHtbGlob glob = attributes.ReadFixed<TcHtbGlob>();
                    htb = htb with { Default = glob.defcls, R2q = glob.rate2quantum };
                    break;
                case TCA_HTB_DIRECT_QLEN:
                    htb = htb with { DirectQlen = attributes.ReadU32() };
                    break;
                case TCA_HTB_OFFLOAD:
                    htb = htb with { Offload = true };
                    break;
                default:
                    unknown.Keep(attributes, AttributePlace.Other);
                    break;
            }
        }
        return htb;
    }

    protected override void Encode(NetlinkMessageWriter writer, Qdisc qdisc, bool isChange)
    {
        Htb htb = (Htb)qdisc;
        int options = writer.BeginNested(TCA_OPTIONS);
        writer.WriteStruct(TCA_HTB_INIT, new TcHtbGlob { version = Version, rate2quantum = htb.R2q ?? R2qDefault, defcls = htb.Default ?? 0 });
        if (htb.DirectQlen is { } length)
        {
            writer.WriteU32(TCA_HTB_DIRECT_QLEN, length);
        }
        if (htb.Offload == true)
        {
            writer.Write(TCA_HTB_OFFLOAD, []);
        }
        writer.EndNested(options);
    }
}
