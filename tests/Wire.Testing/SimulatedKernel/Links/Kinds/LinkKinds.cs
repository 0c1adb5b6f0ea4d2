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
        ["tun"] = ns => new TapLink(ns, new("tap", null, null, null, false)),
    };

    public static SimulatedLink? Make(string kind, SimulatedNamespace ns) =>
        ns.Kernel.UnsupportedKinds.Contains(kind) ? null : _kinds.GetValueOrDefault(kind)?.Invoke(ns);

    public static void Validate(LinkRequest request)
    {
        if (request.Kind is not { } kind || !_kinds.ContainsKey(kind))
        {
            return;
        }
        if (kind == "tun")
        {
            throw new RefusedException(Errno.EOPNOTSUPP, "tun/tap creation via rtnetlink is not supported.");
        }
        if (request.Attributes.Find(IFLA_ADDRESS) is { } mac)
        {
            LinkAttributes.CheckMac(mac);
        }
        if (kind is "veth" or "vxlan" && request.Attributes.U32(IFLA_MTU) is < 68 or > 65535)
        {
            throw new RefusedException(Errno.EINVAL, kind == "vxlan" ? "MTU must be between 68 and 65535" : null);
        }
        if (kind == "vxlan")
        {
            VxlanLink.ValidateData(request);
        }
    }
}
