using static Wire.Kernel.LinuxEthtool;

namespace Wire.Kernel;

/// <summary>Attributes of ethtool (linux/ethtool_netlink.h), by what is set. The first of each is its header.</summary>
internal static class EthtoolTables
{
    /// <summary>ETHTOOL_A_*_HEADER.</summary>
    public static AttributeTable Header { get; } = new()
    {
        ETHTOOL_A_HEADER_DEV_INDEX, ETHTOOL_A_HEADER_FLAGS,
    };

    /// <summary>ETHTOOL_A_BITSET_BITS_BIT.</summary>
    public static AttributeTable Bit { get; } = new()
    {
        ETHTOOL_A_BITSET_BIT_NAME, ETHTOOL_A_BITSET_BIT_VALUE,
    };

    /// <summary>ETHTOOL_A_BITSET_BITS.</summary>
    public static AttributeTable Bits { get; } = new()
    {
        { ETHTOOL_A_BITSET_BITS_BIT, Bit },
    };

    /// <summary>Bits by name.</summary>
    public static AttributeTable Bitset { get; } = new()
    {
        ETHTOOL_A_BITSET_NOMASK, { ETHTOOL_A_BITSET_BITS, Bits },
    };

    /// <summary>ETHTOOL_MSG_LINKMODES_SET.</summary>
    public static AttributeTable LinkModes { get; } = new()
    {
        { EthtoolSubject.Header, Header, 0, false, "ETHTOOL_A_LINKMODES_HEADER" }, ETHTOOL_A_LINKMODES_AUTONEG, { ETHTOOL_A_LINKMODES_OURS, Bitset },
        ETHTOOL_A_LINKMODES_SPEED, ETHTOOL_A_LINKMODES_DUPLEX, ETHTOOL_A_LINKMODES_MASTER_SLAVE_CFG, ETHTOOL_A_LINKMODES_LANES,
    };

    /// <summary>ETHTOOL_MSG_FEATURES_SET.</summary>
    public static AttributeTable Features { get; } = new()
    {
        { EthtoolSubject.Header, Header, 0, false, "ETHTOOL_A_FEATURES_HEADER" }, ETHTOOL_A_FEATURES_HW, { ETHTOOL_A_FEATURES_WANTED, Bitset },
        ETHTOOL_A_FEATURES_NOCHANGE,
    };

    /// <summary>ETHTOOL_MSG_RINGS_SET.</summary>
    public static AttributeTable Rings { get; } = new()
    {
        { EthtoolSubject.Header, Header, 0, false, "ETHTOOL_A_RINGS_HEADER" }, ETHTOOL_A_RINGS_RX_MAX, ETHTOOL_A_RINGS_RX_MINI_MAX,
        ETHTOOL_A_RINGS_RX_JUMBO_MAX, ETHTOOL_A_RINGS_TX_MAX, ETHTOOL_A_RINGS_RX, ETHTOOL_A_RINGS_RX_MINI, ETHTOOL_A_RINGS_RX_JUMBO,
        ETHTOOL_A_RINGS_TX, ETHTOOL_A_RINGS_RX_BUF_LEN, ETHTOOL_A_RINGS_TCP_DATA_SPLIT, ETHTOOL_A_RINGS_CQE_SIZE, ETHTOOL_A_RINGS_TX_PUSH,
        ETHTOOL_A_RINGS_RX_PUSH, ETHTOOL_A_RINGS_TX_PUSH_BUF_LEN, ETHTOOL_A_RINGS_TX_PUSH_BUF_LEN_MAX,
    };

    /// <summary>ETHTOOL_MSG_CHANNELS_SET.</summary>
    public static AttributeTable Channels { get; } = new()
    {
        { EthtoolSubject.Header, Header, 0, false, "ETHTOOL_A_CHANNELS_HEADER" }, ETHTOOL_A_CHANNELS_RX_MAX, ETHTOOL_A_CHANNELS_TX_MAX,
        ETHTOOL_A_CHANNELS_OTHER_MAX, ETHTOOL_A_CHANNELS_COMBINED_MAX, ETHTOOL_A_CHANNELS_RX_COUNT, ETHTOOL_A_CHANNELS_TX_COUNT,
        ETHTOOL_A_CHANNELS_OTHER_COUNT, ETHTOOL_A_CHANNELS_COMBINED_COUNT,
    };

    /// <summary>ETHTOOL_MSG_COALESCE_SET.</summary>
    public static AttributeTable Coalesce { get; } = new()
    {
        { EthtoolSubject.Header, Header, 0, false, "ETHTOOL_A_COALESCE_HEADER" }, ETHTOOL_A_COALESCE_RX_USECS, ETHTOOL_A_COALESCE_RX_MAX_FRAMES,
        ETHTOOL_A_COALESCE_RX_USECS_IRQ, ETHTOOL_A_COALESCE_RX_MAX_FRAMES_IRQ, ETHTOOL_A_COALESCE_TX_USECS, ETHTOOL_A_COALESCE_TX_MAX_FRAMES,
        ETHTOOL_A_COALESCE_TX_USECS_IRQ, ETHTOOL_A_COALESCE_TX_MAX_FRAMES_IRQ, ETHTOOL_A_COALESCE_STATS_BLOCK_USECS,
        ETHTOOL_A_COALESCE_USE_ADAPTIVE_RX, ETHTOOL_A_COALESCE_USE_ADAPTIVE_TX, ETHTOOL_A_COALESCE_PKT_RATE_LOW, ETHTOOL_A_COALESCE_RX_USECS_LOW,
        ETHTOOL_A_COALESCE_RX_MAX_FRAMES_LOW, ETHTOOL_A_COALESCE_TX_USECS_LOW, ETHTOOL_A_COALESCE_TX_MAX_FRAMES_LOW, ETHTOOL_A_COALESCE_PKT_RATE_HIGH,
        ETHTOOL_A_COALESCE_RX_USECS_HIGH, ETHTOOL_A_COALESCE_RX_MAX_FRAMES_HIGH, ETHTOOL_A_COALESCE_TX_USECS_HIGH,
        ETHTOOL_A_COALESCE_TX_MAX_FRAMES_HIGH, ETHTOOL_A_COALESCE_RATE_SAMPLE_INTERVAL, ETHTOOL_A_COALESCE_USE_CQE_MODE_TX,
        ETHTOOL_A_COALESCE_USE_CQE_MODE_RX, ETHTOOL_A_COALESCE_TX_AGGR_MAX_BYTES, ETHTOOL_A_COALESCE_TX_AGGR_MAX_FRAMES,
        ETHTOOL_A_COALESCE_TX_AGGR_TIME_USECS,
    };

    /// <summary>ETHTOOL_MSG_PAUSE_SET.</summary>
    public static AttributeTable Pause { get; } = new()
    {
        { EthtoolSubject.Header, Header, 0, false, "ETHTOOL_A_PAUSE_HEADER" }, ETHTOOL_A_PAUSE_AUTONEG, ETHTOOL_A_PAUSE_RX, ETHTOOL_A_PAUSE_TX,
    };

    public static AttributeTable? Of(int command) => command switch
    {
        ETHTOOL_MSG_LINKMODES_SET => LinkModes,
        ETHTOOL_MSG_FEATURES_SET => Features,
        ETHTOOL_MSG_RINGS_SET => Rings,
        ETHTOOL_MSG_CHANNELS_SET => Channels,
        ETHTOOL_MSG_COALESCE_SET => Coalesce,
        ETHTOOL_MSG_PAUSE_SET => Pause,
        _ => null,
    };
}
