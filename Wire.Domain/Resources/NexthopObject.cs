using System.Globalization;
using static Wire.Domain.ValueFormats;

namespace Wire.Domain;

/// <summary>
/// A nexthop object (<c>nhmsg</c>, linux/nexthop.h; ip-nexthop(8)): a way, or a group of ways, that routes and FDB entries name by
/// its id. Changed in place, all of them follow at once.
/// </summary>
public sealed record NexthopObject : Resource
{
    private const uint Inet = 2;
    private const uint Inet6 = 10;

    /// <summary>NHA_ID.</summary>
    public uint Id { get; init; }

    /// <summary>NHA_GATEWAY.</summary>
    public IpAddr? Via { get; init; }

    /// <summary>NHA_OIF as the link's reference.</summary>
    public string? Dev { get; init; }

    /// <summary>nh_family where no gateway says it: AF_INET or AF_INET6; null is IPv4. A group has none.</summary>
    public uint? Family { get; init; }

    /// <summary>NHA_BLACKHOLE: what is sent there is dropped.</summary>
    public bool? Blackhole { get; init; }

    /// <summary>RTNH_F_ONLINK: the gateway is on the link, whatever the addresses say.</summary>
    public bool? OnLink { get; init; }

    /// <summary>NHA_FDB: for entries of a VXLAN's forwarding database, not for routes.</summary>
    public bool? Fdb { get; init; }

    /// <summary>NHA_ENCAP: what packets are wrapped in.</summary>
    public Encap? Encap { get; init; }

    /// <summary>NHA_GROUP; null or empty for a single way.</summary>
    public ValueList<NexthopGroupMember>? Group { get; init; }

    /// <summary>NHA_GROUP_TYPE: NEXTHOP_GRP_TYPE_MPATH 0, NEXTHOP_GRP_TYPE_RES 1.</summary>
    public uint? Type { get; init; }

    /// <summary>NHA_RES_GROUP_BUCKETS.</summary>
    public uint? Buckets { get; init; }

    /// <summary>NHA_RES_GROUP_IDLE_TIMER, seconds.</summary>
    public uint? IdleTimer { get; init; }

    /// <summary>NHA_RES_GROUP_UNBALANCED_TIMER, seconds.</summary>
    public uint? UnbalancedTimer { get; init; }

    /// <summary>nh_protocol: who put it there; <see cref="Ownership.Protocol"/> is Wire.</summary>
    public uint? Protocol { get; init; }

    public bool IsGroup => Group is { Count: > 0 };

    public bool IsV6 => Via?.IsV6 ?? (Family == Inet6);

    public static readonly ResourceKind TheKind = new("nexthop", "nexthop", () => new NexthopObject(),
        new ValueAttribute<NexthopObject, uint>(Number(1), n => n.Id, (n, x) => n with { Id = x ?? 0 })
            { Id = 1, Name = "id", Mutability = Mutability.Identity, Help = "the number that routes name it by" },
        new ValueAttribute<NexthopObject, IpAddr>(ValueFormats.Address, n => n.Via, (n, x) => n with { Via = x })
            { Id = 2, Name = "via", Mutability = Mutability.InPlace, UnsetIsDefault = true, Help = "the gateway" },
        new ReferenceAttribute<NexthopObject, string>(ValueFormats.Link, n => n.Dev, (n, x) => n with { Dev = x })
            { Id = 3, Name = "dev", Mutability = Mutability.InPlace, UnsetIsDefault = true, Help = "the link it leaves by" },
        new ValueAttribute<NexthopObject, uint>(Words(("inet", Inet), ("inet6", Inet6)), n => n.Family, (n, x) => n with { Family = x })
            { Id = 4, Name = "family", Mutability = Mutability.Recreate, UnsetIsDefault = true, Default = "inet", Help = "inet or inet6, where no gateway says it" },
        new ValueAttribute<NexthopObject, bool>(OnOff, n => n.Blackhole, (n, x) => n with { Blackhole = x })
            { Id = 5, Name = "blackhole", Mutability = Mutability.InPlace, UnsetIsDefault = true, Default = "off", Help = "drop what is sent there" },
        new ValueAttribute<NexthopObject, bool>(OnOff, n => n.OnLink, (n, x) => n with { OnLink = x })
            { Id = 6, Name = "onlink", Mutability = Mutability.InPlace, UnsetIsDefault = true, Default = "off", Help = "the gateway is on the link, whatever the addresses say" },
        new ValueAttribute<NexthopObject, bool>(OnOff, n => n.Fdb, (n, x) => n with { Fdb = x })
            { Id = 7, Name = "fdb", Mutability = Mutability.Recreate, UnsetIsDefault = true, Default = "off", Help = "for FDB entries of a VXLAN, not for routes" },
        new ReferenceAttribute<NexthopObject, Encap>(Domain.Encap.Format, n => n.Encap, (n, x) => n with { Encap = x })
            { Id = 8, Name = "encap", Mutability = Mutability.InPlace, UnsetIsDefault = true, Help = "what packets are wrapped in: mpls, ip, ip6 or seg6" },
        new ListAttribute<NexthopObject, NexthopGroupMember>(NexthopGroupMember.Format, n => n.Group, (n, x) => n with { Group = x }, ListOrder.Sorted)
            { Id = 9, Name = "group", Mutability = Mutability.InPlace, UnsetIsDefault = true, Default = "", Help = "nexthops that share the flows, each ID or ID:WEIGHT" },
        new ValueAttribute<NexthopObject, uint>(Words(("mpath", 0), ("resilient", 1)), n => n.Type, (n, x) => n with { Type = x })
            { Id = 10, Name = "type", Mutability = Mutability.Recreate, UnsetIsDefault = true, Default = "mpath", Help = "of a group: mpath (by hash), or resilient (by buckets, which keep their flows)" },
        new ValueAttribute<NexthopObject, uint>(Number(1, 65535), n => n.Buckets, (n, x) => n with { Buckets = x })
            { Id = 11, Name = "buckets", Mutability = Mutability.Recreate, Help = "of a resilient group" },
        new ValueAttribute<NexthopObject, uint>(Number(0, uint.MaxValue / 100, "seconds"), n => n.IdleTimer, (n, x) => n with { IdleTimer = x })
            { Id = 12, Name = "idle-timer", Mutability = Mutability.InPlace, Default = "120", Help = "seconds without a packet after which a bucket of a resilient group may move" },
        new ValueAttribute<NexthopObject, uint>(Number(0, uint.MaxValue / 100, "seconds"), n => n.UnbalancedTimer, (n, x) => n with { UnbalancedTimer = x })
            { Id = 13, Name = "unbalanced-timer", Mutability = Mutability.InPlace, Default = "0", Help = "seconds after which buckets that are in use move too; 0 for never" },
        new ValueAttribute<NexthopObject, uint>(Number(0, 255), n => n.Protocol, (n, x) => n with { Protocol = x })
            { Id = 14, Name = "protocol", Mutability = Mutability.Observed, Help = "who put it there; 87 is Wire" }) { Stage = Stage.NextHop };

