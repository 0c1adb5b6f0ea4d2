using Wire.Domain;
using static Wire.Kernel.GreFlags;
using static Wire.Kernel.LinuxIfTunnel;
using static Wire.Kernel.LinuxIp6Tunnel;

namespace Wire.Kernel;

/// <summary>The attributes of a tunnel as they are read: some mean something only beside others that may come later.</summary>
/// <param name="hasGreFlags">A key is one when a flag says so.</param>
internal ref struct TunnelFields(bool hasGreFlags)
{
    private IpAddr? _local, _remote;
    private string? _underlay = null;
    private uint? _iFlags, _oFlags, _iKey, _oKey, _ttl, _tos, _encapLimit, _flowInfo, _flags, _proto, _fwMark;
    private uint? _encapType, _encapFlags, _encapSport, _encapDport, _erspanIndex, _erspanVer, _erspanDir, _erspanHwid;
    private bool? _pmtuDisc, _ignoreDf;
    private bool _isExternal;

    /// <summary>Takes one attribute; false for one that it does not know.</summary>
    public bool Read(TunnelField field, scoped in AttributeReader attribute, LinkTable links)
    {
        switch (field)
        {
            case TunnelField.Link:
                _underlay = attribute.ReadU32() is var index && index == 0 ? "" : links.Reference(index);
                return true;
            case TunnelField.IFlags:
                _iFlags = attribute.ReadU16Be();
                return true;
            case TunnelField.OFlags:
                _oFlags = attribute.ReadU16Be();
                return true;
            case TunnelField.IKey:
                _iKey = attribute.ReadU32Be();
                return true;
            case TunnelField.OKey:
                _oKey = attribute.ReadU32Be();
                return true;
            case TunnelField.Local:
                _local = attribute.ReadAddress();
                return true;
            case TunnelField.Remote:
                _remote = attribute.ReadAddress();
                return true;
            case TunnelField.Ttl:
                _ttl = attribute.ReadU8();
                return true;
            case TunnelField.Tos:
                _tos = attribute.ReadU8();
                return true;
            case TunnelField.PmtuDisc:
                _pmtuDisc = attribute.ReadU8() != 0;
                return true;
            case TunnelField.EncapLimit:
                _encapLimit = attribute.ReadU8();
                return true;
            case TunnelField.FlowInfo:
                _flowInfo = attribute.ReadU32Be();
                return true;
            case TunnelField.Flags:
                _flags = attribute.ReadU32();
                return true;
            case TunnelField.Proto:
                _proto = attribute.ReadU8();
                return true;
            case TunnelField.EncapType:
                _encapType = attribute.ReadU16();
                return true;
            case TunnelField.EncapFlags:
                _encapFlags = attribute.ReadU16();
                return true;
            case TunnelField.EncapSport:
                _encapSport = attribute.ReadU16Be();
                return true;
            case TunnelField.EncapDport:
                _encapDport = attribute.ReadU16Be();
                return true;
            case TunnelField.CollectMetadata:
                _isExternal = true;
                return true;
            case TunnelField.IgnoreDf:
                _ignoreDf = attribute.ReadU8() != 0;
                return true;
            case TunnelField.FwMark:
                _fwMark = attribute.ReadU32();
                return true;
            case TunnelField.ErspanIndex:
                _erspanIndex = attribute.ReadU32();
                return true;
            case TunnelField.ErspanVer:
                _erspanVer = attribute.ReadU8();
                return true;
            case TunnelField.ErspanDir:
                _erspanDir = attribute.ReadU8();
                return true;
            case TunnelField.ErspanHwid:
                _erspanHwid = attribute.ReadU16();
                return true;
            default:
                return false;
        }
    }

    /// <param name="tunnel">With what only its kind has.</param>
    /// <param name="isOverV6">Limits, classes and labels are told in flags too.</param>
    /// <param name="canBeExternal">Its kind knows collect metadata: not told is off.</param>
    public readonly Tunnel Onto(Tunnel tunnel, bool isOverV6, bool canBeExternal)
    {
        tunnel = tunnel with
        {
            Local = _local,
            Remote = _remote,
            Underlay = _underlay,
            FwMark = _fwMark,
            External = canBeExternal ? _isExternal : null,
            Ttl = _ttl,
            Tos = _tos,
            PmtuDisc = _pmtuDisc,
            IgnoreDf = _ignoreDf,
            IKey = Key(_iFlags, _iKey),
            OKey = Key(_oFlags, _oKey),
            ISeq = Flag(_iFlags, GRE_SEQ),
            OSeq = Flag(_oFlags, GRE_SEQ),
            ICsum = Flag(_iFlags, GRE_CSUM),
            OCsum = Flag(_oFlags, GRE_CSUM),
            Encap = _encapType,
            EncapSport = _encapSport,
            EncapDport = _encapDport,
            EncapCsum = Flag(_encapFlags, TUNNEL_ENCAP_FLAG_CSUM),
            EncapCsum6 = Flag(_encapFlags, TUNNEL_ENCAP_FLAG_CSUM6),
            EncapRemcsum = Flag(_encapFlags, TUNNEL_ENCAP_FLAG_REMCSUM),
            ErspanIndex = _erspanIndex,
            ErspanVer = _erspanVer,
            ErspanDir = _erspanDir,
            ErspanHwid = _erspanHwid,
            Mode = _proto,
        };
        return isOverV6 ? WithV6(tunnel) : tunnel;
    }

    private readonly Tunnel WithV6(Tunnel tunnel) => tunnel with
    {
        EncapLimit = Flag(_flags, IP6_TNL_F_IGN_ENCAP_LIMIT) == true ? TunnelWords.NoEncapLimit : _encapLimit,
        TrafficClass = Flag(_flags, IP6_TNL_F_USE_ORIG_TCLASS) == true ? TunnelWords.InheritTrafficClass : (_flowInfo >> 20) & 0xff,
        FlowLabel = Flag(_flags, IP6_TNL_F_USE_ORIG_FLOWLABEL) == true ? TunnelWords.InheritFlowLabel : _flowInfo & 0xfffff,
        DscpInherit = Flag(_flags, IP6_TNL_F_RCV_DSCP_COPY),
        AllowLocalRemote = Flag(_flags, IP6_TNL_F_ALLOW_LOCAL_REMOTE),
        FwMarkInherit = Flag(_flags, IP6_TNL_F_USE_ORIG_FWMARK),
    };

    private readonly long? Key(uint? flags, uint? key) => hasGreFlags && Flag(flags, GRE_KEY) == false ? TunnelWords.NoKey : key;

    private static bool? Flag(uint? flags, uint flag) => flags is { } bits ? (bits & flag) != 0 : null;
}
