using static Wire.Testing.Simulation.IfLink;

namespace Wire.Testing.Simulation;

/// <summary>IFLA_VXLAN_* of one device. Addresses in network order, 4 or 16 bytes.</summary>
internal sealed record VxlanSettings
{
    private const ushort KernelDefaultPort = 8472;

    public uint Vni { get; init; }

    public byte[]? Remote { get; init; }

    public byte[]? Local { get; init; }

    /// <summary>The underlay's index, 0 for none.</summary>
    public int Link { get; init; }

    public ushort Port { get; init; } = KernelDefaultPort;

    public byte Ttl { get; init; }

    public byte Tos { get; init; }

    public bool Learning { get; init; } = true;

    /// <summary>Where to is said with each packet (IFLA_VXLAN_COLLECT_METADATA).</summary>
    public bool IsExternal { get; init; }

    /// <summary>It takes the networks that it is told (IFLA_VXLAN_VNIFILTER).</summary>
    public bool Filters { get; init; }

    /// <summary>Seconds.</summary>
    public uint Ageing { get; init; } = 300;

    public bool IsV6 => Remote?.Length == 16 || Local?.Length == 16;

    public bool RemoteIsMulticast => Remote is [>= 224 and < 240, _, _, _] or [0xff, .., _];

    public static VxlanSettings Read(Attributes data) => new VxlanSettings().With(data).Checked();

    /// <summary>vxlan_changelink: everything but the VNI and the port.</summary>
    public VxlanSettings ChangedBy(Attributes data)
    {
        if (data.U32(IFLA_VXLAN_ID) is { } vni && vni != Vni)
        {
            throw new RefusedException(Errno.EOPNOTSUPP, "Cannot change VNI");
        }
        if (data.Has(IFLA_VXLAN_PORT))
        {
            throw new RefusedException(Errno.EOPNOTSUPP, "Cannot change port number");
        }
        return With(data).Checked();
    }

    public void Write(MessageWriter data)
    {
        data.AttributeU32(IFLA_VXLAN_ID, Vni);
        if (Remote is { } remote)
        {
            data.Attribute(remote.Length == 4 ? IFLA_VXLAN_GROUP : IFLA_VXLAN_GROUP6, remote);
        }
        if (Link != 0)
        {
            data.AttributeU32(IFLA_VXLAN_LINK, (uint)Link);
        }
        if (Local is { } local)
        {
            data.Attribute(local.Length == 4 ? IFLA_VXLAN_LOCAL : IFLA_VXLAN_LOCAL6, local);
        }
        data.AttributeU8(IFLA_VXLAN_TTL, Ttl)
            .AttributeU8(IFLA_VXLAN_TOS, Tos)
            .AttributeU8(IFLA_VXLAN_LEARNING, Learning ? (byte)1 : (byte)0)
            .AttributeU32(IFLA_VXLAN_AGEING, Ageing)
            .AttributeU16Be(IFLA_VXLAN_PORT, Port)
            .AttributeU8(IFLA_VXLAN_COLLECT_METADATA, IsExternal ? (byte)1 : (byte)0);
        if (Filters)
        {
            data.AttributeU8(IFLA_VXLAN_VNIFILTER, 1);
        }
    }

    private VxlanSettings With(Attributes data) => this with
    {
        Vni = data.U32(IFLA_VXLAN_ID) ?? Vni,
        Remote = Told(data, IFLA_VXLAN_GROUP, IFLA_VXLAN_GROUP6, Remote),
        Local = Told(data, IFLA_VXLAN_LOCAL, IFLA_VXLAN_LOCAL6, Local),
        Link = (int?)data.U32(IFLA_VXLAN_LINK) ?? Link,
        Port = data.U16Be(IFLA_VXLAN_PORT) ?? Port,
        Ttl = data.U8(IFLA_VXLAN_TTL) ?? Ttl,
        Tos = data.U8(IFLA_VXLAN_TOS) ?? Tos,
        Learning = data.U8(IFLA_VXLAN_LEARNING) is { } learning ? learning != 0 : Learning,
        Ageing = data.U32(IFLA_VXLAN_AGEING) ?? Ageing,
        IsExternal = data.U8(IFLA_VXLAN_COLLECT_METADATA) is { } external ? external != 0 : IsExternal,
        Filters = data.U8(IFLA_VXLAN_VNIFILTER) is { } filters ? filters != 0 : Filters,
    };

    private VxlanSettings Checked()
    {
        if (Filters && !IsExternal)
        {
            throw new RefusedException(Errno.EINVAL, "vxlan vnifilter only valid in collect metadata mode");
        }
        if (Local is [>= 224 and < 240, _, _, _] or [0xff, _, _, _, _, ..])
        {
            throw new RefusedException(Errno.EINVAL, "Local address cannot be multicast");
        }
        if (Local is not null && Remote is not null && Local.Length != Remote.Length)
        {
            throw new RefusedException(Errno.EINVAL, "Local and remote address must be from the same family");
        }
        return this;
    }

    /// <summary>An address of all zero is none.</summary>
    private static byte[]? Told(Attributes data, ushort v4, ushort v6, byte[]? otherwise) =>
        (data.Bytes(v4) ?? data.Bytes(v6)) switch
        {
            null => otherwise,
            var told when told.All(b => b == 0) => null,
            var told => told,
        };
}
