using System.Collections.Frozen;

namespace Wire.Domain;

/// <summary>One of the algorithms that the kernel's IPsec knows (net/xfrm/xfrm_algo.c).</summary>
/// <param name="Name">The kernel's.</param>
/// <param name="KeyBytes">How long its key may be, with the salt that belongs to it; empty for an algorithm without one.</param>
/// <param name="IcvBits">How long the check value may be; the first is the kernel's default. Empty for an algorithm without one.</param>
/// <param name="Option">What of the kernel's configuration brings it, beside what that needs.</param>
public sealed record XfrmAlgorithm(string Name, ValueList<int> KeyBytes, ValueList<uint> IcvBits, string Option)
{
    /// <summary>Encryption with authentication: keys have a salt of 4 bytes behind them, of CCM 3 (RFC 4106, 4309, 4543, 7634).</summary>
    public static FrozenDictionary<string, XfrmAlgorithm> Aead { get; } = ByName(
        new("rfc4106(gcm(aes))", [20, 28, 36], [128, 64, 96], "CONFIG_CRYPTO_GCM"),
        new("rfc4309(ccm(aes))", [19, 27, 35], [128, 64, 96], "CONFIG_CRYPTO_CCM"),
        new("rfc4543(gcm(aes))", [20, 28, 36], [128], "CONFIG_CRYPTO_GCM"),
        new("rfc7539esp(chacha20,poly1305)", [36], [128], "CONFIG_CRYPTO_CHACHA20POLY1305"));

    /// <summary>Encryption; of AES in counter mode with 4 bytes of nonce behind the key (RFC 3686).</summary>
    public static FrozenDictionary<string, XfrmAlgorithm> Encryption { get; } = ByName(
        new("ecb(cipher_null)", [], [], "CONFIG_CRYPTO_NULL"),
        new("cbc(aes)", [16, 24, 32], [], "CONFIG_CRYPTO_AES"),
        new("rfc3686(ctr(aes))", [20, 28, 36], [], "CONFIG_CRYPTO_CTR"),
        new("cbc(des)", [8], [], "CONFIG_CRYPTO_DES"),
        new("cbc(des3_ede)", [24], [], "CONFIG_CRYPTO_DES"),
        new("cbc(cast5)", [.. Enumerable.Range(5, 12)], [], "CONFIG_CRYPTO_CAST5"),
        new("cbc(blowfish)", [.. Enumerable.Range(5, 52)], [], "CONFIG_CRYPTO_BLOWFISH"),
        new("cbc(serpent)", [16, 24, 32], [], "CONFIG_CRYPTO_SERPENT"),
        new("cbc(camellia)", [16, 24, 32], [], "CONFIG_CRYPTO_CAMELLIA"),
        new("cbc(twofish)", [16, 24, 32], [], "CONFIG_CRYPTO_TWOFISH"),
        new("cbc(sm4)", [16], [], "CONFIG_CRYPTO_SM4_GENERIC"));

    /// <summary>Authentication; the key is as long as the hash (RFC 2403, 2404, 2857, 4868), whatever HMAC would take.</summary>
    public static FrozenDictionary<string, XfrmAlgorithm> Authentication { get; } = ByName(
        new("digest_null", [], [0], "CONFIG_CRYPTO_NULL"),
        new("hmac(md5)", [16], [96, 128], "CONFIG_CRYPTO_MD5"),
        new("hmac(sha1)", [20], [96, 160], "CONFIG_CRYPTO_SHA1"),
        new("hmac(sha256)", [32], [96, 128, 256], "CONFIG_CRYPTO_SHA256"),
        new("hmac(sha384)", [48], [192, 384], "CONFIG_CRYPTO_SHA512"),
        new("hmac(sha512)", [64], [256, 512], "CONFIG_CRYPTO_SHA512"),
        new("hmac(rmd160)", [20], [96, 160], "CONFIG_CRYPTO_RMD160"),
        new("hmac(sm3)", [32], [256], "CONFIG_CRYPTO_SM3_GENERIC"),
        new("xcbc(aes)", [16], [96, 128], "CONFIG_CRYPTO_XCBC"),
        new("cmac(aes)", [16], [96, 128], "CONFIG_CRYPTO_CMAC"));

    public static FrozenDictionary<string, XfrmAlgorithm> Compression { get; } = ByName(
        new XfrmAlgorithm("deflate", [], [], "CONFIG_CRYPTO_DEFLATE"));

    /// <summary>The kernel takes these older names too, and tells the others.</summary>
    private static readonly FrozenDictionary<string, string> Older = new Dictionary<string, string>
    {
        ["cipher_null"] = "ecb(cipher_null)", ["aes"] = "cbc(aes)", ["des"] = "cbc(des)", ["des3_ede"] = "cbc(des3_ede)", ["cast5"] = "cbc(cast5)", ["blowfish"] = "cbc(blowfish)",
        ["serpent"] = "cbc(serpent)", ["camellia"] = "cbc(camellia)", ["twofish"] = "cbc(twofish)", ["md5"] = "hmac(md5)", ["sha1"] = "hmac(sha1)", ["sha256"] = "hmac(sha256)",
        ["sha384"] = "hmac(sha384)", ["sha512"] = "hmac(sha512)", ["rmd160"] = "hmac(rmd160)",
    }.ToFrozenDictionary();

    /// <summary>Bytes of the name in the kernel's structures, with a zero.</summary>
    private const int NameBytesMax = 63;

    /// <summary>A name of one of the algorithms, or one that a later kernel may know.</summary>
    internal static ValueFormat<string> Format(FrozenDictionary<string, XfrmAlgorithm> known) => new NameFormat(known);

    private static FrozenDictionary<string, XfrmAlgorithm> ByName(params XfrmAlgorithm[] algorithms) => algorithms.ToFrozenDictionary(a => a.Name);

    private sealed class NameFormat(FrozenDictionary<string, XfrmAlgorithm> known) : StringFormat
    {
        public override string Expects => "the kernel's name of an algorithm, such as " + string.Join(", ", known.Keys.Order(StringComparer.Ordinal).Select(n => $"'{n}'"));

        public override bool TryParse(string text, out string value)
        {
            value = Older.GetValueOrDefault(text, text);
            return text.Length is > 0 and <= NameBytesMax && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '(' or ')' or '_' or '-' or ',' or '.');
        }
    }
}
