using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Wire.Domain;
using static Wire.Kernel.LinuxNetlink;
using static Wire.Kernel.LinuxRtnetlink;

namespace Wire.Kernel;

/// <summary>RTM_NEWROUTE and RTM_DELROUTE (<c>rtmsg</c>, rtnetlink(7)).</summary>
internal sealed class RouteCodec : ResourceCodec
{
    public const int RtMsgBytes = 12;

    public override ObjectSource Source => RouteSource.The;

    public override ResourceKind Kind => Route.TheKind;

    public override RequestNames? NamesOf(NetlinkFamily family, int command) => new(Marshal.SizeOf<RtMsg>(), RouteTables.Route);

    /// <summary>
    /// Null for what is no route of a table (a clone that the kernel made for one flow, another family) and for one by a
    /// link that is not known.
    /// </summary>
    public static Route? Decode(scoped in NetlinkMessage message, LinkTable links, UnknownAttributes unknown)
    {
        RtMsg header = message.Fixed<RtMsg>();
        if ((header.rtm_flags & RTM_F_CLONED) != 0 || header.rtm_family is not (AF_INET or AF_INET6))
        {
            return null;
        }
        IpAddr destination = header.rtm_family == AF_INET6 ? IpAddr.AnyV6 : IpAddr.AnyV4;
        uint table = header.rtm_table, metric = 0;
        IpAddr? via = null, source = null;
        string? dev = null;
        ValueList<NextHop>? nextHops = null;
        uint? nexthopId = null, preference = null, realm = null;
        RouteMetrics? metrics = null;
        EncapReader encapsulation = default;
        unknown.Clear();
        AttributeReader attributes = message.Attributes(RtMsgBytes);
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case RTA_DST:
                    destination = attributes.ReadAddress();
                    break;
                case RTA_TABLE:
                    table = attributes.ReadU32();
                    break;
                case RTA_PRIORITY:
                    metric = attributes.ReadU32();
                    break;
                case RTA_OIF:
                    dev = links.Reference(attributes.ReadU32());
                    if (dev is null)
                    {
                        return null;
                    }
                    break;
                case RTA_GATEWAY:
                    via = attributes.ReadAddress();
                    break;
                case RTA_VIA:
                    via = attributes.ReadVia();
                    break;
                case RTA_PREFSRC:
                    source = attributes.ReadAddress();
                    break;
                case RTA_MULTIPATH:
                    nextHops = RouteNextHops.Decode(attributes, links);
                    break;
                case RTA_NH_ID:
                    nexthopId = attributes.ReadU32();
                    break;
                case RTA_PREF:
                    preference = attributes.ReadU8() is > 0 and var told ? told : null;
                    break;
                case RTA_FLOW:
                    realm = attributes.ReadU32();
                    break;
                case RTA_METRICS:
                    metrics = RouteMetricsAttributes.Decode(attributes, unknown);
                    break;
                case RTA_ENCAP:
                    encapsulation.TakeEncap(attributes);
                    break;
                case RTA_ENCAP_TYPE:
                    encapsulation.TakeType(attributes);
                    break;
                default:
                    unknown.Keep(attributes, AttributePlace.Route);
                    break;
            }
        }
        Encap? encap = encapsulation.Finish(unknown, AttributePlace.Route);
        bool? onLink = (header.rtm_flags & RTNH_F_ONLINK) != 0 ? true : null;
        Route route = new()
        {
            Prefix = message.Prefix(destination, header.rtm_dst_len),
            Table = table,
            Metric = metric,
            Tos = header.rtm_tos,
            Type = header.rtm_type,
            Via = via,
            Dev = dev,
            NextHops = nextHops,
            NexthopId = nexthopId,
            Protocol = header.rtm_protocol,
            Unknown = unknown.Take(),
        };
        if (source is not null || onLink is not null || preference is not null || realm is not null || encap is not null || metrics is not null)
        {
            route = route with { Source = source, OnLink = onLink, Preference = preference, Realm = realm, Encap = encap, Metrics = metrics };
        }
        if (nexthopId is not null)
        {
            // The kernel tells the way of the nexthop object too (net.ipv4.nexthop_compat_mode), which is the object's to say; and a
            // route by an object that drops packets as one that does so itself (fib_dump_info, rt6_fill_node).
            uint type = header.rtm_type == RTN_BLACKHOLE ? RTN_UNICAST : header.rtm_type;
            route = route with { Type = type, Via = null, Dev = null, NextHops = null, OnLink = null, Encap = null };
        }
        return header.rtm_scope == route.NaturalScope ? route : route with { Scope = header.rtm_scope };
    }

    public override void EncodeCreate(RequestBuilder builder, Operation operation) =>
        EncodeNew(builder, NLM_F_CREATE | NLM_F_EXCL, (Route)operation.After!);

    public override void EncodeChange(RequestBuilder builder, Operation operation) =>
        EncodeNew(builder, NLM_F_REPLACE, (Route)operation.After!);

    private static void EncodeNew(RequestBuilder builder, ushort flags, Route route)
    {
        NetlinkMessageWriter writer = Begin(builder, RTM_NEWROUTE, flags, route, (byte)(route.Scope ?? route.NaturalScope), route.OnLink == true ? RTNH_F_ONLINK : 0);
        if (route.NexthopId is { } id)
        {
            writer.WriteU32(RTA_NH_ID, id);
        }
        else if (route.NextHops is { } hops)
        {
            RouteNextHops.Encode(writer, hops, route.Prefix.IsV6, builder.Indexes);
        }
        else
        {
            EncodeWay(writer, route, builder.Indexes);
        }
        if (route.Source is { } source)
        {
            writer.WriteAddress(RTA_PREFSRC, source);
        }
        if (route.Metrics is { } metrics)
        {
            RouteMetricsAttributes.Encode(writer, metrics);
        }
        if (route.Realm is { } realm)
        {
            writer.WriteU32(RTA_FLOW, realm);
        }
        if (route.Preference is { } preference)
        {
            writer.WriteU8(RTA_PREF, (byte)preference);
        }
        builder.End();
    }

    private static void EncodeWay(NetlinkMessageWriter writer, Route route, LinkIndexes indexes)
    {
        if (route.Via is { } via)
        {
            RouteNextHops.WriteGateway(writer, via, route.Prefix.IsV6);
        }
        if (route.Dev is { } dev && !IsReject(route))
        {
            writer.WriteU32(RTA_OIF, indexes.Of(dev));
        }
        if (route.Encap is { } encap)
        {
            EncapAttributes.Encode(writer, encap, RTA_ENCAP, RTA_ENCAP_TYPE);
        }
    }

    public override void EncodeDelete(RequestBuilder builder, Operation operation)
    {
        // All that the kernel compares, so that it never takes another route of the same destination for this one.
        Route route = (Route)operation.Before!;
        NetlinkMessageWriter writer = Begin(builder, RTM_DELROUTE, 0, route, RT_SCOPE_NOWHERE);
        if (route.NexthopId is { } id)
        {
            writer.WriteU32(RTA_NH_ID, id);
        }
        else if (route.NextHops is { } hops && !route.Prefix.IsV6)
        {
            RouteNextHops.Encode(writer, hops, v6: false, builder.Indexes);
        }
        else if (route.NextHops is null)
        {
            // Without a gateway IPv6 deletes all ways at once, which is what a multipath route needs.
            if (route.Via is { } via)
            {
                RouteNextHops.WriteGateway(writer, via, route.Prefix.IsV6);
            }
            if (route.Dev is { } dev && !IsReject(route) && builder.Indexes.Find(dev) is { } index)
            {
                writer.WriteU32(RTA_OIF, index);
            }
        }
        builder.End();
    }

    private static NetlinkMessageWriter Begin(RequestBuilder builder, ushort type, ushort flags, Route route, byte scope, uint routeFlags = 0)
    {
        uint table = route.EffectiveTable;
        NetlinkMessageWriter writer = builder.Begin(type, flags, new RtMsg
        {
            rtm_family = route.Prefix.Address.Family,
            rtm_dst_len = route.Prefix.Length,
            rtm_tos = (byte)(route.Tos ?? 0),
            rtm_table = table < 256 ? (byte)table : RT_TABLE_COMPAT,
            rtm_protocol = (byte)(route.Protocol ?? Ownership.Protocol),
            rtm_scope = scope,
            rtm_type = (byte)route.EffectiveType,
            rtm_flags = routeFlags,
        });
        if (route.Prefix.Length > 0)
        {
            writer.WriteAddress(RTA_DST, route.Prefix.Address);
        }
        if (table >= 256)
        {
            writer.WriteU32(RTA_TABLE, table);
        }
        if (route.Metric is { } metric)
        {
            writer.WriteU32(RTA_PRIORITY, metric);
        }
        return writer;
    }

    /// <summary>These lead nowhere; IPv6 shows them with the loopback link and takes none.</summary>
    private static bool IsReject(Route route) => route.EffectiveType is RTN_BLACKHOLE or RTN_UNREACHABLE or RTN_PROHIBIT or RTN_THROW;

    public override bool MeansGone(int errno) => errno is Errno.ESRCH or Errno.ENODEV or Errno.ENOENT;
}

