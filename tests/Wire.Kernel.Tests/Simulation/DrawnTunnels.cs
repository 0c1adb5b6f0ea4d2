using Wire.Testing.Simulation;
using static Wire.Kernel.Tests.Simulation.DrawnKinds;
using static Wire.Testing.Simulation.IfLink;

namespace Wire.Kernel.Tests.Simulation;

/// <summary>IFLA_INFO_DATA of tunnels, as random requests say it.</summary>
internal static class DrawnTunnels
{
    /// <summary>The ends of a tunnel over IPv4, none of them multicast, and perhaps another option. They are no link's: the link would tell the MTU.</summary>
    private static Action<MessageWriter> Ends4(RandomRequests draw, ushort local, ushort remote, params (ushort Type, int Bytes, uint[] Values)[] options)
    {
        Action<MessageWriter> ends = OneOf(draw, (local, 4, [0x0100000a, 0x0200000a]), (remote, 4, [0x0900000a, 0x0a00000a, 0]), (remote, 4, [0x0900000a]));
        Action<MessageWriter> rest = options.Length > 0 && draw.Often ? OneOf(draw, options) : _ => { };
        return ends + rest;
    }

    public static Action<MessageWriter> Ipip(RandomRequests draw) => Ends4(draw, 2, 3, (4, 1, [0, 9]), (5, 1, [4]), (10, 1, [0, 1]), (9, 1, [0, 4, 41]));

    public static Action<MessageWriter> Vti(RandomRequests draw) => Ends4(draw, 4, 5, (2, 4, [7, 8]), (3, 4, [7]));

    public static Action<MessageWriter> Erspan(RandomRequests draw) => Session(draw) + Ends4(draw, 6, 7);

    public static Action<MessageWriter> Erspan6(RandomRequests draw) => Session(draw) + Ends6(draw, 6);

    public static Action<MessageWriter> Gre(RandomRequests draw) => Ends4(draw, 6, 7, (2, 2, [0x20, 0, 0x40]), (3, 2, [0x20, 0x10, 0]), (4, 4, [7, 8]), (5, 4, [7]),
        (8, 1, [0, 9]), (9, 1, [4]), (10, 1, [0, 1]), (19, 1, [0, 1]));

    public static Action<MessageWriter> Sit(RandomRequests draw) => draw.Rarely
        ? SixRd(draw)
        : Ends4(draw, 2, 3, (4, 1, [0, 9]), (5, 1, [4]), (10, 1, [0, 1]), (9, 1, [0, 4, 41, 6]), (8, 2, [0, 1])) + (draw.Sometimes ? SixRd(draw) : _ => { });

    private static Action<MessageWriter> SixRd(RandomRequests draw) => OneOf(draw, (13, 2, [16, 32, 33])) + OneOf(draw, (11, 16, [0x0120, 0x0120, 0xb80d0120]))
        + (draw.Often ? OneOf(draw, (12, 4, [0x0a])) + OneOf(draw, (14, 2, [8, 7, 33])) : _ => { });

    /// <summary>The ends of a tunnel over IPv6; none of them multicast, which routes lead to as soon as a link is up.</summary>
    private static Action<MessageWriter> Ends6(RandomRequests draw, ushort local) =>
        (draw.Often ? Address6(draw, local, "2001:db9::1", "2001:db9::1", "2001:db9::2", "::1", "fe80::1") : _ => { })
        + (draw.Rarely ? _ => { } : Address6(draw, (ushort)(local + 1), "2001:db9::9", "2001:db9::9", "2001:db9::a", "::", "fe80::9"));

    public static Action<MessageWriter> Ip6tnl(RandomRequests draw) => Ends6(draw, 2) + OneOf(draw, (4, 1, [0, 9]), (6, 1, [0, 4]), (7, 4, [0x0100]), (8, 4, [0, 1, 0x10002]),
        (9, 1, [0, 4, 41, 6]), (20, 4, [7]), (19, 0, [0]));

