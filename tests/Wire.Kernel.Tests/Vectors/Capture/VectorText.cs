using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Wire.Kernel.Tests.Vectors.Capture;

/// <summary>Messages as the commented hexadecimal text of a vector, one attribute a line.</summary>
internal sealed class VectorText
{
    private const int BytesPerLine = 32;
    private const int HeaderBytes = 16;
    private const ushort NestedFlag = 0x8000, TypeMask = 0x3fff;

    private readonly StringBuilder _text = new();

    /// <param name="family">NETLINK_*.</param>
    /// <param name="messages">Sequence numbers and ports, which differ each time, are cleared.</param>
    /// <param name="generics">The names of the generic families by number.</param>
    public static string Of(int family, IEnumerable<byte[]> messages, IReadOnlyDictionary<int, string> generics)
    {
        VectorText writer = new();
        foreach (byte[] message in messages)
        {
            byte[] cleared = [.. message];
            cleared.AsSpan(8, 8).Clear();
            writer.Add(MessageShape.Of(family, cleared, generics), cleared);
        }
        return writer._text.ToString();
    }

    private void Add(MessageShape shape, ReadOnlySpan<byte> message)
    {
        Line(0, message[..HeaderBytes], $"nlmsghdr: {shape.Type}");
        int fixedBytes = Math.Min(shape.FixedBytes, message.Length - HeaderBytes);
        ReadOnlySpan<byte> attributes = message[(HeaderBytes + fixedBytes)..];
        if (fixedBytes > 0)
        {
            Line(0, message.Slice(HeaderBytes, fixedBytes), shape.Fixed);
        }
        if (Holds(attributes))
        {
            Add(0, attributes, shape.Attributes);
        }
        else if (attributes.Length > 0)
        {
            Line(0, attributes, "");
        }
    }

    /// <param name="depth">How deep in other attributes.</param>
    /// <param name="run">Whole attributes.</param>
    /// <param name="names">A name of their enumeration; null or empty for numbers.</param>
    private void Add(int depth, ReadOnlySpan<byte> run, string? names)
    {
        string? kind = null;
        while (run.Length >= 4)
        {
            int length = BinaryPrimitives.ReadUInt16LittleEndian(run);
            ushort type = BinaryPrimitives.ReadUInt16LittleEndian(run[2..]);
            int padded = Math.Min((length + 3) & ~3, run.Length);
            string? name = HeaderEnums.Name(names, type & TypeMask);
            ReadOnlySpan<byte> value = run[4..length];
            string? within = names is ['*', .. var ofElements] ? ofElements : Inner(name, kind, (type & NestedFlag) != 0, value);
            Add(depth, name ?? Number(type & TypeMask), run[..padded], value, within, AttributeNests.Structure(name));
            kind = AttributeNests.TellsKind(name) ? Encoding.ASCII.GetString(value).TrimEnd('\0') : kind;
            run = run[padded..];
        }
    }

    private void Add(int depth, string name, ReadOnlySpan<byte> whole, ReadOnlySpan<byte> value, string? within, (int Bytes, string? Within) structure)
    {
        if (structure.Bytes > 0 && value.Length >= structure.Bytes && Holds(value[structure.Bytes..]))
        {
            Line(depth, whole[..4], name);
            Line(depth + 1, value[..structure.Bytes], "ifinfomsg");
            Add(depth + 1, whole[(4 + structure.Bytes)..], structure.Within);
        }
        else if (within is not null)
        {
            Line(depth, whole[..4], name);
            Add(depth + 1, whole[4..], within);
        }
        else
        {
            Line(depth, whole, $"{name}{Meaning(name, value)}");
        }
    }

    private static string? Inner(string? name, string? kind, bool isMarked, ReadOnlySpan<byte> value) =>
        !Holds(value) || value.Length == 0 ? null : AttributeNests.Within(name, kind) ?? (isMarked ? "" : null);

    /// <summary>The bytes are attributes, one after the other, and nothing else.</summary>
    private static bool Holds(ReadOnlySpan<byte> run)
    {
        while (run.Length >= 4)
        {
            int length = BinaryPrimitives.ReadUInt16LittleEndian(run);
            if (length < 4 || length > run.Length)
            {
                return false;
            }
            run = run[Math.Min((length + 3) & ~3, run.Length)..];
        }
        return run.Length == 0;
    }

    /// <summary>A long line goes on below, deeper.</summary>
    private void Line(int depth, ReadOnlySpan<byte> bytes, string comment)
    {
        string indent = new(' ', 2 * depth);
        bool isLong = bytes.Length > BytesPerLine;
        _text.Append(indent).Append(Hex(isLong ? bytes[..4] : bytes)).Append(comment.Length == 0 ? "" : $"  # {comment}").Append('\n');
        for (ReadOnlySpan<byte> rest = isLong ? bytes[4..] : default; rest.Length > 0; rest = rest[Math.Min(BytesPerLine, rest.Length)..])
        {
            _text.Append(indent).Append("  ").Append(Hex(rest[..Math.Min(BytesPerLine, rest.Length)])).Append('\n');
        }
    }

    private static string Hex(ReadOnlySpan<byte> bytes) => string.Join(' ', bytes.ToArray().Select(b => b.ToString("x2", CultureInfo.InvariantCulture)));

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>What a value of its length most likely says.</summary>
    private static string Meaning(string name, ReadOnlySpan<byte> value) => value switch
    {
        _ when AttributeNests.TellsKind(name) => $" \"{Encoding.ASCII.GetString(value).TrimEnd('\0')}\"",
        _ when value.Length > 1 && value[^1] == 0 && value[..^1].IndexOfAnyExceptInRange((byte)' ', (byte)'~') < 0 => $" \"{Encoding.ASCII.GetString(value[..^1])}\"",
        { Length: 1 } => $" {value[0]}",
        { Length: 2 } => $" {BinaryPrimitives.ReadUInt16LittleEndian(value)}",
        { Length: 4 } => $" {BinaryPrimitives.ReadUInt32LittleEndian(value)}",
        { Length: 6 } => $" {Convert.ToHexStringLower(value)}",
        _ => "",
    };
}
