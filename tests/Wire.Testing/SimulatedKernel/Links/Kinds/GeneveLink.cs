using static Wire.Testing.Simulation.IfLink;

namespace Wire.Testing.Simulation;

/// <summary>A Geneve tunnel end (drivers/net/geneve.c). It has no link below: routes lead its packets.</summary>
internal sealed class GeneveLink(SimulatedNamespace ns) : SimulatedLink(ns)
{
    private const uint IpMtuMax = 65535;

    /// <summary>UDP, Geneve without options, inner Ethernet.</summary>
    private const uint HeaderBytes = 8 + 8 + 14;

    private const uint Ip4Bytes = 20;
    private const uint Ip6Bytes = 40;

    private bool _isMade;
    private GeneveSettings _settings = new();

    public override string Kind => "geneve";

    public override bool HasData => true;

    public override uint MtuMax => IpMtuMax - HeaderBytes - (_isMade ? OuterBytes : 0);

    private uint OuterBytes => _settings is { IsExternal: false, IsOver6: false } ? Ip4Bytes : Ip6Bytes;

    public static void ValidateData(LinkRequest request)
    {
        if (!request.HasData)
        {
            throw new RefusedException(Errno.EINVAL, "Not enough attributes provided to perform the operation");
        }
        if (request.Data.U32(IFLA_GENEVE_ID) is >= 1 << 24)
        {
            throw new RefusedException(Errno.ERANGE, "Geneve ID must be lower than 16777216");
        }
        if (request.Data.U8(IFLA_GENEVE_DF) is > 2)
        {
            throw new RefusedException(Errno.EINVAL, "Invalid DF attribute");
        }
    }

    public override void Create(LinkRequest request)
    {
        GeneveSettings wanted = new GeneveSettings().With(request.Data, isChange: false);
        if (wanted is { IsExternal: true, SaysHeader: true })
        {
            throw new RefusedException(Errno.EINVAL, "Device is externally controlled, so attributes (VNI, Port, and so on) must not be specified");
        }
        List<GeneveSettings> rivals = [.. Namespace.Links.All.OfType<GeneveLink>().Select(g => g._settings).Where(s => s.Port == wanted.Port)];
        if (rivals.Exists(wanted.IsSameTunnel))
        {
            throw new RefusedException(Errno.EBUSY);
        }
        if (rivals.Exists(r => r.IsExternal || wanted.IsExternal))
        {
            throw new RefusedException(Errno.EPERM);
        }
        _settings = wanted;
        _isMade = true;
        FollowRoute(request.Attributes.U32(IFLA_MTU));
    }

    public override void Change(Attributes data)
    {
        if (_settings.IsExternal)
        {
            throw new RefusedException(Errno.EOPNOTSUPP);
        }
        GeneveSettings wanted = _settings.With(data, isChange: true);
        bool goesElsewhere = !wanted.Remote.AsSpan().SequenceEqual(_settings.Remote);
        _settings = wanted;
        if (goesElsewhere)
        {
            FollowRoute(null);
        }
    }

    public override void WriteData(MessageWriter data) => _settings.Write(data);

    /// <summary>geneve_link_config: the MTU of the link that the other end is reached by, unless one was asked for.</summary>
    private void FollowRoute(uint? asked)
    {
        uint? mtu = asked;
        if (mtu is null && _settings is { IsOver6: false, Remote: var remote })
        {
            mtu = RouteLookup4.ByRules(Namespace, Ip.Read4(remote), 0, 0).Link?.Mtu - Ip4Bytes - HeaderBytes;
        }
        Mtu = Math.Clamp(mtu ?? Mtu, MtuMin, MtuMax);
    }
}
