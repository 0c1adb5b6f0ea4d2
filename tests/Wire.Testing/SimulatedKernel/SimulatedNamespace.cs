using Wire.Kernel;
using static Wire.Testing.Simulation.Rtnetlink;

namespace Wire.Testing.Simulation;

/// <summary>A network namespace: its tables, the sockets in it, and how the tables hear of each other.</summary>
internal sealed class SimulatedNamespace
{
    public SimulatedNamespace(SimulatedKernel kernel, string? name)
    {
        (Kernel, Name) = (kernel, name);
        Links = new(this);
        LinkCreation = new(this);
        LinkChanges = new(this);
        LinkDeletion = new(this);
        LinkWatch = new(this);
        Addresses4 = new(this);
        Addresses6 = new(this);
        Routes4 = new(this);
        Routes6 = new(this);
        Rules = new(this);
        Fdb = new(this);
        Neighbours = new(this);
        NextHops = new(this);
        Qdiscs = new(this);
        Classes = new(this);
        Filters = new(this);
        Protocols = new Dictionary<NetlinkFamily, ProtocolHandler>
        {
            [NetlinkFamily.Route] = new RouteProtocol(this),
            [NetlinkFamily.Netfilter] = new NetfilterProtocol(this),
            [NetlinkFamily.Xfrm] = new XfrmProtocol(this),
            [NetlinkFamily.Generic] = new GenericProtocol(this, new WireguardFamily(this), new MacsecFamily(this), new FouFamily(this)),
        };
        Links.Register(new LoopbackLink(this), 1, "lo");
    }

    public SimulatedKernel Kernel { get; }

    /// <summary>Null for the home namespace.</summary>
    public string? Name { get; }

    public List<SimulatedSocket> Sockets { get; } = [];

    /// <summary>The netlink families that this kernel has.</summary>
    public IReadOnlyDictionary<NetlinkFamily, ProtocolHandler> Protocols { get; }

    public LinkTable Links { get; }

    public LinkCreation LinkCreation { get; }

    public LinkChanges LinkChanges { get; }

    public LinkDeletion LinkDeletion { get; }

    public LinkWatch LinkWatch { get; }

    public AddressTable4 Addresses4 { get; }

    public AddressTable6 Addresses6 { get; }

    public RouteTable4 Routes4 { get; }

    public RouteTable6 Routes6 { get; }

    public RuleTable Rules { get; }

    public FdbTable Fdb { get; }

    public NeighbourTable Neighbours { get; }

    public NextHopTable NextHops { get; }

    /// <summary>Another one after each transaction.</summary>
    public NfRuleset Nft { get; set; } = new();

    public UdpPorts UdpPorts { get; } = new();

    public QdiscTable Qdiscs { get; }

    public ClassTable Classes { get; }

    public FilterTable Filters { get; }

    /// <summary>Grows with every change.</summary>
    public long Generation { get; private set; }

    public void Handle(Request request)
    {
        switch (request.Message.Type)
        {
            case RTM_NEWLINK: LinkCreation.Handle(request); break;
            case RTM_SETLINK or RTM_DELLINK when Kernel.FiltersVlans && FamilyOf(request) == AF_BRIDGE && request.Message.Attributes(LinkRequest.FixedBytes).Has(IfLink.IFLA_AF_SPEC):
                VlanChanges.Handle(this, request);
                break;
            case RTM_SETLINK when FamilyOf(request) == AF_BRIDGE: PortChanges.Handle(this, request); break;
            case RTM_SETLINK: LinkChanges.Handle(request); break;
            case RTM_DELLINK: LinkDeletion.Handle(request); break;
            case RTM_GETLINK: request.Socket.Deliver(Links.Get(request)); break;
            case RTM_NEWADDR or RTM_DELADDR when FamilyOf(request) == AF_INET: Addresses4.Handle(request); break;
            case RTM_NEWADDR or RTM_DELADDR when FamilyOf(request) == AF_INET6: Addresses6.Handle(request); break;
            case RTM_NEWROUTE or RTM_DELROUTE when FamilyOf(request) == AF_INET: Routes4.Handle(request); break;
            case RTM_NEWROUTE or RTM_DELROUTE when FamilyOf(request) == AF_INET6: Routes6.Handle(request); break;
            case RTM_NEWRULE or RTM_DELRULE: Rules.Handle(request); break;
            case RTM_NEWNEIGH or RTM_DELNEIGH when FamilyOf(request) == AF_BRIDGE: Fdb.Handle(request); break;
            case Simulation.NextHops.RTM_NEWNEXTHOP or Simulation.NextHops.RTM_DELNEXTHOP: NextHops.Handle(request); break;
            case BridgeMdb.RTM_NEWMDB or BridgeMdb.RTM_DELMDB when FamilyOf(request) == AF_BRIDGE: MdbTable.Handle(this, request); break;
            case VxlanNetworks.RTM_NEWTUNNEL or VxlanNetworks.RTM_DELTUNNEL when FamilyOf(request) == AF_BRIDGE: VniChanges.Handle(this, request); break;
            case RTM_NEWNEIGH or RTM_DELNEIGH when FamilyOf(request) is AF_INET or AF_INET6: Neighbours.Handle(request); break;
            case PktSched.RTM_NEWQDISC or PktSched.RTM_DELQDISC: Qdiscs.Handle(request); break;
            case PktSched.RTM_NEWTCLASS or PktSched.RTM_DELTCLASS: Classes.Handle(request); break;
            case PktSched.RTM_NEWTFILTER or PktSched.RTM_DELTFILTER: Filters.Handle(request); break;
            default: throw new RefusedException(Errno.EOPNOTSUPP);
        }
    }

