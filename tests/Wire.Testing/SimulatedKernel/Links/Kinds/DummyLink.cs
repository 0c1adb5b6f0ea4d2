using static Wire.Testing.Simulation.IfLink;

namespace Wire.Testing.Simulation;

/// <summary>dummy: sends into nothing.</summary>
internal sealed class DummyLink : SimulatedLink
{
    public DummyLink(SimulatedNamespace ns)
        : base(ns)
    {
        Flags = IFF_BROADCAST | IFF_NOARP;
    }

    public override string Kind => "dummy";

    public override uint MtuMin => 0;

    public override uint MtuMax => 0;
}
