using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Wire.Domain;
using static Wire.Kernel.LinuxNeighbour;
using static Wire.Kernel.LinuxNetlink;
using static Wire.Kernel.LinuxRtnetlink;

namespace Wire.Kernel;

/// <summary>RTM_NEWNEIGH and RTM_DELNEIGH of AF_BRIDGE (<c>ndmsg</c>, bridge(8)).</summary>
internal sealed class FdbEntryCodec : ResourceCodec
{
    public const int NdMsgBytes = 12;

    public override ObjectSource Source => FdbSource.The;

    public override ResourceKind Kind => FdbEntry.TheKind;

    public override RequestNames? NamesOf(NetlinkFamily family, int command) => new(Marshal.SizeOf<NdMsg>(), RouteTables.Neighbour);

    /// <summary>Null for a neighbour of another family, for one of an unknown link, and for what <see cref="IsDerived"/>.</summary>
    public static FdbEntry? Decode(scoped in NetlinkMessage message, LinkTable links, UnknownAttributes unknown)
    {
        NdMsg header = message.Fixed<NdMsg>();
        if (header.ndm_family != AF_BRIDGE || links.Reference(header.ndm_ifindex) is not { } dev)
        {
            return null;
        }
        MacAddress? mac = null;
        IpAddr? remote = null;
        uint? vlan = null, port = null, vni = null, sourceVni = null, nexthop = null;
        string? via = null;
        unknown.Clear();
        AttributeReader attributes = message.Attributes(NdMsgBytes);
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case NDA_LLADDR when attributes.Payload.Length == 6:
                    mac = attributes.ReadMac();
                    break;
                case NDA_DST when attributes.Payload.Length is 4 or 16:
                    remote = attributes.ReadAddress();
                    break;
                case NDA_VLAN:
                    vlan = attributes.ReadU16();
                    break;
                case NDA_PORT:
                    port = attributes.ReadU16Be();
                    break;
                case NDA_VNI:
                    vni = attributes.ReadU32();
                    break;
                case NDA_SRC_VNI:
                    sourceVni = attributes.ReadU32();
                    break;
                case NDA_IFINDEX:
                    via = links.Reference(attributes.ReadU32());
                    break;
                case NDA_NH_ID:
                    nexthop = attributes.ReadU32();
                    break;
                default:
                    unknown.Keep(attributes, AttributePlace.Neighbour);
                    break;
            }
        }
        bool self = (header.ndm_flags & NTF_SELF) != 0;
        // Before Linux 6.14 rtnl_fdb_add announces what a VXLAN has announced already, and less of it.
        bool isHalf = self && remote is null && nexthop is null && links.Find(header.ndm_ifindex) is Vxlan;
        return mac is not { } address || isHalf || IsDerived(self, header.ndm_state, remote, address) ? null : new FdbEntry
        {
            Mac = address,
            Dev = dev,
            Remote = remote,
            Vlan = vlan,
            Self = self,
            State = header.ndm_state,
            Sticky = Flag(header, NTF_STICKY),
            ExternLearn = Flag(header, NTF_EXT_LEARNED),
            Router = Flag(header, NTF_ROUTER),
            Port = port,
            Vni = vni,
            SourceVni = sourceVni,
            Via = via,
            NexthopId = nexthop,
            Unknown = unknown.Take(),
        };
    }

    /// <summary>What is off is not said: learned entries are very many, and have none of these.</summary>
    private static bool? Flag(NdMsg header, byte flag) => (header.ndm_flags & flag) != 0 ? true : null;

    /// <summary>
    /// What follows from something else, and changes without an announcement: a bridge's own addresses and its ports', which it
    /// moves between them in silence (br_fdb_delete_local), and a device's multicast filter, which only listings show.
    /// </summary>
    private static bool IsDerived(bool self, ushort state, IpAddr? remote, MacAddress mac) =>
        self ? remote is null && mac.IsMulticast : (state & NUD_PERMANENT) != 0;

    public override void EncodeCreate(RequestBuilder builder, Operation operation)
    {
        FdbEntry entry = (FdbEntry)operation.After!;
        // A VXLAN floods what has no address of its own to a list of remotes: one entry of several, so each is appended.
        bool oneOfSeveral = entry.Remote is not null && (entry.Mac.IsZero || entry.Mac.IsMulticast);
        Encode(builder, RTM_NEWNEIGH, (ushort)(NLM_F_CREATE | (oneOfSeveral ? NLM_F_APPEND : NLM_F_EXCL)), entry);
    }

    public override void EncodeChange(RequestBuilder builder, Operation operation) =>
        Encode(builder, RTM_NEWNEIGH, NLM_F_REPLACE, (FdbEntry)operation.After!);

    public override void EncodeDelete(RequestBuilder builder, Operation operation) =>
        Encode(builder, RTM_DELNEIGH, 0, (FdbEntry)operation.Before!);

    private static void Encode(RequestBuilder builder, ushort type, ushort flags, FdbEntry entry)
    {
        bool self = entry.IsSelf;
        // Static: the entry is not learned and never ages. NUD_PERMANENT alone would make a bridge take the packets for itself.
        ushort state = entry.State is { } told ? (ushort)told : self ? (ushort)(NUD_NOARP | NUD_PERMANENT) : entry.ExternLearn == true ? NUD_REACHABLE : NUD_NOARP;
        byte marks = (byte)((self ? NTF_SELF : NTF_MASTER) | (entry.Sticky == true ? NTF_STICKY : 0) | (entry.ExternLearn == true ? NTF_EXT_LEARNED : 0) | (entry.Router == true ? NTF_ROUTER : 0));
        NetlinkMessageWriter writer = builder.Begin(type, flags, new NdMsg
        {
            ndm_family = AF_BRIDGE,
            ndm_ifindex = builder.Indexes.Of(entry.Dev),
            ndm_state = state,
            ndm_flags = marks,
        });
        writer.WriteMac(NDA_LLADDR, entry.Mac);
        if (entry.Remote is { } remote)
        {
            writer.WriteAddress(NDA_DST, remote);
        }
        if (entry.Vlan is { } vlan)
        {
            writer.WriteU16(NDA_VLAN, (ushort)vlan);
        }
        writer.WriteU16Be(NDA_PORT, entry.Port);
        writer.WriteU32(NDA_VNI, entry.Vni);
        writer.WriteU32(NDA_SRC_VNI, entry.SourceVni);
        if (entry.Via is { Length: > 0 } via)
        {
            writer.WriteU32(NDA_IFINDEX, builder.Indexes.Of(via));
        }
        writer.WriteU32(NDA_NH_ID, entry.NexthopId);
        builder.End();
    }

    /// <summary>EOPNOTSUPP: the link is no port any more, so its bridge has no entry for it.</summary>
    public override bool MeansGone(int errno) => errno is Errno.ENOENT or Errno.ENODEV or Errno.EOPNOTSUPP;
}

