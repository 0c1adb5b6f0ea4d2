using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Wire.Domain;
using static Wire.Kernel.LinuxIfBridge;
using static Wire.Kernel.LinuxIfLink;
using static Wire.Kernel.LinuxNetlink;
using static Wire.Kernel.LinuxRtnetlink;

namespace Wire.Kernel;

/// <summary>
/// VLANs of bridges and their ports. RTM_NEWLINK of AF_BRIDGE has all of a port's. Of a new bridge's own VLAN, and of those that
/// change with the default PVID, only RTM_NEWVLAN and RTM_DELVLAN tell, of which the
/// PVID is looked at: a message for each of thousands of ranges would be as many observations of all VLANs.
/// </summary>
internal sealed class BridgeVlanSource : ObjectSource
{
    private static readonly int IfInfoMsgBytes = Marshal.SizeOf<IfInfoMsg>(), BrVlanMsgBytes = Marshal.SizeOf<BrVlanMsg>();

    public static BridgeVlanSource The { get; } = new();

    public override ImmutableArray<int> Groups { get; } = [RTNLGRP_LINK, RTNLGRP_BRVLAN];

    public override ImmutableArray<ushort> Types { get; } = [RTM_NEWLINK, RTM_DELLINK, RTM_NEWVLAN, RTM_DELVLAN];

    private static readonly DumpRequest[] Lists =
    [
        DumpRequest.Of("VLANs of bridges", RTM_GETLINK, new IfInfoMsg { ifi_family = AF_BRIDGE }, RTM_NEWLINK,
            static writer => writer.WriteU32(IFLA_EXT_MASK, RTEXT_FILTER_BRVLAN_COMPRESSED)),
    ];

    public override IEnumerable<DumpRequest> Listings(ObjectContext context) => Lists;

    /// <summary>A port that left. A VLAN that went leaves the others.</summary>
    public override bool IsDeletion(scoped in NetlinkMessage message) => message.Type == RTM_DELLINK;

    public override void Decode(scoped in NetlinkMessage message, ObjectContext context, List<Resource> into)
    {
        if (message.Type is RTM_NEWVLAN or RTM_DELVLAN)
        {
            DecodePvid(message, context, into);
        }
        else if (!LinkMessages.IsOfLink(message))
        {
            DecodePort(message, context, into);
        }
        else if (IsDeletion(message) && LinkMessages.Identify(message).Name is { } name && new BridgeVlan { Dev = LinkName.Reference(context.Netns, name) } is var gone && context.FindTold(gone) is not null)
        {
            into.Add(gone);
        }
    }

