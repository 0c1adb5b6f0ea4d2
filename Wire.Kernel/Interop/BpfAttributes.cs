using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Wire.Kernel.Interop;

/// <summary>BPF_OBJ_NAME_LEN bytes, with a terminating zero.</summary>
[InlineArray(LinuxBpf.BPF_OBJ_NAME_LEN)]
internal struct BpfName
{
    private byte _first;
}

/// <summary>The member of <c>union bpf_attr</c> for BPF_MAP_CREATE.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct BpfAttrMap
{
    public uint map_type;
    public uint key_size;
    public uint value_size;
    public uint max_entries;
    public uint map_flags;
    public uint inner_map_fd;
    public uint numa_node;
    public BpfName map_name;
    public uint map_ifindex;
    public uint btf_fd;
    public uint btf_key_type_id;
    public uint btf_value_type_id;
}

/// <summary>The one for BPF_BTF_LOAD.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct BpfAttrTypes
{
    public ulong btf;
    public ulong btf_log_buf;
    public uint btf_size;
    public uint btf_log_size;
    public uint btf_log_level;
}

/// <summary>The one for BPF_MAP_*_ELEM.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct BpfAttrElement
{
    public uint map_fd;
    public ulong key;
    public ulong value;
    public ulong flags;
}

/// <summary>The one for BPF_PROG_LOAD.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct BpfAttrProgram
{
    public uint prog_type;
    public uint insn_cnt;
    public ulong insns;
    public ulong license;
    public uint log_level;
    public uint log_size;
    public ulong log_buf;
    public uint kern_version;
    public uint prog_flags;
    public BpfName prog_name;
}

/// <summary>The one for BPF_OBJ_PIN and BPF_OBJ_GET.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct BpfAttrObject
{
    public ulong pathname;
    public uint bpf_fd;
    public uint file_flags;
}

/// <summary>The one for BPF_*_GET_FD_BY_ID.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct BpfAttrId
{
    public uint prog_id;
    public uint next_id;
    public uint open_flags;
}

/// <summary>The one for BPF_OBJ_GET_INFO_BY_FD, <c>info</c> in linux/bpf.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct BpfAttrInfo
{
    public uint bpf_fd;
    public uint info_len;
    public ulong info;
}

/// <summary>The one for BPF_PROG_BIND_MAP, <c>prog_bind_map</c> in linux/bpf.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct BpfAttrBind
{
    public uint prog_fd;
    public uint map_fd;
    public uint flags;
}

/// <summary>What is read of <c>bpf_prog_info</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct BpfProgInfo
{
    public uint type;
    public uint id;
    public ulong tag;
    public uint jited_prog_len;
    public uint xlated_prog_len;
    public ulong jited_prog_insns;
    public ulong xlated_prog_insns;
    public ulong load_time;
    public uint created_by_uid;
    public uint nr_map_ids;
    public ulong map_ids;
    public BpfName name;
}

/// <summary>What is read of <c>bpf_map_info</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct BpfMapInfo
{
    public uint type;
    public uint id;
    public uint key_size;
    public uint value_size;
    public uint max_entries;
    public uint map_flags;
    public BpfName name;
}
