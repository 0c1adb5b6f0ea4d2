using static Wire.Domain.ValueFormats;

namespace Wire.Domain;

/// <summary>
/// A bond of several links (<c>IFLA_BOND_*</c>, Documentation/networking/bonding.rst). Which of its attributes a mode knows stands in
/// <c>bond_opts</c>, drivers/net/bonding/bond_options.c.
/// </summary>
public sealed record Bond : Link
{
    /// <summary>IFLA_BOND_MODE: 0–6; only without members (<c>BOND_OPTFLAG_NOSLAVES</c>).</summary>
    public uint? Mode { get; init; }

    /// <summary>IFLA_BOND_MIIMON: milliseconds between looks at the carrier, 0 for never. Monitoring by ARP turns it off.</summary>
    public uint? Miimon { get; init; }

    /// <summary>IFLA_BOND_UPDELAY: milliseconds; the kernel keeps it as a multiple of miimon.</summary>
    public uint? UpDelay { get; init; }

    /// <summary>IFLA_BOND_DOWNDELAY: milliseconds; the kernel keeps it as a multiple of miimon.</summary>
    public uint? DownDelay { get; init; }

    /// <summary>IFLA_BOND_PEER_NOTIF_DELAY: milliseconds; the kernel keeps it as a multiple of miimon.</summary>
    public uint? PeerNotifyDelay { get; init; }

    /// <summary>IFLA_BOND_USE_CARRIER.</summary>
    public bool? UseCarrier { get; init; }

    /// <summary>IFLA_BOND_ARP_INTERVAL: milliseconds, 0 for no probes. Turns <see cref="Miimon"/> off.</summary>
    public uint? ArpInterval { get; init; }

    /// <summary>IFLA_BOND_ARP_IP_TARGET: at most 16 (<c>BOND_MAX_ARP_TARGETS</c>).</summary>
    public ValueList<IpAddr>? ArpIpTarget { get; init; }

    /// <summary>IFLA_BOND_NS_IP6_TARGET: at most 16 (<c>BOND_MAX_NS_TARGETS</c>).</summary>
    public ValueList<IpAddr>? NsIp6Target { get; init; }

    /// <summary>IFLA_BOND_ARP_VALIDATE.</summary>
    public uint? ArpValidate { get; init; }

    /// <summary>IFLA_BOND_ARP_ALL_TARGETS.</summary>
    public uint? ArpAllTargets { get; init; }

    /// <summary>IFLA_BOND_MISSED_MAX.</summary>
    public uint? ArpMissedMax { get; init; }

    /// <summary>IFLA_BOND_PRIMARY: the reference of the member that is preferred; empty for none. Told only while that link is a member.</summary>
    public string? Primary { get; init; }

    /// <summary>IFLA_BOND_PRIMARY_RESELECT.</summary>
    public uint? PrimaryReselect { get; init; }

    /// <summary>IFLA_BOND_FAIL_OVER_MAC: only without members (<c>BOND_OPTFLAG_NOSLAVES</c>).</summary>
    public uint? FailOverMac { get; init; }

    /// <summary>IFLA_BOND_XMIT_HASH_POLICY.</summary>
    public uint? XmitHashPolicy { get; init; }

    /// <summary>IFLA_BOND_RESEND_IGMP.</summary>
    public uint? ResendIgmp { get; init; }

    /// <summary>IFLA_BOND_NUM_PEER_NOTIF: num_grat_arp and num_unsol_na are one value.</summary>
    public uint? NumGratArp { get; init; }

    /// <summary>IFLA_BOND_ALL_SLAVES_ACTIVE.</summary>
    public bool? AllSlavesActive { get; init; }

    /// <summary>IFLA_BOND_MIN_LINKS.</summary>
    public uint? MinLinks { get; init; }

    /// <summary>IFLA_BOND_LP_INTERVAL: seconds.</summary>
    public uint? LpInterval { get; init; }

    /// <summary>IFLA_BOND_PACKETS_PER_SLAVE.</summary>
    public uint? PacketsPerSlave { get; init; }

    /// <summary>IFLA_BOND_TLB_DYNAMIC_LB: only while down (<c>BOND_OPTFLAG_IFDOWN</c>).</summary>
    public bool? TlbDynamicLb { get; init; }

