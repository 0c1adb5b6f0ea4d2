using System.Buffers.Binary;
using Wire.Domain;
using static Wire.Kernel.LinuxIfLink;

namespace Wire.Kernel;

/// <summary>IFLA_VXLAN_*: ports are in network order, as is the flow label; the VNI is in host order.</summary>
internal sealed class VxlanCodec() : LinkCodec(Vxlan.TheKind, "vxlan")
{
    /// <summary>IANA's. A creation without a port would get the kernel's older 8472.</summary>
    private const uint PortDefault = 4789;

    public override string KernelOption => "CONFIG_VXLAN";

    public override AttributeTable DataNames => LinkTables.Vxlan;

    public override Link Decode(scoped in LinkData data)
    {
        Vxlan vxlan = new() { Underlay = "", External = false, Gbp = false, Gpe = false, VniFilter = false, RemoteChecksumTx = false, RemoteChecksumRx = false };
        AttributeReader attributes = data.Attributes;
        while (attributes.Read())
        {
            vxlan = attributes.Type switch
            {
                IFLA_VXLAN_ID => vxlan with { Vni = attributes.ReadU32() },
                IFLA_VXLAN_GROUP or IFLA_VXLAN_GROUP6 => vxlan with { Remote = attributes.ReadAddress() },
                IFLA_VXLAN_LOCAL or IFLA_VXLAN_LOCAL6 => vxlan with { Local = attributes.ReadAddress() },
                IFLA_VXLAN_LINK => vxlan with { Underlay = attributes.ReadU32() is var index && index == 0 ? "" : data.Links.Reference(index) },
                IFLA_VXLAN_PORT => vxlan with { Port = attributes.ReadU16Be() },
                IFLA_VXLAN_LEARNING => vxlan with { Learning = On(attributes) },
                IFLA_VXLAN_TTL => vxlan with { Ttl = vxlan.Ttl == Vxlan.TtlInherit ? Vxlan.TtlInherit : attributes.ReadU8() },
                IFLA_VXLAN_TTL_INHERIT => vxlan with { Ttl = On(attributes) ? Vxlan.TtlInherit : vxlan.Ttl },
                IFLA_VXLAN_TOS => vxlan with { Tos = attributes.ReadU8() },
                IFLA_VXLAN_DF => vxlan with { Df = attributes.ReadU8() },
                IFLA_VXLAN_LABEL => vxlan with { FlowLabel = attributes.ReadU32Be() },
                IFLA_VXLAN_AGEING => vxlan with { Ageing = attributes.ReadU32() },
                IFLA_VXLAN_LIMIT => vxlan with { MaxAddress = attributes.ReadU32() },
                IFLA_VXLAN_PORT_RANGE => vxlan with { SourcePorts = Ports(attributes) },
                IFLA_VXLAN_PROXY => vxlan with { Proxy = On(attributes) },
                IFLA_VXLAN_RSC => vxlan with { Rsc = On(attributes) },
                IFLA_VXLAN_L2MISS => vxlan with { L2Miss = On(attributes) },
                IFLA_VXLAN_L3MISS => vxlan with { L3Miss = On(attributes) },
                IFLA_VXLAN_UDP_CSUM => vxlan with { UdpChecksum = On(attributes) },
                IFLA_VXLAN_UDP_ZERO_CSUM6_TX => vxlan with { Udp6ZeroChecksumTx = On(attributes) },
                IFLA_VXLAN_UDP_ZERO_CSUM6_RX => vxlan with { Udp6ZeroChecksumRx = On(attributes) },
                IFLA_VXLAN_REMCSUM_TX => vxlan with { RemoteChecksumTx = On(attributes) },
                IFLA_VXLAN_REMCSUM_RX => vxlan with { RemoteChecksumRx = On(attributes) },
                IFLA_VXLAN_COLLECT_METADATA => vxlan with { External = On(attributes) },
                IFLA_VXLAN_GBP => vxlan with { Gbp = true },
                IFLA_VXLAN_GPE => vxlan with { Gpe = true },
                IFLA_VXLAN_VNIFILTER => vxlan with { VniFilter = On(attributes) },
                IFLA_VXLAN_LOCALBYPASS => vxlan with { LocalBypass = On(attributes) },
                _ => Kept(vxlan, attributes, data.Unknown),
            };
        }
        return vxlan;
    }

    /// <summary>An address of zeros would give a new device its family.</summary>
    public override Link WithCreationDefaults(Link link)
    {
        Vxlan vxlan = (Vxlan)link;
        return vxlan with
        {
            Port = vxlan.Port ?? PortDefault,
            Local = vxlan.Local is { IsAny: true } ? null : vxlan.Local,
            Remote = vxlan.Remote is { IsAny: true } ? null : vxlan.Remote,
        };
    }

