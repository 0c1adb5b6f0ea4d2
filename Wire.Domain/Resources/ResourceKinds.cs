using System.Collections.Immutable;

namespace Wire.Domain;

/// <summary>The registration of every kind: one line for a new one.</summary>
public static class ResourceKinds
{
    public static ImmutableArray<ResourceKind> All { get; } =
    [
        Bridge.TheKind,
        Veth.TheKind,
        Vxlan.TheKind,
        Vlan.TheKind,
        Bond.TheKind,
        Dummy.TheKind,
        Ifb.TheKind,
        Tap.TheKind,
        Macvlan.TheKind,
        Macvtap.TheKind,
        Ipvlan.TheKind,
        Ipvtap.TheKind,
        Vrf.TheKind,
        Nlmon.TheKind,
        Tun.TheKind,
        Wireguard.TheKind,
        Geneve.TheKind,
        Gre.TheKind,
        GreTap.TheKind,
        Erspan.TheKind,
        Ip6Gre.TheKind,
        Ip6GreTap.TheKind,
        Ip6Erspan.TheKind,
        IpIp.TheKind,
        Sit.TheKind,
        Ip6Tnl.TheKind,
        Vti.TheKind,
        Vti6.TheKind,
        XfrmInterface.TheKind,
        Macsec.TheKind,
        Interface.TheKind,
        Ethtool.TheKind,
        Xdp.TheKind,
        Address.TheKind,
        NexthopObject.TheKind,
        Route.TheKind,
        Rule.TheKind,
        FdbEntry.TheKind,
        WireguardPeer.TheKind,
        BridgePort.TheKind,
        BondPort.TheKind,
        NftTable.TheKind,
        NftChain.TheKind,
        NftSet.TheKind,
        NftMap.TheKind,
        NftRule.TheKind,
        MacsecTxSa.TheKind,
        MacsecRxSc.TheKind,
        MacsecRxSa.TheKind,
    ];

    private static readonly ImmutableDictionary<string, ResourceKind> ByName = All.ToImmutableDictionary(k => k.Name);

    public static ResourceKind? Find(string name) => ByName.GetValueOrDefault(name);
}
