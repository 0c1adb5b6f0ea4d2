using Wire.Kernel.Interop;
using static Wire.Kernel.LinuxBpf;

namespace Wire.Kernel;

/// <summary>A map of BPF programs (bpf(2)): keys and values of fixed lengths.</summary>
public sealed unsafe class BpfMap : BpfObject
{
    private BpfMap(int descriptor, BpfMapShape shape)
        : base(descriptor) => Shape = shape;

    public BpfMapShape Shape { get; }

    /// <param name="name">What bpftool shows; its first 15 bytes count.</param>
    /// <param name="shape">What it holds.</param>
    /// <param name="types">What the types of the shape are numbers in; null for none.</param>
    /// <exception cref="NetlinkException">The kernel refused.</exception>
    public static BpfMap Create(string name, BpfMapShape shape, BpfTypes? types = null)
    {
        bool typed = types is not null && shape.HasTypes;
        BpfAttrMap attributes = new()
        {
            btf_fd = typed ? (uint)types!.Descriptor : 0, btf_key_type_id = typed ? shape.KeyType : 0, btf_value_type_id = typed ? shape.ValueType : 0,
            map_type = shape.Type, key_size = (uint)shape.KeyBytes, value_size = (uint)shape.ValueBytes,
            max_entries = (uint)shape.EntriesMax, map_flags = shape.Flags, map_name = BpfSyscall.Name(name),
        };
        return new(BpfSyscall.Must(BPF_MAP_CREATE, ref attributes, $"make the BPF map '{name}'"), shape);
    }

    /// <summary>The map with the kernel's number; null when there is none any more.</summary>
    /// <exception cref="NetlinkException">The kernel refused.</exception>
    public static BpfMap? OfId(uint id, out string name)
    {
        BpfAttrId attributes = new() { prog_id = id };
        int descriptor = BpfSyscall.Try(BPF_MAP_GET_FD_BY_ID, ref attributes);
        name = "";
        return descriptor >= 0 ? Described(descriptor, out name)
            : BpfSyscall.Errno == Errno.ENOENT ? null
            : throw new NetlinkException(BpfSyscall.Errno, $"open the BPF map {id}");
    }

    /// <param name="path">In a BPF file system (/sys/fs/bpf).</param>
    /// <exception cref="NetlinkException">There is none, or it may not be opened.</exception>
    public static BpfMap OfPath(string path) => Described(Open(path), out _);

    /// <param name="key">Of <see cref="BpfMapShape.KeyBytes"/>.</param>
    /// <param name="value">Of <see cref="BpfMapShape.ValueBytes"/>.</param>
    /// <exception cref="NetlinkException">The kernel refused: E2BIG when it is full.</exception>
    public void Write(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        Check(key, Shape.KeyBytes, nameof(key));
        Check(value, Shape.ValueBytes, nameof(value));
        fixed (byte* k = key, v = value)
        {
            BpfAttrElement attributes = new() { map_fd = (uint)Descriptor, key = (ulong)k, value = (ulong)v };
            BpfSyscall.Must(BPF_MAP_UPDATE_ELEM, ref attributes, "write to the BPF map");
        }
    }

    /// <summary>The value of a key; null when it has none.</summary>
    /// <exception cref="NetlinkException">The kernel refused.</exception>
    public byte[]? Read(ReadOnlySpan<byte> key)
    {
        Check(key, Shape.KeyBytes, nameof(key));
        byte[] value = new byte[Shape.ValueBytes];
        fixed (byte* k = key, v = value)
        {
            BpfAttrElement attributes = new() { map_fd = (uint)Descriptor, key = (ulong)k, value = (ulong)v };
            return BpfSyscall.Try(BPF_MAP_LOOKUP_ELEM, ref attributes) >= 0 ? value
                : BpfSyscall.Errno == Errno.ENOENT ? null
                : throw new NetlinkException(BpfSyscall.Errno, "read from the BPF map");
        }
    }

    private static BpfMap Described(int descriptor, out string name)
    {
        BpfMapInfo info = BpfSyscall.Info(descriptor, default(BpfMapInfo)) ?? default;
        name = BpfSyscall.Name(info.name);
        return new(descriptor, new(info.type, (int)info.key_size, (int)info.value_size, (int)info.max_entries, info.map_flags));
    }

    private void Check(ReadOnlySpan<byte> bytes, int expected, string what)
    {
        if (Shape.Type is BPF_MAP_TYPE_PERCPU_HASH or BPF_MAP_TYPE_PERCPU_ARRAY or BPF_MAP_TYPE_LRU_PERCPU_HASH or BPF_MAP_TYPE_PERCPU_CGROUP_STORAGE)
        {
            throw new NotSupportedException("the kernel reads and writes a value for each CPU: more than one value has room for");
        }
        if (bytes.Length != expected)
        {
            throw new ArgumentException($"{expected} bytes are needed, not {bytes.Length}", what);
        }
    }
}

/// <summary>What a map is: <c>bpf_map_def</c> of objects without BTF.</summary>
/// <param name="Type">BPF_MAP_TYPE_*.</param>
/// <param name="KeyBytes">Of each key.</param>
/// <param name="ValueBytes">Of each value; a map with a value for each CPU can be made, and not be read or written.</param>
/// <param name="EntriesMax">How many there can be.</param>
/// <param name="Flags">BPF_F_*.</param>
public sealed record BpfMapShape(uint Type, int KeyBytes, int ValueBytes, int EntriesMax, uint Flags = 0)
{
    /// <summary>The numbers of their types in the object's BTF; 0 for none.</summary>
    public uint KeyType { get; init; }

    /// <inheritdoc cref="KeyType"/>
    public uint ValueType { get; init; }

    /// <summary>Others hold what only the kernel makes, and may not have types (map_check_btf in kernel/bpf/syscall.c).</summary>
    public bool HasTypes => KeyType != 0 && ValueType != 0 && Type is LinuxBpf.BPF_MAP_TYPE_HASH or LinuxBpf.BPF_MAP_TYPE_ARRAY or LinuxBpf.BPF_MAP_TYPE_PERCPU_HASH
        or LinuxBpf.BPF_MAP_TYPE_PERCPU_ARRAY or LinuxBpf.BPF_MAP_TYPE_LRU_HASH or LinuxBpf.BPF_MAP_TYPE_LRU_PERCPU_HASH or LinuxBpf.BPF_MAP_TYPE_LPM_TRIE;
}
