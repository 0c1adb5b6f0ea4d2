using static Wire.Testing.Simulation.IfLink;

namespace Wire.Testing.Simulation;

/// <summary>wireguard, as far as rtnetlink knows it: keys and peers are told by another family.</summary>
internal sealed class WireguardLink : SimulatedLink
{
    /// <summary>UDP over IPv6 and the least message around a packet.</summary>
    private const uint OverheadBytes = 80;

    public WireguardLink(SimulatedNamespace ns)
        : base(ns)
    {
        Flags = IFF_POINTOPOINT | IFF_NOARP;
        Mtu = 1500 - OverheadBytes;
    }

    public override string Kind => "wireguard";

    public override ushort Type => ARPHRD_NONE;

    public override int AddressBytes => 0;

    public override bool MacChanges => false;

    public override uint MtuMin => 0;

    public override uint MtuMax => (int.MaxValue & ~15u) - OverheadBytes;
}
