using static Wire.Domain.ValueFormats;

namespace Wire.Domain;

/// <summary>Shaping, fair queueing and short queues in one (TCA_CAKE_*, tc-cake(8)).</summary>
public sealed record Cake : Qdisc
{
    /// <summary>Bytes per second; 0 for no limit.</summary>
    public ulong? Bandwidth { get; init; }

    /// <summary>Estimates the bandwidth.</summary>
    public bool? AutorateIngress { get; init; }

    /// <summary>Microseconds.</summary>
    public uint? Rtt { get; init; }

    /// <summary>CAKE_DIFFSERV_*.</summary>
    public uint? Diffserv { get; init; }

    /// <summary>CAKE_FLOW_*.</summary>
    public uint? Isolation { get; init; }

    /// <summary>Looks behind NAT.</summary>
    public bool? Nat { get; init; }

    /// <summary>Clears the DS field.</summary>
    public bool? Wash { get; init; }

    /// <summary>Cuts large packets.</summary>
    public bool? SplitGso { get; init; }

    /// <summary>CAKE_ACK_*.</summary>
    public uint? AckFilter { get; init; }

    /// <summary>Bytes that may wait; 0 for the kernel's choice.</summary>
    public ulong? Memlimit { get; init; }

    /// <summary>Bits of the packet's mark that name its class.</summary>
    public uint? Fwmark { get; init; }

    /// <summary>CAKE_ATM_*.</summary>
    public uint? Atm { get; init; }

    /// <summary>Bytes, -64 to 256.</summary>
    public int? Overhead { get; init; }

    /// <summary>Bytes that the smallest packet counts for.</summary>
    public uint? Mpu { get; init; }

    /// <summary>Counts what it drops.</summary>
    public bool? Ingress { get; init; }

    public static readonly ResourceKind TheKind = MakeKind("cake", () => new Cake(),
        new ValueAttribute<Cake, ulong>(TcUnits.RateOrUnlimited(0), q => q.Bandwidth, (q, x) => q with { Bandwidth = x })
            { Id = 10, Name = "bandwidth", Mutability = Mutability.InPlace, UnsetIsDefault = true, MayBeUntold = true, Default = "unlimited", Help = "bits per second that are let through; with autorate-ingress only at first" },
        new ValueAttribute<Cake, bool>(OnOff, q => q.AutorateIngress, (q, x) => q with { AutorateIngress = x })
            { Id = 11, Name = "autorate-ingress", Mutability = Mutability.InPlace, UnsetIsDefault = true, Default = "off", Help = "estimate the bandwidth by what arrives" },
        new ValueAttribute<Cake, uint>(TcWords.CakeRtt, q => q.Rtt, (q, x) => q with { Rtt = x })
            { Id = 12, Name = "rtt", Mutability = Mutability.InPlace, UnsetIsDefault = true, Default = "100ms", Help = "the round-trip time that queues are tuned to: a time, or datacentre, lan, metro, regional, internet, oceanic, satellite, interplanetary" },
        new ValueAttribute<Cake, uint>(Words(("diffserv3", 0), ("diffserv4", 1), ("diffserv8", 2), ("besteffort", 3), ("precedence", 4)), q => q.Diffserv, (q, x) => q with { Diffserv = x })
            { Id = 13, Name = "diffserv", Mutability = Mutability.InPlace, UnsetIsDefault = true, Default = "diffserv3", Help = "which classes the DS field puts packets in" },
        new ValueAttribute<Cake, uint>(Words(("flowblind", 0), ("srchost", 1), ("dsthost", 2), ("hosts", 3), ("flows", 4), ("dual-srchost", 5), ("dual-dsthost", 6), ("triple-isolate", 7)), q => q.Isolation, (q, x) => q with { Isolation = x })
            { Id = 14, Name = "isolation", Mutability = Mutability.InPlace, UnsetIsDefault = true, Default = "triple-isolate", Help = "what has a fair share: flows, hosts, or flows of each host" },
        new ValueAttribute<Cake, bool>(OnOff, q => q.Nat, (q, x) => q with { Nat = x })
            { Id = 15, Name = "nat", Mutability = Mutability.InPlace, UnsetIsDefault = true, Default = "off", Help = "look behind NAT for the hosts" },
        new ValueAttribute<Cake, bool>(OnOff, q => q.Wash, (q, x) => q with { Wash = x })
            { Id = 16, Name = "wash", Mutability = Mutability.InPlace, UnsetIsDefault = true, Default = "off", Help = "clear the DS field of what goes out" },
        new ValueAttribute<Cake, bool>(OnOff, q => q.SplitGso, (q, x) => q with { SplitGso = x })
            { Id = 17, Name = "split-gso", Mutability = Mutability.InPlace, UnsetIsDefault = true, Default = "on", Help = "cut packets that were put together for the network card" },
        new ValueAttribute<Cake, uint>(Words(("off", 0), ("on", 1), ("aggressive", 2)), q => q.AckFilter, (q, x) => q with { AckFilter = x })
            { Id = 18, Name = "ack-filter", Mutability = Mutability.InPlace, UnsetIsDefault = true, Default = "off", Help = "drop acknowledgements that a later one makes needless" },
        new ValueAttribute<Cake, ulong>(ValueFormats.Size, q => q.Memlimit, (q, x) => q with { Memlimit = x })
            { Id = 19, Name = "memlimit", Mutability = Mutability.InPlace, UnsetIsDefault = true, Default = "0", Help = "bytes that may wait; by the bandwidth when not said" },
        new ValueAttribute<Cake, uint>(Number(), q => q.Fwmark, (q, x) => q with { Fwmark = x })
            { Id = 20, Name = "fwmark", Mutability = Mutability.InPlace, UnsetIsDefault = true, Default = "0", Help = "the bits of the packet's mark that say its class" },
        new ValueAttribute<Cake, uint>(Words(("noatm", 0), ("atm", 1), ("ptm", 2)), q => q.Atm, (q, x) => q with { Atm = x })
            { Id = 21, Name = "atm", Mutability = Mutability.InPlace, UnsetIsDefault = true, Default = "noatm", Help = "what the packets are cut into on the wire" },
        new ValueAttribute<Cake, int>(TcWords.Overhead, q => q.Overhead, (q, x) => q with { Overhead = x })
            { Id = 22, Name = "overhead", Mutability = Mutability.InPlace, UnsetIsDefault = true, Help = "bytes that each packet has besides on the wire, -64 to 256; the link's own header when not said" },
        new ValueAttribute<Cake, uint>(Number(0, 256, "bytes"), q => q.Mpu, (q, x) => q with { Mpu = x })
            { Id = 23, Name = "mpu", Mutability = Mutability.InPlace, UnsetIsDefault = true, Default = "0", Help = "bytes that the smallest packet counts for" },
        new ValueAttribute<Cake, bool>(OnOff, q => q.Ingress, (q, x) => q with { Ingress = x })
            { Id = 24, Name = "ingress", Mutability = Mutability.InPlace, UnsetIsDefault = true, Default = "off", Help = "shape what comes in: what is dropped was received, too" });

    public override ResourceKind Kind => TheKind;
}
