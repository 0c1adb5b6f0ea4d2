namespace Wire.Kernel;

/// <summary>Constants of linux/nexthop.h, by their own names.</summary>
public static class LinuxNexthop
{
    // Attributes of a nexthop.
    public const ushort NHA_ID = 1;
    public const ushort NHA_GROUP = 2;
    public const ushort NHA_GROUP_TYPE = 3;
    public const ushort NHA_BLACKHOLE = 4;
    public const ushort NHA_OIF = 5;
    public const ushort NHA_GATEWAY = 6;
    public const ushort NHA_ENCAP_TYPE = 7;
    public const ushort NHA_ENCAP = 8;
    public const ushort NHA_FDB = 11;
    public const ushort NHA_RES_GROUP = 12;
    public const ushort NHA_OP_FLAGS = 14;

    // NHA_RES_GROUP.
    public const ushort NHA_RES_GROUP_BUCKETS = 1;
    public const ushort NHA_RES_GROUP_IDLE_TIMER = 2;
    public const ushort NHA_RES_GROUP_UNBALANCED_TIMER = 3;
    public const ushort NHA_RES_GROUP_UNBALANCED_TIME = 4;

    // NHA_GROUP_TYPE.
    public const ushort NEXTHOP_GRP_TYPE_MPATH = 0;
    public const ushort NEXTHOP_GRP_TYPE_RES = 1;
}
