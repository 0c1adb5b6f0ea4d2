using static Wire.Testing.Simulation.IfLink;
using static Wire.Testing.Simulation.Netlink;
using static Wire.Testing.Simulation.Rtnetlink;

namespace Wire.Testing.Simulation;

/// <summary>RTM_NEWLINK and RTM_DELLINK as rtnl_fill_ifinfo and br_fill_ifinfo write them, in their order; statistics left out.</summary>
internal static class LinkMessages
{
    public static byte[] Write(ushort type, SimulatedLink link, Cause cause, uint change = 0, ushort flags = 0, uint? e = null)
    {
        MessageWriter message = Start(type, AF_UNSPEC, link, cause, change, flags);
        message.AttributeText(IFLA_IFNAME, link.Name)
            .AttributeU32(IFLA_TXQLEN, link.TxQueueLength)
            .AttributeU8(IFLA_OPERSTATE, link.OperState)
            .AttributeU8(IFLA_LINKMODE, 0)
            .AttributeU32(IFLA_MTU, link.Mtu)
            .AttributeU32(IFLA_MIN_MTU, link.MtuMin)
            .AttributeU32(IFLA_MAX_MTU, link.MtuMax)
            .AttributeU32(IFLA_GROUP, link.Group)
            .AttributeU32(IFLA_PROMISCUITY, link.Master is BridgeLink ? 1u : 0)
            .AttributeU32(IFLA_NUM_TX_QUEUES, 1)
            .AttributeU32(IFLA_NUM_RX_QUEUES, 1)
            .AttributeU8(IFLA_CARRIER, link.Carrier ? (byte)1 : (byte)0)
            .AttributeText(IFLA_QDISC, link.Queues.RootKind);
        if (link.ToldLowerIndex is { } lower)
        {
            message.AttributeU32(IFLA_LINK, (uint)lower);
        }
        if (link.Alias is { } alias)
        {
            message.Attribute(IFLA_IFALIAS, System.Text.Encoding.UTF8.GetBytes(alias + "\0"));
        }
        if (link.Master is { } master)
        {
            message.AttributeU32(IFLA_MASTER, (uint)master.Index);
        }
        if (e is { } trigger)
        {
            message.AttributeU32(IFLA_EVENT, trigger);
        }
        if (link.AddressBytes > 0)
        {
            message.Attribute(IFLA_ADDRESS, link.Mac).Attribute(IFLA_BROADCAST, link.Broadcast);
        }
        if (link.Kind is not null || link.Master is not null)
        {
            message.Nest(IFLA_LINKINFO, info => WriteInfo(info, link));
        }
        if (link.ToldLower is { } other && other.Namespace != link.Namespace)
        {
            message.AttributeU32(IFLA_LINK_NETNSID, other.Namespace.IdSeenFrom(link.Namespace));
        }
        return message.ToArray();
    }

    /// <summary>What a bridge says of its port: family AF_BRIDGE. A DELLINK of it means "no port any more", not "no link any more".</summary>
    public static byte[] WriteBridgePort(ushort type, SimulatedLink port, Cause cause, ushort flags = 0) =>
        StartBridgePort(type, port, cause, flags).ToArray();

    /// <summary>With the VLANs of a port, or of a bridge (br_fill_ifinfo).</summary>
    public static byte[] WriteVlans(SimulatedLink link, VlanGroup vlans, Cause cause, ushort flags)
    {
        MessageWriter message = StartBridgePort(RTM_NEWLINK, link, cause, flags);
        return (vlans.Ids.Count > 0 ? message.Nest(IFLA_AF_SPEC, vlans.Write) : message).ToArray();
    }

    private static MessageWriter StartBridgePort(ushort type, SimulatedLink port, Cause cause, ushort flags) =>
        Start(type, AF_BRIDGE, port, cause, 0, flags)
            .AttributeText(IFLA_IFNAME, port.Name)
            .AttributeU32(IFLA_MASTER, (uint)(port.Master?.Index ?? 0))
            .AttributeU32(IFLA_MTU, port.Mtu)
            .AttributeU8(IFLA_OPERSTATE, port.OperState)
            .Attribute(IFLA_ADDRESS, port.Mac)
            .Nest(IFLA_PROTINFO | NLA_F_NESTED, info => port.Master?.WritePort(port, info));

    private static MessageWriter Start(ushort type, byte family, SimulatedLink link, Cause cause, uint change, ushort flags) =>
        new MessageWriter(type, flags, cause.Sequence, cause.PortId)
            .U8(family).U8(0).U16(link.Type).U32((uint)link.Index).U32(link.ToldFlags).U32(change);

    private static void WriteInfo(MessageWriter info, SimulatedLink link)
    {
        if (link.Kind is { } kind)
        {
            info.AttributeText(IFLA_INFO_KIND, kind);
        }
        if (link.HasData)
        {
            info.Nest(IFLA_INFO_DATA, link.WriteData);
        }
        if (link.Master is { Kind: { } masterKind } master)
        {
            info.AttributeText(IFLA_INFO_SLAVE_KIND, masterKind);
            info.Nest(IFLA_INFO_SLAVE_DATA, data => master.WritePort(link, data));
        }
    }
}
