namespace Wire.Kernel;

/// <summary>Constants of linux/bpf.h, by their own names.</summary>
public static class LinuxBpf
{
    // Commands of bpf(2).
    public const int BPF_MAP_CREATE = 0;
    public const int BPF_MAP_LOOKUP_ELEM = 1;
    public const int BPF_MAP_UPDATE_ELEM = 2;
    public const int BPF_PROG_LOAD = 5;
    public const int BPF_OBJ_PIN = 6;
    public const int BPF_OBJ_GET = 7;
    public const int BPF_PROG_GET_FD_BY_ID = 13;
    public const int BPF_MAP_GET_FD_BY_ID = 14;
    public const int BPF_OBJ_GET_INFO_BY_FD = 15;
    public const int BPF_BTF_LOAD = 18;
    public const int BPF_PROG_BIND_MAP = 35;

    public const uint BPF_MAP_TYPE_HASH = 1;
    public const uint BPF_MAP_TYPE_ARRAY = 2;
    public const uint BPF_MAP_TYPE_PERCPU_HASH = 5;
    public const uint BPF_MAP_TYPE_PERCPU_ARRAY = 6;
    public const uint BPF_MAP_TYPE_LRU_HASH = 9;
    public const uint BPF_MAP_TYPE_LRU_PERCPU_HASH = 10;
    public const uint BPF_MAP_TYPE_LPM_TRIE = 11;
    public const uint BPF_MAP_TYPE_PERCPU_CGROUP_STORAGE = 21;

    public const uint BPF_PROG_TYPE_XDP = 6;

    public const int BPF_OBJ_NAME_LEN = 16;

    // Of an instruction.
    public const byte BPF_PSEUDO_MAP_FD = 1;
}
