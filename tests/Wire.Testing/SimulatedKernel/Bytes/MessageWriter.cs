using System.Buffers.Binary;
using System.Text;
using static Wire.Testing.Simulation.Netlink;

namespace Wire.Testing.Simulation;

/// <summary>Writes one netlink message: header, fixed part, attributes. Everything is in the machine's (little) byte order unless a name says Be.</summary>
public sealed class MessageWriter
{
    private byte[] _buffer = new byte[256];
    private int _length;

    public MessageWriter(ushort type, ushort flags, uint sequence, uint portId) =>
        U32(0).U16(type).U16(flags).U32(sequence).U32(portId);

    public MessageWriter U8(byte value) => Raw([value]);

    public MessageWriter U16(ushort value)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(Room(2), value);
        return this;
    }

    public MessageWriter U32(uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(Room(4), value);
        return this;
    }

    public MessageWriter Raw(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Room(bytes.Length));
        return this;
    }

    public MessageWriter Attribute(ushort type, ReadOnlySpan<byte> value)
    {
        U16((ushort)(4 + value.Length)).U16(type).Raw(value);
        Room(-value.Length & 3);
        return this;
    }

    public MessageWriter AttributeU8(ushort type, byte value) => Attribute(type, [value]);

    public MessageWriter AttributeU16(ushort type, ushort value)
    {
        Span<byte> bytes = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, value);
        return Attribute(type, bytes);
    }

    public MessageWriter AttributeU16Be(ushort type, ushort value)
    {
        Span<byte> bytes = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, value);
        return Attribute(type, bytes);
    }

    public MessageWriter AttributeU32(ushort type, uint value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return Attribute(type, bytes);
    }

    public MessageWriter AttributeU32Be(ushort type, uint value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return Attribute(type, bytes);
    }

    public MessageWriter AttributeU64Be(ushort type, ulong value)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, value);
        return Attribute(type, bytes);
    }

    /// <summary>With the NUL that the kernel puts after a string.</summary>
    public MessageWriter AttributeText(ushort type, string text) => Attribute(type, [.. Encoding.UTF8.GetBytes(text), 0]);

    /// <summary>An attribute of attributes.</summary>
    public MessageWriter Nest(ushort type, Action<MessageWriter> content)
    {
        int start = _length;
        U16(0).U16(type);
        content(this);
        BinaryPrimitives.WriteUInt16LittleEndian(_buffer.AsSpan(start), (ushort)(_length - start));
        return this;
    }

    /// <summary>A struct with a leading u16 length over itself and what follows it (rtnexthop).</summary>
    public MessageWriter LengthPrefixed(Action<MessageWriter> content)
    {
        int start = _length;
        U16(0);
        content(this);
        BinaryPrimitives.WriteUInt16LittleEndian(_buffer.AsSpan(start), (ushort)(_length - start));
        return this;
    }

    /// <summary>The message, its length filled in and padded to 4 bytes.</summary>
    public byte[] ToArray()
    {
        BinaryPrimitives.WriteUInt32LittleEndian(_buffer, (uint)_length);
        return _buffer.AsSpan(0, (_length + 3) & ~3).ToArray();
    }

    private Span<byte> Room(int bytes)
    {
        if (_length + bytes + 4 > _buffer.Length)
        {
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + bytes + 4));
        }
        Span<byte> room = _buffer.AsSpan(_length, bytes);
        room.Clear();
        _length += bytes;
        return room;
    }
}
