using static Wire.Domain.ValueFormats;

namespace Wire.Domain;

/// <summary>A port's membership in a multicast group (bridge-mdb of bridge(8), <c>br_mdb_entry</c>, linux/if_bridge.h).</summary>
public sealed record MdbEntry : Resource
{
    /// <summary>Of the entry: whom packets are sent to.</summary>
    public MulticastGroup Group { get; init; }

    /// <summary>The bridge.</summary>
    public string Dev { get; init; } = "";

    /// <summary>The member: a port, or the bridge itself.</summary>
    public string Port { get; init; } = "";

    /// <summary>Of the bridge's VLANs, 0 and null for none.</summary>
    public uint? Vlan { get; init; }

    /// <summary>MDBE_ATTR_SOURCE: only packets of this sender, (S, G).</summary>
    public IpAddr? Source { get; init; }

    /// <summary>MDBE_ATTR_GROUP_MODE: MCAST_EXCLUDE 0, MCAST_INCLUDE 1; told with IGMP version 3 and MLD version 2 only.</summary>
    public uint? FilterMode { get; init; }

    /// <summary>MDBE_ATTR_SRC_LIST; told as <see cref="FilterMode"/> is.</summary>
    public ValueList<IpAddr>? Sources { get; init; }

    /// <summary>MDBE_ATTR_RTPROT, RTPROT_* of linux/rtnetlink.h.</summary>
    public uint? Protocol { get; init; }

    /// <summary>MDB_PERMANENT 1; MDB_TEMPORARY 0 for what was learned.</summary>
    public uint? State { get; init; }

    public static readonly ResourceKind TheKind = new("mdb", "mdb", () => new MdbEntry(),
        new ValueAttribute<MdbEntry, MulticastGroup>(ValueFormats.Group, m => m.Group, (m, x) => m with { Group = x ?? default })
            { Id = 1, Name = "group", Mutability = Mutability.Identity, Help = "the multicast group" },
        new ReferenceAttribute<MdbEntry, string>(ValueFormats.Link, m => m.Dev, (m, x) => m with { Dev = x ?? "" })
            { Id = 2, Name = "dev", Mutability = Mutability.Identity, Required = true, Help = "the bridge" },
        new ReferenceAttribute<MdbEntry, string>(ValueFormats.Link, m => m.Port, (m, x) => m with { Port = x ?? "" })
            { Id = 3, Name = "port", Mutability = Mutability.Identity, Required = true, Help = "the port that gets the group's packets" },
        new ValueAttribute<MdbEntry, uint>(Number(VlanRanges.Min, VlanRanges.Max), m => m.Vlan, (m, x) => m with { Vlan = x })
            { Id = 4, Name = "vlan", Mutability = Mutability.Identity, Help = "only in this VLAN" },
        new ValueAttribute<MdbEntry, IpAddr>(ValueFormats.Address, m => m.Source, (m, x) => m with { Source = x })
            { Id = 5, Name = "source", Mutability = Mutability.Identity, Help = "only what this sender sends" },
        new ValueAttribute<MdbEntry, uint>(Words(("exclude", Exclude), ("include", Include)), m => m.FilterMode, (m, x) => m with { FilterMode = x })
            { Id = 6, Name = "filter-mode", Mutability = Mutability.InPlace, Default = "exclude", UnsetIsDefault = true, MayBeUntold = true, Help = "all senders but those of source-list, or only those; since Linux 6.2" },
        new ListAttribute<MdbEntry, IpAddr>(ValueFormats.Address, m => m.Sources, (m, x) => m with { Sources = x }, ListOrder.Sorted)
            { Id = 7, Name = "source-list", Mutability = Mutability.InPlace, Default = "", UnsetIsDefault = true, MayBeUntold = true, Help = "a sender that filter-mode speaks of; since Linux 6.2" },
        new ValueAttribute<MdbEntry, uint>(WordsOrNumber(255, ("redirect", 1), ("kernel", 2), ("boot", 3), ("static", 4)), m => m.Protocol, (m, x) => m with { Protocol = x })
            { Id = 8, Name = "protocol", Mutability = Mutability.InPlace, Default = "static", UnsetIsDefault = true, MayBeUntold = true, Help = "who says so; since Linux 6.2" },
        new ValueAttribute<MdbEntry, uint>(Words(("temp", 0), ("permanent", Permanent)), m => m.State, (m, x) => m with { State = x })
            { Id = 9, Name = "state", Mutability = Mutability.Observed, Help = "temp: learned from membership reports" }) { Stage = Stage.LinkDetail };

