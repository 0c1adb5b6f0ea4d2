using static Wire.Testing.Simulation.IfLink;
using static Wire.Testing.Simulation.Rtnetlink;

namespace Wire.Testing.Simulation;

/// <summary>A bridge (net/bridge): its address follows the lowest of its ports', its MTU the smallest, unless somebody set them.</summary>
internal sealed class BridgeLink(SimulatedNamespace ns) : SimulatedLink(ns)
{
    private readonly List<SimulatedLink> _ports = [];
    private readonly Dictionary<SimulatedLink, BridgePortSettings> _portSettings = [];
    private readonly HashSet<SimulatedLink> _forwarding = [];
    private readonly BridgeSettings _settings = new();
    private bool _mtuIsSet;

    public override string Kind => "bridge";

    public override bool HasData => true;

    public FdbOfBridge Fdb => field ??= new(this);

    public BridgeVlans Vlans => field ??= new(this);

    public MdbOfBridge Mdb => field ??= new(this);

    /// <summary>VLANs decide where packets go.</summary>
    public bool IsFiltering => Namespace.Kernel.FiltersVlans && _settings.FiltersVlans;

    public IReadOnlyList<SimulatedLink> Ports => _ports;

    public bool IsForwarding(SimulatedLink port) => _forwarding.Contains(port);

    public override void ChangePort(SimulatedLink port, Attributes data) => _portSettings[port].Change(data);

    public override void WritePort(SimulatedLink port, MessageWriter data)
    {
        const byte Forwarding = 3;
        data.AttributeU8(BridgePortSettings.IFLA_BRPORT_STATE, IsForwarding(port) ? Forwarding : (byte)0);
        _portSettings[port].Write(data);
    }

    public void TellPort(SimulatedLink port) =>
        Namespace.Notify(RTNLGRP_LINK, LinkMessages.WriteBridgePort(RTM_NEWLINK, port, Cause.Kernel), Cause.Kernel);

    public override void Registered(LinkRequest request)
    {
        Fdb.AddLocal(this);
        Vlans.LinkCame(this);
        if (MacIsSet)
        {
            Fdb.Clear();
            Fdb.AddLocal(this);
            SelectPorts();
        }
        Change(request.Data);
    }

    public override void Abandoned() => Fdb.Clear();

    public override void Change(Attributes data)
    {
        if (Namespace.Kernel.FiltersVlans && data.U16(IFLA_BR_VLAN_DEFAULT_PVID) is >= 4095)
        {
            throw new RefusedException(Errno.EINVAL);
        }
        _settings.Apply(data);
        if (Namespace.Kernel.FiltersVlans && data.U16(IFLA_BR_VLAN_DEFAULT_PVID) is { } pvid)
        {
            Vlans.SetDefaultPvid(pvid);
        }
        if (data.Has(IFLA_BR_PRIORITY))
        {
            SelectPorts();
        }
    }

    public override void WriteData(MessageWriter data)
    {
        _settings.Write(data);
        if (Namespace.Kernel.FiltersVlans)
        {
            data.AttributeU16(IFLA_BR_VLAN_DEFAULT_PVID, Vlans.DefaultPvid);
        }
    }

    public override void Opening()
    {
        foreach (SimulatedLink port in _ports)
        {
            Judge(port);
        }
    }

    public override void Closing()
    {
        foreach (SimulatedLink port in _ports)
        {
            Disable(port);
        }
    }

    public override void AddPort(SimulatedLink port)
    {
        if (port.IsLoopback || port.Type != ARPHRD_ETHER || port.Mac.All(b => b == 0))
        {
            throw new RefusedException(Errno.EINVAL);
        }
        if (port is BridgeLink)
        {
            throw new RefusedException(Errno.ELOOP, "Can not enslave a bridge to a bridge");
        }
        LinkStack.RequireRxHandler(port);
        LinkStack.CheckUpper(port, this);
        port.Master = this;
        _portSettings[port] = new(port);
        Namespace.LinkChanges.Tell(port, Cause.Kernel, 0);
        Namespace.LinkChanges.Tell(port, Cause.Kernel, IFF_PROMISC);
        _ports.Insert(0, port);
        TellFeatures(oneOfMany: _ports.Count > 1);
        Fdb.AddLocal(port);
        Vlans.LinkCame(port);
        bool macChanged = FollowMac();
        Judge(port);
        TellPort(port);
        FollowMtu();
        if (macChanged)
        {
            TellMac();
        }
    }

