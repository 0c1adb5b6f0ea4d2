using static Wire.Testing.Simulation.IfLink;

namespace Wire.Testing.Simulation;

/// <summary>MACsec (drivers/net/macsec.c). Its channels and associations are told by another family.</summary>
internal sealed class MacsecLink(SimulatedNamespace ns) : RidingLink(ns)
{
    /// <summary>MACSEC_NUM_AN.</summary>
    public const int SasMax = 4;

    private const ulong DefaultCipher = 0x0080_0200_0100_0001;
    private const ulong GcmAes128 = 0x0080_C200_0100_0001;
    private const ulong GcmAes256 = 0x0080_C200_0100_0002;
    private const ulong GcmAesXpn128 = 0x0080_C200_0100_0003;
    private const ulong GcmAesXpn256 = 0x0080_C200_0100_0004;
    private const ulong XpnWindowMax = (1 << 30) - 1;

    /// <summary>SecTAG with SCI, and the protocol.</summary>
    private const uint TagBytes = 16;

    private static readonly LinkOption _icvLength = new(IFLA_MACSEC_ICV_LEN, 1, 16);
    private static readonly LinkOption _cipher = new(IFLA_MACSEC_CIPHER_SUITE, 8, DefaultCipher);
    private static readonly LinkOption _window = new(IFLA_MACSEC_WINDOW, 4);

    private static readonly LinkOption[] _told =
    [
        _icvLength,
        _cipher,
        new(IFLA_MACSEC_ENCODING_SA, 1, Max: 3),
        new(IFLA_MACSEC_ENCRYPT, 1, Max: 1),
        new(IFLA_MACSEC_PROTECT, 1, 1, Max: 1),
        new(IFLA_MACSEC_INC_SCI, 1, 1, Max: 1),
        new(IFLA_MACSEC_ES, 1, Max: 1),
        new(IFLA_MACSEC_SCB, 1, Max: 1),
        new(IFLA_MACSEC_REPLAY_PROTECT, 1, Max: 1),
        new(IFLA_MACSEC_VALIDATION, 1, 2, Max: 2),
        new(IFLA_MACSEC_OFFLOAD, 1),
    ];

    private readonly LinkOptions _options = new(_told);
    private uint _windowPackets;
    private byte[] _sci = [];

    public override string Kind => "macsec";

    public override uint MtuMin => 0;

    public override bool TakesPacketsOfLower => true;

    public MacsecSa?[] TxSas { get; } = new MacsecSa?[SasMax];

    /// <summary>The newest first.</summary>
    public List<MacsecChannel> Channels { get; } = [];

    /// <summary>Those that ride on the same link, this one too.</summary>
    public IEnumerable<MacsecLink> OnSameLower => LinkStack.RidersOf(Lower).OfType<MacsecLink>();

    public int KeyBytes => _options[IFLA_MACSEC_CIPHER_SUITE] is GcmAes256 or GcmAesXpn256 ? 32 : 16;

    /// <summary>Packets are counted in 64 bits (secy->xpn).</summary>
    public bool HasLongPn => _options[IFLA_MACSEC_CIPHER_SUITE] is GcmAesXpn128 or GcmAesXpn256;

    public int PnBytes => HasLongPn ? 8 : 4;

    private uint OverheadBytes => TagBytes + (uint)_options[IFLA_MACSEC_ICV_LEN];

    /// <summary>macsec_validate_attr.</summary>
    public static void ValidateData(LinkRequest request)
    {
        Attributes data = request.Data;
        bool Is(ushort type) => data.U8(type) is > 0;
        new LinkOptions(_told).Apply(data);
        Require(_cipher.Read(data) is null or DefaultCipher or (>= GcmAes128 and <= GcmAesXpn256));
        Require(_icvLength.Read(data) is null or 8 or (>= 12 and <= 16));
        Require(!(Is(IFLA_MACSEC_INC_SCI) && (Is(IFLA_MACSEC_SCB) || Is(IFLA_MACSEC_ES))) && !(Is(IFLA_MACSEC_SCB) && Is(IFLA_MACSEC_ES)));
        Require(!Is(IFLA_MACSEC_REPLAY_PROTECT) || data.Has(IFLA_MACSEC_WINDOW));
    }

