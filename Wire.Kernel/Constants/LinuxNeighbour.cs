namespace Wire.Kernel;

/// <summary>Constants of linux/neighbour.h, by their own names.</summary>
public static class LinuxNeighbour
{
    // Attributes of a neighbour.
    public const ushort NDA_DST = 1;
    public const ushort NDA_LLADDR = 2;
    public const ushort NDA_CACHEINFO = 3;
    public const ushort NDA_PROBES = 4;
    public const ushort NDA_VLAN = 5;
    public const ushort NDA_PORT = 6;
    public const ushort NDA_VNI = 7;
    public const ushort NDA_IFINDEX = 8;
    public const ushort NDA_MASTER = 9;
    public const ushort NDA_SRC_VNI = 11;
    public const ushort NDA_PROTOCOL = 12;
    public const ushort NDA_NH_ID = 13;
    public const ushort NDA_FLAGS_EXT = 15;

    // Flags of a neighbour.
    public const byte NTF_SELF = 0x2;
    public const byte NTF_MASTER = 0x4;
    public const byte NTF_PROXY = 0x8;
    public const byte NTF_EXT_LEARNED = 0x10;
    public const byte NTF_STICKY = 0x40;
    public const byte NTF_ROUTER = 0x80;

    // Flags of NDA_FLAGS_EXT.
    public const ushort NTF_EXT_MANAGED = 0x1;

    // States of a neighbour.
    public const ushort NUD_REACHABLE = 0x2;
    public const ushort NUD_STALE = 0x4;
    public const ushort NUD_DELAY = 0x8;
    public const ushort NUD_PROBE = 0x10;
    public const ushort NUD_NOARP = 0x40;
    public const ushort NUD_PERMANENT = 0x80;
}
