using System.Globalization;
using static Wire.Domain.ValueFormats;

namespace Wire.Domain;

/// <summary>A policy routing rule (<c>fib_rule_hdr</c>, linux/fib_rules.h).</summary>
public sealed record Rule : Resource
{
    /// <summary>FR_ACT_TO_TBL.</summary>
    public const uint ToTable = 1;

    /// <summary>FR_ACT_GOTO.</summary>
    public const uint GoTo = 2;

    /// <summary>FRA_PRIORITY: the lower one is asked first.</summary>
    public uint Priority { get; init; }

    /// <summary>AF_INET (2) or AF_INET6 (10).</summary>
    public uint Family { get; init; } = 2;

    /// <summary>FRA_SRC and src_len; null is "from all".</summary>
    public IpPrefix? From { get; init; }

    /// <summary>FRA_DST and dst_len.</summary>
    public IpPrefix? To { get; init; }

    /// <summary>FRA_IIFNAME.</summary>
    public string? Iif { get; init; }

    /// <summary>FRA_OIFNAME.</summary>
    public string? Oif { get; init; }

    /// <summary>FRA_FWMARK.</summary>
    public uint? FwMark { get; init; }

    /// <summary>FRA_FWMASK; the kernel's default is all ones.</summary>
    public uint? FwMask { get; init; }

    /// <summary>FIB_RULE_INVERT: for what does not match.</summary>
    public bool? Not { get; init; }

    /// <summary>FR_ACT_*; null is "look in the table", or go on with the <see cref="Target"/>.</summary>
    public uint? Action { get; init; }

    public uint EffectiveAction => Action ?? (Target is null ? ToTable : GoTo);

    /// <summary>FRA_TABLE.</summary>
    public uint? Table { get; init; }

    /// <summary>fib_rule_hdr.tos: packets of exactly this type of service (IPv4), or traffic class (IPv6).</summary>
    public uint? Tos { get; init; }

    /// <summary>FRA_DSCP: 0 to 63; since Linux 6.12.</summary>
    public uint? Dscp { get; init; }

    /// <summary>FRA_UID_RANGE: of the socket's owner.</summary>
    public NumberRange? UidRange { get; init; }

    /// <summary>FRA_IP_PROTO.</summary>
    public uint? IpProto { get; init; }

    /// <summary>FRA_SPORT_RANGE.</summary>
    public NumberRange? SPort { get; init; }

    /// <summary>FRA_DPORT_RANGE.</summary>
    public NumberRange? DPort { get; init; }

    /// <summary>FRA_TUN_ID: the id that a tunnel device of external mode received the packet with.</summary>
    public ulong? TunId { get; init; }

    /// <summary>FRA_L3MDEV: the table is that of the VRF which the packet's link is in.</summary>
    public bool? L3Mdev { get; init; }

    /// <summary>FRA_SUPPRESS_PREFIXLEN: a route found with at most so many bits does not count.</summary>
    public uint? SuppressPrefixLength { get; init; }

    /// <summary>FRA_SUPPRESS_IFGROUP: a route found that leaves by a link of this group does not count.</summary>
    public uint? SuppressIfGroup { get; init; }

    /// <summary>FRA_FLOW: the realms that are noted for the packet. IPv4 only.</summary>
    public uint? Realms { get; init; }

    /// <summary>FRA_GOTO: the priority of the rule to go on with; then <see cref="Action"/> is <see cref="GoTo"/>.</summary>
    public uint? Target { get; init; }

    /// <summary>FRA_PROTOCOL: who put it there; <see cref="Ownership.Protocol"/> is Wire.</summary>
    public uint? Protocol { get; init; }

    /// <summary>IPPROTO_*, by the names in IANA's registry as ip-rule(8) takes them.</summary>
    private static readonly ValueFormat<uint> IpProtocols = WordsOrNumber(255,
        ("icmp", 1), ("igmp", 2), ("ipencap", 4), ("tcp", 6), ("udp", 17), ("dccp", 33), ("ipv6", 41), ("gre", 47), ("esp", 50), ("ah", 51), ("ipv6-icmp", 58),
        ("ospf", 89), ("pim", 103), ("sctp", 132), ("udplite", 136), ("mpls-in-ip", 137));

