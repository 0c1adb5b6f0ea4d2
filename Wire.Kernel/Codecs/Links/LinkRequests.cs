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
        link = LinkCodecs.Of(link.Kind).WithWhatFollows(link, link);
        // A creation sets the flags before the master, and a bond takes no link that is up: then "up" comes after.
        // The alias is not looked at in a creation (rtnl_newlink_create in net/core/rtnetlink.c).
        bool upAfter = link is { Up: true, Master.Length: > 0 };
        bool aliasAfter = link.Alias is { Length: > 0 };
        NetlinkMessageWriter writer = builder.Begin(RTM_NEWLINK, NLM_F_CREATE | NLM_F_EXCL | NameTheCause, Header(index, upAfter ? null : link.Up));
        writer.WriteString(IFLA_IFNAME, link.Name);
        WriteShared(writer, link with { Alias = null }, builder.Indexes, creating: true);
        if (LinkCodecs.Of(link.Kind).LowerIndex(link, builder.Indexes) is { } lower)
        {
            writer.WriteU32(IFLA_LINK, lower);
        }
        WriteInfo(builder, link, operation.Companion as Link, creating: true);
        builder.End();
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
        asked = LinkCodecs.Of(kind).WithWhatFollows(asked, after);
        bool needsDown = before.Up == true && attributes.Any(a => a.Mutability == Mutability.NeedsDown);
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
        NetlinkMessageWriter writer = builder.Begin(RTM_NEWLINK, 0, Header(target.Index, asked.Up));
        if (target.Name is { } name)
        {
            writer.WriteString(IFLA_IFNAME, name);
        }
        WriteShared(writer, asked, builder.Indexes, creating: false);
        WriteInfo(builder, asked, null, creating: false);
        builder.End();
    }

    private static IfInfoMsg Header(uint index, bool? up) => new()
    {
        ifi_index = index,
        ifi_flags = up == true ? IFF_UP : 0,
        ifi_change = up is null ? 0 : IFF_UP,
    };

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

    /// <summary>What all links share, of a link whose own attributes are given another way.</summary>
    private static Interface WithoutOwn(Link link) =>
        new() { Up = link.Up, Mtu = link.Mtu, Mac = link.Mac, Master = link.Master is { Length: > 0 } ? link.Master : null, Alias = link.Alias is { Length: > 0 } ? link.Alias : null };
}
