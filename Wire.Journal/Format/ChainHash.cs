using System.Security.Cryptography;

namespace Wire.Journal.Format;

/// <summary>The running SHA-256 over all frames of a journal. Not thread-safe; the writer and each verifier have their own.</summary>
internal sealed class ChainHash : IDisposable
{
    public const int Bytes = 32;

    private readonly IncrementalHash _sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _head = new byte[Bytes];

    /// <summary>The hash of the last frame.</summary>
    public ReadOnlySpan<byte> Head => _head;

    /// <summary>The value before a journal's first frame.</summary>
    public static byte[] Genesis(Guid journalId)
    {
        Span<byte> seed = stackalloc byte[24];
        SegmentHeader.Magic.CopyTo(seed);
        journalId.TryWriteBytes(seed[8..], bigEndian: true, out _);
        return SHA256.HashData(seed);
    }

    /// <summary>Goes on from a known hash.</summary>
    public void Reset(ReadOnlySpan<byte> head) => head.CopyTo(_head);

    /// <summary>Goes past a frame.</summary>
    public ReadOnlySpan<byte> Add(ReadOnlySpan<byte> payload)
    {
        _sha.AppendData(_head);
        _sha.AppendData(payload);
        _sha.TryGetHashAndReset(_head, out _);
        return _head;
    }

    public void Dispose() => _sha.Dispose();
}
