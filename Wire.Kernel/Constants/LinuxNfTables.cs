namespace Wire.Kernel;

/// <summary>Constants of linux/netfilter/nf_tables.h, by their own names.</summary>
public static class LinuxNfTables
{
    // Messages: the lower byte of a message's type.
    public const ushort NFT_MSG_NEWTABLE = 0;
    public const ushort NFT_MSG_GETTABLE = 1;
    public const ushort NFT_MSG_DELTABLE = 2;
    public const ushort NFT_MSG_NEWCHAIN = 3;
    public const ushort NFT_MSG_GETCHAIN = 4;
    public const ushort NFT_MSG_DELCHAIN = 5;
    public const ushort NFT_MSG_NEWRULE = 6;
    public const ushort NFT_MSG_GETRULE = 7;
    public const ushort NFT_MSG_DELRULE = 8;
    public const ushort NFT_MSG_NEWSET = 9;
    public const ushort NFT_MSG_GETSET = 10;
    public const ushort NFT_MSG_DELSET = 11;
    public const ushort NFT_MSG_NEWSETELEM = 12;
    public const ushort NFT_MSG_GETSETELEM = 13;
    public const ushort NFT_MSG_DELSETELEM = 14;
    public const ushort NFT_MSG_NEWGEN = 15;

    // Registers: four of 16 bytes, or sixteen of 4 in the same place.
    public const uint NFT_REG_VERDICT = 0;
    public const uint NFT_REG_1 = 1;
    public const uint NFT_REG32_00 = 8;

    public const ushort NFTA_LIST_ELEM = 1;

    public const ushort NFTA_TABLE_NAME = 1;
    public const ushort NFTA_TABLE_FLAGS = 2;
    public const ushort NFTA_TABLE_USE = 3;
    public const ushort NFTA_TABLE_HANDLE = 4;
    public const ushort NFTA_TABLE_PAD = 5;
    public const ushort NFTA_TABLE_USERDATA = 6;
    public const uint NFT_TABLE_F_DORMANT = 0x1;

    public const ushort NFTA_CHAIN_TABLE = 1;
    public const ushort NFTA_CHAIN_HANDLE = 2;
    public const ushort NFTA_CHAIN_NAME = 3;
    public const ushort NFTA_CHAIN_HOOK = 4;
    public const ushort NFTA_CHAIN_POLICY = 5;
    public const ushort NFTA_CHAIN_USE = 6;
    public const ushort NFTA_CHAIN_TYPE = 7;
    public const ushort NFTA_CHAIN_COUNTERS = 8;
    public const ushort NFTA_CHAIN_PAD = 9;
    public const ushort NFTA_CHAIN_FLAGS = 10;
    public const ushort NFTA_CHAIN_ID = 11;
    public const ushort NFTA_CHAIN_USERDATA = 12;
    public const uint NFT_CHAIN_BASE = 0x1;

    public const ushort NFTA_HOOK_HOOKNUM = 1;
    public const ushort NFTA_HOOK_PRIORITY = 2;
    public const ushort NFTA_HOOK_DEV = 3;
    public const ushort NFTA_HOOK_DEVS = 4;
    public const ushort NFTA_DEVICE_NAME = 1;

    public const ushort NFTA_RULE_TABLE = 1;
    public const ushort NFTA_RULE_CHAIN = 2;
    public const ushort NFTA_RULE_HANDLE = 3;
    public const ushort NFTA_RULE_EXPRESSIONS = 4;
    public const ushort NFTA_RULE_POSITION = 6;
    public const ushort NFTA_RULE_USERDATA = 7;
    public const ushort NFTA_RULE_PAD = 8;
    public const ushort NFTA_RULE_ID = 9;
    public const ushort NFTA_RULE_POSITION_ID = 10;

    public const ushort NFTA_EXPR_NAME = 1;
    public const ushort NFTA_EXPR_DATA = 2;

