using static Wire.Testing.Simulation.IfLink;

namespace Wire.Testing.Simulation;

/// <summary>lo: there from the start, never deleted.</summary>
internal sealed class LoopbackLink : SimulatedLink
{
    public LoopbackLink(SimulatedNamespace ns)
        : base(ns)
    {
        Flags = IFF_LOOPBACK;
        Mtu = 65536;
        Mac = new byte[6];
        Broadcast = new byte[6];
    }

    public override string? Kind => null;

    public override ushort Type => ARPHRD_LOOPBACK;

    public override bool IsVlanChallenged => true;

    public override bool MacChanges => false;

    public override uint MtuMin => 0;

    public override uint MtuMax => 0;
}
