using System.Runtime.InteropServices;
using System.Text;
using Wire.Domain;
using static Wire.Kernel.LinuxIfLink;
using static Wire.Kernel.LinuxNetlink;
using static Wire.Kernel.LinuxRtnetlink;

namespace Wire.Kernel;

/// <summary>RTM_NEWLINK and RTM_DELLINK as requests, for links of every kind.</summary>
internal sealed class LinkRequests : ResourceCodec
{
    /// <summary>The kernel names who made or deleted a link, in its event, only to those who ask for an echo (rtmsg_ifinfo_build_skb).</summary>
    private const ushort NameTheCause = NLM_F_ECHO;

    public override ResourceKind Kind => Interface.TheKind;

    public override RequestNames? NamesOf(NetlinkFamily family, int command) => new(Marshal.SizeOf<IfInfoMsg>(), LinkTables.Link);

    public override void EncodeCreate(RequestBuilder builder, Operation operation)
    {
        Link link = (Link)operation.After!;
        uint index = link.Index ?? builder.Indexes.Find(link.Reference) ?? 0;
        if (LinkCodecs.Of(link.Kind).CreationCall(link, index == 0 ? null : index) is { } call)
        {
            builder.Add(call);
            Change(builder, Named(link, index), WithoutOwn(link));
            return;
        }
        link = LinkCodecs.Of(link.Kind).WithCreationDefaults(link);
        link = LinkCodecs.Of(link.Kind).ForChange(link, link, link);
        // A creation sets the flags before the master, and a bond takes no link that is up: then "up" comes after.
        // The alias is not looked at in a creation (rtnl_newlink_create in net/core/rtnetlink.c).
        bool upAfter = link is { Up: true, Master.Length: > 0 };
        bool aliasAfter = link.Alias is { Length: > 0 };
        // The lower link is looked for where the request arrives, and the new link is made where IFLA_NET_NS_FD says.
        uint? lower = LinkCodecs.Of(link.Kind).LowerIndex(link, builder.Indexes);
        string? asking = lower is null ? link.Netns : LinkName.Split(link.RidesOn!).Netns;
        builder.In(asking);
        NetlinkMessageWriter writer = builder.Begin(RTM_NEWLINK, NLM_F_CREATE | NLM_F_EXCL | NameTheCause, Header(index, upAfter ? link with { Up = null } : link));
        writer.WriteString(IFLA_IFNAME, link.Name);
        WriteShared(writer, link with { Alias = null }, builder.Indexes, creating: true);
        if (lower is { } lowerIndex)
        {
            writer.WriteU32(IFLA_LINK, lowerIndex);
        }
        if (asking != link.Netns)
        {
            writer.WriteU32(IFLA_NET_NS_FD, (uint)builder.NetnsDescriptor(link.Netns));
        }
        WriteInfo(builder, link, operation.Companion as Link, creating: true);
        builder.End();
        builder.In(link.Netns);
        if (upAfter || aliasAfter)
        {
            Link rest = new Interface { Up = upAfter ? true : null, Alias = aliasAfter ? link.Alias : null };
            Change(builder, Named(link, index), rest);
        }
        LinkCodecs.Of(link.Kind).EncodeDetails(builder, link.Name, link);
    }

    public override void EncodeChange(RequestBuilder builder, Operation operation)
    {
        Link after = (Link)operation.After!, before = (Link)operation.Before!;
        uint index = builder.Indexes.Of(after.Reference);
        ResourceKind kind = after.Kind;
        IEnumerable<ResourceAttribute> attributes = operation.Attributes.Select(name => kind.Find(name)
            ?? throw new ArgumentException($"a {kind.Name} has no attribute '{name}'", nameof(operation)));
        Link asked = (Link)attributes.Aggregate(kind.Blank(), (blank, attribute) => attribute.Copy(after, blank));
        asked = LinkCodecs.Of(kind).ForChange(asked, before, after);
        bool needsDown = before.Up == true && attributes.Any(a => a.MutabilityOf(before, after) == Mutability.NeedsDown);
        Target target = new(index, null);
        if (needsDown)
        {
            Change(builder, target, new Interface { Up = false });
            Change(builder, target, asked with { Up = null });
            Change(builder, target, new Interface { Up = after.Up ?? true });
        }
        else
        {
            Change(builder, target, asked);
        }
        LinkCodecs.Of(kind).EncodeDetails(builder, after.Name, asked);
    }

    public override void EncodeDelete(RequestBuilder builder, Operation operation)
    {
        Link link = (Link)operation.Before!;
        builder.Begin(RTM_DELLINK, NameTheCause, new IfInfoMsg { ifi_index = IndexOf(builder.Indexes, link) });
        builder.End();
    }

    public override bool MeansGone(int errno) => errno == Errno.ENODEV;

    /// <summary>The index of a link that exists.</summary>
    /// <exception cref="LinkMissingException">Neither the plan nor the link tells it.</exception>
    public static uint IndexOf(LinkIndexes indexes, Link link) =>
        indexes.Find(link.Reference) ?? link.Index ?? throw new LinkMissingException(link.Reference);

    /// <summary>A link to change: by index, or by name while it has no known one.</summary>
    private readonly record struct Target(uint Index, string? Name);

    private static Target Named(Link link, uint index) => new(index, index == 0 ? link.Name : null);

