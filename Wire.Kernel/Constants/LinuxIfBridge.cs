namespace Wire.Kernel;

/// <summary>Constants of linux/if_bridge.h, by their own names.</summary>
public static class LinuxIfBridge
{
    // Bits of br_boolopt_multi.
    public const int BR_BOOLOPT_NO_LL_LEARN = 0;
    public const int BR_BOOLOPT_MCAST_VLAN_SNOOPING = 1;
    public const int BR_BOOLOPT_MST_ENABLE = 2;

    // Inside IFLA_AF_SPEC of AF_BRIDGE.
    public const ushort IFLA_BRIDGE_FLAGS = 0;
    public const ushort IFLA_BRIDGE_VLAN_INFO = 2;
    public const ushort IFLA_BRIDGE_VLAN_TUNNEL_INFO = 3;
    public const ushort IFLA_BRIDGE_VLAN_TUNNEL_ID = 1;
    public const ushort IFLA_BRIDGE_VLAN_TUNNEL_VID = 2;
    public const ushort IFLA_BRIDGE_VLAN_TUNNEL_FLAGS = 3;

    // IFLA_BRIDGE_FLAGS.
    public const ushort BRIDGE_FLAGS_SELF = 2;

    // Flags of bridge_vlan_info.
    public const ushort BRIDGE_VLAN_INFO_PVID = 0x2;
    public const ushort BRIDGE_VLAN_INFO_UNTAGGED = 0x4;
    public const ushort BRIDGE_VLAN_INFO_RANGE_BEGIN = 0x8;
    public const ushort BRIDGE_VLAN_INFO_RANGE_END = 0x10;

    // Attributes of RTM_NEWVLAN.
    public const ushort BRIDGE_VLANDB_ENTRY = 1;
    public const ushort BRIDGE_VLANDB_ENTRY_INFO = 1;
}
