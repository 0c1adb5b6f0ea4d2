using System.Runtime.InteropServices;
using Wire.Domain;
using static Wire.Kernel.LinuxIfLink;

namespace Wire.Kernel;

/// <summary>IFLA_VLAN_*; the parent is IFLA_LINK. The protocol is in network order, the flags come with a mask.</summary>
internal sealed class VlanCodec() : LinkCodec(Vlan.TheKind, "vlan")
{
    public override string KernelOption => "CONFIG_VLAN_8021Q";

    public override AttributeTable DataNames => LinkTables.Vlan;

    public override Link Decode(scoped in LinkData data)
    {
        uint? id = null, protocol = null, flags = null;
        List<QosMapping>? ingress = null, egress = null;
        AttributeReader attributes = data.Attributes;
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case IFLA_VLAN_ID:
                    id = attributes.ReadU16();
                    break;
                case IFLA_VLAN_PROTOCOL:
                    protocol = attributes.ReadU16Be();
                    break;
                case IFLA_VLAN_FLAGS:
                    (flags, _) = attributes.ReadU32Pair();
                    break;
                case IFLA_VLAN_INGRESS_QOS:
                    ingress = ReadMap(attributes);
                    break;
                case IFLA_VLAN_EGRESS_QOS:
                    egress = ReadMap(attributes);
                    break;
                default:
                    data.Unknown.Keep(attributes, AttributePlace.Other);
                    break;
            }
        }
        return new Vlan
        {
            Id = id, Parent = data.Lower, Protocol = protocol, IngressQos = ingress?.Order().ToValueList(), EgressQos = egress?.Order().ToValueList(),
            ReorderHeader = Has(VLAN_FLAG_REORDER_HDR), Gvrp = Has(VLAN_FLAG_GVRP), Mvrp = Has(VLAN_FLAG_MVRP),
            LooseBinding = Has(VLAN_FLAG_LOOSE_BINDING), BridgeBinding = Has(VLAN_FLAG_BRIDGE_BINDING),
        };

        bool? Has(uint flag) => flags is null ? null : (flags & flag) != 0;
    }

    public override void Encode(NetlinkMessageWriter writer, Link link, LinkIndexes indexes)
    {
        Vlan vlan = (Vlan)link;
        if (vlan.Id is { } id)
        {
            writer.WriteU16(IFLA_VLAN_ID, (ushort)id);
        }
        if (vlan.Protocol is { } protocol)
        {
            writer.WriteU16Be(IFLA_VLAN_PROTOCOL, (ushort)protocol);
        }
        uint flags = 0, mask = 0;
        Flag(vlan.ReorderHeader, VLAN_FLAG_REORDER_HDR);
        Flag(vlan.Gvrp, VLAN_FLAG_GVRP);
        Flag(vlan.Mvrp, VLAN_FLAG_MVRP);
        Flag(vlan.LooseBinding, VLAN_FLAG_LOOSE_BINDING);
        Flag(vlan.BridgeBinding, VLAN_FLAG_BRIDGE_BINDING);
        if (mask != 0)
        {
            writer.Write(IFLA_VLAN_FLAGS, MemoryMarshal.AsBytes([flags, mask]));
        }
        WriteMap(writer, IFLA_VLAN_INGRESS_QOS, vlan.IngressQos);
        WriteMap(writer, IFLA_VLAN_EGRESS_QOS, vlan.EgressQos);

        void Flag(bool? wanted, uint flag)
        {
            mask |= wanted is null ? 0 : flag;
            flags |= wanted == true ? flag : 0;
        }
    }

    public override uint? LowerIndex(Link link, LinkIndexes indexes) =>
        ((Vlan)link).Parent is { Length: > 0 } parent ? indexes.Of(parent) : null;

    /// <summary>The kernel keeps the entries that it is not told of (vlan_dev_set_ingress_priority): to 0 is how one is forgotten.</summary>
    public override Link ForChange(Link asked, Link before, Link after) => (Vlan)asked with
    {
        IngressQos = Forgetting(((Vlan)asked).IngressQos, ((Vlan)before).IngressQos),
        EgressQos = Forgetting(((Vlan)asked).EgressQos, ((Vlan)before).EgressQos),
    };

    private static ValueList<QosMapping>? Forgetting(ValueList<QosMapping>? wanted, ValueList<QosMapping>? before) => wanted is null ? null
        : wanted.Concat((before ?? []).Where(b => wanted.All(w => w.From != b.From)).Select(b => b with { To = 0 })).ToValueList();

    private static List<QosMapping> ReadMap(AttributeReader map)
    {
        List<QosMapping> entries = [];
        AttributeReader attributes = map.Nested();
        while (attributes.Read())
        {
            (uint from, uint to) = attributes.ReadU32Pair();
            entries.Add(new(from, to));
        }
        return entries;
    }

    private static void WriteMap(NetlinkMessageWriter writer, ushort type, ValueList<QosMapping>? map)
    {
        if (map is not { Count: > 0 })
        {
            return;
        }
        int nest = writer.BeginNested(type);
        foreach (QosMapping entry in map)
        {
            writer.Write(IFLA_VLAN_QOS_MAPPING, MemoryMarshal.AsBytes([entry.From, entry.To]));
        }
        writer.EndNested(nest);
    }
}
