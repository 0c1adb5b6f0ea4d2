using static Wire.Domain.ValueFormats;

namespace Wire.Domain;

/// <summary>A bond of several links (<c>IFLA_BOND_*</c>, Documentation/networking/bonding.rst).</summary>
public sealed record Bond : Link
{
    /// <summary>IFLA_BOND_MODE, 0–6.</summary>
    public uint? Mode { get; init; }

    /// <summary>IFLA_BOND_MIIMON, milliseconds between looks at the carrier, 0 for never.</summary>
    public uint? Miimon { get; init; }

    public static readonly ResourceKind TheKind = MakeKind("bond", () => new Bond(),
        new ValueAttribute<Bond, uint>(
            Words(("balance-rr", 0), ("active-backup", 1), ("balance-xor", 2), ("broadcast", 3), ("802.3ad", 4), ("balance-tlb", 5), ("balance-alb", 6)),
            b => b.Mode, (b, x) => b with { Mode = x })
            { Id = 20, Name = "mode", Mutability = Mutability.Recreate, Default = "balance-rr", Help = "how traffic is spread over the members" },
        new ValueAttribute<Bond, uint>(Number(0, int.MaxValue, "ms"), b => b.Miimon, (b, x) => b with { Miimon = x })
            { Id = 21, Name = "miimon", Mutability = Mutability.InPlace, Default = "0", Help = "milliseconds between looks at the members' carrier" }).WithPortsLed();

    public override ResourceKind Kind => TheKind;

    /// <summary>Its Ethernet address is that of its first port.</summary>
    public override Resource Bare(ITopology live) => this with { Mac = null };
}
