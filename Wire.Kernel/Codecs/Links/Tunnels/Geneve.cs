using Wire.Domain;
using static Wire.Kernel.LinuxIfLink;

namespace Wire.Kernel;

/// <summary>IFLA_GENEVE_*: port and flow label are in network order, the VNI in host order. A change must not name what it cannot change.</summary>
internal sealed class GeneveCodec() : LinkCodec(Geneve.TheKind, "geneve")
{
    public override string KernelOption => "CONFIG_GENEVE";

    public override AttributeTable DataNames => LinkTables.Geneve;

    public override Link Decode(scoped in LinkData data)
    {
        uint? vni = null, port = null, ttl = null, tos = null, df = null, label = null;
        IpAddr? remote = null;
        bool? csum = null, zeroTx = null, zeroRx = null;
        bool isExternal = false, isBare = false, inheritsTtl = false;
        AttributeReader attributes = data.Attributes;
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case IFLA_GENEVE_ID:
                    vni = attributes.ReadU32();
                    break;
                case IFLA_GENEVE_REMOTE or IFLA_GENEVE_REMOTE6:
                    remote = attributes.ReadAddress();
                    break;
                case IFLA_GENEVE_TTL:
                    ttl = attributes.ReadU8();
                    break;
                case IFLA_GENEVE_TTL_INHERIT:
                    inheritsTtl = attributes.ReadU8() != 0;
                    break;
                case IFLA_GENEVE_TOS:
                    tos = attributes.ReadU8();
                    break;
                case IFLA_GENEVE_DF:
                    df = attributes.ReadU8();
                    break;
                case IFLA_GENEVE_LABEL:
                    label = attributes.ReadU32Be();
                    break;
                case IFLA_GENEVE_PORT:
                    port = attributes.ReadU16Be();
                    break;
                case IFLA_GENEVE_UDP_CSUM:
                    csum = attributes.ReadU8() != 0;
                    break;
                case IFLA_GENEVE_UDP_ZERO_CSUM6_TX:
                    zeroTx = attributes.ReadU8() != 0;
                    break;
                case IFLA_GENEVE_UDP_ZERO_CSUM6_RX:
                    zeroRx = attributes.ReadU8() != 0;
                    break;
                case IFLA_GENEVE_COLLECT_METADATA:
                    isExternal = true;
                    break;
                case IFLA_GENEVE_INNER_PROTO_INHERIT:
                    isBare = true;
                    break;
                default:
                    data.Unknown.Keep(attributes, AttributePlace.Other);
                    break;
            }
        }
        return new Geneve
        {
            Vni = isExternal ? null : vni,
            Remote = remote,
            Ttl = inheritsTtl ? TunnelWords.InheritTtl : ttl,
            Tos = tos,
            Df = df,
            FlowLabel = label,
            Port = port,
            UdpCsum = csum,
            UdpZeroCsum6Tx = zeroTx,
            UdpZeroCsum6Rx = zeroRx,
            External = isExternal,
            InnerProtoInherit = isBare,
        };
    }

    public override void Encode(NetlinkMessageWriter writer, Link link, LinkIndexes indexes)
    {
        Geneve geneve = (Geneve)link;
        if (geneve.Vni is { } vni)
        {
            writer.WriteU32(IFLA_GENEVE_ID, vni);
        }
        if (geneve.Remote is { } remote)
        {
            writer.WriteAddress(remote.IsV6 ? IFLA_GENEVE_REMOTE6 : IFLA_GENEVE_REMOTE, remote);
        }
        if (geneve.Ttl == TunnelWords.InheritTtl)
        {
            writer.WriteU8(IFLA_GENEVE_TTL_INHERIT, 1);
        }
        else
        {
            WriteU8(writer, IFLA_GENEVE_TTL, geneve.Ttl);
        }
        WriteU8(writer, IFLA_GENEVE_TOS, geneve.Tos);
        WriteU8(writer, IFLA_GENEVE_DF, geneve.Df);
        if (geneve.FlowLabel is { } label)
        {
            writer.WriteU32Be(IFLA_GENEVE_LABEL, label);
        }
        if (geneve.Port is { } port)
        {
            writer.WriteU16Be(IFLA_GENEVE_PORT, (ushort)port);
        }
        WriteU8(writer, IFLA_GENEVE_UDP_CSUM, Number(geneve.UdpCsum));
        WriteU8(writer, IFLA_GENEVE_UDP_ZERO_CSUM6_TX, Number(geneve.UdpZeroCsum6Tx));
        WriteU8(writer, IFLA_GENEVE_UDP_ZERO_CSUM6_RX, Number(geneve.UdpZeroCsum6Rx));
        if (geneve.External == true)
        {
            writer.WriteFlag(IFLA_GENEVE_COLLECT_METADATA);
        }
        if (geneve.InnerProtoInherit == true)
        {
            writer.WriteFlag(IFLA_GENEVE_INNER_PROTO_INHERIT);
        }
    }

    private static uint? Number(bool? truth) => truth is { } value ? (value ? 1u : 0u) : null;

    private static void WriteU8(NetlinkMessageWriter writer, ushort type, uint? value)
    {
        if (value is { } number)
        {
            writer.WriteU8(type, (byte)number);
        }
    }
}
