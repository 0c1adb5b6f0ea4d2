using static Wire.Testing.Simulation.IfLink;

namespace Wire.Testing.Simulation;

/// <summary>What the kinds of tunnel over IPv6 have different (net/ipv6/ip6_tunnel.c, ip6_vti.c, ip6_gre.c); what they share is <see cref="Tunnel6Link"/>.</summary>
/// <param name="Kind">IFLA_INFO_KIND.</param>
/// <param name="Type">ARPHRD_*.</param>
/// <param name="Local">The attribute of its own end; the other end's is the next.</param>
/// <param name="Options">IFLA_INFO_DATA besides the ends, in the order told.</param>
internal sealed record Tunnel6Shape(string Kind, ushort Type, ushort Local, IReadOnlyList<LinkOption> Options)
{
    public const ushort ArphrdIp6gre = 823;

    private const ushort ArphrdTunnel6 = 769;

    public ushort Remote => (ushort)(Local + 1);

    /// <summary>IFLA_*_LINK of each of them.</summary>
    public ushort Link => 1;

    /// <summary>IP6_TNL_F_*; 0 where they are not told.</summary>
    public ushort Flags { get; init; }

    /// <summary>What is inside, where that is said.</summary>
    public ushort Protocol { get; init; }

    /// <summary>"Each packet says where to", or 0.</summary>
    public ushort External { get; init; }

    /// <summary>Flags and key of what comes in, flags of what goes out.</summary>
    public bool IsGre => Local == IFLA_GRE_LOCAL;

    public bool IsErspan => Kind == "ip6erspan";

    public bool IsVti => Local == IFLA_VTI_LOCAL;

    public bool IsEthernet => Type == ARPHRD_ETHER;

    public static Tunnel6Shape Ip6tnl { get; } = new("ip6tnl", ArphrdTunnel6, 2,
        [new(1, 4), new(4, 1), new(6, 1), Big(7, 4), new(8, 4), new(9, 1), new(20, 4), new(15, 2), Big(17, 2), Big(18, 2), new(16, 2)])
    {
        Flags = 8, Protocol = 9, External = 19,
    };

    public static Tunnel6Shape Vti6 { get; } = new("vti6", ArphrdTunnel6, IFLA_VTI_LOCAL, [new(1, 4), Big(2, 4), Big(3, 4), new(6, 4)]);

    public static Tunnel6Shape Ip6gre { get; } = OfGre("ip6gre", ArphrdIp6gre);

    public static Tunnel6Shape Ip6gretap { get; } = OfGre("ip6gretap", ARPHRD_ETHER);

    public static Tunnel6Shape Ip6erspan { get; } = OfGre("ip6erspan", ARPHRD_ETHER);

    private static Tunnel6Shape OfGre(string kind, ushort type) => new(kind, type, IFLA_GRE_LOCAL,
    [
        new(1, 4), Big(IFLA_GRE_IFLAGS, 2), Big(IFLA_GRE_OFLAGS, 2), Big(IFLA_GRE_IKEY, 4), Big(IFLA_GRE_OKEY, 4), new(8, 1), new(11, 1), Big(12, 4), new(13, 4),
        new(20, 4), new(14, 2), Big(16, 2), Big(17, 2), new(15, 2),
    ])
    {
        Flags = 13, External = IFLA_GRE_COLLECT_METADATA,
    };

    private static LinkOption Big(ushort type, int bytes) => new(type, bytes) { IsBigEndian = true };
}
