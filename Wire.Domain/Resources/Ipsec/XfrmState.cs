using System.Collections.Frozen;
using static Wire.Domain.ValueFormats;

namespace Wire.Domain;

/// <summary>
/// A security association of IPsec (<c>xfrm_usersa_info</c>, linux/xfrm.h; ip-xfrm(8)): how packets to one address with one SPI are
/// protected. Its counters and its place in the sequence are not state.
/// </summary>
public sealed record XfrmState : Resource
{
    /// <summary>SPIs up to this one are IANA's (RFC 4303, 2.1).</summary>
    private const uint SpiReservedMax = 255;

    /// <summary>A CPI of IP compression has 16 bits (RFC 3173).</summary>
    private const uint CpiMax = 65535;

    /// <summary>XFRMA_REPLAY_ESN_MAX: of the bitmap's bits.</summary>
    private const uint ReplayWindowMax = 4096;

    private const uint FlagEsn = 128, DirOut = 2;

    /// <summary>xfrm_id.spi.</summary>
    public uint Spi { get; init; }

    /// <summary>xfrm_id.daddr.</summary>
    public IpAddr? Dst { get; init; }

    /// <summary>xfrm_id.proto: IPPROTO_ESP, IPPROTO_AH, IPPROTO_COMP.</summary>
    public uint Proto { get; init; } = XfrmWords.Esp;

    /// <summary>XFRMA_MARK: only for packets with this mark.</summary>
    public MaskedNumber? Mark { get; init; }

    /// <summary>xfrm_usersa_info.saddr.</summary>
    public IpAddr? Src { get; init; }

    /// <summary>XFRM_MODE_*.</summary>
    public uint? Mode { get; init; }

    /// <summary>By it templates of policies find it.</summary>
    public uint? ReqId { get; init; }

    /// <summary>alg_name of XFRMA_ALG_AEAD.</summary>
    public string? Aead { get; init; }

    /// <summary>A <see cref="KeyNames">reference</see>.</summary>
    public string? AeadKey { get; init; }

    /// <summary>alg_icv_len, bits.</summary>
    public uint? Icv { get; init; }

    /// <summary>alg_name of XFRMA_ALG_CRYPT.</summary>
    public string? Enc { get; init; }

    /// <summary>A <see cref="KeyNames">reference</see>.</summary>
    public string? EncKey { get; init; }

    /// <summary>alg_name of XFRMA_ALG_AUTH_TRUNC.</summary>
    public string? Auth { get; init; }

    /// <summary>A <see cref="KeyNames">reference</see>.</summary>
    public string? AuthKey { get; init; }

    /// <summary>alg_trunc_len, bits.</summary>
    public uint? AuthTrunc { get; init; }

    /// <summary>alg_name of XFRMA_ALG_COMP.</summary>
    public string? Comp { get; init; }

    /// <summary>Packets; more than 32 of them, or with ESN, by XFRMA_REPLAY_ESN_VAL.</summary>
    public uint? ReplayWindow { get; init; }

    /// <summary>XFRM_STATE_*.</summary>
    public uint? Flags { get; init; }

    /// <summary>XFRMA_SA_EXTRA_FLAGS: XFRM_SA_XFLAG_*.</summary>
    public uint? ExtraFlags { get; init; }

    /// <summary>Which packets may be in it; null for all of the family.</summary>
    public XfrmSelector? Selector { get; init; }

    /// <summary>XFRMA_ENCAP.</summary>
    public XfrmEncap? Encap { get; init; }

    /// <summary>XFRMA_SET_MARK and XFRMA_SET_MARK_MASK.</summary>
    public MaskedNumber? OutputMark { get; init; }

    /// <summary>XFRMA_IF_ID.</summary>
    public uint? IfId { get; init; }

    public XfrmLimits Limits { get; init; } = XfrmLimits.None;

    /// <summary>XFRMA_TFCPAD, bytes.</summary>
    public uint? TfcPad { get; init; }

    /// <summary>XFRMA_OFFLOAD_DEV: the link's reference.</summary>
    public string? OffloadDev { get; init; }

    /// <summary>XFRM_OFFLOAD_INBOUND: 1 for in.</summary>
    public uint? OffloadDir { get; init; }

    /// <summary>XFRMA_SA_DIR: XFRM_SA_DIR_IN 1, XFRM_SA_DIR_OUT 2; since Linux 6.10.</summary>
    public uint? Dir { get; init; }

