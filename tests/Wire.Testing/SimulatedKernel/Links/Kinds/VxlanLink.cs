using static Wire.Testing.Simulation.IfLink;

namespace Wire.Testing.Simulation;

/// <summary>A VXLAN tunnel end (drivers/net/vxlan): an fdb of its own, and at most one of a VNI and port.</summary>
internal sealed class VxlanLink(SimulatedNamespace ns) : SimulatedLink(ns)
{
    private VxlanSettings _settings = new();
    private SimulatedLink? _underlay;

    public override string Kind => "vxlan";

    public override bool HasData => true;

    public override SimulatedLink? Lower => _underlay;

    /// <summary>A VXLAN tells its underlay in IFLA_VXLAN_LINK only.</summary>
    public override SimulatedLink? ToldLower => null;

    public override bool ToldWhileRegistering => true;

    public FdbOfVxlan Fdb => field ??= new(this);

    public VxlanVnis Vnis => field ??= new(this);

    public SimulatedLink? Underlay => _underlay;

    public VxlanSettings Settings => _settings;

    /// <summary>What the link below leaves, and never less than a link must have.</summary>
    private uint MtuOver(SimulatedLink lower) => Math.Max(lower.Mtu - HeaderBytes, MtuMin);

    /// <summary>Bytes around the inner packet: IPv4 20 or IPv6 40, UDP 8, VXLAN 8, inner Ethernet 14.</summary>
    private uint HeaderBytes => _settings.IsV6 ? 70u : 50u;

    public static void ValidateData(LinkRequest request)
    {
        if (!request.HasData)
        {
            throw new RefusedException(Errno.EINVAL, "Required attributes not provided to perform the operation");
        }
        if (request.Data.U32(IFLA_VXLAN_ID) is >= 1 << 24)
        {
            throw new RefusedException(Errno.ERANGE, "VXLAN ID must be lower than 16777216");
        }
    }

    public override void Create(LinkRequest request)
    {
        _settings = VxlanSettings.Read(request.Data);
        _underlay = FindUnderlay(request.SourceNamespace ?? Namespace, _settings);
        if (_underlay is { } lower)
        {
            Mtu = request.Attributes.Has(IFLA_MTU) ? Math.Min(Mtu, MtuOver(lower)) : MtuOver(lower);
        }
        if (Namespace.Links.All.OfType<VxlanLink>().Any(other => other != this && other.Clashes(this)))
        {
            throw new RefusedException(Errno.EEXIST, "A VXLAN device with the specified VNI already exists");
        }
    }

    public override void Registered(LinkRequest request)
    {
        if (_underlay is { } lower)
        {
            lower.Namespace.LinkChanges.Tell(lower, Cause.Kernel, 0);
        }
        Namespace.LinkChanges.Tell(this, Cause.Kernel, uint.MaxValue);
        Fdb.AddDefault();
    }

    public override void Change(Attributes data)
    {
        VxlanSettings wanted = _settings.ChangedBy(data);
        SimulatedLink? underlay = FindUnderlay(Namespace, wanted);
        byte[]? before = _settings.Remote;
        Fdb.RemoveDefault();
        _settings = wanted;
        _underlay = underlay;
        Fdb.AddDefault();
        if (!(before ?? []).AsSpan().SequenceEqual(wanted.Remote ?? []))
        {
            Vnis.DefaultChanged(before, wanted.Remote);
        }
    }

    public override void WriteData(MessageWriter data) => _settings.Write(data);

    /// <summary>Outer packets must fit the underlay.</summary>
    public override void MtuChosen(uint mtu)
    {
        if (_underlay is { } lower && mtu > MtuOver(lower))
        {
            throw new RefusedException(Errno.EINVAL);
        }
    }

    public override void Closing() => Fdb.ForgetLearned();

    public override void Deleting(List<SimulatedLink> together)
    {
        Fdb.Clear();
        Vnis.Clear();
    }

    /// <summary>vxlan_vni_in_use: of those that filter, one that is made has no network yet.</summary>
    private bool Clashes(VxlanLink other) =>
        !_settings.Filters && _settings.IsExternal == other._settings.IsExternal && !other._settings.Filters && _settings.Vni == other._settings.Vni && _settings.Port == other._settings.Port && _settings.IsV6 == other._settings.IsV6;

    private static SimulatedLink? FindUnderlay(SimulatedNamespace ns, VxlanSettings settings)
    {
        if (settings.Link == 0)
        {
            return settings.RemoteIsMulticast
                ? throw new RefusedException(Errno.EINVAL, "Local interface required for multicast remote destination")
                : null;
        }
        return ns.Links.Find(settings.Link) ?? throw new RefusedException(Errno.ENODEV, "Invalid local interface, device not found");
    }
}
