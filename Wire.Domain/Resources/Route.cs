using System.Text;
using static Wire.Domain.ValueFormats;

namespace Wire.Domain;

/// <summary>A route (<c>rtmsg</c>, linux/rtnetlink.h). The kernel tells two apart by prefix, table, TOS and metric.</summary>
public sealed record Route : Resource
{
    /// <summary>RT_TABLE_MAIN.</summary>
    public const uint TableMain = 254;

    /// <summary>RTN_UNICAST.</summary>
    public const uint Unicast = 1;

    /// <summary>RTN_LOCAL: an address of this machine.</summary>
    public const uint Local = 2;

    /// <summary>RTPROT_KERNEL: a link's own networks, which the kernel adds with its addresses.</summary>
    private const uint KernelMade = 2;

    /// <summary>RTPROT_RA: what a router announced.</summary>
    private const uint RouterMade = 9;

    /// <summary>RTA_DST and rtm_dst_len; no host bits.</summary>
    public IpPrefix Prefix { get; init; }

    /// <summary>RTA_TABLE; null is the main table.</summary>
    public uint? Table { get; init; }

    /// <summary>RTA_PRIORITY; null is the kernel's default: 0 for IPv4, 1024 for IPv6.</summary>
    public uint? Metric { get; init; }

    /// <summary>rtm_tos.</summary>
    public uint? Tos { get; init; }

    /// <summary>rtm_type (RTN_*); null is unicast.</summary>
    public uint? Type { get; init; }

    /// <summary>RTA_GATEWAY, or RTA_VIA for a gateway of the other family.</summary>
    public IpAddr? Via { get; init; }

    /// <summary>RTA_OIF as the link's reference; null in a declaration lets the kernel find it.</summary>
    public string? Dev { get; init; }

    /// <summary>RTA_MULTIPATH, two or more; then neither <see cref="Via"/> nor <see cref="Dev"/>.</summary>
    public ValueList<NextHop>? NextHops { get; init; }

    /// <summary>RTA_PREFSRC.</summary>
    public IpAddr? Source { get => Rare.Source; init => Rare = value == Rare.Source ? Rare : Rare with { Source = value }; }

    /// <summary>rtm_scope; null is <see cref="NaturalScope"/>. IPv6 has none.</summary>
    public uint? Scope { get => Rare.Scope; init => Rare = value == Rare.Scope ? Rare : Rare with { Scope = value }; }

    /// <summary>RTA_NH_ID: the nexthop object that says where it leads; then it has no way of its own.</summary>
    public uint? NexthopId { get; init; }

    /// <summary>RTNH_F_ONLINK: the gateway is on the link, whatever the addresses say.</summary>
    public bool? OnLink { get => Rare.OnLink; init => Rare = value == Rare.OnLink ? Rare : Rare with { OnLink = value }; }

    /// <summary>RTA_PREF: 0 medium, 1 high, 3 low (RFC 4191). IPv6 only.</summary>
    public uint? Preference { get => Rare.Preference; init => Rare = value == Rare.Preference ? Rare : Rare with { Preference = value }; }

    /// <summary>RTA_FLOW: the source realm in the upper 16 bits, the destination realm in the lower ones. IPv4 only.</summary>
    public uint? Realm { get => Rare.Realm; init => Rare = value == Rare.Realm ? Rare : Rare with { Realm = value }; }

    /// <summary>RTA_ENCAP: what packets are wrapped in.</summary>
    public Encap? Encap { get => Rare.Encap; init => Rare = value == Rare.Encap ? Rare : Rare with { Encap = value }; }

    /// <summary>RTA_METRICS; null when it has none of them.</summary>
    public RouteMetrics? Metrics { get => Rare.Metrics; init => Rare = value == Rare.Metrics ? Rare : Rare with { Metrics = value }; }

    /// <summary>rtm_protocol: who put it there; <see cref="Ownership.Protocol"/> is Wire.</summary>
    public uint? Protocol { get; init; }

    private readonly RareOfRoute? _rare;

    private RareOfRoute Rare { get => _rare ?? RareOfRoute.None; init => _rare = value == RareOfRoute.None ? null : value; }

    public uint EffectiveTable => Table ?? TableMain;

    public uint EffectiveMetric => Metric ?? DefaultMetric;

    public uint EffectiveType => Type ?? Unicast;

    /// <summary>How far an IPv4 destination is by its type and gateway, as ip-route(8) fills it in: RT_SCOPE_*.</summary>
    public uint NaturalScope => EffectiveType switch
    {
        _ when Prefix.IsV6 => 0,
        Local => 254,
        3 or 4 or 5 => 253,
        Unicast when Via is null && NextHops is null && NexthopId is null => 253,
        _ => 0,
    };

    /// <summary>The same destination by one way, which is no list of ways to the kernel.</summary>
    public Route By(NextHop only) => this with
    {
        NextHops = null, Via = only.Via, Dev = only.Dev, OnLink = only.OnLink ? true : OnLink, Encap = only.Encap ?? Encap,
    };

