using static Wire.Testing.Simulation.IfLink;

namespace Wire.Testing.Simulation;

/// <summary>An 802.1Q VLAN on another link (net/8021q): goes up and down with it, and dies with it.</summary>
internal sealed class VlanLink : SimulatedLink
{
    private SimulatedLink? _parent;
    private ushort _id;

    public VlanLink(SimulatedNamespace ns)
        : base(ns)
    {
        StartWithoutCarrier();
    }

    public override string Kind => "vlan";

    public override SimulatedLink? Lower => _parent;

    public override uint MtuMin => 0;

    public override bool HasData => true;

    public override bool IsHeardBy(SimulatedLink lower) => true;

    public override IEnumerable<byte[]> HeardFor(SimulatedLink lower) => Mac.AsSpan().SequenceEqual(lower.Mac) ? [] : [Mac];

    public override void Create(LinkRequest request)
    {
        if (request.Data.U16(IFLA_VLAN_ID) is not { } id)
        {
            throw new RefusedException(Errno.EINVAL, "VLAN id not specified");
        }
        if (request.Attributes.U32(IFLA_LINK) is not { } index)
        {
            throw new RefusedException(Errno.EINVAL, "link not specified");
        }
        SimulatedLink parent = request.SourceNamespace!.Links.Find((int)index) ?? throw new RefusedException(Errno.ENODEV, "link does not exist");
        if (parent.IsVlanChallenged || parent.Type != ARPHRD_ETHER)
        {
            throw new RefusedException(Errno.EOPNOTSUPP, "VLANs not supported on device");
        }
        if (parent.Namespace.Kernel.AllLinks.OfType<VlanLink>().Any(v => v._parent == parent && v._id == id))
        {
            throw new RefusedException(Errno.EEXIST, "VLAN device already exists");
        }
        (_parent, _id) = (parent, id);
        Flags = parent.Flags & ~(IFF_UP | IFF_PROMISC | IFF_ALLMULTI | IFF_MASTER | IFF_SLAVE);
        Follow(request, parent);
    }

    /// <summary>vlan_validate: of a change too.</summary>
    public static void ValidateData(LinkRequest request)
    {
        if (!request.HasData)
        {
            throw new RefusedException(Errno.EINVAL, "VLAN properties not specified");
        }
        if (request.Data.U16(IFLA_VLAN_ID) is >= 4095)
        {
            throw new RefusedException(Errno.ERANGE, "Invalid VLAN id");
        }
    }

    public override void Deleting(List<SimulatedLink> together) => LinkStack.TellLower(_parent!);

    public override void Registered(LinkRequest request)
    {
        LinkStack.Ride(this, _parent!);
        FollowCarrier();
        Namespace.LinkWatch.Changed(this);
    }

    /// <summary>Id and protocol are taken from a creation alone; another id in a change is no error (vlan_changelink).</summary>
    public override void Change(Attributes data)
    {
    }

    /// <summary>netif_stacked_transfer_operstate.</summary>
    public void FollowCarrier() => SetCarrier(_parent!.Carrier);

    public override void Closing() => SetCarrier(false);

    public override void Opening()
    {
        if (!_parent!.IsUp)
        {
            throw new RefusedException(Errno.ENETDOWN);
        }
        LowerMacChanged();
        if (_parent.Carrier)
        {
            SetCarrier(true);
        }
    }

    public override void WriteData(MessageWriter data) =>
        data.AttributeU16Be(IFLA_VLAN_PROTOCOL, 0x8100)
            .AttributeU16(IFLA_VLAN_ID, _id)
            .Attribute(IFLA_VLAN_FLAGS, [1, 0, 0, 0, 0xff, 0xff, 0xff, 0xff]);

    /// <summary>vlan_sync_address: one that nobody gave an address has its parent's, from when it is up.</summary>
    public override void LowerMacChanged()
    {
        if (IsUp && !MacIsSet && !Mac.AsSpan().SequenceEqual(_parent!.Mac))
        {
            Namespace.LinkChanges.SetMac(this, _parent.Mac);
        }
    }

    public override void LowerMtuChanged()
    {
        if (Mtu > _parent!.Mtu)
        {
            Namespace.LinkChanges.SetMtu(this, _parent.Mtu);
        }
    }

    public override void MtuChosen(uint mtu)
    {
        if (mtu > _parent!.Mtu)
        {
            throw new RefusedException(Errno.ERANGE);
        }
    }

    private void Follow(LinkRequest request, SimulatedLink parent)
    {
        if (request.Attributes.U32(IFLA_MTU) is { } mtu && mtu > parent.Mtu)
        {
            throw new RefusedException(Errno.EINVAL);
        }
        Mtu = request.Attributes.U32(IFLA_MTU) ?? parent.Mtu;
        if (!MacIsSet)
        {
            Mac = parent.Mac;
        }
    }
}
