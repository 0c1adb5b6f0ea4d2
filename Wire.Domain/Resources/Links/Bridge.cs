using static Wire.Domain.ValueFormats;

namespace Wire.Domain;

/// <summary>An Ethernet bridge (<c>IFLA_BR_*</c>, linux/if_link.h).</summary>
public sealed record Bridge : Link
{
    /// <summary>IFLA_BR_STP_STATE: the kernel's spanning tree (or a daemon's, when one answers).</summary>
    public bool? Stp { get; init; }

    /// <summary>IFLA_BR_PRIORITY: 0–65535: the high half of the bridge id.</summary>
    public uint? Priority { get; init; }

    /// <summary>IFLA_BR_FORWARD_DELAY: seconds, 2–30 while STP runs.</summary>
    public uint? ForwardDelay { get; init; }

    /// <summary>IFLA_BR_HELLO_TIME: seconds, 1–10.</summary>
    public uint? HelloTime { get; init; }

    /// <summary>IFLA_BR_MAX_AGE: seconds, 6–40.</summary>
    public uint? MaxAge { get; init; }

    /// <summary>IFLA_BR_AGEING_TIME: seconds a learned address stays.</summary>
    public uint? Ageing { get; init; }

    /// <summary>IFLA_BR_VLAN_FILTERING.</summary>
    public bool? VlanFiltering { get; init; }

    /// <summary>IFLA_BR_VLAN_PROTOCOL: an EtherType.</summary>
    public uint? VlanProtocol { get; init; }

    /// <summary>IFLA_BR_VLAN_DEFAULT_PVID.</summary>
    public uint? VlanDefaultPvid { get; init; }

    /// <summary>IFLA_BR_VLAN_STATS_ENABLED.</summary>
    public bool? VlanStats { get; init; }

    /// <summary>IFLA_BR_VLAN_STATS_PER_PORT: refused while a port has VLANs.</summary>
    public bool? VlanStatsPerPort { get; init; }

    /// <summary>IFLA_BR_GROUP_ADDR: 01:80:c2:00:00:0X, but not 1, 2 and 3.</summary>
    public MacAddress? GroupAddress { get; init; }

    /// <summary>IFLA_BR_GROUP_FWD_MASK: without the bits 0, 1 and 2 (<c>BR_GROUPFWD_RESTRICTED</c>).</summary>
    public uint? GroupFwdMask { get; init; }

    /// <summary>BR_BOOLOPT_NO_LL_LEARN.</summary>
    public bool? NoLinklocalLearn { get; init; }

    /// <summary>BR_BOOLOPT_MST_ENABLE: refused while the bridge or a port has VLANs.</summary>
    public bool? Mst { get; init; }

    /// <summary>IFLA_BR_FDB_MAX_LEARNED: since Linux 6.7.</summary>
    public uint? FdbMaxLearned { get; init; }

    /// <summary>IFLA_BR_MCAST_SNOOPING.</summary>
    public bool? McastSnooping { get; init; }

    /// <summary>BR_BOOLOPT_MCAST_VLAN_SNOOPING.</summary>
    public bool? McastVlanSnooping { get; init; }

    /// <summary>IFLA_BR_MCAST_ROUTER: <c>MDB_RTR_TYPE_*</c>, 0–2.</summary>
    public uint? McastRouter { get; init; }

    /// <summary>IFLA_BR_MCAST_QUERIER.</summary>
    public bool? McastQuerier { get; init; }

    /// <summary>IFLA_BR_MCAST_QUERY_USE_IFADDR.</summary>
    public bool? McastQueryUseIfaddr { get; init; }

    /// <summary>IFLA_BR_MCAST_HASH_ELASTICITY: without meaning since Linux 4.21.</summary>
    public uint? McastHashElasticity { get; init; }

    /// <summary>IFLA_BR_MCAST_HASH_MAX.</summary>
    public uint? McastHashMax { get; init; }

    /// <summary>IFLA_BR_MCAST_LAST_MEMBER_CNT.</summary>
    public uint? McastLastMemberCount { get; init; }

