namespace Wire.Domain;

/// <summary>Which addresses are this node's, and which are one hop away.</summary>
internal sealed class WaysOut
{
    /// <summary>RTPROT_KERNEL (linux/rtnetlink.h): the routes that come and go with the addresses.</summary>
    private const uint KernelProtocol = 2;

    private readonly HashSet<(string? Netns, IpAddr Address)> _declared = [];
    private readonly HashSet<IpAddr> _own = [];

    /// <summary>Networks by their prefix, so that a look-up costs one probe a length.</summary>
    private readonly HashSet<IpPrefix> _near = [];

    public WaysOut(IEnumerable<Declared> desired, ITopology? live, Func<string, bool> isDown)
    {
        foreach (Declared declared in desired)
        {
            if (declared.Resource is Address address)
            {
                _declared.Add((LinkName.Split(address.Link).Netns, address.Prefix.Address));
                Add(address, isDown);
            }
            Add(declared.Resource as Route);
        }
        AddLive(live?.All ?? [], isDown);
    }

    /// <summary>What Wire put there counts only while it is declared, and so does what the kernel made of it.</summary>
    private void AddLive(IEnumerable<Resource> live, Func<string, bool> isDown)
    {
        HashSet<IpPrefix> leaving = [];
        foreach (Address address in live.OfType<Address>())
        {
            if (address.Protocol == Ownership.Protocol)
            {
                leaving.Add(address.Network);
            }
            else
            {
                Add(address, isDown);
            }
        }
        foreach (Route route in live.OfType<Route>())
        {
            if (route.Protocol != Ownership.Protocol && !(route.Protocol == KernelProtocol && leaving.Contains(route.Prefix)))
            {
                Add(route);
            }
        }
    }

    /// <summary>Declared as an address in the namespace of the link that a packet leaves by.</summary>
    public bool IsDeclared(IpAddr address, string? dev) => _declared.Contains((dev is null ? null : LinkName.Split(dev).Netns, address));

    public bool IsOwn(IpAddr address) => _own.Contains(address);

    /// <summary>On the network of an address, or of a route without a gateway.</summary>
    public bool Reach(IpAddr gateway)
    {
        for (int length = gateway.BitLength; length >= 0; length--)
        {
            if (_near.Contains(new IpPrefix(gateway.Masked(length), (byte)length)))
            {
                return true;
            }
        }
        return false;
    }

    private void Add(Address address, Func<string, bool> isDown)
    {
        _own.Add(address.Prefix.Address);
        if (!isDown(address.Link))
        {
            _near.Add(address.Network);
        }
    }

    private void Add(Route? route)
    {
        if (route is { Via: null, NextHops: null, Dev: not null, EffectiveType: Route.Unicast })
        {
            _near.Add(route.Prefix);
        }
    }
}