    public override void RemovePort(SimulatedLink port)
    {
        if (!port.IsGone)
        {
            Namespace.LinkChanges.Tell(port, Cause.Kernel, IFF_PROMISC);
        }
        Disable(port);
        TellPort(port);
        Namespace.Notify(RTNLGRP_LINK, LinkMessages.WriteBridgePort(RTM_DELLINK, port, Cause.Kernel), Cause.Kernel);
        _ports.Remove(port);
        Vlans.PortGone(port);
        Fdb.PortGone(port);
        Mdb.PortGone(port);
        port.Master = null;
        _portSettings.Remove(port);
        if (!port.IsGone)
        {
            Namespace.LinkChanges.Tell(port, Cause.Kernel, 0);
        }
        FollowMtu();
        SelectPorts();
        bool macChanged = FollowMac();
        if (macChanged)
        {
            TellMac();
        }
        TellFeatures(oneOfMany: _ports.Count > 0);
    }

    public override void PortChanged(SimulatedLink port)
    {
        Judge(port);
        TellPort(port);
    }

    public override void PortMtuChanged(SimulatedLink port) => FollowMtu();

    public override void PortMacChanged(SimulatedLink port)
    {
        Fdb.LocalChanged(port);
        if (FollowMac())
        {
            TellMac();
        }
    }

    public override void MtuChosen(uint mtu) => _mtuIsSet = true;

    /// <summary>br_set_mac_address: one that it has already changes nothing.</summary>
    public override void MacChanged(byte[] before)
    {
        if (before.AsSpan().SequenceEqual(Mac))
        {
            return;
        }
        Fdb.LocalChanged(this);
        SelectPorts();
    }

    public override void Deleting(List<SimulatedLink> together)
    {
        foreach (SimulatedLink port in _ports.ToList())
        {
            RemovePort(port);
        }
        Fdb.Clear();
    }

    /// <summary>What a bridge can offload follows from its ports; here only the first and the last of them make a difference.</summary>
    private void TellFeatures(bool oneOfMany)
    {
        if (!oneOfMany)
        {
            Namespace.LinkChanges.Tell(this, Cause.Kernel, 0, LinkEvent.Features);
        }
    }

    /// <summary>A port forwards while the bridge and it are up and it has a carrier.</summary>
    private void Judge(SimulatedLink port)
    {
        bool forwards = IsUp && port.IsOperational && port.Carrier;
        if (forwards && _forwarding.Add(port))
        {
            TellPort(port);
            SelectPorts();
        }
        else if (!forwards)
        {
            Disable(port);
        }
    }

    private void Disable(SimulatedLink port)
    {
        if (_forwarding.Remove(port))
        {
            TellPort(port);
            Fdb.ForgetLearned(port);
            Mdb.PortDisabled(port);
            SelectPorts();
        }
    }

    /// <summary>br_port_state_selection: from the first time it is asked, a bridge has a carrier while a port forwards.</summary>
    private void SelectPorts() => SetCarrier(_forwarding.Count > 0);

    private bool FollowMac()
    {
        if (MacIsSet)
        {
            return false;
        }
        byte[] lowest = _ports.Select(p => p.Mac).MinBy(Convert.ToHexString) ?? new byte[6];
        if (lowest.AsSpan().SequenceEqual(Mac))
        {
            return false;
        }
        Mac = lowest;
        Fdb.LocalChanged(this);
        Namespace.Neighbours.MacChanged(this);
        SelectPorts();
        return true;
    }

    /// <summary>NETDEV_CHANGEADDR.</summary>
    private void TellMac()
    {
        Namespace.LinkChanges.Tell(this, Cause.Kernel, 0);
        foreach (SimulatedLink rider in LinkStack.RidersOf(this).ToList())
        {
            rider.LowerMacChanged();
        }
    }

    private void FollowMtu()
    {
        uint smallest = _ports.Count == 0 ? 1500 : _ports.Min(p => p.Mtu);
        if (!_mtuIsSet && smallest >= MtuMin && smallest <= MtuMax)
        {
            Namespace.LinkChanges.FollowMtu(this, smallest);
        }
    }
}
