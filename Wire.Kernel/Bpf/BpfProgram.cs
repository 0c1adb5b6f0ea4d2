using System.Buffers.Binary;
using System.Text;
using Wire.Kernel.Interop;
using static Wire.Kernel.LinuxBpf;

namespace Wire.Kernel;

/// <summary>A loaded BPF program (bpf(2)).</summary>
public sealed unsafe class BpfProgram : BpfObject
{
    public const int InstructionBytes = 8;

    /// <summary>Room for the verifier's words about a program that it refuses; the end of them says why.</summary>
    private const int LogBytes = 1 << 20;

    private const int MapsMax = 64;

    /// <summary>
    /// A map of one value that is bound to each program loaded here and used by none: it has the file and the section. So the kernel itself
    /// remembers where a program came from, and whose it is, for as long as it is loaded.
    /// </summary>
    private const string OriginMap = "wire_origin";

    private const int OriginBytes = 512;

    private BpfProgram(int descriptor)
        : base(descriptor)
    {
    }

    /// <summary>Loads the program of a section with the maps that it refers to; they live as long as it does.</summary>
    /// <param name="file">An ELF object for BPF.</param>
    /// <param name="section">Where its instructions are.</param>
    /// <param name="type">BPF_PROG_TYPE_*.</param>
    /// <exception cref="NetlinkException">The file is none, or the kernel refused: with the verifier's last words.</exception>
    public static BpfProgram Load(string file, string section, uint type)
    {
        BpfFile.ProgramText text = BpfFile.Open(file).Program(section);
        using BpfTypes? types = text.Types is null ? null : BpfTypes.Load(text.Types, file);
        List<BpfMap> maps = [];
        try
        {
            foreach (BpfFile.MapUse use in text.Maps)
            {
                BpfMap map = BpfMap.Create(use.Name, use.Shape, types);
                maps.Add(map);
                foreach (int offset in use.Offsets)
                {
                    Refer(text.Instructions.AsSpan(offset), map);
                }
            }
            BpfProgram program = Load(text.Name, text.Instructions, type, text.License, file);
            program.NoteOrigin(file, section);
            return program;
        }
        finally
        {
            maps.ForEach(m => m.Dispose());
        }
    }

    /// <summary>Loads instructions that were written elsewhere.</summary>
    /// <param name="name">What bpftool shows; its first 15 bytes count.</param>
    /// <param name="instructions">Eight bytes each, with descriptors in the place of maps.</param>
    /// <param name="type">BPF_PROG_TYPE_*.</param>
    /// <param name="license">What it may call goes by it: "GPL".</param>
    /// <param name="source">For the error's text; null for the name.</param>
    /// <exception cref="NetlinkException">The kernel refused: with the verifier's last words.</exception>
    public static BpfProgram Load(string name, ReadOnlySpan<byte> instructions, uint type, string license, string? source = null)
    {
        byte[] log = new byte[LogBytes];
        fixed (byte* code = instructions, words = Encoding.ASCII.GetBytes(license + '\0'), verifier = log)
        {
            BpfAttrProgram attributes = new()
            {
                prog_type = type, insn_cnt = (uint)(instructions.Length / InstructionBytes), insns = (ulong)code, license = (ulong)words, prog_name = BpfSyscall.Name(name),
            };
            int descriptor = BpfSyscall.Try(BPF_PROG_LOAD, ref attributes);
            if (descriptor >= 0)
            {
                return new(descriptor);
            }
            int refused = BpfSyscall.Errno;
            attributes.log_level = 1;
            attributes.log_size = LogBytes;
            attributes.log_buf = (ulong)verifier;
            // Once more, for the words: they cost time that a program that is taken need not spend.
            descriptor = BpfSyscall.Try(BPF_PROG_LOAD, ref attributes);
            return descriptor >= 0 ? new(descriptor) : throw new NetlinkException(refused, $"load the BPF program '{name}' of '{source ?? name}'{LastWords(log)}");
        }
    }

