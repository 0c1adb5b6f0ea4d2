namespace Wire.Testing.Simulation;

/// <summary>linux/if_bridge.h: multicast groups of bridges.</summary>
public static class BridgeMdb
{
    public const ushort RTM_NEWMDB = 84;
    public const ushort RTM_DELMDB = 85;
    public const ushort RTM_GETMDB = 86;

    public const int RTNLGRP_MDB = 26;

    /// <summary>struct br_port_msg.</summary>
    public const int FixedBytes = 8;

    /// <summary>struct br_mdb_entry: u32 ifindex, u8 state, u8 flags, u16 vid, 16 bytes of address, __be16 protocol, 2 bytes of padding.</summary>
    public const int EntryBytes = 28;

    public const ushort MDBA_SET_ENTRY = 1;
    public const ushort MDBA_SET_ENTRY_ATTRS = 2;

    public const ushort MDBE_ATTR_SOURCE = 1;
    public const ushort MDBE_ATTR_SRC_LIST = 2;
    public const ushort MDBE_ATTR_GROUP_MODE = 3;
    public const ushort MDBE_ATTR_RTPROT = 4;
    public const ushort MDBE_SRC_LIST_ENTRY = 1;
    public const ushort MDBE_SRCATTR_ADDRESS = 1;

    public const ushort MDBA_MDB = 1;
    public const ushort MDBA_MDB_ENTRY = 1;
    public const ushort MDBA_MDB_ENTRY_INFO = 1;
    public const ushort MDBA_MDB_EATTR_TIMER = 1;
    public const ushort MDBA_MDB_EATTR_SOURCE = 4;
    public const ushort MDBA_MDB_EATTR_RTPROT = 5;

    public const byte MDB_PERMANENT = 1;
    public const byte MDB_FLAGS_BLOCKED = 8;

    /// <summary>linux/in.h.</summary>
    public const byte MCAST_EXCLUDE = 0;
    public const byte MCAST_INCLUDE = 1;

    /// <summary>linux/if_ether.h.</summary>
    public const ushort ETH_P_IP = 0x0800;
    public const ushort ETH_P_IPV6 = 0x86dd;
}
