using static Wire.Testing.Simulation.IfLink;

namespace Wire.Testing.Simulation;

/// <summary>The kinds a request can name (rtnl_link_ops), and what they check before anything else.</summary>
internal static class LinkKinds
{
    private static readonly Dictionary<string, Func<SimulatedNamespace, SimulatedLink>> _kinds = new()
    {
        ["bridge"] = ns => new BridgeLink(ns),
        ["veth"] = ns => new VethLink(ns),
        ["vxlan"] = ns => new VxlanLink(ns),
        ["ifb"] = ns => new IfbLink(ns),
        ["dummy"] = ns => new DummyLink(ns),
        ["vlan"] = ns => new VlanLink(ns),
        ["bond"] = ns => new BondLink(ns),
        ["macvlan"] = ns => new MacvlanLink(ns, "macvlan"),
        ["macvtap"] = ns => new MacvlanLink(ns, "macvtap"),
        ["ipvlan"] = ns => new IpvlanLink(ns, "ipvlan"),
        ["ipvtap"] = ns => new IpvlanLink(ns, "ipvtap"),
        ["nlmon"] = ns => new NlmonLink(ns),
        ["wireguard"] = ns => new WireguardLink(ns),
        ["macsec"] = ns => new MacsecLink(ns),
        ["ipip"] = ns => new TunnelLink(ns, TunnelShape.Ipip),
        ["gre"] = ns => new TunnelLink(ns, TunnelShape.Gre),
        ["gretap"] = ns => new TunnelLink(ns, TunnelShape.Gretap),
        ["vti"] = ns => new TunnelLink(ns, TunnelShape.Vti),
        ["sit"] = ns => new SitLink(ns),
        ["erspan"] = ns => new ErspanLink(ns),
        ["ip6tnl"] = ns => new Tunnel6Link(ns, Tunnel6Shape.Ip6tnl),
        ["vti6"] = ns => new Tunnel6Link(ns, Tunnel6Shape.Vti6),
        ["ip6gre"] = ns => new Tunnel6Link(ns, Tunnel6Shape.Ip6gre),
        ["ip6gretap"] = ns => new Tunnel6Link(ns, Tunnel6Shape.Ip6gretap),
        ["ip6erspan"] = ns => new Tunnel6Link(ns, Tunnel6Shape.Ip6erspan),
        ["geneve"] = ns => new GeneveLink(ns),
        ["xfrm"] = ns => new XfrmLink(ns),
        ["vrf"] = ns => new VrfLink(ns),
        ["tun"] = ns => new TunLink(ns, new("tap", IsTap: true, null)),
    };

    /// <summary>What a kind checks of IFLA_INFO_DATA, of creations and of changes (ops->validate).</summary>
    private static readonly Dictionary<string, Action<LinkRequest>> _validations = new()
    {
        ["vxlan"] = VxlanLink.ValidateData,
        ["vlan"] = VlanLink.ValidateData,
        ["geneve"] = GeneveLink.ValidateData,
        ["nlmon"] = NlmonLink.ValidateData,
        ["ipip"] = request => TunnelLink.ValidateData(request, TunnelShape.Ipip),
        ["gre"] = request => TunnelLink.ValidateData(request, TunnelShape.Gre),
        ["gretap"] = request => TunnelLink.ValidateData(request, TunnelShape.Gretap),
        ["sit"] = request => TunnelLink.ValidateData(request, TunnelShape.Sit),
        ["erspan"] = ErspanLink.ValidateData,
        ["ip6tnl"] = request => Tunnel6Link.ValidateData(request, Tunnel6Shape.Ip6tnl),
        ["ip6gre"] = request => Tunnel6Link.ValidateData(request, Tunnel6Shape.Ip6gre),
        ["ip6gretap"] = request => Tunnel6Link.ValidateData(request, Tunnel6Shape.Ip6gretap),
        ["ip6erspan"] = request => Tunnel6Link.ValidateData(request, Tunnel6Shape.Ip6erspan),
        ["macsec"] = MacsecLink.ValidateData,
        ["macvlan"] = MacvlanLink.ValidateData,
        ["macvtap"] = MacvlanLink.ValidateData,
        ["ipvlan"] = IpvlanLink.ValidateData,
        ["ipvtap"] = IpvlanLink.ValidateData,
    };