    /// <summary>IFLA_BR_MCAST_STARTUP_QUERY_CNT.</summary>
    public uint? McastStartupQueryCount { get; init; }

    /// <summary>IFLA_BR_MCAST_LAST_MEMBER_INTVL: hundredths of a second.</summary>
    public ulong? McastLastMemberInterval { get; init; }

    /// <summary>IFLA_BR_MCAST_MEMBERSHIP_INTVL: hundredths of a second.</summary>
    public ulong? McastMembershipInterval { get; init; }

    /// <summary>IFLA_BR_MCAST_QUERIER_INTVL: hundredths of a second.</summary>
    public ulong? McastQuerierInterval { get; init; }

    /// <summary>IFLA_BR_MCAST_QUERY_INTVL: hundredths of a second; the kernel makes less than a second one (<c>BR_MULTICAST_QUERY_INTVL_MIN</c>).</summary>
    public ulong? McastQueryInterval { get; init; }

    /// <summary>IFLA_BR_MCAST_QUERY_RESPONSE_INTVL: hundredths of a second.</summary>
    public ulong? McastQueryResponseInterval { get; init; }

    /// <summary>IFLA_BR_MCAST_STARTUP_QUERY_INTVL: hundredths of a second; the kernel makes less than a second one.</summary>
    public ulong? McastStartupQueryInterval { get; init; }

    /// <summary>IFLA_BR_MCAST_STATS_ENABLED.</summary>
    public bool? McastStats { get; init; }

    /// <summary>IFLA_BR_MCAST_IGMP_VERSION: 2 or 3.</summary>
    public uint? McastIgmpVersion { get; init; }

    /// <summary>IFLA_BR_MCAST_MLD_VERSION: 1 or 2.</summary>
    public uint? McastMldVersion { get; init; }

    /// <summary>IFLA_BR_NF_CALL_IPTABLES: told with br_netfilter alone.</summary>
    public bool? NfCallIptables { get; init; }

    /// <summary>IFLA_BR_NF_CALL_IP6TABLES: told with br_netfilter alone.</summary>
    public bool? NfCallIp6tables { get; init; }

    /// <summary>IFLA_BR_NF_CALL_ARPTABLES: told with br_netfilter alone.</summary>
    public bool? NfCallArptables { get; init; }

