using System.Buffers.Binary;
using System.Text;
using static Wire.Testing.Simulation.Netlink;

namespace Wire.Testing.Simulation;

/// <summary>The attributes (<c>nlattr</c>) of a message, in their order; a later one of the same type wins, as in the kernel's nla_parse.</summary>
public sealed class Attributes
{
    private readonly List<(ushort Type, ReadOnlyMemory<byte> Value)> _all = [];

    public IReadOnlyList<(ushort Type, ReadOnlyMemory<byte> Value)> All => _all;

    public static Attributes Empty { get; } = new();

    public static Attributes Parse(ReadOnlyMemory<byte> bytes)
    {
        Attributes attributes = new();
        while (bytes.Length >= 4)
        {
            int length = BinaryPrimitives.ReadUInt16LittleEndian(bytes.Span);
            if (length < 4 || length > bytes.Length)
            {
                break;
            }
            ushort type = (ushort)(BinaryPrimitives.ReadUInt16LittleEndian(bytes.Span[2..]) & NLA_TYPE_MASK);
            attributes._all.Add((type, bytes[4..length]));
            bytes = bytes[Math.Min((length + 3) & ~3, bytes.Length)..];
        }
        return attributes;
    }

    public bool Has(ushort type) => Find(type) is not null;

    public ReadOnlyMemory<byte>? Find(ushort type)
    {
        for (int i = _all.Count - 1; i >= 0; i--)
        {
            if (_all[i].Type == type)
            {
                return _all[i].Value;
            }
        }
        return null;
    }

    public byte[]? Bytes(ushort type) => Find(type)?.ToArray();

    public byte? U8(ushort type) => Find(type) is { Length: >= 1 } v ? v.Span[0] : null;

    public ushort? U16(ushort type) => Find(type) is { Length: >= 2 } v ? BinaryPrimitives.ReadUInt16LittleEndian(v.Span) : null;

    public ushort? U16Be(ushort type) => Find(type) is { Length: >= 2 } v ? BinaryPrimitives.ReadUInt16BigEndian(v.Span) : null;

    public uint? U32(ushort type) => Find(type) is { Length: >= 4 } v ? BinaryPrimitives.ReadUInt32LittleEndian(v.Span) : null;

    public ulong? U64(ushort type) => Find(type) is { Length: >= 8 } v ? BinaryPrimitives.ReadUInt64LittleEndian(v.Span) : null;

    public uint? U32Be(ushort type) => Find(type) is { Length: >= 4 } v ? BinaryPrimitives.ReadUInt32BigEndian(v.Span) : null;

    public ulong? U64Be(ushort type) => Find(type) is { Length: >= 8 } v ? BinaryPrimitives.ReadUInt64BigEndian(v.Span) : null;

    public string? Text(ushort type) => Find(type) is { } v ? Encoding.UTF8.GetString(v.Span).TrimEnd('\0') : null;

    public Attributes Nested(ushort type) => Find(type) is { } v ? Parse(v) : Empty;
}
