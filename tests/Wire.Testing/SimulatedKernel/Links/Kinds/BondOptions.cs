using static Wire.Testing.Simulation.IfLink;

namespace Wire.Testing.Simulation;

/// <summary>The options of a bond (drivers/net/bonding/bond_options.c): range, and what they are refused for.</summary>
internal static class BondOptions
{
    public const byte ActiveBackup = 1;
    public const byte Lacp = 4;

    /// <summary>balance-tlb and balance-alb.</summary>
    private static readonly byte[] _adaptive = [5, 6];

    private static readonly byte[] _withoutArp = [Lacp, .. _adaptive];

    /// <summary>In the order of bond_changelink; what depends on them besides is in <see cref="Check"/>.</summary>
    public static IReadOnlyList<LinkOption> Table { get; } =
    [
        new(IFLA_BOND_MODE, 1, Max: 6),
        new(IFLA_BOND_MIIMON, 4, Max: int.MaxValue),
        new(IFLA_BOND_UPDELAY, 4, Max: int.MaxValue),
        new(IFLA_BOND_DOWNDELAY, 4, Max: int.MaxValue),
        new(IFLA_BOND_PEER_NOTIF_DELAY, 4, Max: 300_000),
        new(IFLA_BOND_USE_CARRIER, 1, 1, Max: 1),
        new(IFLA_BOND_ARP_INTERVAL, 4, Max: int.MaxValue),
        new(IFLA_BOND_ARP_VALIDATE, 4, Max: 6),
        new(IFLA_BOND_ARP_ALL_TARGETS, 4, Max: 1),
        new(IFLA_BOND_PRIMARY_RESELECT, 1, Max: 2),
        new(IFLA_BOND_FAIL_OVER_MAC, 1, Max: 2),
        new(IFLA_BOND_XMIT_HASH_POLICY, 1, Max: 5),
        new(IFLA_BOND_RESEND_IGMP, 4, 1, Max: 255),
        new(IFLA_BOND_NUM_PEER_NOTIF, 1, 1),
        new(IFLA_BOND_ALL_SLAVES_ACTIVE, 1, Max: 1),
        new(IFLA_BOND_MIN_LINKS, 4, Max: int.MaxValue),
        new(IFLA_BOND_LP_INTERVAL, 4, 1, Min: 1, Max: int.MaxValue),
        new(IFLA_BOND_PACKETS_PER_SLAVE, 4, 1, Max: ushort.MaxValue),
        new(IFLA_BOND_AD_LACP_ACTIVE, 1, 1, Max: 1),
        new(IFLA_BOND_AD_LACP_RATE, 1, Max: 1),
        new(IFLA_BOND_AD_SELECT, 1, Max: 2),
        new(IFLA_BOND_TLB_DYNAMIC_LB, 1, 1, Max: 1),
        new(IFLA_BOND_MISSED_MAX, 1, 2, Min: 1),
        new(IFLA_BOND_COUPLED_CONTROL, 1, 1, Max: 1),
    ];

    /// <summary>bond_opt_check_deps: not in this mode, not with ports, not while up.</summary>
    public static void Check(ushort type, byte mode, bool hasPorts, bool isUp)
    {
        bool badMode = type switch
        {
            IFLA_BOND_PACKETS_PER_SLAVE => mode != 0,
            IFLA_BOND_ARP_VALIDATE or IFLA_BOND_ARP_INTERVAL or IFLA_BOND_MISSED_MAX => _withoutArp.Contains(mode),
            IFLA_BOND_AD_LACP_ACTIVE or IFLA_BOND_AD_LACP_RATE or IFLA_BOND_COUPLED_CONTROL => mode != Lacp,
            IFLA_BOND_TLB_DYNAMIC_LB => !_adaptive.Contains(mode),
            _ => false,
        };
        bool withoutPorts = type is IFLA_BOND_MODE or IFLA_BOND_FAIL_OVER_MAC;
        bool down = type is IFLA_BOND_MODE or IFLA_BOND_AD_LACP_ACTIVE or IFLA_BOND_AD_LACP_RATE or IFLA_BOND_AD_SELECT or IFLA_BOND_TLB_DYNAMIC_LB or IFLA_BOND_COUPLED_CONTROL;
        if (badMode)
        {
            throw new RefusedException(Errno.EACCES, "option is not supported in this mode");
        }
        if (withoutPorts && hasPorts)
        {
            throw new RefusedException(Errno.ENOTEMPTY, "unable to set because the bond device has slaves");
        }
        if (down && isUp)
        {
            throw new RefusedException(Errno.EBUSY, "unable to set because the bond device is up");
        }
    }

    /// <summary>They count in rounds of miimon.</summary>
    public static bool IsDelay(ushort type) => type is IFLA_BOND_UPDELAY or IFLA_BOND_DOWNDELAY or IFLA_BOND_PEER_NOTIF_DELAY;

    /// <summary>Modes that watch their ports by MII alone.</summary>
    public static bool NeedsMiimon(byte mode) => _withoutArp.Contains(mode);
}