    public override ResourceKind Kind => TheKind;

    public static ResourceKey KeyOf(uint id) => new("nexthop", id.ToString(CultureInfo.InvariantCulture));

    public override ResourceKey Key => KeyOf(Id);

    public override IEnumerable<ResourceKey> Dependencies => IsGroup ? Group!.Select(m => KeyOf(m.Id)) : Dev is { Length: > 0 } ? [ResourceKey.Link(Dev)] : [];

    /// <summary><c>nexthop_flush_dev</c>, net/ipv4/nexthop.c.</summary>
    public override bool GoesWhenDown => true;

    /// <summary>A group is made of single ways.</summary>
    public override int Rank => IsGroup ? 1 : 0;

    public override bool? IsMarkedOurs => Protocol == Ownership.Protocol;

    public override void Check(ValidationContext context)
    {
        if (IsGroup)
        {
            CheckGroup(context);
        }
        else if (Blackhole == true || Fdb == true)
        {
            string what = Blackhole == true ? "blackhole" : "fdb";
            string? wrong = Dev is not null ? "dev" : Encap is not null ? "encap" : Blackhole == true && Via is not null ? "via" : null;
            if (wrong is not null)
            {
                context.Report(wrong, $"a {what} nexthop has no '{wrong}'", $"expected '{what}' without it");
            }
        }
        else if (Dev is null && !context.IsDoubtful)
        {
            context.Report(null, $"{Title} leads nowhere", "expected 'dev LINK' (with 'via ADDRESS'), 'group ID', 'blackhole' or 'fdb'");
        }
        if (Family is not null && Via is { } via && via.Family != Family)
        {
            context.Report("family", $"{via} is no {(Family == Inet6 ? "IPv6" : "IPv4")} address", "expected nothing: the gateway says it");
        }
        if (!(IsGroup && Type == 1) && (Buckets ?? IdleTimer ?? UnbalancedTimer) is not null)
        {
            context.Report(Buckets is not null ? "buckets" : IdleTimer is not null ? "idle-timer" : "unbalanced-timer", "only a resilient group has buckets", "expected 'group' and 'type resilient' too");
        }
    }

    private static readonly string[] OfOneWay = ["via", "dev", "family", "blackhole", "onlink", "encap"];

    private void CheckGroup(ValidationContext context)
    {
        string? wrong = OfOneWay.FirstOrDefault(n => Kind.Find(n)!.IsSet(this));
        if (wrong is not null)
        {
            context.Report(wrong, $"a group has no '{wrong}' of its own", "expected it in the nexthops that it is of");
        }
        foreach (IGrouping<uint, NexthopGroupMember> same in Group!.GroupBy(m => m.Id).Where(g => g.Count() > 1 || g.Key == Id))
        {
            context.Report("group", same.Key == Id ? $"nexthop {Id} cannot be a group of itself" : $"nexthop {same.Key} is in the group twice", "expected each once, with a weight");
        }
        if (Group!.Select(m => context.FindDeclared(KeyOf(m.Id))).OfType<NexthopObject>().FirstOrDefault(n => n.IsGroup) is { } group)
        {
            context.Report("group", $"nexthop {group.Id} is a group itself", "expected nexthops of one way each");
        }
    }
}
