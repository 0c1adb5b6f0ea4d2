using Wire.Domain;
using static Wire.Kernel.LinuxIfLink;
using static Wire.Kernel.LinuxRtnetlink;

namespace Wire.Kernel;

/// <summary>RTM_NEWLINK and RTM_DELLINK: what all links share, around what the kind's <see cref="LinkCodec"/> reads.</summary>
internal static class LinkMessages
{
    public const int IfInfoMsgBytes = 16;

    /// <summary>
    /// Groups from here on are those in which links are put to be deleted together (<see cref="GroupDeletion"/>): no state of theirs.
    /// A process that dies in between leaves it there.
    /// </summary>
    public const uint GroupMark = 1u << 30;

    /// <summary>Messages of AF_BRIDGE tell of a port, not of a link: a deletion there means that it left its bridge.</summary>
    public static bool IsOfLink(scoped in NetlinkMessage message) => message.Fixed<IfInfoMsg>().ifi_family != AF_BRIDGE;

    /// <summary>The index and the name, without decoding the rest.</summary>
    public static (uint Index, string? Name) Identify(scoped in NetlinkMessage message)
    {
        AttributeReader attributes = message.Attributes(IfInfoMsgBytes);
        uint index = message.Fixed<IfInfoMsg>().ifi_index;
        while (attributes.Read())
        {
            if (attributes.Type == IFLA_IFNAME)
            {
                return (index, attributes.ReadString());
            }
        }
        return (index, null);
    }

    /// <summary>The facet of a bridge's port, if the message is about one that is known.</summary>
    public static void DecodeProtinfo(scoped in NetlinkMessage message, ObjectContext context, List<Resource> into)
    {
        if (LinkFacets.OfProtinfo is not { } facet || context.Links.Reference(message.Fixed<IfInfoMsg>().ifi_index) is not { } link)
        {
            return;
        }
        AttributeReader attributes = message.Attributes(IfInfoMsgBytes);
        while (attributes.Read())
        {
            if (attributes.Type == IFLA_PROTINFO)
            {
                context.Unknown.Clear();
                into.Add(facet.Decode(attributes.Nested(), link, context));
            }
        }
    }

