namespace Wire.Testing.Simulation;

/// <summary>NETLINK_ROUTE: of each four types the third reads (rtnetlink_rcv_msg).</summary>
internal sealed class RouteProtocol(SimulatedNamespace ns) : ProtocolHandler(ns)
{
    protected override bool Reads(Message message) => message.Type % 4 == 2;

    protected override void Do(Request request) => Namespace.Handle(request);

    protected override IEnumerable<byte[]> Dump(Request request) => Namespace.Dump(request);
}
