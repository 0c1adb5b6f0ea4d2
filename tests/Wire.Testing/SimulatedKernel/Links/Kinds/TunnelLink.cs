using System.Buffers.Binary;
using static Wire.Testing.Simulation.IfLink;

namespace Wire.Testing.Simulation;

/// <summary>A tunnel over IPv4 (net/ipv4/ip_tunnel.c). It does not depend on the link that its packets leave by, which may even be gone.</summary>
internal class TunnelLink : SimulatedLink
{
    private const uint Ip4HeaderBytes = 20;
    private const uint EthernetHeaderBytes = 14;

    private readonly TunnelShape _shape;
    private LinkOptions _options;

    public TunnelLink(SimulatedNamespace ns, TunnelShape shape)
        : base(ns)
    {
        _shape = shape;
        _options = new(shape.Options);
        Flags = shape.IsEthernet ? Flags : IFF_NOARP;
    }

    public override string Kind => _shape.Kind;

    public override ushort Type => _shape.Type;

    public override bool HasData => true;

    public override int AddressBytes => _shape.IsEthernet ? 6 : 4;

    /// <summary>A GRE tunnel to one other end has none (ipgre_tunnel_init).</summary>
    public override bool HasHeader => Kind != "gre" || (Flags & IFF_POINTOPOINT) == 0;

    public override bool MacChanges => _shape.IsEthernet;

    public override uint MtuMin => _shape.IsEthernet || _shape.TellsMtuLimits ? _shape.MtuLeast : 0;

    public override uint MtuMax => _shape.TellsMtuLimits ? _shape.OuterMax - Ip4HeaderBytes : 0;

    public override int? ToldLowerIndex => (int)_options[_shape.Link];

    protected LinkOptions Options => _options;

    /// <summary>Between the outer IPv4 header and what is inside.</summary>
    protected virtual uint HeaderBytes => _shape.HeaderBytesOf(_options);

    private uint OuterBytes => HeaderBytes + Ip4HeaderBytes + (_shape.IsEthernet ? EthernetHeaderBytes : 0);

    private bool HasRemote => _options[_shape.Remote] != 0;

    public static void ValidateData(LinkRequest request, TunnelShape shape)
    {
        bool forbidden = new[] { shape.InFlags, shape.OutFlags }.Any(f => f != 0 && (request.Data.U16Be(f) & 0x4007) is > 0);
        bool nowhere = shape.IsEthernet && request.Data.U32(shape.Remote) == 0;
        bool protocol = shape.Protocol != 0 && request.Data.U8(shape.Protocol) is { } inside && !shape.Protocols.Contains(inside);
        if (forbidden || nowhere || protocol)
        {
            throw new RefusedException(Errno.EINVAL);
        }
    }

    public override void Create(LinkRequest request)
    {
        Take(request.Data, request.HasData);
        TakeOwn(request.Data);
        if (Namespace.Links.All.OfType<TunnelLink>().Any(IsSameTunnel))
        {
            throw new RefusedException(Errno.EEXIST);
        }
        Flags |= HasRemote && !_shape.IsEthernet ? IFF_POINTOPOINT : 0;
        Mtu = request.Attributes.U32(IFLA_MTU) is { } mtu
            ? Math.Clamp(mtu, _shape.MtuLeast, _shape.OuterMax - OuterBytes)
            : Math.Max(OuterMtu() - OuterBytes, _shape.MtuLeast);
        FollowAddresses();
    }

