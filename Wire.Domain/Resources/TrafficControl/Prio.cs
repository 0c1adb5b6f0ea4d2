using static Wire.Domain.ValueFormats;

namespace Wire.Domain;

/// <summary>Bands of which the first that has packets is served (<c>tc_prio_qopt</c>, tc-prio(8)). Its classes, 1: to N:, come with it and are no objects of their own.</summary>
public sealed record Prio : Qdisc
{
    /// <summary>2–16.</summary>
    public uint? Bands { get; init; }

    /// <summary>The band of each of the 16 priorities of packets (TC_PRIO_MAX + 1).</summary>
    public ValueList<uint>? PrioMap { get; init; }

    public static readonly ResourceKind TheKind = MakeKind("prio", () => new Prio(),
        new ValueAttribute<Prio, uint>(Number(2, 16), q => q.Bands, (q, x) => q with { Bands = x })
            { Id = 10, Name = "bands", Mutability = Mutability.InPlace, UnsetIsDefault = true, Default = "3", Help = "how many bands there are" },
        new ReferenceAttribute<Prio, ValueList<uint>>(new PrioMapFormat(), q => q.PrioMap, (q, x) => q with { PrioMap = x })
            { Id = 11, Name = "priomap", Mutability = Mutability.InPlace, UnsetIsDefault = true, Default = "1,2,2,2,1,2,0,0,1,1,1,1,1,1,1,1", Help = "the band of each of the packets' priorities 0 to 15" });

    public override ResourceKind Kind => TheKind;

    /// <summary>Its classes come with it.</summary>
    public override IEnumerable<ResourceKey> Aliases => Handle is { } handle
        ? base.Aliases.Concat(Enumerable.Range(1, (int)(Bands ?? BandsDefault)).Select(band => HtbClass.KeyOf(Dev, handle | (uint)band)))
        : [];

    private const uint BandsDefault = 3;
}
