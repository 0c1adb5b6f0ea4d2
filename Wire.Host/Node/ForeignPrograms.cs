namespace Wire.Host.Node;

/// <summary>
/// Names of programs by their netlink port: the first socket of a process gets its pid as port id, so /proc tells the name as
/// long as the process lives. The answer is a hint for a person; a wrong one changes nothing.
/// </summary>
internal sealed class ForeignPrograms
{
    /// <summary>Names are asked again after this: pids are reused.</summary>
    private const long KeptNs = 1_000_000_000;

    private uint _port;
    private long _asOfNs;
    private string? _name;

    public string? NameOf(uint port)
    {
        long now = NodeClock.MonotonicNs;
        if (port != _port || now - _asOfNs > KeptNs)
        {
            (_port, _asOfNs, _name) = (port, now, Read(port));
        }
        return _name;
    }

    private static string? Read(uint port)
    {
        try
        {
            return port is 0 or > int.MaxValue ? null : File.ReadAllText($"/proc/{port}/comm").TrimEnd('\n');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null; // the process is gone: nobody to name
        }
    }
}