    private static void DecodePort(scoped in NetlinkMessage message, ObjectContext context, List<Resource> into)
    {
        uint index = message.Fixed<IfInfoMsg>().ifi_index, master = 0;
        AttributeReader spec = default;
        bool isTold = false;
        AttributeReader attributes = message.Attributes(IfInfoMsgBytes);
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case IFLA_MASTER:
                    master = attributes.ReadU32();
                    break;
                case IFLA_AF_SPEC:
                    spec = attributes.Nested();
                    isTold = true;
                    break;
            }
        }
        if (context.Links.Reference(index) is not { } dev || master == 0 || !(isTold || HasVlans(context, master)))
        {
            return;
        }
        VlanSet vlans = new();
        context.Unknown.Clear();
        while (spec.Read())
        {
            switch (spec.Type)
            {
                case IFLA_BRIDGE_FLAGS:
                    return; // what a network card says of itself
                case IFLA_BRIDGE_VLAN_INFO:
                    BridgeVlanInfo vlan = spec.ReadFixed<BridgeVlanInfo>();
                    vlans.Add(vlan.flags, vlan.vid);
                    break;
                case IFLA_BRIDGE_VLAN_TUNNEL_INFO:
                    AddTunnel(vlans, spec.Nested());
                    break;
                default:
                    context.Unknown.Keep(spec, AttributePlace.Other);
                    break;
            }
        }
        into.Add(vlans.Of(dev, isSelf: index == master) with { Unknown = context.Unknown.Take() });
    }

    /// <summary>A port without VLANs is told like one of a kernel without them; only a bridge that knows of them has a default PVID.</summary>
    private static bool HasVlans(ObjectContext context, uint bridge) => context.Links.Find(bridge) is Bridge { VlanDefaultPvid: not null };

    private static void AddTunnel(VlanSet vlans, AttributeReader attributes)
    {
        uint id = 0;
        ushort vlan = 0, flags = 0;
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case IFLA_BRIDGE_VLAN_TUNNEL_ID:
                    id = attributes.ReadU32();
                    break;
                case IFLA_BRIDGE_VLAN_TUNNEL_VID:
                    vlan = attributes.ReadU16();
                    break;
                case IFLA_BRIDGE_VLAN_TUNNEL_FLAGS:
                    flags = attributes.ReadU16();
                    break;
            }
        }
        vlans.AddTunnel(flags, vlan, id);
    }

    /// <summary>What is told of a port that left, or of one that nobody knows, is nothing.</summary>
    private static void DecodePvid(scoped in NetlinkMessage message, ObjectContext context, List<Resource> into)
    {
        uint index = message.Fixed<BrVlanMsg>().ifindex;
        if (context.Links.Reference(index) is not { } dev)
        {
            return;
        }
        BridgeVlan? known = context.FindTold(new BridgeVlan { Dev = dev }) as BridgeVlan;
        AttributeReader attributes = message.Attributes(BrVlanMsgBytes);
        while (attributes.Read())
        {
            if (attributes.Type == BRIDGE_VLANDB_ENTRY && InfoOf(attributes.Nested()) is { vid: > 0 and < (ushort)VlanRanges.Max } vlan)
            {
                known = message.Type == RTM_NEWVLAN
                    ? (vlan.flags & BRIDGE_VLAN_INFO_PVID) == 0 ? known : new VlanSet(known, vlan.vid).With(vlan).Of(dev, known?.Self ?? context.Links.Find(index) is Bridge)
                    : known is null || known.Pvid != vlan.vid ? known : new VlanSet(known, vlan.vid).Of(dev, known.Self == true);
            }
        }
        if (known is not null && !known.Equals(context.FindTold(known)))
        {
            into.Add(known);
        }
    }

    private static BridgeVlanInfo InfoOf(AttributeReader entry)
    {
        while (entry.Read())
        {
            if (entry.Type == BRIDGE_VLANDB_ENTRY_INFO)
            {
                return entry.ReadFixed<BridgeVlanInfo>();
            }
        }
        return default;
    }

    /// <summary>The VLANs of one port, as the parts of messages tell them.</summary>
    private sealed class VlanSet
    {
        private readonly List<NumberRange> _untagged = [], _tagged = [];
        private readonly List<VlanTunnel> _tunnels = [];
        private ushort? _first;
        private (ushort Vlan, uint Id)? _firstTunnel;
        private uint _pvid;

        public VlanSet()
        {
        }

        /// <summary>What is known, without the VLAN of which there is news.</summary>
        public VlanSet(BridgeVlan? known, uint news)
        {
            ValueList<NumberRange> rest = new ValueList<NumberRange>([new(news, news)]).Others();
            _untagged.AddRange((known?.Untagged ?? []).And(rest));
            _tagged.AddRange((known?.Tagged ?? []).And(rest));
            _tunnels.AddRange(known?.Tunnels ?? []);
            _pvid = known?.Pvid == news ? 0 : known?.Pvid ?? 0;
        }

        public VlanSet With(BridgeVlanInfo vlan)
        {
            Add(vlan.flags, vlan.vid);
            return this;
        }

        /// <summary>One, or an end of several.</summary>
        public void Add(ushort flags, ushort vlan)
        {
            if ((flags & BRIDGE_VLAN_INFO_RANGE_BEGIN) != 0)
            {
                _first = vlan;
                return;
            }
            Add(flags, new NumberRange((flags & BRIDGE_VLAN_INFO_RANGE_END) != 0 ? _first ?? vlan : vlan, vlan));
            _first = null;
        }

        private void Add(ushort flags, NumberRange vlans)
        {
            if (vlans.First > vlans.Last || vlans.First < VlanRanges.Min || vlans.Last > VlanRanges.Max)
            {
                return;
            }
            _pvid = (flags & BRIDGE_VLAN_INFO_PVID) != 0 ? vlans.First : _pvid;
            ((flags & BRIDGE_VLAN_INFO_UNTAGGED) != 0 ? _untagged : _tagged).Add(vlans);
        }

        public void AddTunnel(ushort flags, ushort vlan, uint id)
        {
            if ((flags & BRIDGE_VLAN_INFO_RANGE_BEGIN) != 0)
            {
                _firstTunnel = (vlan, id);
                return;
            }
            (ushort first, uint firstId) = (flags & BRIDGE_VLAN_INFO_RANGE_END) != 0 ? _firstTunnel ?? (vlan, id) : (vlan, id);
            AddTunnel(new NumberRange(first, vlan), firstId);
            _firstTunnel = null;
        }

        private void AddTunnel(NumberRange vlans, uint id)
        {
            if (vlans.First <= vlans.Last)
            {
                _tunnels.Add(new(vlans.First, vlans.Last, id));
            }
        }

        public BridgeVlan Of(string dev, bool isSelf) => new()
        {
            Dev = dev, Pvid = _pvid, Untagged = VlanRanges.Of(_untagged), Tagged = VlanRanges.Of(_tagged), Tunnels = VlanTunnel.Joined(_tunnels), Self = isSelf,
        };
    }
}
