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
    public const ushort NDA_MASTER = 9;

    // Flags of a neighbour.
    public const byte NTF_SELF = 0x2;
    public const byte NTF_MASTER = 0x4;

    // States of a neighbour.
    public const ushort NUD_REACHABLE = 0x2;
    public const ushort NUD_NOARP = 0x40;
    public const ushort NUD_PERMANENT = 0x80;
}
