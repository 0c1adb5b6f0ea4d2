namespace Wire.Kernel;

/// <summary>Constants of linux/ethtool_netlink.h and linux/ethtool.h, by their own names.</summary>
public static class LinuxEthtool
{
    public const byte ETHTOOL_GENL_VERSION = 1;

    // Messages to the kernel.
    public const byte ETHTOOL_MSG_LINKMODES_GET = 4;
    public const byte ETHTOOL_MSG_LINKMODES_SET = 5;
    public const byte ETHTOOL_MSG_FEATURES_GET = 11;
    public const byte ETHTOOL_MSG_FEATURES_SET = 12;
    public const byte ETHTOOL_MSG_RINGS_GET = 15;
    public const byte ETHTOOL_MSG_RINGS_SET = 16;
    public const byte ETHTOOL_MSG_CHANNELS_GET = 17;
    public const byte ETHTOOL_MSG_CHANNELS_SET = 18;
    public const byte ETHTOOL_MSG_COALESCE_GET = 19;
    public const byte ETHTOOL_MSG_COALESCE_SET = 20;
    public const byte ETHTOOL_MSG_PAUSE_GET = 21;
    public const byte ETHTOOL_MSG_PAUSE_SET = 22;

    // Messages from the kernel.
    public const byte ETHTOOL_MSG_LINKMODES_GET_REPLY = 4;
    public const byte ETHTOOL_MSG_LINKMODES_NTF = 5;
    public const byte ETHTOOL_MSG_FEATURES_GET_REPLY = 11;
    public const byte ETHTOOL_MSG_FEATURES_NTF = 13;
    public const byte ETHTOOL_MSG_RINGS_GET_REPLY = 16;
    public const byte ETHTOOL_MSG_RINGS_NTF = 17;
    public const byte ETHTOOL_MSG_CHANNELS_GET_REPLY = 18;
    public const byte ETHTOOL_MSG_CHANNELS_NTF = 19;
    public const byte ETHTOOL_MSG_COALESCE_GET_REPLY = 20;
    public const byte ETHTOOL_MSG_COALESCE_NTF = 21;
    public const byte ETHTOOL_MSG_PAUSE_GET_REPLY = 22;
    public const byte ETHTOOL_MSG_PAUSE_NTF = 23;

    // The header of a request: the first attribute of every message.
    public const ushort ETHTOOL_A_HEADER_DEV_INDEX = 1;
    public const ushort ETHTOOL_A_HEADER_FLAGS = 3;
    public const ushort ETHTOOL_A_RINGS_HEADER = 1;
    public const uint ETHTOOL_FLAG_OMIT_REPLY = 2;

    // Sets of bits.
    public const ushort ETHTOOL_A_BITSET_NOMASK = 1;
    public const ushort ETHTOOL_A_BITSET_BITS = 3;
    public const ushort ETHTOOL_A_BITSET_BITS_BIT = 1;
    public const ushort ETHTOOL_A_BITSET_BIT_NAME = 2;
    public const ushort ETHTOOL_A_BITSET_BIT_VALUE = 3;

    // ETHTOOL_MSG_LINKMODES_*.
    public const ushort ETHTOOL_A_LINKMODES_AUTONEG = 2;
    public const ushort ETHTOOL_A_LINKMODES_OURS = 3;
    public const ushort ETHTOOL_A_LINKMODES_SPEED = 5;
    public const ushort ETHTOOL_A_LINKMODES_DUPLEX = 6;
    public const ushort ETHTOOL_A_LINKMODES_MASTER_SLAVE_CFG = 7;
    public const ushort ETHTOOL_A_LINKMODES_LANES = 9;

    // ETHTOOL_MSG_FEATURES_*.
    public const ushort ETHTOOL_A_FEATURES_HW = 2;
    public const ushort ETHTOOL_A_FEATURES_WANTED = 3;
    public const ushort ETHTOOL_A_FEATURES_NOCHANGE = 5;

    // ETHTOOL_MSG_RINGS_*.
    public const ushort ETHTOOL_A_RINGS_RX_MAX = 2;
    public const ushort ETHTOOL_A_RINGS_RX_MINI_MAX = 3;
    public const ushort ETHTOOL_A_RINGS_RX_JUMBO_MAX = 4;
    public const ushort ETHTOOL_A_RINGS_TX_MAX = 5;
    public const ushort ETHTOOL_A_RINGS_RX = 6;
    public const ushort ETHTOOL_A_RINGS_RX_MINI = 7;
    public const ushort ETHTOOL_A_RINGS_RX_JUMBO = 8;
    public const ushort ETHTOOL_A_RINGS_TX = 9;
    public const ushort ETHTOOL_A_RINGS_RX_BUF_LEN = 10;
    public const ushort ETHTOOL_A_RINGS_TCP_DATA_SPLIT = 11;
    public const ushort ETHTOOL_A_RINGS_CQE_SIZE = 12;
    public const ushort ETHTOOL_A_RINGS_TX_PUSH = 13;
    public const ushort ETHTOOL_A_RINGS_RX_PUSH = 14;
    public const ushort ETHTOOL_A_RINGS_TX_PUSH_BUF_LEN = 15;
    public const ushort ETHTOOL_A_RINGS_TX_PUSH_BUF_LEN_MAX = 16;

