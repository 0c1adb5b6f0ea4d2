using Wire.Kernel;

namespace Wire.Host.Node;

/// <summary>
/// Names of programs by their netlink port, kept for a moment: a program that makes many changes is looked up once. The answer is
/// a hint for a person; a wrong one changes nothing.
/// </summary>
internal sealed class ForeignPrograms(INetlinkProvider kernel, string? netns)
{
    /// <summary>Names are asked again after this: pids are reused.</summary>
    private const long KeptNs = 1_000_000_000;

    private (NetlinkFamily Family, uint Port) _asked;
    private long _asOfNs = long.MinValue;
    private string? _name;

    public string? NameOf(NetlinkFamily family, uint port)
    {
        long now = NodeClock.MonotonicNs;
        if ((family, port) != _asked || _asOfNs == long.MinValue || now - _asOfNs > KeptNs)
        {
            (_asked, _asOfNs, _name) = ((family, port), now, Ask(family, port));
        }
        return _name;
    }

    private string? Ask(NetlinkFamily family, uint port)
    {
        try
        {
            return kernel.Ask(netns, new ProgramOfPort(family, port));
        }
        catch (NetlinkException)
        {
            return null; // the namespace is gone: nobody to name
        }
    }
}