/// <summary>FDB entries of bridges and VXLANs.</summary>
internal sealed class FdbSource : ObjectSource
{
    public static FdbSource The { get; } = new();

    public override ImmutableArray<int> Groups { get; } = [RTNLGRP_NEIGH];

    public override ImmutableArray<ushort> Types { get; } = [RTM_NEWNEIGH, RTM_DELNEIGH];

    private static readonly DumpRequest[] Lists =
    [
        DumpRequest.Of("FDB entries", RTM_GETNEIGH, new NdMsg { ndm_family = AF_BRIDGE }, RTM_NEWNEIGH),
    ];

    public override IEnumerable<DumpRequest> Listings(ObjectContext context) => Lists;

    public override bool IsSelfContained => true;

    public override bool TrySum(scoped in NetlinkMessage message, ref MessageSum sum)
    {
        if (message.Fixed<NdMsg>().ndm_family != AF_BRIDGE)
        {
            return false;
        }
        sum.Add(message.FixedBytes(FdbEntryCodec.NdMsgBytes));
        sum.Add(message.Attributes(FdbEntryCodec.NdMsgBytes), AttributePlace.Neighbour);
        return true;
    }

    public override void Decode(scoped in NetlinkMessage message, ObjectContext context, List<Resource> into)
    {
        if (FdbEntryCodec.Decode(message, context.Links, context.Unknown) is { } told)
        {
            into.Add(told);
        }
    }
}
