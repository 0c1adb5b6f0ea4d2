using static Wire.Testing.Simulation.IfLink;

namespace Wire.Testing.Simulation;

/// <summary>A bond (drivers/net/bonding), as far as membership goes: members come down and unnumbered, take its address, and are opened.</summary>
internal sealed class BondLink : SimulatedLink
{
    private const byte ModeMax = 6;

    private readonly List<(SimulatedLink Port, byte[] Mac)> _members = [];

    /// <summary>What is not modelled is kept and told as it was given.</summary>
    private readonly SortedDictionary<ushort, byte[]> _others = [];
    private byte _mode;
    private uint _miimon;

    public BondLink(SimulatedNamespace ns)
        : base(ns)
    {
        Flags = IFF_BROADCAST | IFF_MULTICAST | IFF_MASTER;
        StartWithoutCarrier();
    }

    public override string Kind => "bond";

    public override bool HasData => true;

    public override void Create(LinkRequest request) => Apply(request.Data);

    public override void Change(Attributes data)
    {
        if (data.U8(IFLA_BOND_MODE) is { } mode && mode != _mode && (_members.Count > 0 || IsUp))
        {
            throw new RefusedException(IsUp ? Errno.EBUSY : Errno.EINVAL, IsUp ? "option mode: unable to set because the bond device is up" : null);
        }
        Apply(data);
    }

    public override void WriteData(MessageWriter data)
    {
        data.AttributeU8(IFLA_BOND_MODE, _mode).AttributeU32(IFLA_BOND_MIIMON, _miimon);
        foreach ((ushort type, byte[] value) in _others)
        {
            data.Attribute(type, value);
        }
    }

    public override void Opening() => FollowCarrier();

    public override void AddPort(SimulatedLink port)
    {
        if (port.IsUp)
        {
            throw new RefusedException(Errno.EPERM, "Device can not be enslaved while up");
        }
        if (_members.Count == 0 && !MacIsSet)
        {
            Mac = port.Mac;
        }
        _members.Add((port, port.Mac));
        port.Master = this;
        port.Flags |= IFF_SLAVE;
        port.Mac = Mac;
        Namespace.LinkChanges.SetFlags(port, port.Flags | IFF_UP);
        FollowCarrier();
        Namespace.LinkChanges.Tell(this, Cause.Kernel, 0);
    }

    public override void RemovePort(SimulatedLink port)
    {
        int at = _members.FindIndex(m => m.Port == port);
        byte[] mac = _members[at].Mac;
        _members.RemoveAt(at);
        port.Master = null;
        port.Flags &= ~IFF_SLAVE;
        port.Mac = mac;
        if (!port.IsGone)
        {
            Namespace.LinkChanges.SetFlags(port, port.Flags & ~IFF_UP);
            Namespace.LinkChanges.Tell(port, Cause.Kernel, 0);
        }
        FollowCarrier();
    }

    public override void PortChanged(SimulatedLink port) => FollowCarrier();

    public override void Deleting(List<SimulatedLink> together)
    {
        foreach ((SimulatedLink port, _) in _members.ToList())
        {
            RemovePort(port);
        }
    }

    private void Apply(Attributes data)
    {
        if (data.U8(IFLA_BOND_MODE) is > ModeMax)
        {
            throw new RefusedException(Errno.EINVAL, "option mode: invalid value");
        }
        _mode = data.U8(IFLA_BOND_MODE) ?? _mode;
        _miimon = data.U32(IFLA_BOND_MIIMON) ?? _miimon;
        foreach ((ushort type, ReadOnlyMemory<byte> value) in data.All)
        {
            if (type is not (IFLA_BOND_MODE or IFLA_BOND_MIIMON))
            {
                _others[type] = value.ToArray();
            }
        }
    }

    private void FollowCarrier() => SetCarrier(_members.Any(m => m.Port is { IsUp: true, Carrier: true }));
}
