using System.Collections.Immutable;
using Wire.Domain;
using static Wire.Kernel.LinuxNfnetlink;
using static Wire.Kernel.LinuxNfTables;

namespace Wire.Kernel;

/// <summary>
/// Tables, chains, sets and rules. Elements of a set are part of it: the kernel tells each of them by itself, so those messages are passed
/// over, and Wire's sets are listed again at the end of a transaction (NFT_MSG_NEWGEN).
/// </summary>
internal sealed class NftSource : ObjectSource
{
    public const int NfGenMsgBytes = 4;

    public static NftSource The { get; } = new();

    public override NetlinkFamily Family => NetlinkFamily.Netfilter;

    public override ImmutableArray<int> Groups { get; } = [NFNLGRP_NFTABLES];

    public override ImmutableArray<ushort> Types { get; } =
    [
        Type(NFT_MSG_NEWTABLE), Type(NFT_MSG_DELTABLE), Type(NFT_MSG_NEWCHAIN), Type(NFT_MSG_DELCHAIN), Type(NFT_MSG_NEWSET), Type(NFT_MSG_DELSET),
        Type(NFT_MSG_NEWRULE), Type(NFT_MSG_DELRULE), Type(NFT_MSG_NEWGEN),
    ];

    private static readonly DumpRequest[] Lists =
    [
        List("tables", NFT_MSG_GETTABLE, NFT_MSG_NEWTABLE),
        List("chains", NFT_MSG_GETCHAIN, NFT_MSG_NEWCHAIN),
        List("sets", NFT_MSG_GETSET, NFT_MSG_NEWSET),
        List("rules of nf_tables", NFT_MSG_GETRULE, NFT_MSG_NEWRULE),
    ];

    /// <summary>nlmsg_type: the subsystem and its message.</summary>
    public static ushort Type(ushort message) => (ushort)(NFNL_SUBSYS_NFTABLES << 8 | message);

    public override IEnumerable<DumpRequest> Listings(ObjectContext context) => Lists;

    public override bool IsDeletion(scoped in NetlinkMessage message) =>
        (message.Type & 0xff) is NFT_MSG_DELTABLE or NFT_MSG_DELCHAIN or NFT_MSG_DELSET or NFT_MSG_DELRULE;

    public override void Decode(scoped in NetlinkMessage message, ObjectContext context, List<Resource> into)
    {
        NftObjectHead head = new(message.Fixed<NfGenMsg>().nfgen_family, context.Netns);
        NftObject? found = null;
        context.Unknown.Clear();
        switch (message.Type & 0xff)
        {
            case NFT_MSG_NEWTABLE or NFT_MSG_DELTABLE:
                found = Table(message, head, context.Unknown);
                break;
            case NFT_MSG_NEWCHAIN or NFT_MSG_DELCHAIN:
                found = NftChainCodec.Decode(message, head, context.Unknown);
                break;
            case NFT_MSG_NEWRULE:
                found = NftRuleCodec.Decode(message, head, context.Unknown, table => (name, types, mapsTo) => Inline(head.Family, table, name, types, mapsTo, context));
                break;
            case NFT_MSG_DELRULE:
                found = NftRuleCodec.Decode(message, head, context.Unknown, _ => NftInlineSets.Nothing);
                break;
            case NFT_MSG_NEWSET:
                found = NftSetCodec.Decode(message, head, context.Unknown, set => Elements(set, context));
                break;
            case NFT_MSG_DELSET:
                found = NftSetCodec.Decode(message, head, context.Unknown, _ => null);
                // The kernel tells the name only: whether it was a map is known from before.
                found = found is null ? null : context.Told().OfType<NftCollection>().FirstOrDefault(s => s.Key == found.Key) ?? found;
                break;
            case NFT_MSG_NEWGEN:
                into.AddRange(context.Told().OfType<NftCollection>().Where(s => s.Protocol is not null).ToList().Select(s => s with { Elements = Elements(s, context) }));
                break;
        }
        if (found is not null)
        {
            into.Add(found is NftMember { Protocol: null } member && IsInTableOfOurs(member, context) ? found with { Protocol = Ownership.Protocol } : found);
        }
    }

