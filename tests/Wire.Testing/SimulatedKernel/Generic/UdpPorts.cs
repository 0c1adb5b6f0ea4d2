using static Wire.Testing.Simulation.Rtnetlink;

namespace Wire.Testing.Simulation;

/// <summary>The kernel's own UDP sockets in a namespace, as far as they get in each other's way (udp_lib_get_port).</summary>
internal sealed class UdpPorts
{
    private const ushort FirstOfAny = 33_000;

    private readonly List<(object Owner, byte Family, ushort Port, byte[] Local, int Link)> _bound = [];

    /// <summary>Binds to an address (all zero: any) of IPv4, or of IPv6 only, and a port; 0 is one of the kernel's choice.</summary>
    /// <exception cref="RefusedException">EADDRINUSE.</exception>
    public ushort Bind(object owner, byte family, ushort port, byte[] local, int link = 0)
    {
        if (port == 0)
        {
            port = FirstOfAny;
            while (_bound.Exists(b => b.Port == port))
            {
                port++;
            }
        }
        if (_bound.Exists(b => b.Family == family && b.Port == port && (b.Link == link || b.Link == 0 || link == 0)
            && (IsAny(b.Local) || IsAny(local) || b.Local.AsSpan().SequenceEqual(local))))
        {
            throw new RefusedException(Errno.EADDRINUSE);
        }
        _bound.Add((owner, family, port, local, link));
        return port;
    }

    /// <summary>One of IPv4 and one of IPv6 with the same port, or neither.</summary>
    public ushort BindBoth(object owner, ushort port)
    {
        port = Bind(owner, AF_INET, port, new byte[4]);
        try
        {
            Bind(owner, AF_INET6, port, new byte[16]);
        }
        catch (RefusedException)
        {
            _bound.RemoveAt(_bound.Count - 1);
            throw;
        }
        return port;
    }

    /// <summary>All sockets of that owner but those of a port that it keeps.</summary>
    public void Release(object owner, ushort? keep = null) => _bound.RemoveAll(b => b.Owner == owner && b.Port != keep);

    private static bool IsAny(byte[] address) => address.All(b => b == 0);
}
