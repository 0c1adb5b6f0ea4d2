using static Wire.Testing.Simulation.PktSched;

namespace Wire.Testing.Simulation;

/// <summary>pfifo and bfifo (net/sched/sch_fifo.c).</summary>
internal sealed class FifoQdisc(SimulatedLink link, bool inBytes) : Qdisc(link)
{
    /// <summary>Packets, or bytes.</summary>
    public uint Limit { get; set; }

    public override string Kind => inBytes ? "bfifo" : "pfifo";

    public override void Create(ReadOnlyMemory<byte>? options)
    {
        if (options is { } bytes)
        {
            Change(bytes);
            return;
        }
        Limit = Link.TxQueueLength * (inBytes ? OptionsQdisc.PacketBytes(Link) : 1);
    }

    public override void Change(ReadOnlyMemory<byte> options)
    {
        Require(options.Length >= sizeof(uint), Errno.EINVAL);
        Limit = BitConverter.ToUInt32(options.Span);
    }

    public override void WriteOptions(MessageWriter message) => message.AttributeU32(TCA_OPTIONS, Limit);

    /// <summary>What an empty class has.</summary>
    public static FifoQdisc ForEmptyPlace(SimulatedLink link) => new(link, inBytes: false) { IsHidden = true, Limit = link.TxQueueLength };
}