    /// <summary>IFLA_BOND_AD_LACP_RATE: only while down.</summary>
    public uint? LacpRate { get; init; }

    /// <summary>IFLA_BOND_AD_LACP_ACTIVE: only while down.</summary>
    public bool? LacpActive { get; init; }

    /// <summary>IFLA_BOND_AD_SELECT: only while down.</summary>
    public uint? AdSelect { get; init; }

    /// <summary>IFLA_BOND_AD_USER_PORT_KEY: only while down; told in 802.3ad alone.</summary>
    public uint? AdUserPortKey { get; init; }

    /// <summary>IFLA_BOND_AD_ACTOR_SYS_PRIO: told in 802.3ad alone.</summary>
    public uint? AdActorSysPrio { get; init; }

    /// <summary>IFLA_BOND_AD_ACTOR_SYSTEM: told in 802.3ad alone.</summary>
    public MacAddress? AdActorSystem { get; init; }

    /// <summary>IFLA_BOND_COUPLED_CONTROL: only while down; since Linux 6.9.</summary>
    public bool? CoupledControl { get; init; }

    /// <summary>IFLA_BOND_ACTIVE_SLAVE: the reference of the member that is in use; empty for none.</summary>
    public string? ActiveSlave { get; init; }

    public static readonly ResourceKind TheKind = MakeKind("bond", () => new Bond(),
        new ValueAttribute<Bond, uint>(
            Words(("balance-rr", 0), ("active-backup", 1), ("balance-xor", 2), ("broadcast", 3), ("802.3ad", 4), ("balance-tlb", 5), ("balance-alb", 6)),
            b => b.Mode, (b, x) => b with { Mode = x })
            { Id = 20, Name = "mode", Mutability = Mutability.Recreate, Default = "balance-rr", Help = "how traffic is spread over the members" },
        new ValueAttribute<Bond, uint>(Number(0, int.MaxValue, "ms"), b => b.Miimon, (b, x) => b with { Miimon = x })
            { Id = 21, Name = "miimon", Mutability = Mutability.InPlace, Default = "0", DefaultIn = b => BondRules.MiimonOf((Bond)b), Help = "milliseconds between looks at the members' carrier" },
        new ValueAttribute<Bond, uint>(Number(0, int.MaxValue, "ms"), b => b.UpDelay, (b, x) => b with { UpDelay = x })
            { Id = 22, Name = "updelay", Mutability = Mutability.InPlace, Default = "0", Help = "milliseconds before a member that came up is used, a multiple of miimon" },
        new ValueAttribute<Bond, uint>(Number(0, int.MaxValue, "ms"), b => b.DownDelay, (b, x) => b with { DownDelay = x })
            { Id = 23, Name = "downdelay", Mutability = Mutability.InPlace, Default = "0", Help = "milliseconds before a member that went down is left, a multiple of miimon" },
        new ValueAttribute<Bond, uint>(Number(0, 300000, "ms"), b => b.PeerNotifyDelay, (b, x) => b with { PeerNotifyDelay = x })
            { Id = 24, Name = "peer-notify-delay", Mutability = Mutability.InPlace, Default = "0", Help = "milliseconds between the notifications after a failover, a multiple of miimon" },
        new ValueAttribute<Bond, bool>(OnOff, b => b.UseCarrier, (b, x) => b with { UseCarrier = x })
            { Id = 25, Name = "use-carrier", Mutability = Mutability.InPlace, Default = "on", Help = "miimon asks netif_carrier_ok; off: the driver by MII or ethtool" },
        new ValueAttribute<Bond, uint>(Number(0, int.MaxValue, "ms"), b => b.ArpInterval, (b, x) => b with { ArpInterval = x })
            { Id = 26, Name = "arp-interval", Mutability = Mutability.InPlace, Default = "0", Help = "milliseconds between ARP probes, 0 for none" },
        new ListAttribute<Bond, IpAddr>(ValueFormats.Address, b => b.ArpIpTarget, (b, x) => b with { ArpIpTarget = x }, ListOrder.Sorted)
            { Id = 27, Name = "arp-ip-target", Mutability = Mutability.InPlace, Default = "", Help = "IPv4 addresses that are asked by ARP, at most 16" },
        new ListAttribute<Bond, IpAddr>(ValueFormats.Address, b => b.NsIp6Target, (b, x) => b with { NsIp6Target = x }, ListOrder.Sorted)
            { Id = 28, Name = "ns-ip6-target", Mutability = Mutability.InPlace, Default = "", Help = "IPv6 addresses that are asked by neighbour solicitation, at most 16" },
        new ValueAttribute<Bond, uint>(
            Words(("none", 0), ("active", 1), ("backup", 2), ("all", 3), ("filter", 4), ("filter-active", 5), ("filter-backup", 6)),
            b => b.ArpValidate, (b, x) => b with { ArpValidate = x })
            { Id = 29, Name = "arp-validate", Mutability = Mutability.InPlace, Default = "none", Help = "on which members answers are checked, and other traffic is no sign of life" },
        new ValueAttribute<Bond, uint>(Words(("any", 0), ("all", 1)), b => b.ArpAllTargets, (b, x) => b with { ArpAllTargets = x })
            { Id = 30, Name = "arp-all-targets", Mutability = Mutability.InPlace, Default = "any", Help = "how many targets have to answer" },
        new ValueAttribute<Bond, uint>(Number(1, 255), b => b.ArpMissedMax, (b, x) => b with { ArpMissedMax = x })
            { Id = 31, Name = "arp-missed-max", Mutability = Mutability.InPlace, Default = "2", Help = "probes without an answer before a member is down" },
        new ReferenceAttribute<Bond, string>(ValueFormats.Link, b => b.Primary, (b, x) => b with { Primary = x })
            { Id = 32, Name = "primary", Mutability = Mutability.InPlace, Default = "none", AfterPorts = true, Help = "the member that is used whenever it is up" },
        new ValueAttribute<Bond, uint>(Words(("always", 0), ("better", 1), ("failure", 2)), b => b.PrimaryReselect, (b, x) => b with { PrimaryReselect = x })
            { Id = 33, Name = "primary-reselect", Mutability = Mutability.InPlace, Default = "always", Help = "when the primary takes over again" },
        new ValueAttribute<Bond, uint>(Words(("none", 0), ("active", 1), ("follow", 2)), b => b.FailOverMac, (b, x) => b with { FailOverMac = x })
            { Id = 34, Name = "fail-over-mac", Mutability = Mutability.Recreate, Default = "none", Help = "whether the address of the bond moves to the member, or the member's is the bond's" },
        new ValueAttribute<Bond, uint>(
            Words(("layer2", 0), ("layer3+4", 1), ("layer2+3", 2), ("encap2+3", 3), ("encap3+4", 4), ("vlan+srcmac", 5)),
            b => b.XmitHashPolicy, (b, x) => b with { XmitHashPolicy = x })
            { Id = 35, Name = "xmit-hash-policy", Mutability = Mutability.InPlace, Default = "layer2", Help = "what makes packets one flow" },
        new ValueAttribute<Bond, uint>(Number(0, 255), b => b.ResendIgmp, (b, x) => b with { ResendIgmp = x })
            { Id = 36, Name = "resend-igmp", Mutability = Mutability.InPlace, Default = "1", Help = "membership reports after a failover" },
        new ValueAttribute<Bond, uint>(Number(0, 255), b => b.NumGratArp, (b, x) => b with { NumGratArp = x })
            { Id = 37, Name = "num-grat-arp", Mutability = Mutability.InPlace, Default = "1", Help = "gratuitous ARPs and unsolicited neighbour advertisements after a failover" },
        new ValueAttribute<Bond, bool>(OnOff, b => b.AllSlavesActive, (b, x) => b with { AllSlavesActive = x })
            { Id = 38, Name = "all-slaves-active", Mutability = Mutability.InPlace, Default = "off", Help = "backup members take packets in too" },
        new ValueAttribute<Bond, uint>(Number(0, int.MaxValue), b => b.MinLinks, (b, x) => b with { MinLinks = x })
            { Id = 39, Name = "min-links", Mutability = Mutability.InPlace, Default = "0", Help = "members with a carrier that the bond needs for its own (802.3ad)" },
        new ValueAttribute<Bond, uint>(Number(1, int.MaxValue, "seconds"), b => b.LpInterval, (b, x) => b with { LpInterval = x })
            { Id = 40, Name = "lp-interval", Mutability = Mutability.InPlace, Default = "1", Help = "seconds between learning packets to switches (balance-tlb, -alb)" },
        new ValueAttribute<Bond, uint>(Number(0, 65535), b => b.PacketsPerSlave, (b, x) => b with { PacketsPerSlave = x })
            { Id = 41, Name = "packets-per-slave", Mutability = Mutability.InPlace, Default = "1", Help = "packets to a member before the next one's turn, 0 for random (balance-rr)" },
        new ValueAttribute<Bond, bool>(OnOff, b => b.TlbDynamicLb, (b, x) => b with { TlbDynamicLb = x })
            { Id = 42, Name = "tlb-dynamic-lb", Mutability = Mutability.NeedsDown, Default = "on", Help = "flows move by the members' load; off: by hash (balance-tlb, -alb)" },
        new ValueAttribute<Bond, uint>(Words(("slow", 0), ("fast", 1)), b => b.LacpRate, (b, x) => b with { LacpRate = x })
            { Id = 43, Name = "lacp-rate", Mutability = Mutability.NeedsDown, Default = "slow", Help = "the partner is asked for a LACPDU every 30 seconds, or every second" },
        new ValueAttribute<Bond, bool>(OnOff, b => b.LacpActive, (b, x) => b with { LacpActive = x })
            { Id = 44, Name = "lacp-active", Mutability = Mutability.NeedsDown, Default = "on", Help = "LACPDUs are sent also when the partner sends none" },
        new ValueAttribute<Bond, uint>(Words(("stable", 0), ("bandwidth", 1), ("count", 2)), b => b.AdSelect, (b, x) => b with { AdSelect = x })
            { Id = 45, Name = "ad-select", Mutability = Mutability.NeedsDown, Default = "stable", Help = "which aggregator is used" },
        new ValueAttribute<Bond, uint>(Number(0, 1023), b => b.AdUserPortKey, (b, x) => b with { AdUserPortKey = x })
            { Id = 46, Name = "ad-user-port-key", Mutability = Mutability.NeedsDown, Default = "0", MayBeUntold = true, Help = "the upper 10 bits of the port key" },
        new ValueAttribute<Bond, uint>(Number(1, 65535), b => b.AdActorSysPrio, (b, x) => b with { AdActorSysPrio = x })
            { Id = 47, Name = "ad-actor-sys-prio", Mutability = Mutability.InPlace, Default = "65535", MayBeUntold = true, Help = "the system's priority in LACP" },
        new ValueAttribute<Bond, MacAddress>(ValueFormats.Mac, b => b.AdActorSystem, (b, x) => b with { AdActorSystem = x })
            { Id = 48, Name = "ad-actor-system", Mutability = Mutability.InPlace, Default = "00:00:00:00:00:00", MayBeUntold = true, Help = "the system's address in LACP; all zero: the bond's own" },
        new ValueAttribute<Bond, bool>(OnOff, b => b.CoupledControl, (b, x) => b with { CoupledControl = x })
            { Id = 49, Name = "coupled-control", Mutability = Mutability.NeedsDown, Default = "on", MayBeUntold = true, Help = "a member collects and distributes as one state (IEEE 802.1AX); off: collects first" },
        new ReferenceAttribute<Bond, string>(ValueFormats.Link, b => b.ActiveSlave, (b, x) => b with { ActiveSlave = x })
            { Id = 50, Name = "active-slave", Mutability = Mutability.Observed, Help = "the member that is in use" }).WithPortsLed();

    public override ResourceKind Kind => TheKind;

    /// <summary>Without defaults that its mode does not know: the kernel refuses even those.</summary>
    public Bond WithoutWhatItsModeLacks()
    {
        Bond bond = this;
        foreach (ResourceAttribute attribute in BondRules.UnknownTo(Mode ?? BondRules.BalanceRr))
        {
            bond = attribute.Format(bond) == attribute.Default ? (Bond)attribute.Clear(bond) : bond;
        }
        return bond;
    }

    public override void Check(ValidationContext context)
    {
        uint mode = Mode ?? (context.FindLive(Key) as Bond)?.Mode ?? BondRules.BalanceRr;
        BondRules.CheckModes(this, mode, context);
        BondRules.CheckMac(this, context);
        BondRules.CheckMonitoring(this, mode, context);
        BondRules.CheckTargets(this, context);
        BondRules.CheckPrimary(this, context);
    }
}
