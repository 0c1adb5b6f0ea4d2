using static Wire.Testing.Simulation.IfLink;

namespace Wire.Testing.Simulation;

/// <summary>A bond (drivers/net/bonding), as far as membership goes: members come down and unnumbered, take its address and MTU, and are opened.</summary>
internal sealed class BondLink : SimulatedLink
{
    private const int DefaultMiimonMs = 100;

    /// <summary>real_num_tx_queues of a bond.</summary>
    private const ushort QueuesMax = 16;

    /// <summary>The modes that choose one port.</summary>
    private static readonly byte[] _withPriority = [BondOptions.ActiveBackup, 5, 6];

    /// <summary>BOND_FOM_ACTIVE: the bond has the address of its active port, and each port its own.</summary>
    private const byte FailOverMacActive = 1;

    private readonly List<Member> _members = [];
    private readonly LinkOptions _options = new(BondOptions.Table);

    /// <summary>What is not modelled is kept and told as it was given.</summary>
    private readonly SortedDictionary<ushort, byte[]> _others = [];

    public BondLink(SimulatedNamespace ns)
        : base(ns)
    {
        Flags = IFF_BROADCAST | IFF_MULTICAST | IFF_MASTER;
        StartWithoutCarrier();
    }

    public override string Kind => "bond";

    public override bool HasData => true;

    public override bool IsHeardBy(SimulatedLink lower) => Mode != BondOptions.ActiveBackup || _members.Find(m => m.HasLink)?.Port == lower;

    private byte Mode => (byte)_options[IFLA_BOND_MODE];

    private bool IsMonitored => _options[IFLA_BOND_MIIMON] != 0;

    private bool PortsKeepMac => Mode == BondOptions.ActiveBackup && _options[IFLA_BOND_FAIL_OVER_MAC] != 0;

    public override void Registered(LinkRequest request) => Change(request.Data);

    public override void Change(Attributes data)
    {
        _options.Apply(data, (option, _) =>
        {
            BondOptions.Check(option.Type, Mode, _members.Count > 0, IsUp);
            if (BondOptions.IsDelay(option.Type) && !IsMonitored)
            {
                throw new RefusedException(Errno.EPERM);
            }
            if (option.Type == IFLA_BOND_MODE && option.Read(data) is { } mode && mode <= option.Max)
            {
                _options[IFLA_BOND_ARP_VALIDATE] = 0;
                _options[IFLA_BOND_MIIMON] = BondOptions.NeedsMiimon((byte)mode) && !IsMonitored ? DefaultMiimonMs : _options[IFLA_BOND_MIIMON];
            }
        });
        foreach (LinkOption delay in BondOptions.Table.Where(o => BondOptions.IsDelay(o.Type) && IsMonitored))
        {
            _options[delay.Type] -= _options[delay.Type] % _options[IFLA_BOND_MIIMON];
        }
        foreach ((ushort type, ReadOnlyMemory<byte> value) in data.All.Where(a => BondOptions.Table.All(o => o.Type != a.Type)))
        {
            _others[type] = value.ToArray();
        }
    }

    public override void WriteData(MessageWriter data)
    {
        _options.Write(data);
        if (Mode is BondOptions.ActiveBackup && _members.Find(m => m.HasLink) is { } active)
        {
            data.AttributeU32(IFLA_BOND_ACTIVE_SLAVE, (uint)active.Port.Index);
        }
        foreach ((ushort type, byte[] value) in _others.Where(o => o.Key != IFLA_BOND_ACTIVE_SLAVE))
        {
            data.Attribute(type, value);
        }
    }

    public override void ChangePort(SimulatedLink port, Attributes data)
    {
        Member member = _members.Find(m => m.Port == port)!;
        if (data.U16(IFLA_BOND_SLAVE_QUEUE_ID) is { } queue)
        {
            if (queue > QueuesMax || (queue > 0 && _members.Exists(m => m != member && m.Queue == queue)))
            {
                throw new RefusedException(Errno.EPERM);
            }
            member.Queue = queue;
        }
        if (data.U32(IFLA_BOND_SLAVE_PRIO) is { } priority)
        {
            if (!_withPriority.Contains(Mode))
            {
                throw new RefusedException(Errno.EACCES);
            }
            member.Priority = priority;
        }
    }

    /// <summary>Without what LACP agrees on.</summary>
    public override void WritePort(SimulatedLink port, MessageWriter data)
    {
        const byte Backup = 1, Down = 2;
        Member member = _members.Find(m => m.Port == port)!;
        bool isBackup = Mode == BondOptions.ActiveBackup && _members.Find(m => m.HasLink) != member;
        data.AttributeU8(IFLA_BOND_SLAVE_STATE, isBackup ? Backup : (byte)0)
            .AttributeU8(IFLA_BOND_SLAVE_MII_STATUS, member.HasLink ? (byte)0 : Down)
            .AttributeU32(IFLA_BOND_SLAVE_LINK_FAILURE_COUNT, 0)
            .Attribute(IFLA_BOND_SLAVE_PERM_HWADDR, member.Mac)
            .AttributeU16(IFLA_BOND_SLAVE_QUEUE_ID, member.Queue)
            .AttributeU32(IFLA_BOND_SLAVE_PRIO, member.Priority);
    }

    public override void Opening() => FollowPorts();

