using System.Globalization;

namespace Wire.Domain;

/// <summary>A 48-bit Ethernet address (EUI-48), written as six lower-case hexadecimal bytes with colons.</summary>
public readonly record struct MacAddress : IComparable<MacAddress>
{
    private readonly ulong _bits;

    private MacAddress(ulong bits) => _bits = bits;

    /// <summary>True when the I/G bit is set (IEEE 802): a group address, which no interface can own.</summary>
    public bool IsMulticast => (_bits >> 40 & 1) != 0;

    public bool IsZero => _bits == 0;

    /// <exception cref="ArgumentException">Not six bytes.</exception>
    public static MacAddress FromBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != 6)
        {
            throw new ArgumentException($"an Ethernet address has 6 bytes, not {bytes.Length}", nameof(bytes));
        }
        ulong bits = 0;
        foreach (byte b in bytes)
        {
            bits = bits << 8 | b;
        }
        return new(bits);
    }

    /// <summary>A unicast, locally administered address (IEEE 802c) made of the low 46 bits of <paramref name="seed"/>.</summary>
    public static MacAddress LocallyAdministered(ulong seed) => new(seed & 0xfcff_ffff_ffff | 0x0200_0000_0000);

    /// <summary>Writes six bytes in transmission order.</summary>
    public void WriteTo(Span<byte> destination)
    {
        for (int i = 0; i < 6; i++)
        {
            destination[i] = (byte)(_bits >> (40 - 8 * i));
        }
    }

    public static bool TryParse(ReadOnlySpan<char> text, out MacAddress mac)
    {
        mac = default;
        if (text.Length != 17)
        {
            return false;
        }
        ulong bits = 0;
        for (int i = 0; i < 6; i++)
        {
            if ((i > 0 && text[3 * i - 1] != ':')
                || !byte.TryParse(text.Slice(3 * i, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte b))
            {
                return false;
            }
            bits = bits << 8 | b;
        }
        mac = new(bits);
        return true;
    }

    public static MacAddress Parse(string text) =>
        TryParse(text, out MacAddress mac) ? mac : throw new FormatException($"'{text}' is no Ethernet address");

    public int CompareTo(MacAddress other) => _bits.CompareTo(other._bits);

    public override string ToString() => string.Create(17, _bits, static (chars, bits) =>
    {
        for (int i = 0; i < 6; i++)
        {
            if (i > 0)
            {
                chars[3 * i - 1] = ':';
            }
            ((byte)(bits >> (40 - 8 * i))).TryFormat(chars[(3 * i)..], out _, "x2", CultureInfo.InvariantCulture);
        }
    });
}
