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

    /// <summary>Runs about this always have it.</summary>
    public DrawnTheme? NeededBy { get; init; }

    /// <summary>It rides on a link that the request names (IFLA_LINK).</summary>
    public bool Rides { get; init; }

    /// <summary>It is no Ethernet: never drawn together with bonds, which would become of its type.</summary>
    public bool NoEthernet { get; init; }

    /// <summary>Its addresses are longer than those that are drawn: few creations say one.</summary>
    public bool HasLongMac { get; init; }

    /// <summary>Its MTU becomes another without a word when the link is there already: none is asked for that is too small for IPv6, which would not notice.</summary>
    public bool SetsMtuLate { get; init; }

    /// <summary>A creation always says the MTU, which would follow from routes.</summary>
    public bool HasMtu { get; init; }

    /// <summary>Its MTU would follow from the route to ends over IPv6, of which the kernel takes any of several: there is none to them.</summary>
    public bool NeedsNoRoute6 { get; init; }

    /// <summary>It is made by a call (/dev/net/tun), of such a name and index, as netlink cannot.</summary>
    public Func<RandomRequests, string, uint, KernelCall>? Call { get; init; }

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
        new("bridge", 4) { Everywhere = true, NeededBy = DrawnTheme.Switching, Create = BridgeCreation, Change = BridgeChange },
        new("veth", 6) { Everywhere = true },
        new("vxlan", 2) { Everywhere = true, NeededBy = DrawnTheme.Switching, Create = VxlanCreation, Change = VxlanChange },
        new("ifb", 2) { Everywhere = true },
        new("nonsense", 1) { Everywhere = true },
        new("dummy", 4) { NeededBy = DrawnTheme.Routing },
        new("macvlan", 4) { Everywhere = true, Rides = true, Create = draw => draw.Often ? MacvlanOption(draw) : null, Change = MacvlanOption },
        new("macvtap", 2) { Rides = true, Create = draw => draw.Often ? MacvlanOption(draw) : null, Change = MacvlanOption },
        new("ipvlan", 4) { Rides = true, Create = draw => draw.Often ? IpvlanOption(draw) : null, Change = IpvlanOption },
        new("ipvtap", 2) { Rides = true, Create = draw => draw.Often ? IpvlanOption(draw) : null, Change = IpvlanOption },
        new("macsec", 3) { Rides = true, NeededBy = DrawnTheme.Encryption, Create = DrawnMacsec.Creation, Change = MacsecOption },
        new("vrf", 4) { Create = VrfCreation, Change = draw => OneOf(draw, (IFLA_VRF_TABLE, 4, [100, 101])) },
        new("ipip", 2) { NoEthernet = true, HasMtu = true, Create = DrawnTunnels.Ipip, Change = DrawnTunnels.Ipip },
        new("gre", 2) { NoEthernet = true, HasMtu = true, Create = DrawnTunnels.Gre, Change = DrawnTunnels.Gre },
        new("gretap", 2) { HasMtu = true, Create = DrawnTunnels.Gre, Change = DrawnTunnels.Gre },
        new("vti", 2) { NoEthernet = true, HasMtu = true, Create = DrawnTunnels.Vti, Change = DrawnTunnels.Vti },
        new("sit", 2) { NoEthernet = true, HasMtu = true, Create = DrawnTunnels.Sit, Change = DrawnTunnels.Sit },
        new("erspan", 2) { HasMtu = true, Create = DrawnTunnels.Erspan, Change = DrawnTunnels.Erspan },
        new("ip6tnl", 2) { NoEthernet = true, HasLongMac = true, HasMtu = true, SetsMtuLate = true, NeedsNoRoute6 = true, Create = DrawnTunnels.Ip6tnl, Change = DrawnTunnels.Ip6tnl },
        new("vti6", 2) { NoEthernet = true, HasLongMac = true, HasMtu = true, SetsMtuLate = true, NeedsNoRoute6 = true, Create = DrawnTunnels.Vti6, Change = DrawnTunnels.Vti6 },
        new("ip6gre", 2) { NoEthernet = true, HasLongMac = true, HasMtu = true, SetsMtuLate = true, NeedsNoRoute6 = true, Create = DrawnTunnels.Gre6, Change = DrawnTunnels.Gre6 },
        new("ip6gretap", 2) { HasMtu = true, SetsMtuLate = true, NeedsNoRoute6 = true, Create = DrawnTunnels.Gre6, Change = DrawnTunnels.Gre6 },
        new("ip6erspan", 2) { HasMtu = true, SetsMtuLate = true, NeedsNoRoute6 = true, Create = DrawnTunnels.Erspan6, Change = DrawnTunnels.Erspan6 },
        new("geneve", 2) { HasMtu = true, NeedsNoRoute6 = true, Create = draw => draw.Rarely ? null : DrawnTunnels.Geneve(draw) + DrawnTunnels.Geneve(draw), Change = DrawnTunnels.Geneve },
        new("xfrm", 2) { NoEthernet = true, Create = draw => draw.Rarely ? null : DrawnTunnels.Xfrm(draw), Change = DrawnTunnels.Xfrm },
        new("wireguard", 3) { NoEthernet = true, NeededBy = DrawnTheme.Encryption },
        new("nlmon", 1) { NoEthernet = true },
        new("tun", 2) { Everywhere = true, NoEthernet = true, Call = (draw, name, index) => Tun(draw, name, index, isTap: false) },
        new("tap", 2) { Everywhere = true, Call = (draw, name, index) => Tun(draw, name, index, isTap: true) },
        new("bond", 5) { Create = draw => draw.Often ? BondOption(draw) : null, Change = BondOption },
        new("vlan", 4) { Rides = true, Create = VlanData, Change = VlanData },
    ];

    /// <summary>Link kinds of Wire that are not held against a real kernel, and why. Only ever shorter.</summary>
    public static ImmutableDictionary<string, string> NotYet { get; } = new Dictionary<string, string>
    {
        ["interface"] = "a link that somebody else made, of any kind: requests cannot make one",
    }.ToImmutableDictionary();

    /// <summary>
    /// Mostly without a VLAN that ports are in from the beginning: a kernel that can filter VLANs has a second entry of each local
    /// address for it, and one that cannot takes no heed.
    /// </summary>
    private static Action<MessageWriter> BridgeCreation(RandomRequests draw)
    {
        ushort pvid = draw.Of<ushort>(0, 0, 1, 7);
        Action<MessageWriter>? rest = draw.Sometimes ? BridgeChange(draw) : null;
        return data =>
        {
            data.AttributeU16(IFLA_BR_VLAN_DEFAULT_PVID, pvid);
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
        if (draw.Often)
        {
            return DrawnVnis.Creation(draw);
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

    public static Action<MessageWriter> MacsecOption(RandomRequests draw) => OneOf(draw,
        (IFLA_MACSEC_PORT, 2, [0x0200, 0x0300]), (IFLA_MACSEC_ICV_LEN, 1, [8, 16, 20]), (IFLA_MACSEC_WINDOW, 4, [32, 1u << 31]), (IFLA_MACSEC_ENCODING_SA, 1, [1, 4]),
        (IFLA_MACSEC_ENCRYPT, 1, [0, 1, 2]), (IFLA_MACSEC_PROTECT, 1, [0, 1]), (IFLA_MACSEC_INC_SCI, 1, [0, 1]), (IFLA_MACSEC_ES, 1, [0, 1]), (IFLA_MACSEC_SCB, 1, [0, 1]),
        (IFLA_MACSEC_REPLAY_PROTECT, 1, [0, 1]), (IFLA_MACSEC_VALIDATION, 1, [0, 1, 3]), (IFLA_MACSEC_OFFLOAD, 1, [0, 1]));

    private static TunRequest Tun(RandomRequests draw, string name, uint index, bool isTap) => new(name, isTap, index,
        draw.Sometimes ? 7u : null, draw.Sometimes ? 8u : null, draw.Of<ushort>(0, 0, LinuxIfTun.IFF_MULTI_QUEUE, LinuxIfTun.IFF_VNET_HDR), draw.Rarely);

    /// <summary>Tables that routes and rules are drawn for too.</summary>
    private static Action<MessageWriter>? VrfCreation(RandomRequests draw) => draw.Rarely ? null : OneOf(draw, (IFLA_VRF_TABLE, 4, [100, 7000, 7000, 101, 0]));

    private static Action<MessageWriter> MacvlanOption(RandomRequests draw) => OneOf(draw,
        (IFLA_MACVLAN_MODE, 4, [1, 2, 4, 16]), (IFLA_MACVLAN_MODE, 4, [8]), (IFLA_MACVLAN_MODE, 4, [4, 3]), (IFLA_MACVLAN_FLAGS, 2, [1, 2, 4]), (IFLA_MACVLAN_BC_QUEUE_LEN, 4, [10, 2000]));

    private static Action<MessageWriter> IpvlanOption(RandomRequests draw) => OneOf(draw,
        (IFLA_IPVLAN_MODE, 2, [0, 1, 2]), (IFLA_IPVLAN_MODE, 2, [0, 3]), (IFLA_IPVLAN_FLAGS, 2, [0, 1, 2, 3]));

    /// <summary>Without miimon and the modes that want it, and without ARP: they look at a port some time later.</summary>
    private static Action<MessageWriter> BondOption(RandomRequests draw) => OneOf(draw,
        (IFLA_BOND_MODE, 1, [0, 1, 2, 3, 7]), (IFLA_BOND_MODE, 1, [0, 1, 2, 3]), (IFLA_BOND_MODE, 1, [0, 1]), (IFLA_BOND_USE_CARRIER, 1, [0]), (IFLA_BOND_ARP_VALIDATE, 4, [3]),
        (IFLA_BOND_ARP_ALL_TARGETS, 4, [1]), (IFLA_BOND_PRIMARY_RESELECT, 1, [2]), (IFLA_BOND_FAIL_OVER_MAC, 1, [0, 1]), (IFLA_BOND_XMIT_HASH_POLICY, 1, [1, 6]),
        (IFLA_BOND_RESEND_IGMP, 4, [3, 256]), (IFLA_BOND_NUM_PEER_NOTIF, 1, [7]), (IFLA_BOND_ALL_SLAVES_ACTIVE, 1, [1]), (IFLA_BOND_MIN_LINKS, 4, [2]),
        (IFLA_BOND_LP_INTERVAL, 4, [0, 9]), (IFLA_BOND_PACKETS_PER_SLAVE, 4, [5]), (IFLA_BOND_AD_LACP_ACTIVE, 1, [0]), (IFLA_BOND_AD_LACP_RATE, 1, [1]),
        (IFLA_BOND_AD_SELECT, 1, [1, 3]), (IFLA_BOND_TLB_DYNAMIC_LB, 1, [0]), (IFLA_BOND_MISSED_MAX, 1, [0, 4]), (IFLA_BOND_COUPLED_CONTROL, 1, [0]));

    /// <summary>One attribute of so many bytes, or two, each with one of its values.</summary>
    public static Action<MessageWriter> OneOf(RandomRequests draw, params (ushort Type, int Bytes, uint[] Values)[] options)
    {
        List<(ushort Type, byte[] Value)> drawn = [.. Enumerable.Range(0, draw.Sometimes ? 2 : 1)
            .Select(_ => draw.Of(options)).Select(o => (o.Type, Bytes(draw.Of(o.Values), o.Bytes)))];
        return data => drawn.ForEach(d => data.Attribute(d.Type, d.Value));
    }

    private static byte[] Bytes(uint value, int count) => [.. BitConverter.GetBytes(value).Concat(new byte[count]).Take(count)];

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
