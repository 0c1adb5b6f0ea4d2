using static Wire.Kernel.LinuxIfTunnel;

namespace Wire.Kernel;

/// <summary>What an attribute of a tunnel holds, whatever its number is among the attributes of its kind.</summary>
internal enum TunnelField : byte
{
    None,
    Link,
    IFlags,
    OFlags,
    IKey,
    OKey,
    Local,
    Remote,
    Ttl,
    Tos,
    PmtuDisc,
    EncapLimit,
    FlowInfo,
    Flags,
    Proto,
    EncapType,
    EncapFlags,
    EncapSport,
    EncapDport,
    CollectMetadata,
    IgnoreDf,
    FwMark,
    ErspanIndex,
    ErspanVer,
    ErspanDir,
    ErspanHwid,
}

/// <summary>IFLA_GRE_*, IFLA_IPTUN_* and IFLA_VTI_* say the same with other numbers: which number is which field.</summary>
internal sealed class TunnelNumbers
{
    private readonly TunnelField[] _fields = new TunnelField[ErspanNumberMax + 1];
    private readonly ushort[] _numbers = new ushort[(int)TunnelField.ErspanHwid + 1];

    /// <summary>The greatest of all.</summary>
    private const ushort ErspanNumberMax = IFLA_GRE_ERSPAN_HWID;

    private TunnelNumbers(AttributeTable names, params ReadOnlySpan<(TunnelField Field, ushort Number)> numbers)
    {
        Names = names;
        foreach ((TunnelField field, ushort number) in numbers)
        {
            _fields[number] = field;
            _numbers[(int)field] = number;
        }
    }

    /// <summary>What the kernel calls them.</summary>
    public AttributeTable Names { get; }

    public static TunnelNumbers Gre { get; } = new(TunnelTables.Gre,
        (TunnelField.Link, IFLA_GRE_LINK),
        (TunnelField.IFlags, IFLA_GRE_IFLAGS),
        (TunnelField.OFlags, IFLA_GRE_OFLAGS),
        (TunnelField.IKey, IFLA_GRE_IKEY),
        (TunnelField.OKey, IFLA_GRE_OKEY),
        (TunnelField.Local, IFLA_GRE_LOCAL),
        (TunnelField.Remote, IFLA_GRE_REMOTE),
        (TunnelField.Ttl, IFLA_GRE_TTL),
        (TunnelField.Tos, IFLA_GRE_TOS),
        (TunnelField.PmtuDisc, IFLA_GRE_PMTUDISC),
        (TunnelField.EncapLimit, IFLA_GRE_ENCAP_LIMIT),
        (TunnelField.FlowInfo, IFLA_GRE_FLOWINFO),
        (TunnelField.Flags, IFLA_GRE_FLAGS),
        (TunnelField.EncapType, IFLA_GRE_ENCAP_TYPE),
        (TunnelField.EncapFlags, IFLA_GRE_ENCAP_FLAGS),
        (TunnelField.EncapSport, IFLA_GRE_ENCAP_SPORT),
        (TunnelField.EncapDport, IFLA_GRE_ENCAP_DPORT),
        (TunnelField.CollectMetadata, IFLA_GRE_COLLECT_METADATA),
        (TunnelField.IgnoreDf, IFLA_GRE_IGNORE_DF),
        (TunnelField.FwMark, IFLA_GRE_FWMARK),
        (TunnelField.ErspanIndex, IFLA_GRE_ERSPAN_INDEX),
        (TunnelField.ErspanVer, IFLA_GRE_ERSPAN_VER),
        (TunnelField.ErspanDir, IFLA_GRE_ERSPAN_DIR),
        (TunnelField.ErspanHwid, IFLA_GRE_ERSPAN_HWID));

    public static TunnelNumbers IpTunnel { get; } = new(TunnelTables.IpTunnel,
        (TunnelField.Link, IFLA_IPTUN_LINK),
        (TunnelField.Local, IFLA_IPTUN_LOCAL),
        (TunnelField.Remote, IFLA_IPTUN_REMOTE),
        (TunnelField.Ttl, IFLA_IPTUN_TTL),
        (TunnelField.Tos, IFLA_IPTUN_TOS),
        (TunnelField.EncapLimit, IFLA_IPTUN_ENCAP_LIMIT),
        (TunnelField.FlowInfo, IFLA_IPTUN_FLOWINFO),
        (TunnelField.Flags, IFLA_IPTUN_FLAGS),
        (TunnelField.Proto, IFLA_IPTUN_PROTO),
        (TunnelField.PmtuDisc, IFLA_IPTUN_PMTUDISC),
        (TunnelField.EncapType, IFLA_IPTUN_ENCAP_TYPE),
        (TunnelField.EncapFlags, IFLA_IPTUN_ENCAP_FLAGS),
        (TunnelField.EncapSport, IFLA_IPTUN_ENCAP_SPORT),
        (TunnelField.EncapDport, IFLA_IPTUN_ENCAP_DPORT),
        (TunnelField.CollectMetadata, IFLA_IPTUN_COLLECT_METADATA),
        (TunnelField.FwMark, IFLA_IPTUN_FWMARK));

    public static TunnelNumbers Vti { get; } = new(TunnelTables.Vti,
        (TunnelField.Link, IFLA_VTI_LINK),
        (TunnelField.IKey, IFLA_VTI_IKEY),
        (TunnelField.OKey, IFLA_VTI_OKEY),
        (TunnelField.Local, IFLA_VTI_LOCAL),
        (TunnelField.Remote, IFLA_VTI_REMOTE),
        (TunnelField.FwMark, IFLA_VTI_FWMARK));

    public TunnelField FieldOf(ushort number) => number < _fields.Length ? _fields[number] : TunnelField.None;

    public ushort this[TunnelField field] => _numbers[(int)field];
}
