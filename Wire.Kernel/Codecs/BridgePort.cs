using Wire.Domain;
using static Wire.Kernel.LinuxIfLink;
using static Wire.Kernel.LinuxNetlink;
using static Wire.Kernel.LinuxRtnetlink;

namespace Wire.Kernel;

/// <summary>A port of a bridge: IFLA_BRPORT_*.</summary>
internal sealed class BridgePortCodec() : PortCodec(new BridgePortFacet())
{
    /// <summary>
    /// As <c>bridge link set</c> does: by the way of <c>ip link set … type bridge_slave</c> the kernel says nothing of a port that
    /// is down (<c>netdev_state_change</c>, net/core/dev.c).
    /// </summary>
    protected override void EncodeChange(RequestBuilder builder, uint index, Resource asked)
    {
        NetlinkMessageWriter writer = builder.Begin(RTM_SETLINK, 0, new IfInfoMsg { ifi_family = AF_BRIDGE, ifi_index = index });
        int information = writer.BeginNested(IFLA_PROTINFO | NLA_F_NESTED);
        Encode(writer, asked, builder.Indexes);
        writer.EndNested(information);
        builder.End();
    }

    protected override void Encode(NetlinkMessageWriter writer, Resource asked, LinkIndexes indexes)
    {
        BridgePort port = (BridgePort)asked;
        writer.WriteU32(IFLA_BRPORT_COST, port.Cost);
        writer.WriteU16(IFLA_BRPORT_PRIORITY, port.Priority);
        writer.WriteU8(IFLA_BRPORT_MODE, port.Hairpin);
        writer.WriteU8(IFLA_BRPORT_GUARD, port.Guard);
        writer.WriteU8(IFLA_BRPORT_PROTECT, port.RootBlock);
        writer.WriteU8(IFLA_BRPORT_FAST_LEAVE, port.FastLeave);
        writer.WriteU8(IFLA_BRPORT_LEARNING, port.Learning);
        writer.WriteU8(IFLA_BRPORT_UNICAST_FLOOD, port.Flood);
        writer.WriteU8(IFLA_BRPORT_MCAST_FLOOD, port.McastFlood);
        writer.WriteU8(IFLA_BRPORT_MCAST_TO_UCAST, port.McastToUnicast);
        writer.WriteU8(IFLA_BRPORT_BCAST_FLOOD, port.BcastFlood);
        writer.WriteU8(IFLA_BRPORT_PROXYARP, port.ProxyArp);
        writer.WriteU8(IFLA_BRPORT_PROXYARP_WIFI, port.ProxyArpWifi);
        writer.WriteU8(IFLA_BRPORT_NEIGH_SUPPRESS, port.NeighSuppress);
        writer.WriteU8(IFLA_BRPORT_NEIGH_VLAN_SUPPRESS, port.NeighVlanSuppress);
        writer.WriteU8(IFLA_BRPORT_VLAN_TUNNEL, port.VlanTunnel);
        writer.WriteU8(IFLA_BRPORT_ISOLATED, port.Isolated);
        writer.WriteU8(IFLA_BRPORT_LOCKED, port.Locked);
        writer.WriteU8(IFLA_BRPORT_MAB, port.Mab);
        writer.WriteU8(IFLA_BRPORT_MULTICAST_ROUTER, port.McastRouter);
        writer.WriteU32(IFLA_BRPORT_MCAST_MAX_GROUPS, port.McastMaxGroups);
        writer.WriteU16(IFLA_BRPORT_GROUP_FWD_MASK, port.GroupFwdMask);
        if (port.BackupPort is { } backupPort)
        {
            writer.WriteU32(IFLA_BRPORT_BACKUP_PORT, backupPort.Length == 0 ? 0 : indexes.Of(backupPort));
        }
        writer.WriteU32(IFLA_BRPORT_BACKUP_NHID, port.BackupNhid);
    }
}

/// <summary>How a bridge tells of its ports.</summary>
internal sealed class BridgePortFacet() : LinkFacet(BridgePort.TheKind, "bridge")
{
    public override bool IsToldByProtinfo => true;

