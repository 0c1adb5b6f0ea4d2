using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Wire.Domain;

namespace Wire.Kernel;

/// <summary>
/// A run of attributes (<c>nlattr</c> = <c>rtattr</c>: length, type, payload, padding to four bytes). The last one may come
/// without its padding. Numbers are in host order unless the method's name says Be.
/// </summary>
public ref struct AttributeReader(ReadOnlySpan<byte> attributes, int offset)
{
    private const int HeaderBytes = 4;
    private const int TypeMask = 0x3fff;

    private readonly ReadOnlySpan<byte> _attributes = attributes;
    private readonly int _offset = offset;
    private int _at;
    private int _next;

    /// <summary>The current attribute's type, without NLA_F_NESTED and NLA_F_NET_BYTEORDER.</summary>
    public ushort Type { get; private set; }

    /// <summary>Where the current attribute begins in the datagram.</summary>
    public readonly int Offset => _offset + _at;

    /// <summary>The current attribute's payload, without padding.</summary>
    public ReadOnlySpan<byte> Payload { get; private set; }

    /// <summary>The current attribute as it came: header and payload, without padding.</summary>
    public readonly ReadOnlySpan<byte> Raw => _attributes.Slice(_at, HeaderBytes + Payload.Length);

    /// <summary>Goes to the next attribute; false after the last.</summary>
    /// <exception cref="NetlinkFormatException">An attribute's length leads out of the run, or is too small for its header.</exception>
    public bool Read()
    {
        _at = _next;
        int left = _attributes.Length - _at;
        if (left < HeaderBytes)
        {
            // Fewer bytes than a header are the tail of a nest that was not padded; the kernel skips them as well.
            return false;
        }
        ReadOnlySpan<byte> rest = _attributes[_at..];
        int length = MemoryMarshal.Read<ushort>(rest);
        ushort type = MemoryMarshal.Read<ushort>(rest[sizeof(ushort)..]);
        if (length < HeaderBytes || length > left)
        {
            throw new NetlinkFormatException($"attribute {type & TypeMask} says it has {length} bytes where {left} are left", _offset + _at);
        }
        Type = (ushort)(type & TypeMask);
        Payload = rest[HeaderBytes..length];
        _next = _at + NetlinkHeader.Align(length);
        return true;
    }

    /// <summary>The attributes inside the current one.</summary>
    public readonly AttributeReader Nested() => new(Payload, _offset + _at + HeaderBytes);

    /// <summary>The attributes inside the current one after a fixed part, as VETH_INFO_PEER has one.</summary>
    public readonly AttributeReader NestedAfter(int fixedBytes) => Payload.Length >= fixedBytes
        ? new(Payload[fixedBytes..], _offset + _at + HeaderBytes + fixedBytes)
        : throw Short(fixedBytes);

    public readonly byte ReadU8() => Bytes(1)[0];

    public readonly ushort ReadU16() => MemoryMarshal.Read<ushort>(Bytes(2));

    public readonly ushort ReadU16Be() => BinaryPrimitives.ReadUInt16BigEndian(Bytes(2));

    public readonly uint ReadU32() => MemoryMarshal.Read<uint>(Bytes(4));

    public readonly ulong ReadU64() => MemoryMarshal.Read<ulong>(Bytes(8));

    public readonly ulong ReadU64Be() => BinaryPrimitives.ReadUInt64BigEndian(Bytes(8));

    /// <summary>A structure of the kernel's, in host order.</summary>
    public readonly T ReadFixed<T>()
        where T : unmanaged => MemoryMarshal.Read<T>(Bytes(Unsafe.SizeOf<T>()));

    public readonly uint ReadU32Be() => BinaryPrimitives.ReadUInt32BigEndian(Bytes(4));

    /// <summary>Two numbers, such as a value and its mask.</summary>
    public readonly (uint First, uint Second) ReadU32Pair() => (MemoryMarshal.Read<uint>(Bytes(8)), MemoryMarshal.Read<uint>(Bytes(8)[4..]));

    /// <summary>Two numbers in network order, such as the first and the last port.</summary>
    public readonly (ushort First, ushort Second) ReadU16BePair() =>
        (BinaryPrimitives.ReadUInt16BigEndian(Bytes(4)), BinaryPrimitives.ReadUInt16BigEndian(Bytes(4)[2..]));

    /// <summary>A string with or without its terminating zero.</summary>
    public readonly string ReadString()
    {
        int end = Payload.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? Payload : Payload[..end]);
    }

    /// <summary>An IPv4 address of four bytes or an IPv6 address of sixteen.</summary>
    public readonly IpAddr ReadAddress() => Payload.Length is 4 or 16
        ? IpAddr.FromBytes(Payload)
        : throw new NetlinkFormatException($"attribute {Type} has {Payload.Length} bytes: no IP address", _offset + _at);

    /// <summary><c>rtvia</c>: a family in host order, then an address of that family.</summary>
    public readonly IpAddr ReadVia() => Payload.Length is 6 or 18
        ? IpAddr.FromBytes(Payload[2..])
        : throw new NetlinkFormatException($"attribute {Type} has {Payload.Length} bytes: no address with its family", _offset + _at);

    public readonly MacAddress ReadMac() => MacAddress.FromBytes(Bytes(6));

    private readonly ReadOnlySpan<byte> Bytes(int count) => Payload.Length >= count ? Payload[..count] : throw Short(count);

    private readonly NetlinkFormatException Short(int needed) =>
        new($"attribute {Type} has {Payload.Length} bytes, {needed} are needed", _offset + _at);
}
