using static Wire.Domain.ValueFormats;

namespace Wire.Domain;

/// <summary>The words are those of ethtool(8).</summary>
public sealed partial record Ethtool
{
    /// <summary>What the name of an attribute ends in that tells the greatest value of another.</summary>
    private const string Maximum = "-max";

    public static readonly ResourceKind TheKind = new("ethtool", "ethtool", () => new Ethtool(),
        new ReferenceAttribute<Ethtool, string>(ValueFormats.Link, e => e.Dev, (e, x) => e with { Dev = x ?? "" })
            { Id = 1, Name = "dev", Mutability = Mutability.Identity, Help = "the device" },

        Count(2, "ring-rx", "descriptors in a receive ring"),
        Count(3, "ring-rx-mini", "descriptors in a receive ring for small packets"),
        Count(4, "ring-rx-jumbo", "descriptors in a receive ring for jumbo packets"),
        Count(5, "ring-tx", "descriptors in a send ring"),
        Count(6, "ring-rx-buf-len", "bytes of a receive buffer"),
        Count(7, "ring-cqe-size", "bytes of a completion"),
        Switch(8, "ring-tx-push", "the driver writes descriptors to the device's own memory"),
        Switch(9, "ring-rx-push", "the same of received packets"),
        Count(10, "ring-tx-push-buf-len", "bytes of a packet that are written with its descriptor"),
        Word(11, "ring-tcp-data-split", "headers apart from data", ("auto", 0), ("off", 1), ("on", 2)),
        Most(12, "ring-rx-max", "the longest receive ring"),
        Most(13, "ring-rx-mini-max", "the longest receive ring for small packets"),
        Most(14, "ring-rx-jumbo-max", "the longest receive ring for jumbo packets"),
        Most(15, "ring-tx-max", "the longest send ring"),
        Most(16, "ring-tx-push-buf-len-max", "the most that is written with a descriptor, bytes"),

        Count(20, "channels-rx", "receive queues with an interrupt"),
        Count(21, "channels-tx", "send queues with an interrupt"),
        Count(22, "channels-other", "other interrupts"),
        Count(23, "channels-combined", "queues that send and receive"),
        Most(24, "channels-rx-max", "the most receive queues"),
        Most(25, "channels-tx-max", "the most send queues"),
        Most(26, "channels-other-max", "the most other interrupts"),
        Most(27, "channels-combined-max", "the most queues that send and receive"),

        Switch(30, "adaptive-rx", "the driver finds the delays of receiving"),
        Switch(31, "adaptive-tx", "the driver finds the delays of sending"),
        Count(32, "rx-usecs", "how long after a packet an interrupt comes, microseconds"),
        Count(33, "rx-frames", "after how many packets it comes anyway"),
        Count(34, "rx-usecs-irq", "the same while an interrupt is served, microseconds"),
        Count(35, "rx-frames-irq", "the same while an interrupt is served"),
        Count(36, "tx-usecs", "how long after a sent packet an interrupt comes, microseconds"),
        Count(37, "tx-frames", "after how many sent packets it comes anyway"),
        Count(38, "tx-usecs-irq", "the same while an interrupt is served, microseconds"),
        Count(39, "tx-frames-irq", "the same while an interrupt is served"),
        Count(40, "stats-block-usecs", "how often statistics are written to memory, microseconds"),
        Count(41, "pkt-rate-low", "packets per second below which the low values count"),
        Count(42, "rx-usecs-low", "below the low rate, microseconds"),
        Count(43, "rx-frames-low", "below the low rate"),
        Count(44, "tx-usecs-low", "below the low rate, microseconds"),
        Count(45, "tx-frames-low", "below the low rate"),
        Count(46, "pkt-rate-high", "packets per second above which the high values count"),
        Count(47, "rx-usecs-high", "above the high rate, microseconds"),
        Count(48, "rx-frames-high", "above the high rate"),
        Count(49, "tx-usecs-high", "above the high rate, microseconds"),
        Count(50, "tx-frames-high", "above the high rate"),
        Count(51, "sample-interval", "how often the rate is measured, seconds"),
        Switch(52, "cqe-mode-rx", "the delay begins anew with each completion"),
        Switch(53, "cqe-mode-tx", "the delay begins anew with each completion"),
        Count(54, "tx-aggr-max-bytes", "the most bytes that are sent in one block"),
        Count(55, "tx-aggr-max-frames", "the most packets that are sent in one block"),
        Count(56, "tx-aggr-time-usecs", "how long a packet waits for others of its block, microseconds"),

        Switch(60, "pause-autoneg", "pause frames are agreed upon with the other end"),
        Switch(61, "pause-rx", "pause frames are obeyed"),
        Switch(62, "pause-tx", "pause frames are sent"),

        Switch(70, "autoneg", "speed and duplex are agreed upon with the other end"),
        Untold(71, "speed", "megabits per second", Number(0, int.MaxValue, "megabits per second")),
        Untold(72, "duplex", "both ways at once, or not", Words(("half", 0), ("full", 1))),
        Untold(73, "lanes", "lanes of the link", Number(1)),
        Untold(74, "master-slave", "who gives the clock", Words(("preferred-master", 2), ("preferred-slave", 3), ("forced-master", 4), ("forced-slave", 5))),
        new ListAttribute<Ethtool, string>(Text(ModeBytesMax), e => e.Advertise, (e, x) => e with { Advertise = x }, ListOrder.Sorted)
            { Id = 75, Name = "advertise", Mutability = Mutability.InPlace, Help = "a link mode that is announced to the other end, such as 1000baseT/Full" },
        new ListAttribute<Ethtool, string>(Text(ModeBytesMax), e => e.Supported, (e, x) => e with { Supported = x }, ListOrder.Sorted)
            { Id = 76, Name = "supported", Mutability = Mutability.Observed, Help = "the link modes that it knows" },

        new ListAttribute<Ethtool, EthtoolFeature>(new EthtoolFeatureFormat(), e => e.Features, (e, x) => e with { Features = x }, ListOrder.Sorted)
            { Id = 80, Name = "feature", Mutability = Mutability.InPlace, ItemName = f => f.Name, Help = "a feature as ethtool -k calls it, on or off; what the device then does may depend on others" })
        { Stage = Stage.LinkDetail, IsMade = false, IsToldOnRequest = true };

