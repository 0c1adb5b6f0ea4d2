using System.Numerics;
using System.Security.Cryptography;
using Wire.Journal.Format;

namespace Wire.Journal.Recovery;

/// <summary>
/// Tells a frame that was written whole, and of which one bit is not as it was, from one that never was whole. A CRC says which bit it would
/// have to be; for the content the chain then says whether it is.
/// </summary>
internal static class FlippedBit
{
    /// <summary>The byte of a broken header that is one bit off; null when no single bit makes it the header of this place.</summary>
    public static int? InHeader(ReadOnlySpan<byte> header, uint place, long position)
    {
        Span<byte> tried = stackalloc byte[FrameHeader.Bytes];
        header.CopyTo(tried);
        for (var bit = 0; bit < FrameHeader.Bytes * 8; bit++)
        {
            tried[bit / 8] ^= (byte)(1 << (bit % 8));
            if (FrameHeader.TryDecode(tried, place, out var decoded) && decoded.FirstPosition == position)
            {
                return bit / 8;
            }

            tried[bit / 8] ^= (byte)(1 << (bit % 8));
        }

        return null;
    }

    /// <summary>The byte of a frame that is one bit off, behind a valid header; null when no single bit explains it.</summary>
    /// <param name="frame">The whole frame.</param>
    /// <param name="hashBefore">The chain hash of the frame before; null when it is not known, and then the CRC alone decides.</param>
    public static int? InContent(ReadOnlySpan<byte> frame, in FrameHeader header, byte[]? hashBefore)
    {
        var contentEnd = FrameHeader.Bytes + header.PayloadBytes + ChainHash.Bytes;
        var content = frame[FrameHeader.Bytes..contentEnd];
        var padding = frame[contentEnd..];
        var difference = Crc32C.Of(content) ^ header.PayloadCrc;
        if (difference == 0)
        {
            var at = padding.IndexOfAnyExcept((byte)0);
            return at >= 0 && BitOperations.IsPow2(padding[at]) && !padding[(at + 1)..].ContainsAnyExcept((byte)0) ? contentEnd + at : null;
        }

        return !padding.ContainsAnyExcept((byte)0) && BitOf(content.Length, difference) is { } bit && Fits(content, bit, hashBefore)
            ? FrameHeader.Bytes + (bit / 8)
            : null;
    }

    /// <summary>Which bit changes a CRC by this difference: a CRC is linear, so it depends on nothing but the bit's distance from the end.</summary>
    private static int? BitOf(int bytes, uint difference)
    {
        Span<uint> differences = stackalloc uint[8];
        for (var i = 0; i < 8; i++)
        {
            differences[i] = BitOperations.Crc32C(0, (byte)(1 << i));
        }

        for (var at = bytes - 1; at >= 0; at--)
        {
            var i = differences.IndexOf(difference);
            if (i >= 0)
            {
                return (at * 8) + i;
            }

            foreach (ref var one in differences)
            {
                one = BitOperations.Crc32C(one, (byte)0);
            }
        }

        return null;
    }

    private static bool Fits(ReadOnlySpan<byte> content, int bit, byte[]? hashBefore)
    {
        if (hashBefore is null)
        {
            return true;
        }

        var whole = content.ToArray();
        whole[bit / 8] ^= (byte)(1 << (bit % 8));
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha.AppendData(hashBefore);
        sha.AppendData(whole.AsSpan()[..^ChainHash.Bytes]);
        return whole.AsSpan()[^ChainHash.Bytes..].SequenceEqual(sha.GetHashAndReset());
    }
}
