using static Wire.Kernel.LinuxNfTables;

namespace Wire.Kernel;

/// <summary>Attributes of nf_tables (linux/netfilter/nf_tables.h), by where they stand.</summary>
internal static class NftTables
{
    /// <summary>NFTA_DATA_VERDICT.</summary>
    public static AttributeTable Verdict { get; } = new()
    {
        NFTA_VERDICT_CODE, NFTA_VERDICT_CHAIN,
    };

    /// <summary>A value, or a verdict.</summary>
    public static AttributeTable Data { get; } = new()
    {
        NFTA_DATA_VALUE, { NFTA_DATA_VERDICT, Verdict },
    };

    /// <summary>NFTA_EXPR_DATA of payload.</summary>
    public static AttributeTable Payload { get; } = new()
    {
        NFTA_PAYLOAD_DREG, NFTA_PAYLOAD_BASE, NFTA_PAYLOAD_OFFSET, NFTA_PAYLOAD_LEN,
    };

    /// <summary>NFTA_EXPR_DATA of meta.</summary>
    public static AttributeTable Meta { get; } = new()
    {
        NFTA_META_DREG, NFTA_META_KEY, NFTA_META_SREG,
    };

    /// <summary>NFTA_EXPR_DATA of ct.</summary>
    public static AttributeTable Ct { get; } = new()
    {
        NFTA_CT_DREG, NFTA_CT_KEY, NFTA_CT_DIRECTION, NFTA_CT_SREG,
    };

    /// <summary>NFTA_EXPR_DATA of cmp.</summary>
    public static AttributeTable Cmp { get; } = new()
    {
        NFTA_CMP_SREG, NFTA_CMP_OP, { NFTA_CMP_DATA, Data },
    };

    /// <summary>NFTA_EXPR_DATA of bitwise.</summary>
    public static AttributeTable Bitwise { get; } = new()
    {
        NFTA_BITWISE_SREG, NFTA_BITWISE_DREG, NFTA_BITWISE_LEN, { NFTA_BITWISE_MASK, Data }, { NFTA_BITWISE_XOR, Data }, NFTA_BITWISE_OP,
    };

    /// <summary>NFTA_EXPR_DATA of range.</summary>
    public static AttributeTable Range { get; } = new()
    {
        NFTA_RANGE_SREG, NFTA_RANGE_OP, { NFTA_RANGE_FROM_DATA, Data }, { NFTA_RANGE_TO_DATA, Data },
    };

    /// <summary>NFTA_EXPR_DATA of lookup.</summary>
    public static AttributeTable Lookup { get; } = new()
    {
        NFTA_LOOKUP_SET, NFTA_LOOKUP_SREG, NFTA_LOOKUP_DREG, NFTA_LOOKUP_SET_ID, NFTA_LOOKUP_FLAGS,
    };

    /// <summary>NFTA_EXPR_DATA of immediate.</summary>
    public static AttributeTable Immediate { get; } = new()
    {
        NFTA_IMMEDIATE_DREG, { NFTA_IMMEDIATE_DATA, Data },
    };

    /// <summary>NFTA_EXPR_DATA of counter.</summary>
    public static AttributeTable Counter { get; } = new()
    {
        NFTA_COUNTER_BYTES, NFTA_COUNTER_PACKETS,
    };

    /// <summary>NFTA_EXPR_DATA of limit.</summary>
    public static AttributeTable Limit { get; } = new()
    {
        NFTA_LIMIT_RATE, NFTA_LIMIT_UNIT, NFTA_LIMIT_BURST, NFTA_LIMIT_TYPE, NFTA_LIMIT_FLAGS,
    };

    /// <summary>NFTA_EXPR_DATA of log.</summary>
    public static AttributeTable Log { get; } = new()
    {
        NFTA_LOG_GROUP, NFTA_LOG_PREFIX, NFTA_LOG_SNAPLEN, NFTA_LOG_QTHRESHOLD, NFTA_LOG_LEVEL, NFTA_LOG_FLAGS,
    };

    /// <summary>NFTA_EXPR_DATA of reject.</summary>
    public static AttributeTable Reject { get; } = new()
    {
        NFTA_REJECT_TYPE, NFTA_REJECT_ICMP_CODE,
    };

    /// <summary>NFTA_EXPR_DATA of nat.</summary>
    public static AttributeTable Nat { get; } = new()
    {
        NFTA_NAT_TYPE, NFTA_NAT_FAMILY, NFTA_NAT_REG_ADDR_MIN, NFTA_NAT_REG_ADDR_MAX, NFTA_NAT_REG_PROTO_MIN, NFTA_NAT_REG_PROTO_MAX, NFTA_NAT_FLAGS,
    };

    /// <summary>NFTA_EXPR_DATA of masq.</summary>
    public static AttributeTable Masquerade { get; } = new()
    {
        NFTA_MASQ_FLAGS, NFTA_MASQ_REG_PROTO_MIN, NFTA_MASQ_REG_PROTO_MAX,
    };

    /// <summary>NFTA_EXPR_DATA of redir.</summary>
    public static AttributeTable Redirect { get; } = new()
    {
        NFTA_REDIR_REG_PROTO_MIN, NFTA_REDIR_REG_PROTO_MAX, NFTA_REDIR_FLAGS,
    };

