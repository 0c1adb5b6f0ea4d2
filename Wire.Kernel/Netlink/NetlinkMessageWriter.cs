using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Wire.Domain;

namespace Wire.Kernel;

/// <summary>
/// Writes messages one after the other into one growing buffer, ready to be sent as they lie. Numbers are in host order
/// unless the method's name says Be. Padding is zero.
/// </summary>
public sealed class NetlinkMessageWriter(int capacity = 4096)
{
    private const int AttributeHeaderBytes = 4;

    /// <summary>Lengths of attributes are 16 bits wide.</summary>
    private const int AttributeBytesMax = ushort.MaxValue;

    private byte[] _bytes = new byte[capacity];
    private int _length;
    private int _message = -1;

    /// <summary>Bytes written so far; where the next message will begin.</summary>
    public int Length => _length;

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    /// <summary>What was written, to be changed in place (flags and sequence numbers that are known only when all is written).</summary>
    public Span<byte> Range(int start, int length) => _bytes.AsSpan(0, _length).Slice(start, length);

    /// <summary>Forgets all messages and keeps the buffer.</summary>
    public void Clear()
    {
        _length = 0;
        _message = -1;
    }

    /// <summary>Zeroes all that was written.</summary>
    public void Wipe()
    {
        _bytes.AsSpan().Clear();
        Clear();
    }

    /// <summary>Begins a message with the fixed part of its family.</summary>
    /// <returns>Where it begins.</returns>
    public int Begin<T>(ushort type, ushort flags, uint sequence, T fixedPart, uint portId = 0)
        where T : unmanaged
    {
        _message = _length;
        NetlinkHeader header = new(0, type, flags, sequence, portId);
        MemoryMarshal.Write(Take(NetlinkHeader.Bytes), in header);
        WriteFixed(fixedPart);
        return _message;
    }

    /// <summary>Begins a message without a fixed part: a listing of IPsec.</summary>
    /// <returns>Where it begins.</returns>
    public int Begin(ushort type, ushort flags, uint sequence)
    {
        _message = _length;
        NetlinkHeader header = new(0, type, flags, sequence, 0);
        MemoryMarshal.Write(Take(NetlinkHeader.Bytes), in header);
        return _message;
    }

    /// <summary>A fixed part in the middle of attributes: <c>ifinfomsg</c> in VETH_INFO_PEER, <c>rtnexthop</c> in RTA_MULTIPATH.</summary>
    /// <returns>Where it begins.</returns>
    public int WriteFixed<T>(T fixedPart)
        where T : unmanaged
    {
        int start = _length;
        Span<byte> bytes = Take(NetlinkHeader.Align(Unsafe.SizeOf<T>()));
        bytes.Clear();
        MemoryMarshal.Write(bytes, in fixedPart);
        return start;
    }

    /// <summary>Ends the message: its length is known now.</summary>
    public void End()
    {
        MemoryMarshal.Write(_bytes.AsSpan(_message), (uint)(_length - _message));
        _message = -1;
    }

    public void Write(ushort type, ReadOnlySpan<byte> payload)
    {
        int length = AttributeHeaderBytes + payload.Length;
        if (length > AttributeBytesMax)
        {
            throw new ArgumentException($"an attribute has at most {AttributeBytesMax} bytes, not {length}", nameof(payload));
        }
        Span<byte> bytes = Take(NetlinkHeader.Align(length));
        MemoryMarshal.Write(bytes, (ushort)length);
        MemoryMarshal.Write(bytes[2..], in type);
        payload.CopyTo(bytes[AttributeHeaderBytes..]);
        bytes[length..].Clear();
    }

    public void WriteU8(ushort type, byte value) => Write(type, [value]);

    public void WriteU16(ushort type, ushort value) => Write(type, MemoryMarshal.AsBytes([value]));

    public void WriteU16Be(ushort type, ushort value)
    {
        Span<byte> bytes = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, value);
        Write(type, bytes);
    }

    public void WriteU32Be(ushort type, uint value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        Write(type, bytes);
    }

    /// <summary>NLA_FLAG: it is there or it is not.</summary>
    public void WriteFlag(ushort type) => Write(type, []);

    public void WriteU32(ushort type, uint value) => Write(type, MemoryMarshal.AsBytes([value]));

    public void WriteU64(ushort type, ulong value) => Write(type, MemoryMarshal.AsBytes([value]));

    /// <summary>Nothing for a value that is not set.</summary>
    public void WriteU32IfSet(ushort type, uint? value)
    {
        if (value is { } set)
        {
            WriteU32(type, set);
        }
    }

    /// <summary>1 for true, 0 for false, and nothing for a value that is not set.</summary>
    public void WriteU32IfSet(ushort type, bool? value) => WriteU32IfSet(type, value is { } set ? set ? 1u : 0 : null);

    public void WriteU64Be(ushort type, ulong value)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, value);
        Write(type, bytes);
    }

    /// <summary>A struct of the kernel's.</summary>
    public void WriteStruct<T>(ushort type, T value)
        where T : unmanaged => Write(type, MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)));

    /// <summary>UTF-8 with a terminating zero (NLA_NUL_STRING).</summary>
    public void WriteString(ushort type, string value)
    {
        Span<byte> bytes = stackalloc byte[256];
        int length = Encoding.UTF8.GetByteCount(value);
        bytes = length < bytes.Length ? bytes : new byte[length + 1];
        Encoding.UTF8.GetBytes(value, bytes);
        bytes[length] = 0;
        Write(type, bytes[..(length + 1)]);
    }

    public void WriteAddress(ushort type, IpAddr address)
    {
        Span<byte> bytes = stackalloc byte[16];
        Write(type, bytes[..address.WriteTo(bytes)]);
    }

    /// <summary><c>rtvia</c>: the family in host order, then the address.</summary>
    public void WriteVia(ushort type, IpAddr address)
    {
        Span<byte> bytes = stackalloc byte[18];
        MemoryMarshal.Write(bytes, (ushort)address.Family);
        Write(type, bytes[..(2 + address.WriteTo(bytes[2..]))]);
    }

    public void WriteMac(ushort type, MacAddress mac)
    {
        Span<byte> bytes = stackalloc byte[6];
        mac.WriteTo(bytes);
        Write(type, bytes);
    }

    /// <summary>Begins an attribute whose payload is attributes.</summary>
    /// <returns>What <see cref="EndNested"/> needs.</returns>
    public int BeginNested(ushort type)
    {
        int start = _length;
        Write(type, []);
        return start;
    }

    public void EndNested(int start)
    {
        int length = _length - start;
        if (length > AttributeBytesMax)
        {
            throw new InvalidOperationException($"an attribute has at most {AttributeBytesMax} bytes, not {length}");
        }
        MemoryMarshal.Write(_bytes.AsSpan(start), (ushort)length);
    }

    /// <summary>Gives back what was written from <paramref name="start"/> on.</summary>
    public void Rewind(int start) => _length = start;

    private Span<byte> Take(int count)
    {
        if (_length + count > _bytes.Length)
        {
            byte[] full = _bytes;
            _bytes = new byte[Math.Max(full.Length * 2, _length + count)];
            full.AsSpan(0, _length).CopyTo(_bytes);
            // There may be a key in it, and nobody knows it any more.
            full.AsSpan().Clear();
        }
        _length += count;
        return _bytes.AsSpan(_length - count, count);
    }
}
