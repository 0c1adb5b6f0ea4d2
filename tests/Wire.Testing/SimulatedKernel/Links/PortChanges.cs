using static Wire.Testing.Simulation.IfLink;

namespace Wire.Testing.Simulation;

/// <summary>RTM_SETLINK of AF_BRIDGE (rtnl_bridge_setlink): what the bridge of a port keeps for it.</summary>
internal static class PortChanges
{
    public static void Handle(SimulatedNamespace ns, Request request)
    {
        request.RequireBody(LinkRequest.FixedBytes);
        SimulatedLink port = ns.Links.Find(request.Message.I32(4)) ?? throw new RefusedException(Errno.ENODEV, "unknown ifindex");
        Attributes attributes = request.Message.Attributes(LinkRequest.FixedBytes);
        if (attributes.Has(IFLA_AF_SPEC) || port.Master is not BridgeLink bridge)
        {
            throw new RefusedException(Errno.EOPNOTSUPP);
        }
        if (attributes.Has(IFLA_PROTINFO))
        {
            bridge.ChangePort(port, attributes.Nested(IFLA_PROTINFO));
            bridge.TellPort(port);
        }
    }
}
