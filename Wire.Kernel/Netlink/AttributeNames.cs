using System.Runtime.InteropServices;
using static Wire.Kernel.LinuxIfAddr;
using static Wire.Kernel.LinuxIfLink;
using static Wire.Kernel.LinuxFibRules;
using static Wire.Kernel.LinuxNeighbour;
using static Wire.Kernel.LinuxRtnetlink;

namespace Wire.Kernel;

/// <summary>The kernel's names of the attributes that Wire sends, by where they stand in a request.</summary>
internal static class AttributeNames
{
    /// <summary>Which attributes a run holds.</summary>
    private enum Run
    {
        None,
        Link,
        LinkInfo,
        BridgeData,
        VethData,
        VxlanData,
        VlanData,
        BondData,
        Address,
        Route,
        Rule,
        Neighbour,
    }

    /// <summary>The name of the attribute that begins at, or holds, a byte of the request; null when there is none known.</summary>
    /// <param name="request">A whole message with its header.</param>
    /// <param name="offset">In bytes from the header (NLMSGERR_ATTR_OFFS).</param>
    public static string? At(ReadOnlySpan<byte> request, int offset)
    {
        NetlinkMessageReader messages = new(request);
        if (!messages.Read(out NetlinkMessage message))
        {
            return null;
        }
        if (message.Type >> 8 == LinuxNfnetlink.NFNL_SUBSYS_NFTABLES)
        {
            return NftAttributeNames.At(message, offset);
        }
        (Run run, int fixedBytes) = message.Type switch
        {
            RTM_NEWLINK or RTM_DELLINK => (Run.Link, Marshal.SizeOf<IfInfoMsg>()),
            RTM_NEWADDR or RTM_DELADDR => (Run.Address, Marshal.SizeOf<IfAddrMsg>()),
            RTM_NEWROUTE or RTM_DELROUTE => (Run.Route, Marshal.SizeOf<RtMsg>()),
            RTM_NEWRULE or RTM_DELRULE => (Run.Rule, Marshal.SizeOf<FibRuleHdr>()),
            RTM_NEWNEIGH or RTM_DELNEIGH => (Run.Neighbour, Marshal.SizeOf<NdMsg>()),
            _ => (Run.None, 0),
        };
        return run == Run.None ? null : Find(message.Attributes(fixedBytes), run, offset);
    }

    private static string? Find(AttributeReader attributes, Run run, int offset)
    {
        Run data = Run.None;
        while (attributes.Read())
        {
            if (run == Run.LinkInfo && attributes.Type == IFLA_INFO_KIND)
            {
                data = DataOf(attributes.ReadString());
            }
            if (offset < attributes.Offset || offset >= attributes.Offset + attributes.Raw.Length)
            {
                continue;
            }
            string? inner = offset == attributes.Offset ? null : (run, attributes.Type) switch
            {
                (Run.Link, IFLA_LINKINFO) => Find(attributes.Nested(), Run.LinkInfo, offset),
                (Run.LinkInfo, IFLA_INFO_DATA) => Find(attributes.Nested(), data, offset),
                (Run.VethData, VETH_INFO_PEER) => Find(attributes.NestedAfter(Marshal.SizeOf<IfInfoMsg>()), Run.Link, offset),
                _ => null,
            };
            return inner ?? NameOf(run, attributes.Type);
        }
        return null;
    }

    private static Run DataOf(string infoKind) => infoKind switch
    {
        "bridge" => Run.BridgeData,
        "veth" => Run.VethData,
        "vxlan" => Run.VxlanData,
        "vlan" => Run.VlanData,
        "bond" => Run.BondData,
        _ => Run.None,
    };