    public static readonly ResourceKind TheKind = MakeKind("bridge", () => new Bridge(),
        new ValueAttribute<Bridge, bool>(OnOff, b => b.Stp, (b, x) => b with { Stp = x })
            { Id = 20, Name = "stp", Mutability = Mutability.InPlace, Default = "off", Help = "spanning tree protocol" },
        new ValueAttribute<Bridge, uint>(Number(0, 65535), b => b.Priority, (b, x) => b with { Priority = x })
            { Id = 21, Name = "priority", Mutability = Mutability.InPlace, Default = "32768", Help = "STP priority of the bridge" },
        new ValueAttribute<Bridge, uint>(Number(2, 30, "seconds"), b => b.ForwardDelay, (b, x) => b with { ForwardDelay = x })
            { Id = 22, Name = "forward-delay", Mutability = Mutability.InPlace, Default = "15", Help = "seconds in listening and in learning" },
        new ValueAttribute<Bridge, uint>(Number(1, 10, "seconds"), b => b.HelloTime, (b, x) => b with { HelloTime = x })
            { Id = 23, Name = "hello-time", Mutability = Mutability.InPlace, Default = "2", Help = "seconds between STP hellos" },
        new ValueAttribute<Bridge, uint>(Number(6, 40, "seconds"), b => b.MaxAge, (b, x) => b with { MaxAge = x })
            { Id = 24, Name = "max-age", Mutability = Mutability.InPlace, Default = "20", Help = "seconds an STP message lives" },
        new ValueAttribute<Bridge, uint>(Number(0, 1_000_000, "seconds"), b => b.Ageing, (b, x) => b with { Ageing = x })
            { Id = 25, Name = "ageing", Mutability = Mutability.InPlace, Default = "300", Help = "seconds a learned address stays" },
        new ValueAttribute<Bridge, bool>(OnOff, b => b.VlanFiltering, (b, x) => b with { VlanFiltering = x })
            { Id = 26, Name = "vlan-filtering", Mutability = Mutability.InPlace, Default = "off", MayBeUntold = true, Help = "ports pass only their VLANs" },
        new ValueAttribute<Bridge, uint>(Words(("802.1Q", 0x8100), ("802.1ad", 0x88a8)), b => b.VlanProtocol, (b, x) => b with { VlanProtocol = x })
            { Id = 27, Name = "vlan-protocol", Mutability = Mutability.InPlace, Default = "802.1Q", MayBeUntold = true, Help = "which tags are its VLANs" },
        new ValueAttribute<Bridge, uint>(Number(0, 4094), b => b.VlanDefaultPvid, (b, x) => b with { VlanDefaultPvid = x })
            { Id = 28, Name = "vlan-default-pvid", Mutability = Mutability.InPlace, Default = "1", MayBeUntold = true, Help = "the VLAN that a new port gets, untagged; 0 for none" },
        new ValueAttribute<Bridge, bool>(OnOff, b => b.VlanStats, (b, x) => b with { VlanStats = x })
            { Id = 29, Name = "vlan-stats-enabled", Mutability = Mutability.InPlace, Default = "off", MayBeUntold = true, Help = "packets are counted by VLAN" },
        new ValueAttribute<Bridge, bool>(OnOff, b => b.VlanStatsPerPort, (b, x) => b with { VlanStatsPerPort = x })
            { Id = 30, Name = "vlan-stats-per-port", Mutability = Mutability.InPlace, Default = "off", MayBeUntold = true, Help = "packets are counted by VLAN and port" },
        new ValueAttribute<Bridge, MacAddress>(ValueFormats.Mac, b => b.GroupAddress, (b, x) => b with { GroupAddress = x })
            { Id = 31, Name = "group-address", Mutability = Mutability.InPlace, Default = "01:80:c2:00:00:00", Help = "where STP messages are sent to" },
        new ValueAttribute<Bridge, uint>(Hex(0xffff), b => b.GroupFwdMask, (b, x) => b with { GroupFwdMask = x })
            { Id = 32, Name = "group-fwd-mask", Mutability = Mutability.InPlace, Default = "0x0", Help = "bit X: packets to 01:80:c2:00:00:0X are forwarded" },
        new ValueAttribute<Bridge, bool>(OnOff, b => b.NoLinklocalLearn, (b, x) => b with { NoLinklocalLearn = x })
            { Id = 33, Name = "no-linklocal-learn", Mutability = Mutability.InPlace, Default = "off", MayBeUntold = true, Help = "nothing is learned from packets to 01:80:c2:00:00:0X" },
        new ValueAttribute<Bridge, bool>(OnOff, b => b.Mst, (b, x) => b with { Mst = x })
            { Id = 34, Name = "mst", Mutability = Mutability.InPlace, Default = "off", MayBeUntold = true, Help = "a state of a port for each group of VLANs; only while no port has VLANs" },
        new ValueAttribute<Bridge, uint>(Number(), b => b.FdbMaxLearned, (b, x) => b with { FdbMaxLearned = x })
            { Id = 35, Name = "fdb-max-learned", Mutability = Mutability.InPlace, Default = "0", MayBeUntold = true, Help = "learned addresses at most, 0 for any number" },
        new ValueAttribute<Bridge, bool>(OnOff, b => b.McastSnooping, (b, x) => b with { McastSnooping = x })
            { Id = 36, Name = "mcast-snooping", Mutability = Mutability.InPlace, Default = "on", MayBeUntold = true, Help = "multicast goes to the ports that asked for it" },
        new ValueAttribute<Bridge, bool>(OnOff, b => b.McastVlanSnooping, (b, x) => b with { McastVlanSnooping = x })
            { Id = 37, Name = "mcast-vlan-snooping", Mutability = Mutability.InPlace, Default = "off", MayBeUntold = true, Help = "multicast snooping by VLAN; needs vlan-filtering" },
        new ValueAttribute<Bridge, uint>(Words(("off", 0), ("auto", 1), ("on", 2)), b => b.McastRouter, (b, x) => b with { McastRouter = x })
            { Id = 38, Name = "mcast-router", Mutability = Mutability.InPlace, Default = "auto", MayBeUntold = true, Help = "the bridge itself counts as a multicast router" },
        new ValueAttribute<Bridge, bool>(OnOff, b => b.McastQuerier, (b, x) => b with { McastQuerier = x })
            { Id = 39, Name = "mcast-querier", Mutability = Mutability.InPlace, Default = "off", MayBeUntold = true, Help = "the bridge asks for memberships" },
        new ValueAttribute<Bridge, bool>(OnOff, b => b.McastQueryUseIfaddr, (b, x) => b with { McastQueryUseIfaddr = x })
            { Id = 40, Name = "mcast-query-use-ifaddr", Mutability = Mutability.InPlace, Default = "off", MayBeUntold = true, Help = "queries come from the bridge's address, not from 0.0.0.0" },
        new ValueAttribute<Bridge, uint>(Number(), b => b.McastHashElasticity, (b, x) => b with { McastHashElasticity = x })
            { Id = 41, Name = "mcast-hash-elasticity", Mutability = Mutability.Observed, Help = "always 16: the kernel takes no heed of it" },
        new ValueAttribute<Bridge, uint>(Number(1, uint.MaxValue), b => b.McastHashMax, (b, x) => b with { McastHashMax = x })
            { Id = 42, Name = "mcast-hash-max", Mutability = Mutability.InPlace, Default = "4096", MayBeUntold = true, Help = "multicast groups at most" },
        new ValueAttribute<Bridge, uint>(Number(), b => b.McastLastMemberCount, (b, x) => b with { McastLastMemberCount = x })
            { Id = 43, Name = "mcast-last-member-count", Mutability = Mutability.InPlace, Default = "2", MayBeUntold = true, Help = "queries after a member left" },
        new ValueAttribute<Bridge, uint>(Number(), b => b.McastStartupQueryCount, (b, x) => b with { McastStartupQueryCount = x })
            { Id = 44, Name = "mcast-startup-query-count", Mutability = Mutability.InPlace, Default = "2", MayBeUntold = true, Help = "queries at the beginning" },
        new ValueAttribute<Bridge, ulong>(Centiseconds(0), b => b.McastLastMemberInterval, (b, x) => b with { McastLastMemberInterval = x })
            { Id = 45, Name = "mcast-last-member-interval", Mutability = Mutability.InPlace, Default = "1", MayBeUntold = true, Help = "seconds between the queries after a member left" },
        new ValueAttribute<Bridge, ulong>(Centiseconds(0), b => b.McastMembershipInterval, (b, x) => b with { McastMembershipInterval = x })
            { Id = 46, Name = "mcast-membership-interval", Mutability = Mutability.InPlace, Default = "260", MayBeUntold = true, Help = "seconds that a membership lasts without a report" },
        new ValueAttribute<Bridge, ulong>(Centiseconds(0), b => b.McastQuerierInterval, (b, x) => b with { McastQuerierInterval = x })
            { Id = 47, Name = "mcast-querier-interval", Mutability = Mutability.InPlace, Default = "255", MayBeUntold = true, Help = "seconds that another querier is believed in" },
        new ValueAttribute<Bridge, ulong>(Centiseconds(100), b => b.McastQueryInterval, (b, x) => b with { McastQueryInterval = x })
            { Id = 48, Name = "mcast-query-interval", Mutability = Mutability.InPlace, Default = "125", MayBeUntold = true, Help = "seconds between queries, at least 1" },
        new ValueAttribute<Bridge, ulong>(Centiseconds(0), b => b.McastQueryResponseInterval, (b, x) => b with { McastQueryResponseInterval = x })
            { Id = 49, Name = "mcast-query-response-interval", Mutability = Mutability.InPlace, Default = "10", MayBeUntold = true, Help = "seconds that members may take to answer" },
        new ValueAttribute<Bridge, ulong>(Centiseconds(100), b => b.McastStartupQueryInterval, (b, x) => b with { McastStartupQueryInterval = x })
            { Id = 50, Name = "mcast-startup-query-interval", Mutability = Mutability.InPlace, Default = "31.25", MayBeUntold = true, Help = "seconds between the queries at the beginning, at least 1" },
        new ValueAttribute<Bridge, bool>(OnOff, b => b.McastStats, (b, x) => b with { McastStats = x })
            { Id = 51, Name = "mcast-stats-enabled", Mutability = Mutability.InPlace, Default = "off", MayBeUntold = true, Help = "membership messages are counted" },
        new ValueAttribute<Bridge, uint>(Number(2, 3), b => b.McastIgmpVersion, (b, x) => b with { McastIgmpVersion = x })
            { Id = 52, Name = "mcast-igmp-version", Mutability = Mutability.InPlace, Default = "2", MayBeUntold = true, Help = "the version of IGMP that is spoken" },
        new ValueAttribute<Bridge, uint>(Number(1, 2), b => b.McastMldVersion, (b, x) => b with { McastMldVersion = x })
            { Id = 53, Name = "mcast-mld-version", Mutability = Mutability.InPlace, Default = "1", MayBeUntold = true, Help = "the version of MLD that is spoken" },
        new ValueAttribute<Bridge, bool>(OnOff, b => b.NfCallIptables, (b, x) => b with { NfCallIptables = x })
            { Id = 54, Name = "nf-call-iptables", Mutability = Mutability.InPlace, Default = "off", MayBeUntold = true, Help = "bridged IPv4 goes through iptables (br_netfilter)" },
        new ValueAttribute<Bridge, bool>(OnOff, b => b.NfCallIp6tables, (b, x) => b with { NfCallIp6tables = x })
            { Id = 55, Name = "nf-call-ip6tables", Mutability = Mutability.InPlace, Default = "off", MayBeUntold = true, Help = "bridged IPv6 goes through ip6tables (br_netfilter)" },
        new ValueAttribute<Bridge, bool>(OnOff, b => b.NfCallArptables, (b, x) => b with { NfCallArptables = x })
            { Id = 56, Name = "nf-call-arptables", Mutability = Mutability.InPlace, Default = "off", MayBeUntold = true, Help = "bridged ARP goes through arptables (br_netfilter)" }).WithMtuOfPorts();

