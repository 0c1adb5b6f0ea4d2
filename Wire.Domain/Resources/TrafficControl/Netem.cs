using static Wire.Domain.ValueFormats;

namespace Wire.Domain;

/// <summary>A bad network: delay, loss, duplicates, disorder, damage, and a rate (<c>tc_netem_qopt</c>, tc-netem(8)).</summary>
public sealed record Netem : Qdisc
{
    /// <summary>Packets that may wait.</summary>
    public uint? Limit { get; init; }

    /// <summary>Nanoseconds.</summary>
    public ulong? Delay { get; init; }

    /// <summary>Nanoseconds.</summary>
    public ulong? Jitter { get; init; }

    /// <summary>Of 2³²-1.</summary>
    public uint? DelayCorrelation { get; init; }

    /// <summary>Of 2³²-1.</summary>
    public uint? Loss { get; init; }

    /// <summary>Of 2³²-1.</summary>
    public uint? LossCorrelation { get; init; }

    /// <summary>tc_netem_gimodel.p13.</summary>
    public uint? LossP13 { get; init; }

    /// <summary>tc_netem_gimodel.p31.</summary>
    public uint? LossP31 { get; init; }

    /// <summary>tc_netem_gimodel.p32.</summary>
    public uint? LossP32 { get; init; }

    /// <summary>tc_netem_gimodel.p23.</summary>
    public uint? LossP23 { get; init; }

    /// <summary>tc_netem_gimodel.p14.</summary>
    public uint? LossP14 { get; init; }

    /// <summary>tc_netem_gemodel.p.</summary>
    public uint? GemodelP { get; init; }

    /// <summary>tc_netem_gemodel.r.</summary>
    public uint? GemodelR { get; init; }

    /// <summary>2³²-1 less tc_netem_gemodel.h.</summary>
    public uint? GemodelLossInBad { get; init; }

    /// <summary>tc_netem_gemodel.k1.</summary>
    public uint? GemodelLossInGood { get; init; }

    /// <summary>Marks instead of losing.</summary>
    public bool? Ecn { get; init; }

    /// <summary>Of 2³²-1.</summary>
    public uint? Duplicate { get; init; }

    /// <summary>Of 2³²-1.</summary>
    public uint? DuplicateCorrelation { get; init; }

    /// <summary>Of 2³²-1.</summary>
    public uint? Corrupt { get; init; }

    /// <summary>Of 2³²-1.</summary>
    public uint? CorruptCorrelation { get; init; }

    /// <summary>Of 2³²-1.</summary>
    public uint? Reorder { get; init; }

    /// <summary>Of 2³²-1.</summary>
    public uint? ReorderCorrelation { get; init; }

    /// <summary>Packets.</summary>
    public uint? Gap { get; init; }

    /// <summary>Bytes per second; 0 for no limit.</summary>
    public ulong? Rate { get; init; }

    /// <summary>Bytes.</summary>
    public int? PacketOverhead { get; init; }

    /// <summary>Bytes.</summary>
    public uint? CellSize { get; init; }

    /// <summary>Bytes.</summary>
    public int? CellOverhead { get; init; }

    /// <summary>Nanoseconds.</summary>
    public ulong? SlotMin { get; init; }

    /// <summary>Nanoseconds.</summary>
    public ulong? SlotMax { get; init; }

    /// <summary>Packets.</summary>
    public uint? SlotPackets { get; init; }

    /// <summary>Bytes.</summary>
    public uint? SlotBytes { get; init; }