    public override bool IsHeardBy(SimulatedLink lower) => true;

    public override IEnumerable<byte[]> HeardFor(SimulatedLink lower) => [Mac];

    public override void Create(LinkRequest request)
    {
        SimulatedLink lower = Named(request);
        Require(lower.Type == ARPHRD_ETHER);
        Refuse(request.Data.U8(IFLA_MACSEC_OFFLOAD) is > 0, Errno.EOPNOTSUPP);
        Require(!request.Data.Has(IFLA_MACSEC_SCI) || request.Data.U8(IFLA_MACSEC_INC_SCI) is not 0);
        _options[IFLA_MACSEC_ICV_LEN] = _icvLength.Read(request.Data) ?? _icvLength.Default;
        Mtu = (uint)Math.Max(0, (int)lower.Mtu - (int)OverheadBytes);
        Refuse(LinkStack.HasRxHandler(lower) && !LinkStack.RidersOf(lower).OfType<MacsecLink>().Any(), Errno.EBUSY);
        LowerLink = lower;
        Mac = MacIsSet ? Mac : lower.Mac;
    }

    public override void Registered(LinkRequest request)
    {
        LinkStack.Ride(this, Lower);
        byte[] port = request.Data.Bytes(IFLA_MACSEC_PORT)?[..2] ?? [0, 1];
        _sci = request.Data.Bytes(IFLA_MACSEC_SCI)?[..8] ?? [.. Mac, .. port];
        Refuse(LinkStack.RidersOf(Lower).OfType<MacsecLink>().Any(o => o != this && o._sci.AsSpan().SequenceEqual(_sci)), Errno.EBUSY);
        Take(request.Data);
        Require(!Lower.HasNoRxHandler);
        Namespace.LinkWatch.Changed(this);
        LowerStateChanged();
    }

    public override void Change(Attributes data)
    {
        Require(!data.Has(IFLA_MACSEC_CIPHER_SUITE) && !data.Has(IFLA_MACSEC_ICV_LEN) && !data.Has(IFLA_MACSEC_SCI) && !data.Has(IFLA_MACSEC_PORT));
        Refuse(data.U8(IFLA_MACSEC_OFFLOAD) is > 0, Errno.EOPNOTSUPP);
        Take(data);
    }

    public override void WriteData(MessageWriter data)
    {
        data.Attribute(IFLA_MACSEC_SCI, _sci);
        _options.Write(data);
        if (_options[IFLA_MACSEC_REPLAY_PROTECT] != 0)
        {
            data.AttributeU32(IFLA_MACSEC_WINDOW, _windowPackets);
        }
    }

    public override void Opening()
    {
        if (Lower.Carrier)
        {
            SetCarrier(true);
        }
    }

    public override void Closing() => SetCarrier(false);

    public override void MtuChosen(uint mtu) => Refuse(Lower.Mtu - OverheadBytes < mtu, Errno.ERANGE);

    public override void LowerMtuChanged()
    {
        uint room = Lower.Mtu - OverheadBytes;
        if (Mtu > room)
        {
            Namespace.LinkChanges.SetMtu(this, room);
        }
    }

    /// <summary>macsec_changelink_common, which leaves nothing behind when it refuses.</summary>
    private void Take(Attributes data)
    {
        ulong cipher = _cipher.Read(data) ?? _options[IFLA_MACSEC_CIPHER_SUITE];
        Require(cipher is not (GcmAesXpn128 or GcmAesXpn256) || _window.Read(data) is not > XpnWindowMax);
        _options.Apply(data);
        _options[IFLA_MACSEC_CIPHER_SUITE] = cipher == GcmAes128 ? DefaultCipher : cipher;
        _windowPackets = data.U32(IFLA_MACSEC_WINDOW) ?? _windowPackets;
    }
}
