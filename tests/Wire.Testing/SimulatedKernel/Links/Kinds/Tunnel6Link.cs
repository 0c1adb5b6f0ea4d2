using static Wire.Testing.Simulation.IfLink;

namespace Wire.Testing.Simulation;

/// <summary>A tunnel over IPv6. Its MTU is that of a kernel that knows no route to the other end.</summary>
internal sealed class Tunnel6Link : SimulatedLink
{
    private const byte IPPROTO_IPIP = 4;
    private const byte IPPROTO_IPV6 = 41;
    private const uint Ip6HeaderBytes = 40;
    private const uint EthernetHeaderBytes = 14;
    private const uint EncapLimitBytes = 8;

    /// <summary>LL_MAX_HEADER of a kernel with wireless LAN.</summary>
    private const uint LinkHeaderBytes = 96;

    private const uint IpMtuMax = 65535;
    private const uint Ip6MtuMax = IpMtuMax + Ip6HeaderBytes;
    private const uint Ip6MtuLeast = 1280;
    private const uint MtuLeast = 68;

    private const uint IP6_TNL_F_IGN_ENCAP_LIMIT = 0x1;
    private const uint IP6_TNL_F_CAP_XMIT = 0x10000;
    private const uint IP6_TNL_F_CAP_RCV = 0x20000;
    private const uint IP6_TNL_F_CAP_PER_PACKET = 0x40000;

    private readonly Tunnel6Shape _shape;
    private LinkOptions _options;
    private UInt128 _local;
    private UInt128 _remote;
    private bool _isExternal;
    private bool _hasHeader;
    private ErspanData? _erspan;

    public Tunnel6Link(SimulatedNamespace ns, Tunnel6Shape shape)
        : base(ns)
    {
        _shape = shape;
        _options = new(shape.Options);
        Flags = shape.IsEthernet ? Flags : IFF_NOARP;
    }

    public override string Kind => _shape.Kind;

    public override ushort Type => _shape.Type;

    public override bool HasData => true;

    public override int AddressBytes => _shape.IsEthernet ? 6 : 16;

    public override bool MacChanges => _shape.IsEthernet;

    public override uint MtuMin => _shape.IsEthernet || _shape.IsVti || (!_shape.IsGre && IsMade) ? MtuLeast : 0;

    public override uint MtuMax => _shape.IsVti ? IpMtuMax - Ip6HeaderBytes : !_shape.IsGre && IsMade ? Ip6MtuMax - Ip6HeaderBytes : 0;

    /// <summary>One of GRE has none when it was made to lead to one end, or to where each packet says.</summary>
    public override bool HasHeader => _hasHeader;

    public override int? ToldLowerIndex => (int)_options[_shape.Link];

    /// <summary>Limits that it has by itself only once it is registered.</summary>
    private bool IsMade { get; set; }

    /// <summary>IP6_TNL_F_CAP_*: whether the ends say enough to send and to receive.</summary>
    private uint Capabilities
    {
        get
        {
            if (_local == 0 || _remote == 0)
            {
                return IP6_TNL_F_CAP_PER_PACKET;
            }
            bool isHere = _local == 1 || _remote == 1;
            bool needsLink = (Ip.IsLinkLocal(_local) || Ip.IsLinkLocal(_remote)) && _options[_shape.Link] == 0;
            return isHere || needsLink ? 0 : (Ip.IsMulticast(_local) ? 0 : IP6_TNL_F_CAP_XMIT) | (Ip.IsMulticast(_remote) ? 0 : IP6_TNL_F_CAP_RCV);
        }
    }

    /// <summary>Around what is inside.</summary>
    private uint OuterBytes => Ip6HeaderBytes + (_erspan?.HeaderBytes ?? (_shape.IsGre ? GreHeader.BytesOf(_options[IFLA_GRE_OFLAGS]) : 0));

    public static void ValidateData(LinkRequest request, Tunnel6Shape shape)
    {
        Attributes data = request.Data;
        if (shape.IsEthernet)
        {
            Require(data.Bytes(shape.Remote) is not { } remote || Ip.Read6(remote) != 0);
        }
        if (shape.IsGre)
        {
            const ushort VersionOrRouting = 0x4007;
            Require((((data.U16Be(IFLA_GRE_IFLAGS) ?? 0) | (data.U16Be(IFLA_GRE_OFLAGS) ?? 0)) & VersionOrRouting) == 0);
        }
        if (shape.IsErspan && request.HasData)
        {
            ErspanData.Validate(data);
            if (data.U8(IFLA_GRE_ERSPAN_VER) is { } version)
            {
                Require(version is 1 or 2);
                new ErspanData().Take(data, checks: true);
            }
        }
        if (shape.Protocol != 0)
        {
            Require(data.U8(shape.Protocol) is null or 0 or IPPROTO_IPIP or IPPROTO_IPV6);
        }
    }

