using Wire.Testing.Simulation;
using static Wire.Testing.Simulation.PktSched;

namespace Wire.Kernel.Tests.Simulation;

/// <summary>TCA_OPTIONS of qdiscs and of classes of htb.</summary>
internal static class DrawnQueueOptions
{
    private const ulong Wide = 6_000_000_000;

    public static Action<MessageWriter> Prio(RandomRequests draw)
    {
        int bands = draw.Of(3, 3, 4, 2, 16, 17, 1);
        byte[] map = new byte[16];
        map[draw.Any(16)] = (byte)draw.Any(4);
        return data => data.Raw(BitConverter.GetBytes(bands)).Raw(map);
    }

    public static Action<MessageWriter> Tbf(RandomRequests draw)
    {
        byte[] rate = Rate(draw), peak = draw.Sometimes ? Rate(draw) : new byte[12];
        uint limit = draw.Of<uint>(0u, 3000, 20_000, 20_000), buffer = draw.Of<uint>(0u, 5000, 100_000, 100_000), mtu = draw.Of<uint>(0u, 3000, 50_000);
        uint? burst = draw.Sometimes ? draw.Of<uint>(1600u, 10_000) : null, peakBurst = draw.Rarely ? 2000u : null;
        bool isWide = draw.Rarely;
        byte[] parms = [.. rate, .. peak, .. new[] { limit, buffer, mtu }.SelectMany(BitConverter.GetBytes)];
        return data =>
        {
            data.Attribute(TCA_TBF_PARMS, parms);
            if (isWide)
            {
                data.Attribute(TCA_TBF_RATE64, BitConverter.GetBytes(Wide));
            }
            Number(data, TCA_TBF_BURST, burst);
            Number(data, TCA_TBF_PBURST, peakBurst);
        };
    }

    /// <summary>Nothing is duplicated: some kernels have that beside no other netem (check_netem_in_tree), others let it be.</summary>
    public static Action<MessageWriter> Netem(RandomRequests draw)
    {
        uint[] numbers =
        [
            draw.Of<uint>(0u, 15_625, 156_250), draw.Of<uint>(1000u, 10, 0), draw.Sometimes ? 42_949_672u : 0, draw.Rarely ? 5u : 0, 0, draw.Sometimes ? 1562u : 0,
        ];
        List<(ushort Type, byte[] Value)> more = [];
        if (draw.Sometimes)
        {
            ulong latency = draw.Of<uint>(10_000_000u, 1_234_567), jitter = draw.Of<uint>(0u, 1_000_000);
            more.Add((TCA_NETEM_LATENCY64, BitConverter.GetBytes(latency)));
            more.Add((TCA_NETEM_JITTER64, BitConverter.GetBytes(jitter)));
        }
        if (draw.Sometimes)
        {
            int rate = draw.Of(125_000, 0), overhead = draw.Of(0, -4);
            more.Add((TCA_NETEM_RATE, [.. new[] { rate, overhead, draw.Of(0, 53), 0 }.SelectMany(BitConverter.GetBytes)]));
        }
        if (draw.Rarely)
        {
            more.Add((TCA_NETEM_RATE64, BitConverter.GetBytes(Wide)));
        }
        if (draw.Sometimes)
        {
            (ushort type, int length) = draw.Of((TCA_NETEM_CORR, 12), (TCA_NETEM_REORDER, 8), (TCA_NETEM_CORRUPT, 8), (TCA_NETEM_CORRUPT, 4));
            byte[] value = new byte[length];
            value[3] = 7;
            more.Add((type, value));
        }
        if (draw.Rarely)
        {
            more.Add((TCA_NETEM_ECN, BitConverter.GetBytes(draw.Any(2))));
        }
        return data =>
        {
            data.Raw([.. numbers.SelectMany(BitConverter.GetBytes)]);
            more.ForEach(m => data.Attribute(m.Type, m.Value));
        };
    }

    /// <summary>Always with a quantum: the default one follows from the header of the link, which is each kind's own.</summary>
    public static Action<MessageWriter> FqCodel(RandomRequests draw) => Numbers(draw,
        (6, [300, 1514, 1514, 100, 1 << 21]), (1, [5000, 1234]), (2, [100, 10240]), (3, [100_000, 777]), (4, [0, 1, 7]), (5, [16, 1024, 0]), (7, [3000]), (8, [0, 32]), (9, [4096, uint.MaxValue]));