    public IEnumerable<byte[]> Dump(Request request)
    {
        byte family = request.Message.Body.Length > 0 ? FamilyOf(request) : AF_UNSPEC;
        return request.Message.Type switch
        {
            RTM_GETLINK => Links.Dump(request),
            RTM_GETADDR => Both(family, Addresses4.Dump(request), Addresses6.Dump(request)),
            RTM_GETROUTE => Both(family, Routes4.Dump(request), Routes6.Dump(request)),
            RTM_GETRULE => Rules.Dump(request, family),
            RTM_GETNEIGH when family == AF_BRIDGE => Fdb.Dump(request),
            BridgeMdb.RTM_GETMDB when family == AF_BRIDGE => MdbTable.Dump(this, request),
            VxlanNetworks.RTM_GETTUNNEL when family == AF_BRIDGE => VniChanges.Dump(this, request),
            Simulation.NextHops.RTM_GETNEXTHOP => NextHops.Dump(request),
            PktSched.RTM_GETQDISC => Qdiscs.Dump(request),
            PktSched.RTM_GETTCLASS => Classes.Dump(request),
            PktSched.RTM_GETTFILTER => Filters.Dump(request),
            RTM_GETNEIGH => Neighbours.Dump(request, family),
            _ => throw new RefusedException(Errno.EOPNOTSUPP),
        };
    }

    /// <summary>To every socket in the group of rtnetlink; a requester that wants an echo gets it whether it joined or not, and once.</summary>
    public void Notify(int group, byte[] message, Cause cause) => Notify(NetlinkFamily.Route, group, message, cause);

    public void Notify(NetlinkFamily family, int group, byte[] message, Cause cause)
    {
        Generation++;
        foreach (SimulatedSocket socket in Sockets)
        {
            if (socket == cause.Echo || socket.IsIn(family, group))
            {
                socket.Deliver([.. message]);
            }
        }
    }

    /// <summary>What the kernel does a moment after a request.</summary>
    public void Settle() => Kernel.Settle();

    public void WentUp(SimulatedLink link)
    {
        Addresses4.LinkUp(link);
        Addresses6.LinkUp(link);
        Routes4.LinkUp(link);
        link.Master?.PortChanged(link);
        foreach (VlanLink vlan in VlansOn(link).Where(v => !v.IsUp))
        {
            vlan.Namespace.LinkChanges.SetFlags(vlan, vlan.Flags | IfLink.IFF_UP);
            vlan.FollowCarrier();
        }
        TellRiders(link);
    }

    public void WentDown(SimulatedLink link)
    {
        Routes4.LinkDown(link, evenLocal: false);
        Neighbours.LinkDown(link, AF_INET);
        NextHops.LinkDown(link);
        Routes6.LinkDown(link);
        Addresses6.LinkDown(link);
        link.Master?.PortChanged(link);
        foreach (VlanLink vlan in VlansOn(link).Where(v => v.IsUp))
        {
            vlan.Namespace.LinkChanges.SetFlags(vlan, vlan.Flags & ~IfLink.IFF_UP);
            vlan.FollowCarrier();
        }
        TellRiders(link);
    }

    /// <summary>The carrier or another state of a link that is up is another.</summary>
    public void CarrierChanged(SimulatedLink link)
    {
        Addresses6.LinkReady(link);
        if (!link.Carrier)
        {
            Neighbours.CarrierLost(link);
        }
        if ((link.ToldFlags & (IfLink.IFF_RUNNING | IfLink.IFF_LOWER_UP)) == 0)
        {
            NextHops.LinkDown(link);
        }
        VlansOn(link).ForEach(v => v.FollowCarrier());
        TellRiders(link);
    }

    private static void TellRiders(SimulatedLink link)
    {
        foreach (SimulatedLink rider in LinkStack.RidersOf(link).ToList())
        {
            rider.LowerStateChanged();
        }
    }

    private List<VlanLink> VlansOn(SimulatedLink link) => [.. Kernel.AllLinks.OfType<VlanLink>().Where(v => v.Lower == link)];

    /// <summary>The link left this namespace: everything on it goes.</summary>
    public void Gone(SimulatedLink link)
    {
        Addresses4.LinkGone(link);
        Addresses6.LinkGone(link);
        Neighbours.LinkDown(link, AF_INET);
        NextHops.LinkDown(link);
        Routes4.LinkDown(link, evenLocal: true);
        Routes6.LinkDown(link);
        Fdb.LinkGone(link);
        Nft.LinkGone(link);
        link.Queues.Shutdown();
    }

    /// <summary>IFLA_LINK_NETNSID: a number for this namespace in the other.</summary>
    public uint IdSeenFrom(SimulatedNamespace other) => Kernel.NamespaceId(other, this);

    private static byte FamilyOf(Request request)
    {
        request.RequireBody(1);
        return request.Message.U8(0);
    }

    private static IEnumerable<byte[]> Both(byte family, IEnumerable<byte[]> v4, IEnumerable<byte[]> v6) => family switch
    {
        AF_INET => v4,
        AF_INET6 => v6,
        _ => v4.Concat(v6),
    };
}
