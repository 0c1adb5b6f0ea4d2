using System.Runtime.InteropServices;

namespace Wire.Kernel;

#pragma warning disable CA1051 // Fields are the layout: these structs are laid over the kernel's bytes.
#pragma warning disable IDE1006 // Fields have the kernel's names.

/// <summary><c>tc_gen</c> (linux/pkt_cls.h), 20 bytes: all of <c>tc_gact</c> and <c>tc_skbedit</c>, and what other actions begin with.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct TcGact
{
    public uint index;
    public uint capab;
    public int action;
    public int refcnt;
    public int bindcnt;
}

/// <summary><c>tc_gact_p</c> (linux/tc_act/tc_gact.h).</summary>
[StructLayout(LayoutKind.Sequential)]
public struct TcGactP
{
    public ushort ptype;
    public ushort pval;
    public int paction;
}

/// <summary><c>tc_mirred</c> (linux/tc_act/tc_mirred.h), 28 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct TcMirred
{
    public uint index;
    public uint capab;
    public int action;
    public int refcnt;
    public int bindcnt;
    public int eaction;
    public uint ifindex;
}

/// <summary><c>tc_vlan</c> (linux/tc_act/tc_vlan.h), 24 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct TcVlan
{
    public uint index;
    public uint capab;
    public int action;
    public int refcnt;
    public int bindcnt;
    public int v_action;
}

/// <summary><c>tc_csum</c> (linux/tc_act/tc_csum.h), 24 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct TcCsum
{
    public uint index;
    public uint capab;
    public int action;
    public int refcnt;
    public int bindcnt;
    public uint update_flags;
}

/// <summary><c>tc_pedit_sel</c> (linux/tc_act/tc_pedit.h), 24 bytes; its keys follow.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct TcPeditSel
{
    public uint index;
    public uint capab;
    public int action;
    public int refcnt;
    public int bindcnt;
    public byte nkeys;
    public byte flags;
}

/// <summary><c>tc_pedit_key</c> (linux/tc_act/tc_pedit.h); mask and val are big-endian.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct TcPeditKey
{
    public uint mask;
    public uint val;
    public uint off;
    public uint at;
    public uint offmask;
    public uint shift;
}

/// <summary><c>tc_police</c> (linux/pkt_cls.h), 60 bytes; burst and mtu in ticks and bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct TcPolice
{
    public uint index;
    public int action;
    public uint limit;
    public uint burst;
    public uint mtu;
    public TcRateSpec rate;
    public TcRateSpec peakrate;
    public int refcnt;
    public int bindcnt;
    public uint capab;
}
