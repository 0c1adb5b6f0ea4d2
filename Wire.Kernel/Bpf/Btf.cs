using System.Buffers.Binary;
using System.Text;

namespace Wire.Kernel;

/// <summary>
/// The types of an object for BPF (Documentation/bpf/btf.rst, linux/btf.h): the maps of its section ".maps" are variables whose types
/// say what they are, as libbpf's bpf_helpers.h writes them.
/// </summary>
internal sealed class Btf
{
    private const ushort Magic = 0xeb9f;
    private const int HeaderBytes = 24, TypeBytes = 12, VariableBytes = 12, MemberBytes = 12;

    /// <summary>Types that refer to each other without end are none.</summary>
    private const int DepthMax = 32;

    /// <summary>BTF_KIND_*.</summary>
    private enum Kind
    {
        Void, Int, Ptr, Array, Struct, Union, Enum, Fwd, Typedef, Volatile, Const, Restrict, Func, FuncProto, Var, Datasec, Float, DeclTag, TypeTag, Enum64,
    }

    private readonly string _path;
    private readonly byte[] _bytes;
    private readonly int _strings;

    /// <summary>Where each type is; type 0 is void.</summary>
    private readonly List<int> _types = [0];

    /// <param name="path">For errors.</param>
    /// <param name="section">The contents of the section ".BTF".</param>
    /// <exception cref="BpfFileException">They are no types.</exception>
    public Btf(string path, ReadOnlySpan<byte> section)
    {
        _path = path;
        _bytes = section.ToArray();
        if (_bytes.Length < HeaderBytes || BinaryPrimitives.ReadUInt16LittleEndian(_bytes) != Magic || Number(4) < HeaderBytes)
        {
            throw Broken();
        }
        long header = Number(4), types = header + Number(8), end = types + Number(12);
        _strings = (int)Math.Min(header + Number(16), _bytes.Length);
        if (end > _bytes.Length)
        {
            throw Broken();
        }
        for (int at = (int)types; at < end;)
        {
            _types.Add(at);
            at += TypeBytes + Rest(at);
        }
    }

