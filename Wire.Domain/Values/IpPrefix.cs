using System.Globalization;

namespace Wire.Domain;

/// <summary>An address and a prefix length, "10.0.0.1/24". Host bits are kept: an interface address has them, a route must not.</summary>
public readonly record struct IpPrefix(IpAddr Address, byte Length) : IComparable<IpPrefix>
{
    public bool IsV6 => Address.IsV6;

    /// <summary>The same network with the host bits cleared.</summary>
    public IpPrefix Network => new(Address.Masked(Length), Length);

    public bool HasHostBits => Address != Address.Masked(Length);

    /// <summary>0.0.0.0/0 or ::/0.</summary>
    public bool IsDefault => Length == 0 && Address.IsAny;

    public static IpPrefix DefaultV4 => new(IpAddr.AnyV4, 0);

    public static IpPrefix DefaultV6 => new(IpAddr.AnyV6, 0);

    public static IpPrefix Host(IpAddr address) => new(address, (byte)address.BitLength);

    public bool Contains(IpAddr address) => address.IsV6 == IsV6 && address.Masked(Length) == Address.Masked(Length);

    /// <summary>Reads "ADDRESS/LENGTH"; the length is required, 0–32 or 0–128.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out IpPrefix prefix)
    {
        prefix = default;
        int slash = text.IndexOf('/');
        if (slash < 0 || !IpAddr.TryParse(text[..slash], out IpAddr address))
        {
            return false;
        }
        ReadOnlySpan<char> digits = text[(slash + 1)..];
        if (digits.Length is 0 or > 3 || (digits.Length > 1 && digits[0] == '0')
            || digits.ContainsAnyExceptInRange('0', '9') || !byte.TryParse(digits, out byte length) || length > address.BitLength)
        {
            return false;
        }
        prefix = new(address, length);
        return true;
    }

    public static IpPrefix Parse(string text) =>
        TryParse(text, out IpPrefix prefix) ? prefix : throw new FormatException($"'{text}' is no prefix");

    public int CompareTo(IpPrefix other)
    {
        int byAddress = Address.CompareTo(other.Address);
        return byAddress != 0 ? byAddress : Length.CompareTo(other.Length);
    }

    public override string ToString()
    {
        Span<char> text = stackalloc char[IpAddr.TextMax + 4];
        int length = Address.Format(text);
        text[length++] = '/';
        Length.TryFormat(text[length..], out int digits, provider: CultureInfo.InvariantCulture);
        return text[..(length + digits)].ToString();
    }
}
