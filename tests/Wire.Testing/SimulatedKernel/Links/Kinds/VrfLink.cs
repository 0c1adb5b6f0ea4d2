using static Wire.Testing.Simulation.IfLink;

namespace Wire.Testing.Simulation;

/// <summary>A VRF (drivers/net/vrf.c): the addresses and routes of its ports are in a table of its own, which a rule of the kernel's leads to.</summary>
internal sealed class VrfLink : SimulatedLink
{
    private const uint Ip6MtuMax = 65575;

    public VrfLink(SimulatedNamespace ns)
        : base(ns)
    {
        Flags = IFF_MASTER | IFF_NOARP;
        Mtu = Ip6MtuMax;
        StoredOperState = IF_OPER_UP;
    }

    public override string Kind => "vrf";

    public override bool HasData => true;

    public override uint MtuMin => 1280;

    public override uint MtuMax => Ip6MtuMax;

    public override bool HasNoRxHandler => true;

    public override bool IsVlanChallenged => true;

    public uint Table { get; private set; }

    /// <summary>l3mdev_fib_table: the table that a link's own routes are in, when it belongs to a VRF or is one.</summary>
    public static uint? TableOf(SimulatedLink? link) => (link as VrfLink ?? link?.Master as VrfLink)?.Table;

    public override void Create(LinkRequest request)
    {
        Table = request.Data.U32(IFLA_VRF_TABLE) ?? throw new RefusedException(Errno.EINVAL, "VRF table id is missing");
        if (Table == Rtnetlink.RT_TABLE_UNSPEC)
        {
            throw new RefusedException(Errno.EINVAL, "Invalid VRF table id");
        }
    }

    public override void Registered(LinkRequest request)
    {
        Namespace.Routes4.MakeTable(Table);
        Namespace.Routes6.MakeTable(Table);
        Namespace.Rules.AddVrfRules();
    }

    public override void WriteData(MessageWriter data) => data.AttributeU32(IFLA_VRF_TABLE, Table);

    public override void WritePort(SimulatedLink port, MessageWriter data) => data.AttributeU32(IFLA_VRF_PORT_TABLE, Table);

    public override void AddPort(SimulatedLink port)
    {
        if (port.IsLoopback)
        {
            throw new RefusedException(Errno.EOPNOTSUPP, "Can not enslave loopback device to a VRF");
        }
        if (port is VrfLink)
        {
            throw new RefusedException(Errno.EINVAL, "Can not enslave an L3 master device to a VRF");
        }
        LinkStack.CheckUpper(port, this);
        port.Master = this;
        Moved(port);
    }

    public override void RemovePort(SimulatedLink port)
    {
        port.Master = null;
        if (!port.IsGone)
        {
            Moved(port);
        }
    }

    public override void Deleting(List<SimulatedLink> together)
    {
        foreach (SimulatedLink port in Namespace.Links.All.Where(l => l.Master == this).ToList())
        {
            RemovePort(port);
        }
    }

    /// <summary>Its routes and IPv6 addresses go, and come again in the other table when it is set down and up (cycle_netdev).</summary>
    private void Moved(SimulatedLink port)
    {
        Namespace.LinkChanges.Tell(port, Cause.Kernel, 0);
        Namespace.Routes4.LinkDown(port, evenLocal: true);
        Namespace.Neighbours.LinkDown(port, Rtnetlink.AF_INET);
        Namespace.Routes6.LinkDown(port);
        Namespace.Addresses6.LinkDown(port);
        if (port.IsUp)
        {
            Namespace.LinkChanges.SetFlags(port, port.Flags & ~IFF_UP);
            try
            {
                Namespace.LinkChanges.SetFlags(port, port.Flags | IFF_UP);
            }
            catch (RefusedException)
            {
                // The kernel logs that it stays down.
            }
        }
    }
}