/// <summary>Routes of all tables, of both families.</summary>
internal sealed class RouteSource : ObjectSource
{
    public static RouteSource The { get; } = new();

    public override bool IsHomeOnly => true;

    public static DumpRequest ListingV4 { get; } = DumpRequest.Of("IPv4 routes", RTM_GETROUTE, new RtMsg { rtm_family = AF_INET }, RTM_NEWROUTE);

    private static readonly DumpRequest ListingV6 = DumpRequest.Of("IPv6 routes", RTM_GETROUTE, new RtMsg { rtm_family = AF_INET6 }, RTM_NEWROUTE);

    public override ImmutableArray<int> Groups { get; } = [RTNLGRP_IPV4_ROUTE, RTNLGRP_IPV6_ROUTE];

    public override ImmutableArray<ushort> Types { get; } = [RTM_NEWROUTE, RTM_DELROUTE];

    private static readonly DumpRequest[] Lists =
    [
        ListingV4,
        ListingV6,
    ];

    public override IEnumerable<DumpRequest> Listings(ObjectContext context) => Lists;

    public override bool IsSelfContained => true;

    public override bool TrySum(scoped in NetlinkMessage message, ref MessageSum sum)
    {
        sum.Add(message.FixedBytes(RouteCodec.RtMsgBytes));
        sum.Add(message.Attributes(RouteCodec.RtMsgBytes), AttributePlace.Route);
        return true;
    }

    public override void Decode(scoped in NetlinkMessage message, ObjectContext context, List<Resource> into)
    {
        if (RouteCodec.Decode(message, context.Links, context.Unknown) is { } told)
        {
            into.Add(told);
        }
    }
}