    public static Action<MessageWriter> Gre6(RandomRequests draw) => Ends6(draw, 6) + OneOf(draw, (2, 2, [0x20, 0, 0x40]), (3, 2, [0x20, 0x10, 0x80]), (4, 4, [7, 8]), (5, 4, [7]),
        (8, 1, [0, 9]), (11, 1, [4]), (12, 4, [0x0100]), (13, 4, [0, 1, 0x10002]), (20, 4, [7]), (18, 0, [0]));

    public static Action<MessageWriter> Vti6(RandomRequests draw) => Ends6(draw, 4) + OneOf(draw, (2, 4, [7, 8]), (3, 4, [7]), (6, 4, [7]));

    /// <summary>Packets are always numbered and have a session, of 10 bits; an index has 20, a direction 1, a hardware id 6.</summary>
    private static Action<MessageWriter> Session(RandomRequests draw)
    {
        ushort flags = draw.Rarely ? (ushort)0x2000 : (ushort)0x3000;
        Action<MessageWriter> version = draw.Often ? OneOf(draw, (22, 1, [0, 1, 2]), (22, 1, [2, 2, 3])) : _ => { };
        Action<MessageWriter> rest = OneOf(draw, (21, 4, [5, 6, 1 << 20]), (23, 1, [0, 1, 2]), (24, 2, [3, 64]), (4, 4, [0x07000000, 0x07000000, 0x00040000]), (5, 4, [0x07000000]),
            (8, 1, [0, 9]));
        return version + rest + (data => data.AttributeU16Be(2, flags).AttributeU16Be(3, flags));
    }

    /// <summary>Without IFLA_GENEVE_INNER_PROTO_INHERIT, which makes it no Ethernet.</summary>
    public static Action<MessageWriter> Geneve(RandomRequests draw) => draw.Of(0, 1, 2, 3) switch
    {
        0 => OneOf(draw, (IFLA_GENEVE_ID, 4, [7, 8, 0]), (IFLA_GENEVE_ID, 4, [7]), (IFLA_GENEVE_PORT, 2, [0xc117, 0xc217]), (IFLA_GENEVE_COLLECT_METADATA, 0, [0])),
        1 => OneOf(draw, (IFLA_GENEVE_REMOTE, 4, [0x0900000a, 0x0a00000a, 0x010101ef])),
        2 => Far6(draw, IFLA_GENEVE_REMOTE6),
        _ => OneOf(draw, (IFLA_GENEVE_ID, 4, [1 << 24]), (IFLA_GENEVE_TTL, 1, [0, 9]), (IFLA_GENEVE_TOS, 1, [4]), (IFLA_GENEVE_TTL_INHERIT, 1, [0, 1]), (IFLA_GENEVE_DF, 1, [0, 1, 3]),
            (IFLA_GENEVE_LABEL, 4, [0, 0x01020300]), (IFLA_GENEVE_UDP_CSUM, 1, [0, 1]), (IFLA_GENEVE_UDP_ZERO_CSUM6_TX, 1, [0, 1]), (IFLA_GENEVE_UDP_ZERO_CSUM6_RX, 1, [0, 1])),
    };

    public static Action<MessageWriter> Xfrm(RandomRequests draw)
    {
        uint? link = draw.Sometimes ? (uint)draw.AnyIndex : null;
        Action<MessageWriter> rest = OneOf(draw, (IFLA_XFRM_IF_ID, 4, [7, 8, 9]), (IFLA_XFRM_IF_ID, 4, [7]), (IFLA_XFRM_IF_ID, 4, [0]), (IFLA_XFRM_COLLECT_METADATA, 0, [0]));
        return data =>
        {
            rest(data);
            if (link is { } index)
            {
                data.AttributeU32(IFLA_XFRM_LINK, index);
            }
        };
    }

    /// <summary>An address that no route that is drawn leads to, but one for everything.</summary>
    private static Action<MessageWriter> Far6(RandomRequests draw, ushort type) => Address6(draw, type, "2001:db9::9", "2001:db9::9", "2001:db9::a", "::", "fe80::9", "ff02::9");

    private static Action<MessageWriter> Address6(RandomRequests draw, ushort type, params string[] addresses)
    {
        byte[] address = IpText.Parse(draw.Of(addresses)).Bytes.ToArray();
        return data => data.Attribute(type, address);
    }
}