    public static readonly ResourceKind TheKind = MakeKind("netem", () => new Netem(),
        new ValueAttribute<Netem, uint>(Number(1), q => q.Limit, (q, x) => q with { Limit = x })
            { Id = 10, Name = "limit", Mutability = Mutability.InPlace, UnsetIsDefault = true, Default = "1000", Help = "packets that may wait" },
        new ValueAttribute<Netem, ulong>(ValueFormats.Nanoseconds, q => q.Delay, (q, x) => q with { Delay = x })
            { Id = 11, Name = "delay", Mutability = Mutability.InPlace, UnsetIsDefault = true, Default = "0ns", Help = "the time that each packet takes longer" },
        new ValueAttribute<Netem, ulong>(ValueFormats.Nanoseconds, q => q.Jitter, (q, x) => q with { Jitter = x })
            { Id = 12, Name = "jitter", Mutability = Mutability.InPlace, UnsetIsDefault = true, Default = "0ns", Help = "how much the delay differs" },
        new ValueAttribute<Netem, uint>(ValueFormats.Share, q => q.DelayCorrelation, (q, x) => q with { DelayCorrelation = x })
            { Id = 13, Name = "delay-correlation", Mutability = Mutability.InPlace, UnsetIsDefault = true, Default = "0%", Help = "how much a packet's delay is like the one's before" },
        new ValueAttribute<Netem, uint>(ValueFormats.Share, q => q.Loss, (q, x) => q with { Loss = x })
            { Id = 14, Name = "loss", Mutability = Mutability.InPlace, UnsetIsDefault = true, Default = "0%", Help = "the share of packets that are lost at random" },
        new ValueAttribute<Netem, uint>(ValueFormats.Share, q => q.LossCorrelation, (q, x) => q with { LossCorrelation = x })
            { Id = 15, Name = "loss-correlation", Mutability = Mutability.InPlace, UnsetIsDefault = true, Default = "0%", Help = "how much a packet's loss is like the one's before" },
        new ValueAttribute<Netem, uint>(ValueFormats.Share, q => q.LossP13, (q, x) => q with { LossP13 = x })
            { Id = 16, Name = "loss-p13", Mutability = Mutability.InPlace, UnsetIsDefault = true, Help = "loss by four states (tc-netem(8), loss state): from received to lost in a burst" },
        new ValueAttribute<Netem, uint>(ValueFormats.Share, q => q.LossP31, (q, x) => q with { LossP31 = x })
            { Id = 17, Name = "loss-p31", Mutability = Mutability.InPlace, MayBeUntold = true, Help = "from lost in a burst to received; 100% minus loss-p13 when not said" },
        new ValueAttribute<Netem, uint>(ValueFormats.Share, q => q.LossP32, (q, x) => q with { LossP32 = x })
            { Id = 18, Name = "loss-p32", Mutability = Mutability.InPlace, UnsetIsDefault = true, Default = "0%", Help = "from lost in a burst to received within it" },
        new ValueAttribute<Netem, uint>(ValueFormats.Share, q => q.LossP23, (q, x) => q with { LossP23 = x })
            { Id = 19, Name = "loss-p23", Mutability = Mutability.InPlace, UnsetIsDefault = true, Default = "100%", Help = "from received within a burst to lost in it; 100% when not said" },
        new ValueAttribute<Netem, uint>(ValueFormats.Share, q => q.LossP14, (q, x) => q with { LossP14 = x })
            { Id = 20, Name = "loss-p14", Mutability = Mutability.InPlace, UnsetIsDefault = true, Default = "0%", Help = "from received to lost alone" },
        new ValueAttribute<Netem, uint>(ValueFormats.Share, q => q.GemodelP, (q, x) => q with { GemodelP = x })
            { Id = 21, Name = "gemodel-p", Mutability = Mutability.InPlace, UnsetIsDefault = true, Help = "loss by Gilbert and Elliot (tc-netem(8), loss gemodel): from good to bad" },
        new ValueAttribute<Netem, uint>(ValueFormats.Share, q => q.GemodelR, (q, x) => q with { GemodelR = x })
            { Id = 22, Name = "gemodel-r", Mutability = Mutability.InPlace, MayBeUntold = true, Help = "from bad to good; 100% minus gemodel-p when not said" },
        new ValueAttribute<Netem, uint>(ValueFormats.Share, q => q.GemodelLossInBad, (q, x) => q with { GemodelLossInBad = x })
            { Id = 23, Name = "gemodel-1-h", Mutability = Mutability.InPlace, UnsetIsDefault = true, Default = "100%", Help = "loss while bad; 100% when not said" },
        new ValueAttribute<Netem, uint>(ValueFormats.Share, q => q.GemodelLossInGood, (q, x) => q with { GemodelLossInGood = x })
            { Id = 24, Name = "gemodel-1-k", Mutability = Mutability.InPlace, UnsetIsDefault = true, Default = "0%", Help = "loss while good" },
        new ValueAttribute<Netem, bool>(OnOff, q => q.Ecn, (q, x) => q with { Ecn = x })
            { Id = 25, Name = "ecn", Mutability = Mutability.InPlace, UnsetIsDefault = true, Default = "off", Help = "mark packets that can be instead of losing them" },
        new ValueAttribute<Netem, uint>(ValueFormats.Share, q => q.Duplicate, (q, x) => q with { Duplicate = x })
            { Id = 26, Name = "duplicate", Mutability = Mutability.InPlace, UnsetIsDefault = true, Default = "0%", Help = "the share of packets that come twice" },
        new ValueAttribute<Netem, uint>(ValueFormats.Share, q => q.DuplicateCorrelation, (q, x) => q with { DuplicateCorrelation = x })
            { Id = 27, Name = "duplicate-correlation", Mutability = Mutability.InPlace, UnsetIsDefault = true, Default = "0%", Help = "how much a packet's duplication is like the one's before" },
        new ValueAttribute<Netem, uint>(ValueFormats.Share, q => q.Corrupt, (q, x) => q with { Corrupt = x })
            { Id = 28, Name = "corrupt", Mutability = Mutability.InPlace, UnsetIsDefault = true, Default = "0%", Help = "the share of packets that have a wrong bit" },
        new ValueAttribute<Netem, uint>(ValueFormats.Share, q => q.CorruptCorrelation, (q, x) => q with { CorruptCorrelation = x })
            { Id = 29, Name = "corrupt-correlation", Mutability = Mutability.InPlace, UnsetIsDefault = true, Default = "0%", Help = "how much a packet's damage is like the one's before" },
        new ValueAttribute<Netem, uint>(ValueFormats.Share, q => q.Reorder, (q, x) => q with { Reorder = x })
            { Id = 30, Name = "reorder", Mutability = Mutability.InPlace, UnsetIsDefault = true, Default = "0%", Help = "the share of packets that are sent at once, before those that are delayed" },
        new ValueAttribute<Netem, uint>(ValueFormats.Share, q => q.ReorderCorrelation, (q, x) => q with { ReorderCorrelation = x })
            { Id = 31, Name = "reorder-correlation", Mutability = Mutability.InPlace, UnsetIsDefault = true, Default = "0%", Help = "how much a packet's place is like the one's before" },
        new ValueAttribute<Netem, uint>(Number(), q => q.Gap, (q, x) => q with { Gap = x })
            { Id = 32, Name = "gap", Mutability = Mutability.InPlace, UnsetIsDefault = true, MayBeUntold = true, Help = "only each packet of this number is reordered; 1 when reorder is said, else none" },
        new ValueAttribute<Netem, ulong>(ValueFormats.Rate, q => q.Rate, (q, x) => q with { Rate = x })
            { Id = 33, Name = "rate", Mutability = Mutability.InPlace, UnsetIsDefault = true, Default = "0bit", Help = "bits per second" },
        new ValueAttribute<Netem, int>(TcWords.SignedBytes, q => q.PacketOverhead, (q, x) => q with { PacketOverhead = x })
            { Id = 34, Name = "packet-overhead", Mutability = Mutability.InPlace, UnsetIsDefault = true, Default = "0", Help = "bytes that each packet has besides, at the rate" },
        new ValueAttribute<Netem, uint>(Number(0, uint.MaxValue, "bytes"), q => q.CellSize, (q, x) => q with { CellSize = x })
            { Id = 35, Name = "cell-size", Mutability = Mutability.InPlace, UnsetIsDefault = true, Default = "0", Help = "bytes of a cell that packets are cut into, at the rate; 0 for none" },
        new ValueAttribute<Netem, int>(TcWords.SignedBytes, q => q.CellOverhead, (q, x) => q with { CellOverhead = x })
            { Id = 36, Name = "cell-overhead", Mutability = Mutability.InPlace, UnsetIsDefault = true, Default = "0", Help = "bytes that each cell has besides, at the rate" },
        new ValueAttribute<Netem, ulong>(ValueFormats.Nanoseconds, q => q.SlotMin, (q, x) => q with { SlotMin = x })
            { Id = 37, Name = "slot-min", Mutability = Mutability.InPlace, UnsetIsDefault = true, Default = "0ns", Help = "packets wait for slots at least this far apart" },
        new ValueAttribute<Netem, ulong>(ValueFormats.Nanoseconds, q => q.SlotMax, (q, x) => q with { SlotMax = x })
            { Id = 38, Name = "slot-max", Mutability = Mutability.InPlace, MayBeUntold = true, Help = "and at most this far; slot-min when not said" },
        new ValueAttribute<Netem, uint>(Number(0, int.MaxValue), q => q.SlotPackets, (q, x) => q with { SlotPackets = x })
            { Id = 39, Name = "slot-packets", Mutability = Mutability.InPlace, UnsetIsDefault = true, Default = "0", Help = "packets in a slot at most; 0 for any number" },
        new ValueAttribute<Netem, uint>(Number(0, int.MaxValue, "bytes"), q => q.SlotBytes, (q, x) => q with { SlotBytes = x })
            { Id = 40, Name = "slot-bytes", Mutability = Mutability.InPlace, UnsetIsDefault = true, Default = "0", Help = "bytes in a slot at most; 0 for any number" });

    public override ResourceKind Kind => TheKind;
}
