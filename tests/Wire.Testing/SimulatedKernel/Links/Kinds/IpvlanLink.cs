using static Wire.Testing.Simulation.IfLink;

namespace Wire.Testing.Simulation;

/// <summary>ipvlan and ipvtap (drivers/net/ipvlan): links that share the address of their lower link; mode and flags are those of all of them.</summary>
internal sealed class IpvlanLink : RidingLink
{
    private const uint TapQueueLength = 500;
    private const ulong ModeL2 = 0;
    private const ulong ModeL3 = 1;

    private static readonly LinkOption _mode = new(IFLA_IPVLAN_MODE, 2, Default: ModeL3);
    private static readonly LinkOption _flags = new(IFLA_IPVLAN_FLAGS, 2);

    private LinkOptions _shared = new([_mode, _flags]);

    public IpvlanLink(SimulatedNamespace ns, string kind)
        : base(ns)
    {
        Kind = kind;
        TxQueueLength = kind == "ipvtap" ? TapQueueLength : TxQueueLength;
    }

    public override string Kind { get; }

    public override bool TakesPacketsOfLower => true;

    public override bool HasOwnRxHandler => Kind == "ipvtap";

    public override bool HasNoRxHandler => true;

    public override bool IsVlanChallenged => true;

    public override bool MacChanges => false;

    private IEnumerable<IpvlanLink> OfSameLower => LinkStack.RidersOf(Lower).OfType<IpvlanLink>();

    /// <summary>ipvlan_nl_validate.</summary>
    public static void ValidateData(LinkRequest request)
    {
        if (_mode.Read(request.Data) is > 2 || _flags.Read(request.Data) is > 2)
        {
            throw new RefusedException(Errno.EINVAL);
        }
    }

    public override bool IsHeardBy(SimulatedLink lower) => true;

    public override void Create(LinkRequest request)
    {
        SimulatedLink lower = Named(request) is IpvlanLink sibling ? sibling.Lower : Named(request);
        IpvlanLink? other = LinkStack.RidersOf(lower).OfType<IpvlanLink>().FirstOrDefault();
        if (other is null)
        {
            if (!IsEthernet(lower))
            {
                throw new RefusedException(Errno.EINVAL);
            }
            if (!LinkStack.HasRxHandler(lower))
            {
                // A handler that is there is seen at once, one that cannot be set when the link is put in (ipvlan_init).
                Namespace.Links.RequireFree(request.Name);
            }
            LinkStack.RequireRxHandler(lower);
        }
        _shared = other?._shared ?? _shared;
        Mtu = request.Attributes.U32(IFLA_MTU) ?? lower.Mtu;
        Mac = lower.Mac;
        RideOn(lower);
    }

    public override void Registered(LinkRequest request)
    {
        base.Registered(request);
        _shared[IFLA_IPVLAN_FLAGS] = _flags.Read(request.Data) ?? _shared[IFLA_IPVLAN_FLAGS];
        SetMode(_mode.Read(request.Data) ?? ModeL3);
    }

    public override void Change(Attributes data)
    {
        SetMode(_mode.Read(data) ?? _shared[IFLA_IPVLAN_MODE]);
        _shared[IFLA_IPVLAN_FLAGS] = _flags.Read(data) ?? _shared[IFLA_IPVLAN_FLAGS];
    }

    public override void WriteData(MessageWriter data) => _shared.Write(data);

    public override void Opening() => Flags = _shared[IFLA_IPVLAN_MODE] == ModeL2 ? Flags & ~IFF_NOARP : Flags | IFF_NOARP;

    /// <summary>ipvlan_adjust_mtu: larger or smaller, and nobody is told.</summary>
    public override void LowerMtuChanged() => Mtu = Lower.Mtu;

    public override void LowerMacChanged() => Namespace.LinkChanges.SetMac(this, Lower.Mac);

    /// <summary>ipvlan_addr_busy: links beside it have no address in common.</summary>
    public override bool IsAddressBusy(byte[] address) => OfSameLower.Any(o =>
        o.Addresses4.Exists(a => Ip.Bytes(a.Local).AsSpan().SequenceEqual(address)) || o.Addresses6.Exists(a => Ip.Bytes(a.Local).AsSpan().SequenceEqual(address)));

    /// <summary>ipvlan_set_port_mode.</summary>
    private void SetMode(ulong mode)
    {
        if (mode == _shared[IFLA_IPVLAN_MODE])
        {
            return;
        }
        _shared[IFLA_IPVLAN_MODE] = mode;
        foreach (IpvlanLink link in OfSameLower.Where(l => l != this || l.IsTold).ToList())
        {
            link.Namespace.LinkChanges.SetFlags(link, mode == ModeL2 ? link.Flags & ~IFF_NOARP : link.Flags | IFF_NOARP);
        }
    }
}
