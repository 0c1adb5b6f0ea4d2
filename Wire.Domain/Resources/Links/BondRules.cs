namespace Wire.Domain;

/// <summary>What a bond's mode and monitoring allow: the kernel refuses the rest (<c>bond_opts</c>, drivers/net/bonding/bond_options.c).</summary>
internal static class BondRules
{
    public const uint BalanceRr = 0;
    private const uint ActiveBackup = 1;
    private const uint Lacp = 4;
    private const uint BalanceTlb = 5;
    private const uint BalanceAlb = 6;

    /// <summary>BOND_MAX_ARP_TARGETS and BOND_MAX_NS_TARGETS, net/bonding.h.</summary>
    private const int TargetsMax = 16;

    /// <summary>BOND_DEFAULT_MIIMON: what the modes that cannot work without get when nobody says anything.</summary>
    private const uint MiimonOfNeedyModes = 100;

    private static readonly (string Attribute, uint[] Modes)[] _onlyIn =
    [
        ("arp-interval", [0, 1, 2, 3]),
        ("arp-validate", [0, 1, 2, 3]),
        ("arp-missed-max", [0, 1, 2, 3]),
        ("primary", [ActiveBackup, BalanceTlb, BalanceAlb]),
        ("packets-per-slave", [BalanceRr]),
        ("tlb-dynamic-lb", [BalanceTlb, BalanceAlb]),
        ("lacp-rate", [Lacp]),
        ("lacp-active", [Lacp]),
        ("ad-user-port-key", [Lacp]),
        ("ad-actor-sys-prio", [Lacp]),
        ("ad-actor-system", [Lacp]),
        ("coupled-control", [Lacp]),
    ];

    public static IEnumerable<ResourceAttribute> UnknownTo(uint mode) =>
        _onlyIn.Where(o => !o.Modes.Contains(mode)).Select(o => Bond.TheKind.Find(o.Attribute)!);

    /// <summary>What miimon is when nobody says anything.</summary>
    public static string MiimonOf(Bond bond) => bond is { Mode: >= Lacp, ArpInterval: null or 0 } ? $"{MiimonOfNeedyModes}" : "0";

    public static void CheckModes(Bond bond, uint mode, ValidationContext context)
    {
        ResourceAttribute modes = Bond.TheKind.Find("mode")!;
        foreach ((string attribute, uint[] allowed) in _onlyIn)
        {
            if (Bond.TheKind.Find(attribute)!.IsSet(bond) && !allowed.Contains(mode))
            {
                context.Report(attribute, $"mode {Word(mode)} knows no '{attribute}'", $"expected mode {string.Join(", ", allowed.Select(Word))}, or no '{attribute}'");
            }
        }

        string Word(uint value) => modes.Format(new Bond { Mode = value })!;
    }

    /// <summary>BOND_FOM_ACTIVE: the bond takes on the address of whichever member is in use.</summary>
    public static void CheckMac(Bond bond, ValidationContext context)
    {
        const uint Active = 1;
        if (bond is { FailOverMac: Active, Mac: not null })
        {
            context.Report("mac", "with 'fail-over-mac active' a bond has the address of its active member", "expected no 'mac', or another 'fail-over-mac'");
        }
    }

    public static void CheckMonitoring(Bond bond, uint mode, ValidationContext context)
    {
        bool probes = bond.ArpInterval is > 0;
        if (probes && bond.Miimon is > 0)
        {
            context.Report("arp-interval", "members are watched by 'miimon' or by 'arp-interval', not by both", "expected one of them");
            return;
        }
        if (probes && bond is { ArpIpTarget: null or { Count: 0 }, NsIp6Target: null or { Count: 0 } } && !context.IsDoubtful)
        {
            context.Report("arp-interval", "there is nobody to ask", "expected 'arp-ip-target' or 'ns-ip6-target' too");
        }
        uint miimon = bond.Miimon ?? (mode >= Lacp ? MiimonOfNeedyModes : 0);
        CheckDelay("updelay", bond.UpDelay);
        CheckDelay("downdelay", bond.DownDelay);
        CheckDelay("peer-notify-delay", bond.PeerNotifyDelay);

        void CheckDelay(string attribute, uint? delay)
        {
            if (delay is not > 0)
            {
                return;
            }
            if (probes || miimon == 0)
            {
                context.Report(attribute, $"'{attribute}' is counted in looks of 'miimon', and there are none", "expected 'miimon' too");
            }
            else if (delay % miimon != 0)
            {
                context.Report(attribute, $"{delay} ms is no multiple of the {miimon} ms of 'miimon'", $"expected a multiple, such as {delay - (delay % miimon) + miimon}: the kernel rounds down");
            }
        }
    }

    public static void CheckTargets(Bond bond, ValidationContext context)
    {
        Check("arp-ip-target", bond.ArpIpTarget, v6: false);
        Check("ns-ip6-target", bond.NsIp6Target, v6: true);

        void Check(string attribute, ValueList<IpAddr>? targets, bool v6)
        {
            foreach (IpAddr target in targets ?? [])
            {
                if (target.IsV6 != v6 || target.IsAny || target.IsMulticast)
                {
                    context.Report(attribute, $"{target} cannot be asked for as an {(v6 ? "IPv6" : "IPv4")} neighbour", $"expected a unicast {(v6 ? "IPv6" : "IPv4")} address");
                }
            }
            if (targets?.Count > TargetsMax)
            {
                context.Report(attribute, $"a bond asks at most {TargetsMax} addresses, not {targets.Count}", $"expected at most {TargetsMax}");
            }
        }
    }

    public static void CheckPrimary(Bond bond, ValidationContext context)
    {
        if (bond.Primary is { Length: > 0 } primary && context.FindLink(primary) is { } link && !context.IsDoubtful)
        {
            string? master = link.Master ?? (context.FindLive(link.Key) as Link)?.Master;
            if (master != bond.Reference)
            {
                context.Report("primary", $"'{primary}' is no member of '{bond.Reference}'", $"expected a member: 'member {primary}' too");
            }
        }
    }
}
