using static Wire.Domain.ValueFormats;

namespace Wire.Domain;

/// <summary>An ipvlan whose packets a program takes, as of a TAP device: /dev/tapINDEX (drivers/net/ipvlan/ipvtap.c).</summary>
public sealed record Ipvtap : Link
{
    /// <summary>The link it rides on (IFLA_LINK).</summary>
    public string? Parent { get; init; }

    /// <summary>IFLA_IPVLAN_MODE; of all on one parent, whoever sets it.</summary>
    public uint? Mode { get; init; }

    /// <summary>IFLA_IPVLAN_FLAGS: who is reached without leaving by the parent; of all on one parent.</summary>
    public uint? Isolation { get; init; }

    public static readonly ResourceKind TheKind = MakeKind("ipvtap", () => new Ipvtap(),
        new ReferenceAttribute<Ipvtap, string>(ValueFormats.Link, i => i.Parent, (i, x) => i with { Parent = x })
            { Id = 20, Name = "parent", Mutability = Mutability.Recreate, Required = true, MayBeUntold = true, Help = "the link it rides on" },
        new ValueAttribute<Ipvtap, uint>(IpvlanWords.Modes, i => i.Mode, (i, x) => i with { Mode = x })
            { Id = 21, Name = "mode", Mutability = Mutability.InPlace, Default = "l3", Help = "the layer at which packets are given out; one for all on a parent" },
        new ValueAttribute<Ipvtap, uint>(IpvlanWords.Isolations, i => i.Isolation, (i, x) => i with { Isolation = x })
            { Id = 22, Name = "isolation", Mutability = Mutability.InPlace, Default = "bridge", Help = "whom it may talk to on the same parent; one for all on a parent" });

    public override ResourceKind Kind => TheKind;

    public override string? RidesOn => Parent;

    /// <summary>It has its parent's address: the kernel neither takes one when it is made nor after (ipvlan_link_new).</summary>
    public override bool TakesMac => false;

    public override bool MtuFollowsLower => true;

    /// <summary>Out of mode l2 it asks for no neighbours: the parent's do for it (ipvlan_set_port_mode).</summary>
    public override string? DefaultOf(ResourceAttribute attribute) =>
        attribute.Name == "arp" && Mode != IpvlanWords.L2 ? "off" : attribute.Name == "txqueuelen" ? "500" : base.DefaultOf(attribute);
}
