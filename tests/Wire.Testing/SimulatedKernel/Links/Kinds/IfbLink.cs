using static Wire.Testing.Simulation.IfLink;

namespace Wire.Testing.Simulation;

/// <summary>ifb: traffic is redirected to it.</summary>
internal sealed class IfbLink : SimulatedLink
{
    public IfbLink(SimulatedNamespace ns)
        : base(ns)
    {
        Flags = IFF_BROADCAST | IFF_NOARP;
        TxQueueLength = 32;
    }

    public override string Kind => "ifb";

    public override bool MacChanges => false;

    public override uint MtuMin => 0;

    public override uint MtuMax => 0;
}
