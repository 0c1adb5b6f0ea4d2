using static Wire.Domain.ValueFormats;

namespace Wire.Domain;

/// <summary>A share of an <see cref="Htb"/> (<c>tc_htb_opt</c>, tc-htb(8)).</summary>
public sealed record HtbClass : Resource
{
    public const string Collection = "class";

    /// <summary>The reference of the link.</summary>
    public string Dev { get; init; } = "";

    /// <summary>tcm_handle.</summary>
    public uint ClassId { get; init; }

    /// <summary>tcm_parent: the qdisc or another class; null is the qdisc.</summary>
    public uint? Parent { get; init; }

    /// <summary>Bytes per second that it always has.</summary>
    public ulong? Rate { get; init; }

    /// <summary>Bytes per second with what it borrows; <see cref="Rate"/> when not said.</summary>
    public ulong? Ceil { get; init; }

    /// <summary>Bytes at once at <see cref="Ceil"/>'s rate, saved up at <see cref="Rate"/>.</summary>
    public ulong? Burst { get; init; }

    /// <summary>Bytes at once at the link's own rate.</summary>
    public ulong? Cburst { get; init; }

    /// <summary>0–7, the lower one is served first.</summary>
    public uint? Prio { get; init; }

    /// <summary>Bytes that it sends before the next class of its priority; the kernel's, from the rate and r2q, when not said.</summary>
    public uint? Quantum { get; init; }

    /// <summary>Bytes that each packet has besides on the wire.</summary>
    public uint? Overhead { get; init; }

    /// <summary>Bytes that the smallest packet counts for.</summary>
    public uint? Mpu { get; init; }

    /// <summary>TC_LINKLAYER_*.</summary>
    public uint? LinkLayer { get; init; }

    /// <summary>tc(8) sizes a burst by the clock's resolution (1 ns) and this packet's size.</summary>
    private const ulong PacketBytes = 1600;

    public uint EffectiveParent => Parent ?? TcHandles.MajorOf(ClassId);

    public ulong EffectiveCeil => Ceil ?? Rate ?? 0;

    public ulong EffectiveBurst => Burst ?? PacketBytes;

    public ulong EffectiveCburst => Cburst ?? PacketBytes;

    public static readonly ResourceKind TheKind = new("htb-class", Collection, () => new HtbClass(),
        new ReferenceAttribute<HtbClass, string>(ValueFormats.Link, c => c.Dev, (c, x) => c with { Dev = x ?? "" })
            { Id = 1, Name = "dev", Mutability = Mutability.Identity, Help = "the link" },
        new ValueAttribute<HtbClass, uint>(TcHandles.Class, c => c.ClassId == 0 ? null : c.ClassId, (c, x) => c with { ClassId = x ?? 0 })
            { Id = 2, Name = "classid", Mutability = Mutability.Identity, Required = true, Help = "its name: the qdisc's handle and a number of its own, in hexadecimal" },
        new ValueAttribute<HtbClass, uint>(TcHandles.ClassParent, c => c.Parent, (c, x) => c with { Parent = x })
            { Id = 3, Name = "parent", Mutability = Mutability.Recreate, Help = "the qdisc, or the class that it shares the rate of; the qdisc when not said" },
        new ValueAttribute<HtbClass, ulong>(ValueFormats.Rate, c => c.Rate, (c, x) => c with { Rate = x })
            { Id = 10, Name = "rate", Mutability = Mutability.InPlace, Required = true, Help = "bits per second that it always has" },
        new ValueAttribute<HtbClass, ulong>(ValueFormats.Rate, c => c.Ceil, (c, x) => c with { Ceil = x })
            { Id = 11, Name = "ceil", Mutability = Mutability.InPlace, Help = "bits per second with what it borrows; the rate when not said" },
        new ValueAttribute<HtbClass, ulong>(ValueFormats.Size, c => c.Burst, (c, x) => c with { Burst = x })
            { Id = 12, Name = "burst", Mutability = Mutability.InPlace, Help = "bytes that it may send at once at the rate's expense", Same = (d, o) => TcTicks.AreSame(d.Burst!.Value, o.Burst!.Value, o.Rate ?? 0) },
        new ValueAttribute<HtbClass, ulong>(ValueFormats.Size, c => c.Cburst, (c, x) => c with { Cburst = x })
            { Id = 13, Name = "cburst", Mutability = Mutability.InPlace, Help = "bytes that it may send at once at the ceiling's expense", Same = (d, o) => TcTicks.AreSame(d.Cburst!.Value, o.Cburst!.Value, o.EffectiveCeil) },
        new ValueAttribute<HtbClass, uint>(Number(0, 7), c => c.Prio, (c, x) => c with { Prio = x })
            { Id = 14, Name = "prio", Mutability = Mutability.InPlace, UnsetIsDefault = true, Default = "0", Help = "the lower one is served first" },
        new ValueAttribute<HtbClass, uint>(Number(1), c => c.Quantum, (c, x) => c with { Quantum = x })
            { Id = 15, Name = "quantum", Mutability = Mutability.InPlace, Help = "bytes that it sends before the next class of its priority; from the rate and r2q when not said", MayBeUntold = true },
        new ValueAttribute<HtbClass, uint>(Number(0, ushort.MaxValue, "bytes"), c => c.Overhead, (c, x) => c with { Overhead = x })
            { Id = 16, Name = "overhead", Mutability = Mutability.InPlace, UnsetIsDefault = true, Default = "0", Help = "bytes that each packet has besides on the wire" },
        new ValueAttribute<HtbClass, uint>(Number(0, ushort.MaxValue, "bytes"), c => c.Mpu, (c, x) => c with { Mpu = x })
            { Id = 17, Name = "mpu", Mutability = Mutability.InPlace, UnsetIsDefault = true, Default = "0", Help = "bytes that the smallest packet counts for" },
        new ValueAttribute<HtbClass, uint>(TcWords.LinkLayer, c => c.LinkLayer, (c, x) => c with { LinkLayer = x })
            { Id = 18, Name = "linklayer", Mutability = Mutability.InPlace, UnsetIsDefault = true, Default = "ethernet", Help = "what the packets are cut into on the wire: ethernet, or atm cells" }) { Stage = Stage.Qdisc };

    public override ResourceKind Kind => TheKind;

    public override ResourceKey Key => KeyOf(Dev, ClassId);

    public static ResourceKey KeyOf(string dev, uint classid) => new(Collection, $"{dev} {TcHandles.Text(classid)}");

    public override IEnumerable<ResourceKey> Dependencies => TcPlaces.Of(Dev, EffectiveParent);

    public override IEnumerable<ResourceKey> GoesWith => Dependencies;

    /// <summary>What is not said follows the qdisc and the rate, also when it was said before.</summary>
    public override Resource Completed() => this with { Parent = EffectiveParent, Ceil = Rate is null ? Ceil : EffectiveCeil, Burst = EffectiveBurst, Cburst = EffectiveCburst };
}
