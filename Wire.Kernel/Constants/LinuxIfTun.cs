namespace Wire.Kernel;

/// <summary>Constants of linux/if_tun.h, by their own names.</summary>
public static class LinuxIfTun
{
    // Requests of ioctl(2).
    public const uint TUNSETIFF = 0x400454ca;
    public const uint TUNSETPERSIST = 0x400454cb;
    public const uint TUNSETOWNER = 0x400454cc;
    public const uint TUNSETGROUP = 0x400454ce;
    public const uint TUNSETIFINDEX = 0x400454da;

    // Flags of TUNSETIFF.
    public const ushort IFF_TUN = 0x1;
    public const ushort IFF_TAP = 0x2;
    public const ushort IFF_NO_PI = 0x1000;
    public const ushort IFF_MULTI_QUEUE = 0x100;
    public const ushort IFF_VNET_HDR = 0x4000;
    public const ushort IFF_TUN_EXCL = 0x8000;
}