    private uint DefaultMetric => Prefix.IsV6 ? 1024u : 0u;

    public static readonly ResourceKind TheKind = new("route", "route", () => new Route(),
    [
        new ValueAttribute<Route, IpPrefix>(ValueFormats.Prefix, r => r.Prefix, (r, x) => r with { Prefix = x ?? default })
            { Id = 1, Name = "prefix", Mutability = Mutability.Identity, Help = "the destination" },
        new ValueAttribute<Route, uint>(RouteWords.Table, r => r.Table, (r, x) => r with { Table = x })
            { Id = 2, Name = "table", Mutability = Mutability.Identity, Help = "the routing table: main, local, default or a number" },
        new ValueAttribute<Route, uint>(Number(), r => r.Metric, (r, x) => r with { Metric = x })
            { Id = 3, Name = "metric", Mutability = Mutability.Identity, Help = "the lower one wins; the kernel's default is 0 for IPv4, 1024 for IPv6" },
        new ValueAttribute<Route, uint>(Number(0, 255), r => r.Tos, (r, x) => r with { Tos = x })
            { Id = 4, Name = "tos", Mutability = Mutability.Identity, Help = "only for packets with this type of service" },
        new ValueAttribute<Route, uint>(RouteWords.Type, r => r.Type, (r, x) => r with { Type = x })
            { Id = 5, Name = "type", Mutability = Mutability.InPlace, UnsetIsDefault = true, Default = "unicast", Help = "what happens to the packets" },
        new ValueAttribute<Route, IpAddr>(ValueFormats.Address, r => r.Via, (r, x) => r with { Via = x })
            { Id = 6, Name = "via", Mutability = Mutability.InPlace, UnsetIsDefault = true, Help = "the gateway" },
        new ReferenceAttribute<Route, string>(ValueFormats.Link, r => r.Dev, (r, x) => r with { Dev = x })
            { Id = 7, Name = "dev", Mutability = Mutability.InPlace, Help = "the link it leaves by" },
        new ReferenceAttribute<Route, ValueList<NextHop>>(new NextHopsFormat(), r => r.NextHops, (r, x) => r with { NextHops = x })
            { Id = 8, Name = "nexthop", Mutability = Mutability.InPlace, UnsetIsDefault = true, Help = "several gateways that share the flows" },
        new ValueAttribute<Route, IpAddr>(ValueFormats.Address, r => r.Source, (r, x) => r with { Source = x })
            { Id = 9, Name = "source", Mutability = Mutability.InPlace, UnsetIsDefault = true, Help = "the preferred source address" },
        new ValueAttribute<Route, uint>(Words(("global", 0), ("site", 200), ("link", 253), ("host", 254), ("nowhere", 255)), r => r.Scope, (r, x) => r with { Scope = x })
            { Id = 10, Name = "scope", Mutability = Mutability.InPlace, UnsetIsDefault = true, Help = "how far the destination is, where that does not follow from the rest; IPv4 only" },
        new ValueAttribute<Route, uint>(Number(0, 255), r => r.Protocol, (r, x) => r with { Protocol = x })
            { Id = 11, Name = "protocol", Mutability = Mutability.Observed, Help = "who put it there; 87 is Wire" },
        new ValueAttribute<Route, uint>(Number(1), r => r.NexthopId, (r, x) => r with { NexthopId = x })
            { Id = 12, Name = "nhid", Mutability = Mutability.InPlace, UnsetIsDefault = true, Help = "the nexthop object that says where it leads" },
        new ValueAttribute<Route, bool>(OnOff, r => r.OnLink, (r, x) => r with { OnLink = x })
            { Id = 13, Name = "onlink", Mutability = Mutability.InPlace, UnsetIsDefault = true, Default = "off", Help = "the gateway is on the link, whatever the addresses say" },
        new ValueAttribute<Route, uint>(Words(("medium", 0), ("high", 1), ("low", 3)), r => r.Preference, (r, x) => r with { Preference = x })
            { Id = 14, Name = "pref", Mutability = Mutability.InPlace, UnsetIsDefault = true, Default = "medium", Help = "of routers: low, medium or high (RFC 4191); IPv6 only" },
        new ValueAttribute<Route, uint>(RouteWords.Realm, r => r.Realm, (r, x) => r with { Realm = x })
            { Id = 15, Name = "realm", Mutability = Mutability.InPlace, UnsetIsDefault = true, Help = "[SOURCE/]DESTINATION realm, 0 to 65535 each; IPv4 only" },
        new ReferenceAttribute<Route, Encap>(Domain.Encap.Format, r => r.Encap, (r, x) => r with { Encap = x })
            { Id = 16, Name = "encap", Mutability = Mutability.InPlace, UnsetIsDefault = true, Help = "what packets are wrapped in: mpls, ip, ip6 or seg6" },
        .. RouteMetrics.Attributes,
    ]) { Stage = Stage.Route };

    public override ResourceKind Kind => TheKind;

