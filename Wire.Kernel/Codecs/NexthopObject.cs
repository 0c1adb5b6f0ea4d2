using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Wire.Domain;
using static Wire.Kernel.LinuxNetlink;
using static Wire.Kernel.LinuxNexthop;
using static Wire.Kernel.LinuxRtnetlink;

namespace Wire.Kernel;

/// <summary>RTM_NEWNEXTHOP and RTM_DELNEXTHOP (<c>nhmsg</c>, linux/nexthop.h).</summary>
internal sealed class NexthopObjectCodec : ResourceCodec
{
    private const int NhMsgBytes = 8;
    private const int NexthopGrpBytes = 8;

    /// <summary>USER_HZ: times of resilient groups are clock_t.</summary>
    private const uint TicksPerSecond = 100;

    public override ObjectSource Source => NexthopSource.The;

    public override ResourceKind Kind => NexthopObject.TheKind;

    public override RequestNames? NamesOf(NetlinkFamily family, int command) => new(Marshal.SizeOf<NhMsg>(), RouteTables.Nexthop);

    /// <summary>Null for one by a link that is not known.</summary>
    public static NexthopObject? Decode(scoped in NetlinkMessage message, LinkTable links, UnknownAttributes unknown)
    {
        NhMsg header = message.Fixed<NhMsg>();
        NexthopObject nexthop = new() { Protocol = header.nh_protocol, OnLink = (header.nh_flags & RTNH_F_ONLINK) != 0 ? true : null };
        EncapReader encap = default;
        unknown.Clear();
        AttributeReader attributes = message.Attributes(NhMsgBytes);
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case NHA_ID: nexthop = nexthop with { Id = attributes.ReadU32() }; break;
                case NHA_GROUP: nexthop = nexthop with { Group = ReadGroup(attributes) }; break;
                case NHA_GROUP_TYPE: nexthop = nexthop with { Type = attributes.ReadU16() is > NEXTHOP_GRP_TYPE_MPATH and var type ? type : null }; break;
                case NHA_RES_GROUP: nexthop = ReadResilient(nexthop, attributes.Nested()); break;
                case NHA_BLACKHOLE: nexthop = nexthop with { Blackhole = true }; break;
                case NHA_FDB: nexthop = nexthop with { Fdb = true }; break;
                case NHA_GATEWAY: nexthop = nexthop with { Via = attributes.ReadAddress() }; break;
                case NHA_OP_FLAGS: break; // what requests may ask, not what the object is
                case NHA_ENCAP: encap.TakeEncap(attributes); break;
                case NHA_ENCAP_TYPE: encap.TakeType(attributes); break;
                case NHA_OIF:
                    if (links.Reference(attributes.ReadU32()) is not { } dev)
                    {
                        return null;
                    }
                    nexthop = nexthop with { Dev = dev };
                    break;
                default:
                    unknown.Keep(attributes, AttributePlace.Other);
                    break;
            }
        }
        nexthop = nexthop with { Encap = encap.Finish(unknown, AttributePlace.Other), Unknown = unknown.Take() };
        // The kernel drops packets by the loopback link; a family is told where nothing else says it.
        return nexthop.Blackhole == true || (nexthop.Via is null && header.nh_family == AF_INET6)
            ? nexthop with { Dev = nexthop.Blackhole == true ? null : nexthop.Dev, Family = header.nh_family == AF_INET6 ? AF_INET6 : null }
            : nexthop;
    }

    private static ValueList<NexthopGroupMember> ReadGroup(scoped in AttributeReader group)
    {
        ReadOnlySpan<NexthopGrp> members = MemoryMarshal.Cast<byte, NexthopGrp>(group.Payload[..(group.Payload.Length / NexthopGrpBytes * NexthopGrpBytes)]);
        List<NexthopGroupMember> read = [];
        foreach (NexthopGrp member in members)
        {
            read.Add(new(member.id, member.weight + 1u));
        }
        read.Sort();
        return read.ToValueList();
    }

    private static NexthopObject ReadResilient(NexthopObject nexthop, AttributeReader attributes)
    {
        while (attributes.Read())
        {
            nexthop = attributes.Type switch
            {
                NHA_RES_GROUP_BUCKETS => nexthop with { Buckets = attributes.ReadU16() },
                NHA_RES_GROUP_IDLE_TIMER => nexthop with { IdleTimer = attributes.ReadU32() / TicksPerSecond },
                NHA_RES_GROUP_UNBALANCED_TIMER => nexthop with { UnbalancedTimer = attributes.ReadU32() / TicksPerSecond },
                // NHA_RES_GROUP_UNBALANCED_TIME runs.
                _ => nexthop,
            };
        }
        return nexthop;
    }

    public override void EncodeCreate(RequestBuilder builder, Operation operation) =>
        Encode(builder, NLM_F_CREATE | NLM_F_EXCL, (NexthopObject)operation.After!);

    /// <summary>Made anew where the last of its members took it along.</summary>
    public override void EncodeChange(RequestBuilder builder, Operation operation) =>
        Encode(builder, NLM_F_CREATE | NLM_F_REPLACE, (NexthopObject)operation.After!);

    public override void EncodeDelete(RequestBuilder builder, Operation operation)
    {
        NetlinkMessageWriter writer = builder.Begin(RTM_DELNEXTHOP, 0, default(NhMsg));
        writer.WriteU32(NHA_ID, ((NexthopObject)operation.Before!).Id);
        builder.End();
    }

    private static void Encode(RequestBuilder builder, ushort flags, NexthopObject nexthop)
    {
        NetlinkMessageWriter writer = builder.Begin(RTM_NEWNEXTHOP, flags, new NhMsg
        {
            nh_family = nexthop.IsGroup ? AF_UNSPEC : nexthop.IsV6 ? AF_INET6 : AF_INET,
            nh_protocol = (byte)(nexthop.Protocol ?? Ownership.Protocol),
            nh_flags = nexthop.OnLink == true ? RTNH_F_ONLINK : 0,
        });
        writer.WriteU32(NHA_ID, nexthop.Id);
        if (nexthop.Fdb == true)
        {
            writer.Write(NHA_FDB, []);
        }
        if (nexthop.IsGroup)
        {
            EncodeGroup(writer, nexthop);
        }
        else if (nexthop.Blackhole == true)
        {
            writer.Write(NHA_BLACKHOLE, []);
        }
        else
        {
            if (nexthop.Via is { } via)
            {
                writer.WriteAddress(NHA_GATEWAY, via);
            }
            if (nexthop.Dev is { } dev)
            {
                writer.WriteU32(NHA_OIF, builder.Indexes.Of(dev));
            }
            if (nexthop.Encap is { } encap)
            {
                EncapAttributes.Encode(writer, encap, NHA_ENCAP | NLA_F_NESTED, NHA_ENCAP_TYPE);
            }
        }
        builder.End();
    }

    private static void EncodeGroup(NetlinkMessageWriter writer, NexthopObject nexthop)
    {
        NexthopGrp[] members = [.. nexthop.Group!.Select(m => new NexthopGrp { id = m.Id, weight = (byte)(m.Weight - 1) })];
        writer.Write(NHA_GROUP, MemoryMarshal.AsBytes<NexthopGrp>(members));
        if (nexthop.Type is not NEXTHOP_GRP_TYPE_RES)
        {
            return;
        }
        writer.WriteU16(NHA_GROUP_TYPE, NEXTHOP_GRP_TYPE_RES);
        int nest = writer.BeginNested(NHA_RES_GROUP | NLA_F_NESTED);
        if (nexthop.Buckets is { } buckets)
        {
            writer.WriteU16(NHA_RES_GROUP_BUCKETS, (ushort)buckets);
        }
        if (nexthop.IdleTimer is { } idle)
        {
            writer.WriteU32(NHA_RES_GROUP_IDLE_TIMER, idle * TicksPerSecond);
        }
        if (nexthop.UnbalancedTimer is { } unbalanced)
        {
            writer.WriteU32(NHA_RES_GROUP_UNBALANCED_TIMER, unbalanced * TicksPerSecond);
        }
        writer.EndNested(nest);
    }

    public override bool MeansGone(int errno) => errno is Errno.ENOENT or Errno.ENODEV;
}

/// <summary>Nexthop objects of the home namespace.</summary>
internal sealed class NexthopSource : ObjectSource
{
    public static NexthopSource The { get; } = new();

    /// <summary>Of all families.</summary>
    public static DumpRequest Listing { get; } = DumpRequest.Of("nexthops", RTM_GETNEXTHOP, default(NhMsg), RTM_NEWNEXTHOP);

    private static readonly DumpRequest[] Lists = [Listing];

    public override bool IsHomeOnly => true;

    public override ImmutableArray<int> Groups { get; } = [RTNLGRP_NEXTHOP];

    public override ImmutableArray<ushort> Types { get; } = [RTM_NEWNEXTHOP, RTM_DELNEXTHOP];

    public override IEnumerable<DumpRequest> Listings(ObjectContext context) => Lists;

    public override void Decode(scoped in NetlinkMessage message, ObjectContext context, List<Resource> into)
    {
        if (NexthopObjectCodec.Decode(message, context.Links, context.Unknown) is { } told)
        {
            into.Add(told);
        }
    }
}
