using System.Text;
using Tmds.Linux;
using Wire.Kernel.Interop;
using static Tmds.Linux.LibC;

namespace Wire.Kernel;

/// <summary>Makes a TAP device that outlives its maker (Documentation/networking/tuntap.rst), in the calling thread's namespace.</summary>
internal static unsafe class TapDevice
{
    /// <exception cref="NetlinkException">The kernel refused; then there is no device.</exception>
    public static void Create(TapRequest request)
    {
        int fd;
        fixed (byte* path = "/dev/net/tun\0"u8)
        {
            fd = open(path, O_RDWR | O_CLOEXEC);
        }
        if (fd < 0)
        {
            throw new NetlinkException(errno, "open /dev/net/tun");
        }
        try
        {
            Attach(fd, request);
            if (request.Owner is { } owner)
            {
                Set(fd, LinuxIfTun.TUNSETOWNER, owner, "set the owner of the tap device");
            }
            if (request.Group is { } group)
            {
                Set(fd, LinuxIfTun.TUNSETGROUP, group, "set the group of the tap device");
            }
            // Last: until it is persistent, closing the descriptor removes the device again.
            Set(fd, LinuxIfTun.TUNSETPERSIST, 1, "keep the tap device");
        }
        finally
        {
            _ = close(fd);
        }
    }

    private static void Attach(int fd, TapRequest request)
    {
        if (request.Index is { } index)
        {
            int value = checked((int)index);
            Check(ioctl(fd, (int)LinuxIfTun.TUNSETIFINDEX, &value), "choose the index of the tap device");
        }
        Ifreq ifreq = default;
        Encoding.UTF8.GetBytes(request.Name, ifreq.ifr_name);
        // IFF_TUN_EXCL: make a new device, never attach to one that exists.
        ifreq.ifr_flags = (ushort)(LinuxIfTun.IFF_TAP | LinuxIfTun.IFF_NO_PI | LinuxIfTun.IFF_TUN_EXCL
            | (request.MultiQueue ? LinuxIfTun.IFF_MULTI_QUEUE : 0));
        Check(ioctl(fd, (int)LinuxIfTun.TUNSETIFF, &ifreq), $"make the tap device '{request.Name}'");
    }

    private static void Set(int fd, uint command, uint value, string doing) => Check(ioctl(fd, (int)command, (int)value), doing);

    private static void Check(int result, string doing)
    {
        if (result < 0)
        {
            throw new NetlinkException(errno, doing);
        }
    }
}