    /// <summary>Never with a quantum of 0, which some kernels refuse and others raise.</summary>
    public static Action<MessageWriter> Fq(RandomRequests draw)
    {
        Action<MessageWriter> rest = Numbers(draw,
            (3, [3028, 1500]), (1, [500, 20_000]), (2, [50]), (5, [0, 1, 1, 2]), (7, [125_000, uint.MaxValue]), (8, [8, 11, 0, 19]), (9, [10_000]), (10, [255]), (11, [1000]), (12, [4000]), (13, [5000]), (14, [1_000_000]));
        uint initial = draw.Of<uint>(15_140u, 3000);
        return data => rest(data.AttributeU32(4, initial));
    }

    public static Action<MessageWriter> Cake(RandomRequests draw)
    {
        Action<MessageWriter> rest = Numbers(draw,
            (6, [18, 0, unchecked((uint)-64), 300]), (3, [0, 1, 2, 3, 4]), (4, [0, 1, 2]), (5, [0, 3, 7]), (7, [30_000, 0]), (9, [0, 1]), (10, [100_000]), (11, [0, 1]), (13, [0, 1]), (14, [64, 256, 300]), (15, [0, 1]), (16, [0, 1, 2]), (17, [0, 1]), (18, [255]));
        ulong rate = draw.Of<ulong>(0UL, 125_000, Wide);
        bool saysRate = draw.Often;
        return data => rest(saysRate ? data.Attribute(2, BitConverter.GetBytes(rate)) : data);
    }

    public static Action<MessageWriter> HtbClass(RandomRequests draw)
    {
        byte[] rate = Rate(draw), ceil = Rate(draw);
        uint[] numbers = [draw.Of<uint>(5000u, 100_000), draw.Of<uint>(5000u, 100_000), draw.Sometimes ? draw.Of<uint>(1514u, 60_000, 300_000) : 0, 0, draw.Of<uint>(0u, 3, 7, 9)];
        bool isWide = draw.Rarely, isWideCeil = draw.Rarely;
        return data =>
        {
            data.Attribute(TCA_HTB_PARMS, [.. rate, .. ceil, .. numbers.SelectMany(BitConverter.GetBytes)]);
            if (isWide)
            {
                data.Attribute(TCA_HTB_RATE64, BitConverter.GetBytes(Wide));
            }
            if (isWideCeil)
            {
                data.Attribute(TCA_HTB_CEIL64, BitConverter.GetBytes(Wide));
            }
        };
    }

    /// <summary>struct tc_ratespec, with the link layer said: no table of sizes is needed.</summary>
    private static byte[] Rate(RandomRequests draw)
    {
        const byte Ethernet = 1, Atm = 2;
        byte layer = draw.Rarely ? Atm : Ethernet;
        ushort overhead = draw.Rarely ? (ushort)14 : (ushort)0, mpu = draw.Rarely ? (ushort)64 : (ushort)0;
        uint rate = draw.Rarely ? 0u : draw.Of<uint>(12_500u, 125_000, 12_500_000, uint.MaxValue);
        return [0, layer, .. BitConverter.GetBytes(overhead), 0, 0, .. BitConverter.GetBytes(mpu), .. BitConverter.GetBytes(rate)];
    }

    /// <summary>The first is always said, of the others a few.</summary>
    private static Action<MessageWriter> Numbers(RandomRequests draw, params (ushort Type, uint[] Choices)[] all)
    {
        List<(ushort Type, uint Value)> said = [.. all.Where((_, i) => i == 0 || draw.Sometimes).Select(a => (a.Type, a.Choices[draw.Any(draw.Rarely ? a.Choices.Length : Math.Min(2, a.Choices.Length))]))];
        return data => said.ForEach(s => data.AttributeU32(s.Type, s.Value));
    }

    private static void Number(MessageWriter data, ushort type, uint? value)
    {
        if (value is { } number)
        {
            data.AttributeU32(type, number);
        }
    }
}
