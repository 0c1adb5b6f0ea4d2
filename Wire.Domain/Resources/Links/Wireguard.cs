using static Wire.Domain.ValueFormats;

namespace Wire.Domain;

/// <summary>A WireGuard interface (<c>WGDEVICE_A_*</c>, linux/wireguard.h). Whom it talks to are <see cref="WireguardPeer"/>s.</summary>
public sealed record Wireguard : Link
{
    /// <summary>A <see cref="KeyNames">reference</see> to WGDEVICE_A_PRIVATE_KEY; observed, it is found by the public key.</summary>
    public string? PrivateKey { get; init; }

    /// <summary>WGDEVICE_A_PUBLIC_KEY, base64; empty without a private key.</summary>
    public string? PublicKey { get; init; }

    /// <summary>WGDEVICE_A_LISTEN_PORT: UDP. The kernel chooses one when the link is set up without.</summary>
    public uint? ListenPort { get; init; }

    /// <summary>WGDEVICE_A_FWMARK of the packets that it sends, 0 for none.</summary>
    public uint? FwMark { get; init; }

    public static readonly ResourceKind TheKind = MakeKind("wireguard", () => new Wireguard(),
        new ReferenceAttribute<Wireguard, string>(Key(KeyNames.Auto, KeyNames.None), w => w.PrivateKey, (w, x) => w with { PrivateKey = x })
            { Id = 20, Name = "private-key", Mutability = Mutability.InPlace, Default = KeyNames.Auto, MayBeUntold = true, Help = "a key's name; 'auto' is one of its own, made when it is first needed" },
        new ReferenceAttribute<Wireguard, string>(Text(64), w => w.PublicKey, (w, x) => w with { PublicKey = x })
            { Id = 21, Name = "public-key", Mutability = Mutability.Observed, Help = "what its peers know it by" },
        new ValueAttribute<Wireguard, uint>(Number(1, 65535), w => w.ListenPort, (w, x) => w with { ListenPort = x })
            { Id = 22, Name = "listen-port", Mutability = Mutability.InPlace, MayBeUntold = true, Help = "the UDP port; the kernel chooses one when it is not said" },
        new ValueAttribute<Wireguard, uint>(Hex(), w => w.FwMark, (w, x) => w with { FwMark = x })
            { Id = 23, Name = "fwmark", Mutability = Mutability.InPlace, Default = "0x0", MayBeUntold = true, Help = "the mark of the packets that it sends, 0x0 for none" });

    public override ResourceKind Kind => TheKind;

    public override bool TakesMac => false;

    public override string? DefaultOf(ResourceAttribute attribute) => attribute.Name switch
    {
        // ETH_DATA_LEN less what WireGuard adds to an IPv6 packet; no neighbours to ask (wg_setup, drivers/net/wireguard/device.c).
        "mtu" => "1420",
        "arp" or "multicast" => "off",
        "addrgenmode" => "none",
        _ => base.DefaultOf(attribute),
    };

    public override Resource Bare(ITopology live) => (Wireguard)base.Bare(live) with { PrivateKey = PrivateKey is null or KeyNames.Unknown ? null : KeyNames.First(PrivateKey) };
}
