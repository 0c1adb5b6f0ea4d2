using System.Globalization;

namespace Wire.Kernel;

/// <summary>Keys of a known length.</summary>
public static class KeyReading
{
    /// <summary>Fills <paramref name="key"/>, which its owner zeroes.</summary>
    /// <exception cref="KeyException">There is none of that name, or it has another length.</exception>
    public static void ReadExactly(this IKeyStore keys, string name, Span<byte> key)
    {
        keys.ReadAny(name, key, key.Length);
    }

    /// <summary>Reads a key of one of several lengths, which its owner zeroes.</summary>
    /// <returns>Its length in bytes.</returns>
    /// <exception cref="KeyException">There is none of that name, or it has another length.</exception>
    public static int ReadAny(this IKeyStore keys, string name, Span<byte> key, params ReadOnlySpan<int> lengths)
    {
        int length = keys.ReadKnown(name, key);
        if (!lengths.Contains(length))
        {
            throw new KeyException(string.Create(CultureInfo.InvariantCulture, $"the key '{name}' has {length} bytes where {string.Join(" or ", lengths.ToArray())} are needed"), null);
        }
        return length;
    }

    /// <summary>Reads a key of any length, which its owner zeroes.</summary>
    /// <returns>Its length in bytes.</returns>
    /// <exception cref="KeyException">There is none of that name, or it does not fit.</exception>
    public static int ReadKnown(this IKeyStore keys, string name, Span<byte> key) => name == Domain.KeyNames.Unknown
        ? throw new KeyException("the key that was there is not among this node's, so it cannot be set again", null)
        : keys.Read(name, key);
}