    /// <summary>MCAST_EXCLUDE and MCAST_INCLUDE (linux/in.h), MDB_PERMANENT.</summary>
    private const uint Exclude = 0, Include = 1, Permanent = 1;

    public override ResourceKind Kind => TheKind;

    public override ResourceKey Key => new("mdb", $"{Group} dev {Dev} port {Port}{(Vlan is { } vlan and > 0 ? $" vlan {vlan}" : "")}{(Source is { } source ? $" source {source}" : "")}");

    public override IEnumerable<ResourceKey> Dependencies => Dev == Port ? [ResourceKey.Link(Dev)] : [ResourceKey.Link(Dev), ResourceKey.Link(Port)];

    public override bool GoesWhenPortLeaves => true;

    /// <summary>After the VLANs of the port.</summary>
    public override int Rank => 3;

    /// <summary>A declared membership takes the place of a learned one.</summary>
    public override bool GivesWay => State == 0;

    public override bool IsKernelMade => State == 0;

    public override void Check(ValidationContext context)
    {
        if (Group.Mac is not null)
        {
            foreach (string word in TheKind.Attributes.Where(a => a.Id is 5 or 6 or 7 && a.IsSet(this)).Select(a => a.Name))
            {
                context.Report(word, $"a group of Ethernet has no '{word}'", "expected it for a group of IP");
            }
        }
        else
        {
            CheckIp(context);
        }
        if (context.IsDoubtful || context.FindLink(Dev) is not { } dev)
        {
            return;
        }
        if (dev is not (Bridge or Interface))
        {
            context.Report("dev", $"'{Dev}' is {Article.A(dev.Kind)}: only a bridge has such entries", "expected 'dev BRIDGE' and 'port PORT'");
        }
        else if (dev is Bridge { VlanFiltering: true } && Vlan is null)
        {
            context.Report(null, $"{Dev} filters VLANs, so {Title} is in one of them", "expected 'vlan'");
        }
        else if (dev is Bridge { McastSnooping: false })
        {
            context.Report("dev", $"{Dev} takes no heed of memberships: its 'mcast-snooping' is off", "expected 'mcast-snooping on' in its block");
        }
        else if (dev is { Up: false })
        {
            context.Report("dev", $"{Dev} is down: the kernel takes no memberships of it", "expected it to be up");
        }
        if (Port != Dev && context.FindLink(Port) is { Master: { } master } && master != Dev)
        {
            context.Report("port", $"'{Port}' is no port of {Dev}", $"expected 'port {Port}' in the block of {Dev}");
        }
    }

    private void CheckIp(ValidationContext context)
    {
        if (Port == Dev)
        {
            context.Report("port", "a bridge's own membership in a group of IP runs out: only its programs can keep it", "expected a port, or a group of Ethernet");
        }
        if (Source is { } source && (source.IsV6 != Group.Ip.IsV6 || source.IsMulticast || source.IsAny))
        {
            context.Report("source", $"{source} sends nothing to {Group}", "expected the address of a sender, of the group's family");
        }
        if ((Sources ?? []).FirstOrDefault(s => s.IsV6 != Group.Ip.IsV6 || s.IsMulticast || s.IsAny, Group.Ip) is var other && other != Group.Ip)
        {
            context.Report("source-list", $"{other} sends nothing to {Group}", "expected addresses of senders, of the group's family");
        }
        if (Source is not null && (FilterMode ?? (object?)Sources) is not null)
        {
            context.Report(FilterMode is null ? "source-list" : "filter-mode", "an entry for one sender filters no others", "expected 'source', or 'filter-mode' and 'source-list'");
        }
        else if (FilterMode == Include && Sources is not { Count: > 0 })
        {
            context.Report("filter-mode", "'filter-mode include' without 'source-list' lets nothing through", "expected 'source-list' for each sender");
        }
        if (IsKeptFromBridges(Group.Ip))
        {
            context.Report(null, $"{Group} goes to every port: the kernel takes no entry for it", "expected a group beyond the link-local ones");
        }
    }

    /// <summary>224.0.0.0/24 and ff02::1 (<c>br_mdb_parse</c>, net/bridge/br_mdb.c).</summary>
    private static bool IsKeptFromBridges(IpAddr group) => group.IsV6 ? group == AllNodes : group.Masked(24) == LocalNetwork;

    private static readonly IpAddr AllNodes = IpAddr.Parse("ff02::1"), LocalNetwork = IpAddr.Parse("224.0.0.0");
}
