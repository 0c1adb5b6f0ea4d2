using static Wire.Domain.ValueFormats;

namespace Wire.Domain;

/// <summary>An IEEE 802.1Q VLAN on another link (<c>IFLA_VLAN_*</c>).</summary>
public sealed record Vlan : Link
{
    /// <summary>The link it rides on (IFLA_LINK).</summary>
    public string? Parent { get; init; }

    /// <summary>IFLA_VLAN_ID, 1–4094.</summary>
    public uint? Id { get; init; }

    public static readonly ResourceKind TheKind = MakeKind("vlan", () => new Vlan(),
        new ReferenceAttribute<Vlan, string>(ValueFormats.Link, v => v.Parent, (v, x) => v with { Parent = x })
            { Id = 20, Name = "parent", Mutability = Mutability.Recreate, Required = true, Help = "the link it rides on" },
        new ValueAttribute<Vlan, uint>(Number(1, 4094), v => v.Id, (v, x) => v with { Id = x })
            { Id = 21, Name = "id", Mutability = Mutability.Recreate, Required = true, Help = "the VLAN id, 1 to 4094" });

    public override ResourceKind Kind => TheKind;

    /// <summary>Its Ethernet address is its parent's.</summary>
    public override Resource Bare(ITopology live) => this with { Mac = null };

    public override string? RidesOn => Parent;
}
