namespace Wire.Kernel;

/// <summary>Constants of linux/fou.h, by their own names.</summary>
public static class LinuxFou
{
    public const byte FOU_GENL_VERSION = 1;

    public const byte FOU_CMD_ADD = 1;
    public const byte FOU_CMD_DEL = 2;
    public const byte FOU_CMD_GET = 3;

    public const ushort FOU_ATTR_PORT = 1;
    public const ushort FOU_ATTR_AF = 2;
    public const ushort FOU_ATTR_IPPROTO = 3;
    public const ushort FOU_ATTR_TYPE = 4;
    public const ushort FOU_ATTR_REMCSUM_NOPARTIAL = 5;
    public const ushort FOU_ATTR_LOCAL_V4 = 6;
    public const ushort FOU_ATTR_LOCAL_V6 = 7;
    public const ushort FOU_ATTR_PEER_V4 = 8;
    public const ushort FOU_ATTR_PEER_V6 = 9;
    public const ushort FOU_ATTR_PEER_PORT = 10;
    public const ushort FOU_ATTR_IFINDEX = 11;

    public const byte FOU_ENCAP_DIRECT = 1;
    public const byte FOU_ENCAP_GUE = 2;
}