    /// <summary>NFTA_EXPR_DATA of dynset.</summary>
    public static AttributeTable Dynset { get; } = new()
    {
        NFTA_DYNSET_SET_NAME, NFTA_DYNSET_OP, NFTA_DYNSET_SREG_KEY, NFTA_DYNSET_SREG_DATA, NFTA_DYNSET_TIMEOUT, NFTA_DYNSET_EXPR, NFTA_DYNSET_FLAGS,
    };

    /// <summary>One of NFTA_RULE_EXPRESSIONS.</summary>
    public static AttributeTable Expression { get; } = new()
    {
        NFTA_EXPR_NAME, { NFTA_EXPR_DATA, DataOf },
    };

    /// <summary>NFTA_HOOK_DEVS.</summary>
    public static AttributeTable Device { get; } = new()
    {
        NFTA_DEVICE_NAME,
    };

    /// <summary>NFTA_CHAIN_HOOK.</summary>
    public static AttributeTable Hook { get; } = new()
    {
        NFTA_HOOK_HOOKNUM, NFTA_HOOK_PRIORITY, NFTA_HOOK_DEV, { NFTA_HOOK_DEVS, Device },
    };

    /// <summary>NFTA_SET_DESC.</summary>
    public static AttributeTable Description { get; } = new()
    {
        NFTA_SET_DESC_SIZE, NFTA_SET_DESC_CONCAT,
    };

    /// <summary>One of NFTA_SET_ELEM_LIST_ELEMENTS.</summary>
    public static AttributeTable Element { get; } = new()
    {
        { NFTA_SET_ELEM_KEY, Data }, { NFTA_SET_ELEM_DATA, Data }, NFTA_SET_ELEM_FLAGS, NFTA_SET_ELEM_TIMEOUT, { NFTA_SET_ELEM_KEY_END, Data },
    };

    /// <summary>A table.</summary>
    public static AttributeTable Table { get; } = new()
    {
        NFTA_TABLE_NAME, NFTA_TABLE_FLAGS, NFTA_TABLE_USERDATA,
    };

    /// <summary>A chain.</summary>
    public static AttributeTable Chain { get; } = new()
    {
        NFTA_CHAIN_TABLE, NFTA_CHAIN_NAME, { NFTA_CHAIN_HOOK, Hook }, NFTA_CHAIN_POLICY, NFTA_CHAIN_TYPE, NFTA_CHAIN_USERDATA,
    };

    /// <summary>A rule.</summary>
    public static AttributeTable Rule { get; } = new()
    {
        NFTA_RULE_TABLE, NFTA_RULE_CHAIN, NFTA_RULE_HANDLE, { NFTA_RULE_EXPRESSIONS, AttributeTable.ListOf(Expression) }, NFTA_RULE_POSITION,
        NFTA_RULE_USERDATA, NFTA_RULE_ID, NFTA_RULE_POSITION_ID,
    };

    /// <summary>A set or a map.</summary>
    public static AttributeTable Set { get; } = new()
    {
        NFTA_SET_TABLE, NFTA_SET_NAME, NFTA_SET_FLAGS, NFTA_SET_KEY_TYPE, NFTA_SET_KEY_LEN, NFTA_SET_DATA_TYPE, NFTA_SET_DATA_LEN,
        { NFTA_SET_DESC, Description }, NFTA_SET_ID, NFTA_SET_TIMEOUT, NFTA_SET_USERDATA,
    };

    /// <summary>Elements of a set or a map.</summary>
    public static AttributeTable Elements { get; } = new()
    {
        NFTA_SET_ELEM_LIST_TABLE, NFTA_SET_ELEM_LIST_SET, NFTA_SET_ELEM_LIST_SET_ID, { NFTA_SET_ELEM_LIST_ELEMENTS, AttributeTable.ListOf(Element) },
    };

    /// <param name="message">NFT_MSG_*.</param>
    public static AttributeTable? Of(int message) => message switch
    {
        NFT_MSG_NEWTABLE or NFT_MSG_DELTABLE => Table,
        NFT_MSG_NEWCHAIN or NFT_MSG_DELCHAIN => Chain,
        NFT_MSG_NEWRULE or NFT_MSG_DELRULE => Rule,
        NFT_MSG_NEWSET or NFT_MSG_DELSET => Set,
        NFT_MSG_NEWSETELEM or NFT_MSG_DELSETELEM => Elements,
        _ => null,
    };

    private static AttributeTable? DataOf(AttributeReader siblings)
    {
        while (siblings.Read())
        {
            if (siblings.Type == NFTA_EXPR_NAME)
            {
                return siblings.ReadString() switch
                {
                    "payload" => Payload,
                    "meta" => Meta,
                    "ct" => Ct,
                    "cmp" => Cmp,
                    "bitwise" => Bitwise,
                    "range" => Range,
                    "lookup" => Lookup,
                    "immediate" => Immediate,
                    "counter" => Counter,
                    "limit" => Limit,
                    "log" => Log,
                    "reject" => Reject,
                    "dynset" => Dynset,
                    "nat" => Nat,
                    "masq" => Masquerade,
                    "redir" => Redirect,
                    _ => null,
                };
            }
        }
        return null;
    }
}
