using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Wire.Domain;
using static Wire.Kernel.LinuxFibRules;
using static Wire.Kernel.LinuxNetlink;
using static Wire.Kernel.LinuxRtnetlink;

namespace Wire.Kernel;

/// <summary>RTM_NEWRULE and RTM_DELRULE (<c>fib_rule_hdr</c>, linux/fib_rules.h).</summary>
internal sealed class RuleCodec : ResourceCodec
{
    private const int FibRuleHdrBytes = 12;

    public override ObjectSource Source => RuleSource.The;

    public override ResourceKind Kind => Rule.TheKind;

    public override RequestNames? NamesOf(NetlinkFamily family, int command) => new(Marshal.SizeOf<FibRuleHdr>(), RouteTables.Rule);

    /// <summary>Null for a rule of another family (multicast routing has rules too).</summary>
    public static Rule? Decode(scoped in NetlinkMessage message, UnknownAttributes unknown)
    {
        FibRuleHdr header = message.Fixed<FibRuleHdr>();
        if (header.family is not (AF_INET or AF_INET6))
        {
            return null;
        }
        Rule rule = new()
        {
            Family = header.family,
            Not = (header.flags & FIB_RULE_INVERT) != 0,
            // With a target the action is understood.
            Action = header.action == FR_ACT_GOTO ? null : header.action,
            Table = header.table == 0 ? null : header.table,
            Tos = header.tos == 0 ? null : header.tos,
            // A rule older than the attribute, or without it, has an origin of 0.
            Protocol = 0,
        };
        unknown.Clear();
        AttributeReader attributes = message.Attributes(FibRuleHdrBytes);
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case FRA_PRIORITY: rule = rule with { Priority = attributes.ReadU32() }; break;
                case FRA_SRC: rule = rule with { From = message.Prefix(attributes.ReadAddress(), header.src_len) }; break;
                case FRA_DST: rule = rule with { To = message.Prefix(attributes.ReadAddress(), header.dst_len) }; break;
                case FRA_IIFNAME: rule = rule with { Iif = attributes.ReadString() }; break;
                case FRA_OIFNAME: rule = rule with { Oif = attributes.ReadString() }; break;
                case FRA_FWMARK: rule = rule with { FwMark = attributes.ReadU32() }; break;
                case FRA_FWMASK: rule = rule with { FwMask = attributes.ReadU32() }; break;
                case FRA_TABLE: rule = rule with { Table = attributes.ReadU32() is > 0 and var table ? table : null }; break;
                case FRA_PROTOCOL: rule = rule with { Protocol = attributes.ReadU8() }; break;
                case FRA_DSCP: rule = rule with { Dscp = attributes.ReadU8() }; break;
                case FRA_UID_RANGE: rule = rule with { UidRange = UidRange(attributes) }; break;
                case FRA_IP_PROTO: rule = rule with { IpProto = attributes.ReadU8() }; break;
                case FRA_SPORT_RANGE: rule = rule with { SPort = PortRange(attributes) }; break;
                case FRA_DPORT_RANGE: rule = rule with { DPort = PortRange(attributes) }; break;
                case FRA_TUN_ID: rule = rule with { TunId = attributes.ReadU64Be() }; break;
                case FRA_L3MDEV: rule = rule with { L3Mdev = attributes.ReadU8() != 0 ? true : null }; break;
                case FRA_SUPPRESS_PREFIXLEN: rule = rule with { SuppressPrefixLength = Unless(attributes.ReadU32()) }; break;
                case FRA_SUPPRESS_IFGROUP: rule = rule with { SuppressIfGroup = Unless(attributes.ReadU32()) }; break;
                case FRA_FLOW: rule = rule with { Realms = attributes.ReadU32() }; break;
                case FRA_GOTO: rule = rule with { Target = attributes.ReadU32() }; break;
                default: unknown.Keep(attributes, AttributePlace.Rule); break;
            }
        }
        return rule with { Unknown = unknown.Take() };
    }

    /// <summary>The kernel tells -1 for a suppressor that is not set.</summary>
    private static uint? Unless(uint told) => told == uint.MaxValue ? null : told;

    private static NumberRange UidRange(scoped in AttributeReader attribute)
    {
        FibRuleUidRange range = attribute.ReadFixed<FibRuleUidRange>();
        return new(range.start, range.end);
    }

    private static NumberRange PortRange(scoped in AttributeReader attribute)
    {
        FibRulePortRange range = attribute.ReadFixed<FibRulePortRange>();
        return new(range.start, range.end);
    }

    public override void EncodeCreate(RequestBuilder builder, Operation operation) =>
        Encode(builder, RTM_NEWRULE, NLM_F_CREATE | NLM_F_EXCL, (Rule)operation.After!);

    /// <summary>A rule cannot be changed (every attribute is Identity or Recreate): the new one is added, then the old one removed.</summary>
    public override void EncodeChange(RequestBuilder builder, Operation operation)
    {
        EncodeCreate(builder, operation);
        EncodeDelete(builder, operation);
    }

    public override void EncodeDelete(RequestBuilder builder, Operation operation) =>
        Encode(builder, RTM_DELRULE, 0, (Rule)operation.Before!);

    private static void Encode(RequestBuilder builder, ushort type, ushort flags, Rule rule)
    {
        uint table = rule.Table ?? RT_TABLE_UNSPEC;
        NetlinkMessageWriter writer = builder.Begin(type, flags, new FibRuleHdr
        {
            family = (byte)rule.Family,
            src_len = rule.From?.Length ?? 0,
            dst_len = rule.To?.Length ?? 0,
            table = table < 256 ? (byte)table : RT_TABLE_UNSPEC,
            tos = (byte)(rule.Tos ?? 0),
            action = (byte)rule.EffectiveAction,
            flags = rule.Not == true ? FIB_RULE_INVERT : 0,
        });
        writer.WriteU32(FRA_PRIORITY, rule.Priority);
        if (rule.From is { } from)
        {
            writer.WriteAddress(FRA_SRC, from.Address);
        }
        if (rule.To is { } to)
        {
            writer.WriteAddress(FRA_DST, to.Address);
        }
        if (rule.Iif is { } iif)
        {
            writer.WriteString(FRA_IIFNAME, iif);
        }
        if (rule.Oif is { } oif)
        {
            writer.WriteString(FRA_OIFNAME, oif);
        }
        if (rule.FwMark is { } mark)
        {
            writer.WriteU32(FRA_FWMARK, mark);
        }
        if (rule.FwMask is { } mask)
        {
            writer.WriteU32(FRA_FWMASK, mask);
        }
        if (table >= 256)
        {
            writer.WriteU32(FRA_TABLE, table);
        }
        EncodeFurther(writer, rule);
        writer.WriteU8(FRA_PROTOCOL, (byte)(rule.Protocol ?? Ownership.Protocol));
        builder.End();
    }

    private static void EncodeFurther(NetlinkMessageWriter writer, Rule rule)
    {
        if (rule.Dscp is { } dscp)
        {
            writer.WriteU8(FRA_DSCP, (byte)dscp);
        }
        if (rule.UidRange is { } users)
        {
            writer.WriteStruct(FRA_UID_RANGE, new FibRuleUidRange { start = users.First, end = users.Last });
        }
        if (rule.IpProto is { } protocol)
        {
            writer.WriteU8(FRA_IP_PROTO, (byte)protocol);
        }
        if (rule.SPort is { } from)
        {
            writer.WriteStruct(FRA_SPORT_RANGE, new FibRulePortRange { start = (ushort)from.First, end = (ushort)from.Last });
        }
        if (rule.DPort is { } to)
        {
            writer.WriteStruct(FRA_DPORT_RANGE, new FibRulePortRange { start = (ushort)to.First, end = (ushort)to.Last });
        }
        if (rule.TunId is { } tunnel)
        {
            writer.WriteU64Be(FRA_TUN_ID, tunnel);
        }
        if (rule.L3Mdev == true)
        {
            writer.WriteU8(FRA_L3MDEV, 1);
        }
        if (rule.SuppressPrefixLength is { } bits)
        {
            writer.WriteU32(FRA_SUPPRESS_PREFIXLEN, bits);
        }
        if (rule.SuppressIfGroup is { } group)
        {
            writer.WriteU32(FRA_SUPPRESS_IFGROUP, group);
        }
        if (rule.Realms is { } realms)
        {
            writer.WriteU32(FRA_FLOW, realms);
        }
        if (rule.Target is { } target)
        {
            writer.WriteU32(FRA_GOTO, target);
        }
    }

    public override bool MeansGone(int errno) => errno == Errno.ENOENT;
}

/// <summary>Rules of both families.</summary>
internal sealed class RuleSource : ObjectSource
{
    public static RuleSource The { get; } = new();

    public override bool IsHomeOnly => true;

    /// <summary>The kernel keeps the names of links in rules as they were written.</summary>
    public override bool FollowsLinks => false;

    public override ImmutableArray<int> Groups { get; } = [RTNLGRP_IPV4_RULE, RTNLGRP_IPV6_RULE];

    public override ImmutableArray<ushort> Types { get; } = [RTM_NEWRULE, RTM_DELRULE];

    private static readonly DumpRequest[] Lists =
    [
        DumpRequest.Of("IPv4 rules", RTM_GETRULE, new FibRuleHdr { family = AF_INET }, RTM_NEWRULE),
        DumpRequest.Of("IPv6 rules", RTM_GETRULE, new FibRuleHdr { family = AF_INET6 }, RTM_NEWRULE),
    ];

    public override IEnumerable<DumpRequest> Listings(ObjectContext context) => Lists;

    public override void Decode(scoped in NetlinkMessage message, ObjectContext context, List<Resource> into)
    {
        if (RuleCodec.Decode(message, context.Unknown) is { } told)
        {
            into.Add(told);
        }
    }
}