    /// <summary>XFRM_STATE_*.</summary>
    private static readonly ValueFormat<uint> FlagWords = ValueFormats.Flags(
        ("noecn", 1), ("decap-dscp", 2), ("nopmtudisc", 4), ("wildrecv", 8), ("icmp", 16), ("af-unspec", 32), ("align4", 64), ("esn", FlagEsn));

    public static readonly ResourceKind TheKind = new("xfrm-state", "xfrm-state", () => new XfrmState(),
    [
        new ValueAttribute<XfrmState, uint>(Hex(), s => s.Spi, (s, x) => s with { Spi = x ?? 0 })
            { Id = 1, Name = "spi", Mutability = Mutability.Identity, Help = "the number in the packets; at least 0x100" },
        new ValueAttribute<XfrmState, IpAddr>(ValueFormats.Address, s => s.Dst, (s, x) => s with { Dst = x })
            { Id = 2, Name = "dst", Mutability = Mutability.Identity, Required = true, Help = "whom the packets are for" },
        new ValueAttribute<XfrmState, uint>(XfrmWords.Protocol, s => s.Proto, (s, x) => s with { Proto = x ?? XfrmWords.Esp })
            { Id = 3, Name = "proto", Mutability = Mutability.Identity, Help = "esp, ah or comp" },
        new ValueAttribute<XfrmState, MaskedNumber>(Masked, s => s.Mark, (s, x) => s with { Mark = x })
            { Id = 4, Name = "mark", Mutability = Mutability.Identity, Help = "only for packets with this mark: VALUE[/MASK]" },
        new ValueAttribute<XfrmState, IpAddr>(AddressOrNone, s => s.Src, (s, x) => s with { Src = x })
            { Id = 5, Name = "src", Mutability = Mutability.Recreate, UnsetIsDefault = true, Help = "whom the packets are from" },
        new ValueAttribute<XfrmState, uint>(XfrmWords.Mode, s => s.Mode, (s, x) => s with { Mode = x })
            { Id = 6, Name = "mode", Mutability = Mutability.Recreate, UnsetIsDefault = true, Default = "transport", Help = "what is protected: transport (the payload), tunnel (the whole packet), beet" },
        new ValueAttribute<XfrmState, uint>(ValueFormats.Number(), s => s.ReqId, (s, x) => s with { ReqId = x })
            { Id = 7, Name = "reqid", Mutability = Mutability.Recreate, UnsetIsDefault = true, Default = "0", Help = "the number by which templates of policies mean it" },
        new ReferenceAttribute<XfrmState, string>(XfrmAlgorithm.Format(XfrmAlgorithm.Aead), s => s.Aead, (s, x) => s with { Aead = x })
            { Id = 8, Name = "aead", Mutability = Mutability.Recreate, UnsetIsDefault = true, Help = "encryption with authentication, such as rfc4106(gcm(aes))" },
        new ReferenceAttribute<XfrmState, string>(ValueFormats.Key(), s => s.AeadKey, (s, x) => s with { AeadKey = x })
            { Id = 9, Name = "aead-key", Mutability = Mutability.Recreate, UnsetIsDefault = true, Help = "its key's name; with the salt: 20, 28 or 36 bytes for gcm" },
        new ValueAttribute<XfrmState, uint>(ValueFormats.Number(8, 512, "bits"), s => s.Icv, (s, x) => s with { Icv = x })
            { Id = 10, Name = "icv", Mutability = Mutability.Recreate, UnsetIsDefault = true, Default = "128", Help = "bits of its check value: 64, 96 or 128" },
        new ReferenceAttribute<XfrmState, string>(XfrmAlgorithm.Format(XfrmAlgorithm.Encryption), s => s.Enc, (s, x) => s with { Enc = x })
            { Id = 11, Name = "enc", Mutability = Mutability.Recreate, UnsetIsDefault = true, Help = "encryption, such as cbc(aes)" },
        new ReferenceAttribute<XfrmState, string>(ValueFormats.Key(), s => s.EncKey, (s, x) => s with { EncKey = x })
            { Id = 12, Name = "enc-key", Mutability = Mutability.Recreate, UnsetIsDefault = true, Help = "its key's name" },
        new ReferenceAttribute<XfrmState, string>(XfrmAlgorithm.Format(XfrmAlgorithm.Authentication), s => s.Auth, (s, x) => s with { Auth = x })
            { Id = 13, Name = "auth", Mutability = Mutability.Recreate, UnsetIsDefault = true, Help = "authentication, such as hmac(sha256)" },
        new ReferenceAttribute<XfrmState, string>(ValueFormats.Key(), s => s.AuthKey, (s, x) => s with { AuthKey = x })
            { Id = 14, Name = "auth-key", Mutability = Mutability.Recreate, UnsetIsDefault = true, Help = "its key's name" },
        new ValueAttribute<XfrmState, uint>(ValueFormats.Number(0, 512, "bits"), s => s.AuthTrunc, (s, x) => s with { AuthTrunc = x })
            { Id = 15, Name = "auth-trunc", Mutability = Mutability.Recreate, UnsetIsDefault = true, Help = "bits of its check value; the kernel's default for hmac(sha256) is 96, and RFC 4868 says 128" },
        new ReferenceAttribute<XfrmState, string>(XfrmAlgorithm.Format(XfrmAlgorithm.Compression), s => s.Comp, (s, x) => s with { Comp = x })
            { Id = 16, Name = "comp", Mutability = Mutability.Recreate, UnsetIsDefault = true, Help = "compression, of proto comp: deflate" },
        new ValueAttribute<XfrmState, uint>(ValueFormats.Number(0, ReplayWindowMax, "packets"), s => s.ReplayWindow, (s, x) => s with { ReplayWindow = x })
            { Id = 17, Name = "replay-window", Mutability = Mutability.Recreate, UnsetIsDefault = true, Default = "0", Help = "how many packets one may come late; 0 for no look at their order" },
        new ValueAttribute<XfrmState, uint>(FlagWords, s => s.Flags, (s, x) => s with { Flags = x })
            { Id = 18, Name = "flag", Mutability = Mutability.Recreate, UnsetIsDefault = true, Default = "none", Help = "noecn, decap-dscp, nopmtudisc, wildrecv, icmp, af-unspec, align4, esn; ',' between them" },
        new ValueAttribute<XfrmState, uint>(ValueFormats.Flags(("dont-encap-dscp", 1), ("oseq-may-wrap", 2)), s => s.ExtraFlags, (s, x) => s with { ExtraFlags = x })
            { Id = 19, Name = "extra-flag", Mutability = Mutability.Recreate, UnsetIsDefault = true, Default = "none", Help = "dont-encap-dscp, oseq-may-wrap" },
        new ReferenceAttribute<XfrmState, XfrmSelector>(XfrmSelector.Format, s => s.Selector, (s, x) => s with { Selector = x })
            { Id = 20, Name = "sel", Mutability = Mutability.Recreate, UnsetIsDefault = true, Help = "which packets may be in it: src PREFIX dst PREFIX …" },
        new ValueAttribute<XfrmState, XfrmEncap>(XfrmEncap.Format, s => s.Encap, (s, x) => s with { Encap = x })
        {
            Id = 21, Name = "encap", Mutability = Mutability.InPlace, UnsetIsDefault = true, Help = "the UDP or TCP that ESP is wrapped in to pass NAT: espinudp SPORT DPORT ADDRESS",
            MutabilityBetween = (live, declared) => ((XfrmState)live).Encap?.Type == ((XfrmState)declared).Encap?.Type ? Mutability.InPlace : Mutability.Recreate,
        },
        new ValueAttribute<XfrmState, MaskedNumber>(Masked, s => s.OutputMark, (s, x) => s with { OutputMark = x })
        {
            Id = 22, Name = "output-mark", Mutability = Mutability.InPlace, UnsetIsDefault = true, Help = "the mark that packets leave with: VALUE[/MASK]",
            MutabilityBetween = (_, declared) => OnlyMore(((XfrmState)declared).OutputMark is not null),
        },
        new ValueAttribute<XfrmState, uint>(Hex(), s => s.IfId, (s, x) => s with { IfId = x })
        {
            Id = 23, Name = "if-id", Mutability = Mutability.InPlace, UnsetIsDefault = true, Default = "0x0", Help = "the id of the xfrm link that it is for",
            MutabilityBetween = (_, declared) => OnlyMore(((XfrmState)declared).IfId is > 0),
        },
        new ValueAttribute<XfrmState, uint>(ValueFormats.Number(0, ushort.MaxValue, "bytes"), s => s.TfcPad, (s, x) => s with { TfcPad = x })
            { Id = 24, Name = "tfcpad", Mutability = Mutability.Recreate, UnsetIsDefault = true, Default = "0", Help = "bytes to which packets are padded, of a tunnel" },
        new ReferenceAttribute<XfrmState, string>(ValueFormats.Link, s => s.OffloadDev, (s, x) => s with { OffloadDev = x })
            { Id = 25, Name = "offload-dev", Mutability = Mutability.Recreate, UnsetIsDefault = true, Help = "the link whose hardware does the cryptography" },
        new ValueAttribute<XfrmState, uint>(ValueFormats.Words(("out", 0), ("in", 1)), s => s.OffloadDir, (s, x) => s with { OffloadDir = x })
            { Id = 26, Name = "offload-dir", Mutability = Mutability.Recreate, UnsetIsDefault = true, Help = "out for packets that it sends, in for those that it receives" },
        new ValueAttribute<XfrmState, uint>(ValueFormats.Words(("in", 1), ("out", DirOut)), s => s.Dir, (s, x) => s with { Dir = x })
            { Id = 27, Name = "dir", Mutability = Mutability.Recreate, UnsetIsDefault = true, Help = "in or out: only for packets that way; Linux 6.10 or later" },
        .. XfrmLimits.Attributes<XfrmState>(30, s => s.Limits, (s, x) => s with { Limits = x }),
    ]) { Stage = Stage.Xfrm, OutlivesLinks = true };

