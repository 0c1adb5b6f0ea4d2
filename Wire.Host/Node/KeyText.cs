using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using Wire.Kernel;

namespace Wire.Host.Node;

/// <summary>A key as text: base64 and a line's end, as <c>wg genkey</c> writes it; read also as 0x and hex digits, as <c>ip xfrm</c> takes it.</summary>
internal static class KeyText
{
    /// <summary>Far more than the longest key takes.</summary>
    private const int TextBytesMax = 4096;

    /// <summary>Bytes that the caller zeroes.</summary>
    public static byte[] Write(ReadOnlySpan<byte> key)
    {
        byte[] text = new byte[Base64.GetMaxEncodedToUtf8Length(key.Length) + 1];
        Base64.EncodeToUtf8(key, text, out _, out int written);
        text[written] = (byte)'\n';
        return text;
    }

    /// <summary>Bytes that the caller zeroes.</summary>
    /// <exception cref="FormatException">It is no key.</exception>
    public static byte[] Read(string path)
    {
        using FileStream file = File.OpenRead(path);
        return Read(file);
    }

    /// <inheritdoc cref="Read(string)"/>
    public static byte[] Read(Stream from)
    {
        byte[] text = new byte[TextBytesMax];
        try
        {
            int length = from.ReadAtLeast(text, text.Length, throwOnEndOfStream: false);
            return Parse(text.AsSpan(0, length).Trim(" \t\r\n"u8));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(text);
        }
    }

    private static byte[] Parse(ReadOnlySpan<byte> text)
    {
        byte[] key;
        OperationStatus status;
        int length;
        if (text.StartsWith("0x"u8))
        {
            key = new byte[(text.Length - 2) / 2];
            status = Convert.FromHexString(text[2..], key, out _, out length);
        }
        else
        {
            key = new byte[Base64.GetMaxDecodedFromUtf8Length(text.Length)];
            status = Base64.DecodeFromUtf8(text, key, out _, out length);
        }
        byte[] exact = key[..length];
        CryptographicOperations.ZeroMemory(key);
        return status == OperationStatus.Done && exact.Length is > 0 and <= IKeyStore.KeyBytesMax ? exact
            : throw new FormatException($"expected base64, or 0x and hex digits, of 1 to {IKeyStore.KeyBytesMax} bytes");
    }
}
