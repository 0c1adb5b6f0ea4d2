namespace Wire.Testing.Simulation;

/// <summary>struct br_ip: a group, whom of its senders, and in which VLAN. Addresses in hexadecimal, as they are on the wire.</summary>
/// <param name="Protocol">ETH_P_IP, ETH_P_IPV6, or 0 for a group of Ethernet.</param>
/// <param name="Source">Empty for all senders.</param>
/// <param name="Vlan">0 for none.</param>
internal sealed record MdbGroup(ushort Protocol, string Address, string Source, ushort Vlan)
{
    public bool IsEthernet => Protocol == 0;

    /// <summary>(*, G) (br_multicast_is_star_g): never one of Ethernet.</summary>
    public bool IsOfAllSenders => !IsEthernet && Source.Length == 0;
}
