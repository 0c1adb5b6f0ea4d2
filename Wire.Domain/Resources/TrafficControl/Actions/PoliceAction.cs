namespace Wire.Domain;

/// <summary>A limit beyond which packets have another verdict (act_police; <c>tc_police</c>, tc-police(8)).</summary>
/// <param name="Rate">Bytes per second; null for none.</param>
/// <param name="Burst">Bytes at once; with <paramref name="Rate"/>.</param>
/// <param name="PacketRate">Packets per second; null for none.</param>
/// <param name="PacketBurst">Packets at once; with <paramref name="PacketRate"/>.</param>
/// <param name="Mtu">The largest packet that conforms, in bytes; null for the kernel's choice.</param>
/// <param name="PeakRate">Bytes per second of a burst; null for the link's own.</param>
/// <param name="Overhead">Bytes that each packet has besides on the wire.</param>
/// <param name="Mpu">Bytes that the smallest packet counts for.</param>
/// <param name="LinkLayer">TC_LINKLAYER_*.</param>
/// <param name="Exceed">For what goes beyond.</param>
/// <param name="Conform">For what does not.</param>
public sealed record PoliceAction(
    ulong? Rate, ulong? Burst, ulong? PacketRate, ulong? PacketBurst, ulong? Mtu, ulong? PeakRate,
    uint Overhead, uint Mpu, uint LinkLayer, TcVerdict Exceed, TcVerdict Conform) : TcAction
{
    private const uint Ethernet = 1;

    public override string KernelKind => "police";

    private protected override IEnumerable<string> Words()
    {
        yield return "police";
        if (Rate is { } rate)
        {
            yield return "rate " + ValueFormats.Rate.Format(rate);
            yield return "burst " + ValueFormats.Size.Format(Burst ?? 0);
        }
        if (PacketRate is { } packets)
        {
            yield return $"pkts_rate {packets} pkts_burst {PacketBurst ?? 0}";
        }
        if (Mtu is { } mtu)
        {
            yield return "mtu " + ValueFormats.Size.Format(mtu);
        }
        if (PeakRate is { } peak)
        {
            yield return "peakrate " + ValueFormats.Rate.Format(peak);
        }
        if (Overhead != 0)
        {
            yield return $"overhead {Overhead}";
        }
        if (Mpu != 0)
        {
            yield return $"mpu {Mpu}";
        }
        if (LinkLayer != Ethernet)
        {
            yield return "linklayer " + TcWords.LinkLayer.Format(LinkLayer);
        }
        yield return "conform-exceed " + Exceed + (Conform == TcVerdict.Pass ? "" : "/" + Conform);
    }

    /// <summary>The burst comes back as its time in ticks allows; an MTU that was not said is the kernel's.</summary>
    public override bool Fits(TcAction observed) => observed is PoliceAction other
        && this with { Burst = other.Burst, Mtu = other.Mtu } == other
        && (Mtu is null || Mtu == other.Mtu)
        && (Burst == other.Burst || (Burst is { } burst && other.Burst is { } told && TcTicks.AreSame(burst, told, Rate ?? 0)));

    internal static bool TryRead(ref ActionWords words, out TcAction? action)
    {
        action = null;
        ulong? rate = null, burst = null, packetRate = null, packetBurst = null, mtu = null, peak = null;
        uint overhead = 0, mpu = 0, linkLayer = Ethernet;
        TcVerdict exceed = TcVerdict.Reclassify, conform = TcVerdict.Pass;
        while (!words.IsAtEnd)
        {
            ulong value = 0;
            uint number = 0;
            switch (words.Next())
            {
                case "rate" when words.Take(ValueFormats.Rate, out value) && value > 0:
                    rate = value;
                    break;
                case "burst" or "buffer" or "maxburst" when words.Take(ValueFormats.Size, out value) && value > 0:
                    burst = value;
                    break;
                case "pkts_rate" when words.TakeNumber(uint.MaxValue, out number) && number > 0:
                    packetRate = number;
                    break;
                case "pkts_burst" when words.TakeNumber(uint.MaxValue, out number) && number > 0:
                    packetBurst = number;
                    break;
                case "mtu" or "minburst" when words.Take(ValueFormats.Size, out value):
                    mtu = value;
                    break;
                case "peakrate" when words.Take(ValueFormats.Rate, out value) && value > 0:
                    peak = value;
                    break;
                case "overhead" when words.TakeNumber(ushort.MaxValue, out overhead):
                case "mpu" when words.TakeNumber(ushort.MaxValue, out mpu):
                case "linklayer" when words.Take(TcWords.LinkLayer, out linkLayer):
                case "conform-exceed" when TryVerdicts(ref words, out exceed, out conform):
                    break;
                default:
                    return false;
            }
        }
        action = new PoliceAction(rate, burst, packetRate, packetBurst, mtu, peak, overhead, mpu, linkLayer, exceed, conform);
        // The kernel polices by one of the two, and peakrate needs both an MTU and a rate (tcf_police_init, net/sched/act_police.c).
        return rate is null == burst is null && packetRate is null == packetBurst is null && (rate is null || packetRate is null)
            && (peak is null || (rate is not null && mtu is not null));
    }

    /// <summary>EXCEED[/CONFORM]; a slash may follow the number of a chain.</summary>
    private static bool TryVerdicts(ref ActionWords words, out TcVerdict exceed, out TcVerdict conform)
    {
        exceed = default;
        conform = TcVerdict.Pass;
        string first = words.Next();
        while (first.StartsWith("goto", StringComparison.Ordinal) && first.Split(' ').Length < 3 && !words.IsAtEnd)
        {
            first += " " + words.Next();
        }
        string[] both = first.Split('/');
        ActionWords exceeding = new(both[0]);
        if (both.Length > 2 || !TcVerdict.TryTake(ref exceeding, out exceed) || !exceeding.IsAtEnd)
        {
            return false;
        }
        if (both.Length == 1)
        {
            return true;
        }
        string second = both[1];
        while (second.StartsWith("goto", StringComparison.Ordinal) && second.Split(' ').Length < 3 && !words.IsAtEnd)
        {
            second += " " + words.Next();
        }
        ActionWords conforming = new(second);
        return TcVerdict.TryTake(ref conforming, out conform) && conforming.IsAtEnd;
    }
}