    public static readonly ResourceKind TheKind = new("rule", "rule", () => new Rule(),
        new ValueAttribute<Rule, uint>(Number(), r => r.Priority, (r, x) => r with { Priority = x ?? 0 })
            { Id = 1, Name = "priority", Mutability = Mutability.Identity, Help = "the lower one is asked first" },
        new ValueAttribute<Rule, uint>(Words(("inet", 2), ("inet6", 10)), r => r.Family, (r, x) => r with { Family = x ?? 2 })
            { Id = 2, Name = "family", Mutability = Mutability.Identity, Help = "inet or inet6" },
        new ValueAttribute<Rule, bool>(OnOff, r => r.Not, (r, x) => r with { Not = x })
            { Id = 3, Name = "not", Mutability = Mutability.Recreate, UnsetIsDefault = true, Default = "off", Help = "for what does not match" },
        new ValueAttribute<Rule, IpPrefix>(ValueFormats.Prefix, r => r.From, (r, x) => r with { From = x })
            { Id = 4, Name = "from", Mutability = Mutability.Recreate, UnsetIsDefault = true, Help = "packets from there" },
        new ValueAttribute<Rule, IpPrefix>(ValueFormats.Prefix, r => r.To, (r, x) => r with { To = x })
            { Id = 5, Name = "to", Mutability = Mutability.Recreate, UnsetIsDefault = true, Help = "packets to there" },
        new ReferenceAttribute<Rule, string>(Text(15), r => r.Iif, (r, x) => r with { Iif = x })
            { Id = 6, Name = "iif", Mutability = Mutability.Recreate, UnsetIsDefault = true, Help = "packets that came in by this link" },
        new ReferenceAttribute<Rule, string>(Text(15), r => r.Oif, (r, x) => r with { Oif = x })
            { Id = 7, Name = "oif", Mutability = Mutability.Recreate, UnsetIsDefault = true, Help = "packets of sockets bound to this link" },
        new ValueAttribute<Rule, uint>(Number(), r => r.FwMark, (r, x) => r with { FwMark = x })
            { Id = 8, Name = "fwmark", Mutability = Mutability.Recreate, UnsetIsDefault = true, Help = "packets with this mark" },
        new ValueAttribute<Rule, uint>(Number(), r => r.FwMask, (r, x) => r with { FwMask = x })
            { Id = 9, Name = "fwmask", Mutability = Mutability.Recreate, MayBeUntold = true, Help = "the bits of the mark that count" },
        new ValueAttribute<Rule, uint>(Words(("table", 1), ("nop", 3), ("blackhole", 6), ("unreachable", 7), ("prohibit", 8)), r => r.Action, (r, x) => r with { Action = x })
            { Id = 10, Name = "action", Mutability = Mutability.Recreate, UnsetIsDefault = true, Default = "table", Help = "what happens to the packets" },
        new ValueAttribute<Rule, uint>(RouteWords.Table, r => r.Table, (r, x) => r with { Table = x })
            { Id = 11, Name = "table", Mutability = Mutability.Recreate, Help = "the routing table to look in" },
        new ValueAttribute<Rule, uint>(Number(0, 255), r => r.Protocol, (r, x) => r with { Protocol = x })
            { Id = 12, Name = "protocol", Mutability = Mutability.Observed, Help = "who put it there; 87 is Wire" },
        new ValueAttribute<Rule, uint>(Number(1, 255), r => r.Tos, (r, x) => r with { Tos = x })
            { Id = 13, Name = "tos", Mutability = Mutability.Recreate, UnsetIsDefault = true, Help = "packets of this type of service, or traffic class" },
        new ValueAttribute<Rule, uint>(Number(0, 63), r => r.Dscp, (r, x) => r with { Dscp = x })
            { Id = 14, Name = "dscp", Mutability = Mutability.Recreate, UnsetIsDefault = true, Help = "packets of this DSCP, 0 to 63; Linux 6.12 or later" },
        new ValueAttribute<Rule, NumberRange>(ValueFormats.Range(0, uint.MaxValue), r => r.UidRange, (r, x) => r with { UidRange = x })
            { Id = 15, Name = "uidrange", Mutability = Mutability.Recreate, UnsetIsDefault = true, Help = "packets of sockets of these users, '1000-1999' or one number" },
        new ValueAttribute<Rule, uint>(IpProtocols, r => r.IpProto, (r, x) => r with { IpProto = x })
            { Id = 16, Name = "ipproto", Mutability = Mutability.Recreate, UnsetIsDefault = true, Help = "packets of this protocol: tcp, udp, icmp … or a number" },
        new ValueAttribute<Rule, NumberRange>(ValueFormats.Range(1, 65534), r => r.SPort, (r, x) => r with { SPort = x })
            { Id = 17, Name = "sport", Mutability = Mutability.Recreate, UnsetIsDefault = true, Help = "packets from these ports, '1000-2000' or one number" },
        new ValueAttribute<Rule, NumberRange>(ValueFormats.Range(1, 65534), r => r.DPort, (r, x) => r with { DPort = x })
            { Id = 18, Name = "dport", Mutability = Mutability.Recreate, UnsetIsDefault = true, Help = "packets to these ports" },
        new ValueAttribute<Rule, ulong>(Number64(1), r => r.TunId, (r, x) => r with { TunId = x })
            { Id = 19, Name = "tun-id", Mutability = Mutability.Recreate, UnsetIsDefault = true, Help = "packets that a tunnel received with this id" },
        new ValueAttribute<Rule, bool>(OnOff, r => r.L3Mdev, (r, x) => r with { L3Mdev = x })
            { Id = 20, Name = "l3mdev", Mutability = Mutability.Recreate, UnsetIsDefault = true, Default = "off", Help = "look in the table of the VRF that the packet's link is in" },
        new ValueAttribute<Rule, uint>(Number(0, 128), r => r.SuppressPrefixLength, (r, x) => r with { SuppressPrefixLength = x })
            { Id = 21, Name = "suppress-prefixlength", Mutability = Mutability.Recreate, UnsetIsDefault = true, Help = "a route found with at most so many bits does not count" },
        new ValueAttribute<Rule, uint>(Number(0, int.MaxValue), r => r.SuppressIfGroup, (r, x) => r with { SuppressIfGroup = x })
            { Id = 22, Name = "suppress-ifgroup", Mutability = Mutability.Recreate, UnsetIsDefault = true, Help = "a route found by a link of this group does not count" },
        new ValueAttribute<Rule, uint>(RouteWords.Realm, r => r.Realms, (r, x) => r with { Realms = x })
            { Id = 23, Name = "realms", Mutability = Mutability.Recreate, UnsetIsDefault = true, Help = "[SOURCE/]DESTINATION realm that is noted; IPv4 only" },
        new ValueAttribute<Rule, uint>(Number(1), r => r.Target, (r, x) => r with { Target = x })
            { Id = 24, Name = "goto", Mutability = Mutability.Recreate, UnsetIsDefault = true, Help = "the priority of the rule to go on with" }) { Stage = Stage.Rule };

