namespace Wire.Kernel;

/// <summary>By what a key is recognized.</summary>
public enum KeyTrait
{
    /// <summary>Its bytes.</summary>
    Bytes,

    /// <summary>The public key of Curve25519 that belongs to it, 32 bytes.</summary>
    PublicKey,

    /// <summary><see cref="IKeyStore.DigestOf"/>.</summary>
    Digest,
}

/// <summary>
/// Where secret keys are kept, by name. Their bytes come out of it only into a request to the kernel, and whoever asked for them
/// zeroes them. Safe for several threads.
/// </summary>
public interface IKeyStore
{
    /// <summary>Bytes of the longest key.</summary>
    const int KeyBytesMax = 256;

    /// <summary>Bytes of <see cref="DigestOf"/>.</summary>
    const int DigestBytes = 16;

    bool Has(string name);

    /// <summary>Copies a key.</summary>
    /// <returns>Its length in bytes.</returns>
    /// <exception cref="KeyException">There is none of that name, it cannot be read, or it does not fit.</exception>
    int Read(string name, Span<byte> into);

    /// <summary>Makes a key of 32 random bytes, unless there is one of that name.</summary>
    /// <exception cref="KeyException">It cannot be written.</exception>
    void MakeIfMissing(string name);

    /// <summary>The names of the keys that have a trait, in ordinal order.</summary>
    IReadOnlyList<string> NamesOf(KeyTrait trait, ReadOnlySpan<byte> value);

    /// <summary>What tells a key from others and nothing else: keyed with a secret of this node, so that nobody can try keys against it.</summary>
    /// <param name="name">The key's name.</param>
    /// <param name="into"><see cref="DigestBytes"/>.</param>
    /// <exception cref="KeyException">There is none of that name.</exception>
    void DigestOf(string name, Span<byte> into);
}

/// <summary>A key cannot be had. The message never has a byte of it.</summary>
public sealed class KeyException(string message, string? advice, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>What a person can do.</summary>
    public string? Advice { get; } = advice;
}

/// <summary>No keys: for a kernel that is only looked at.</summary>
public sealed class NoKeys : IKeyStore
{
    public static NoKeys The { get; } = new();

    public bool Has(string name) => false;

    public int Read(string name, Span<byte> into) => throw Missing(name);

    public void MakeIfMissing(string name) => throw Missing(name);

    public IReadOnlyList<string> NamesOf(KeyTrait trait, ReadOnlySpan<byte> value) => [];

    public void DigestOf(string name, Span<byte> into) => throw Missing(name);

    private static KeyException Missing(string name) => new($"there is no key '{name}': no keys are kept here", null);
}
