using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Wire.Kernel;

#pragma warning disable CA1051 // Fields are the layout: these structs are laid over the kernel's bytes.
#pragma warning disable IDE1006 // Fields have the kernel's names.

/// <summary><c>tcmsg</c> (linux/rtnetlink.h), 20 bytes: the fixed part of RTM_*QDISC, RTM_*TCLASS and RTM_*TFILTER.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct TcMsg
{
    public byte tcm_family;
    public byte tcm__pad1;
    public ushort tcm__pad2;
    public uint tcm_ifindex;
    public uint tcm_handle;
    public uint tcm_parent;
    public uint tcm_info;
}

/// <summary><c>tc_ratespec</c> (linux/pkt_sched.h), 12 bytes; the rate in bytes per second.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct TcRateSpec
{
    public byte cell_log;
    public byte linklayer;
    public ushort overhead;
    public short cell_align;
    public ushort mpu;
    public uint rate;
}

/// <summary><c>tc_prio_qopt</c> (linux/pkt_sched.h), 20 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct TcPrioQopt
{
    public int bands;
    public TcPrioMap priomap;
}

/// <summary>The band of each of 16 priorities (TC_PRIO_MAX + 1).</summary>
[InlineArray(16)]
public struct TcPrioMap
{
    private byte _band;
}

/// <summary><c>tc_htb_glob</c> (linux/pkt_sched.h), 20 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct TcHtbGlob
{
    public uint version;
    public uint rate2quantum;
    public uint defcls;
    public uint debug;
    public uint direct_pkts;
}

/// <summary><c>tc_htb_opt</c> (linux/pkt_sched.h), 44 bytes; buffers in ticks.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct TcHtbOpt
{
    public TcRateSpec rate;
    public TcRateSpec ceil;
    public uint buffer;
    public uint cbuffer;
    public uint quantum;
    public uint level;
    public uint prio;
}

/// <summary><c>tc_tbf_qopt</c> (linux/pkt_sched.h), 36 bytes; the limit in bytes, buffer and mtu in ticks.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct TcTbfQopt
{
    public TcRateSpec rate;
    public TcRateSpec peakrate;
    public uint limit;
    public uint buffer;
    public uint mtu;
}

/// <summary><c>tc_netem_qopt</c> (linux/pkt_sched.h), 24 bytes; times in ticks.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct TcNetemQopt
{
    public uint latency;
    public uint limit;
    public uint loss;
    public uint gap;
    public uint duplicate;
    public uint jitter;
}

/// <summary><c>tc_netem_corr</c> (linux/pkt_sched.h).</summary>
[StructLayout(LayoutKind.Sequential)]
public struct TcNetemCorr
{
    public uint delay_corr;
    public uint loss_corr;
    public uint dup_corr;
}

/// <summary><c>tc_netem_reorder</c> and <c>tc_netem_corrupt</c> (linux/pkt_sched.h), which are alike.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct TcNetemReorder
{
    public uint probability;
    public uint correlation;
}

/// <summary><c>tc_netem_rate</c> (linux/pkt_sched.h); bytes per second.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct TcNetemRate
{
    public uint rate;
    public int packet_overhead;
    public uint cell_size;
    public int cell_overhead;
}

/// <summary><c>tc_netem_slot</c> (linux/pkt_sched.h); nanoseconds.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct TcNetemSlot
{
    public long min_delay;
    public long max_delay;
    public int max_packets;
    public int max_bytes;
    public long dist_delay;
    public long dist_jitter;
}

/// <summary><c>tc_netem_gimodel</c> (linux/pkt_sched.h).</summary>
[StructLayout(LayoutKind.Sequential)]
public struct TcNetemGiModel
{
    public uint p13;
    public uint p31;
    public uint p32;
    public uint p14;
    public uint p23;
}

/// <summary><c>tc_netem_gemodel</c> (linux/pkt_sched.h).</summary>
[StructLayout(LayoutKind.Sequential)]
public struct TcNetemGeModel
{
    public uint p;
    public uint r;
    public uint h;
    public uint k1;
}

/// <summary><c>tc_u32_sel</c> (linux/pkt_cls.h), 16 bytes; its keys follow. offmask and hmask are big-endian.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct TcU32Sel
{
    public byte flags;
    public byte offshift;
    public byte nkeys;
    public ushort offmask;
    public ushort off;
    public short offoff;
    public short hoff;
    public uint hmask;
}

/// <summary><c>tc_u32_key</c> (linux/pkt_cls.h); mask and val are big-endian.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct TcU32Key
{
    public uint mask;
    public uint val;
    public int off;
    public int offmask;
}

/// <summary><c>tc_u32_mark</c> (linux/pkt_cls.h).</summary>
[StructLayout(LayoutKind.Sequential)]
public struct TcU32Mark
{
    public uint val;
    public uint mask;
    public uint success;
}
