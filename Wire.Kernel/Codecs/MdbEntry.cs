using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Wire.Domain;
using static Wire.Kernel.LinuxIfBridge;
using static Wire.Kernel.LinuxNetlink;
using static Wire.Kernel.LinuxRtnetlink;

namespace Wire.Kernel;

/// <summary>RTM_NEWMDB and RTM_DELMDB (<c>br_port_msg</c>, bridge(8)).</summary>
internal sealed class MdbEntryCodec : ResourceCodec
{
    public override ObjectSource Source => MdbSource.The;

    public override ResourceKind Kind => MdbEntry.TheKind;

    public override RequestNames? NamesOf(NetlinkFamily family, int command) => new(Marshal.SizeOf<BrPortMsg>(), LinkTables.Mdb);

    /// <summary>What was learned is replaced, and a bridge's own group of Ethernet cannot be (EOPNOTSUPP of <c>br_mdb_replace</c> for hosts).</summary>
    public override void EncodeCreate(RequestBuilder builder, Operation operation)
    {
        MdbEntry entry = (MdbEntry)operation.After!;
        Encode(builder, RTM_NEWMDB, (ushort)(NLM_F_CREATE | (entry.Port == entry.Dev ? NLM_F_EXCL : NLM_F_REPLACE)), entry);
    }

    public override void EncodeChange(RequestBuilder builder, Operation operation) =>
        Encode(builder, RTM_NEWMDB, NLM_F_CREATE | NLM_F_REPLACE, (MdbEntry)operation.After!);

    public override void EncodeDelete(RequestBuilder builder, Operation operation) =>
        Encode(builder, RTM_DELMDB, 0, (MdbEntry)operation.Before! with { FilterMode = null, Sources = null, Protocol = null });

    private static void Encode(RequestBuilder builder, ushort type, ushort flags, MdbEntry entry)
    {
        NetlinkMessageWriter writer = builder.Begin(type, flags, new BrPortMsg { family = AF_BRIDGE, ifindex = builder.Indexes.Of(entry.Dev) });
        writer.WriteStruct(MDBA_SET_ENTRY, new BrMdbEntry
        {
            ifindex = builder.Indexes.Of(entry.Port), state = MDB_PERMANENT, vid = (ushort)(entry.Vlan ?? 0), addr = BrMdbAddress.Of(entry.Group),
        });
        if (entry.Source is not null || entry.FilterMode is not null || entry.Sources is { Count: > 0 } || entry.Protocol is not null)
        {
            WriteAttributes(writer, entry);
        }
        builder.End();
    }

    private static void WriteAttributes(NetlinkMessageWriter writer, MdbEntry entry)
    {
        int attributes = writer.BeginNested(MDBA_SET_ENTRY_ATTRS | NLA_F_NESTED);
        if (entry.Source is { } source)
        {
            writer.WriteAddress(MDBE_ATTR_SOURCE, source);
        }
        if (entry.Sources is { Count: > 0 } sources)
        {
            int list = writer.BeginNested(MDBE_ATTR_SRC_LIST | NLA_F_NESTED);
            foreach (IpAddr sender in sources)
            {
                int one = writer.BeginNested(MDBE_SRC_LIST_ENTRY | NLA_F_NESTED);
                writer.WriteAddress(MDBE_SRCATTR_ADDRESS, sender);
                writer.EndNested(one);
            }
            writer.EndNested(list);
        }
        // A list of senders needs a mode beside it (br_mdb_config_attrs_init, net/bridge/br_mdb.c).
        writer.WriteU8(MDBE_ATTR_GROUP_MODE, entry.FilterMode ?? (entry.Sources is { Count: > 0 } ? MCAST_EXCLUDE : null));
        writer.WriteU8(MDBE_ATTR_RTPROT, entry.Protocol);
        writer.EndNested(attributes);
    }

    /// <summary>MCAST_EXCLUDE, linux/in.h.</summary>
    private const uint MCAST_EXCLUDE = 0;

