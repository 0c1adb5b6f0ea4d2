using System.Security.Cryptography;
using Org.BouncyCastle.Math.EC.Rfc7748;
using Wire.Domain;
using Wire.Kernel;

namespace Wire.Host.Node;

/// <summary>
/// The node's secret keys: a file NAME.key for each, mode 0600, with base64 as <c>wg genkey</c> writes it. Safe for several threads;
/// files that others put there, change or remove are noticed at the next look.
/// </summary>
internal sealed class KeyDirectory(string path) : IKeyStore
{
    private const string Extension = ".key";

    /// <summary>The secret that digests are keyed with.</summary>
    private const string SaltFile = ".salt";

    private const int MadeBytes = 32;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Known> _known = new(StringComparer.Ordinal);
    private byte[]? _salt;

    /// <summary>What a key is recognized by. Not the key.</summary>
    private sealed record Known((DateTime Written, long Length) File, byte[] Digest, byte[] PublicKey);

    public string Path { get; } = path;

    public bool Has(string name) => KeyNames.IsName(name) && File.Exists(FileOf(name));

    public int Read(string name, Span<byte> into)
    {
        if (!Has(name))
        {
            throw new KeyException($"there is no key '{name}' in {Path}", $"make it: wire key generate {name}, or: wire key import {name} < FILE");
        }
        byte[] key;
        try
        {
            key = KeyText.Read(FileOf(name));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
        {
            throw new KeyException($"the key '{name}' cannot be read: {(e is FormatException ? e.Message : e.GetType().Name)}", $"look at {FileOf(name)}", e);
        }
        try
        {
            return key.AsSpan().TryCopyTo(into) ? key.Length : throw new KeyException($"the key '{name}' has {key.Length} bytes where {into.Length} are needed", null);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    public void MakeIfMissing(string name)
    {
        lock (_lock)
        {
            if (!Has(name))
            {
                Make(name, MadeBytes);
            }
        }
    }

    /// <summary>Makes a key of random bytes.</summary>
    /// <exception cref="KeyException">There is one of that name, or it cannot be written.</exception>
    public void Make(string name, int bytes)
    {
        byte[] key = RandomNumberGenerator.GetBytes(bytes);
        try
        {
            Write(name, key);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>Keeps a key.</summary>
    /// <exception cref="KeyException">There is one of that name, the name is none, or it cannot be written.</exception>
    public void Write(string name, ReadOnlySpan<byte> key)
    {
        if (!KeyNames.IsName(name))
        {
            throw new KeyException($"'{name}' cannot be a key's name", $"expected at most {KeyNames.BytesMax} letters, digits, '.', '_', '-' and '@'");
        }
        if (Has(name))
        {
            throw new KeyException($"there is a key '{name}' already", "choose another name, or remove the file first");
        }
        byte[] text = KeyText.Write(key);
        try
        {
            Directory.CreateDirectory(Path, OwnerOnly);
            DurableFiles.Write(FileOf(name), text);
            DurableFiles.SyncDirectory(Path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new KeyException($"the key '{name}' cannot be written to {Path}: {e.Message}", null, e);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(text);
        }
    }

    /// <summary>All names, in ordinal order.</summary>
    public IReadOnlyList<string> Names() => !Directory.Exists(Path) ? [] :
        [.. Directory.EnumerateFiles(Path, "*" + Extension).Select(f => System.IO.Path.GetFileNameWithoutExtension(f)).Where(KeyNames.IsName).Order(StringComparer.Ordinal)];

    /// <summary>The public key of a key of 32 bytes, base64.</summary>
    /// <exception cref="KeyException">There is none of that name, or it is none of WireGuard's.</exception>
    public string PublicKeyOf(string name)
    {
        Span<byte> key = stackalloc byte[X25519.ScalarSize];
        Span<byte> publicKey = stackalloc byte[X25519.PointSize];
        try
        {
            this.ReadExactly(name, key);
            X25519.ScalarMultBase(key, publicKey);
            return Convert.ToBase64String(publicKey);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    public IReadOnlyList<string> NamesOf(KeyTrait trait, ReadOnlySpan<byte> value)
    {
        lock (_lock)
        {
            try
            {
                if (trait == KeyTrait.Bytes)
                {
                    byte[] digest = new byte[IKeyStore.DigestBytes];
                    Digest(value, digest);
                    value = digest;
                }
                List<string> names = [];
                foreach (string name in Names())
                {
                    if (Look(name) is { } known && value.SequenceEqual(trait == KeyTrait.PublicKey ? known.PublicKey : known.Digest))
                    {
                        names.Add(name);
                    }
                }
                return names;
            }
            catch (Exception e) when (e is UnauthorizedAccessException or KeyException)
            {
                return []; // who may not see the keys knows none
            }
        }
    }

    public void DigestOf(string name, Span<byte> into)
    {
        Span<byte> key = stackalloc byte[IKeyStore.KeyBytesMax];
        try
        {
            int length = Read(name, key);
            lock (_lock)
            {
                Digest(key[..length], into);
            }
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>Null for a file that is none of a key, or that is gone again.</summary>
    private Known? Look(string name)
    {
        FileInfo file = new(FileOf(name));
        (DateTime, long) now = (file.LastWriteTimeUtc, file.Exists ? file.Length : -1);
        if (_known.TryGetValue(name, out Known? known) && known.File == now)
        {
            return known;
        }
        Span<byte> key = stackalloc byte[IKeyStore.KeyBytesMax];
        try
        {
            int length = Read(name, key);
            byte[] digest = new byte[IKeyStore.DigestBytes];
            Digest(key[..length], digest);
            byte[] publicKey = [];
            if (length == X25519.ScalarSize)
            {
                publicKey = new byte[X25519.PointSize];
                X25519.ScalarMultBase(key[..length], publicKey);
            }
            return _known[name] = new(now, digest, publicKey);
        }
        catch (KeyException)
        {
            return null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    private void Digest(ReadOnlySpan<byte> key, Span<byte> into)
    {
        _salt ??= Salt();
        Span<byte> whole = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_salt, key, whole);
        whole[..into.Length].CopyTo(into);
    }

    private byte[] Salt()
    {
        string file = System.IO.Path.Combine(Path, SaltFile);
        try
        {
            if (!File.Exists(file))
            {
                Directory.CreateDirectory(Path, OwnerOnly);
                DurableFiles.Write(file, RandomNumberGenerator.GetBytes(MadeBytes));
            }
            return File.ReadAllBytes(file);
        }
        catch (IOException e)
        {
            throw new KeyException($"{file}: {e.Message}", null, e);
        }
    }

    private string FileOf(string name) => System.IO.Path.Combine(Path, name + Extension);
}