    /// <summary>bond_enslave.</summary>
    public override void AddPort(SimulatedLink port)
    {
        if ((port.Flags & IFF_MASTER) != 0 && port is not BondLink)
        {
            throw new RefusedException(Errno.EPERM, "Device type (master device) cannot be enslaved");
        }
        if (LinkStack.HasRxHandler(port))
        {
            throw new RefusedException(Errno.EBUSY, "Device is in use and cannot be enslaved");
        }
        if (port == this)
        {
            throw new RefusedException(Errno.EPERM, "Cannot enslave bond to itself.");
        }
        if (port.IsUp)
        {
            throw new RefusedException(Errno.EPERM, "Device can not be enslaved while up");
        }
        if (port.Type != Type)
        {
            throw new RefusedException(Errno.EINVAL, "Device type is different from other slaves");
        }
        if (!port.MacChanges && Mode == BondOptions.ActiveBackup && _options[IFLA_BOND_FAIL_OVER_MAC] != FailOverMacActive)
        {
            if (_members.Count > 0)
            {
                throw new RefusedException(Errno.EOPNOTSUPP, "Slave device does not support setting the MAC address, but fail_over_mac is not set to active");
            }
            _options[IFLA_BOND_FAIL_OVER_MAC] = FailOverMacActive;
        }
        if (_members.Count == 0 && !MacIsSet)
        {
            MacIsSet = true;
            Namespace.LinkChanges.SetMac(this, port.Mac);
        }
        Take(new(port, port.Mac, port.Mtu));
    }

    public override void RemovePort(SimulatedLink port)
    {
        Member member = _members.Find(m => m.Port == port)!;
        _members.Remove(member);
        port.Master = null;
        port.Flags &= ~IFF_SLAVE;
        if (!port.IsGone)
        {
            Namespace.LinkChanges.Tell(port, Cause.Kernel, 0);
        }
        FollowPorts();
        if (_members.Count == 0)
        {
            MacIsSet = false;
            Namespace.LinkChanges.SetMac(this, Namespace.Kernel.RandomMac());
        }
        LetGo(member, PortsKeepMac);
    }

    /// <summary>bond_mii_monitor, which looks while the bond is up; without it a port is taken to be well for ever.</summary>
    public override void PortChanged(SimulatedLink port) => FollowPorts();

    public override void MtuChosen(uint mtu)
    {
        foreach (Member member in _members)
        {
            try
            {
                Namespace.LinkChanges.SetMtu(member.Port, mtu);
            }
            catch (RefusedException)
            {
                _members.TakeWhile(m => m != member).ToList().ForEach(m => Namespace.LinkChanges.SetMtu(m.Port, Mtu));
                throw;
            }
        }
    }

    /// <summary>bond_set_mac_address: its ports take it too. With fail_over_mac nothing happens, and no error.</summary>
    public override byte[] MacChosen(byte[] mac)
    {
        if (PortsKeepMac)
        {
            return Mac;
        }
        foreach (Member member in _members)
        {
            Namespace.LinkChanges.SetMac(member.Port, mac);
        }
        return mac;
    }

    public override void Deleting(List<SimulatedLink> together)
    {
        foreach (Member member in _members.ToList())
        {
            RemovePort(member.Port);
        }
    }

    private void Take(Member member)
    {
        SimulatedLink port = member.Port;
        LinkChanges changes = Namespace.LinkChanges;
        try
        {
            changes.SetMtu(port, Mtu);
            if (!PortsKeepMac)
            {
                changes.ChangeMac(port, Mac);
            }
            port.HasNoAddrconf = true;
            changes.SetFlags(port, port.Flags | IFF_UP);
            LinkStack.RequireRxHandler(port);
            LinkStack.CheckUpper(port, this);
        }
        catch (RefusedException)
        {
            LetGo(member, keepMac: port.Mac.AsSpan().SequenceEqual(member.Mac));
            if (_members.Count == 0 && port.Mac.AsSpan().SequenceEqual(Mac))
            {
                MacIsSet = false;
                Mac = Namespace.Kernel.RandomMac();
            }
            throw;
        }
        member.HasLink = !IsMonitored || port.Carrier;
        _members.Add(member);
        port.Master = this;
        port.Flags |= IFF_SLAVE;
        changes.Tell(port, Cause.Kernel, 0);
        FollowPorts();
        changes.Tell(this, Cause.Kernel, 0);
    }

    private void LetGo(Member member, bool keepMac)
    {
        SimulatedLink port = member.Port;
        LinkChanges changes = Namespace.LinkChanges;
        if (!port.IsGone)
        {
            changes.SetFlags(port, port.Flags & ~IFF_UP);
        }
        port.HasNoAddrconf = false;
        if (port.IsGone)
        {
            port.Mac = keepMac ? port.Mac : member.Mac;
        }
        else
        {
            if (!keepMac)
            {
                changes.SetMac(port, member.Mac);
            }
            changes.FollowMtu(port, member.Mtu);
        }
    }

    private void FollowPorts()
    {
        foreach (Member member in _members.Where(_ => IsUp && IsMonitored))
        {
            member.HasLink = member.Port is { IsUp: true, Carrier: true };
        }
        SetCarrier(_members.Exists(m => m.HasLink));
    }

    /// <param name="Port">The link.</param>
    /// <param name="Mac">Its address before it came.</param>
    /// <param name="Mtu">Its MTU before it came.</param>
    private sealed record Member(SimulatedLink Port, byte[] Mac, uint Mtu)
    {
        public bool HasLink { get; set; }

        public ushort Queue { get; set; }

        public uint Priority { get; set; }
    }
}
