using static Wire.Testing.Simulation.IfLink;

namespace Wire.Testing.Simulation;

/// <summary>What the kinds of tunnel over IPv4 have different (net/ipv4/ipip.c, ip_gre.c, ip_vti.c, net/ipv6/sit.c); what they share is <see cref="TunnelLink"/>.</summary>
/// <param name="Kind">IFLA_INFO_KIND.</param>
/// <param name="Type">ARPHRD_*.</param>
/// <param name="Options">IFLA_INFO_DATA, in the order told.</param>
internal sealed record TunnelShape(string Kind, ushort Type, IReadOnlyList<LinkOption> Options)
{
    private const ushort ArphrdTunnel = 768;
    private const ushort ArphrdSit = 776;
    private const ushort ArphrdIpgre = 778;
    private const uint IpMtuMax = 65535;
    private const uint Ip6MtuMax = IpMtuMax + 40;

    public required ushort Link { get; init; }

    public required ushort Local { get; init; }

    public required ushort Remote { get; init; }

    public ushort Ttl { get; init; }

    public ushort PathMtuDiscovery { get; init; }

    public ushort IgnoreDf { get; init; }

    /// <summary>What is inside, where that is said.</summary>
    public ushort Protocol { get; init; }

    public byte[] Protocols { get; init; } = [];

    /// <summary>No packet inside may have less.</summary>
    public uint MtuLeast { get; init; } = 68;

    /// <summary>A whole packet with its outer header may not have more.</summary>
    public uint OuterMax { get; init; } = IpMtuMax;

    /// <summary>It tells the limits of its MTU by itself.</summary>
    public bool TellsMtuLimits { get; init; }

    /// <summary>A change that would lead to one end instead of any, or to any, is refused before another tunnel of the same ends is looked for.</summary>
    public bool LooksAtEndsFirst => Protocol != 0;

    public required ushort Mark { get; init; }

    /// <summary>Flags and key of what comes in; 0 where a key tells no tunnels apart.</summary>
    public ushort InFlags { get; init; }

    public ushort InKey { get; init; }

    public ushort OutFlags { get; init; }

    public bool IsEthernet => Type == ARPHRD_ETHER;

    public static TunnelShape Ipip { get; } = new("ipip", ArphrdTunnel,
    [
        new(1, 4), Address(2), Address(3), new(4, 1), new(5, 1), new(9, 1, 4) { IsFixed = true }, new(10, 1), new(20, 4), new(15, 2), Big(17), Big(18), new(16, 2),
    ])
    {
        Link = 1, Local = 2, Remote = 3, Ttl = 4, PathMtuDiscovery = 10, Protocol = 9, Protocols = [0, 4, 137], Mark = 20,
    };

    public static TunnelShape Sit { get; } = new("sit", ArphrdSit,
    [
        new(1, 4), Address(2), Address(3), new(4, 1, 64), new(5, 1), new(10, 1), new(9, 1, 41) { IsFixed = true },
        new(8, 2) { IsBigEndian = true, IsFixed = true }, new(20, 4), new(15, 2), Big(17), Big(18), new(16, 2),
    ])
    {
        Link = 1, Local = 2, Remote = 3, Ttl = 4, PathMtuDiscovery = 10, Protocol = 9, Protocols = [0, 4, 41, 137], Mark = 20, MtuLeast = 1280, OuterMax = Ip6MtuMax, TellsMtuLimits = true,
    };

    public static TunnelShape Gre { get; } = OfGre("gre", ArphrdIpgre);

    public static TunnelShape Gretap { get; } = OfGre("gretap", ARPHRD_ETHER);

    public static TunnelShape Erspan { get; } = OfGre("erspan", ARPHRD_ETHER);

    public static TunnelShape Vti { get; } = new("vti", ArphrdTunnel, [new(1, 4), Address(2), Address(3), Address(4), Address(5), new(6, 4)])
    {
        Link = 1, Local = 4, Remote = 5, Mark = 6,
    };

    /// <summary>Between the outer IPv4 header and the packet.</summary>
    public uint HeaderBytesOf(LinkOptions options) => OutFlags == 0 ? 0 : GreHeader.BytesOf(options[OutFlags]);

    private static TunnelShape OfGre(string kind, ushort type) => new(kind, type,
    [
        new(1, 4), Big(2), Big(3), Address(4), Address(5), Address(6), Address(7), new(8, 1), new(9, 1), new(10, 1), new(20, 4),
        new(14, 2), Big(16), Big(17), new(15, 2), new(19, 1, Max: 1),
    ])
    {
        Link = 1, InFlags = 2, OutFlags = 3, InKey = 4, Local = 6, Remote = 7, PathMtuDiscovery = 10, IgnoreDf = 19, Mark = 20,
    };

    /// <summary>An IPv4 address, or a key.</summary>
    private static LinkOption Address(ushort type) => new(type, 4) { IsBigEndian = true };

    private static LinkOption Big(ushort type) => new(type, 2) { IsBigEndian = true };
}
