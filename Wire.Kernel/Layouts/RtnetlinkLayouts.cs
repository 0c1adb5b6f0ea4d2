using System.Runtime.InteropServices;

namespace Wire.Kernel;

#pragma warning disable CA1051 // Fields are the layout: these structs are laid over the kernel's bytes.
#pragma warning disable IDE1006 // Fields have the kernel's names.

/// <summary><c>ifinfomsg</c> (linux/rtnetlink.h), 16 bytes: the fixed part of RTM_*LINK.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct IfInfoMsg
{
    public byte ifi_family;
    public byte pad;
    public ushort ifi_type;
    public uint ifi_index;
    public uint ifi_flags;
    public uint ifi_change;
}

/// <summary><c>ifaddrmsg</c> (linux/if_addr.h), 8 bytes: the fixed part of RTM_*ADDR.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct IfAddrMsg
{
    public byte ifa_family;
    public byte ifa_prefixlen;
    public byte ifa_flags;
    public byte ifa_scope;
    public uint ifa_index;
}

/// <summary><c>ifa_cacheinfo</c> (linux/if_addr.h), 16 bytes: IFA_CACHEINFO; lifetimes in seconds, stamps in hundredths.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct IfaCacheInfo
{
    public uint ifa_prefered;
    public uint ifa_valid;
    public uint cstamp;
    public uint tstamp;
}

/// <summary><c>rtmsg</c> (linux/rtnetlink.h), 12 bytes: the fixed part of RTM_*ROUTE.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct RtMsg
{
    public byte rtm_family;
    public byte rtm_dst_len;
    public byte rtm_src_len;
    public byte rtm_tos;
    public byte rtm_table;
    public byte rtm_protocol;
    public byte rtm_scope;
    public byte rtm_type;
    public uint rtm_flags;
}

/// <summary><c>rtnexthop</c> (linux/rtnetlink.h), 8 bytes: one way of RTA_MULTIPATH, its attributes follow.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct RtNextHop
{
    public ushort rtnh_len;
    public byte rtnh_flags;
    public byte rtnh_hops;
    public uint rtnh_ifindex;
}

/// <summary><c>ndmsg</c> (linux/neighbour.h), 12 bytes: the fixed part of RTM_*NEIGH.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct NdMsg
{
    public byte ndm_family;
    public byte ndm_pad1;
    public ushort ndm_pad2;
    public uint ndm_ifindex;
    public ushort ndm_state;
    public byte ndm_flags;
    public byte ndm_type;
}

/// <summary><c>fib_rule_hdr</c> (linux/fib_rules.h), 12 bytes: the fixed part of RTM_*RULE.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct FibRuleHdr
{
    public byte family;
    public byte dst_len;
    public byte src_len;
    public byte tos;
    public byte table;
    public byte res1;
    public byte res2;
    public byte action;
    public uint flags;
}

/// <summary><c>fib_rule_uid_range</c> (linux/fib_rules.h), 8 bytes: FRA_UID_RANGE, both ends included.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct FibRuleUidRange
{
    public uint start;
    public uint end;
}

/// <summary><c>fib_rule_port_range</c> (linux/fib_rules.h), 4 bytes in host order: FRA_SPORT_RANGE, both ends included.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct FibRulePortRange
{
    public ushort start;
    public ushort end;
}

/// <summary><c>nhmsg</c> (linux/nexthop.h), 8 bytes: the fixed part of RTM_*NEXTHOP.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct NhMsg
{
    public byte nh_family;
    public byte nh_scope;
    public byte nh_protocol;
    public byte resvd;
    public uint nh_flags;
}

/// <summary><c>nexthop_grp</c> (linux/nexthop.h), 8 bytes: one of NHA_GROUP; a weight is one more than it says.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct NexthopGrp
{
    public uint id;
    public byte weight;
    public byte weight_high;
    public ushort resvd2;
}

/// <summary><c>rtgenmsg</c> (linux/rtnetlink.h), one byte: the fixed part of RTM_GETNSID.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct RtGenMsg
{
    public byte rtgen_family;
}