    /// <summary>
    /// What the kernel keeps apart, by prefix, table, metric and TOS. Only for itself it makes several of one kind, one for each
    /// link (fe80::/64, ff00::/8, a network that two links are in): those have their link in the name too.
    /// </summary>
    public override ResourceKey Key
    {
        get
        {
            string prefix = Prefix == IpPrefix.DefaultV4 ? "default" : Prefix.ToString();
            if (EffectiveTable == TableMain && EffectiveMetric == DefaultMetric && Tos is null or 0
                && Protocol is not (KernelMade or RouterMade))
            {
                return new("route", prefix);
            }
            StringBuilder id = new(prefix, 48);
            if (EffectiveTable != TableMain)
            {
                id.Append(" table ").Append(RouteWords.Table.Format(EffectiveTable));
            }
            if (EffectiveMetric != DefaultMetric)
            {
                id.Append(" metric ").Append(EffectiveMetric);
            }
            if (Tos is > 0)
            {
                id.Append(" tos ").Append(Tos.Value);
            }
            if (Protocol is KernelMade or RouterMade)
            {
                id.Append(Via is null ? "" : $" via {Via}").Append(" dev ").Append(Dev);
            }
            return new("route", id.ToString());
        }
    }

    /// <summary>With its nexthop object too (<c>__remove_nexthop_fib</c>, net/ipv4/nexthop.c).</summary>
    public override IEnumerable<ResourceKey> GoesWith => Dependencies;

    public override IEnumerable<ResourceKey> Dependencies => NexthopId is { } id ? [NexthopObject.KeyOf(id)] : Dev is { Length: > 0 } ? [ResourceKey.Link(Dev)]
        : NextHops?.Where(h => h.Dev is not null).Select(h => ResourceKey.Link(h.Dev!)) ?? [];

    public override bool GoesWhenDown => true;

    private protected override string? InNetns => Dev is { } dev ? LinkName.NetnsOf(dev) : base.InNetns;

    /// <summary>A gateway is found by a route without one.</summary>
    public override int Rank => Via is null && NextHops is null && NexthopId is null ? 0 : 1;

    public override bool? IsMarkedOurs => Protocol == Ownership.Protocol;

    public override bool IsKernelMade => Protocol is KernelMade;

    /// <summary>RTPROT_REDIRECT, _KERNEL, _RA and _DHCP come and go with what caused them.</summary>
    public override bool IsExported => EffectiveTable != TableLocal && EffectiveType is Unicast or (>= 6 and <= 9) && Protocol is not (1 or 2 or 9 or 16);

    public override Resource Bare(ITopology live) => this with
    {
        Table = Table == TableMain ? null : Table,
        Metric = EffectiveMetric == DefaultMetric ? null : Metric,
    };

    /// <summary>RT_TABLE_LOCAL.</summary>
    private const uint TableLocal = 255;
}

/// <summary>The words of iproute2's rt_tables and of RTN_* (linux/rtnetlink.h).</summary>
public static class RouteWords
{
    public static ValueFormat<uint> Table { get; } = new TableFormat();

    public static ValueFormat<uint> Type { get; } = Words(
        ("unicast", 1), ("local", 2), ("broadcast", 3), ("anycast", 4), ("multicast", 5),
        ("blackhole", 6), ("unreachable", 7), ("prohibit", 8), ("throw", 9));

    /// <summary>Realms of ip-route(8): "2/3" is from 2 to 3, "3" is to 3.</summary>
    public static ValueFormat<uint> Realm { get; } = new RealmFormat();

    private sealed class TableFormat : ValueFormat<uint>
    {
        private readonly ValueFormat<uint> _words = Words(("default", 253), ("main", 254), ("local", 255));
        private readonly ValueFormat<uint> _number = Number(1);

        public override string Expects => $"a table: main, local, default or {_number.Expects}";

        public override bool TryParse(string text, out uint value) => _words.TryParse(text, out value) || _number.TryParse(text, out value);

        public override string Format(uint value) => _words.Format(value);

        public override void Write(ref MessagePack.MessagePackWriter writer, uint value) => writer.Write(value);

        public override uint Read(ref MessagePack.MessagePackReader reader) => reader.ReadUInt32();
    }

    private sealed class RealmFormat : ValueFormat<uint>
    {
        public override string Expects => "[FROM/]TO, each a number from 0 to 65535";

        public override bool TryParse(string text, out uint value)
        {
            int slash = text.IndexOf('/', StringComparison.Ordinal);
            ushort from = 0;
            bool parsed = ushort.TryParse(text.AsSpan(slash + 1), System.Globalization.NumberStyles.None, null, out ushort to)
                && (slash < 0 || ushort.TryParse(text.AsSpan(0, slash), System.Globalization.NumberStyles.None, null, out from));
            value = (uint)from << 16 | to;
            return parsed && value != 0;
        }

        public override string Format(uint value) => value >> 16 == 0 ? $"{value}" : $"{value >> 16}/{value & 0xffff}";

        public override void Write(ref MessagePack.MessagePackWriter writer, uint value) => writer.Write(value);

        public override uint Read(ref MessagePack.MessagePackReader reader) => reader.ReadUInt32();
    }
}
