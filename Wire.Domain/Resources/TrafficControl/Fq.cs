using static Wire.Domain.ValueFormats;

namespace Wire.Domain;

/// <summary>Fair queueing with pacing, for a host's own connections (TCA_FQ_*, tc-fq(8)).</summary>
public sealed record Fq : Qdisc
{
    /// <summary>Packets that may wait.</summary>
    public uint? Limit { get; init; }

    /// <summary>Packets of one flow.</summary>
    public uint? FlowLimit { get; init; }

    /// <summary>Bytes that a flow sends before the next one.</summary>
    public uint? Quantum { get; init; }

    /// <summary>Bytes that a new flow may send at once.</summary>
    public uint? InitialQuantum { get; init; }

    /// <summary>Bytes per second of one flow; 2³²-1 for no limit.</summary>
    public ulong? Maxrate { get; init; }

    /// <summary>Bytes per second.</summary>
    public ulong? LowRateThreshold { get; init; }

    /// <summary>A power of two: 2^TCA_FQ_BUCKETS_LOG.</summary>
    public uint? Buckets { get; init; }

    /// <summary>Keeps to the rate that a socket asks.</summary>
    public bool? Pacing { get; init; }

    /// <summary>Microseconds.</summary>
    public uint? RefillDelay { get; init; }

    /// <summary>A mask of hashes.</summary>
    public uint? OrphanMask { get; init; }

    /// <summary>Nanoseconds.</summary>
    public ulong? TimerSlack { get; init; }

    /// <summary>Microseconds above which packets are marked; not set for never.</summary>
    public uint? CeThreshold { get; init; }

    /// <summary>Microseconds.</summary>
    public uint? Horizon { get; init; }

    /// <summary>Else their time is capped.</summary>
    public bool? HorizonDrop { get; init; }

    public static readonly ResourceKind TheKind = MakeKind("fq", () => new Fq(),
        new ValueAttribute<Fq, uint>(Number(), q => q.Limit, (q, x) => q with { Limit = x })
            { Id = 10, Name = "limit", Mutability = Mutability.InPlace, UnsetIsDefault = true, Default = "10000", Help = "packets that may wait in all flows" },
        new ValueAttribute<Fq, uint>(Number(), q => q.FlowLimit, (q, x) => q with { FlowLimit = x })
            { Id = 11, Name = "flow-limit", Mutability = Mutability.InPlace, UnsetIsDefault = true, Default = "100", Help = "packets of one flow that may wait" },
        new ValueAttribute<Fq, uint>(Number(1, 1 << 20, "bytes"), q => q.Quantum, (q, x) => q with { Quantum = x })
            { Id = 12, Name = "quantum", Mutability = Mutability.InPlace, Help = "bytes that a flow sends before the next one; two packets of the link's MTU when not said" },
        new ValueAttribute<Fq, uint>(Number(0, int.MaxValue, "bytes"), q => q.InitialQuantum, (q, x) => q with { InitialQuantum = x })
            { Id = 13, Name = "initial-quantum", Mutability = Mutability.InPlace, Help = "bytes that a new flow may send at once; ten packets of the link's MTU when not said" },
        new ValueAttribute<Fq, ulong>(TcUnits.RateOrUnlimited(uint.MaxValue), q => q.Maxrate, (q, x) => q with { Maxrate = x })
            { Id = 14, Name = "maxrate", Mutability = Mutability.InPlace, UnsetIsDefault = true, Default = "unlimited", Help = "bits per second of one flow at most" },
        new ValueAttribute<Fq, ulong>(ValueFormats.Rate, q => q.LowRateThreshold, (q, x) => q with { LowRateThreshold = x })
            { Id = 15, Name = "low-rate-threshold", Mutability = Mutability.InPlace, UnsetIsDefault = true, Default = "550kbit", Help = "flows slower than this are delayed packet by packet" },
        new ValueAttribute<Fq, uint>(Number(1, 1 << 18), q => q.Buckets, (q, x) => q with { Buckets = x })
            { Id = 16, Name = "buckets", Mutability = Mutability.InPlace, UnsetIsDefault = true, Default = "1024", Help = "queues that flows are hashed to, a power of two" },
        new ValueAttribute<Fq, bool>(OnOff, q => q.Pacing, (q, x) => q with { Pacing = x })
            { Id = 17, Name = "pacing", Mutability = Mutability.InPlace, UnsetIsDefault = true, Default = "on", Help = "keep to the rate that a socket asks for" },
        new ValueAttribute<Fq, uint>(ValueFormats.MicrosecondsInJiffies, q => q.RefillDelay, (q, x) => q with { RefillDelay = x })
            { Id = 18, Name = "refill-delay", Mutability = Mutability.InPlace, UnsetIsDefault = true, Default = "40ms", Help = "the time after which an idle flow counts as new" },
        new ValueAttribute<Fq, uint>(Number(), q => q.OrphanMask, (q, x) => q with { OrphanMask = x })
            { Id = 19, Name = "orphan-mask", Mutability = Mutability.InPlace, UnsetIsDefault = true, Default = "1023", Help = "the bits of the hash of packets without a socket" },
        new ValueAttribute<Fq, ulong>(ValueFormats.Nanoseconds, q => q.TimerSlack, (q, x) => q with { TimerSlack = x })
            { Id = 20, Name = "timer-slack", Mutability = Mutability.InPlace, UnsetIsDefault = true, Default = "10us", Help = "how inexact the timer may be" },
        new ValueAttribute<Fq, uint>(ValueFormats.Microseconds, q => q.CeThreshold, (q, x) => q with { CeThreshold = x })
            { Id = 21, Name = "ce-threshold", Mutability = Mutability.InPlace, UnsetIsDefault = true, Help = "the delay above which packets that can be are marked" },
        new ValueAttribute<Fq, uint>(ValueFormats.Microseconds, q => q.Horizon, (q, x) => q with { Horizon = x })
            { Id = 22, Name = "horizon", Mutability = Mutability.InPlace, UnsetIsDefault = true, Default = "10s", Help = "packets to be sent later than this from now are dropped or capped" },
        new ValueAttribute<Fq, bool>(OnOff, q => q.HorizonDrop, (q, x) => q with { HorizonDrop = x })
            { Id = 23, Name = "horizon-drop", Mutability = Mutability.InPlace, UnsetIsDefault = true, Default = "on", Help = "drop packets beyond the horizon; off: send them at the horizon" });

    public override ResourceKind Kind => TheKind;
}