    /// <summary>A table of Wire's is Wire's as a whole.</summary>
    private static bool IsInTableOfOurs(NftMember member, ObjectContext context) => context.Told().OfType<NftTable>()
        .Any(t => t.Protocol is not null && t.Name == member.Table && t.Family == member.Family);

    private static NftTable Table(scoped in NetlinkMessage message, NftObjectHead head, UnknownAttributes unknown)
    {
        NftTable table = new() { Family = head.Family, Netns = head.Netns };
        AttributeReader attributes = message.Attributes(NfGenMsgBytes);
        while (attributes.Read())
        {
            switch (attributes.Type)
            {
                case NFTA_TABLE_NAME:
                    table = table with { Name = attributes.ReadString() };
                    break;
                case NFTA_TABLE_FLAGS:
                    table = table with { Dormant = (attributes.ReadU32Be() & NFT_TABLE_F_DORMANT) != 0 };
                    break;
                case NFTA_TABLE_USERDATA:
                    table = table with { Protocol = NftUserData.IsMarked(attributes.Payload, out _) ? Ownership.Protocol : null, Comment = NftUserData.CommentOf(attributes.Payload) };
                    break;
                default:
                    unknown.Keep(attributes, AttributePlace.NftTable);
                    break;
            }
        }
        return table with { Unknown = unknown.Take() };
    }

    private static ValueList<string>? Elements(NftCollection set, ObjectContext context)
    {
        ImmutableArray<NftType> types = set.Types;
        if (set.IsFilledByPackets || types.IsEmpty)
        {
            return null;
        }
        return NftElements.Of(types, set.IsInterval, set.MapsTo, Elements(set.Family, set.Table, set.Name, types, context))
            .Select(e => (e.TimeoutMs == set.TimeoutMs ? e with { TimeoutMs = null } : e).Format(types, set.MapsTo)).Order(StringComparer.Ordinal).ToValueList();
    }

    /// <summary>Null when the rule and its set are gone already.</summary>
    private static NftInlineSet? Inline(uint family, string table, string name, ValueList<NftType> types, string? mapsTo, ObjectContext context)
    {
        uint? flags = null;
        context.List(DumpRequest.Of("set of a rule", Type(NFT_MSG_GETSET), new NfGenMsg { nfgen_family = (byte)family }, Type(NFT_MSG_NEWSET), writer =>
        {
            writer.WriteString(NFTA_SET_TABLE, table);
            writer.WriteString(NFTA_SET_NAME, name);
        }, NetlinkFamily.Netfilter, one: true), (scoped in NetlinkMessage message) =>
        {
            AttributeReader attributes = message.Attributes(NfGenMsgBytes);
            while (attributes.Read())
            {
                flags = attributes.Type == NFTA_SET_FLAGS ? attributes.ReadU32Be() : flags;
            }
        });
        if (flags is null)
        {
            return null;
        }
        ImmutableArray<NftType> fields = [.. types];
        List<NftElements.Raw> raw = Elements(family, table, name, fields, context);
        return raw.Count == 0 ? null : NftInlineSet.Of(types, mapsTo, NftElements.Of(fields, (flags & NFT_SET_INTERVAL) != 0, mapsTo, raw));
    }

    private static List<NftElements.Raw> Elements(uint family, string table, string set, ImmutableArray<NftType> types, ObjectContext context)
    {
        List<NftElements.Raw> raw = [];
        context.List(DumpRequest.Of("elements of a set", Type(NFT_MSG_GETSETELEM), new NfGenMsg { nfgen_family = (byte)family }, Type(NFT_MSG_NEWSETELEM), writer =>
        {
            writer.WriteString(NFTA_SET_ELEM_LIST_TABLE, table);
            writer.WriteString(NFTA_SET_ELEM_LIST_SET, set);
        }, NetlinkFamily.Netfilter), (scoped in NetlinkMessage message) =>
        {
            AttributeReader attributes = message.Attributes(NfGenMsgBytes);
            while (attributes.Read())
            {
                if (attributes.Type == NFTA_SET_ELEM_LIST_ELEMENTS)
                {
                    NftElements.Read(attributes.Nested(), types, raw);
                }
            }
        });
        return raw;
    }

    private static DumpRequest List(string what, ushort get, ushort answer) =>
        DumpRequest.Of(what, Type(get), default(NfGenMsg), Type(answer), family: NetlinkFamily.Netfilter);
}
