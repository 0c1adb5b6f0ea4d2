namespace Wire.Domain;

/// <summary>A multicast group: an IPv4, an IPv6 or an Ethernet address.</summary>
public readonly record struct MulticastGroup
{
    private MulticastGroup(IpAddr ip, MacAddress? mac) => (Ip, Mac) = (ip, mac);

    /// <summary>Where <see cref="Mac"/> is null.</summary>
    public IpAddr Ip { get; }

    /// <summary>Null for a group of IP.</summary>
    public MacAddress? Mac { get; }

    public static MulticastGroup Of(IpAddr ip) => new(ip, null);

    public static MulticastGroup Of(MacAddress mac) => new(default, mac);

    public override string ToString() => Mac?.ToString() ?? Ip.ToString();
}