    private static string? NameOf(Run run, ushort type) => (run, type) switch
    {
        (Run.Link, IFLA_ADDRESS) => nameof(IFLA_ADDRESS),
        (Run.Link, IFLA_IFNAME) => nameof(IFLA_IFNAME),
        (Run.Link, IFLA_MTU) => nameof(IFLA_MTU),
        (Run.Link, IFLA_LINK) => nameof(IFLA_LINK),
        (Run.Link, IFLA_MASTER) => nameof(IFLA_MASTER),
        (Run.Link, IFLA_LINKINFO) => nameof(IFLA_LINKINFO),
        (Run.Link, IFLA_IFALIAS) => nameof(IFLA_IFALIAS),
        (Run.Link, IFLA_GROUP) => nameof(IFLA_GROUP),
        (Run.Link, IFLA_NET_NS_FD) => nameof(IFLA_NET_NS_FD),
        (Run.LinkInfo, IFLA_INFO_KIND) => nameof(IFLA_INFO_KIND),
        (Run.LinkInfo, IFLA_INFO_DATA) => nameof(IFLA_INFO_DATA),
        (Run.BridgeData, IFLA_BR_FORWARD_DELAY) => nameof(IFLA_BR_FORWARD_DELAY),
        (Run.BridgeData, IFLA_BR_HELLO_TIME) => nameof(IFLA_BR_HELLO_TIME),
        (Run.BridgeData, IFLA_BR_MAX_AGE) => nameof(IFLA_BR_MAX_AGE),
        (Run.BridgeData, IFLA_BR_AGEING_TIME) => nameof(IFLA_BR_AGEING_TIME),
        (Run.BridgeData, IFLA_BR_STP_STATE) => nameof(IFLA_BR_STP_STATE),
        (Run.BridgeData, IFLA_BR_PRIORITY) => nameof(IFLA_BR_PRIORITY),
        (Run.VethData, VETH_INFO_PEER) => nameof(VETH_INFO_PEER),
        (Run.VxlanData, IFLA_VXLAN_ID) => nameof(IFLA_VXLAN_ID),
        (Run.VxlanData, IFLA_VXLAN_GROUP) => nameof(IFLA_VXLAN_GROUP),
        (Run.VxlanData, IFLA_VXLAN_GROUP6) => nameof(IFLA_VXLAN_GROUP6),
        (Run.VxlanData, IFLA_VXLAN_LINK) => nameof(IFLA_VXLAN_LINK),
        (Run.VxlanData, IFLA_VXLAN_LOCAL) => nameof(IFLA_VXLAN_LOCAL),
        (Run.VxlanData, IFLA_VXLAN_LOCAL6) => nameof(IFLA_VXLAN_LOCAL6),
        (Run.VxlanData, IFLA_VXLAN_TTL) => nameof(IFLA_VXLAN_TTL),
        (Run.VxlanData, IFLA_VXLAN_TOS) => nameof(IFLA_VXLAN_TOS),
        (Run.VxlanData, IFLA_VXLAN_LEARNING) => nameof(IFLA_VXLAN_LEARNING),
        (Run.VxlanData, IFLA_VXLAN_PORT) => nameof(IFLA_VXLAN_PORT),
        (Run.VlanData, IFLA_VLAN_ID) => nameof(IFLA_VLAN_ID),
        (Run.BondData, IFLA_BOND_MODE) => nameof(IFLA_BOND_MODE),
        (Run.BondData, IFLA_BOND_MIIMON) => nameof(IFLA_BOND_MIIMON),
        (Run.Address, IFA_ADDRESS) => nameof(IFA_ADDRESS),
        (Run.Address, IFA_LOCAL) => nameof(IFA_LOCAL),
        (Run.Address, IFA_PROTO) => nameof(IFA_PROTO),
        (Run.Route, RTA_DST) => nameof(RTA_DST),
        (Run.Route, RTA_OIF) => nameof(RTA_OIF),
        (Run.Route, RTA_GATEWAY) => nameof(RTA_GATEWAY),
        (Run.Route, RTA_PRIORITY) => nameof(RTA_PRIORITY),
        (Run.Route, RTA_PREFSRC) => nameof(RTA_PREFSRC),
        (Run.Route, RTA_MULTIPATH) => nameof(RTA_MULTIPATH),
        (Run.Route, RTA_TABLE) => nameof(RTA_TABLE),
        (Run.Route, RTA_VIA) => nameof(RTA_VIA),
        (Run.Rule, FRA_DST) => nameof(FRA_DST),
        (Run.Rule, FRA_SRC) => nameof(FRA_SRC),
        (Run.Rule, FRA_IIFNAME) => nameof(FRA_IIFNAME),
        (Run.Rule, FRA_OIFNAME) => nameof(FRA_OIFNAME),
        (Run.Rule, FRA_PRIORITY) => nameof(FRA_PRIORITY),
        (Run.Rule, FRA_FWMARK) => nameof(FRA_FWMARK),
        (Run.Rule, FRA_FWMASK) => nameof(FRA_FWMASK),
        (Run.Rule, FRA_TABLE) => nameof(FRA_TABLE),
        (Run.Rule, FRA_PROTOCOL) => nameof(FRA_PROTOCOL),
        (Run.Neighbour, NDA_DST) => nameof(NDA_DST),
        (Run.Neighbour, NDA_LLADDR) => nameof(NDA_LLADDR),
        (Run.Neighbour, NDA_VLAN) => nameof(NDA_VLAN),
        _ => null,
    };
}
