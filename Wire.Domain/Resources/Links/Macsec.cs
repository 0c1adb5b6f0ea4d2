using static Wire.Domain.ValueFormats;

namespace Wire.Domain;

/// <summary>
/// A secure channel of IEEE 802.1AE on another link (<c>IFLA_MACSEC_*</c>, linux/if_link.h). Its keys are <see cref="MacsecTxSa"/>,
/// <see cref="MacsecRxSc"/> and <see cref="MacsecRxSa"/>.
/// </summary>
public sealed record Macsec : Link
{
    /// <summary>The link it rides on (IFLA_LINK).</summary>
    public string? Parent { get; init; }

    /// <summary>IFLA_MACSEC_SCI: the Ethernet address, then the port.</summary>
    public ulong? Sci { get; init; }

    /// <summary>IFLA_MACSEC_PORT: the last two bytes of the SCI.</summary>
    public uint? Port { get; init; }

    /// <summary>IFLA_MACSEC_CIPHER_SUITE: the last byte of the identifiers of 802.1AE, table 14-1.</summary>
    public uint? Cipher { get; init; }

    /// <summary>IFLA_MACSEC_ICV_LEN, bytes.</summary>
    public uint? IcvLength { get; init; }

    /// <summary>IFLA_MACSEC_ENCRYPT.</summary>
    public bool? Encrypt { get; init; }

    /// <summary>IFLA_MACSEC_INC_SCI.</summary>
    public bool? SendSci { get; init; }

    /// <summary>IFLA_MACSEC_ES.</summary>
    public bool? EndStation { get; init; }

    /// <summary>IFLA_MACSEC_SCB.</summary>
    public bool? Scb { get; init; }

    /// <summary>IFLA_MACSEC_PROTECT.</summary>
    public bool? Protect { get; init; }

    /// <summary>IFLA_MACSEC_REPLAY_PROTECT.</summary>
    public bool? Replay { get; init; }

    /// <summary>IFLA_MACSEC_WINDOW, packets; told only with <see cref="Replay"/>.</summary>
    public uint? Window { get; init; }

    /// <summary>IFLA_MACSEC_VALIDATION (MACSEC_VALIDATE_*).</summary>
    public uint? Validate { get; init; }

    /// <summary>IFLA_MACSEC_ENCODING_SA, 0 to 3.</summary>
    public uint? EncodingSa { get; init; }

    /// <summary>IFLA_MACSEC_OFFLOAD (MACSEC_OFFLOAD_*).</summary>
    public uint? Offload { get; init; }

