using static Wire.Testing.Simulation.PktSched;

namespace Wire.Testing.Simulation;

/// <summary>What a link gets when it comes up: pfifo_fast, or noqueue where nothing waits.</summary>
internal sealed class DefaultQdisc(SimulatedLink link, bool queues) : Qdisc(link)
{
    public override string Kind => queues ? "pfifo_fast" : "noqueue";

    public override void WriteOptions(MessageWriter message)
    {
        if (queues)
        {
            message.Attribute(TCA_OPTIONS, PrioQdisc.Default);
        }
    }
}
