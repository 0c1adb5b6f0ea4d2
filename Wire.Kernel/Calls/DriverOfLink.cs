using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Tmds.Linux;
using Wire.Kernel.Interop;
using static Tmds.Linux.LibC;

namespace Wire.Kernel;

/// <summary>
/// The name of a link's driver; null when it does not say, or the link is gone. Netlink does not tell it, and /sys/class/net has the
/// links of the namespace in which it was mounted, so it is asked by ioctl(SIOCETHTOOL).
/// </summary>
/// <param name="Name">The link's, in the namespace that is asked.</param>
public sealed record DriverOfLink(string Name) : KernelQuery<string?>
{
    internal override unsafe string? Answer()
    {
        int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
        if (fd < 0)
        {
            throw new NetlinkException(errno, $"ask for the driver of {Name}");
        }
        try
        {
            EthtoolDrvinfo info = new() { cmd = LinuxEthtool.ETHTOOL_GDRVINFO };
            IfreqData request = default;
            Encoding.UTF8.GetBytes(Name, request.ifr_name);
            request.ifr_data = (nint)(&info);
            if (ioctl(fd, (int)LinuxEthtool.SIOCETHTOOL, &request) < 0)
            {
                return null; // ENODEV: gone; EOPNOTSUPP: a device without one
            }
            ReadOnlySpan<byte> driver = info.driver;
            int end = driver.IndexOf((byte)0);
            return end == 0 ? null : Encoding.UTF8.GetString(end < 0 ? driver : driver[..end]);
        }
        finally
        {
            _ = close(fd);
        }
    }
}
