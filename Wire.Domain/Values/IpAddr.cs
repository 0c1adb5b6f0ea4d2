using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Wire.Domain;

/// <summary>An IPv4 or IPv6 address as a value: no allocation, no scope id, comparable in network order.</summary>
public readonly record struct IpAddr : IComparable<IpAddr>
{
    // Two halves: a UInt128 would make everything that holds an address a multiple of 16 bytes.
    private readonly ulong _upper;
    private readonly ulong _lower;

    /// <summary>True for IPv6. An IPv4-mapped IPv6 address stays an IPv6 address.</summary>
    public bool IsV6 { get; }

    private IpAddr(UInt128 bits, bool isV6)
        : this((ulong)(bits >> 64), (ulong)bits, isV6)
    {
    }

    private IpAddr(ulong upper, ulong lower, bool isV6)
    {
        _upper = upper;
        _lower = lower;
        IsV6 = isV6;
    }

    private UInt128 Bits => new(_upper, _lower);

    /// <summary>AF_INET (2) or AF_INET6 (10), as in <c>rtm_family</c>.</summary>
    public byte Family => IsV6 ? (byte)10 : (byte)2;

    /// <summary>Bits in the address: 32 or 128.</summary>
    public int BitLength => IsV6 ? 128 : 32;

    /// <summary>Bytes in the address: 4 or 16.</summary>
    public int ByteLength => IsV6 ? 16 : 4;

    /// <summary>True for 0.0.0.0 and ::.</summary>
    public bool IsAny => (_upper | _lower) == 0;

    /// <summary>True for 224.0.0.0/4 and ff00::/8.</summary>
    public bool IsMulticast => IsV6 ? _upper >> 56 == 0xff : _lower >> 28 == 0xe;

    /// <summary>True for fe80::/10.</summary>
    public bool IsLinkLocalV6 => IsV6 && _upper >> 54 == 0xfe80 >> 6;

    public static IpAddr AnyV4 => default;

    public static IpAddr AnyV6 => new(0, 0, true);

    /// <summary>Reads 4 or 16 bytes in network order.</summary>
    /// <exception cref="ArgumentException">The span has another length.</exception>
    public static IpAddr FromBytes(ReadOnlySpan<byte> networkOrder) => networkOrder.Length switch
    {
        4 => new(0, BinaryPrimitives.ReadUInt32BigEndian(networkOrder), false),
        16 => new(BinaryPrimitives.ReadUInt64BigEndian(networkOrder), BinaryPrimitives.ReadUInt64BigEndian(networkOrder[8..]), true),
        _ => throw new ArgumentException($"an IP address has 4 or 16 bytes, not {networkOrder.Length}", nameof(networkOrder)),
    };

    /// <summary>Writes 4 or 16 bytes in network order and returns their number.</summary>
    public int WriteTo(Span<byte> destination)
    {
        if (IsV6)
        {
            BinaryPrimitives.WriteUInt64BigEndian(destination, _upper);
            BinaryPrimitives.WriteUInt64BigEndian(destination[8..], _lower);
        }
        else
        {
            BinaryPrimitives.WriteUInt32BigEndian(destination, (uint)_lower);
        }
        return ByteLength;
    }

    /// <summary>The address with all bits after the first <paramref name="length"/> cleared.</summary>
    public IpAddr Masked(int length) => new(Bits & Mask(length), IsV6);

    private UInt128 Mask(int length)
    {
        int host = BitLength - length;
        UInt128 all = IsV6 ? UInt128.MaxValue : uint.MaxValue;
        return host >= BitLength ? UInt128.Zero : all >> host << host;
    }

    /// <summary>Strict: dotted quad of four decimal parts without leading zeros, or RFC 4291 text without a zone.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out IpAddr address)
    {
        address = default;
        if (text.Contains(':'))
        {
            if (text.ContainsAny('%', '[', '/') || !IPAddress.TryParse(text, out IPAddress? v6) || v6.AddressFamily != AddressFamily.InterNetworkV6)
            {
                return false;
            }
            Span<byte> bytes = stackalloc byte[16];
            v6.TryWriteBytes(bytes, out _);
            address = FromBytes(bytes);
            return true;
        }

        uint value = 0;
        int parts = 0;
        foreach (Range part in text.Split('.'))
        {
            ReadOnlySpan<char> digits = text[part];
            if (++parts > 4 || digits.Length is 0 or > 3 || (digits.Length > 1 && digits[0] == '0')
                || digits.ContainsAnyExceptInRange('0', '9') || !byte.TryParse(digits, out byte octet))
            {
                return false;
            }
            value = value << 8 | octet;
        }
        address = new(0, value, false);
        return parts == 4;
    }

    public static IpAddr Parse(string text) =>
        TryParse(text, out IpAddr address) ? address : throw new FormatException($"'{text}' is no IP address");

    /// <summary>Of an IPv4 address the number itself: neighbours are near each other in a table.</summary>
    public override int GetHashCode() => IsV6 ? HashCode.Combine(_upper, _lower) : (int)_lower;

    public int CompareTo(IpAddr other) => IsV6 != other.IsV6 ? IsV6.CompareTo(other.IsV6) : Bits.CompareTo(other.Bits);

    /// <summary>Characters of the longest text, an IPv4-mapped address: "0000:0000:0000:0000:0000:ffff:255.255.255.255".</summary>
    internal const int TextMax = 45;

    /// <summary>Dotted quad, or RFC 5952 for IPv6.</summary>
    public override string ToString()
    {
        Span<char> text = stackalloc char[TextMax];
        return text[..Format(text)].ToString();
    }

    /// <summary>Writes what <see cref="ToString"/> gives and returns its length: keys of routes are made of it, by the hundred thousand.</summary>
    /// <param name="destination">At least <see cref="TextMax"/> characters.</param>
    internal int Format(Span<char> destination)
    {
        Span<byte> bytes = stackalloc byte[16];
        bytes = bytes[..WriteTo(bytes)];
        int length;
        if (IsV6)
        {
            new IPAddress(bytes).TryFormat(destination, out length);
            return length;
        }
        length = 0;
        foreach (byte octet in bytes)
        {
            if (length > 0)
            {
                destination[length++] = '.';
            }
            octet.TryFormat(destination[length..], out int digits, provider: CultureInfo.InvariantCulture);
            length += digits;
        }
        return length;
    }
}