    public static readonly ResourceKind TheKind = MakeKind("macsec", () => new Macsec(),
        new ReferenceAttribute<Macsec, string>(ValueFormats.Link, m => m.Parent, (m, x) => m with { Parent = x })
            { Id = 20, Name = "parent", Mutability = Mutability.Recreate, Required = true, Help = "the link it rides on" },
        new ValueAttribute<Macsec, ulong>(ValueFormats.Sci, m => m.Sci, (m, x) => m with { Sci = x })
            { Id = 21, Name = "sci", Mutability = Mutability.Recreate, Help = "what its channel is known by, 16 hex digits; its Ethernet address and port when not said" },
        new ValueAttribute<Macsec, uint>(Number(1, 65535), m => m.Port, (m, x) => m with { Port = x })
            { Id = 22, Name = "port", Mutability = Mutability.Recreate, Help = "the last part of the sci" },
        new ValueAttribute<Macsec, uint>(Words(("gcm-aes-128", 1), ("gcm-aes-256", 2), ("gcm-aes-xpn-128", 3), ("gcm-aes-xpn-256", 4)), m => m.Cipher, (m, x) => m with { Cipher = x })
            { Id = 23, Name = "cipher", Mutability = Mutability.Recreate, Default = "gcm-aes-128", Help = "the cipher suite; xpn has packet numbers of 64 bits" },
        new ValueAttribute<Macsec, uint>(Number(8, 16, "bytes"), m => m.IcvLength, (m, x) => m with { IcvLength = x })
            { Id = 24, Name = "icvlen", Mutability = Mutability.Recreate, Default = "16", Help = "bytes of the check value behind each packet" },
        new ValueAttribute<Macsec, bool>(OnOff, m => m.Encrypt, (m, x) => m with { Encrypt = x })
            { Id = 25, Name = "encrypt", Mutability = Mutability.InPlace, Default = "off", Help = "encrypt, not only authenticate" },
        new ValueAttribute<Macsec, bool>(OnOff, m => m.SendSci, (m, x) => m with { SendSci = x })
            { Id = 26, Name = "send-sci", Mutability = Mutability.InPlace, Default = "on", Help = "put the sci into each packet" },
        new ValueAttribute<Macsec, bool>(OnOff, m => m.EndStation, (m, x) => m with { EndStation = x })
            { Id = 27, Name = "end-station", Mutability = Mutability.InPlace, Default = "off", Help = "say that the sender's address is the sci's" },
        new ValueAttribute<Macsec, bool>(OnOff, m => m.Scb, (m, x) => m with { Scb = x })
            { Id = 28, Name = "scb", Mutability = Mutability.InPlace, Default = "off", Help = "say that it is a single copy broadcast" },
        new ValueAttribute<Macsec, bool>(OnOff, m => m.Protect, (m, x) => m with { Protect = x })
            { Id = 29, Name = "protect", Mutability = Mutability.InPlace, Default = "on", Help = "protect what is sent" },
        new ValueAttribute<Macsec, bool>(OnOff, m => m.Replay, (m, x) => m with { Replay = x })
            { Id = 30, Name = "replay", Mutability = Mutability.InPlace, Default = "off", Help = "drop packets that come again or too late" },
        new ValueAttribute<Macsec, uint>(Number(0, uint.MaxValue, "packets"), m => m.Window, (m, x) => m with { Window = x })
            { Id = 31, Name = "window", Mutability = Mutability.InPlace, Default = "0", MayBeUntold = true, Help = "how many packets late one may come, with replay" },
        new ValueAttribute<Macsec, uint>(Words(("disabled", 0), ("check", 1), ("strict", 2)), m => m.Validate, (m, x) => m with { Validate = x })
            { Id = 32, Name = "validate", Mutability = Mutability.InPlace, Default = "strict", Help = "what becomes of packets that are not valid" },
        new ValueAttribute<Macsec, uint>(Number(0, 3), m => m.EncodingSa, (m, x) => m with { EncodingSa = x })
            { Id = 33, Name = "encodingsa", Mutability = Mutability.InPlace, Default = "0", Help = "the transmit association in use" },
        // The kernel changes it of a link that is down and has neither channels nor associations (macsec_update_offload): that is a new one.
        new ValueAttribute<Macsec, uint>(Words(("off", 0), ("phy", 1), ("mac", 2)), m => m.Offload, (m, x) => m with { Offload = x })
            { Id = 34, Name = "offload", Mutability = Mutability.Recreate, Default = "off", MayBeUntold = true, Help = "let the device of the parent do it" });

    public override ResourceKind Kind => TheKind;

    public override string? RidesOn => Parent;

    /// <summary>It has its parent's, which is in its SCI.</summary>
    public override bool HasOwnMac => false;

    public override bool MtuIsBound => true;

    public override Resource Bare(ITopology live) => (Macsec)base.Bare(live) with { Port = null };

    public override void Check(ValidationContext context)
    {
        base.Check(context);
        if (Sci is not null && Port is not null)
        {
            context.Report("port", "'port' is part of 'sci'", "expected one of them");
        }
        if (new[] { SendSci == true, EndStation == true, Scb == true }.Count(x => x) > 1)
        {
            context.Report("send-sci", "'send-sci', 'end-station' and 'scb' exclude each other", "expected one of them to be on");
        }
    }
}
