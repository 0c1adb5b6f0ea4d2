using System.Globalization;
using static Wire.Domain.ValueFormats;

namespace Wire.Domain;

/// <summary>A policy routing rule (<c>fib_rule_hdr</c>, linux/fib_rules.h).</summary>
public sealed record Rule : Resource
{
    /// <summary>FR_ACT_TO_TBL.</summary>
    public const uint ToTable = 1;

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

    /// <summary>FR_ACT_*; null is "look in the table".</summary>
    public uint? Action { get; init; }

    /// <summary>FRA_TABLE.</summary>
    public uint? Table { get; init; }

    /// <summary>FRA_PROTOCOL: who put it there; <see cref="Ownership.Protocol"/> is Wire.</summary>
    public uint? Protocol { get; init; }

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
        new ValueAttribute<Rule, uint>(Words(("table", 1), ("goto", 2), ("nop", 3), ("blackhole", 6), ("unreachable", 7), ("prohibit", 8)), r => r.Action, (r, x) => r with { Action = x })
            { Id = 10, Name = "action", Mutability = Mutability.Recreate, UnsetIsDefault = true, Default = "table", Help = "what happens to the packets" },
        new ValueAttribute<Rule, uint>(RouteWords.Table, r => r.Table, (r, x) => r with { Table = x })
            { Id = 11, Name = "table", Mutability = Mutability.Recreate, Help = "the routing table to look in" },
        new ValueAttribute<Rule, uint>(Number(0, 255), r => r.Protocol, (r, x) => r with { Protocol = x })
            { Id = 12, Name = "protocol", Mutability = Mutability.Observed, Help = "who put it there; 87 is Wire" }) { Stage = Stage.Rule };

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