    /// <summary>EINVAL: the port is none any more, or its VLAN is gone.</summary>
    public override bool MeansGone(int errno) => errno is Errno.ENOENT or Errno.ENODEV or Errno.EINVAL;
}

/// <summary>Multicast groups of bridges. VXLANs have such entries too, in another form.</summary>
internal sealed class MdbSource : ObjectSource
{
    public static MdbSource The { get; } = new();

    public override ImmutableArray<int> Groups { get; } = [RTNLGRP_MDB];

    /// <summary>A listing's messages have the type of the request (<c>br_mdb_dump</c>, net/bridge/br_mdb.c).</summary>
    public override ImmutableArray<ushort> Types { get; } = [RTM_NEWMDB, RTM_DELMDB, RTM_GETMDB];

    private static readonly DumpRequest[] Lists = [DumpRequest.Of("multicast groups", RTM_GETMDB, new BrPortMsg { family = AF_BRIDGE }, RTM_GETMDB)];

    public override IEnumerable<DumpRequest> Listings(ObjectContext context) => Lists;

    public override void Decode(scoped in NetlinkMessage message, ObjectContext context, List<Resource> into)
    {
        uint index = message.Fixed<BrPortMsg>().ifindex;
        if (context.Links.Reference(index) is not { } dev || context.Links.Find(index) is Vxlan)
        {
            return;
        }
        AttributeReader attributes = message.Attributes(Marshal.SizeOf<BrPortMsg>());
        while (attributes.Read())
        {
            AttributeReader groups = attributes.Type == MDBA_MDB ? attributes.Nested() : default;
            while (groups.Read())
            {
                AttributeReader members = groups.Type == MDBA_MDB_ENTRY ? groups.Nested() : default;
                while (members.Read())
                {
                    if (members.Type == MDBA_MDB_ENTRY_INFO && Decode(members, dev, context) is { } entry)
                    {
                        into.Add(entry);
                    }
                }
            }
        }
    }

    private static MdbEntry? Decode(AttributeReader info, string dev, ObjectContext context)
    {
        BrMdbEntry entry = info.ReadFixed<BrMdbEntry>();
        if (context.Links.Reference(entry.ifindex) is not { } port || entry.addr.Group is not { } group)
        {
            return null;
        }
        IpAddr? source = null;
        uint? mode = null, protocol = null;
        List<IpAddr> sources = [];
        context.Unknown.Clear();
        AttributeReader attributes = info.NestedAfter(Marshal.SizeOf<BrMdbEntry>());
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case MDBA_MDB_EATTR_SOURCE:
                    source = attributes.ReadAddress();
                    break;
                case MDBA_MDB_EATTR_GROUP_MODE:
                    mode = attributes.ReadU8();
                    break;
                case MDBA_MDB_EATTR_RTPROT:
                    protocol = attributes.ReadU8();
                    break;
                case MDBA_MDB_EATTR_SRC_LIST:
                    ReadSources(attributes.Nested(), sources);
                    break;
                default:
                    context.Unknown.Keep(attributes, AttributePlace.Mdb);
                    break;
            }
        }
        return new MdbEntry
        {
            Group = group, Dev = dev, Port = port, Vlan = entry.vid == 0 ? null : entry.vid, Source = source, State = entry.state, Protocol = protocol,
            // Of one sender the kernel tells the mode that follows from it.
            FilterMode = source is null ? mode : null, Sources = source is null && mode is not null ? sources.Order().ToValueList() : null,
            Unknown = context.Unknown.Take(),
        };
    }

    private static void ReadSources(AttributeReader list, List<IpAddr> sources)
    {
        while (list.Read())
        {
            AttributeReader one = list.Nested();
            while (one.Read())
            {
                if (one.Type == MDBA_MDB_SRCATTR_ADDRESS)
                {
                    sources.Add(one.ReadAddress());
                }
            }
        }
    }
}