    /// <summary><c>xfrm_state_update</c>, net/xfrm/xfrm_state.c: what is nothing is not set.</summary>
    private static Mutability OnlyMore(bool isMore) => isMore ? Mutability.InPlace : Mutability.Recreate;

    public override ResourceKind Kind => TheKind;

    public override ResourceKey Key =>
        new("xfrm-state", $"{Hex().Format(Spi)} dst {Dst} proto {XfrmWords.Protocol.Format(Proto)}{(Mark is { } mark ? $" mark {mark}" : "")}");

    public override IEnumerable<ResourceKey> Dependencies =>
        [.. new[] { OffloadDev, Selector?.Dev }.OfType<string>().Where(d => d.Length > 0).Distinct().Select(ResourceKey.Link)];

    /// <summary><c>xfrm_dev_state_flush</c>, net/xfrm/xfrm_device.c.</summary>
    public override IEnumerable<ResourceKey> GoesWith => OffloadDev is { Length: > 0 } dev ? [ResourceKey.Link(dev)] : [];

    public override bool GoesWhenDown => OffloadDev is { Length: > 0 };

    public override string? DefaultOf(ResourceAttribute attribute) => attribute.Name == "auth-trunc"
        ? Auth is not null && XfrmAlgorithm.Authentication.TryGetValue(Auth, out XfrmAlgorithm? known) ? XfrmWords.Number(known.IcvBits[0]) : null
        : attribute.Default;

