using System.Runtime.InteropServices;
using Wire.Domain;
using static Wire.Kernel.LinuxIfBridge;
using static Wire.Kernel.LinuxIfLink;

namespace Wire.Kernel;

/// <summary>IFLA_BR_*: times are clock ticks of USER_HZ, a hundredth of a second (net/bridge/br_netlink.c).</summary>
internal sealed class BridgeCodec() : LinkCodec(Bridge.TheKind, "bridge")
{
    private const uint TicksPerSecond = 100;

    public override string KernelOption => "CONFIG_BRIDGE";

    public override AttributePlace DataPlace => AttributePlace.BridgeData;

    public override AttributeTable DataNames => LinkTables.Bridge;

    public override Link Decode(scoped in LinkData data)
    {
        uint? priority = null, forwardDelay = null, helloTime = null, maxAge = null, ageing = null, vlanProtocol = null, vlanDefaultPvid = null,
            groupFwdMask = null, fdbMaxLearned = null, mcastRouter = null, mcastHashElasticity = null, mcastHashMax = null,
            mcastLastMemberCount = null, mcastStartupQueryCount = null, mcastIgmpVersion = null, mcastMldVersion = null;
        ulong? mcastLastMemberInterval = null, mcastMembershipInterval = null, mcastQuerierInterval = null, mcastQueryInterval = null,
            mcastQueryResponseInterval = null, mcastStartupQueryInterval = null;
        bool? stp = null, vlanFiltering = null, vlanStats = null, vlanStatsPerPort = null, noLinklocalLearn = null, mst = null, mcastSnooping = null,
            mcastVlanSnooping = null, mcastQuerier = null, mcastQueryUseIfaddr = null, mcastStats = null, nfCallIptables = null,
            nfCallIp6tables = null, nfCallArptables = null;
        MacAddress? groupAddress = null;
        AttributeReader attributes = data.Attributes;
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case IFLA_BR_STP_STATE:
                    stp = attributes.ReadU32() != 0;
                    break;
                case IFLA_BR_PRIORITY:
                    priority = attributes.ReadU16();
                    break;
                case IFLA_BR_FORWARD_DELAY:
                    forwardDelay = Seconds(attributes.ReadU32());
                    break;
                case IFLA_BR_HELLO_TIME:
                    helloTime = Seconds(attributes.ReadU32());
                    break;
                case IFLA_BR_MAX_AGE:
                    maxAge = Seconds(attributes.ReadU32());
                    break;
                case IFLA_BR_AGEING_TIME:
                    ageing = Seconds(attributes.ReadU32());
                    break;
                case IFLA_BR_VLAN_FILTERING:
                    vlanFiltering = attributes.ReadU8() != 0;
                    break;
                case IFLA_BR_VLAN_PROTOCOL:
                    vlanProtocol = attributes.ReadU16Be();
                    break;
                case IFLA_BR_VLAN_DEFAULT_PVID:
                    vlanDefaultPvid = attributes.ReadU16();
                    break;
                case IFLA_BR_VLAN_STATS_ENABLED:
                    vlanStats = attributes.ReadU8() != 0;
                    break;
                case IFLA_BR_VLAN_STATS_PER_PORT:
                    vlanStatsPerPort = attributes.ReadU8() != 0;
                    break;
                case IFLA_BR_GROUP_ADDR:
                    groupAddress = attributes.ReadMac();
                    break;
                case IFLA_BR_GROUP_FWD_MASK:
                    groupFwdMask = attributes.ReadU16();
                    break;
                case IFLA_BR_FDB_MAX_LEARNED:
                    fdbMaxLearned = attributes.ReadU32();
                    break;
                case IFLA_BR_MCAST_SNOOPING:
                    mcastSnooping = attributes.ReadU8() != 0;
                    break;
                case IFLA_BR_MCAST_ROUTER:
                    mcastRouter = attributes.ReadU8();
                    break;
                case IFLA_BR_MCAST_QUERIER:
                    mcastQuerier = attributes.ReadU8() != 0;
                    break;
                case IFLA_BR_MCAST_QUERY_USE_IFADDR:
                    mcastQueryUseIfaddr = attributes.ReadU8() != 0;
                    break;
                case IFLA_BR_MCAST_HASH_ELASTICITY:
                    mcastHashElasticity = attributes.ReadU32();
                    break;
                case IFLA_BR_MCAST_HASH_MAX:
                    mcastHashMax = attributes.ReadU32();
                    break;
                case IFLA_BR_MCAST_LAST_MEMBER_CNT:
                    mcastLastMemberCount = attributes.ReadU32();
                    break;
                case IFLA_BR_MCAST_STARTUP_QUERY_CNT:
                    mcastStartupQueryCount = attributes.ReadU32();
                    break;
                case IFLA_BR_MCAST_LAST_MEMBER_INTVL:
                    mcastLastMemberInterval = attributes.ReadU64();
                    break;
                case IFLA_BR_MCAST_MEMBERSHIP_INTVL:
                    mcastMembershipInterval = attributes.ReadU64();
                    break;
                case IFLA_BR_MCAST_QUERIER_INTVL:
                    mcastQuerierInterval = attributes.ReadU64();
                    break;
                case IFLA_BR_MCAST_QUERY_INTVL:
                    mcastQueryInterval = attributes.ReadU64();
                    break;
                case IFLA_BR_MCAST_QUERY_RESPONSE_INTVL:
                    mcastQueryResponseInterval = attributes.ReadU64();
                    break;
                case IFLA_BR_MCAST_STARTUP_QUERY_INTVL:
                    mcastStartupQueryInterval = attributes.ReadU64();
                    break;
                case IFLA_BR_MCAST_STATS_ENABLED:
                    mcastStats = attributes.ReadU8() != 0;
                    break;
                case IFLA_BR_MCAST_IGMP_VERSION:
                    mcastIgmpVersion = attributes.ReadU8();
                    break;
                case IFLA_BR_MCAST_MLD_VERSION:
                    mcastMldVersion = attributes.ReadU8();
                    break;
                case IFLA_BR_NF_CALL_IPTABLES:
                    nfCallIptables = attributes.ReadU8() != 0;
                    break;
                case IFLA_BR_NF_CALL_IP6TABLES:
                    nfCallIp6tables = attributes.ReadU8() != 0;
                    break;
                case IFLA_BR_NF_CALL_ARPTABLES:
                    nfCallArptables = attributes.ReadU8() != 0;
                    break;
                case IFLA_BR_MULTI_BOOLOPT:
                    BoolOptions options = attributes.ReadFixed<BoolOptions>();
                    noLinklocalLearn = options[BR_BOOLOPT_NO_LL_LEARN];
                    mst = options[BR_BOOLOPT_MST_ENABLE];
                    mcastVlanSnooping = options[BR_BOOLOPT_MCAST_VLAN_SNOOPING];
                    break;
                default:
                    data.Unknown.Keep(attributes, DataPlace);
                    break;
            }
        }
        return new Bridge
        {
            Stp = stp, Priority = priority, ForwardDelay = forwardDelay, HelloTime = helloTime, MaxAge = maxAge, Ageing = ageing,
            VlanFiltering = vlanFiltering, VlanProtocol = vlanProtocol, VlanDefaultPvid = vlanDefaultPvid, VlanStats = vlanStats,
            VlanStatsPerPort = vlanStatsPerPort, GroupAddress = groupAddress, GroupFwdMask = groupFwdMask, NoLinklocalLearn = noLinklocalLearn,
            Mst = mst, FdbMaxLearned = fdbMaxLearned, McastSnooping = mcastSnooping, McastVlanSnooping = mcastVlanSnooping,
            McastRouter = mcastRouter, McastQuerier = mcastQuerier, McastQueryUseIfaddr = mcastQueryUseIfaddr,
            McastHashElasticity = mcastHashElasticity, McastHashMax = mcastHashMax, McastLastMemberCount = mcastLastMemberCount,
            McastStartupQueryCount = mcastStartupQueryCount, McastLastMemberInterval = mcastLastMemberInterval,
            McastMembershipInterval = mcastMembershipInterval, McastQuerierInterval = mcastQuerierInterval, McastQueryInterval = mcastQueryInterval,
            McastQueryResponseInterval = mcastQueryResponseInterval, McastStartupQueryInterval = mcastStartupQueryInterval, McastStats = mcastStats,
            McastIgmpVersion = mcastIgmpVersion, McastMldVersion = mcastMldVersion, NfCallIptables = nfCallIptables,
            NfCallIp6tables = nfCallIp6tables, NfCallArptables = nfCallArptables,
        };
    }

    public override void Encode(NetlinkMessageWriter writer, Link link, LinkIndexes indexes)
    {
        Bridge bridge = (Bridge)link;
        writer.WriteU32(IFLA_BR_STP_STATE, bridge.Stp);
        writer.WriteU16(IFLA_BR_PRIORITY, bridge.Priority);
        writer.WriteU32(IFLA_BR_FORWARD_DELAY, bridge.ForwardDelay * TicksPerSecond);
        writer.WriteU32(IFLA_BR_HELLO_TIME, bridge.HelloTime * TicksPerSecond);
        writer.WriteU32(IFLA_BR_MAX_AGE, bridge.MaxAge * TicksPerSecond);
        writer.WriteU32(IFLA_BR_AGEING_TIME, bridge.Ageing * TicksPerSecond);
        writer.WriteU8(IFLA_BR_VLAN_FILTERING, bridge.VlanFiltering);
        writer.WriteU16Be(IFLA_BR_VLAN_PROTOCOL, bridge.VlanProtocol);
        writer.WriteU16(IFLA_BR_VLAN_DEFAULT_PVID, bridge.VlanDefaultPvid);
        writer.WriteU8(IFLA_BR_VLAN_STATS_ENABLED, bridge.VlanStats);
        writer.WriteU8(IFLA_BR_VLAN_STATS_PER_PORT, bridge.VlanStatsPerPort);
        writer.WriteMac(IFLA_BR_GROUP_ADDR, bridge.GroupAddress);
        writer.WriteU16(IFLA_BR_GROUP_FWD_MASK, bridge.GroupFwdMask);
        writer.WriteU32(IFLA_BR_FDB_MAX_LEARNED, bridge.FdbMaxLearned);
        writer.WriteU8(IFLA_BR_MCAST_SNOOPING, bridge.McastSnooping);
        writer.WriteU8(IFLA_BR_MCAST_ROUTER, bridge.McastRouter);
        writer.WriteU8(IFLA_BR_MCAST_QUERIER, bridge.McastQuerier);
        writer.WriteU8(IFLA_BR_MCAST_QUERY_USE_IFADDR, bridge.McastQueryUseIfaddr);
        writer.WriteU32(IFLA_BR_MCAST_HASH_MAX, bridge.McastHashMax);
        writer.WriteU32(IFLA_BR_MCAST_LAST_MEMBER_CNT, bridge.McastLastMemberCount);
        writer.WriteU32(IFLA_BR_MCAST_STARTUP_QUERY_CNT, bridge.McastStartupQueryCount);
        writer.WriteU64(IFLA_BR_MCAST_LAST_MEMBER_INTVL, bridge.McastLastMemberInterval);
        writer.WriteU64(IFLA_BR_MCAST_MEMBERSHIP_INTVL, bridge.McastMembershipInterval);
        writer.WriteU64(IFLA_BR_MCAST_QUERIER_INTVL, bridge.McastQuerierInterval);
        writer.WriteU64(IFLA_BR_MCAST_QUERY_INTVL, bridge.McastQueryInterval);
        writer.WriteU64(IFLA_BR_MCAST_QUERY_RESPONSE_INTVL, bridge.McastQueryResponseInterval);
        writer.WriteU64(IFLA_BR_MCAST_STARTUP_QUERY_INTVL, bridge.McastStartupQueryInterval);
        writer.WriteU8(IFLA_BR_MCAST_STATS_ENABLED, bridge.McastStats);
        writer.WriteU8(IFLA_BR_MCAST_IGMP_VERSION, bridge.McastIgmpVersion);
        writer.WriteU8(IFLA_BR_MCAST_MLD_VERSION, bridge.McastMldVersion);
        writer.WriteU8(IFLA_BR_NF_CALL_IPTABLES, bridge.NfCallIptables);
        writer.WriteU8(IFLA_BR_NF_CALL_IP6TABLES, bridge.NfCallIp6tables);
        writer.WriteU8(IFLA_BR_NF_CALL_ARPTABLES, bridge.NfCallArptables);
        BoolOptions options = new(
            (BR_BOOLOPT_NO_LL_LEARN, bridge.NoLinklocalLearn), (BR_BOOLOPT_MCAST_VLAN_SNOOPING, bridge.McastVlanSnooping), (BR_BOOLOPT_MST_ENABLE, bridge.Mst));
        if (options.optmask != 0)
        {
            writer.Write(IFLA_BR_MULTI_BOOLOPT, MemoryMarshal.AsBytes([options]));
        }
    }

    /// <summary>The nearest second: other programs may have set hundredths.</summary>
    private static uint Seconds(uint ticks) => (ticks + TicksPerSecond / 2) / TicksPerSecond;
}