    /// <summary>ETH_GSTRING_LEN.</summary>
    private const int ModeBytesMax = 32;

    private static ValueAttribute<Ethtool, uint> Count(int id, string name, string help) => Value(id, name, help, Number(), Mutability.InPlace, false);

    private static ValueAttribute<Ethtool, uint> Most(int id, string name, string help) => Value(id, name, help, Number(), Mutability.Observed, false);

    private static ValueAttribute<Ethtool, uint> Word(int id, string name, string help, params (string, uint)[] words) =>
        Value(id, name, help, Words(words), Mutability.InPlace, false);

    /// <summary>A driver may know it only while there is a carrier: once there is, what does not fit is set.</summary>
    private static ValueAttribute<Ethtool, uint> Untold(int id, string name, string help, ValueFormat<uint> format) =>
        Value(id, name, help, format, Mutability.InPlace, true);

    private static ValueAttribute<Ethtool, uint> Value(int id, string name, string help, ValueFormat<uint> format, Mutability mutability, bool mayBeUntold) =>
        new(format, e => e[id], (e, x) => e.With(id, x)) { Id = id, Name = name, Mutability = mutability, MayBeUntold = mayBeUntold, Help = help };

    private static ValueAttribute<Ethtool, bool> Switch(int id, string name, string help) =>
        new(OnOff, e => e[id] is { } value ? value != 0 : null, (e, x) => e.With(id, x is { } on ? on ? 1u : 0u : null))
            { Id = id, Name = name, Mutability = Mutability.InPlace, Help = help };
}
