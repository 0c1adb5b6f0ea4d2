using static Wire.Testing.Simulation.IfLink;

namespace Wire.Testing.Simulation;

/// <summary>IFLA_GENEVE_* of one device (struct geneve_config). The other end in network order, 4 or 16 bytes.</summary>
internal sealed record GeneveSettings
{
    private const ushort DefaultPort = 6081;
    private const uint FlowLabelMask = 0xfffff;

    /// <summary>What no change may say, besides the VNI and another family of the other end.</summary>
    private static readonly ushort[] _fixed =
    [
        IFLA_GENEVE_PORT, IFLA_GENEVE_COLLECT_METADATA, IFLA_GENEVE_UDP_CSUM, IFLA_GENEVE_UDP_ZERO_CSUM6_TX, IFLA_GENEVE_UDP_ZERO_CSUM6_RX,
    ];

    public byte[] Remote { get; private init; } = new byte[4];

    public ushort Port { get; private init; } = DefaultPort;

    public bool IsExternal { get; private init; }

    public bool IsOver6 => Remote.Length == 16;

    /// <summary>Anything of a packet's header but the port.</summary>
    public bool SaysHeader => Vni != 0 || HasChecksum || Tos != 0 || Ttl != 0 || Label != 0 || Remote.Any(b => b != 0);

    private uint Vni { get; init; }

    private bool HasChecksum { get; init; }

    private bool ChecksIncoming6 { get; init; }

    private byte Ttl { get; init; }

    private bool InheritsTtl { get; init; }

    private byte Tos { get; init; }

    private byte Df { get; init; }

    private uint Label { get; init; }

    /// <summary>No end is the same in both families.</summary>
    public bool IsSameTunnel(GeneveSettings other) =>
        Vni == other.Vni && Port == other.Port && (Remote.AsSpan().SequenceEqual(other.Remote) || Remote.Concat(other.Remote).All(b => b == 0));

    /// <summary>geneve_nl2info, which refuses in this order.</summary>
    public GeneveSettings With(Attributes data, bool isChange)
    {
        byte[]? remote6 = data.Bytes(IFLA_GENEVE_REMOTE6)?[..16];
        GeneveSettings said = this with
        {
            Remote = data.Bytes(IFLA_GENEVE_REMOTE)?[..4] ?? remote6 ?? Remote,
            Vni = data.U32(IFLA_GENEVE_ID) ?? Vni,
            InheritsTtl = data.U8(IFLA_GENEVE_TTL_INHERIT) is { } inherits ? inherits != 0 : !data.Has(IFLA_GENEVE_TTL) && InheritsTtl,
            Ttl = data.Has(IFLA_GENEVE_TTL_INHERIT) ? Ttl : data.U8(IFLA_GENEVE_TTL) ?? Ttl,
            Tos = data.U8(IFLA_GENEVE_TOS) ?? Tos,
            Df = data.U8(IFLA_GENEVE_DF) ?? Df,
            Label = (data.U32Be(IFLA_GENEVE_LABEL) & FlowLabelMask) ?? Label,
            Port = data.U16Be(IFLA_GENEVE_PORT) ?? Port,
            IsExternal = IsExternal || data.Has(IFLA_GENEVE_COLLECT_METADATA),
            HasChecksum = (HasChecksum || remote6 is not null || data.U8(IFLA_GENEVE_UDP_CSUM) is > 0) && data.U8(IFLA_GENEVE_UDP_ZERO_CSUM6_TX) is null or 0,
            ChecksIncoming6 = (ChecksIncoming6 || remote6 is not null) && data.U8(IFLA_GENEVE_UDP_ZERO_CSUM6_RX) is null or 0,
        };
        Refuse(data.Has(IFLA_GENEVE_REMOTE) && remote6 is not null, Errno.EINVAL);
        Refuse(isChange && said.IsOver6 != IsOver6, Errno.EOPNOTSUPP);
        Refuse(said.Remote is [>= 224 and < 240, _, _, _] or [0xff, _, _, _, _, ..] or [0xfe, >= 0x80 and < 0xc0, _, _, _, ..], Errno.EINVAL);
        Refuse(isChange && said.Vni != Vni, Errno.EOPNOTSUPP);
        Refuse(data.Has(IFLA_GENEVE_LABEL) && said is { Label: > 0, IsOver6: false }, Errno.EINVAL);
        Refuse(isChange && _fixed.Any(data.Has), Errno.EOPNOTSUPP);
        return said;
    }

    public void Write(MessageWriter data)
    {
        data.AttributeU32(IFLA_GENEVE_ID, Vni);
        if (!IsExternal)
        {
            data.Attribute(IsOver6 ? IFLA_GENEVE_REMOTE6 : IFLA_GENEVE_REMOTE, Remote)
                .AttributeU8(IsOver6 ? IFLA_GENEVE_UDP_ZERO_CSUM6_TX : IFLA_GENEVE_UDP_CSUM, Number(HasChecksum != IsOver6));
        }
        data.AttributeU8(IFLA_GENEVE_TTL, Ttl)
            .AttributeU8(IFLA_GENEVE_TOS, Tos)
            .Attribute(IFLA_GENEVE_LABEL, Ip.Bytes(Label))
            .AttributeU8(IFLA_GENEVE_DF, Df)
            .AttributeU16Be(IFLA_GENEVE_PORT, Port);
        if (IsExternal)
        {
            data.Attribute(IFLA_GENEVE_COLLECT_METADATA, []);
        }
        data.AttributeU8(IFLA_GENEVE_UDP_ZERO_CSUM6_RX, Number(!ChecksIncoming6))
            .AttributeU8(IFLA_GENEVE_TTL_INHERIT, Number(InheritsTtl));
    }

    private static byte Number(bool on) => on ? (byte)1 : (byte)0;
}
