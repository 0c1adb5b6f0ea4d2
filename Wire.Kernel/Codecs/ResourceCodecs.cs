using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Wire.Domain;

namespace Wire.Kernel;

/// <summary>The registration of what is no link, and the one codec for requests about links of every kind.</summary>
internal static class ResourceCodecs
{
    private static readonly LinkRequests Links = new();

    /// <summary>One line for a new kind. Listed in this order, after the links.</summary>
    public static ImmutableArray<ResourceCodec> All { get; } =
    [
        new NetworkNamespaceCodec(),
        new EthtoolCodec(),
        new XdpCodec(),
        new SysctlCodec(),
        new AddressCodec(),
        new NeighbourCodec(),
        new FouPortCodec(),
        new NexthopObjectCodec(),
        new RouteCodec(),
        new RuleCodec(),
        new FdbEntryCodec(),
        new WireguardPeerCodec(),
        new BridgePortCodec(),
        new BondPortCodec(),
        new BridgeVlanCodec(),
        new MdbEntryCodec(),
        new VxlanVniCodec(),
        new NftTableCodec(),
        new NftChainCodec(),
        new NftSetCodec(NftSet.TheKind),
        new NftSetCodec(NftMap.TheKind),
        new NftRuleCodec(),
        new MacsecTxSaCodec(),
        new MacsecRxScCodec(),
        new MacsecRxSaCodec(),
        new XfrmStateCodec(),
        new XfrmPolicyCodec(),
        .. QdiscSource.Codecs,
        new HtbClassCodec(),
        .. FilterSource.Codecs,
    ];

    private static readonly FrozenDictionary<ResourceKind, ResourceCodec> ByKind = All.ToFrozenDictionary(c => c.Kind);

    public static ResourceCodec Of(ResourceKind kind) => kind.IsLink ? Links : ByKind[kind];

    /// <summary>What the attributes of a request about an object of the kind are called.</summary>
    public static RequestNames? NamesOf(ResourceKind kind, NetlinkFamily family, int command) => !kind.IsLink ? ByKind[kind].NamesOf(family, command)
        : family == NetlinkFamily.Generic ? new(Marshal.SizeOf<GenlMsgHdr>(), LinkCodecs.Of(kind).DetailNames)
        : Links.NamesOf(family, command);

    /// <summary>What the kernel has to have for objects of a kind; null when every kernel has it.</summary>
    public static KernelNeed? NeedOf(ResourceKind kind) => kind.IsLink
        ? LinkCodecs.Of(kind) is { InfoKind: { } infoKind } codec ? LinkKindNeed.Of(kind.Name, infoKind, codec.KernelOption) : null
        : ByKind[kind].Need;
}
