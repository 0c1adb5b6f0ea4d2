using System.Runtime.InteropServices;
using Wire.Domain;

namespace Wire.Kernel;

/// <summary>The messages of one datagram, in order (NLMSG_NEXT of netlink(3)). Never reads past the datagram, always ends.</summary>
public ref struct NetlinkMessageReader(ReadOnlySpan<byte> datagram)
{
    private readonly ReadOnlySpan<byte> _datagram = datagram;
    private int _next;

    /// <summary>How many messages there are.</summary>
    /// <exception cref="NetlinkFormatException">The rest of the datagram is no message.</exception>
    public static int Count(ReadOnlySpan<byte> datagram)
    {
        int count = 0;
        for (NetlinkMessageReader messages = new(datagram); messages.Read(out _); count++)
        {
        }
        return count;
    }

    /// <summary>False at the end of the datagram.</summary>
    /// <exception cref="NetlinkFormatException">The rest of the datagram is no message.</exception>
    public bool Read(out NetlinkMessage message)
    {
        if (_next >= _datagram.Length)
        {
            message = default;
            return false;
        }
        ReadOnlySpan<byte> rest = _datagram[_next..];
        if (rest.Length < NetlinkHeader.Bytes)
        {
            throw new NetlinkFormatException($"a netlink header has {NetlinkHeader.Bytes} bytes, {rest.Length} are left", _next);
        }
        NetlinkHeader header = MemoryMarshal.Read<NetlinkHeader>(rest);
        if (header.Length < NetlinkHeader.Bytes || header.Length > rest.Length)
        {
            throw new NetlinkFormatException($"a netlink message says it has {header.Length} bytes where {rest.Length} are left", _next);
        }
        message = new(header, rest[NetlinkHeader.Bytes..(int)header.Length], _next);
        _next += NetlinkHeader.Align((int)header.Length);
        return true;
    }
}

/// <summary><c>nlmsghdr</c> (linux/netlink.h), 16 bytes in host order.</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct NetlinkHeader(uint Length, ushort Type, ushort Flags, uint Sequence, uint PortId)
{
    public const int Bytes = 16;

    /// <summary>NLMSG_ALIGN, which is NLA_ALIGN too: messages and attributes begin at multiples of four.</summary>
    public static int Align(int length) => (length + 3) & ~3;
}

/// <summary>One message: its header and what follows it.</summary>
public readonly ref struct NetlinkMessage(NetlinkHeader header, ReadOnlySpan<byte> payload, int offset)
{
    public NetlinkHeader Header { get; } = header;

    /// <summary>All after <c>nlmsghdr</c>, without padding.</summary>
    public ReadOnlySpan<byte> Payload { get; } = payload;

    /// <summary>Where the header begins in the datagram.</summary>
    public int Offset { get; } = offset;

    public ushort Type => Header.Type;

    /// <summary>The fixed part of the family, such as <c>ifinfomsg</c>, that the payload begins with.</summary>
    /// <exception cref="NetlinkFormatException">The payload is shorter.</exception>
    public T Fixed<T>()
        where T : unmanaged => MemoryMarshal.TryRead(Payload, out T value)
            ? value
            : throw new NetlinkFormatException($"a message of type {Type} is too short for {typeof(T).Name}", Offset + NetlinkHeader.Bytes);

    /// <summary>The first bytes of the fixed part, as they came.</summary>
    /// <exception cref="NetlinkFormatException">The payload is shorter.</exception>
    public ReadOnlySpan<byte> FixedBytes(int count) => Payload.Length >= count
        ? Payload[..count]
        : throw new NetlinkFormatException($"a message of type {Type} has no room for its {count} fixed bytes", Offset + NetlinkHeader.Bytes);

    /// <summary>An address with the prefix length of the fixed part.</summary>
    /// <exception cref="NetlinkFormatException">The length is more than the address has bits.</exception>
    public IpPrefix Prefix(IpAddr address, byte length) => length <= address.BitLength
        ? new(address, length)
        : throw new NetlinkFormatException($"a prefix length of {length} is more than the bits of {address}", Offset + NetlinkHeader.Bytes);

    /// <summary>The attributes after a fixed part of <paramref name="fixedBytes"/> bytes.</summary>
    /// <exception cref="NetlinkFormatException">The payload is shorter.</exception>
    public AttributeReader Attributes(int fixedBytes)
    {
        int start = NetlinkHeader.Align(fixedBytes);
        return start <= Payload.Length || fixedBytes == Payload.Length
            ? new(Payload[Math.Min(start, Payload.Length)..], Offset + NetlinkHeader.Bytes + start)
            : throw new NetlinkFormatException($"a message of type {Type} has no room for its {fixedBytes} fixed bytes", Offset + NetlinkHeader.Bytes);
    }
}
