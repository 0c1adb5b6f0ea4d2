namespace Wire.Kernel.Tests.Simulation;

/// <summary>A socket for each netlink family that is spoken with one kernel, opened when it is first asked for.</summary>
internal sealed class FamilySockets(Func<NetlinkFamily, INetlinkSocket> open) : IDisposable
{
    private readonly Dictionary<NetlinkFamily, INetlinkSocket> _opened = [];

    public INetlinkSocket Route => this[NetlinkFamily.Route];

    public INetlinkSocket this[NetlinkFamily family] =>
        _opened.TryGetValue(family, out INetlinkSocket? socket) ? socket : _opened[family] = open(family);

    public void Dispose()
    {
        foreach (INetlinkSocket socket in _opened.Values)
        {
            socket.Dispose();
        }
    }
}
