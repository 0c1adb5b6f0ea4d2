namespace Wire.Domain;

/// <summary>The networks that a VXLAN with vnifilter takes: all of them as one set (bridge-vni of bridge(8)).</summary>
public sealed record VxlanVni : Resource
{
    /// <summary>The VXLAN.</summary>
    public string Dev { get; init; } = "";

    /// <summary>VXLAN_VNIFILTER_ENTRY.</summary>
    public ValueList<VniRange>? Vnis { get; init; }

    public static readonly ResourceKind TheKind = new("vxlan-vni", "vxlan-vni", () => new VxlanVni(),
        new ReferenceAttribute<VxlanVni, string>(ValueFormats.Link, v => v.Dev, (v, x) => v with { Dev = x ?? "" })
            { Id = 1, Name = "dev", Mutability = Mutability.Identity, Required = true, Help = "the VXLAN" },
        new ListAttribute<VxlanVni, VniRange>(VniRange.Format, v => v.Vnis, (v, x) => v with { Vnis = x is null ? null : VniRange.Joined(x) }, ListOrder.Sorted)
            { Id = 2, Name = "vni", Mutability = Mutability.InPlace, Default = "", UnsetIsDefault = true, Help = "networks, and where to for what has no entry of its own" })
        { Stage = Stage.LinkDetail, IsMade = false };

    public override ResourceKind Kind => TheKind;

    public override ResourceKey Key => new("vxlan-vni", Dev);

    public override IEnumerable<ResourceKey> Dependencies => [ResourceKey.Link(Dev)];

    public override Resource AsNew(Resource blank, Func<ResourceKey, Resource?> find) => (VxlanVni)blank with { Vnis = [] };

    public override void Check(ValidationContext context)
    {
        if (!context.IsDoubtful && context.FindLink(Dev) is { } dev && dev is not (Interface or Vxlan { VniFilter: true }))
        {
            context.Report("dev", $"'{Dev}' is no VXLAN that filters networks", "expected a vxlan with 'external' and 'vnifilter'");
        }
        uint last = 0;
        foreach (VniRange range in Vnis ?? [])
        {
            if (range.First <= last)
            {
                context.Report("vni", $"VNI {range.First} is said twice", "expected each network once");
            }
            last = Math.Max(last, range.Last);
            if (range.Remote is { IsMulticast: true } && context.FindLink(Dev) is Vxlan { Underlay: null or "" })
            {
                context.Report("vni", $"{Dev} has no link to reach {range.Remote} by", "expected 'underlay' in its block");
            }
        }
    }
}