    public override Resource Bare(ITopology live) => this with { AeadKey = Kept(AeadKey), EncKey = Kept(EncKey), AuthKey = Kept(AuthKey) };

    private static string? Kept(string? key) => key is null or KeyNames.Unknown ? null : KeyNames.First(key);

    public override void Check(ValidationContext context)
    {
        if (Spi is 0 or <= SpiReservedMax && Proto != XfrmWords.Comp)
        {
            context.Report("spi", $"0x{Spi:x} is reserved (RFC 4303)", $"expected a number from 0x{SpiReservedMax + 1:x}");
        }
        else if (Proto == XfrmWords.Comp && Spi is 0 or > CpiMax)
        {
            context.Report("spi", $"0x{Spi:x} is no CPI of IP compression", $"expected a number from 0x1 to 0x{CpiMax:x}");
        }
        if (Src is { IsAny: false } src && Dst is { } dst && src.IsV6 != dst.IsV6)
        {
            context.Report("src", $"{src} and {dst} are of different families", "expected both IPv4 or both IPv6: what a tunnel carries is in 'sel'");
        }
        if (Mark is { } mark && (mark.Value & ~mark.Mask) != 0)
        {
            context.Report("mark", $"{mark} has bits that do not count, so no packet has it", $"expected {new MaskedNumber(mark.Value & mark.Mask, mark.Mask)}");
        }
        CheckAlgorithms(context);
        CheckReplay(context);
        if (TfcPad is > 0 && Mode != XfrmWords.Tunnel)
        {
            context.Report("tfcpad", "only packets of a tunnel are padded", "expected 'mode tunnel'");
        }
        if (Encap is not null && Proto != XfrmWords.Esp)
        {
            context.Report("encap", "only esp is wrapped", "expected 'proto esp'");
        }
        if (OffloadDev is { Length: > 0 } != OffloadDir is not null)
        {
            context.Report(OffloadDev is null ? "offload-dir" : "offload-dev", "'offload-dev' and 'offload-dir' belong together", "expected both");
        }
        if (OffloadDev is { } device && LinkName.Split(device).Netns is { } netns)
        {
            context.Report("offload-dev", $"IPsec is declared for Wire's own namespace, and {device} is in '{netns}'", "expected a link of Wire's own namespace");
        }
        Selector?.Check(context, _ => "sel");
        Limits.Check(context);
    }

