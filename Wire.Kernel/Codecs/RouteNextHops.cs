using System.Runtime.InteropServices;
using Wire.Domain;
using static Wire.Kernel.LinuxRtnetlink;

namespace Wire.Kernel;

/// <summary>RTA_MULTIPATH: a run of <c>rtnexthop</c>, each followed by its attributes.</summary>
internal static class RouteNextHops
{
    private const int RtNextHopBytes = 8;

    /// <summary>In the order of their text; a way by a link that is not known has no link.</summary>
    public static ValueList<NextHop> Decode(scoped in AttributeReader multipath, LinkTable links)
    {
        List<NextHop> hops = [];
        ReadOnlySpan<byte> rest = multipath.Payload;
        while (rest.Length >= RtNextHopBytes)
        {
            RtNextHop header = MemoryMarshal.Read<RtNextHop>(rest);
            if (header.rtnh_len < RtNextHopBytes || header.rtnh_len > rest.Length)
            {
                throw new NetlinkFormatException($"a next hop says it has {header.rtnh_len} bytes where {rest.Length} are left", multipath.Offset);
            }
            IpAddr? via = null;
            EncapReader encap = default;
            AttributeReader attributes = new(rest[RtNextHopBytes..header.rtnh_len], multipath.Offset);
            while (attributes.Read())
            {
                switch (attributes.Type)
                {
                    case RTA_GATEWAY:
                        via = attributes.ReadAddress();
                        break;
                    case RTA_VIA:
                        via = attributes.ReadVia();
                        break;
                    case RTA_ENCAP:
                        encap.TakeEncap(attributes);
                        break;
                    case RTA_ENCAP_TYPE:
                        encap.TakeType(attributes);
                        break;
                }
            }
            hops.Add(new(via, links.Reference(header.rtnh_ifindex), header.rtnh_hops + 1u)
            {
                OnLink = (header.rtnh_flags & RTNH_F_ONLINK) != 0,
                Encap = encap.Finish(null, AttributePlace.Route),
            });
            rest = rest[Math.Min(NetlinkHeader.Align(header.rtnh_len), rest.Length)..];
        }
        return NextHopsFormat.Sorted(hops);
    }

    public static void Encode(NetlinkMessageWriter writer, ValueList<NextHop> hops, bool v6, LinkIndexes indexes)
    {
        int nest = writer.BeginNested(RTA_MULTIPATH);
        foreach (NextHop hop in hops)
        {
            int start = writer.WriteFixed(new RtNextHop
            {
                rtnh_flags = hop.OnLink ? (byte)RTNH_F_ONLINK : (byte)0,
                rtnh_hops = (byte)(hop.Weight - 1),
                rtnh_ifindex = hop.Dev is { } dev ? indexes.Of(dev) : 0,
            });
            if (hop.Via is { } via)
            {
                WriteGateway(writer, via, v6);
            }
            if (hop.Encap is { } encap)
            {
                EncapAttributes.Encode(writer, encap, RTA_ENCAP, RTA_ENCAP_TYPE);
            }
            MemoryMarshal.Write(writer.Range(start, sizeof(ushort)), (ushort)(writer.Length - start));
        }
        writer.EndNested(nest);
    }

    /// <summary>RTA_GATEWAY, or RTA_VIA when the gateway is of the other family.</summary>
    public static void WriteGateway(NetlinkMessageWriter writer, IpAddr via, bool v6)
    {
        if (via.IsV6 == v6)
        {
            writer.WriteAddress(RTA_GATEWAY, via);
        }
        else
        {
            writer.WriteVia(RTA_VIA, via);
        }
    }
}
