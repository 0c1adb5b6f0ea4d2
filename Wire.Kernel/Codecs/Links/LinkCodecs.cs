using System.Collections.Frozen;
using System.Text;
using Wire.Domain;

namespace Wire.Kernel;

/// <summary>The registration of every kind of link: one line for a new one.</summary>
internal static class LinkCodecs
{
    public static InterfaceCodec Interface { get; } = new();

    private static readonly LinkCodec[] All =
    [
        new BridgeCodec(),
        new VethCodec(),
        new VxlanCodec(),
        new VlanCodec(),
        new BondCodec(),
        new DummyCodec(),
        new IfbCodec(),
        new TapCodec(),
        new TunCodec(),
        new MacvlanCodec(Macvlan.TheKind),
        new MacvlanCodec(Macvtap.TheKind),
        new IpvlanCodec(Ipvlan.TheKind),
        new IpvlanCodec(Ipvtap.TheKind),
        new VrfCodec(),
        new NlmonCodec(),
        new WireguardCodec(),
        new GeneveCodec(),
        new TunnelCodec(Gre.TheKind, "gre", "CONFIG_NET_IPGRE", TunnelNumbers.Gre),
        new TunnelCodec(GreTap.TheKind, "gretap", "CONFIG_NET_IPGRE", TunnelNumbers.Gre),
        new TunnelCodec(Erspan.TheKind, "erspan", "CONFIG_NET_IPGRE", TunnelNumbers.Gre),
        new TunnelCodec(Ip6Gre.TheKind, "ip6gre", "CONFIG_IPV6_GRE", TunnelNumbers.Gre),
        new TunnelCodec(Ip6GreTap.TheKind, "ip6gretap", "CONFIG_IPV6_GRE", TunnelNumbers.Gre),
        new TunnelCodec(Ip6Erspan.TheKind, "ip6erspan", "CONFIG_IPV6_GRE", TunnelNumbers.Gre),
        new TunnelCodec(IpIp.TheKind, "ipip", "CONFIG_NET_IPIP", TunnelNumbers.IpTunnel),
        new SitCodec(),
        new TunnelCodec(Ip6Tnl.TheKind, "ip6tnl", "CONFIG_IPV6_TUNNEL", TunnelNumbers.IpTunnel),
        new TunnelCodec(Vti.TheKind, "vti", "CONFIG_NET_IPVTI", TunnelNumbers.Vti),
        new TunnelCodec(Vti6.TheKind, "vti6", "CONFIG_IPV6_VTI", TunnelNumbers.Vti),
        new XfrmInterfaceCodec(),
        new MacsecCodec(),
        Interface,
    ];

    private static readonly FrozenDictionary<ResourceKind, LinkCodec> ByKind = All.ToFrozenDictionary(c => c.Kind);

    private static readonly (byte[] Word, LinkCodec Codec)[] ByWord =
        [.. All.Where(c => c.InfoKind is not null).Select(c => (Encoding.UTF8.GetBytes(c.InfoKind!), c))];

    public static LinkCodec Of(ResourceKind kind) => ByKind[kind];

    /// <summary>The codec for IFLA_INFO_KIND's text; <see cref="Interface"/> for an unknown or empty one.</summary>
    public static LinkCodec OfInfoKind(ReadOnlySpan<byte> word)
    {
        foreach ((byte[] known, LinkCodec codec) in ByWord)
        {
            if (word.SequenceEqual(known))
            {
                return codec;
            }
        }
        return Interface;
    }
}
