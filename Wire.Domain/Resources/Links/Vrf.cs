using static Wire.Domain.ValueFormats;

namespace Wire.Domain;

/// <summary>A domain of routing of its own: its ports' routes are in its table (Documentation/networking/vrf.rst).</summary>
public sealed record Vrf : Link
{
    /// <summary>IFLA_VRF_TABLE.</summary>
    public uint? Table { get; init; }

    public static readonly ResourceKind TheKind = MakeKind("vrf", () => new Vrf(),
        new ValueAttribute<Vrf, uint>(Number(1, uint.MaxValue), v => v.Table, (v, x) => v with { Table = x })
            { Id = 20, Name = "table", Mutability = Mutability.Recreate, Required = true, Help = "the routing table of its ports" }).WithPortsCycled();

    public override ResourceKind Kind => TheKind;

    /// <summary>vrf_setup, drivers/net/vrf.c.</summary>
    public override string? DefaultOf(ResourceAttribute attribute) => attribute.Name switch
    {
        "arp" or "multicast" => "off",
        // The largest IPv6 packet and its header.
        "mtu" => "65575",
        _ => base.DefaultOf(attribute),
    };
}
