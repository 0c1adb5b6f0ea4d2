using System.Globalization;

namespace Wire.Domain;

/// <summary>An address with a port: "192.0.2.1:51820", "[2001:db8::1]:51820".</summary>
public readonly record struct IpEndpoint(IpAddr Address, ushort Port)
{
    public static bool TryParse(string text, out IpEndpoint endpoint)
    {
        endpoint = default;
        int colon = text.LastIndexOf(':');
        if (colon < 0 || !ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out ushort port) || port == 0)
        {
            return false;
        }
        ReadOnlySpan<char> host = text.AsSpan(0, colon);
        bool bracketed = host.Length > 2 && host[0] == '[' && host[^1] == ']';
        if (!IpAddr.TryParse(bracketed ? host[1..^1] : host, out IpAddr address) || address.IsV6 != bracketed)
        {
            return false;
        }
        endpoint = new(address, port);
        return true;
    }

    public override string ToString() => Address.IsV6
        ? string.Create(CultureInfo.InvariantCulture, $"[{Address}]:{Port}")
        : string.Create(CultureInfo.InvariantCulture, $"{Address}:{Port}");
}
