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

    // What the kernel tells of multicast groups.
    public const ushort MDBA_MDB = 1;
    public const ushort MDBA_MDB_ENTRY = 1;
    public const ushort MDBA_MDB_ENTRY_INFO = 1;
    public const ushort MDBA_MDB_EATTR_TIMER = 1;
    public const ushort MDBA_MDB_EATTR_SRC_LIST = 2;
    public const ushort MDBA_MDB_EATTR_GROUP_MODE = 3;
    public const ushort MDBA_MDB_EATTR_SOURCE = 4;
    public const ushort MDBA_MDB_EATTR_RTPROT = 5;
    public const ushort MDBA_MDB_SRCATTR_ADDRESS = 1;

    // What it is asked.
    public const byte MDB_PERMANENT = 1;
    public const ushort MDBA_SET_ENTRY = 1;
    public const ushort MDBA_SET_ENTRY_ATTRS = 2;
    public const ushort MDBE_ATTR_SOURCE = 1;
    public const ushort MDBE_ATTR_SRC_LIST = 2;
    public const ushort MDBE_ATTR_GROUP_MODE = 3;
    public const ushort MDBE_ATTR_RTPROT = 4;
    public const ushort MDBE_SRC_LIST_ENTRY = 1;
    public const ushort MDBE_SRCATTR_ADDRESS = 1;
}
