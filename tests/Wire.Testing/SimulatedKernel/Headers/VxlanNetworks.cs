namespace Wire.Testing.Simulation;

/// <summary>linux/if_link.h, linux/rtnetlink.h: the networks of a VXLAN (struct tunnel_msg).</summary>
public static class VxlanNetworks
{
    public const ushort RTM_NEWTUNNEL = 120;
    public const ushort RTM_DELTUNNEL = 121;
    public const ushort RTM_GETTUNNEL = 122;

    public const int RTNLGRP_TUNNEL = 35;

    /// <summary>struct tunnel_msg: u8 family, u8 flags, u16 reserved, u32 ifindex.</summary>
    public const int FixedBytes = 8;

    public const ushort VXLAN_VNIFILTER_ENTRY = 1;
    public const ushort VXLAN_VNIFILTER_ENTRY_START = 1;
    public const ushort VXLAN_VNIFILTER_ENTRY_END = 2;
    public const ushort VXLAN_VNIFILTER_ENTRY_GROUP = 3;
    public const ushort VXLAN_VNIFILTER_ENTRY_GROUP6 = 4;
}