    /// <summary>Cannot change mtu (vxlan_nl2conf, drivers/net/vxlan/vxlan_core.c).</summary>
    public override bool MtuAlone => true;

    /// <summary>"None" is an address of zeros, in the family that the device has.</summary>
    public override Link ForChange(Link asked, Link before, Link after)
    {
        (Vxlan change, bool isV6) = ((Vxlan)asked, ((Vxlan)before).IsV6);
        return !isV6 ? change : change with
        {
            Local = change.Local is { IsAny: true } ? IpAddr.AnyV6 : change.Local,
            Remote = change.Remote is { IsAny: true } ? IpAddr.AnyV6 : change.Remote,
        };
    }

    public override void Encode(NetlinkMessageWriter writer, Link link, LinkIndexes indexes)
    {
        Vxlan vxlan = (Vxlan)link;
        WriteU32(IFLA_VXLAN_ID, vxlan.Vni);
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
        if (vxlan.Ttl == Vxlan.TtlInherit)
        {
            writer.Write(IFLA_VXLAN_TTL_INHERIT, []);
        }
        else
        {
            WriteU8(IFLA_VXLAN_TTL, vxlan.Ttl);
        }
        WriteU8(IFLA_VXLAN_TOS, vxlan.Tos);
        WriteU8(IFLA_VXLAN_DF, vxlan.Df);
        if (vxlan.FlowLabel is { } label)
        {
            writer.WriteU32Be(IFLA_VXLAN_LABEL, label);
        }
        WriteU32(IFLA_VXLAN_AGEING, vxlan.Ageing);
        WriteU32(IFLA_VXLAN_LIMIT, vxlan.MaxAddress);
        if (vxlan.SourcePorts is { First: var first, Last: var last })
        {
            Span<byte> range = stackalloc byte[4];
            BinaryPrimitives.WriteUInt16BigEndian(range, (ushort)first);
            BinaryPrimitives.WriteUInt16BigEndian(range[2..], (ushort)last);
            writer.Write(IFLA_VXLAN_PORT_RANGE, range);
        }
        WriteBool(IFLA_VXLAN_LEARNING, vxlan.Learning);
        WriteBool(IFLA_VXLAN_PROXY, vxlan.Proxy);
        WriteBool(IFLA_VXLAN_RSC, vxlan.Rsc);
        WriteBool(IFLA_VXLAN_L2MISS, vxlan.L2Miss);
        WriteBool(IFLA_VXLAN_L3MISS, vxlan.L3Miss);
        WriteBool(IFLA_VXLAN_UDP_CSUM, vxlan.UdpChecksum);
        WriteBool(IFLA_VXLAN_UDP_ZERO_CSUM6_TX, vxlan.Udp6ZeroChecksumTx);
        WriteBool(IFLA_VXLAN_UDP_ZERO_CSUM6_RX, vxlan.Udp6ZeroChecksumRx);
        WriteBool(IFLA_VXLAN_REMCSUM_TX, vxlan.RemoteChecksumTx);
        WriteBool(IFLA_VXLAN_REMCSUM_RX, vxlan.RemoteChecksumRx);
        WriteBool(IFLA_VXLAN_COLLECT_METADATA, vxlan.External);
        WriteBool(IFLA_VXLAN_VNIFILTER, vxlan.VniFilter);
        WriteBool(IFLA_VXLAN_LOCALBYPASS, vxlan.LocalBypass);
        WriteFlag(IFLA_VXLAN_GBP, vxlan.Gbp);
        WriteFlag(IFLA_VXLAN_GPE, vxlan.Gpe);

        void WriteU8(ushort type, uint? value)
        {
            if (value is { } number)
            {
                writer.WriteU8(type, (byte)number);
            }
        }

        void WriteU32(ushort type, uint? value)
        {
            if (value is { } number)
            {
                writer.WriteU32(type, number);
            }
        }

        void WriteBool(ushort type, bool? value)
        {
            if (value is { } on)
            {
                writer.WriteU8(type, on ? (byte)1 : (byte)0);
            }
        }

        // NLA_FLAG: being there is what it says.
        void WriteFlag(ushort type, bool? value)
        {
            if (value == true)
            {
                writer.Write(type, []);
            }
        }
    }

    private static bool On(AttributeReader attribute) => attribute.ReadU8() != 0;

    private static NumberRange Ports(AttributeReader attribute)
    {
        (ushort first, ushort last) = attribute.ReadU16BePair();
        return new(first, last);
    }

    private static Vxlan Kept(Vxlan vxlan, AttributeReader attribute, UnknownAttributes unknown)
    {
        unknown.Keep(attribute, AttributePlace.Other);
        return vxlan;
    }
}
