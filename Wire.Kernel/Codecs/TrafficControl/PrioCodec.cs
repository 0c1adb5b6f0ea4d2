using System.Runtime.InteropServices;
using Wire.Domain;
using static Wire.Kernel.LinuxRtnetlink;

namespace Wire.Kernel;

/// <summary>TCA_OPTIONS of prio: <c>tc_prio_qopt</c> and nothing else.</summary>
internal sealed class PrioCodec() : QdiscCodec(Prio.TheKind, "prio")
{
    private const int BandsDefault = 3;

    private static readonly ValueList<uint> MapDefault = [1, 2, 2, 2, 1, 2, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1];

    public override Qdisc Decode(scoped in AttributeReader options, UnknownAttributes unknown)
    {
        TcPrioQopt opt = options.ReadFixed<TcPrioQopt>();
        ReadOnlySpan<byte> bands = opt.priomap;
        uint[] map = new uint[bands.Length];
        for (int i = 0; i < map.Length; i++)
        {
            map[i] = bands[i];
        }
        return new Prio { Bands = (uint)opt.bands, PrioMap = map.ToValueList() };
    }

    protected override void Encode(NetlinkMessageWriter writer, Qdisc qdisc, bool isChange)
    {
        Prio prio = (Prio)qdisc;
        TcPrioQopt opt = new() { bands = (int)(prio.Bands ?? BandsDefault) };
        Span<byte> bands = opt.priomap;
        ValueList<uint> map = prio.PrioMap ?? MapDefault;
        for (int i = 0; i < bands.Length; i++)
        {
            bands[i] = (byte)map[i];
        }
        writer.WriteStruct(TCA_OPTIONS, opt);
    }
}