    /// <summary>As the kernel takes it: the compiler leaves it to the loader where variables are.</summary>
    /// <param name="section">The length of the section of a name, and where in it a variable is.</param>
    public byte[] Placed(Func<string, (int Length, Func<string, int> Place)> section)
    {
        foreach (int at in _types.Skip(1).Where(t => KindAt(t) == Kind.Datasec))
        {
            (int length, Func<string, int> place) = section(NameAt(at));
            BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(at + 8), length);
            Span<byte> variables = _bytes.AsSpan(at + TypeBytes, Rest(at));
            List<byte[]> placed = [];
            for (int i = 0; i < variables.Length; i += VariableBytes)
            {
                byte[] variable = variables.Slice(i, VariableBytes).ToArray();
                BinaryPrimitives.WriteInt32LittleEndian(variable.AsSpan(4), place(NameAt(At(BinaryPrimitives.ReadUInt32LittleEndian(variable)))));
                placed.Add(variable);
            }
            placed.OrderBy(v => BinaryPrimitives.ReadUInt32LittleEndian(v.AsSpan(4))).SelectMany(v => v).ToArray().CopyTo(variables);
        }
        return _bytes;
    }

    /// <summary>What the map of a name is.</summary>
    /// <exception cref="BpfFileException">There is none, or its type says more than is known here.</exception>
    public BpfMapShape Map(string name)
    {
        int variable = _types.Skip(1).FirstOrDefault(t => KindAt(t) == Kind.Var && NameAt(t) == name);
        int map = variable == 0 ? 0 : Plain(Number(variable + 8));
        if (map == 0 || KindAt(map) != Kind.Struct)
        {
            throw new BpfFileException(_path, $"says nothing of the map '{name}': compile it with -g");
        }
        BpfMapShape shape = new(0, 0, 0, 0);
        for (int i = 0; i < Rest(map); i += MemberBytes)
        {
            int member = map + TypeBytes + i;
            string word = StringAt(Number(member));
            int pointer = Plain(Number(member + 4));
            if (pointer == 0 || KindAt(pointer) != Kind.Ptr)
            {
                throw Unknown(name, word);
            }
            uint target = Number(pointer + 8);
            shape = word switch
            {
                "type" => shape with { Type = Length(target) },
                "max_entries" => shape with { EntriesMax = (int)Length(target) },
                "map_flags" => shape with { Flags = Length(target) },
                "key_size" => shape with { KeyBytes = (int)Length(target) },
                "value_size" => shape with { ValueBytes = (int)Length(target) },
                "key" => shape with { KeyBytes = Size(target, DepthMax), KeyType = target },
                "value" => shape with { ValueBytes = Size(target, DepthMax), ValueType = target },
                _ => throw Unknown(name, word),
            };
        }
        return shape;

        // __uint(max_entries, 8) is int (*max_entries)[8].
        uint Length(uint type) => Plain(type) is > 0 and var array && KindAt(array) == Kind.Array ? Number(array + TypeBytes + 8) : throw Unknown(name, "a number");
    }

    private BpfFileException Unknown(string map, string word) => new(_path, $"says '{word}' of the map '{map}': known are type, max_entries, map_flags, key, value, key_size and value_size");

    /// <summary>In bytes.</summary>
    private int Size(uint type, int depth)
    {
        int at = depth == 0 ? throw Broken() : Plain(type);
        long size = at == 0 ? 0 : KindAt(at) switch
        {
            Kind.Ptr => sizeof(ulong),
            Kind.Array => (long)Number(at + TypeBytes + 8) * Size(Number(at + TypeBytes), depth - 1),
            Kind.Int or Kind.Struct or Kind.Union or Kind.Enum or Kind.Enum64 or Kind.Float => Number(at + 8),
            _ => throw Broken(),
        };
        return size <= int.MaxValue ? (int)size : throw Broken();
    }

    /// <summary>Where the type is, without names and qualifiers; 0 for void.</summary>
    private int Plain(uint type)
    {
        for (int depth = 0; depth < DepthMax; depth++)
        {
            int at = At(type);
            if (at == 0 || KindAt(at) is not (Kind.Typedef or Kind.Const or Kind.Volatile or Kind.Restrict or Kind.TypeTag))
            {
                return at;
            }
            type = Number(at + 8);
        }
        throw Broken();
    }

    private int At(uint type) => type < _types.Count ? _types[(int)type] : throw Broken();

    private Kind KindAt(int at) => (Kind)(Number(at + 4) >> 24 & 0x1f);

    /// <summary>Bytes that follow the type's own.</summary>
    private int Rest(int at)
    {
        int count = (int)(Number(at + 4) & 0xffff);
        return KindAt(at) switch
        {
            Kind.Int or Kind.Var or Kind.DeclTag => 4,
            Kind.Array => 12,
            Kind.Struct or Kind.Union or Kind.Datasec or Kind.Enum64 => count * 12,
            Kind.Enum or Kind.FuncProto => count * 8,
            <= Kind.TypeTag and not Kind.Void => 0,
            var kind => throw new BpfFileException(_path, $"has types of a kind ({(int)kind}) that is not known"),
        };
    }

    private string NameAt(int at) => StringAt(Number(at));

    private string StringAt(uint offset)
    {
        ReadOnlySpan<byte> rest = _strings + (long)offset < _bytes.Length ? _bytes.AsSpan(_strings + (int)offset) : throw Broken();
        int end = rest.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? rest : rest[..end]);
    }

    private uint Number(int at) => at >= 0 && at <= _bytes.Length - 4 ? BinaryPrimitives.ReadUInt32LittleEndian(_bytes.AsSpan(at)) : throw Broken();

    private BpfFileException Broken() => new(_path, "has types (BTF) that are damaged");
}