    /// <summary>Appends the link, and then its facets.</summary>
    public static void Decode(scoped in NetlinkMessage message, ObjectContext context, List<Resource> into)
    {
        LinkTable links = context.Links;
        UnknownAttributes unknown = context.Unknown;
        LinkFacet? facet = null;
        AttributeReader facetData = default;
        IfInfoMsg header = message.Fixed<IfInfoMsg>();
        string name = "";
        uint? mtu = null, operState = null, lower = null;
        int? lowerNetns = null;
        MacAddress? mac = null;
        string? master = "", alias = "";
        bool? carrier = null;
        uint? txQueueLength = null, group = null, gsoMaxSize = null, gsoMaxSegs = null, groMaxSize = null, numTxQueues = null, numRxQueues = null, addrGenMode = null;
        LinkCodec codec = LinkCodecs.Interface;
        string? infoKind = null;
        AttributeReader data = default;
        LinkOrigin origin = default;
        AttributeReader xdp = default;

        unknown.Clear();
        AttributeReader attributes = message.Attributes(IfInfoMsgBytes);
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case IFLA_IFNAME:
                    name = attributes.ReadString();
                    break;
                case IFLA_ADDRESS when header.ifi_type == ARPHRD_ETHER && attributes.Payload.Length == 6:
                    mac = attributes.ReadMac();
                    break;
                case IFLA_MTU:
                    mtu = attributes.ReadU32();
                    break;
                case IFLA_OPERSTATE:
                    operState = attributes.ReadU8();
                    break;
                case IFLA_CARRIER:
                    carrier = attributes.ReadU8() != 0;
                    break;
                case IFLA_MASTER:
                    master = attributes.ReadU32() is var index && index == 0 ? "" : links.Reference(index);
                    break;
                case IFLA_IFALIAS:
                    alias = attributes.ReadString();
                    break;
                case IFLA_TXQLEN:
                    txQueueLength = attributes.ReadU32();
                    break;
                case IFLA_GROUP:
                    group = attributes.ReadU32() is var number and < GroupMark ? number : null;
                    break;
                case IFLA_GSO_MAX_SIZE:
                    gsoMaxSize = attributes.ReadU32();
                    break;
                case IFLA_GSO_MAX_SEGS:
                    gsoMaxSegs = attributes.ReadU32();
                    break;
                case IFLA_GRO_MAX_SIZE:
                    groMaxSize = attributes.ReadU32();
                    break;
                case IFLA_NUM_TX_QUEUES:
                    numTxQueues = attributes.ReadU32();
                    break;
                case IFLA_NUM_RX_QUEUES:
                    numRxQueues = attributes.ReadU32();
                    break;
                case IFLA_LINK:
                    lower = attributes.ReadU32();
                    break;
                case IFLA_LINK_NETNSID:
                    lowerNetns = (int)attributes.ReadU32();
                    break;
                case IFLA_PARENT_DEV_NAME or IFLA_PARENT_DEV_BUS_NAME or IFLA_PERM_ADDRESS:
                    origin.Note(attributes);
                    break;
                case IFLA_XDP:
                    xdp = attributes.Nested();
                    break;
                case IFLA_LINKINFO:
                    codec = DecodeLinkInfo(attributes, unknown, out infoKind, out data, out facet, out facetData);
                    break;
                case IFLA_AF_SPEC when header.ifi_family == AF_UNSPEC:
                    DecodeFamilies(attributes, unknown, out addrGenMode);
                    break;
                default:
                    unknown.Keep(attributes, AttributePlace.Link);
                    break;
            }
        }

        string? lowerReference = (lower, lowerNetns) switch
        {
            (null or 0, _) => null,
            ({ } index, null) => links.Reference(index),
            ({ } index, { } nsid) => context.PeerReference?.Invoke(nsid, index),
        };
        if (codec is not InterfaceCodec)
        {
            origin.Keep(unknown);
        }
        int nest = unknown.BeginNest(IFLA_LINKINFO);
        int inner = unknown.BeginNest(IFLA_INFO_DATA);
        Link own = codec.Decode(new LinkData { Attributes = data, Lower = lowerReference, Links = links, Unknown = unknown, InfoKind = infoKind, Origin = origin });
        unknown.EndNested(inner);
        unknown.EndNested(nest);
        Link link = own with
        {
            Name = name,
            Netns = links.Netns,
            Index = header.ifi_index,
            Up = (header.ifi_flags & IFF_UP) != 0,
            Mtu = mtu,
            Mac = mac,
            Master = master,
            Alias = alias,
            OperState = operState,
            Carrier = carrier,
            TxQueueLength = txQueueLength,
            LinkGroup = group,
            Arp = (header.ifi_flags & IFF_NOARP) == 0,
            Multicast = (header.ifi_flags & IFF_MULTICAST) != 0,
            AllMulticast = (header.ifi_flags & IFF_ALLMULTI) != 0,
            Promisc = (header.ifi_flags & IFF_PROMISC) != 0,
            GsoMaxSize = gsoMaxSize,
            GsoMaxSegs = gsoMaxSegs,
            GroMaxSize = groMaxSize,
            NumTxQueues = numTxQueues,
            NumRxQueues = numRxQueues,
            AddrGenMode = addrGenMode,
            Unknown = unknown.Take(),
        };
        into.Add(link);
        if (XdpCodec.Decode(xdp, link.Reference, context) is { } program)
        {
            into.Add(program);
        }
        if (facet is not null)
        {
            unknown.Clear();
            into.Add(facet.Decode(facetData, link.Reference, context));
        }
    }

    private static LinkCodec DecodeLinkInfo(
        scoped in AttributeReader linkInfo, UnknownAttributes unknown, out string? infoKind, out AttributeReader data, out LinkFacet? facet, out AttributeReader facetData)
    {
        LinkCodec codec = LinkCodecs.Interface;
        infoKind = null;
        data = default;
        facet = null;
        facetData = default;
        int nest = unknown.BeginNested(linkInfo);
        AttributePlace member = AttributePlace.Other;
        AttributeReader attributes = linkInfo.Nested();
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case IFLA_INFO_KIND:
                    ReadOnlySpan<byte> word = attributes.Payload.TrimEnd((byte)0);
                    codec = LinkCodecs.OfInfoKind(word);
                    infoKind = codec.InfoKind ?? attributes.ReadString();
                    break;
                case IFLA_INFO_DATA:
                    data = attributes.Nested();
                    break;
                case IFLA_INFO_SLAVE_KIND:
                    ReadOnlySpan<byte> memberOf = attributes.Payload.TrimEnd((byte)0);
                    member = PlaceOfMember(memberOf);
                    unknown.Keep(attributes, AttributePlace.LinkInfo);
                    facet = LinkFacets.Of(memberOf);
                    break;
                case IFLA_INFO_SLAVE_DATA when facet is not null:
                    facetData = attributes.Nested();
                    break;
                case IFLA_INFO_SLAVE_DATA:
                    unknown.KeepNested(attributes, member);
                    break;
                default:
                    unknown.Keep(attributes, AttributePlace.LinkInfo);
                    break;
            }
        }
        unknown.EndNested(nest);
        return codec;
    }

    /// <summary>What stands in IFLA_INFO_SLAVE_DATA, by IFLA_INFO_SLAVE_KIND.</summary>
    public static AttributePlace PlaceOfMember(ReadOnlySpan<byte> kind) =>
        kind.SequenceEqual("bridge"u8) ? AttributePlace.BridgePort : kind.SequenceEqual("bond"u8) ? AttributePlace.BondMember : AttributePlace.Other;

    /// <summary>What stands in a nest of IFLA_AF_SPEC.</summary>
    public static AttributePlace PlaceOfFamily(ushort family) => family switch
    {
        AF_INET => AttributePlace.Inet4,
        AF_INET6 => AttributePlace.Inet6,
        _ => AttributePlace.Other,
    };

    /// <summary>IFLA_AF_SPEC holds one nest per address family, its type the family's number.</summary>
    private static void DecodeFamilies(scoped in AttributeReader afSpec, UnknownAttributes unknown, out uint? addrGenMode)
    {
        addrGenMode = null;
        int nest = unknown.BeginNested(afSpec);
        AttributeReader families = afSpec.Nested();
        while (families.Read())
        {
            if (families.Type == AF_INET6)
            {
                addrGenMode = DecodeInet6(families, unknown);
            }
            else
            {
                unknown.KeepNested(families, PlaceOfFamily(families.Type));
            }
        }
        unknown.EndNested(nest);
    }

    private static uint? DecodeInet6(scoped in AttributeReader family, UnknownAttributes unknown)
    {
        uint? addrGenMode = null;
        int nest = unknown.BeginNested(family);
        AttributeReader attributes = family.Nested();
        while (attributes.Read())
        {
            if (attributes.Type == IFLA_INET6_ADDR_GEN_MODE)
            {
                addrGenMode = attributes.ReadU8();
            }
            else
            {
                unknown.Keep(attributes, AttributePlace.Inet6);
            }
        }
        unknown.EndNested(nest);
        return addrGenMode;
    }
}
