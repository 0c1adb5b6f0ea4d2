using System.Collections.Immutable;
using Wire.Domain;
using static Wire.Kernel.LinuxEthtool;

namespace Wire.Kernel;

/// <summary>One subject of ethtool's netlink interface: how it is asked for, told and set, and the numbers in it.</summary>
/// <param name="What">For an error's text.</param>
/// <param name="Get">The command that asks for it.</param>
/// <param name="Set">The command that sets it.</param>
/// <param name="Reply">The command of the answer.</param>
/// <param name="Notification">The command of the announcement of a change; its attributes are the answer's.</param>
/// <param name="Fields">What is one number.</param>
internal sealed record EthtoolSubject(string What, byte Get, byte Set, byte Reply, byte Notification, ImmutableArray<EthtoolField> Fields)
{
    /// <summary>The first attribute of every message, of every subject.</summary>
    public const ushort Header = ETHTOOL_A_RINGS_HEADER;

    /// <summary>Also the order in which they are set: what is agreed upon with the other end comes last.</summary>
    public static ImmutableArray<EthtoolSubject> All { get; } =
    [
        new("features", ETHTOOL_MSG_FEATURES_GET, ETHTOOL_MSG_FEATURES_SET, ETHTOOL_MSG_FEATURES_GET_REPLY, ETHTOOL_MSG_FEATURES_NTF, []),
        new("rings", ETHTOOL_MSG_RINGS_GET, ETHTOOL_MSG_RINGS_SET, ETHTOOL_MSG_RINGS_GET_REPLY, ETHTOOL_MSG_RINGS_NTF,
        [
            Wide("ring-rx", ETHTOOL_A_RINGS_RX), Wide("ring-rx-mini", ETHTOOL_A_RINGS_RX_MINI), Wide("ring-rx-jumbo", ETHTOOL_A_RINGS_RX_JUMBO),
            Wide("ring-tx", ETHTOOL_A_RINGS_TX), Wide("ring-rx-buf-len", ETHTOOL_A_RINGS_RX_BUF_LEN), Wide("ring-cqe-size", ETHTOOL_A_RINGS_CQE_SIZE),
            Byte("ring-tx-push", ETHTOOL_A_RINGS_TX_PUSH), Byte("ring-rx-push", ETHTOOL_A_RINGS_RX_PUSH),
            Wide("ring-tx-push-buf-len", ETHTOOL_A_RINGS_TX_PUSH_BUF_LEN), Byte("ring-tcp-data-split", ETHTOOL_A_RINGS_TCP_DATA_SPLIT),
            Wide("ring-rx-max", ETHTOOL_A_RINGS_RX_MAX), Wide("ring-rx-mini-max", ETHTOOL_A_RINGS_RX_MINI_MAX),
            Wide("ring-rx-jumbo-max", ETHTOOL_A_RINGS_RX_JUMBO_MAX), Wide("ring-tx-max", ETHTOOL_A_RINGS_TX_MAX),
            Wide("ring-tx-push-buf-len-max", ETHTOOL_A_RINGS_TX_PUSH_BUF_LEN_MAX),
        ]),
        new("channels", ETHTOOL_MSG_CHANNELS_GET, ETHTOOL_MSG_CHANNELS_SET, ETHTOOL_MSG_CHANNELS_GET_REPLY, ETHTOOL_MSG_CHANNELS_NTF,
        [
            Wide("channels-rx", ETHTOOL_A_CHANNELS_RX_COUNT), Wide("channels-tx", ETHTOOL_A_CHANNELS_TX_COUNT),
            Wide("channels-other", ETHTOOL_A_CHANNELS_OTHER_COUNT), Wide("channels-combined", ETHTOOL_A_CHANNELS_COMBINED_COUNT),
            Wide("channels-rx-max", ETHTOOL_A_CHANNELS_RX_MAX), Wide("channels-tx-max", ETHTOOL_A_CHANNELS_TX_MAX),
            Wide("channels-other-max", ETHTOOL_A_CHANNELS_OTHER_MAX), Wide("channels-combined-max", ETHTOOL_A_CHANNELS_COMBINED_MAX),
        ]),
        new("coalescing", ETHTOOL_MSG_COALESCE_GET, ETHTOOL_MSG_COALESCE_SET, ETHTOOL_MSG_COALESCE_GET_REPLY, ETHTOOL_MSG_COALESCE_NTF,
        [
            Byte("adaptive-rx", ETHTOOL_A_COALESCE_USE_ADAPTIVE_RX), Byte("adaptive-tx", ETHTOOL_A_COALESCE_USE_ADAPTIVE_TX),
            Wide("rx-usecs", ETHTOOL_A_COALESCE_RX_USECS), Wide("rx-frames", ETHTOOL_A_COALESCE_RX_MAX_FRAMES),
            Wide("rx-usecs-irq", ETHTOOL_A_COALESCE_RX_USECS_IRQ), Wide("rx-frames-irq", ETHTOOL_A_COALESCE_RX_MAX_FRAMES_IRQ),
            Wide("tx-usecs", ETHTOOL_A_COALESCE_TX_USECS), Wide("tx-frames", ETHTOOL_A_COALESCE_TX_MAX_FRAMES),
            Wide("tx-usecs-irq", ETHTOOL_A_COALESCE_TX_USECS_IRQ), Wide("tx-frames-irq", ETHTOOL_A_COALESCE_TX_MAX_FRAMES_IRQ),
            Wide("stats-block-usecs", ETHTOOL_A_COALESCE_STATS_BLOCK_USECS), Wide("pkt-rate-low", ETHTOOL_A_COALESCE_PKT_RATE_LOW),
            Wide("rx-usecs-low", ETHTOOL_A_COALESCE_RX_USECS_LOW), Wide("rx-frames-low", ETHTOOL_A_COALESCE_RX_MAX_FRAMES_LOW),
            Wide("tx-usecs-low", ETHTOOL_A_COALESCE_TX_USECS_LOW), Wide("tx-frames-low", ETHTOOL_A_COALESCE_TX_MAX_FRAMES_LOW),
            Wide("pkt-rate-high", ETHTOOL_A_COALESCE_PKT_RATE_HIGH), Wide("rx-usecs-high", ETHTOOL_A_COALESCE_RX_USECS_HIGH),
            Wide("rx-frames-high", ETHTOOL_A_COALESCE_RX_MAX_FRAMES_HIGH), Wide("tx-usecs-high", ETHTOOL_A_COALESCE_TX_USECS_HIGH),
            Wide("tx-frames-high", ETHTOOL_A_COALESCE_TX_MAX_FRAMES_HIGH), Wide("sample-interval", ETHTOOL_A_COALESCE_RATE_SAMPLE_INTERVAL),
            Byte("cqe-mode-rx", ETHTOOL_A_COALESCE_USE_CQE_MODE_RX), Byte("cqe-mode-tx", ETHTOOL_A_COALESCE_USE_CQE_MODE_TX),
            Wide("tx-aggr-max-bytes", ETHTOOL_A_COALESCE_TX_AGGR_MAX_BYTES), Wide("tx-aggr-max-frames", ETHTOOL_A_COALESCE_TX_AGGR_MAX_FRAMES),
            Wide("tx-aggr-time-usecs", ETHTOOL_A_COALESCE_TX_AGGR_TIME_USECS),
        ]),
        new("pause frames", ETHTOOL_MSG_PAUSE_GET, ETHTOOL_MSG_PAUSE_SET, ETHTOOL_MSG_PAUSE_GET_REPLY, ETHTOOL_MSG_PAUSE_NTF,
        [
            Byte("pause-autoneg", ETHTOOL_A_PAUSE_AUTONEG), Byte("pause-rx", ETHTOOL_A_PAUSE_RX), Byte("pause-tx", ETHTOOL_A_PAUSE_TX),
        ]),
        new("link modes", ETHTOOL_MSG_LINKMODES_GET, ETHTOOL_MSG_LINKMODES_SET, ETHTOOL_MSG_LINKMODES_GET_REPLY, ETHTOOL_MSG_LINKMODES_NTF,
        [
            Byte("autoneg", ETHTOOL_A_LINKMODES_AUTONEG), Wide("speed", ETHTOOL_A_LINKMODES_SPEED, SPEED_UNKNOWN),
            Byte("duplex", ETHTOOL_A_LINKMODES_DUPLEX, DUPLEX_UNKNOWN), Wide("lanes", ETHTOOL_A_LINKMODES_LANES),
            Byte("master-slave", ETHTOOL_A_LINKMODES_MASTER_SLAVE_CFG, MASTER_SLAVE_CFG_UNKNOWN),
        ]),
    ];

    /// <summary>The attribute's id.</summary>
    public static int Speed { get; } = Id("speed");

    /// <summary>The attribute's id.</summary>
    public static int Duplex { get; } = Id("duplex");

    /// <summary>The one whose answer or announcement has this command; null for none.</summary>
    public static EthtoolSubject? Told(byte command) => All.FirstOrDefault(s => s.Reply == command || s.Notification == command);

    private static EthtoolField Wide(string name, ushort type, uint? unknown = null) => new(Id(name), name, type, false, unknown);

    private static EthtoolField Byte(string name, ushort type, uint? unknown = null) => new(Id(name), name, type, true, unknown);

    private static int Id(string name) => Ethtool.TheKind.Find(name)!.Id;
}

/// <summary>One number.</summary>
/// <param name="Id">Of its attribute in the domain.</param>
/// <param name="Name">Of the same.</param>
/// <param name="Type">Of its netlink attribute.</param>
/// <param name="IsByte">u8; otherwise u32.</param>
/// <param name="Unknown">The number that means that there is none.</param>
internal sealed record EthtoolField(int Id, string Name, ushort Type, bool IsByte, uint? Unknown);
