using System.Collections.Immutable;
using static Wire.Domain.ValueFormats;

namespace Wire.Domain;

/// <summary>What ipvlan and ipvtap have in common, which is all but who takes the packets (<c>IFLA_IPVLAN_*</c>, drivers/net/ipvlan).</summary>
public abstract record IpvlanLink : Link
{
    /// <summary>IPVLAN_MODE_L2.</summary>
    private const uint L2 = 0;

    /// <summary>enum ipvlan_mode, linux/if_link.h.</summary>
    private static readonly ValueFormat<uint> _modes = Words(("l2", L2), ("l3", 1), ("l3s", 2));

    /// <summary>IPVLAN_F_PRIVATE and IPVLAN_F_VEPA, linux/if_link.h; neither is "bridge", and the kernel refuses both.</summary>
    private static readonly ValueFormat<uint> _isolations = Words(("bridge", 0), ("private", 1), ("vepa", 2));

    /// <summary>The link it rides on (IFLA_LINK).</summary>
    public string? Parent { get; init; }

    /// <summary>IFLA_IPVLAN_MODE; of all on one parent, whoever sets it.</summary>
    public uint? Mode { get; init; }

    /// <summary>IFLA_IPVLAN_FLAGS: who is reached without leaving by the parent; of all on one parent.</summary>
    public uint? Isolation { get; init; }

    private protected static ImmutableArray<ResourceAttribute> Own { get; } =
    [
        new ReferenceAttribute<IpvlanLink, string>(ValueFormats.Link, i => i.Parent, (i, x) => i with { Parent = x })
            { Id = 20, Name = "parent", Mutability = Mutability.Recreate, Required = true, MayBeUntold = true, Help = "the link it rides on" },
        new ValueAttribute<IpvlanLink, uint>(_modes, i => i.Mode, (i, x) => i with { Mode = x })
            { Id = 21, Name = "mode", Mutability = Mutability.InPlace, Default = "l3", Help = "the layer at which packets are given out; one for all on a parent" },
        new ValueAttribute<IpvlanLink, uint>(_isolations, i => i.Isolation, (i, x) => i with { Isolation = x })
            { Id = 22, Name = "isolation", Mutability = Mutability.InPlace, Default = "bridge", Help = "whom it may talk to on the same parent; one for all on a parent" },
    ];

    public override string? RidesOn => Parent;

    /// <summary>It has its parent's address: the kernel neither takes one when it is made nor after (ipvlan_link_new).</summary>
    public override bool TakesMac => false;

    public override bool MtuFollowsLower => true;

    /// <summary>Out of mode l2 it asks for no neighbours: the parent's do for it (ipvlan_set_port_mode).</summary>
    public override string? DefaultOf(ResourceAttribute attribute) =>
        attribute.Name == "arp" && Mode != L2 ? "off" : base.DefaultOf(attribute);
}
