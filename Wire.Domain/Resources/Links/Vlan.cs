using static Wire.Domain.ValueFormats;

namespace Wire.Domain;

/// <summary>An IEEE 802.1Q VLAN on another link (<c>IFLA_VLAN_*</c>).</summary>
public sealed record Vlan : Link
{
    /// <summary>The link it rides on (IFLA_LINK).</summary>
    public string? Parent { get; init; }

    /// <summary>IFLA_VLAN_ID, 1–4094.</summary>
    public uint? Id { get; init; }

    /// <summary>IFLA_VLAN_PROTOCOL: the EtherType of the tag.</summary>
    public uint? Protocol { get; init; }

    /// <summary>VLAN_FLAG_REORDER_HDR of IFLA_VLAN_FLAGS.</summary>
    public bool? ReorderHeader { get; init; }

    /// <summary>VLAN_FLAG_GVRP.</summary>
    public bool? Gvrp { get; init; }

    /// <summary>VLAN_FLAG_MVRP.</summary>
    public bool? Mvrp { get; init; }

    /// <summary>VLAN_FLAG_LOOSE_BINDING.</summary>
    public bool? LooseBinding { get; init; }

    /// <summary>VLAN_FLAG_BRIDGE_BINDING.</summary>
    public bool? BridgeBinding { get; init; }

    /// <summary>IFLA_VLAN_INGRESS_QOS: the priority in a tag to that of the packet.</summary>
    public ValueList<QosMapping>? IngressQos { get; init; }

    /// <summary>IFLA_VLAN_EGRESS_QOS: the priority of a packet to that in its tag.</summary>
    public ValueList<QosMapping>? EgressQos { get; init; }

    public static readonly ResourceKind TheKind = MakeKind("vlan", () => new Vlan(),
        new ReferenceAttribute<Vlan, string>(ValueFormats.Link, v => v.Parent, (v, x) => v with { Parent = x })
            { Id = 20, Name = "parent", Mutability = Mutability.Recreate, Required = true, MayBeUntold = true, Help = "the link it rides on" },
        new ValueAttribute<Vlan, uint>(Number(1, 4094), v => v.Id, (v, x) => v with { Id = x })
            { Id = 21, Name = "id", Mutability = Mutability.Recreate, Required = true, Help = "the VLAN id, 1 to 4094" },
        new ValueAttribute<Vlan, uint>(Words(("802.1Q", 0x8100), ("802.1ad", 0x88a8)), v => v.Protocol, (v, x) => v with { Protocol = x })
            { Id = 22, Name = "protocol", Mutability = Mutability.Recreate, Default = "802.1Q", Help = "the tag: 802.1Q, or 802.1ad for an outer one (QinQ)" },
        new ValueAttribute<Vlan, bool>(OnOff, v => v.ReorderHeader, (v, x) => v with { ReorderHeader = x })
            { Id = 23, Name = "reorder-hdr", Mutability = Mutability.InPlace, Default = "on", Help = "show packets without their tag" },
        new ValueAttribute<Vlan, bool>(OnOff, v => v.Gvrp, (v, x) => v with { Gvrp = x })
            { Id = 24, Name = "gvrp", Mutability = Mutability.InPlace, Default = "off", Help = "tell the switch of the VLAN by GVRP" },
        new ValueAttribute<Vlan, bool>(OnOff, v => v.Mvrp, (v, x) => v with { Mvrp = x })
            { Id = 25, Name = "mvrp", Mutability = Mutability.InPlace, Default = "off", Help = "tell the switch of the VLAN by MVRP" },
        new ValueAttribute<Vlan, bool>(OnOff, v => v.LooseBinding, (v, x) => v with { LooseBinding = x })
            { Id = 26, Name = "loose-binding", Mutability = Mutability.InPlace, Default = "off", Help = "do not go down and up with the parent" },
        new ValueAttribute<Vlan, bool>(OnOff, v => v.BridgeBinding, (v, x) => v with { BridgeBinding = x })
            { Id = 27, Name = "bridge-binding", Mutability = Mutability.InPlace, Default = "off", Help = "carrier of the bridge's ports in this VLAN, not of the bridge" },
        new ListAttribute<Vlan, QosMapping>(QosMappingFormat.Ingress, v => v.IngressQos, (v, x) => v with { IngressQos = x }, ListOrder.Sorted)
            { Id = 28, Name = "ingress-qos-map", Mutability = Mutability.InPlace, Default = "", Help = "a tag's priority and the packet's, FROM:TO" },
        new ListAttribute<Vlan, QosMapping>(QosMappingFormat.Egress, v => v.EgressQos, (v, x) => v with { EgressQos = x }, ListOrder.Sorted)
            { Id = 29, Name = "egress-qos-map", Mutability = Mutability.InPlace, Default = "", Help = "a packet's priority and its tag's, FROM:TO" });

    public override ResourceKind Kind => TheKind;

    public override string? RidesOn => Parent;

    /// <summary>It has its parent's, and follows it until somebody sets another.</summary>
    public override bool HasOwnMac => false;

    public override bool MtuIsBound => true;

    public override bool UpNeedsLower => LooseBinding != true;
}
