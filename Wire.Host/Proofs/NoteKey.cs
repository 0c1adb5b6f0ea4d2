using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Math.EC.Rfc8032;
using Wire.Host.Node;
using Wire.Kernel;

namespace Wire.Host.Proofs;

/// <summary>The Ed25519 key (RFC 8032) that notes are verified with, and what it is called.</summary>
internal sealed record NoteKey
{
    public const int IdBytes = 4;

    /// <summary>Ed25519, of the algorithms that c2sp.org/signed-note knows.</summary>
    private const byte Ed25519Algorithm = 1;

    private readonly byte[] _publicKey;

    private NoteKey(string name, byte[] publicKey) => (Name, _publicKey) = (name, publicKey);

    public string Name { get; }

    private byte[] Id => SHA256.HashData([.. Encoding.UTF8.GetBytes(Name), (byte)'\n', Ed25519Algorithm, .. _publicKey])[..IdBytes];

    /// <summary>The public half of a key of the node.</summary>
    /// <exception cref="KeyException">There is none of that name.</exception>
    public static NoteKey Of(KeyDirectory keys, string key, string name) => WithSecret(keys, key, secret =>
    {
        byte[] publicKey = new byte[Ed25519.PublicKeySize];
        Ed25519.GeneratePublicKey(secret, 0, publicKey, 0);
        return new NoteKey(name, publicKey);
    });

    /// <summary>Signs with a key of the node.</summary>
    /// <exception cref="KeyException">There is none of that name.</exception>
    public static SignedNote Sign(string text, KeyDirectory keys, string key, string name)
    {
        byte[] id = Of(keys, key, name).Id;
        byte[] message = Encoding.UTF8.GetBytes(text);
        return new(text, [new(name, id, WithSecret(keys, key, secret =>
        {
            byte[] signature = new byte[Ed25519.SignatureSize];
            Ed25519.Sign(secret, 0, message, 0, message.Length, signature, 0);
            return signature;
        }))]);
    }

    /// <summary>NAME+ID+KEY, as <see cref="ToString"/> writes it and the Go programs of the field read it.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static NoteKey Parse(string text)
    {
        byte[] bytes = new byte[text.Length];
        if (text.Split('+', 3) is not [{ Length: > 0 } name, var id, var base64] || !Convert.TryFromBase64String(base64, bytes, out int length)
            || length != 1 + Ed25519.PublicKeySize || bytes[0] != Ed25519Algorithm)
        {
            throw new FormatException("expected NAME+ID+KEY of an Ed25519 key, as 'wire prove --key' prints it");
        }
        NoteKey key = new(name, bytes[1..length]);
        return Convert.ToHexStringLower(key.Id) == id ? key : throw new FormatException("the key is not the one that its id was made of: a character of it was changed");
    }

    /// <summary>Whether the note has a signature of this key.</summary>
    public bool Signed(SignedNote note)
    {
        byte[] message = Encoding.UTF8.GetBytes(note.Text), id = Id;
        return note.Signatures.Any(s => s.Name == Name && s.KeyId.AsSpan().SequenceEqual(id) && s.Signature.Length == Ed25519.SignatureSize
            && Ed25519.Verify(s.Signature, 0, _publicKey, 0, message, 0, message.Length));
    }

    public override string ToString() => $"{Name}+{Convert.ToHexStringLower(Id)}+{Convert.ToBase64String([Ed25519Algorithm, .. _publicKey])}";

    private static T WithSecret<T>(KeyDirectory keys, string key, Func<byte[], T> use)
    {
        byte[] secret = new byte[Ed25519.SecretKeySize];
        try
        {
            keys.ReadExactly(key, secret);
            return use(secret);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }
}
