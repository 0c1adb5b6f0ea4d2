using static Wire.Domain.ValueFormats;

namespace Wire.Domain;

/// <summary>One token bucket: the whole link at one rate (<c>tc_tbf_qopt</c>, tc-tbf(8)).</summary>
public sealed record Tbf : Qdisc
{
    /// <summary>Bytes per second.</summary>
    public ulong? Rate { get; init; }

    /// <summary>The bucket, in bytes.</summary>
    public ulong? Burst { get; init; }

    /// <summary>Bytes that may wait.</summary>
    public ulong? Limit { get; init; }

    /// <summary>Microseconds that a packet waits at most: (limit - burst) at the rate. Not the kernel's: <see cref="Limit"/> follows from it.</summary>
    public uint? Latency { get; init; }

    /// <summary>Bytes per second of a burst; 0 for the link's own.</summary>
    public ulong? PeakRate { get; init; }

    /// <summary>The bucket of <see cref="PeakRate"/>, in bytes: the largest packet.</summary>
    public ulong? Mtu { get; init; }

    /// <summary>Bytes that each packet has besides on the wire.</summary>
    public uint? Overhead { get; init; }

    /// <summary>Bytes that the smallest packet counts for.</summary>
    public uint? Mpu { get; init; }

    /// <summary>TC_LINKLAYER_*.</summary>
    public uint? LinkLayer { get; init; }

    /// <summary>The bytes that may wait when a packet may wait as long as <see cref="Latency"/> says: what arrives in that time, and a burst.</summary>
    public ulong? LimitOfLatency => (Latency, Rate, Burst) is ({ } latency, { } rate, { } burst) ? (ulong)((UInt128)rate * latency / 1_000_000) + burst : null;

    public static readonly ResourceKind TheKind = MakeKind("tbf", () => new Tbf(),
        new ValueAttribute<Tbf, ulong>(ValueFormats.Rate, q => q.Rate, (q, x) => q with { Rate = x })
            { Id = 10, Name = "rate", Mutability = Mutability.InPlace, Required = true, Help = "bits per second" },
        new ValueAttribute<Tbf, ulong>(ValueFormats.Size, q => q.Burst, (q, x) => q with { Burst = x })
            { Id = 11, Name = "burst", Mutability = Mutability.InPlace, Required = true, Help = "bytes that may be sent at once", Same = (d, o) => TcTicks.AreSame(TcTicks.OnWire(d.Burst!.Value, o.Overhead, o.LinkLayer), o.Burst!.Value, o.Rate ?? 0) },
        new ValueAttribute<Tbf, ulong>(ValueFormats.Size, q => q.Limit, (q, x) => q with { Limit = x })
            { Id = 12, Name = "limit", Mutability = Mutability.InPlace, Help = "bytes that may wait for their turn; or say latency" },
        new ValueAttribute<Tbf, uint>(ValueFormats.Microseconds, q => q.Latency, (q, x) => q with { Latency = x })
            { Id = 13, Name = "latency", Mutability = Mutability.InPlace, MayBeUntold = true, Help = "the time that a packet may wait; or say limit", Same = (d, o) => d.LimitOfLatency is { } limit && limit == o.Limit },
        new ValueAttribute<Tbf, ulong>(ValueFormats.Rate, q => q.PeakRate, (q, x) => q with { PeakRate = x })
            { Id = 14, Name = "peakrate", Mutability = Mutability.InPlace, UnsetIsDefault = true, Default = "0bit", Help = "bits per second while a burst is sent" },
        new ValueAttribute<Tbf, ulong>(ValueFormats.Size, q => q.Mtu, (q, x) => q with { Mtu = x })
            { Id = 15, Name = "mtu", Mutability = Mutability.InPlace, UnsetIsDefault = true, MayBeUntold = true, Help = "bytes at once at the peak rate: the largest packet", Same = (d, o) => TcTicks.AreSame(TcTicks.OnWire(d.Mtu!.Value, o.Overhead, o.LinkLayer), o.Mtu!.Value, o.PeakRate ?? 0) },
        new ValueAttribute<Tbf, uint>(Number(0, ushort.MaxValue, "bytes"), q => q.Overhead, (q, x) => q with { Overhead = x })
            { Id = 16, Name = "overhead", Mutability = Mutability.InPlace, UnsetIsDefault = true, Default = "0", Help = "bytes that each packet has besides on the wire" },
        new ValueAttribute<Tbf, uint>(Number(0, ushort.MaxValue, "bytes"), q => q.Mpu, (q, x) => q with { Mpu = x })
            { Id = 17, Name = "mpu", Mutability = Mutability.InPlace, UnsetIsDefault = true, Default = "0", Help = "bytes that the smallest packet counts for" },
        new ValueAttribute<Tbf, uint>(TcWords.LinkLayer, q => q.LinkLayer, (q, x) => q with { LinkLayer = x })
            { Id = 18, Name = "linklayer", Mutability = Mutability.InPlace, UnsetIsDefault = true, Default = "ethernet", Help = "what the packets are cut into on the wire: ethernet, or atm cells" });

    public override ResourceKind Kind => TheKind;
}