    /// <param name="path">In a BPF file system (/sys/fs/bpf).</param>
    /// <exception cref="NetlinkException">There is none, it is no BPF object, or it may not be opened.</exception>
    public static BpfProgram OfPath(string path) => new(Open(path));

    /// <summary>What the kernel says of a loaded program; null when it is gone, or may not be looked at.</summary>
    public static BpfProgramDescription? Describe(uint id)
    {
        BpfAttrId attributes = new() { prog_id = id };
        int descriptor = BpfSyscall.Try(BPF_PROG_GET_FD_BY_ID, ref attributes);
        if (descriptor < 0)
        {
            return null;
        }
        using BpfProgram program = new(descriptor);
        uint* ids = stackalloc uint[MapsMax];
        if (BpfSyscall.Info(descriptor, new BpfProgInfo { nr_map_ids = MapsMax, map_ids = (ulong)ids }) is not { } info)
        {
            return null;
        }
        List<uint> maps = [];
        ReadOnlySpan<byte> first = stackalloc byte[sizeof(uint)];
        (string File, string Section)? origin = null;
        for (int i = 0; i < Math.Min(info.nr_map_ids, MapsMax); i++)
        {
            using BpfMap? map = BpfMap.OfId(ids[i], out string name);
            if (map is not null && name == OriginMap && map.Shape is { KeyBytes: sizeof(uint), ValueBytes: OriginBytes } && map.Read(first) is { } value)
            {
                string[] words = Encoding.UTF8.GetString(value).Split('\0');
                origin = (words[0], words[1]);
            }
            else if (map is not null)
            {
                maps.Add(ids[i]);
            }
        }
        ulong tag = BinaryPrimitives.ReverseEndianness(info.tag);
        return new(info.id, BpfSyscall.Name(info.name), tag.ToString("x16", System.Globalization.CultureInfo.InvariantCulture), origin?.File, origin?.Section, maps);
    }

    private void NoteOrigin(string file, string section)
    {
        using BpfMap map = BpfMap.Create(OriginMap, new(BPF_MAP_TYPE_ARRAY, sizeof(uint), OriginBytes, 1));
        byte[] value = new byte[OriginBytes];
        Encoding.UTF8.GetBytes($"{file}\0{section}\0", value);
        map.Write(stackalloc byte[sizeof(uint)], value);
        BpfAttrBind attributes = new() { prog_fd = (uint)Descriptor, map_fd = (uint)map.Descriptor };
        BpfSyscall.Must(BPF_PROG_BIND_MAP, ref attributes, "note where a BPF program came from");
    }

    /// <summary>BPF_LD | BPF_IMM | BPF_DW: an instruction of sixteen bytes, whose number becomes the map's descriptor.</summary>
    private static void Refer(Span<byte> instruction, BpfMap map)
    {
        instruction[1] = (byte)((instruction[1] & 0x0f) | (BPF_PSEUDO_MAP_FD << 4));
        BinaryPrimitives.WriteInt32LittleEndian(instruction[4..], map.Descriptor);
    }

    private static string LastWords(byte[] log)
    {
        const int told = 2; // "invalid access to packet, off=100 size=1", and then what that means
        string[] lines = [.. Encoding.UTF8.GetString(log).TrimEnd('\0').Split('\n').Where(l => l.Length > 0 && !l.StartsWith("processed ", StringComparison.Ordinal))];
        return lines.Length == 0 ? "" : $": {string.Join("; ", lines.TakeLast(told))}";
    }
}

/// <summary>What the kernel says of a loaded program.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Name">Of its function.</param>
/// <param name="Tag">A digest of its instructions, sixteen hexadecimal digits.</param>
/// <param name="File">What Wire loaded it from; null for somebody else's.</param>
/// <param name="Section">The section of that file.</param>
/// <param name="Maps">The numbers of the maps that it uses.</param>
public sealed record BpfProgramDescription(uint Id, string Name, string Tag, string? File, string? Section, IReadOnlyList<uint> Maps);
