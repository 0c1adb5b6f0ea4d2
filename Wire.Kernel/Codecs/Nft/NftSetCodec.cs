using System.Collections.Immutable;
using Wire.Domain;
using static Wire.Kernel.LinuxNetlink;
using static Wire.Kernel.LinuxNfTables;

namespace Wire.Kernel;

/// <summary>Sets and maps: the same messages.</summary>
internal sealed class NftSetCodec(ResourceKind kind) : NftCodec
{
    /// <summary>NFTNL_UDATA_SET_KEYBYTEORDER, NFTNL_UDATA_SET_DATABYTEORDER and their values (libnftnl/udata.h, nftables' datatype.h): nft(8) prints by them.</summary>
    private const byte KeyByteOrder = 0, DataByteOrder = 1, HostOrder = 1, NetworkOrder = 2;

    private const uint FlagsKnown = NFT_SET_INTERVAL | NFT_SET_TIMEOUT | NFT_SET_EVAL;

    /// <summary>NFTA_SET_ID of a set with a name.</summary>
    public const uint NamedId = 1;

    public override ResourceKind Kind => kind;

    public override void EncodeCreate(RequestBuilder builder, Operation operation)
    {
        NftCollection set = (NftCollection)operation.After!;
        ImmutableArray<NftType> types = set.Types;
        NetlinkMessageWriter writer = Begin(builder, NFT_MSG_NEWSET, NLM_F_CREATE | NLM_F_EXCL, set);
        writer.WriteString(NFTA_SET_TABLE, set.Table);
        writer.WriteString(NFTA_SET_NAME, set.Name);
        bool fields = set.IsInterval && types.Length > 1;
        writer.WriteU32Be(NFTA_SET_FLAGS, (set.Flags ?? 0) | (set.MapsTo is null ? 0 : NFT_SET_MAP) | (fields ? NFT_SET_CONCAT : 0));
        WriteTypes(writer, types, set.MapsTo);
        // A number that is asked for, and that only sets without a name are found by.
        writer.WriteU32Be(NFTA_SET_ID, NamedId);
        if (set.TimeoutMs is { } timeout)
        {
            writer.WriteU64Be(NFTA_SET_TIMEOUT, timeout);
        }
        WriteDescription(writer, set.Size, fields ? types : []);
        writer.WriteMark(NFTA_SET_USERDATA, ByteOrders(types, set.MapsTo), set.Comment);
        builder.End();
        WriteElements(builder, set, NFT_MSG_NEWSETELEM, set.Elements ?? []);
    }

    /// <summary>Only what differs.</summary>
    public override void EncodeChange(RequestBuilder builder, Operation operation)
    {
        NftCollection before = (NftCollection)operation.Before!, after = (NftCollection)operation.After!;
        HashSet<string> old = [.. before.Elements ?? []], now = [.. after.Elements ?? []];
        WriteElements(builder, after, NFT_MSG_DELSETELEM, [.. (before.Elements ?? []).Where(e => !now.Contains(e))]);
        WriteElements(builder, after, NFT_MSG_NEWSETELEM, [.. (after.Elements ?? []).Where(e => !old.Contains(e))]);
    }

    public override void EncodeDelete(RequestBuilder builder, Operation operation)
    {
        NftCollection set = (NftCollection)operation.Before!;
        NetlinkMessageWriter writer = Begin(builder, NFT_MSG_DELSET, 0, set);
        writer.WriteString(NFTA_SET_TABLE, set.Table);
        writer.WriteString(NFTA_SET_NAME, set.Name);
        builder.End();
    }

    /// <summary>In the words of nft(8)'s userdata.</summary>
    public static byte[] ByteOrders(ImmutableArray<NftType> types, string? mapsTo)
    {
        byte data = NftType.Find(mapsTo ?? "") is { IsHostOrder: true } ? HostOrder : NetworkOrder;
        return [KeyByteOrder, 4, types is [{ IsHostOrder: true }] ? HostOrder : NetworkOrder, 0, 0, 0, .. mapsTo is null ? [] : (byte[])[DataByteOrder, 4, data, 0, 0, 0]];
    }

    public static void WriteTypes(NetlinkMessageWriter writer, ImmutableArray<NftType> types, string? mapsTo)
    {
        writer.WriteU32Be(NFTA_SET_KEY_TYPE, NftType.IdOf(types));
        writer.WriteU32Be(NFTA_SET_KEY_LEN, (uint)NftElements.KeyBytes(types));
        if (mapsTo is null)
        {
            return;
        }
        NftType? type = NftType.Find(mapsTo);
        writer.WriteU32Be(NFTA_SET_DATA_TYPE, type?.Id ?? NFT_DATA_VERDICT);
        if (type is not null)
        {
            writer.WriteU32Be(NFTA_SET_DATA_LEN, (uint)type.Bytes);
        }
    }

