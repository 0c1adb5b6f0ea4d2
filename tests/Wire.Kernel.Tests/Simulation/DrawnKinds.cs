using System.Collections.Immutable;
using Wire.Testing.Simulation;
using static Wire.Testing.Simulation.IfLink;

namespace Wire.Kernel.Tests.Simulation;

/// <summary>A kind of link, as random requests make and change it.</summary>
/// <param name="Name">IFLA_INFO_KIND.</param>
/// <param name="Weight">How often it is drawn.</param>
internal sealed record DrawnKind(string Name, int Weight)
{
    /// <summary>The kernel that the tests of category Kernel run on has it too.</summary>
    public bool Everywhere { get; init; }

    /// <summary>It rides on a link that the request names (IFLA_LINK).</summary>
    public bool Rides { get; init; }

    /// <summary>IFLA_INFO_DATA of a creation; null for none.</summary>
    public Func<RandomRequests, Action<MessageWriter>?> Create { get; init; } = _ => null;

    /// <summary>IFLA_INFO_DATA of a change.</summary>
    public Func<RandomRequests, Action<MessageWriter>> Change { get; init; } = _ => _ => { };
}

/// <summary>The registration of what the simulated kernel is held against a real one with: one line for a kind of link.</summary>
internal static class DrawnKinds
{
    public static ImmutableArray<DrawnKind> All { get; } =
    [
        new("bridge", 4) { Everywhere = true, Create = BridgeCreation, Change = BridgeChange },
        new("veth", 6) { Everywhere = true },
        new("vxlan", 2) { Everywhere = true, Create = VxlanCreation, Change = VxlanChange },
        new("ifb", 2) { Everywhere = true },
        new("nonsense", 1) { Everywhere = true },
        new("dummy", 4),
        new("vlan", 4) { Rides = true, Create = VlanData, Change = VlanData },
    ];

    /// <summary>Link kinds of Wire that the simulated kernel does not have, or does not yet do as the kernel does. Only ever shorter.</summary>
    public static ImmutableArray<string> NotYet { get; } =
    [
        "bond",
        "tap",
        "interface",
        "macvlan",
        "macvtap",
        "ipvlan",
        "ipvtap",
        "vrf",
        "nlmon",
        "tun",
        "geneve", "gre", "gretap", "erspan", "ip6gre", "ip6gretap", "ip6erspan", "ipip", "sit", "ip6tnl", "vti", "vti6", "xfrm",
        "wireguard", "macsec",
    ];

    /// <summary>
    /// Without a VLAN that ports are in from the beginning: a kernel that can filter VLANs has a second entry of each local address
    /// for it, and one that cannot takes no heed.
    /// </summary>
    private static Action<MessageWriter> BridgeCreation(RandomRequests draw)
    {
        const ushort DefaultPvid = 39;
        Action<MessageWriter>? rest = draw.Sometimes ? BridgeChange(draw) : null;
        return data =>
        {
            data.AttributeU16(DefaultPvid, 0);
            rest?.Invoke(data);
        };
    }

    private static Action<MessageWriter> BridgeChange(RandomRequests draw)
    {
        (ushort type, uint value) = draw.Of((IFLA_BR_FORWARD_DELAY, 400u), (IFLA_BR_HELLO_TIME, 100u), (IFLA_BR_HELLO_TIME, 50u), (IFLA_BR_MAX_AGE, 700u),
            (IFLA_BR_AGEING_TIME, 1000u), (IFLA_BR_STP_STATE, 0u), (IFLA_BR_PRIORITY, 4096u));
        return data =>
        {
            if (type == IFLA_BR_PRIORITY)
            {
                data.AttributeU16(type, (ushort)value);
            }
            else
            {
                data.AttributeU32(type, value);
            }
        };
    }

    private static Action<MessageWriter>? VxlanCreation(RandomRequests draw)
    {
        if (draw.Rarely)
        {
            return null;
        }
        uint vni = draw.Of(7u, 8u, 1u << 24);
        string? remote = draw.Of(null, "10.0.0.9", "10.1.0.9", "239.1.1.1");
        string? local = draw.Of(null, "10.0.0.1", "10.1.0.1", "224.0.0.5");
        int? link = draw.Sometimes ? draw.AnyIndex : null;
        byte? learning = draw.Sometimes ? (byte)0 : null;
        return data =>
        {
            data.AttributeU32(IFLA_VXLAN_ID, vni).AttributeU16Be(IFLA_VXLAN_PORT, 4789);
            if (remote is not null)
            {
                data.Attribute(IFLA_VXLAN_GROUP, IpText.Parse(remote).Bytes);
            }
            if (local is not null)
            {
                data.Attribute(IFLA_VXLAN_LOCAL, IpText.Parse(local).Bytes);
            }
            if (link is { } index)
            {
                data.AttributeU32(IFLA_VXLAN_LINK, (uint)index);
            }
            if (learning is { } on)
            {
                data.AttributeU8(IFLA_VXLAN_LEARNING, on);
            }
        };
    }

    private static Action<MessageWriter> VxlanChange(RandomRequests draw)
    {
        (ushort type, uint value) = draw.Of((IFLA_VXLAN_ID, 7u), (IFLA_VXLAN_ID, 9u), (IFLA_VXLAN_TTL, 5u), (IFLA_VXLAN_TOS, 1u), (IFLA_VXLAN_LEARNING, 0u), (IFLA_VXLAN_LEARNING, 1u));
        return data =>
        {
            if (type == IFLA_VXLAN_ID)
            {
                data.AttributeU32(type, value);
            }
            else
            {
                data.AttributeU8(type, (byte)value);
            }
        };
    }

    private static Action<MessageWriter> VlanData(RandomRequests draw)
    {
        ushort? id = draw.Rarely ? null : draw.Of<ushort>(7, 8, 4095);
        return data =>
        {
            if (id is { } number)
            {
                data.AttributeU16(IFLA_VLAN_ID, number);
            }
        };
    }
}
