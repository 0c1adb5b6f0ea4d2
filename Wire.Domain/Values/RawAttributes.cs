namespace Wire.Domain;

/// <summary>
/// Netlink attributes that this version does not decode, kept byte for byte as the kernel sent them: a run of <c>nlattr</c>
/// (length, type, payload, padded to 4 bytes; linux/netlink.h). Equal when the bytes are.
/// </summary>
public readonly struct RawAttributes(ReadOnlyMemory<byte> bytes) : IEquatable<RawAttributes>
{
    public static RawAttributes None => default;

    public ReadOnlyMemory<byte> Bytes { get; } = bytes;

    public bool IsEmpty => Bytes.IsEmpty;

    public bool Equals(RawAttributes other) => Bytes.Span.SequenceEqual(other.Bytes.Span);

    public override bool Equals(object? obj) => obj is RawAttributes other && Equals(other);

    public override int GetHashCode()
    {
        HashCode hash = default;
        hash.AddBytes(Bytes.Span);
        return hash.ToHashCode();
    }

    public static bool operator ==(RawAttributes left, RawAttributes right) => left.Equals(right);

    public static bool operator !=(RawAttributes left, RawAttributes right) => !left.Equals(right);

    public override string ToString() => $"{Bytes.Length} bytes";
}
