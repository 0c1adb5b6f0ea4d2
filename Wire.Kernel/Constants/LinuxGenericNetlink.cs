namespace Wire.Kernel;

/// <summary>Constants of linux/genetlink.h, by their own names.</summary>
public static class LinuxGenericNetlink
{
    public const ushort GENL_ID_CTRL = 16;

    // Commands of the controller.
    public const byte CTRL_CMD_NEWFAMILY = 1;
    public const byte CTRL_CMD_GETFAMILY = 3;

    // Attributes of a family.
    public const ushort CTRL_ATTR_FAMILY_ID = 1;
    public const ushort CTRL_ATTR_FAMILY_NAME = 2;
    public const ushort CTRL_ATTR_VERSION = 3;
    public const ushort CTRL_ATTR_MCAST_GROUPS = 7;

    // Attributes of a multicast group.
    public const ushort CTRL_ATTR_MCAST_GRP_NAME = 1;
    public const ushort CTRL_ATTR_MCAST_GRP_ID = 2;
}
