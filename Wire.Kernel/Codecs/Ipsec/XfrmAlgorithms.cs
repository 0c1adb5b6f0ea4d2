using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Wire.Domain;

namespace Wire.Kernel;

/// <summary>
/// <c>xfrm_algo</c>, <c>xfrm_algo_auth</c> and <c>xfrm_algo_aead</c> (linux/xfrm.h): a name of 64 bytes, the key's bits, for the latter two the
/// bits of the check value, and the key.
/// </summary>
internal static class XfrmAlgorithms
{
    private const int NameBytes = 64, NumberBytes = 4, BitsPerByte = 8;

    /// <param name="writer">Where it goes.</param>
    /// <param name="type">XFRMA_ALG_*.</param>
    /// <param name="name">The kernel's name.</param>
    /// <param name="key">The key's reference; null for an algorithm without one.</param>
    /// <param name="checkBits">Null in an <c>xfrm_algo</c>.</param>
    /// <param name="keys">Where the key is.</param>
    /// <param name="lengths">What the key may have, in bytes; empty for any.</param>
    /// <exception cref="KeyException">There is no such key, or it has another length.</exception>
    public static void Write(NetlinkMessageWriter writer, ushort type, string name, string? key, uint? checkBits, IKeyStore keys, params ReadOnlySpan<int> lengths)
    {
        int keyAt = NameBytes + NumberBytes + (checkBits is null ? 0 : NumberBytes);
        Span<byte> bytes = stackalloc byte[NameBytes + (2 * NumberBytes) + IKeyStore.KeyBytesMax];
        try
        {
            bytes.Clear();
            Encoding.ASCII.GetBytes(name, bytes[..(NameBytes - 1)]);
            int length = key is null ? 0 : Read(keys, KeyNames.First(key), name, bytes[keyAt..][..IKeyStore.KeyBytesMax], lengths);
            MemoryMarshal.Write(bytes[NameBytes..], (uint)(length * BitsPerByte));
            if (checkBits is { } bits)
            {
                MemoryMarshal.Write(bytes[(NameBytes + NumberBytes)..], bits);
            }
            writer.Write(type, bytes[..(keyAt + length)]);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    private static int Read(IKeyStore keys, string key, string algorithm, Span<byte> into, ReadOnlySpan<int> lengths)
    {
        int length = keys.ReadKnown(key, into);
        return lengths.IsEmpty || lengths.Contains(length) ? length
            : throw new KeyException($"the key '{key}' has {length} bytes, and {algorithm} takes {string.Join(" or ", lengths.ToArray())}", $"make one: wire key generate NAME --bytes {lengths[0]}");
    }

    /// <summary>What is told of an algorithm.</summary>
    /// <param name="Name">The kernel's name.</param>
    /// <param name="Key">The key's reference; null for an algorithm without a key.</param>
    /// <param name="CheckBits">0 in an <c>xfrm_algo</c>.</param>
    public readonly record struct Told(string Name, string? Key, uint CheckBits);

    /// <param name="attribute">XFRMA_ALG_*.</param>
    /// <param name="hasCheckBits">It is no <c>xfrm_algo</c>.</param>
    /// <param name="keys">By which the key's name is found. Not a byte of the key goes further.</param>
    /// <exception cref="NetlinkFormatException">It is cut short.</exception>
    public static Told Read(scoped in AttributeReader attribute, bool hasCheckBits, IKeyStore keys)
    {
        ReadOnlySpan<byte> bytes = attribute.Payload;
        int keyAt = NameBytes + NumberBytes + (hasCheckBits ? NumberBytes : 0);
        if (bytes.Length < keyAt)
        {
            throw new NetlinkFormatException($"attribute {attribute.Type} has {bytes.Length} bytes, {keyAt} are needed", attribute.Offset);
        }
        ReadOnlySpan<byte> name = bytes[..NameBytes];
        int end = name.IndexOf((byte)0);
        uint bits = MemoryMarshal.Read<uint>(bytes[NameBytes..]);
        ReadOnlySpan<byte> key = bytes[keyAt..];
        if ((ulong)key.Length < (bits + BitsPerByte - 1UL) / BitsPerByte)
        {
            throw new NetlinkFormatException($"attribute {attribute.Type} says it has a key of {bits} bits where {key.Length} bytes are left", attribute.Offset);
        }
        key = key[..(int)((bits + BitsPerByte - 1UL) / BitsPerByte)];
        return new(Encoding.ASCII.GetString(end < 0 ? name : name[..end]), key.IsEmpty ? null : KeyNames.Observed(keys.NamesOf(KeyTrait.Bytes, key)),
            hasCheckBits ? MemoryMarshal.Read<uint>(bytes[(NameBytes + NumberBytes)..]) : 0);
    }
}
