using System.Text;
using Wire.Testing.Simulation;
using static Wire.Testing.Simulation.Netlink;
using static Wire.Testing.Simulation.NfTables;

namespace Wire.Kernel.Tests.Simulation;

/// <summary>All that a kernel tells of nf_tables, a line for each message, without the handles of tables, which are counted over all namespaces.</summary>
internal static class FilterState
{
    public static DrawnEvents Events { get; } = new(NetlinkFamily.Netfilter, [NFNLGRP_NFTABLES], Line);

    public static IEnumerable<string> Read(FamilySockets sockets)
    {
        INetlinkSocket socket = sockets[NetlinkFamily.Netfilter];
        socket.Send(NfBatch.Get(NFT_MSG_GETGEN, 0, 0, _ => { }));
        yield return Line(socket.ReceiveMessages(5000)![0]);
        foreach (Message message in new[] { NFT_MSG_GETTABLE, NFT_MSG_GETCHAIN, NFT_MSG_GETRULE }.SelectMany(get => All(socket, get, 0, _ => { })))
        {
            yield return Line(message);
        }
        foreach (Message set in All(socket, NFT_MSG_GETSET, 0, _ => { }))
        {
            Attributes of = set.Attributes(FixedBytes);
            string table = of.Text(NFTA_SET_TABLE)!, name = of.Text(NFTA_SET_NAME)!;
            IEnumerable<string> elements = All(socket, NFT_MSG_GETSETELEM, set.U8(0), w => w.AttributeText(NFTA_SET_ELEM_LIST_TABLE, table).AttributeText(NFTA_SET_ELEM_LIST_SET, name))
                .SelectMany(m => Elements(m.Attributes(FixedBytes)));
            yield return $"{Line(set)} elements {string.Join(", ", elements.Order(StringComparer.Ordinal))}";
        }
    }

    /// <summary>Of what is gone the name alone: some kernels tell all of it.</summary>
    public static string Line(Message message)
    {
        Attributes a = message.Attributes(FixedBytes);
        int type = message.Type & 0xff;
        string words = type switch
        {
            NFT_MSG_DELTABLE => Text(a, NFTA_TABLE_NAME),
            NFT_MSG_DELCHAIN => Text(a, NFTA_CHAIN_TABLE, NFTA_CHAIN_NAME) + Hex(a, NFTA_CHAIN_HANDLE),
            NFT_MSG_DELRULE => Text(a, NFTA_RULE_TABLE, NFTA_RULE_CHAIN) + Hex(a, NFTA_RULE_HANDLE, NFTA_RULE_USERDATA),
            NFT_MSG_DELSET => Text(a, NFTA_SET_TABLE, NFTA_SET_NAME) + Hex(a, NFTA_SET_HANDLE),
            NFT_MSG_NEWTABLE => Text(a, NFTA_TABLE_NAME) + Hex(a, NFTA_TABLE_FLAGS, NFTA_TABLE_USE, NFTA_TABLE_USERDATA),
            NFT_MSG_NEWCHAIN => Text(a, NFTA_CHAIN_TABLE, NFTA_CHAIN_NAME, NFTA_CHAIN_TYPE)
                + Hex(a, NFTA_CHAIN_HANDLE, NFTA_CHAIN_POLICY, NFTA_CHAIN_USE, NFTA_CHAIN_FLAGS, NFTA_CHAIN_USERDATA) + Hook(a.Nested(NFTA_CHAIN_HOOK)),
            NFT_MSG_NEWRULE => Text(a, NFTA_RULE_TABLE, NFTA_RULE_CHAIN) + Hex(a, NFTA_RULE_HANDLE, NFTA_RULE_POSITION, NFTA_RULE_USERDATA)
                + string.Concat(a.Nested(NFTA_RULE_EXPRESSIONS).All.Select(e => Expression(Attributes.Parse(e.Value)))),
            NFT_MSG_NEWSET => Text(a, NFTA_SET_TABLE, NFTA_SET_NAME) + Hex(a, NFTA_SET_FLAGS, NFTA_SET_KEY_TYPE, NFTA_SET_KEY_LEN, NFTA_SET_DATA_TYPE,
                NFTA_SET_DATA_LEN, NFTA_SET_POLICY, NFTA_SET_DESC, NFTA_SET_TIMEOUT, NFTA_SET_USERDATA, NFTA_SET_HANDLE),
            NFT_MSG_NEWSETELEM or NFT_MSG_DELSETELEM => Text(a, NFTA_SET_ELEM_LIST_TABLE, NFTA_SET_ELEM_LIST_SET) + " " + string.Join(", ", Elements(a)),
            NFT_MSG_NEWGEN => Hex(a, NFTA_GEN_ID),
            _ => "",
        };
        return $"nft {type} family {message.U8(0)} flags {message.Flags & ~NLM_F_MULTI:x}{words}";
    }

    private static IReadOnlyList<Message> All(INetlinkSocket socket, byte get, byte family, Action<MessageWriter> attributes) =>
        socket.Dump(NfBatch.Get(get, family, NLM_F_DUMP, attributes));

    /// <summary>What a counter has counted is the packets that the kernel itself sent meanwhile.</summary>
    private static string Expression(Attributes expression)
    {
        string? name = expression.Text(NFTA_EXPR_NAME);
        return $" {name}(" + string.Concat(expression.Nested(NFTA_EXPR_DATA).All.Where(_ => name != "counter")
            .Select(a => $" {a.Type}={Convert.ToHexString(a.Value.Span)}")) + ")";
    }

    private static string Hook(Attributes hook) => Hex(hook, NFTA_HOOK_HOOKNUM, NFTA_HOOK_PRIORITY) + Text(hook, NFTA_HOOK_DEV)
        + string.Concat(hook.Nested(NFTA_HOOK_DEVS).All.Select(d => Encoding.UTF8.GetString(d.Value.Span).TrimEnd('\0')).Order(StringComparer.Ordinal).Select(d => $" on {d}"));

    private static IEnumerable<string> Elements(Attributes list) => list.Nested(NFTA_SET_ELEM_LIST_ELEMENTS).All
        .Select(e => Hex(Attributes.Parse(e.Value), NFTA_SET_ELEM_KEY, NFTA_SET_ELEM_KEY_END, NFTA_SET_ELEM_DATA, NFTA_SET_ELEM_FLAGS, NFTA_SET_ELEM_USERDATA));

    private static string Text(Attributes attributes, params ushort[] types) => string.Concat(types.Select(t => $" {attributes.Text(t)}"));

    private static string Hex(Attributes attributes, params ushort[] types) =>
        string.Concat(types.Where(attributes.Has).Select(t => $" {t}={Convert.ToHexString(attributes.Bytes(t)!)}"));
}