    // ETHTOOL_MSG_CHANNELS_*.
    public const ushort ETHTOOL_A_CHANNELS_RX_MAX = 2;
    public const ushort ETHTOOL_A_CHANNELS_TX_MAX = 3;
    public const ushort ETHTOOL_A_CHANNELS_OTHER_MAX = 4;
    public const ushort ETHTOOL_A_CHANNELS_COMBINED_MAX = 5;
    public const ushort ETHTOOL_A_CHANNELS_RX_COUNT = 6;
    public const ushort ETHTOOL_A_CHANNELS_TX_COUNT = 7;
    public const ushort ETHTOOL_A_CHANNELS_OTHER_COUNT = 8;
    public const ushort ETHTOOL_A_CHANNELS_COMBINED_COUNT = 9;

    // ETHTOOL_MSG_COALESCE_*.
    public const ushort ETHTOOL_A_COALESCE_RX_USECS = 2;
    public const ushort ETHTOOL_A_COALESCE_RX_MAX_FRAMES = 3;
    public const ushort ETHTOOL_A_COALESCE_RX_USECS_IRQ = 4;
    public const ushort ETHTOOL_A_COALESCE_RX_MAX_FRAMES_IRQ = 5;
    public const ushort ETHTOOL_A_COALESCE_TX_USECS = 6;
    public const ushort ETHTOOL_A_COALESCE_TX_MAX_FRAMES = 7;
    public const ushort ETHTOOL_A_COALESCE_TX_USECS_IRQ = 8;
    public const ushort ETHTOOL_A_COALESCE_TX_MAX_FRAMES_IRQ = 9;
    public const ushort ETHTOOL_A_COALESCE_STATS_BLOCK_USECS = 10;
    public const ushort ETHTOOL_A_COALESCE_USE_ADAPTIVE_RX = 11;
    public const ushort ETHTOOL_A_COALESCE_USE_ADAPTIVE_TX = 12;
    public const ushort ETHTOOL_A_COALESCE_PKT_RATE_LOW = 13;
    public const ushort ETHTOOL_A_COALESCE_RX_USECS_LOW = 14;
    public const ushort ETHTOOL_A_COALESCE_RX_MAX_FRAMES_LOW = 15;
    public const ushort ETHTOOL_A_COALESCE_TX_USECS_LOW = 16;
    public const ushort ETHTOOL_A_COALESCE_TX_MAX_FRAMES_LOW = 17;
    public const ushort ETHTOOL_A_COALESCE_PKT_RATE_HIGH = 18;
    public const ushort ETHTOOL_A_COALESCE_RX_USECS_HIGH = 19;
    public const ushort ETHTOOL_A_COALESCE_RX_MAX_FRAMES_HIGH = 20;
    public const ushort ETHTOOL_A_COALESCE_TX_USECS_HIGH = 21;
    public const ushort ETHTOOL_A_COALESCE_TX_MAX_FRAMES_HIGH = 22;
    public const ushort ETHTOOL_A_COALESCE_RATE_SAMPLE_INTERVAL = 23;
    public const ushort ETHTOOL_A_COALESCE_USE_CQE_MODE_TX = 24;
    public const ushort ETHTOOL_A_COALESCE_USE_CQE_MODE_RX = 25;
    public const ushort ETHTOOL_A_COALESCE_TX_AGGR_MAX_BYTES = 26;
    public const ushort ETHTOOL_A_COALESCE_TX_AGGR_MAX_FRAMES = 27;
    public const ushort ETHTOOL_A_COALESCE_TX_AGGR_TIME_USECS = 28;

    // ETHTOOL_MSG_PAUSE_*.
    public const ushort ETHTOOL_A_PAUSE_AUTONEG = 2;
    public const ushort ETHTOOL_A_PAUSE_RX = 3;
    public const ushort ETHTOOL_A_PAUSE_TX = 4;

    // What the kernel says when it does not know.
    public const uint SPEED_UNKNOWN = uint.MaxValue;
    public const byte DUPLEX_UNKNOWN = 0xff;
    public const byte MASTER_SLAVE_CFG_UNKNOWN = 1;

    // Commands of ioctl(SIOCETHTOOL).
    public const uint SIOCETHTOOL = 0x8946;
    public const uint ETHTOOL_GDRVINFO = 0x00000003;
    public const uint ETHTOOL_GSTRINGS = 0x0000001b;
    public const uint ETHTOOL_GSTATS = 0x0000001d;
    public const uint ETHTOOL_GSSET_INFO = 0x00000037;
    public const uint ETH_SS_STATS = 1;
    public const uint ETH_GSTRING_LEN = 32;
}
