using System.Runtime.InteropServices;
using System.Text;
using Tmds.Linux;
using Wire.Kernel.Interop;
using static Tmds.Linux.LibC;
using static Wire.Kernel.LinuxEthtool;

namespace Wire.Kernel;

/// <summary>
/// The counters of a link's driver by their names, as <c>ethtool -S</c> shows them (ETH_SS_STATS): a driver names what it likes, some a
/// name twice. Empty for a driver without any. Netlink has only those that all network cards share, so they are asked by
/// ioctl(SIOCETHTOOL).
/// </summary>
/// <param name="Name">The link's, in the namespace that is asked.</param>
public sealed record StatisticsOfLink(string Name) : KernelQuery<IReadOnlyList<(string Name, ulong Value)>>
{
    /// <summary>Places for counters that come up between two requests: the kernel writes as many as there are then.</summary>
    private const int SpareMax = 1024;

    private const int AttemptsMax = 10;

    /// <exception cref="NetlinkException">The link is gone (ENODEV), or the kernel refused.</exception>
    internal override IReadOnlyList<(string Name, ulong Value)> Answer()
    {
        int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
        if (fd < 0)
        {
            throw new NetlinkException(errno, $"ask for the counters of {Name}");
        }
        try
        {
            for (int attempt = 0; attempt < AttemptsMax; attempt++)
            {
                if (Read(fd) is { } counters)
                {
                    return counters;
                }
            }
            throw new NetlinkException(EAGAIN, $"read the counters of {Name}, which others come to all the time");
        }
        finally
        {
            _ = close(fd);
        }
    }

    /// <summary>Null when their number changed meanwhile.</summary>
    private List<(string Name, ulong Value)>? Read(int fd)
    {
        // ethtool_sset_info: cmd, reserved, the mask of sets, a number for each that is in the mask of the answer.
        byte[] sets = new byte[20];
        MemoryMarshal.Write(sets, ETHTOOL_GSSET_INFO);
        MemoryMarshal.Write(sets.AsSpan(8), 1UL << (int)ETH_SS_STATS);
        int count = Ask(fd, sets) && MemoryMarshal.Read<ulong>(sets.AsSpan(8)) != 0 ? (int)MemoryMarshal.Read<uint>(sets.AsSpan(16)) : 0;
        if (count == 0)
        {
            return [];
        }
        // ethtool_gstrings: cmd, string_set, len, and ETH_GSTRING_LEN bytes for each.
        byte[] names = new byte[12 + (int)ETH_GSTRING_LEN * (count + SpareMax)];
        MemoryMarshal.Write(names, ETHTOOL_GSTRINGS);
        MemoryMarshal.Write(names.AsSpan(4), ETH_SS_STATS);
        MemoryMarshal.Write(names.AsSpan(8), count);
        // ethtool_stats: cmd, n_stats, and 8 bytes for each.
        byte[] values = new byte[8 + 8 * (count + SpareMax)];
        MemoryMarshal.Write(values, ETHTOOL_GSTATS);
        MemoryMarshal.Write(values.AsSpan(4), count);
        if (!Ask(fd, names) || !Ask(fd, values) || MemoryMarshal.Read<int>(names.AsSpan(8)) != count || MemoryMarshal.Read<int>(values.AsSpan(4)) != count)
        {
            return null;
        }
        List<(string, ulong)> counters = new(count);
        for (int i = 0; i < count; i++)
        {
            Span<byte> name = names.AsSpan(12 + (int)ETH_GSTRING_LEN * i, (int)ETH_GSTRING_LEN);
            int end = name.IndexOf((byte)0);
            counters.Add((Encoding.UTF8.GetString(end < 0 ? name : name[..end]).Trim(), MemoryMarshal.Read<ulong>(values.AsSpan(8 + 8 * i))));
        }
        return counters;
    }

    /// <summary>False for a driver that has none of it.</summary>
    private unsafe bool Ask(int fd, byte[] command)
    {
        IfreqData request = default;
        Encoding.UTF8.GetBytes(Name, request.ifr_name);
        fixed (byte* data = command)
        {
            request.ifr_data = (nint)data;
            if (ioctl(fd, (int)SIOCETHTOOL, &request) >= 0)
            {
                return true;
            }
        }
        return errno == EOPNOTSUPP ? false : throw new NetlinkException(errno, $"ask for the counters of {Name}");
    }
}