    /// <summary>What is not said is what it would be in a new tunnel, but for the mark; what is carried (ip_tunnel_update) stays.</summary>
    public override void Change(Attributes data)
    {
        LinkOptions before = _options;
        uint outerBefore = OuterBytes;
        _options = new(_shape.Options) { [_shape.Mark] = before[_shape.Mark] };
        try
        {
            Require(_shape.IgnoreDf == 0 || before[_shape.IgnoreDf] == 0 || data.U8(_shape.PathMtuDiscovery) is 0);
            _options = KeepIgnoreDf(_options, before);
            Take(data, hasData: true);
            TakeOwn(data);
            foreach (LinkOption option in _shape.Options.Where(o => o.IsFixed))
            {
                _options[option.Type] = before[option.Type];
            }
            bool isOtherWay = !_shape.IsEthernet && HasRemote != ((Flags & IFF_POINTOPOINT) != 0);
            Require(!_shape.LooksAtEndsFirst || !isOtherWay);
            if (Namespace.Links.All.OfType<TunnelLink>().Any(t => t != this && IsSameTunnel(t)))
            {
                throw new RefusedException(Errno.EEXIST);
            }
            Require(!isOtherWay);
        }
        catch (RefusedException)
        {
            _options = before;
            throw;
        }
        if (_options[_shape.Link] != before[_shape.Link] || _options[_shape.Mark] != before[_shape.Mark])
        {
            Mtu = Math.Max(OuterMtu() - outerBefore, _shape.MtuLeast);
        }
        Mtu = Math.Max(Mtu + outerBefore - OuterBytes, _shape.MtuLeast);
        FollowAddresses();
    }

    public override void WriteData(MessageWriter data) => _options.Write(data);

    public override void MtuChosen(uint mtu) => Require(mtu >= _shape.MtuLeast && mtu <= _shape.OuterMax - OuterBytes);

    /// <summary>What the kind has besides, before another tunnel is looked for.</summary>
    protected virtual void TakeOwn(Attributes data)
    {
    }

    private LinkOptions KeepIgnoreDf(LinkOptions options, LinkOptions before)
    {
        if (_shape.IgnoreDf != 0)
        {
            options[_shape.IgnoreDf] = before[_shape.IgnoreDf];
        }
        return options;
    }

    /// <summary>ip_tunnel_netlink_parms: the path's MTU is minded unless that is turned off, and always when a TTL is given.</summary>
    private void Take(Attributes data, bool hasData)
    {
        _options.Apply(data);
        if (_shape.PathMtuDiscovery == 0)
        {
            return;
        }
        bool wanted = data.U8(_shape.PathMtuDiscovery) is null or > 0;
        bool byTtl = _shape.Ttl != 0 && data.U8(_shape.Ttl) is > 0;
        _options[_shape.PathMtuDiscovery] = hasData && (wanted || byTtl) ? 1u : 0;
        Require(_shape.IgnoreDf == 0 || _options[_shape.IgnoreDf] == 0 || _options[_shape.PathMtuDiscovery] == 0);
    }

    /// <summary>ip_tunnel_find: the same ends over the same link, and the same key for what comes in, even one that is not asked for.</summary>
    private bool IsSameTunnel(TunnelLink other) =>
        other._shape == _shape
        && new[] { _shape.Local, _shape.Remote, _shape.Link }.All(o => other._options[o] == _options[o])
        && (_shape.InFlags == 0 || (HasKey == other.HasKey && _options[_shape.InKey] == other._options[_shape.InKey]));

    private bool HasKey => (_options[_shape.InFlags] & 0x2000) != 0;

    /// <summary>ip_tunnel_bind_dev: of the link that the other end is reached by, if one is known.</summary>
    private uint OuterMtu()
    {
        RouteLookup4.Result way = HasRemote
            ? RouteLookup4.ByRules(Namespace, (uint)_options[_shape.Remote], 0, (int)_options[_shape.Link])
            : RouteLookup4.Nothing;
        return (way.Link ?? Namespace.Links.Find((int)_options[_shape.Link]))?.Mtu ?? 1500;
    }

    /// <summary>A tunnel that is no Ethernet has its ends for addresses.</summary>
    private void FollowAddresses()
    {
        if (!_shape.IsEthernet)
        {
            (Mac, Broadcast) = (BytesOf(_shape.Local), BytesOf(_shape.Remote));
        }
    }

    private byte[] BytesOf(ushort option)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)_options[option]);
        return bytes;
    }
}