    private void CheckReplay(ValidationContext context)
    {
        bool isEsn = ((Flags ?? 0) & FlagEsn) != 0;
        if (Proto == XfrmWords.Comp && (isEsn || ReplayWindow > 0))
        {
            context.Report(isEsn ? "flag" : "replay-window", "packets of comp have no sequence numbers", "expected 'proto esp' or 'proto ah'");
        }
        if (isEsn && ReplayWindow is null or 0 && Dir != DirOut)
        {
            context.Report("flag", "'esn' needs a window: 'replay-window' is missing", "expected 'replay-window 32' or more, or 'dir out'");
        }
        if (Dir == DirOut && ReplayWindow > 0)
        {
            context.Report("replay-window", "what is sent has no window", "expected none with 'dir out'");
        }
    }

    private void CheckAlgorithms(ValidationContext context)
    {
        string[] wanted = Proto switch { XfrmWords.Ah => ["auth"], XfrmWords.Comp => ["comp"], _ => Aead is not null ? ["aead"] : ["enc", "auth"] };
        foreach (string word in new[] { "aead", "enc", "auth", "comp" })
        {
            if (Kind.Find(word)!.IsSet(this) && !wanted.Contains(word))
            {
                context.Report(word, Aead is not null && Proto == XfrmWords.Esp ? $"'aead' encrypts and authenticates: '{word}' has no place beside it" : $"{XfrmWords.Protocol.Format(Proto)} has no '{word}'",
                    $"expected {string.Join(" and ", wanted.Select(w => $"'{w}'"))} only");
            }
        }
        if (!wanted.Any(w => w != "auth" || Proto == XfrmWords.Ah ? Kind.Find(w)!.IsSet(this) : false) && !context.IsDoubtful)
        {
            context.Report(null, $"{Title} does not say how", Proto switch
            {
                XfrmWords.Ah => "expected 'auth NAME' and 'auth-key KEY'",
                XfrmWords.Comp => "expected 'comp deflate'",
                _ => "expected 'aead NAME' and 'aead-key KEY', or 'enc' and 'auth' with their keys ('enc ecb(cipher_null)' for no encryption)",
            });
        }
        CheckOne(context, "aead", Aead, AeadKey, "icv", Icv, XfrmAlgorithm.Aead);
        CheckOne(context, "enc", Enc, EncKey, null, null, XfrmAlgorithm.Encryption);
        CheckOne(context, "auth", Auth, AuthKey, "auth-trunc", AuthTrunc, XfrmAlgorithm.Authentication);
    }

    private static void CheckOne(ValidationContext context, string word, string? name, string? key, string? bitsWord, uint? bits, FrozenDictionary<string, XfrmAlgorithm> known)
    {
        if (name is null)
        {
            if (key is not null || bits is not null)
            {
                context.Report(key is not null ? $"{word}-key" : bitsWord, $"'{word}' is missing", $"expected '{word} NAME' too");
            }
            return;
        }
        XfrmAlgorithm? algorithm = known.GetValueOrDefault(name);
        bool hasKey = algorithm is null || algorithm.KeyBytes.Count > 0;
        if (hasKey != key is not null && !context.IsDoubtful)
        {
            context.Report(hasKey ? word : $"{word}-key", hasKey ? $"{name} needs a key: '{word}-key' is missing" : $"{name} has no key", hasKey ? $"expected '{word}-key KEY'" : $"expected no '{word}-key'");
        }
        if (bits is { } said && algorithm is not null && !algorithm.IcvBits.Contains(said))
        {
            context.Report(bitsWord, $"{name} has no check value of {said} bits", $"expected {string.Join(", ", algorithm.IcvBits)}");
        }
        if (bitsWord == "auth-trunc" && bits is null && algorithm is null)
        {
            context.Report(word, $"how long a check value {name} has is not known here", "expected 'auth-trunc BITS'");
        }
    }
}