    public static void WriteDescription(NetlinkMessageWriter writer, uint? size, ImmutableArray<NftType> fields)
    {
        if (size is null && fields.IsEmpty)
        {
            return;
        }
        int nest = writer.BeginNest(NFTA_SET_DESC);
        if (size is { } most)
        {
            writer.WriteU32Be(NFTA_SET_DESC_SIZE, most);
        }
        if (!fields.IsEmpty)
        {
            int list = writer.BeginNest(NFTA_SET_DESC_CONCAT);
            foreach (NftType field in fields)
            {
                int element = writer.BeginNest(NFTA_LIST_ELEM);
                writer.WriteU32Be(NFTA_SET_FIELD_LEN, (uint)field.Bytes);
                writer.EndNested(element);
            }
            writer.EndNested(list);
        }
        writer.EndNested(nest);
    }

    private static void WriteElements(RequestBuilder builder, NftCollection set, ushort message, IReadOnlyList<string> elements)
    {
        foreach (string[] part in elements.Chunk(NftElements.PerMessageMax))
        {
            NetlinkMessageWriter writer = Begin(builder, message, message == NFT_MSG_NEWSETELEM ? (ushort)(NLM_F_CREATE | NLM_F_EXCL) : (ushort)0, set);
            writer.WriteString(NFTA_SET_ELEM_LIST_TABLE, set.Table);
            writer.WriteString(NFTA_SET_ELEM_LIST_SET, set.Name);
            NftElements.Write(writer, set.Types, set.IsInterval,
                part.Select(text => NftElement.Parse(set.Types, set.MapsTo, text) ?? throw new InvalidOperationException($"'{text}' is no element of {set.Title}")));
            builder.End();
        }
    }

    public static NftCollection? Decode(scoped in NetlinkMessage message, NftObjectHead head, UnknownAttributes unknown, Func<NftCollection, ValueList<string>?> elements)
    {
        string table = "", name = "";
        string? comment = null;
        uint flags = 0, keyType = 0, dataType = 0;
        ulong? timeout = null;
        uint? size = null, protocol = null;
        AttributeReader attributes = message.Attributes(NftSource.NfGenMsgBytes);
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case NFTA_SET_TABLE:
                    table = attributes.ReadString();
                    break;
                case NFTA_SET_NAME:
                    name = attributes.ReadString();
                    break;
                case NFTA_SET_FLAGS:
                    flags = attributes.ReadU32Be();
                    break;
                case NFTA_SET_KEY_TYPE:
                    keyType = attributes.ReadU32Be();
                    break;
                case NFTA_SET_DATA_TYPE:
                    dataType = attributes.ReadU32Be();
                    break;
                case NFTA_SET_TIMEOUT:
                    timeout = attributes.ReadU64Be();
                    break;
                case NFTA_SET_USERDATA:
                    protocol = NftUserData.IsMarked(attributes.Payload, out _) ? Ownership.Protocol : null;
                    comment = NftUserData.CommentOf(attributes.Payload, NftUserData.SetCommentType);
                    break;
                case NFTA_SET_DESC:
                    AttributeReader description = attributes.Nested();
                    while (description.Read())
                    {
                        size = description.Type == NFTA_SET_DESC_SIZE ? description.ReadU32Be() : size;
                    }
                    break;
                default:
                    unknown.Keep(attributes, AttributePlace.NftSet);
                    break;
            }
        }
        // Sets that are part of one rule have no name of their own: "__set0". Of one that is gone the kernel tells the name only.
        if ((flags & NFT_SET_ANONYMOUS) != 0 || NftInlineSets.IsInline(name))
        {
            return null;
        }
        NftCollection set = (flags & NFT_SET_MAP) != 0
            ? new NftMap { DataType = dataType == NFT_DATA_VERDICT ? "verdict" : NftType.NameOf(dataType) }
            : new NftSet();
        set = set with
        {
            Family = head.Family, Netns = head.Netns, Table = table, Name = name, KeyType = NftType.NameOf(keyType), Flags = flags & FlagsKnown,
            TimeoutMs = timeout, Size = size, Protocol = protocol, Comment = comment, Unknown = unknown.Take(),
        };
        return set with { Elements = elements(set) };
    }
}
