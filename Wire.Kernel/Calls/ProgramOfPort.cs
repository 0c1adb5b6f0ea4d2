using System.Globalization;

namespace Wire.Kernel;

/// <summary>
/// The name of the program that has a netlink port; null when it is gone. A program's first socket has its pid as port id; for
/// another one /proc/net/netlink tells the inode of the socket, and /proc/PID/fd who has it open.
/// </summary>
public sealed record ProgramOfPort(NetlinkFamily Family, uint PortId) : KernelQuery<string?>
{
    internal override string? Answer()
    {
        // Port ids that the kernel makes up, for second sockets, are negative numbers.
        if (PortId is > 0 and <= int.MaxValue && NameOf(PortId.ToString(CultureInfo.InvariantCulture)) is { } name)
        {
            return name;
        }
        return Inode() is { } inode ? OwnerOf($"socket:[{inode}]") : null;
    }

    private static string? NameOf(string pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/comm").TrimEnd('\n');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null; // the process is gone: nobody to name
        }
    }

    /// <summary>Columns: sk, Eth (the family), Pid (the port), Groups, Rmem, Wmem, Dump, Locks, Drops, Inode.</summary>
    private string? Inode()
    {
        const int familyColumn = 1, portColumn = 2, inodeColumn = 9;
        string family = ((int)Family).ToString(CultureInfo.InvariantCulture), port = PortId.ToString(CultureInfo.InvariantCulture);
        foreach (string line in File.ReadLines("/proc/thread-self/net/netlink"))
        {
            string[] columns = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (columns.Length > inodeColumn && columns[familyColumn] == family && columns[portColumn] == port)
            {
                return columns[inodeColumn];
            }
        }
        return null;
    }

    private static string? OwnerOf(string socket)
    {
        foreach (string process in Directory.EnumerateDirectories("/proc").Where(p => char.IsAsciiDigit(p["/proc/".Length])))
        {
            try
            {
                if (Directory.EnumerateFiles($"{process}/fd").Any(fd => File.ResolveLinkTarget(fd, returnFinalTarget: false)?.Name == socket))
                {
                    return NameOf(process["/proc/".Length..]);
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // It ended meanwhile, or is not ours to look into.
            }
        }
        return null;
    }
}