    /// <summary>Sets what is set in <paramref name="asked"/>; nothing set sends nothing.</summary>
    private static void Change(RequestBuilder builder, Target target, Link asked)
    {
        if (asked.Equals(asked.Kind.Blank()))
        {
            return;
        }
        if (asked.Mtu is not null && LinkCodecs.Of(asked.Kind).MtuAlone)
        {
            Change(builder, target, new Interface { Mtu = asked.Mtu });
            Change(builder, target, asked with { Mtu = null });
            return;
        }
        NetlinkMessageWriter writer = builder.Begin(RTM_NEWLINK, 0, Header(target.Index, asked));
        if (target.Name is { } name)
        {
            writer.WriteString(IFLA_IFNAME, name);
        }
        WriteShared(writer, asked, builder.Indexes, creating: false);
        WriteInfo(builder, asked, null, creating: false);
        builder.End();
    }

    private static IfInfoMsg Header(uint index, Link asked)
    {
        uint flags = 0, change = 0;
        Flag(asked.Up, IFF_UP);
        Flag(!asked.Arp, IFF_NOARP);
        Flag(asked.Multicast, IFF_MULTICAST);
        Flag(asked.AllMulticast, IFF_ALLMULTI);
        Flag(asked.Promisc, IFF_PROMISC);
        return new() { ifi_index = index, ifi_flags = flags, ifi_change = change };

        void Flag(bool? wanted, uint flag)
        {
            change |= wanted is null ? 0 : flag;
            flags |= wanted == true ? flag : 0;
        }
    }

    private static void WriteShared(NetlinkMessageWriter writer, Link link, LinkIndexes indexes, bool creating)
    {
        if (link.Mac is { } mac)
        {
            writer.WriteMac(IFLA_ADDRESS, mac);
        }
        if (link.Mtu is { } mtu)
        {
            writer.WriteU32(IFLA_MTU, mtu);
        }
        if (link.Master is { } master && !(creating && master.Length == 0))
        {
            writer.WriteU32(IFLA_MASTER, master.Length == 0 ? 0 : indexes.Of(master));
        }
        if (link.Alias is { } alias)
        {
            // No terminating zero: an empty payload is what removes an alias.
            writer.Write(IFLA_IFALIAS, Encoding.UTF8.GetBytes(alias));
        }
        WriteU32(writer, IFLA_TXQLEN, link.TxQueueLength);
        WriteU32(writer, IFLA_GROUP, link.LinkGroup);
        WriteU32(writer, IFLA_GSO_MAX_SIZE, link.GsoMaxSize);
        WriteU32(writer, IFLA_GSO_MAX_SEGS, link.GsoMaxSegs);
        WriteU32(writer, IFLA_GRO_MAX_SIZE, link.GroMaxSize);
        WriteU32(writer, IFLA_NUM_TX_QUEUES, link.NumTxQueues);
        WriteU32(writer, IFLA_NUM_RX_QUEUES, link.NumRxQueues);
        if (!creating && link.AddrGenMode is { } mode)
        {
            int families = writer.BeginNested(IFLA_AF_SPEC);
            int inet6 = writer.BeginNested(AF_INET6);
            writer.WriteU8(IFLA_INET6_ADDR_GEN_MODE, (byte)mode);
            writer.EndNested(inet6);
            writer.EndNested(families);
        }
    }

    private static void WriteU32(NetlinkMessageWriter writer, ushort type, uint? value)
    {
        if (value is { } number)
        {
            writer.WriteU32(type, number);
        }
    }

    private static void WriteInfo(RequestBuilder builder, Link link, Link? companion, bool creating)
    {
        LinkCodec codec = LinkCodecs.Of(link.Kind);
        if (codec.InfoKind is not { } infoKind)
        {
            return;
        }
        NetlinkMessageWriter writer = builder.Writer;
        int info = writer.BeginNested(IFLA_LINKINFO);
        writer.WriteString(IFLA_INFO_KIND, infoKind);
        int data = writer.BeginNested(IFLA_INFO_DATA);
        int empty = writer.Length;
        codec.Encode(writer, link, builder.Indexes);
        if (companion is not null)
        {
            WritePeer(builder, link, companion);
        }
        bool hasData = writer.Length > empty;
        if (hasData)
        {
            writer.EndNested(data);
        }
        else
        {
            writer.Rewind(data);
        }
        if (creating || hasData)
        {
            writer.EndNested(info);
        }
        else
        {
            writer.Rewind(info);
        }
    }

    /// <summary>
    /// The other end of a veth. It cannot be made up here (the kernel answers ENOTCONN while it has no partner), and a master,
    /// an alias and "up" are the second end's own change.
    /// </summary>
    private static void WritePeer(RequestBuilder builder, Link link, Link companion)
    {
        NetlinkMessageWriter writer = builder.Writer;
        int peer = writer.BeginNested(VETH_INFO_PEER);
        writer.WriteFixed(new IfInfoMsg { ifi_index = companion.Index ?? builder.Indexes.Find(companion.Reference) ?? 0 });
        writer.WriteString(IFLA_IFNAME, companion.Name);
        WriteShared(writer, companion with { Master = null, Alias = null }, builder.Indexes, creating: true);
        if (companion.Netns != link.Netns)
        {
            writer.WriteU32(IFLA_NET_NS_FD, (uint)builder.NetnsDescriptor(companion.Netns));
        }
        writer.EndNested(peer);
    }

    /// <summary>What all links share, of a link whose own attributes are given another way; the queues of a TUN device are its own.</summary>
    private static Interface WithoutOwn(Link link) => (Interface)Interface.TheKind.Attributes
        .Where(a => a.Mutability is Mutability.InPlace && a.IsSet(link) && !(a.Name is "master" or "alias" && a.Format(link) is "none" or ""))
        .Aggregate(Interface.TheKind.Blank(), (shared, attribute) => attribute.Copy(link, shared));
}
