using static Wire.Domain.ValueFormats;

namespace Wire.Domain;

/// <summary>One other end of a <see cref="Wireguard"/> interface (<c>WGPEER_A_*</c>, linux/wireguard.h).</summary>
public sealed record WireguardPeer : Resource
{
    /// <summary>WGPEER_A_PUBLIC_KEY, base64: what the peer is known by.</summary>
    public string PublicKey { get; init; } = "";

    /// <summary>The interface.</summary>
    public string Dev { get; init; } = "";

    /// <summary>WGPEER_A_ENDPOINT: where packets go; the kernel follows a peer that sends from elsewhere.</summary>
    public IpEndpoint? Endpoint { get; init; }

    /// <summary>WGPEER_A_ALLOWEDIPS: the networks behind the peer.</summary>
    public ValueList<IpPrefix>? AllowedIps { get; init; }

    /// <summary>WGPEER_A_PERSISTENT_KEEPALIVE_INTERVAL, seconds; 0 for never.</summary>
    public uint? Keepalive { get; init; }

    /// <summary>A <see cref="KeyNames">reference</see> to WGPEER_A_PRESHARED_KEY.</summary>
    public string? PresharedKey { get; init; }

    public static readonly ResourceKind TheKind = new("wireguard-peer", "wireguard-peer", () => new WireguardPeer(),
        new ReferenceAttribute<WireguardPeer, string>(ValueFormats.PublicKey, p => p.PublicKey, (p, x) => p with { PublicKey = x ?? "" })
            { Id = 1, Name = "public-key", Mutability = Mutability.Identity, Help = "what the peer is known by" },
        new ReferenceAttribute<WireguardPeer, string>(ValueFormats.Link, p => p.Dev, (p, x) => p with { Dev = x ?? "" })
            { Id = 2, Name = "dev", Mutability = Mutability.Identity, Required = true, Help = "the WireGuard link" },
        new ValueAttribute<WireguardPeer, IpEndpoint>(ValueFormats.Endpoint, p => p.Endpoint, (p, x) => p with { Endpoint = x })
            { Id = 3, Name = "endpoint", Mutability = Mutability.InPlace, Moves = true, Help = "where the peer is; one that has moved since is no drift" },
        new ListAttribute<WireguardPeer, IpPrefix>(Prefix, p => p.AllowedIps, (p, x) => p with { AllowedIps = x }, ListOrder.Sorted)
            { Id = 4, Name = "allowed-ip", Mutability = Mutability.InPlace, Default = "", UnsetIsDefault = true, Help = "a network behind the peer; may be repeated" },
        new ValueAttribute<WireguardPeer, uint>(Number(0, 65535, "seconds"), p => p.Keepalive, (p, x) => p with { Keepalive = x })
            { Id = 5, Name = "keepalive", Mutability = Mutability.InPlace, Default = "0", UnsetIsDefault = true, Help = "seconds between empty packets that keep the way open, 0 for none" },
        new ReferenceAttribute<WireguardPeer, string>(Key(KeyNames.None), p => p.PresharedKey, (p, x) => p with { PresharedKey = x })
            { Id = 6, Name = "preshared-key", Mutability = Mutability.InPlace, Default = KeyNames.None, UnsetIsDefault = true, Help = "the name of a key that both ends share" }) { Stage = Stage.LinkDetail };

    public override ResourceKind Kind => TheKind;

    public override ResourceKey Key => new("wireguard-peer", $"{PublicKey} dev {Dev}");

    public override IEnumerable<ResourceKey> Dependencies => [ResourceKey.Link(Dev)];

    public override Resource Bare(ITopology live) => this with { PresharedKey = PresharedKey is null or KeyNames.Unknown ? null : KeyNames.First(PresharedKey) };

    public override void Check(ValidationContext context)
    {
        if (context.FindLink(Dev) is { } link and not Wireguard)
        {
            context.Report("dev", $"{link.Title} is no WireGuard link", "expected a link of kind wireguard");
        }
        foreach (IpPrefix network in (AllowedIps ?? []).Where(n => n.HasHostBits))
        {
            context.Report("allowed-ip", $"{network} has bits behind its prefix", $"expected {network.Network}");
        }
        if (Endpoint is { Address: var address } && (address.IsAny || address.IsMulticast || address.IsLinkLocalV6))
        {
            context.Report("endpoint", $"{address} is no address that a peer can be reached at", null);
        }
    }
}