    public const ushort NFTA_SET_TABLE = 1;
    public const ushort NFTA_SET_NAME = 2;
    public const ushort NFTA_SET_FLAGS = 3;
    public const ushort NFTA_SET_KEY_TYPE = 4;
    public const ushort NFTA_SET_KEY_LEN = 5;
    public const ushort NFTA_SET_DATA_TYPE = 6;
    public const ushort NFTA_SET_DATA_LEN = 7;
    public const ushort NFTA_SET_DESC = 9;
    public const ushort NFTA_SET_ID = 10;
    public const ushort NFTA_SET_TIMEOUT = 11;
    public const ushort NFTA_SET_USERDATA = 13;
    public const ushort NFTA_SET_PAD = 14;
    public const ushort NFTA_SET_HANDLE = 16;

    /// <summary>How the kernel keeps the elements, by name: since Linux 6.15.</summary>
    public const ushort NFTA_SET_TYPE = 19;

    /// <summary>How many elements there are: since Linux 6.15.</summary>
    public const ushort NFTA_SET_COUNT = 20;
    public const ushort NFTA_SET_DESC_SIZE = 1;
    public const ushort NFTA_SET_DESC_CONCAT = 2;
    public const ushort NFTA_SET_FIELD_LEN = 1;
    public const uint NFT_SET_ANONYMOUS = 0x1;
    public const uint NFT_SET_CONSTANT = 0x2;
    public const uint NFT_SET_INTERVAL = 0x4;
    public const uint NFT_SET_MAP = 0x8;
    public const uint NFT_SET_TIMEOUT = 0x10;
    public const uint NFT_SET_EVAL = 0x20;
    public const uint NFT_SET_CONCAT = 0x80;
    public const uint NFT_DATA_VERDICT = 0xffffff00;

    public const ushort NFTA_SET_ELEM_LIST_TABLE = 1;
    public const ushort NFTA_SET_ELEM_LIST_SET = 2;
    public const ushort NFTA_SET_ELEM_LIST_ELEMENTS = 3;
    public const ushort NFTA_SET_ELEM_LIST_SET_ID = 4;
    public const ushort NFTA_SET_ELEM_KEY = 1;
    public const ushort NFTA_SET_ELEM_DATA = 2;
    public const ushort NFTA_SET_ELEM_FLAGS = 3;
    public const ushort NFTA_SET_ELEM_TIMEOUT = 4;
    public const ushort NFTA_SET_ELEM_KEY_END = 10;
    public const uint NFT_SET_ELEM_INTERVAL_END = 0x1;

    public const ushort NFTA_DATA_VALUE = 1;
    public const ushort NFTA_DATA_VERDICT = 2;
    public const ushort NFTA_VERDICT_CODE = 1;
    public const ushort NFTA_VERDICT_CHAIN = 2;

    public const ushort NFTA_PAYLOAD_DREG = 1;
    public const ushort NFTA_PAYLOAD_BASE = 2;
    public const ushort NFTA_PAYLOAD_OFFSET = 3;
    public const ushort NFTA_PAYLOAD_LEN = 4;

    public const ushort NFTA_META_DREG = 1;
    public const ushort NFTA_META_KEY = 2;
    public const ushort NFTA_META_SREG = 3;

    public const ushort NFTA_CT_DREG = 1;
    public const ushort NFTA_CT_KEY = 2;
    public const ushort NFTA_CT_DIRECTION = 3;
    public const ushort NFTA_CT_SREG = 4;

    public const ushort NFTA_CMP_SREG = 1;
    public const ushort NFTA_CMP_OP = 2;
    public const ushort NFTA_CMP_DATA = 3;
    public const uint NFT_CMP_EQ = 0;
    public const uint NFT_CMP_NEQ = 1;
    public const uint NFT_CMP_LT = 2;
    public const uint NFT_CMP_LTE = 3;
    public const uint NFT_CMP_GT = 4;
    public const uint NFT_CMP_GTE = 5;

