using static Wire.Domain.ValueFormats;

namespace Wire.Domain;

/// <summary>Fair queueing with controlled delay (TCA_FQ_CODEL_*, tc-fq_codel(8)).</summary>
public sealed record FqCodel : Qdisc
{
    /// <summary>Packets that may wait.</summary>
    public uint? Limit { get; init; }

    /// <summary>Hash buckets.</summary>
    public uint? Flows { get; init; }

    /// <summary>Bytes that may wait.</summary>
    public ulong? MemoryLimit { get; init; }

    /// <summary>Microseconds.</summary>
    public uint? Target { get; init; }

    /// <summary>Microseconds.</summary>
    public uint? Interval { get; init; }

    /// <summary>Bytes that a flow sends before the next one; the MTU and its header when not said.</summary>
    public uint? Quantum { get; init; }

    /// <summary>Marks instead of dropping.</summary>
    public bool? Ecn { get; init; }

    /// <summary>Microseconds above which packets are marked; not set for never.</summary>
    public uint? CeThreshold { get; init; }

    /// <summary>The value of the DS field, under <see cref="CeThresholdMask"/>, of packets that the threshold is for.</summary>
    public uint? CeThresholdSelector { get; init; }

    /// <summary>The bits that count.</summary>
    public uint? CeThresholdMask { get; init; }

    /// <summary>Packets dropped at once when too many wait.</summary>
    public uint? DropBatch { get; init; }

    public static readonly ResourceKind TheKind = MakeKind("fq-codel", () => new FqCodel(),
        new ValueAttribute<FqCodel, uint>(Number(1), q => q.Limit, (q, x) => q with { Limit = x })
            { Id = 10, Name = "limit", Mutability = Mutability.InPlace, UnsetIsDefault = true, Default = "10240", Help = "packets that may wait in all flows" },
        new ValueAttribute<FqCodel, uint>(Number(1, 65536), q => q.Flows, (q, x) => q with { Flows = x })
            { Id = 11, Name = "flows", Mutability = Mutability.Recreate, UnsetIsDefault = true, Default = "1024", Help = "how many queues the flows are spread over" },
        new ValueAttribute<FqCodel, ulong>(ValueFormats.Size, q => q.MemoryLimit, (q, x) => q with { MemoryLimit = x })
            { Id = 12, Name = "memory-limit", Mutability = Mutability.InPlace, UnsetIsDefault = true, Default = "32m", Help = "bytes that may wait in all flows" },
        new ValueAttribute<FqCodel, uint>(TcUnits.CodelMicroseconds, q => q.Target, (q, x) => q with { Target = x })
            { Id = 13, Name = "target", Mutability = Mutability.InPlace, UnsetIsDefault = true, Default = "5ms", Help = "the delay of a standing queue that is still good" },
        new ValueAttribute<FqCodel, uint>(TcUnits.CodelMicroseconds, q => q.Interval, (q, x) => q with { Interval = x })
            { Id = 14, Name = "interval", Mutability = Mutability.InPlace, UnsetIsDefault = true, Default = "100ms", Help = "the time in which a queue has to come below the target" },
        new ValueAttribute<FqCodel, uint>(Number(1, int.MaxValue, "bytes"), q => q.Quantum, (q, x) => q with { Quantum = x })
            { Id = 15, Name = "quantum", Mutability = Mutability.InPlace, Help = "bytes that a flow sends before the next one; the link's MTU and its header when not said" },
        new ValueAttribute<FqCodel, bool>(OnOff, q => q.Ecn, (q, x) => q with { Ecn = x })
            { Id = 16, Name = "ecn", Mutability = Mutability.InPlace, UnsetIsDefault = true, Default = "on", Help = "mark packets that can be (RFC 3168) instead of dropping them" },
        new ValueAttribute<FqCodel, uint>(TcUnits.CodelMicroseconds, q => q.CeThreshold, (q, x) => q with { CeThreshold = x })
            { Id = 17, Name = "ce-threshold", Mutability = Mutability.InPlace, UnsetIsDefault = true, Help = "the delay above which all packets that can be are marked" },
        new ValueAttribute<FqCodel, uint>(Number(0, 255), q => q.CeThresholdSelector, (q, x) => q with { CeThresholdSelector = x })
            { Id = 18, Name = "ce-threshold-selector", Mutability = Mutability.InPlace, UnsetIsDefault = true, Default = "0", Help = "the DS field of the packets that the ce-threshold is for" },
        new ValueAttribute<FqCodel, uint>(Number(0, 255), q => q.CeThresholdMask, (q, x) => q with { CeThresholdMask = x })
            { Id = 19, Name = "ce-threshold-mask", Mutability = Mutability.InPlace, UnsetIsDefault = true, Default = "0", Help = "the bits of the ce-threshold-selector that count" },
        new ValueAttribute<FqCodel, uint>(Number(1), q => q.DropBatch, (q, x) => q with { DropBatch = x })
            { Id = 20, Name = "drop-batch", Mutability = Mutability.InPlace, UnsetIsDefault = true, Default = "64", Help = "packets that are dropped at once when too many wait" });

    public override ResourceKind Kind => TheKind;
}