    public override void Create(LinkRequest request)
    {
        Take(request.Data);
        _isExternal = _shape.External != 0 && request.Data.Has(_shape.External);
        bool isThere = _isExternal
            ? Others.Any(o => o._isExternal && o._shape.IsErspan == _shape.IsErspan)
            : Others.Any(o => o.Type == Type && IsSameTunnel(o));
        Refuse(isThere, Errno.EEXIST);
        IsMade = true;
        _hasHeader = _shape.Type != Tunnel6Shape.ArphrdIp6gre || (_remote == 0 && !_isExternal);
        uint? asked = request.Attributes.U32(IFLA_MTU);
        if (_shape.IsVti)
        {
            Mtu = asked is { } mtu ? Math.Clamp(mtu, MtuMin, MtuMax) : Mtu;
        }
        else
        {
            uint encapLimit = (_options[_shape.Flags] & IP6_TNL_F_IGN_ENCAP_LIMIT) != 0 ? 0 : EncapLimitBytes;
            Mtu = asked is { } mtu && Fits(mtu) ? mtu : 1500 - OuterBytes - encapLimit - (_shape.IsEthernet ? EthernetHeaderBytes : 0);
        }
        FollowEnds();
    }

    /// <summary>What is not said is what it would be in a new tunnel. A tunnel of GRE is held against those alone that have no Ethernet inside.</summary>
    public override void Change(Attributes data)
    {
        Refuse(_shape.External != 0 && !_shape.IsGre && data.Has(_shape.External), Errno.EINVAL);
        (LinkOptions Options, UInt128 Local, UInt128 Remote, ErspanData? Erspan) before = (_options, _local, _remote, _erspan);
        Take(data);
        if (Others.Any(o => (_shape.IsGre ? o.Type == Tunnel6Shape.ArphrdIp6gre : o._shape == _shape) && IsSameTunnel(o)))
        {
            (_options, _local, _remote, _erspan) = before;
            throw new RefusedException(Errno.EEXIST);
        }
        if (_shape.IsVti)
        {
            Mtu = 1500 - LinkHeaderBytes - Ip6HeaderBytes;
        }
        FollowEnds();
    }

    public override void WriteData(MessageWriter data)
    {
        if (_erspan is not null)
        {
            _erspan.Write(data);
            _options[IFLA_GRE_OFLAGS] = _erspan.OutFlags((ushort)_options[IFLA_GRE_OFLAGS], _isExternal);
        }
        _options.Write(data);
        data.Attribute(_shape.Local, Ip.Bytes(_local)).Attribute(_shape.Remote, Ip.Bytes(_remote));
        if (_isExternal)
        {
            data.Attribute(_shape.External, []);
        }
    }

    public override void MtuChosen(uint mtu) => Require(_shape.IsVti || Fits(mtu));

    private IEnumerable<Tunnel6Link> Others => Namespace.Links.All.OfType<Tunnel6Link>().Where(o => o != this && o._shape.IsGre == _shape.IsGre && o._shape.IsVti == _shape.IsVti);

    /// <summary>The same ends, and where they count the same link and key.</summary>
    private bool IsSameTunnel(Tunnel6Link other) =>
        other._local == _local && other._remote == _remote
        && (_shape.IsVti || other._options[_shape.Link] == _options[_shape.Link])
        && (!_shape.IsGre || other._options[IFLA_GRE_IKEY] == _options[IFLA_GRE_IKEY]);

    private void Take(Attributes data)
    {
        _options = new(_shape.Options);
        _options.Apply(data);
        _local = data.Bytes(_shape.Local) is { } local ? Ip.Read6(local) : 0;
        _remote = data.Bytes(_shape.Remote) is { } remote ? Ip.Read6(remote) : 0;
        if (_shape.IsErspan)
        {
            _erspan = new();
            _erspan.Take(data, checks: false);
        }
    }

    /// <summary>ip6_tnl_change_mtu.</summary>
    private bool Fits(uint mtu)
    {
        ulong inside = _shape.Protocol == 0 ? 0 : _options[_shape.Protocol];
        return mtu >= (inside == IPPROTO_IPV6 ? Ip6MtuLeast : MtuLeast) && mtu <= (inside == IPPROTO_IPIP ? IpMtuMax : Ip6MtuMax) - OuterBytes;
    }

    private void FollowEnds()
    {
        uint can = Capabilities;
        if (_shape.Flags != 0)
        {
            const uint All = IP6_TNL_F_CAP_XMIT | IP6_TNL_F_CAP_RCV | IP6_TNL_F_CAP_PER_PACKET;
            _options[_shape.Flags] = (_options[_shape.Flags] & ~(ulong)All) | can;
        }
        if (_shape.IsEthernet)
        {
            return;
        }
        bool isToOne = (can & IP6_TNL_F_CAP_XMIT) != 0 && (can & IP6_TNL_F_CAP_RCV) != 0;
        Flags = isToOne ? Flags | IFF_POINTOPOINT : Flags & ~IFF_POINTOPOINT;
        (Mac, Broadcast) = (Ip.Bytes(_local), Ip.Bytes(_remote));
    }
}
