using System.Text;
using Tmds.Linux;
using Wire.Kernel.Interop;
using static Tmds.Linux.LibC;

namespace Wire.Kernel;

/// <summary>Makes a TUN or TAP device that outlives its maker, down (Documentation/networking/tuntap.rst, linux/if_tun.h).</summary>
/// <param name="Name">1 to 15 bytes.</param>
/// <param name="IsTap">Whole Ethernet frames (IFF_TAP); otherwise IP packets (IFF_TUN).</param>
/// <param name="Index">TUNSETIFINDEX; null lets the kernel choose.</param>
/// <param name="Owner">TUNSETOWNER, a uid; null for root only.</param>
/// <param name="Group">TUNSETGROUP, a gid; null for none.</param>
/// <param name="Flags">Further flags of TUNSETIFF: IFF_MULTI_QUEUE, IFF_VNET_HDR. IFF_NO_PI is always set unless <paramref name="PacketInformation"/>.</param>
/// <param name="PacketInformation">Four bytes before each packet that say what it is; the device's shape without IFF_NO_PI.</param>
public sealed record TunRequest(string Name, bool IsTap, uint? Index, uint? Owner = null, uint? Group = null, ushort Flags = 0, bool PacketInformation = false) : KernelCall
{
    private string What => IsTap ? "tap" : "tun";

    internal override unsafe void CarryOut()
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
            Attach(fd);
            if (Owner is { } owner)
            {
                Set(fd, LinuxIfTun.TUNSETOWNER, owner, $"set the owner of the {What} device");
            }
            if (Group is { } group)
            {
                Set(fd, LinuxIfTun.TUNSETGROUP, group, $"set the group of the {What} device");
            }
            // Last: until it is persistent, closing the descriptor removes the device again.
            Set(fd, LinuxIfTun.TUNSETPERSIST, 1, $"keep the {What} device");
        }
        finally
        {
            _ = close(fd);
        }
    }

    private unsafe void Attach(int fd)
    {
        if (Index is { } index)
        {
            int value = checked((int)index);
            Check(ioctl(fd, (int)LinuxIfTun.TUNSETIFINDEX, &value), $"choose the index of the {What} device");
        }
        Ifreq ifreq = default;
        Encoding.UTF8.GetBytes(Name, ifreq.ifr_name);
        // IFF_TUN_EXCL: make a new device, never attach to one that exists.
        ifreq.ifr_flags = (ushort)((IsTap ? LinuxIfTun.IFF_TAP : LinuxIfTun.IFF_TUN) | LinuxIfTun.IFF_TUN_EXCL
            | (PacketInformation ? 0 : LinuxIfTun.IFF_NO_PI) | Flags);
        Check(ioctl(fd, (int)LinuxIfTun.TUNSETIFF, &ifreq), $"make the {What} device '{Name}'");
    }

    private static unsafe void Set(int fd, uint command, uint value, string doing) => Check(ioctl(fd, (int)command, (int)value), doing);

    private static void Check(int result, string doing)
    {
        if (result < 0)
        {
            throw new NetlinkException(errno, doing);
        }
    }
}
