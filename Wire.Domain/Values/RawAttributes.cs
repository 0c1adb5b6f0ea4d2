namespace Wire.Domain;

/// <summary>
/// Netlink attributes that this version does not decode, kept byte for byte as the kernel sent them: a run of <c>nlattr</c>
/// (length, type, payload, padded to 4 bytes; linux/netlink.h). Equal when the bytes are.
/// </summary>
public readonly struct RawAttributes(byte[] bytes) : IEquatable<RawAttributes>
{
    public static RawAttributes None => default;

    // Not memory of twice the size: every object has one, and hardly any needs it.
    private readonly byte[]? _bytes = bytes;

    public ReadOnlySpan<byte> Bytes => _bytes;

    public bool IsEmpty => Bytes.IsEmpty;

    public bool Equals(RawAttributes other) => Bytes.SequenceEqual(other.Bytes);

    public override bool Equals(object? obj) => obj is RawAttributes other && Equals(other);

    public override int GetHashCode()
    {
        HashCode hash = default;
        hash.AddBytes(Bytes);
        return hash.ToHashCode();
    }

    public static bool operator ==(RawAttributes left, RawAttributes right) => left.Equals(right);

    public static bool operator !=(RawAttributes left, RawAttributes right) => !left.Equals(right);

    public override string ToString() => $"{Bytes.Length} bytes";
}
