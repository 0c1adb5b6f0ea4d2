using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Wire.Domain;
using static Wire.Kernel.LinuxLwtunnel;

namespace Wire.Kernel;

/// <summary>What is met of RTA_ENCAP and RTA_ENCAP_TYPE, which come one after the other, while a message is read.</summary>
internal ref struct EncapReader
{
    private AttributeReader _encap;
    private bool _isThere;
    private ushort _type;

    public void TakeEncap(AttributeReader attribute)
    {
        _encap = attribute;
        _isThere = true;
    }

    public void TakeType(scoped in AttributeReader attribute) => _type = attribute.ReadU16();

    /// <summary>Null when there is none, or none that the language has words for: that is kept.</summary>
    public readonly Encap? Finish(UnknownAttributes? unknown, AttributePlace place)
    {
        Encap? encap = _isThere ? EncapAttributes.Decode(_type, _encap) : null;
        if (_isThere && encap is null)
        {
            unknown?.Keep(_encap, place);
        }
        return encap;
    }
}

/// <summary>RTA_ENCAP and RTA_ENCAP_TYPE, which nexthop objects have as NHA_ENCAP and NHA_ENCAP_TYPE.</summary>
internal static class EncapAttributes
{
    private const int LabelShift = 12;
    private const uint BottomOfStack = 1 << 8;
    private const int AddressBytes = 16;

    /// <summary>seg6_iptunnel_encap.mode and ipv6_sr_hdr without its segments (linux/seg6_iptunnel.h, linux/seg6.h).</summary>
    private const int SegmentHeaderBytes = 4 + 8;

    /// <summary>Null for a kind of encapsulation, or something in it, that the language has no words for.</summary>
    public static Encap? Decode(ushort type, scoped in AttributeReader encap) => type switch
    {
        LWTUNNEL_ENCAP_MPLS => DecodeMpls(encap.Nested()),
        LWTUNNEL_ENCAP_IP => DecodeIp(encap.Nested(), v6: false),
        LWTUNNEL_ENCAP_IP6 => DecodeIp(encap.Nested(), v6: true),
        LWTUNNEL_ENCAP_SEG6 => DecodeSeg6(encap.Nested()),
        _ => null,
    };