    public override Resource Decode(AttributeReader data, string link, ObjectContext context)
    {
        uint? cost = null, priority = null, mcastRouter = null, mcastMaxGroups = null, groupFwdMask = null, backupNhid = null;
        bool? hairpin = null, guard = null, rootBlock = null, fastLeave = null, learning = null, flood = null, mcastFlood = null,
            mcastToUnicast = null, bcastFlood = null, proxyArp = null, proxyArpWifi = null, neighSuppress = null, neighVlanSuppress = null,
            vlanTunnel = null, isolated = null, locked = null, mab = null;
        string? backupPort = "";
        while (data.Read())
        {
            switch (data.Type)
            {
                case IFLA_BRPORT_COST:
                    cost = data.ReadU32();
                    break;
                case IFLA_BRPORT_PRIORITY:
                    priority = data.ReadU16();
                    break;
                case IFLA_BRPORT_MODE:
                    hairpin = data.ReadU8() != 0;
                    break;
                case IFLA_BRPORT_GUARD:
                    guard = data.ReadU8() != 0;
                    break;
                case IFLA_BRPORT_PROTECT:
                    rootBlock = data.ReadU8() != 0;
                    break;
                case IFLA_BRPORT_FAST_LEAVE:
                    fastLeave = data.ReadU8() != 0;
                    break;
                case IFLA_BRPORT_LEARNING:
                    learning = data.ReadU8() != 0;
                    break;
                case IFLA_BRPORT_UNICAST_FLOOD:
                    flood = data.ReadU8() != 0;
                    break;
                case IFLA_BRPORT_MCAST_FLOOD:
                    mcastFlood = data.ReadU8() != 0;
                    break;
                case IFLA_BRPORT_MCAST_TO_UCAST:
                    mcastToUnicast = data.ReadU8() != 0;
                    break;
                case IFLA_BRPORT_BCAST_FLOOD:
                    bcastFlood = data.ReadU8() != 0;
                    break;
                case IFLA_BRPORT_PROXYARP:
                    proxyArp = data.ReadU8() != 0;
                    break;
                case IFLA_BRPORT_PROXYARP_WIFI:
                    proxyArpWifi = data.ReadU8() != 0;
                    break;
                case IFLA_BRPORT_NEIGH_SUPPRESS:
                    neighSuppress = data.ReadU8() != 0;
                    break;
                case IFLA_BRPORT_NEIGH_VLAN_SUPPRESS:
                    neighVlanSuppress = data.ReadU8() != 0;
                    break;
                case IFLA_BRPORT_VLAN_TUNNEL:
                    vlanTunnel = data.ReadU8() != 0;
                    break;
                case IFLA_BRPORT_ISOLATED:
                    isolated = data.ReadU8() != 0;
                    break;
                case IFLA_BRPORT_LOCKED:
                    locked = data.ReadU8() != 0;
                    break;
                case IFLA_BRPORT_MAB:
                    mab = data.ReadU8() != 0;
                    break;
                case IFLA_BRPORT_MULTICAST_ROUTER:
                    mcastRouter = data.ReadU8();
                    break;
                case IFLA_BRPORT_MCAST_MAX_GROUPS:
                    mcastMaxGroups = data.ReadU32();
                    break;
                case IFLA_BRPORT_GROUP_FWD_MASK:
                    groupFwdMask = data.ReadU16();
                    break;
                case IFLA_BRPORT_BACKUP_PORT:
                    backupPort = context.Links.Reference(data.ReadU32());
                    break;
                case IFLA_BRPORT_BACKUP_NHID:
                    backupNhid = data.ReadU32();
                    break;
                default:
                    context.Unknown.Keep(data, AttributePlace.BridgePort);
                    break;
            }
        }
        return new BridgePort
        {
            Dev = link, Cost = cost, Priority = priority, Hairpin = hairpin, Guard = guard, RootBlock = rootBlock, FastLeave = fastLeave,
            Learning = learning, Flood = flood, McastFlood = mcastFlood, McastToUnicast = mcastToUnicast, BcastFlood = bcastFlood,
            ProxyArp = proxyArp, ProxyArpWifi = proxyArpWifi, NeighSuppress = neighSuppress, NeighVlanSuppress = neighVlanSuppress,
            VlanTunnel = vlanTunnel, Isolated = isolated, Locked = locked, Mab = mab, McastRouter = mcastRouter, McastMaxGroups = mcastMaxGroups,
            GroupFwdMask = groupFwdMask, BackupPort = backupPort, BackupNhid = backupNhid,
            Unknown = context.Unknown.Take(),
        };
    }
}