    public const ushort NFTA_BITWISE_SREG = 1;
    public const ushort NFTA_BITWISE_DREG = 2;
    public const ushort NFTA_BITWISE_LEN = 3;
    public const ushort NFTA_BITWISE_MASK = 4;
    public const ushort NFTA_BITWISE_XOR = 5;
    public const ushort NFTA_BITWISE_OP = 6;

    public const ushort NFTA_RANGE_SREG = 1;
    public const ushort NFTA_RANGE_OP = 2;
    public const ushort NFTA_RANGE_FROM_DATA = 3;
    public const ushort NFTA_RANGE_TO_DATA = 4;
    public const uint NFT_RANGE_NEQ = 1;

    public const ushort NFTA_LOOKUP_SET = 1;
    public const ushort NFTA_LOOKUP_SREG = 2;
    public const ushort NFTA_LOOKUP_DREG = 3;
    public const ushort NFTA_LOOKUP_SET_ID = 4;
    public const ushort NFTA_LOOKUP_FLAGS = 5;
    public const uint NFT_LOOKUP_F_INV = 0x1;

    public const ushort NFTA_IMMEDIATE_DREG = 1;
    public const ushort NFTA_IMMEDIATE_DATA = 2;

    public const ushort NFTA_COUNTER_BYTES = 1;
    public const ushort NFTA_COUNTER_PACKETS = 2;

    public const ushort NFTA_LIMIT_RATE = 1;
    public const ushort NFTA_LIMIT_UNIT = 2;
    public const ushort NFTA_LIMIT_BURST = 3;
    public const ushort NFTA_LIMIT_TYPE = 4;
    public const ushort NFTA_LIMIT_FLAGS = 5;
    public const uint NFT_LIMIT_F_INV = 0x1;

    public const ushort NFTA_LOG_GROUP = 1;
    public const ushort NFTA_LOG_PREFIX = 2;
    public const ushort NFTA_LOG_SNAPLEN = 3;
    public const ushort NFTA_LOG_QTHRESHOLD = 4;
    public const ushort NFTA_LOG_LEVEL = 5;
    public const ushort NFTA_LOG_FLAGS = 6;

    public const ushort NFTA_REJECT_TYPE = 1;
    public const ushort NFTA_REJECT_ICMP_CODE = 2;
    public const uint NFT_REJECT_TCP_RST = 1;

    public const ushort NFTA_NAT_TYPE = 1;
    public const ushort NFTA_NAT_FAMILY = 2;
    public const ushort NFTA_NAT_REG_ADDR_MIN = 3;
    public const ushort NFTA_NAT_REG_ADDR_MAX = 4;
    public const ushort NFTA_NAT_REG_PROTO_MIN = 5;
    public const ushort NFTA_NAT_REG_PROTO_MAX = 6;
    public const ushort NFTA_NAT_FLAGS = 7;
    public const uint NFT_NAT_SNAT = 0;
    public const uint NFT_NAT_DNAT = 1;

    public const ushort NFTA_MASQ_FLAGS = 1;
    public const ushort NFTA_MASQ_REG_PROTO_MIN = 2;
    public const ushort NFTA_MASQ_REG_PROTO_MAX = 3;

    public const ushort NFTA_REDIR_REG_PROTO_MIN = 1;
    public const ushort NFTA_REDIR_REG_PROTO_MAX = 2;
    public const ushort NFTA_REDIR_FLAGS = 3;

    public const ushort NFTA_DYNSET_SET_NAME = 1;
    public const ushort NFTA_DYNSET_OP = 3;
    public const ushort NFTA_DYNSET_SREG_KEY = 4;
    public const ushort NFTA_DYNSET_SREG_DATA = 5;
    public const ushort NFTA_DYNSET_TIMEOUT = 6;
    public const ushort NFTA_DYNSET_EXPR = 7;
    public const ushort NFTA_DYNSET_FLAGS = 9;
}