    private static MplsEncap? DecodeMpls(AttributeReader attributes)
    {
        List<uint> labels = [];
        byte? ttl = null;
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case MPLS_IPTUNNEL_DST:
                    for (ReadOnlySpan<byte> entries = attributes.Payload; entries.Length >= sizeof(uint); entries = entries[sizeof(uint)..])
                    {
                        labels.Add(BinaryPrimitives.ReadUInt32BigEndian(entries) >> LabelShift);
                    }
                    break;
                case MPLS_IPTUNNEL_TTL:
                    ttl = attributes.ReadU8();
                    break;
                default:
                    return null;
            }
        }
        return labels.Count == 0 ? null : new(labels.ToValueList(), ttl);
    }

    private static IpEncap? DecodeIp(AttributeReader attributes, bool v6)
    {
        IpEncap decoded = new(v6, 0, v6 ? IpAddr.AnyV6 : IpAddr.AnyV4, null, 0, 0, 0);
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case LWTUNNEL_IP_ID:
                    decoded = decoded with { Id = attributes.ReadU64Be() };
                    break;
                case LWTUNNEL_IP_DST:
                    decoded = decoded with { Dst = attributes.ReadAddress() };
                    break;
                case LWTUNNEL_IP_SRC:
                    decoded = decoded with { Src = attributes.ReadAddress() is { IsAny: false } source ? source : null };
                    break;
                case LWTUNNEL_IP_TTL:
                    decoded = decoded with { Ttl = attributes.ReadU8() };
                    break;
                case LWTUNNEL_IP_TOS:
                    decoded = decoded with { Tos = attributes.ReadU8() };
                    break;
                case LWTUNNEL_IP_FLAGS:
                    decoded = decoded with { Flags = attributes.ReadU16Be() };
                    break;
                case LWTUNNEL_IP_PAD:
                    break;
                default:
                    return null;
            }
        }
        return decoded;
    }

    /// <summary>The header has its segments last first; in an inline one an empty place for the packet's own destination stands before them.</summary>
    private static Seg6Encap? DecodeSeg6(AttributeReader attributes)
    {
        if (!attributes.Read() || attributes.Type != SEG6_IPTUNNEL_SRH || attributes.Payload.Length < SegmentHeaderBytes)
        {
            return null;
        }
        ReadOnlySpan<byte> payload = attributes.Payload;
        uint mode = MemoryMarshal.Read<uint>(payload);
        int count = payload[4 + 4] + 1, first = mode == SEG6_IPTUN_MODE_INLINE ? 1 : 0;
        // Longer than its segments: with TLVs (an HMAC), which have no words here.
        if (mode > SEG6_IPTUN_MODE_L2ENCAP_RED || payload.Length != SegmentHeaderBytes + count * AddressBytes || count == first)
        {
            return null;
        }
        List<IpAddr> segments = [];
        for (int i = count - 1; i >= first; i--)
        {
            segments.Add(IpAddr.FromBytes(payload.Slice(SegmentHeaderBytes + i * AddressBytes, AddressBytes)));
        }
        return new(mode, segments.ToValueList());
    }

    /// <summary>Both attributes, by the numbers that they have where they stand.</summary>
    public static void Encode(NetlinkMessageWriter writer, Encap encap, ushort encapType, ushort typeType)
    {
        int nest = writer.BeginNested(encapType);
        ushort type = encap switch
        {
            MplsEncap mpls => EncodeMpls(writer, mpls),
            IpEncap ip => EncodeIp(writer, ip),
            Seg6Encap seg6 => EncodeSeg6(writer, seg6),
            _ => throw new InvalidOperationException($"no attributes for '{encap}'"),
        };
        writer.EndNested(nest);
        writer.WriteU16(typeType, type);
    }

    private static ushort EncodeMpls(NetlinkMessageWriter writer, MplsEncap mpls)
    {
        Span<byte> entries = stackalloc byte[mpls.Labels.Count * sizeof(uint)];
        for (int i = 0; i < mpls.Labels.Count; i++)
        {
            uint entry = mpls.Labels[i] << LabelShift | (i == mpls.Labels.Count - 1 ? BottomOfStack : 0);
            BinaryPrimitives.WriteUInt32BigEndian(entries[(i * sizeof(uint))..], entry);
        }
        writer.Write(MPLS_IPTUNNEL_DST, entries);
        if (mpls.Ttl is { } ttl)
        {
            writer.WriteU8(MPLS_IPTUNNEL_TTL, ttl);
        }
        return LWTUNNEL_ENCAP_MPLS;
    }

    private static ushort EncodeIp(NetlinkMessageWriter writer, IpEncap ip)
    {
        writer.WriteU64Be(LWTUNNEL_IP_ID, ip.Id);
        writer.WriteAddress(LWTUNNEL_IP_DST, ip.Dst);
        if (ip.Src is { } source)
        {
            writer.WriteAddress(LWTUNNEL_IP_SRC, source);
        }
        writer.WriteU8(LWTUNNEL_IP_TTL, ip.Ttl);
        writer.WriteU8(LWTUNNEL_IP_TOS, ip.Tos);
        if (ip.Flags != 0)
        {
            writer.WriteU16Be(LWTUNNEL_IP_FLAGS, ip.Flags);
        }
        return ip.IsV6 ? LWTUNNEL_ENCAP_IP6 : LWTUNNEL_ENCAP_IP;
    }

    private static ushort EncodeSeg6(NetlinkMessageWriter writer, Seg6Encap seg6)
    {
        int empty = seg6.Mode == SEG6_IPTUN_MODE_INLINE ? 1 : 0, count = seg6.Segments.Count + empty;
        Span<byte> payload = new byte[SegmentHeaderBytes + count * AddressBytes];
        MemoryMarshal.Write(payload, seg6.Mode);
        Span<byte> header = payload[sizeof(uint)..];
        header[1] = (byte)(count * AddressBytes / 8);
        header[2] = IPV6_SRCRT_TYPE_4;
        header[3] = header[4] = (byte)(count - 1);
        for (int i = 0; i < seg6.Segments.Count; i++)
        {
            seg6.Segments[i].WriteTo(payload[(SegmentHeaderBytes + (count - 1 - i) * AddressBytes)..]);
        }
        writer.Write(SEG6_IPTUNNEL_SRH, payload);
        return LWTUNNEL_ENCAP_SEG6;
    }
}