    public override ResourceKind Kind => TheKind;

    /// <summary>
    /// Wire's rules are told apart by priority and family. The kernel allows several at one priority, so a foreign rule's
    /// name has all it says: it can never be taken for one of Wire's.
    /// </summary>
    public override ResourceKey Key
    {
        get
        {
            string id = Priority.ToString(CultureInfo.InvariantCulture) + (Family == 10 ? " inet6" : "");
            return new("rule", Protocol is null or Ownership.Protocol ? id : $"{id} {Selectors()}");
        }
    }

    public override IEnumerable<ResourceKey> Dependencies => [];

    public override bool? IsMarkedOurs => Protocol == Ownership.Protocol;

    /// <summary>RTPROT_KERNEL: the rules for the tables local, main and default.</summary>
    public override bool IsKernelMade => Protocol is 2;

    public override bool IsExported => Protocol is not (1 or 2 or 9 or 16);

    public override Resource Bare(ITopology live) => this with { FwMask = FwMask == uint.MaxValue ? null : FwMask };

    private string Selectors() => string.Join(' ', TheKind.Attributes
        .Where(a => a.Mutability == Mutability.Recreate && a.IsSet(this))
        .Select(a => $"{a.Name} {a.Format(this)}")
        .Append($"protocol {Protocol}"));
}