    public override ResourceKind Kind => TheKind;

    public override void Check(ValidationContext context)
    {
        if (GroupAddress is { } group && !IsGroupAddress(group))
        {
            context.Report("group-address", $"{group} is no address that a bridge keeps to itself", "expected 01:80:c2:00:00:0X, but not the pause, LACP and 802.1X addresses: X is not 1, 2 or 3");
        }
        if (((GroupFwdMask ?? 0) & RestrictedGroups) != 0)
        {
            context.Report("group-fwd-mask", "STP, pause frames and LACP are never forwarded by this mask", "expected a mask without the bits 0, 1 and 2");
        }
        if (McastVlanSnooping == true && VlanFiltering != true)
        {
            context.Report("mcast-vlan-snooping", $"'{Reference}' has VLANs to snoop in only when it filters them", "expected 'vlan-filtering on' too");
        }
    }

    /// <summary>BR_GROUPFWD_RESTRICTED, net/bridge/br_private.h.</summary>
    private const uint RestrictedGroups = 0x7;

    /// <summary>br_changelink and group_addr_store, net/bridge: IEEE 802.1D 7.12.6 without what is spoken for.</summary>
    private static bool IsGroupAddress(MacAddress address)
    {
        Span<byte> bytes = stackalloc byte[6];
        address.WriteTo(bytes);
        return bytes[..5].SequenceEqual<byte>([0x01, 0x80, 0xc2, 0x00, 0x00]) && bytes[5] is 0 or (> 3 and < 16);
    }
}
