using static Wire.Testing.Simulation.IfLink;

namespace Wire.Testing.Simulation;

/// <summary>A link (<c>struct net_device</c>). The kinds derive from it and say what they do differently.</summary>
internal abstract class SimulatedLink(SimulatedNamespace ns)
{
    private LinkQueues? _queues;

    public SimulatedNamespace Namespace { get; set; } = ns;

    public int Index { get; set; }

    public string Name { get; set; } = "";

    /// <summary>IFLA_INFO_KIND; null for one that no rtnl_link_ops made (lo).</summary>
    public abstract string? Kind { get; }

    public virtual ushort Type => ARPHRD_ETHER;

    /// <summary>IFF_* as asked for: without RUNNING and LOWER_UP, which are told from the state.</summary>
    public uint Flags { get; set; } = IFF_BROADCAST | IFF_MULTICAST;

    /// <summary>Of IFLA_ADDRESS (addr_len); with 0 there is none.</summary>
    public virtual int AddressBytes => 6;

    public uint Mtu { get; set; } = 1500;

    public virtual uint MtuMin => 68;

    /// <summary>0 for no limit.</summary>
    public virtual uint MtuMax => 65535;

    public byte[] Mac { get; set; } = [];

    public byte[] Broadcast { get; set; } = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff];

    /// <summary>Somebody chose the address (NET_ADDR_SET).</summary>
    public bool MacIsSet { get; set; }

    public string? Alias { get; set; }

    public uint Group { get; set; }

    public uint TxQueueLength { get; set; } = 1000;

    public SimulatedLink? Master { get; set; }

    /// <summary>The link it hangs on, or a veth's peer.</summary>
    public virtual SimulatedLink? Lower => null;

    /// <summary>IFLA_LINK as told (ndo_get_iflink).</summary>
    public virtual SimulatedLink? ToldLower => Lower;

    public virtual int? ToldLowerIndex => ToldLower?.Index;

    /// <summary>IFF_NO_ADDRCONF: IPv6 does not configure itself on it.</summary>
    public bool HasNoAddrconf { get; set; }

    /// <summary>It takes what the link that it rides on receives (an rx_handler), which only one can.</summary>
    public virtual bool TakesPacketsOfLower => false;

    /// <summary>It hands what it receives to a program itself (macvtap, ipvtap).</summary>
    public virtual bool HasOwnRxHandler => false;

    /// <summary>IFF_NO_RX_HANDLER: nothing else may take what it receives.</summary>
    public virtual bool HasNoRxHandler => false;

    /// <summary>header_ops: its packets have a header of its own, with addresses.</summary>
    public virtual bool HasHeader => true;

    /// <summary>NETIF_F_VLAN_CHALLENGED: no VLANs on it.</summary>
    public virtual bool IsVlanChallenged => false;

    /// <summary>Why it does not take an fdb entry of its own (ndo_fdb_add); null when it does.</summary>
    public virtual Errno? FdbRefusal(byte[] mac, bool replaces) => null;

    /// <summary>It takes entries of any state and VLAN, and none twice, whatever the request's flags are.</summary>
    public virtual bool HasStrictFdb => false;

    /// <summary>The creation is over and was told.</summary>
    public bool IsTold { get; set; }

    /// <summary>A link below listens to the addresses of this one too (dev_uc_add, dev_uc_sync), while this one is up.</summary>
    public virtual bool IsHeardBy(SimulatedLink lower) => false;

    /// <summary>The addresses of its own that the link below listens to for it, while it is up.</summary>
    public virtual IEnumerable<byte[]> HeardFor(SimulatedLink lower) => [];

    /// <summary>netif_carrier_ok.</summary>
    public bool Carrier { get; private set; } = true;

    /// <summary>The RFC 2863 state as the kernel last worked it out; told as "down" while the link is not up.</summary>
    public byte StoredOperState { get; set; } = IF_OPER_UNKNOWN;

    /// <summary>What waits to be sent, and the filters.</summary>
    public LinkQueues Queues => _queues ??= new(this);

    public List<Address4> Addresses4 { get; } = [];

    public List<Address6> Addresses6 { get; } = [];

    /// <summary>The link was deleted.</summary>
    public bool IsGone { get; set; }

    public bool IsUp => (Flags & IFF_UP) != 0;

    public bool IsLoopback => (Flags & IFF_LOOPBACK) != 0;

    public bool IsOperational => IsUp && StoredOperState is IF_OPER_UP or IF_OPER_UNKNOWN;

    public byte OperState => IsUp ? StoredOperState : IF_OPER_DOWN;

    public uint ToldFlags => Flags
        | (IsUp && IsOperational ? IFF_RUNNING : 0)
        | (IsUp && Carrier ? IFF_LOWER_UP : 0);

    /// <summary>IFLA_ADDRESS may change, also while the link is up (ndo_set_mac_address, IFF_LIVE_ADDR_CHANGE).</summary>
    public virtual bool MacChanges => true;

    /// <summary>Takes what the request that creates it asks for (ndo newlink, before it is registered).</summary>
    public virtual void Create(LinkRequest request)
    {
    }

    /// <summary>It is in the tables; nothing was told of it yet. A refusal takes it out again.</summary>
    public virtual void Registered(LinkRequest request)
    {
    }

    /// <summary>It was refused after <see cref="Create"/>: what that made must go.</summary>
    public virtual void Abandoned()
    {
    }

    /// <summary>Its kind tells of it as soon as it is registered, so the request's flags come as a second event.</summary>
    public virtual bool ToldWhileRegistering => false;

    /// <summary>IFLA_INFO_DATA on an existing link.</summary>
    public virtual void Change(Attributes data) => throw new RefusedException(Errno.EOPNOTSUPP);

    /// <summary>IFLA_INFO_DATA as told.</summary>
    public virtual void WriteData(MessageWriter data)
    {
    }

    public virtual bool HasData => false;

    /// <summary>ndo_open: before the link is told to be up.</summary>
    public virtual void Opening()
    {
    }

    /// <summary>ndo_stop: before the link is told to be down.</summary>
    public virtual void Closing()
    {
    }

    /// <summary>Takes a port (ndo_add_slave).</summary>
    public virtual void AddPort(SimulatedLink port) => throw new RefusedException(Errno.EOPNOTSUPP, "Device does not support enslaving");

    /// <summary>Lets a port go (ndo_del_slave).</summary>
    public virtual void RemovePort(SimulatedLink port)
    {
    }

    /// <summary>IFLA_INFO_SLAVE_DATA of a port (slave_changelink).</summary>
    public virtual void ChangePort(SimulatedLink port, Attributes data) => throw new RefusedException(Errno.EOPNOTSUPP);

    /// <summary>IFLA_INFO_SLAVE_DATA of a port as told.</summary>
    public virtual void WritePort(SimulatedLink port, MessageWriter data)
    {
    }

    /// <summary>A port went up or down, or its carrier or its address changed.</summary>
    public virtual void PortChanged(SimulatedLink port)
    {
    }

    /// <summary>The link it rides on went up or down, or its carrier changed.</summary>
    public virtual void LowerStateChanged()
    {
    }

    /// <summary>An address that the link may not have beside others (inetaddr_validator_chain): EADDRINUSE.</summary>
    public virtual bool IsAddressBusy(byte[] address) => false;

    /// <summary>It is out of the tables, and the deletion was told.</summary>
    public virtual void Deleted()
    {
    }

    /// <summary>The address of the link it rides on is another (NETDEV_CHANGEADDR).</summary>
    public virtual void LowerMacChanged()
    {
    }

    /// <summary>The MTU of the link it rides on is another (NETDEV_CHANGEMTU).</summary>
    public virtual void LowerMtuChanged()
    {
    }

    /// <summary>A port's MTU is another.</summary>
    public virtual void PortMtuChanged(SimulatedLink port)
    {
    }

    /// <summary>A port was given an address, which may be the one that it had.</summary>
    public virtual void PortMacChanged(SimulatedLink port)
    {
    }

    /// <summary>Somebody chose an MTU (ndo_change_mtu).</summary>
    public virtual void MtuChosen(uint mtu)
    {
    }

    /// <summary>Somebody chose an address (ndo_set_mac_address): the one it has from then on.</summary>
    public virtual byte[] MacChosen(byte[] mac) => mac;

    public virtual void MacChanged(byte[] before)
    {
    }

    /// <summary>What goes together with this link: the other end, the ports let go. Called before anything is told of the deletion.</summary>
    public virtual void Deleting(List<SimulatedLink> together)
    {
    }

    public void SetCarrier(bool on)
    {
        if (Carrier != on)
        {
            Carrier = on;
            Namespace.LinkWatch.Changed(this);
        }
    }

    /// <summary>For a new link: a carrier that nobody hears of.</summary>
    protected void StartWithoutCarrier()
    {
        Carrier = false;
        StoredOperState = IF_OPER_DOWN;
    }

    public override string ToString() => $"{Index}: {Name} ({Kind ?? "none"})";
}
