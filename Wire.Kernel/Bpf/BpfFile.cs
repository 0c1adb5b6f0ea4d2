using System.Buffers.Binary;
using System.Text;

namespace Wire.Kernel;

/// <summary>
/// An ELF object that a compiler made for BPF (elf(5), Documentation/bpf/llvm_reloc.rst): its programs, and the maps that they
/// refer to: variables of a section ".maps" whose types say what they are, or the structures of a section "maps". What needs a linker
/// or a loader with more knowledge is refused by name.
/// </summary>
internal sealed class BpfFile
{
    /// <summary>Programs have some thousand instructions; more than that is no such file.</summary>
    private const int BytesMax = 16 << 20;

    private const int HeaderBytes = 64, SectionBytes = 64, SymbolBytes = 24, RelocationBytes = 16;
    private const int EM_BPF = 247;
    private const uint SHT_PROGBITS = 1, SHT_SYMTAB = 2, SHT_REL = 9;
    private const uint R_BPF_64_64 = 1;

    /// <summary>map_type, key_size, value_size, max_entries, map_flags: five numbers; what follows has to be zero.</summary>
    private const int MapBytesMin = 20;

    private readonly string _path;
    private readonly byte[] _bytes;
    private readonly List<Section> _sections = [];
    private readonly List<Symbol> _symbols = [];

    private readonly record struct Section(string Name, uint Type, int Start, int Length, int Link, int Target);

    private readonly record struct Symbol(string Name, int Section, int Value);

    /// <param name="Name">Of the map.</param>
    /// <param name="Shape">What it holds.</param>
    /// <param name="Offsets">Where in the program's bytes instructions load it.</param>
    public sealed record MapUse(string Name, BpfMapShape Shape, List<int> Offsets);

    /// <param name="Name">Of the program's function.</param>
    /// <param name="Instructions">Eight bytes each.</param>
    /// <param name="License">What the kernel lets it call goes by it.</param>
    /// <param name="Maps">By name.</param>
    /// <param name="Types">What the types of keys and values of maps are numbers in (BTF); null when no map has such.</param>
    public sealed record ProgramText(string Name, byte[] Instructions, string License, IReadOnlyList<MapUse> Maps, byte[]? Types);

    private BpfFile(string path, byte[] bytes)
    {
        _path = path;
        _bytes = bytes;
    }

