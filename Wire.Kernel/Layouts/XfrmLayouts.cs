using System.Runtime.InteropServices;
using Wire.Domain;

namespace Wire.Kernel;

#pragma warning disable CA1051 // Fields are the layout: these structs are laid over the kernel's bytes.
#pragma warning disable IDE1006 // Fields have the kernel's names.

/// <summary><c>xfrm_address_t</c>, 16 bytes in network order; of IPv4 the first four count, and the others are zero.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct XfrmAddress
{
    private uint _first;
    private uint _second;
    private uint _third;
    private uint _fourth;

    public static XfrmAddress Of(IpAddr? address)
    {
        XfrmAddress written = default;
        address?.WriteTo(MemoryMarshal.AsBytes(new Span<XfrmAddress>(ref written)));
        return written;
    }

    public readonly IpAddr Read(bool v6) => IpAddr.FromBytes(MemoryMarshal.AsBytes(new ReadOnlySpan<XfrmAddress>(in this))[..(v6 ? 16 : 4)]);
}

/// <summary><c>xfrm_selector</c>, 56 bytes. Ports are big-endian.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct XfrmSel
{
    public XfrmAddress daddr;
    public XfrmAddress saddr;
    public ushort dport;
    public ushort dport_mask;
    public ushort sport;
    public ushort sport_mask;
    public ushort family;
    public byte prefixlen_d;
    public byte prefixlen_s;
    public byte proto;
    public int ifindex;
    public uint user;
}

/// <summary><c>xfrm_id</c>, 24 bytes. The SPI is big-endian.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct XfrmId
{
    public XfrmAddress daddr;
    public uint spi;
    public byte proto;
}

/// <summary><c>xfrm_lifetime_cfg</c>, 64 bytes: XFRM_INF (all ones) or 0 for no limit.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct XfrmLifetimeCfg
{
    public ulong soft_byte_limit;
    public ulong hard_byte_limit;
    public ulong soft_packet_limit;
    public ulong hard_packet_limit;
    public ulong soft_add_expires_seconds;
    public ulong hard_add_expires_seconds;
    public ulong soft_use_expires_seconds;
    public ulong hard_use_expires_seconds;
}

/// <summary><c>xfrm_lifetime_cur</c>, 32 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct XfrmLifetimeCur
{
    public ulong bytes;
    public ulong packets;
    public ulong add_time;
    public ulong use_time;
}

/// <summary><c>xfrm_stats</c>, 12 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct XfrmStats
{
    public uint replay_window;
    public uint replay;
    public uint integrity_failed;
}

/// <summary><c>xfrm_usersa_info</c>, 224 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct XfrmUsersaInfo
{
    public XfrmSel sel;
    public XfrmId id;
    public XfrmAddress saddr;
    public XfrmLifetimeCfg lft;
    public XfrmLifetimeCur curlft;
    public XfrmStats stats;
    public uint seq;
    public uint reqid;
    public ushort family;
    public byte mode;
    public byte replay_window;
    public byte flags;
}

/// <summary><c>xfrm_usersa_id</c>, 24 bytes. The SPI is big-endian.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct XfrmUsersaId
{
    public XfrmAddress daddr;
    public uint spi;
    public ushort family;
    public byte proto;
}

/// <summary><c>xfrm_user_expire</c>, 232 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct XfrmUserExpire
{
    public XfrmUsersaInfo state;
    public byte hard;
}

/// <summary><c>xfrm_usersa_flush</c>, 1 byte.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct XfrmUsersaFlush
{
    public byte proto;
}

/// <summary><c>xfrm_userpolicy_info</c>, 168 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct XfrmUserpolicyInfo
{
    public XfrmSel sel;
    public XfrmLifetimeCfg lft;
    public XfrmLifetimeCur curlft;
    public uint priority;
    public uint index;
    public byte dir;
    public byte action;
    public byte flags;
    public byte share;
}

/// <summary><c>xfrm_userpolicy_id</c>, 64 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct XfrmUserpolicyId
{
    public XfrmSel sel;
    public uint index;
    public byte dir;
}

/// <summary><c>xfrm_user_polexpire</c>, 176 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct XfrmUserPolexpire
{
    public XfrmUserpolicyInfo pol;
    public byte hard;
}

/// <summary><c>xfrm_userpolicy_type</c>, 6 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct XfrmUserpolicyType
{
    public byte type;
    public ushort reserved1;
    public byte reserved2;
}

/// <summary><c>xfrm_user_tmpl</c>, 64 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct XfrmUserTmpl
{
    public XfrmId id;
    public ushort family;
    public XfrmAddress saddr;
    public uint reqid;
    public byte mode;
    public byte share;
    public byte optional;
    public uint aalgos;
    public uint ealgos;
    public uint calgos;
}

/// <summary><c>xfrm_encap_tmpl</c>, 24 bytes. Ports are big-endian.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct XfrmEncapTmpl
{
    public ushort encap_type;
    public ushort encap_sport;
    public ushort encap_dport;
    public XfrmAddress encap_oa;
}

/// <summary><c>xfrm_mark</c>, 8 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct XfrmMark
{
    public uint v;
    public uint m;
}

/// <summary><c>xfrm_user_offload</c>, 8 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct XfrmUserOffload
{
    public int ifindex;
    public byte flags;
}

/// <summary><c>xfrm_replay_state_esn</c>, 24 bytes before the words of its bitmap.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct XfrmReplayStateEsn
{
    public uint bmp_len;
    public uint oseq;
    public uint seq;
    public uint oseq_hi;
    public uint seq_hi;
    public uint replay_window;
}
