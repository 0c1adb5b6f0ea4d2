using static Wire.Kernel.LinuxNfTables;

namespace Wire.Kernel;

/// <summary>What a refusal of nf_tables points at: the attribute, and inside a rule the expression.</summary>
internal static class NftAttributeNames
{
    /// <param name="message">The request.</param>
    /// <param name="offset">In bytes from its header (NLMSGERR_ATTR_OFFS).</param>
    public static string? At(scoped in NetlinkMessage message, int offset)
    {
        AttributeReader attributes = message.Attributes(NftSource.NfGenMsgBytes);
        while (attributes.Read())
        {
            if (offset >= attributes.Offset && offset < attributes.Offset + attributes.Raw.Length)
            {
                string? name = NameOf(message.Type & 0xff, attributes.Type);
                return name == nameof(NFTA_RULE_EXPRESSIONS) && Expression(attributes.Nested(), offset) is { } expression ? $"{name} {expression}" : name;
            }
        }
        return null;
    }

    /// <summary>The name of the expression, as <c>nft --debug=netlink</c> has it.</summary>
    private static string? Expression(AttributeReader elements, int offset)
    {
        while (elements.Read())
        {
            if (offset >= elements.Offset && offset < elements.Offset + elements.Raw.Length)
            {
                AttributeReader parts = elements.Nested();
                return parts.Read() && parts.Type == NFTA_EXPR_NAME ? parts.ReadString() : null;
            }
        }
        return null;
    }

    private static string? NameOf(int message, ushort type) => (message, type) switch
    {
        (NFT_MSG_NEWTABLE or NFT_MSG_DELTABLE, NFTA_TABLE_NAME) => nameof(NFTA_TABLE_NAME),
        (NFT_MSG_NEWTABLE, NFTA_TABLE_FLAGS) => nameof(NFTA_TABLE_FLAGS),
        (NFT_MSG_NEWCHAIN or NFT_MSG_DELCHAIN, NFTA_CHAIN_TABLE) => nameof(NFTA_CHAIN_TABLE),
        (NFT_MSG_NEWCHAIN or NFT_MSG_DELCHAIN, NFTA_CHAIN_NAME) => nameof(NFTA_CHAIN_NAME),
        (NFT_MSG_NEWCHAIN, NFTA_CHAIN_HOOK) => nameof(NFTA_CHAIN_HOOK),
        (NFT_MSG_NEWCHAIN, NFTA_CHAIN_TYPE) => nameof(NFTA_CHAIN_TYPE),
        (NFT_MSG_NEWCHAIN, NFTA_CHAIN_POLICY) => nameof(NFTA_CHAIN_POLICY),
        (NFT_MSG_NEWRULE or NFT_MSG_DELRULE, NFTA_RULE_TABLE) => nameof(NFTA_RULE_TABLE),
        (NFT_MSG_NEWRULE or NFT_MSG_DELRULE, NFTA_RULE_CHAIN) => nameof(NFTA_RULE_CHAIN),
        (NFT_MSG_NEWRULE or NFT_MSG_DELRULE, NFTA_RULE_HANDLE) => nameof(NFTA_RULE_HANDLE),
        (NFT_MSG_NEWRULE, NFTA_RULE_EXPRESSIONS) => nameof(NFTA_RULE_EXPRESSIONS),
        (NFT_MSG_NEWRULE, NFTA_RULE_POSITION) => nameof(NFTA_RULE_POSITION),
        (NFT_MSG_NEWRULE, NFTA_RULE_POSITION_ID) => nameof(NFTA_RULE_POSITION_ID),
        (NFT_MSG_NEWSET or NFT_MSG_DELSET, NFTA_SET_TABLE) => nameof(NFTA_SET_TABLE),
        (NFT_MSG_NEWSET or NFT_MSG_DELSET, NFTA_SET_NAME) => nameof(NFTA_SET_NAME),
        (NFT_MSG_NEWSET, NFTA_SET_KEY_TYPE) => nameof(NFTA_SET_KEY_TYPE),
        (NFT_MSG_NEWSETELEM or NFT_MSG_DELSETELEM, NFTA_SET_ELEM_LIST_ELEMENTS) => nameof(NFTA_SET_ELEM_LIST_ELEMENTS),
        (NFT_MSG_NEWSETELEM or NFT_MSG_DELSETELEM, NFTA_SET_ELEM_LIST_SET) => nameof(NFTA_SET_ELEM_LIST_SET),
        _ => null,
    };
}
