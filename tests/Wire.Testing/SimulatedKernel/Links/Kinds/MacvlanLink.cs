using static Wire.Testing.Simulation.IfLink;

namespace Wire.Testing.Simulation;

/// <summary>macvlan and macvtap (drivers/net/macvlan.c): links with addresses of their own on one lower link. Lists of source addresses are not modelled.</summary>
internal sealed class MacvlanLink : RidingLink
{
    public const uint Passthru = 8;

    private const uint TapQueueLength = 500;

    private static readonly LinkOption _mode = new(IFLA_MACVLAN_MODE, 4, Default: 2);
    private static readonly LinkOption _flags = new(IFLA_MACVLAN_FLAGS, 2);
    private static readonly LinkOption _queueLength = new(IFLA_MACVLAN_BC_QUEUE_LEN, 4, Default: 1000);

    private readonly LinkOptions _options = new([_mode, _flags, _queueLength]);
    private byte[] _macOfLower = [];
    private uint _mtuMax = 65535;

    public MacvlanLink(SimulatedNamespace ns, string kind)
        : base(ns)
    {
        Kind = kind;
        TxQueueLength = kind == "macvtap" ? TapQueueLength : TxQueueLength;
    }

    public override string Kind { get; }

    public override uint MtuMax => _mtuMax;

    public override bool TakesPacketsOfLower => true;

    public override bool HasOwnRxHandler => Kind == "macvtap";

    public override bool HasStrictFdb => true;

    private bool IsPassthru => _options[IFLA_MACVLAN_MODE] == Passthru;

    private IEnumerable<MacvlanLink> OfSameLower => LinkStack.RidersOf(Lower).OfType<MacvlanLink>();

    /// <summary>macvlan_validate.</summary>
    public static void ValidateData(LinkRequest request)
    {
        bool flags = _flags.Read(request.Data) is not > 3;
        bool mode = _mode.Read(request.Data) is null or 1 or 2 or 4 or Passthru or 16;
        if (!flags || !mode)
        {
            throw new RefusedException(Errno.EINVAL);
        }
    }

    /// <summary>macvlan_fdb_add: one address is enough for each, but for multicast and in passthru mode.</summary>
    public override Errno? FdbRefusal(byte[] mac, bool replaces) => (!IsPassthru && (mac[0] & 1) == 0) || replaces ? Errno.EOPNOTSUPP : null;

    public override bool IsHeardBy(SimulatedLink lower) => true;

    public override IEnumerable<byte[]> HeardFor(SimulatedLink lower) => IsPassthru ? [] : [Mac];

    public override void Create(LinkRequest request)
    {
        SimulatedLink lower = Named(request) is MacvlanLink sibling ? sibling.Lower : Named(request);
        if (!request.Attributes.Has(IFLA_MTU))
        {
            Mtu = lower.Mtu;
        }
        else if (Mtu > lower.Mtu)
        {
            throw new RefusedException(Errno.EINVAL);
        }
        _mtuMax = lower.MtuMax;
        List<MacvlanLink> others = [.. LinkStack.RidersOf(lower).OfType<MacvlanLink>()];
        if (others.Count == 0)
        {
            Require(IsEthernet(lower), Errno.EINVAL);
            LinkStack.RequireRxHandler(lower);
        }
        Require(!others.Exists(o => o.IsPassthru), Errno.EINVAL);
        _options.Apply(request.Data);
        Require(!IsPassthru || others.Count == 0, Errno.EINVAL);
        RideOn(lower);
        _macOfLower = lower.Mac;
        if (IsPassthru)
        {
            Mac = lower.Mac;
        }
    }

    public override void Registered(LinkRequest request)
    {
        base.Registered(request);
        Namespace.LinkWatch.Changed(this);
    }

    public override void Change(Attributes data)
    {
        Require(_mode.Read(data) is not { } mode || mode == Passthru == IsPassthru, Errno.EINVAL);
        _options.Apply(data);
    }

    public override void WriteData(MessageWriter data)
    {
        _mode.Write(data, _options[IFLA_MACVLAN_MODE]);
        _flags.Write(data, _options[IFLA_MACVLAN_FLAGS]);
        data.AttributeU32(IFLA_MACVLAN_MACADDR_COUNT, 0);
        _queueLength.Write(data, _options[IFLA_MACVLAN_BC_QUEUE_LEN]);
        data.AttributeU32(IFLA_MACVLAN_BC_QUEUE_LEN_USED, (uint)OfSameLower.Select(o => o._options[IFLA_MACVLAN_BC_QUEUE_LEN]).DefaultIfEmpty().Max());
    }

    public override void Opening() => Require(IsPassthru || !IsBusy(Mac), Errno.EADDRINUSE);

    public override void MtuChosen(uint mtu) => Require(mtu <= Lower.Mtu, Errno.EINVAL);

    /// <summary>macvlan_set_mac_address; in passthru mode the lower link takes it.</summary>
    public override byte[] MacChosen(byte[] mac)
    {
        if (IsPassthru && !mac.AsSpan().SequenceEqual(Mac))
        {
            byte[] kept = _macOfLower;
            Lower.Namespace.LinkChanges.ChangeMac(Lower, mac);
            _macOfLower = kept;
        }
        Require(IsPassthru || mac.AsSpan().SequenceEqual(Mac) || !IsBusy(mac), Errno.EADDRINUSE);
        return mac;
    }

    public override void LowerMacChanged()
    {
        if (IsPassthru)
        {
            Mac = Lower.Mac;
            _macOfLower = Lower.Mac;
        }
    }

    /// <summary>macvlan_port_destroy: the lower link has its own address again.</summary>
    public override void Deleted()
    {
        if (IsPassthru && !Lower.IsGone && !Lower.Mac.AsSpan().SequenceEqual(_macOfLower))
        {
            Lower.Namespace.LinkChanges.ChangeMac(Lower, _macOfLower);
        }
    }

    /// <summary>macvlan_addr_busy: the lower link's, or one of a link beside it that is up.</summary>
    private bool IsBusy(byte[] mac) =>
        mac.AsSpan().SequenceEqual(Lower.Mac) || OfSameLower.Any(o => o != this && o.IsUp && o.Mac.AsSpan().SequenceEqual(mac));
}
