using Wire.Domain;
using static Wire.Kernel.LinuxPktSched;

namespace Wire.Kernel;

/// <summary><c>tc_ratespec</c>, and the table that act_police still wants with it.</summary>
internal static class TcRates
{
    private const int TableEntries = 256;
    private const uint MtuDefault = 2047;

    /// <param name="rate">Bytes per second; beyond 32 bits another attribute has them.</param>
    /// <param name="overhead">Bytes.</param>
    /// <param name="mpu">Bytes.</param>
    /// <param name="linkLayer">TC_LINKLAYER_*; null is Ethernet.</param>
    public static TcRateSpec Of(ulong rate, uint? overhead, uint? mpu, uint? linkLayer) => new()
    {
        rate = (uint)Math.Min(rate, uint.MaxValue),
        overhead = (ushort)(overhead ?? 0),
        mpu = (ushort)(mpu ?? 0),
        linklayer = (byte)(linkLayer ?? TC_LINKLAYER_ETHERNET),
    };

    /// <summary>A rate of more than 32 bits, in the attribute for it.</summary>
    public static void WriteWide(NetlinkMessageWriter writer, ushort type, ulong rate)
    {
        if (rate > uint.MaxValue)
        {
            writer.WriteU64(type, rate);
        }
    }

    public static uint LinkLayerOf(TcRateSpec spec) => (spec.linklayer & TC_LINKLAYER_MASK) is var layer and not 0 ? (uint)layer : TC_LINKLAYER_ETHERNET;

    /// <summary>
    /// The ticks that packets of 256 sizes take, as tc(8) computes them: act_police refuses a rate without (<c>qdisc_get_rtab</c>,
    /// net/sched/sch_api.c), and takes the largest size of the table for its MTU when none is said.
    /// </summary>
    /// <param name="rate">Bytes per second.</param>
    /// <param name="mtu">The largest packet, in bytes; null for tc's default.</param>
    /// <param name="spec">Gets the table's cell_log and cell_align.</param>
    public static uint[] Table(ulong rate, ulong? mtu, ref TcRateSpec spec)
    {
        byte cellLog = 0;
        while ((mtu is { } said and > 0 ? said : MtuDefault) >> cellLog > TableEntries - 1)
        {
            cellLog++;
        }
        spec.cell_log = cellLog;
        spec.cell_align = -1;
        uint[] table = new uint[TableEntries];
        for (int i = 0; i < TableEntries; i++)
        {
            ulong size = Math.Max((ulong)(i + 1) << cellLog, spec.mpu);
            table[i] = TcTicks.Of(spec.linklayer == TC_LINKLAYER_ATM ? AtmBytes(size) : size, rate);
        }
        return table;
    }

    /// <summary>In cells of 48 bytes, 53 on the wire.</summary>
    private static ulong AtmBytes(ulong size) => (size + 47) / 48 * 53;
}
