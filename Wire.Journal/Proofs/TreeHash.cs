using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace Wire.Journal.Proofs;

/// <summary>A hash in the Merkle tree over a journal's events: SHA-256, as RFC 6962 section 2.1 has it.</summary>
[InlineArray(Bytes)]
public struct TreeHash : IEquatable<TreeHash>
{
    /// <summary>Of a hash.</summary>
    public const int Bytes = 32;

    /// <summary>Sets leaves apart from nodes, so that nobody can pass off the one as the other.</summary>
    internal const byte LeafPrefix = 0;

    private const byte NodePrefix = 1;

    private byte _first;

    /// <summary>The root of a tree without leaves.</summary>
    public static TreeHash Empty { get; } = Of([]);

    /// <summary>Its bytes.</summary>
    /// <exception cref="ArgumentException">They are not 32.</exception>
    public static TreeHash From(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Bytes)
        {
            throw new ArgumentException($"a hash has {Bytes} bytes, not {bytes.Length}", nameof(bytes));
        }

        TreeHash hash = default;
        bytes.CopyTo(hash);
        return hash;
    }

    /// <summary>The hash over two subtrees.</summary>
    public static TreeHash Node(in TreeHash left, in TreeHash right)
    {
        Span<byte> content = stackalloc byte[1 + (2 * Bytes)];
        content[0] = NodePrefix;
        ((ReadOnlySpan<byte>)left).CopyTo(content[1..]);
        ((ReadOnlySpan<byte>)right).CopyTo(content[(1 + Bytes)..]);
        return Of(content);
    }

    /// <param name="prefixed">The leaf's content behind a byte 0.</param>
    internal static TreeHash Leaf(ReadOnlySpan<byte> prefixed) => Of(prefixed);

    /// <summary>Its bytes into a span of at least 32.</summary>
    public readonly void CopyTo(Span<byte> into) => ((ReadOnlySpan<byte>)this).CopyTo(into);

    /// <summary>Its bytes.</summary>
    public readonly byte[] ToArray() => ((ReadOnlySpan<byte>)this).ToArray();

    /// <inheritdoc/>
    public readonly bool Equals(TreeHash other) => ((ReadOnlySpan<byte>)this).SequenceEqual(other);

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is TreeHash other && Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode() => BitConverter.ToInt32((ReadOnlySpan<byte>)this);

    /// <summary>Base64, as heads and proofs are written.</summary>
    public override readonly string ToString() => Convert.ToBase64String(this);

    /// <summary>Whether they are the same.</summary>
    public static bool operator ==(TreeHash left, TreeHash right) => left.Equals(right);

    /// <summary>Whether they differ.</summary>
    public static bool operator !=(TreeHash left, TreeHash right) => !left.Equals(right);

    private static TreeHash Of(ReadOnlySpan<byte> content)
    {
        TreeHash hash = default;
        SHA256.HashData(content, hash);
        return hash;
    }
}
