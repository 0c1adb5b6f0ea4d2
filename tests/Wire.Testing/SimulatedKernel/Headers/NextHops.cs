namespace Wire.Testing.Simulation;

/// <summary>linux/nexthop.h.</summary>
public static class NextHops
{
    public const ushort RTM_NEWNEXTHOP = 104;
    public const ushort RTM_DELNEXTHOP = 105;
    public const ushort RTM_GETNEXTHOP = 106;
    public const int RTNLGRP_NEXTHOP = 32;

    public const ushort NHA_ID = 1;
    public const ushort NHA_GROUP = 2;
    public const ushort NHA_GROUP_TYPE = 3;
    public const ushort NHA_BLACKHOLE = 4;
    public const ushort NHA_OIF = 5;
    public const ushort NHA_GATEWAY = 6;

    /// <summary>struct nhmsg.</summary>
    public const int FixedBytes = 8;
}
