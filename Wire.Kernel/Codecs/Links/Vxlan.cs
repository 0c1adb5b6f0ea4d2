using Wire.Domain;
using static Wire.Kernel.LinuxIfLink;

namespace Wire.Kernel;

/// <summary>IFLA_VXLAN_*: the port is in network order, the VNI in host order.</summary>
internal sealed class VxlanCodec() : LinkCodec(Vxlan.TheKind, "vxlan")
{
    /// <summary>IANA's. A creation without a port would get the kernel's older 8472.</summary>
    private const uint PortDefault = 4789;

    public override string KernelOption => "CONFIG_VXLAN";

    public override Link Decode(scoped in LinkData data)
    {
        uint? vni = null, port = null, ttl = null, tos = null;
        IpAddr? local = null, remote = null;
        bool? learning = null;
        string? underlay = "";
        AttributeReader attributes = data.Attributes;
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case IFLA_VXLAN_ID:
                    vni = attributes.ReadU32();
                    break;
                case IFLA_VXLAN_GROUP or IFLA_VXLAN_GROUP6:
                    remote = attributes.ReadAddress();
                    break;
                case IFLA_VXLAN_LOCAL or IFLA_VXLAN_LOCAL6:
                    local = attributes.ReadAddress();
                    break;
                case IFLA_VXLAN_LINK:
                    underlay = attributes.ReadU32() is var index && index == 0 ? "" : data.Links.Reference(index);
                    break;
                case IFLA_VXLAN_PORT:
                    port = attributes.ReadU16Be();
                    break;
                case IFLA_VXLAN_LEARNING:
                    learning = attributes.ReadU8() != 0;
                    break;
                case IFLA_VXLAN_TTL:
                    ttl = attributes.ReadU8();
                    break;
                case IFLA_VXLAN_TOS:
                    tos = attributes.ReadU8();
                    break;
                default:
                    data.Unknown.Keep(attributes, AttributePlace.Other);
                    break;
            }
        }
        return new Vxlan { Vni = vni, Local = local, Remote = remote, Underlay = underlay, Port = port, Learning = learning, Ttl = ttl, Tos = tos };
    }

    public override Link WithCreationDefaults(Link link) =>
        link is Vxlan { Port: null } vxlan ? vxlan with { Port = PortDefault } : link;

    public override void Encode(NetlinkMessageWriter writer, Link link, LinkIndexes indexes)
    {
        Vxlan vxlan = (Vxlan)link;
        if (vxlan.Vni is { } vni)
        {
            writer.WriteU32(IFLA_VXLAN_ID, vni);
        }
        if (vxlan.Remote is { } remote)
        {
            writer.WriteAddress(remote.IsV6 ? IFLA_VXLAN_GROUP6 : IFLA_VXLAN_GROUP, remote);
        }
        if (vxlan.Local is { } local)
        {
            writer.WriteAddress(local.IsV6 ? IFLA_VXLAN_LOCAL6 : IFLA_VXLAN_LOCAL, local);
        }
        if (vxlan.Underlay is { Length: > 0 } underlay)
        {
            writer.WriteU32(IFLA_VXLAN_LINK, indexes.Of(underlay));
        }
        if (vxlan.Port is { } port)
        {
            writer.WriteU16Be(IFLA_VXLAN_PORT, (ushort)port);
        }
        if (vxlan.Learning is { } learning)
        {
            writer.WriteU8(IFLA_VXLAN_LEARNING, learning ? (byte)1 : (byte)0);
        }
        if (vxlan.Ttl is { } ttl)
        {
            writer.WriteU8(IFLA_VXLAN_TTL, (byte)ttl);
        }
        if (vxlan.Tos is { } tos)
        {
            writer.WriteU8(IFLA_VXLAN_TOS, (byte)tos);
        }
    }
}
