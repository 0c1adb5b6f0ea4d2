using System.Runtime.InteropServices;
using Wire.Domain;
using static Wire.Kernel.LinuxIfBridge;
using static Wire.Kernel.LinuxIfLink;
using static Wire.Kernel.LinuxNetlink;
using static Wire.Kernel.LinuxRtnetlink;

namespace Wire.Kernel;

/// <summary>
/// VLANs of a bridge's ports and of bridges: RTM_SETLINK and RTM_DELLINK of AF_BRIDGE with IFLA_BRIDGE_VLAN_INFO, as bridge(8) asks.
/// What a port shall have is set as a whole: what is there already changes nothing, and neither does the deletion of what is not.
/// </summary>
internal sealed class BridgeVlanCodec : ResourceCodec
{
    public override ObjectSource Source => BridgeVlanSource.The;

    public override ResourceKind Kind => BridgeVlan.TheKind;

    public override RequestNames? NamesOf(NetlinkFamily family, int command) => new(Marshal.SizeOf<IfInfoMsg>(), LinkTables.OfBridge);

    /// <summary>Without VLANs the bridge registers no such request; with them this one is about no link (ENODEV).</summary>
    public override KernelNeed Need { get; } = new RequestNeed("VLANs of bridges", "CONFIG_BRIDGE_VLAN_FILTERING", writer =>
    {
        writer.Begin(RTM_NEWVLAN, NLM_F_REQUEST | NLM_F_ACK, 1, new BrVlanMsg { family = AF_BRIDGE });
        writer.End();
    }, (errno, _) => errno == Errno.EOPNOTSUPP);

    public override void EncodeChange(RequestBuilder builder, Operation operation)
    {
        BridgeVlan before = (BridgeVlan)operation.Before!, after = (BridgeVlan)operation.After!;
        ValueList<NumberRange> tagged = after.Tagged ?? [];
        ValueList<NumberRange> untagged = after.AllUntagged.Without(tagged);
        ValueList<NumberRange> pvid = after.Pvid is { } id and > 0 ? [new(id, id)] : [];
        List<(NumberRange Vlans, ushort Flags)> set =
        [
            .. untagged.Without(pvid).Select(r => (r, BRIDGE_VLAN_INFO_UNTAGGED)),
            .. tagged.Without(pvid).Select(r => (r, (ushort)0)),
            .. pvid.Select(r => (r, tagged.Contains(r.First) ? BRIDGE_VLAN_INFO_PVID : (ushort)(BRIDGE_VLAN_INFO_PVID | BRIDGE_VLAN_INFO_UNTAGGED))),
        ];
        // What is new comes before what is old goes: a packet of a VLAN that only moves from one flag to another has its way all the time.
        Write(builder, RTM_SETLINK, after, set);
        Write(builder, RTM_DELLINK, after, [.. VlanRanges.Of(set.Select(s => s.Vlans)).Others().Select(r => (r, (ushort)0))]);

        Dictionary<uint, uint> old = IdByVlan(before.Tunnels), wanted = IdByVlan(after.Tunnels);
        WriteTunnels(builder, RTM_DELLINK, after, old.Except(wanted));
        WriteTunnels(builder, RTM_SETLINK, after, wanted.Except(old));
    }

    private static void Write(RequestBuilder builder, ushort type, BridgeVlan of, List<(NumberRange Vlans, ushort Flags)> vlans)
    {
        if (vlans.Count == 0)
        {
            return;
        }
        NetlinkMessageWriter writer = Begin(builder, type, of, out int spec);
        foreach (((uint first, uint last), ushort flags) in vlans)
        {
            if (first == last)
            {
                writer.WriteStruct(IFLA_BRIDGE_VLAN_INFO, new BridgeVlanInfo { flags = flags, vid = (ushort)first });
                continue;
            }
            writer.WriteStruct(IFLA_BRIDGE_VLAN_INFO, new BridgeVlanInfo { flags = (ushort)(flags | BRIDGE_VLAN_INFO_RANGE_BEGIN), vid = (ushort)first });
            writer.WriteStruct(IFLA_BRIDGE_VLAN_INFO, new BridgeVlanInfo { flags = (ushort)(flags | BRIDGE_VLAN_INFO_RANGE_END), vid = (ushort)last });
        }
        writer.EndNested(spec);
        builder.End();
    }

    /// <summary>A VLAN's id is taken before it gets another (EEXIST of <c>__vlan_tunnel_info_add</c>, net/bridge/br_vlan_tunnel.c).</summary>
    private static void WriteTunnels(RequestBuilder builder, ushort type, BridgeVlan of, IEnumerable<KeyValuePair<uint, uint>> idByVlan)
    {
        ValueList<VlanTunnel> tunnels = VlanTunnel.Joined(idByVlan.Select(p => new VlanTunnel(p.Key, p.Key, p.Value)));
        if (tunnels.Count == 0)
        {
            return;
        }
        NetlinkMessageWriter writer = Begin(builder, type, of, out int spec);
        foreach (VlanTunnel tunnel in tunnels)
        {
            bool isRange = tunnel.First != tunnel.Last;
            WriteTunnel(writer, tunnel.First, tunnel.Id, isRange ? BRIDGE_VLAN_INFO_RANGE_BEGIN : (ushort)0);
            if (isRange)
            {
                WriteTunnel(writer, tunnel.Last, tunnel.Id + (tunnel.Last - tunnel.First), BRIDGE_VLAN_INFO_RANGE_END);
            }
        }
        writer.EndNested(spec);
        builder.End();
    }

    private static void WriteTunnel(NetlinkMessageWriter writer, uint vlan, uint id, ushort flags)
    {
        int tunnel = writer.BeginNested(IFLA_BRIDGE_VLAN_TUNNEL_INFO);
        writer.WriteU32(IFLA_BRIDGE_VLAN_TUNNEL_ID, id);
        writer.WriteU16(IFLA_BRIDGE_VLAN_TUNNEL_VID, (ushort)vlan);
        writer.WriteU16(IFLA_BRIDGE_VLAN_TUNNEL_FLAGS, flags);
        writer.EndNested(tunnel);
    }

    private static NetlinkMessageWriter Begin(RequestBuilder builder, ushort type, BridgeVlan of, out int spec)
    {
        NetlinkMessageWriter writer = builder.Begin(type, 0, new IfInfoMsg { ifi_family = AF_BRIDGE, ifi_index = builder.Indexes.Of(of.Dev) });
        spec = writer.BeginNested(IFLA_AF_SPEC);
        if (of.Self == true)
        {
            writer.WriteU16(IFLA_BRIDGE_FLAGS, BRIDGE_FLAGS_SELF);
        }
        return writer;
    }

    private static Dictionary<uint, uint> IdByVlan(ValueList<VlanTunnel>? tunnels)
    {
        Dictionary<uint, uint> ids = [];
        foreach (VlanTunnel tunnel in tunnels ?? [])
        {
            for (uint vlan = tunnel.First; vlan <= tunnel.Last; vlan++)
            {
                ids[vlan] = tunnel.Id + (vlan - tunnel.First);
            }
        }
        return ids;
    }

    public override void EncodeCreate(RequestBuilder builder, Operation operation) => throw Never;

    public override void EncodeDelete(RequestBuilder builder, Operation operation) => throw Never;

    private static InvalidOperationException Never => new("the VLANs of a port come and go with it");

    public override bool MeansGone(int errno) => errno == Errno.ENODEV;
}