    /// <exception cref="BpfFileException">It cannot be read, or is no object for BPF.</exception>
    public static BpfFile Open(string path)
    {
        try
        {
            FileInfo file = new(path);
            if (file.Exists && file.Length > BytesMax)
            {
                throw new BpfFileException(path, $"has {file.Length} bytes, more than {BytesMax}");
            }
            return Of(path, File.ReadAllBytes(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BpfFileException(path, $"cannot be read: {e.Message}");
        }
    }

    /// <param name="path">For errors.</param>
    /// <param name="bytes">The whole file.</param>
    /// <exception cref="BpfFileException">They are no object for BPF.</exception>
    public static BpfFile Of(string path, byte[] bytes)
    {
        BpfFile file = new(path, bytes);
        file.ReadSections();
        return file;
    }

    /// <exception cref="BpfFileException">There is none in that section, or it needs what is not supported.</exception>
    public ProgramText Program(string section)
    {
        int index = _sections.FindIndex(s => s.Name == section && s.Type == SHT_PROGBITS);
        if (index < 0)
        {
            string[] others = [.. _sections.Where(s => s is { Type: SHT_PROGBITS, Length: > 0 } && s.Name is not ("license" or "maps" or ".text" or "version") && s.Name[0] != '.').Select(s => s.Name)];
            throw new BpfFileException(_path, $"has no section '{section}'{(others.Length == 0 ? "" : $"; it has {string.Join(", ", others)}")}");
        }
        byte[] instructions = Bytes(_sections[index]).ToArray();
        if (instructions.Length == 0 || instructions.Length % BpfProgram.InstructionBytes != 0)
        {
            throw new BpfFileException(_path, $"has no instructions in the section '{section}'");
        }
        string name = _symbols.FirstOrDefault(s => s.Section == index && s is { Value: 0, Name.Length: > 0 }).Name ?? section;
        List<MapUse> maps = Maps(index, instructions.Length);
        return new(name, instructions, License(), maps, maps.Any(m => m.Shape.HasTypes) ? Types().Placed(Placed) : null);
    }

    private Btf Types() => _sections.FirstOrDefault(s => s.Name == ".BTF") is { Name: not null } section ? new(_path, Bytes(section))
        : throw new BpfFileException(_path, "has maps in the section \".maps\" and no types: compile it with -g");

    private (int Length, Func<string, int> Place) Placed(string section)
    {
        int index = _sections.FindIndex(s => s.Name == section);
        return index < 0 ? throw Broken()
            : (_sections[index].Length, name => _symbols.FirstOrDefault(s => s.Section == index && s.Name == name) is { Name: not null } found ? found.Value : throw Broken());
    }

    private string License()
    {
        Section license = _sections.FirstOrDefault(s => s.Name == "license");
        return license.Name is null ? "" : Encoding.ASCII.GetString(Bytes(license)).TrimEnd('\0');
    }

    private List<MapUse> Maps(int program, int length)
    {
        List<MapUse> maps = [];
        foreach (Section relocations in _sections.Where(s => s.Type == SHT_REL && s.Target == program))
        {
            ReadOnlySpan<byte> entries = Bytes(relocations);
            for (int at = 0; at + RelocationBytes <= entries.Length; at += RelocationBytes)
            {
                ulong offset = BinaryPrimitives.ReadUInt64LittleEndian(entries[at..]), info = BinaryPrimitives.ReadUInt64LittleEndian(entries[(at + 8)..]);
                Symbol symbol = info >> 32 is var number && number < (ulong)_symbols.Count ? _symbols[(int)number] : throw Broken();
                if ((uint)info != R_BPF_64_64 || symbol.Section >= _sections.Count || _sections[symbol.Section].Name is not ("maps" or ".maps"))
                {
                    string where = symbol.Section < _sections.Count ? _sections[symbol.Section].Name : "elsewhere";
                    throw new BpfFileException(_path, $"refers to '{symbol.Name}' in '{where}': only maps of the sections \".maps\" and \"maps\" are supported, with __always_inline in place of calls");
                }
                if (offset + (2 * BpfProgram.InstructionBytes) > (ulong)length)
                {
                    throw Broken();
                }
                MapUse? map = maps.Find(m => m.Name == symbol.Name);
                if (map is null)
                {
                    maps.Add(map = new(symbol.Name, _sections[symbol.Section].Name == ".maps" ? Types().Map(symbol.Name) : Shape(symbol), []));
                }
                map.Offsets.Add((int)offset);
            }
        }
        return maps;
    }

    private BpfMapShape Shape(Symbol map)
    {
        ReadOnlySpan<byte> all = Bytes(_sections[map.Section]);
        if (map.Value < 0 || map.Value > all.Length - MapBytesMin)
        {
            throw Broken();
        }
        ReadOnlySpan<byte> bytes = all[map.Value..];
        return new(Number(bytes, 0), (int)Number(bytes, 4), (int)Number(bytes, 8), (int)Number(bytes, 12), Number(bytes, 16));
    }

    private void ReadSections()
    {
        ReadOnlySpan<byte> bytes = _bytes;
        if (bytes.Length < HeaderBytes || !bytes[..7].SequenceEqual("\u007fELF\u0002\u0001\u0001"u8) || BinaryPrimitives.ReadUInt16LittleEndian(bytes[18..]) != EM_BPF)
        {
            throw new BpfFileException(_path, "is no object file for BPF (clang -target bpf -c)");
        }
        int table = Place(BinaryPrimitives.ReadUInt64LittleEndian(bytes[40..])), count = BinaryPrimitives.ReadUInt16LittleEndian(bytes[60..]);
        int names = BinaryPrimitives.ReadUInt16LittleEndian(bytes[62..]);
        if (BinaryPrimitives.ReadUInt16LittleEndian(bytes[58..]) != SectionBytes || table + (count * SectionBytes) > bytes.Length || names >= count)
        {
            throw Broken();
        }
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> header = bytes.Slice(table + (i * SectionBytes), SectionBytes);
            Section section = new("", Number(header, 4), Place(BinaryPrimitives.ReadUInt64LittleEndian(header[24..])), Place(BinaryPrimitives.ReadUInt64LittleEndian(header[32..])),
                (int)Number(header, 40), (int)Number(header, 44));
            const uint SHT_NOBITS = 8;
            if (section.Type != SHT_NOBITS && section.Start + (long)section.Length > bytes.Length)
            {
                throw Broken();
            }
            _sections.Add(section);
        }
        for (int i = 0; i < count; i++)
        {
            _sections[i] = _sections[i] with { Name = Text(_sections[names], Number(bytes, table + (i * SectionBytes))) };
        }
        foreach (Section symbols in _sections.Where(s => s.Type == SHT_SYMTAB))
        {
            ReadOnlySpan<byte> entries = Bytes(symbols);
            for (int at = 0; at + SymbolBytes <= entries.Length; at += SymbolBytes)
            {
                Section strings = symbols.Link < count ? _sections[symbols.Link] : throw Broken();
                _symbols.Add(new(Text(strings, Number(entries, at)), BinaryPrimitives.ReadUInt16LittleEndian(entries[(at + 6)..]),
                    Place(BinaryPrimitives.ReadUInt64LittleEndian(entries[(at + 8)..]))));
            }
        }
    }

    private ReadOnlySpan<byte> Bytes(Section section) => _bytes.AsSpan(section.Start, section.Length);

    private string Text(Section strings, uint at)
    {
        ReadOnlySpan<byte> bytes = Bytes(strings);
        ReadOnlySpan<byte> rest = at < bytes.Length ? bytes[(int)at..] : throw Broken();
        int end = rest.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? rest : rest[..end]);
    }

    private static uint Number(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);

    /// <summary>A place in the file, or a length.</summary>
    private int Place(ulong value) => value <= BytesMax ? (int)value : throw Broken();

    private BpfFileException Broken() => new(_path, "is damaged: it refers to what lies outside of it");
}