    /// <summary>Kinds whose validation does not look at IFLA_ADDRESS.</summary>
    private static readonly string[] _withoutMacCheck = ["ipvlan", "ipvtap", "nlmon", "wireguard", "macsec", "ipip", "gre", "vti", "sit", "ip6tnl", "vti6", "ip6gre", "xfrm"];

    /// <summary>The least bytes an attribute of IFLA_INFO_DATA must have (nla_policy of each kind); more are let pass.</summary>
    private static readonly Dictionary<(string Kind, ushort Type), int> _bytesMin = new()
    {
        [("bridge", IFLA_BR_FORWARD_DELAY)] = 4,
        [("bridge", IFLA_BR_HELLO_TIME)] = 4,
        [("bridge", IFLA_BR_MAX_AGE)] = 4,
        [("bridge", IFLA_BR_AGEING_TIME)] = 4,
        [("bridge", IFLA_BR_STP_STATE)] = 4,
        [("bridge", IFLA_BR_PRIORITY)] = 2,
        [("bridge", IFLA_BR_VLAN_FILTERING)] = 1,
        [("bridge", IFLA_BR_VLAN_PROTOCOL)] = 2,
        [("vxlan", IFLA_VXLAN_ID)] = 4,
        [("vxlan", IFLA_VXLAN_GROUP)] = 4,
        [("vxlan", IFLA_VXLAN_LINK)] = 4,
        [("vxlan", IFLA_VXLAN_LOCAL)] = 4,
        [("vxlan", IFLA_VXLAN_TTL)] = 1,
        [("vxlan", IFLA_VXLAN_TOS)] = 1,
        [("vxlan", IFLA_VXLAN_LEARNING)] = 1,
        [("vxlan", IFLA_VXLAN_AGEING)] = 4,
        [("vxlan", IFLA_VXLAN_PORT)] = 2,
        [("vxlan", IFLA_VXLAN_GROUP6)] = 16,
        [("vxlan", IFLA_VXLAN_LOCAL6)] = 16,
        [("veth", VETH_INFO_PEER)] = LinkRequest.FixedBytes,
        [("vlan", IFLA_VLAN_ID)] = 2,
        [("bond", IFLA_BOND_MODE)] = 1,
        [("bond", IFLA_BOND_MIIMON)] = 4,
    };

    public static SimulatedLink? Make(string kind, SimulatedNamespace ns) =>
        ns.Kernel.UnsupportedKinds.Contains(kind) ? null : _kinds.GetValueOrDefault(kind)?.Invoke(ns);

    public static void Validate(LinkRequest request)
    {
        if (request.Kind is not { } kind || !_kinds.ContainsKey(kind))
        {
            return;
        }
        if (request.Data.All.Any(a => a.Value.Length < _bytesMin.GetValueOrDefault((kind, a.Type))))
        {
            throw new RefusedException(Errno.ERANGE, "Attribute failed policy validation");
        }
        if (kind == "tun")
        {
            throw new RefusedException(Errno.EOPNOTSUPP, "tun/tap creation via rtnetlink is not supported.");
        }
        if (request.Attributes.Find(IFLA_ADDRESS) is { } mac && !_withoutMacCheck.Contains(kind))
        {
            LinkAttributes.CheckMac(mac);
        }
        if (kind is "veth" or "vxlan" && request.Attributes.U32(IFLA_MTU) is < 68 or > 65535)
        {
            throw new RefusedException(Errno.EINVAL, kind == "vxlan" ? "MTU must be between 68 and 65535" : null);
        }
        _validations.GetValueOrDefault(kind)?.Invoke(request);
    }
}
