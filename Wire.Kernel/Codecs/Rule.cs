using System.Collections.Immutable;
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

    /// <summary>Null for a rule of another family (multicast routing has rules too).</summary>
    public static Rule? Decode(scoped in NetlinkMessage message, UnknownAttributes unknown)
    {
        FibRuleHdr header = message.Fixed<FibRuleHdr>();
        if (header.family is not (AF_INET or AF_INET6))
        {
            return null;
        }
        uint priority = 0, table = header.table;
        IpPrefix? from = null, to = null;
        string? iif = null, oif = null;
        uint? fwMark = null, fwMask = null, protocol = null;
        unknown.Clear();
        AttributeReader attributes = message.Attributes(FibRuleHdrBytes);
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case FRA_PRIORITY:
                    priority = attributes.ReadU32();
                    break;
                case FRA_SRC:
                    from = message.Prefix(attributes.ReadAddress(), header.src_len);
                    break;
                case FRA_DST:
                    to = message.Prefix(attributes.ReadAddress(), header.dst_len);
                    break;
                case FRA_IIFNAME:
                    iif = attributes.ReadString();
                    break;
                case FRA_OIFNAME:
                    oif = attributes.ReadString();
                    break;
                case FRA_FWMARK:
                    fwMark = attributes.ReadU32();
                    break;
                case FRA_FWMASK:
                    fwMask = attributes.ReadU32();
                    break;
                case FRA_TABLE:
                    table = attributes.ReadU32();
                    break;
                case FRA_PROTOCOL:
                    protocol = attributes.ReadU8();
                    break;
                default:
                    unknown.Keep(attributes, AttributePlace.Rule);
                    break;
            }
        }
        return new Rule
        {
            Family = header.family,
            Priority = priority,
            From = from,
            To = to,
            Iif = iif,
            Oif = oif,
            FwMark = fwMark,
            FwMask = fwMask,
            Not = (header.flags & FIB_RULE_INVERT) != 0,
            Action = header.action,
            Table = table == 0 ? null : table,
            // A rule older than the attribute, or without it, has an origin of 0.
            Protocol = protocol ?? 0,
            Unknown = unknown.Take(),
        };
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
            action = (byte)(rule.Action ?? FR_ACT_TO_TBL),
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
        writer.WriteU8(FRA_PROTOCOL, (byte)(rule.Protocol ?? Ownership.Protocol));
        builder.End();
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
