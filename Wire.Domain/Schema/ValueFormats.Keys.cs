using System.Globalization;
using MessagePack;

namespace Wire.Domain;

/// <summary>References to secret keys, public keys, and the ends of tunnels.</summary>
public static partial class ValueFormats
{
    /// <summary>The name of a secret key.</summary>
    /// <param name="words">Words besides: <see cref="KeyNames.Auto"/>, <see cref="KeyNames.None"/>.</param>
    public static ValueFormat<string> Key(params string[] words) => new KeyFormat(words);

    /// <summary>A Curve25519 public key: 32 bytes in base64, as <c>wg pubkey</c> writes them.</summary>
    public static ValueFormat<string> PublicKey { get; } = new PublicKeyFormat();

    public static ValueFormat<IpEndpoint> Endpoint { get; } = new EndpointFormat();

    /// <summary>A secure channel identifier of 802.1AE: an Ethernet address and a port, 16 hex digits.</summary>
    public static ValueFormat<ulong> Sci { get; } = new SciFormat();

    private sealed class SciFormat : ValueFormat<ulong>
    {
        private const int Digits = 16;

        public override string Expects => "an Ethernet address and a port as 16 hex digits, such as 0200000000010001";

        public override bool TryParse(string text, out ulong value) =>
            ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value) && text.Length == Digits;

        public override string Format(ulong value) => value.ToString("x16", CultureInfo.InvariantCulture);

        public override void Write(ref MessagePackWriter writer, ulong value) => writer.Write(value);

        public override ulong Read(ref MessagePackReader reader) => reader.ReadUInt64();
    }

    private sealed class KeyFormat(string[] words) : StringFormat
    {
        public override bool IsKeyReference => true;

        public override string Expects => $"a key's name (wire key list), of at most {KeyNames.BytesMax} letters, digits, '.', '_', '-' and '@'"
            + string.Concat(words.Select(w => $", or '{w}'"));

        public override bool TryParse(string text, out string value)
        {
            value = text;
            return words.Contains(text) || KeyNames.IsName(text);
        }

        public override bool Fits(string declared, string observed) => KeyNames.Fits(declared, observed);
    }

    private sealed class PublicKeyFormat : StringFormat
    {
        private const int Bytes = 32;

        public override string Expects => "a public key of 32 bytes in base64, as 'wg pubkey' writes it";

        public override bool TryParse(string text, out string value)
        {
            Span<byte> bytes = stackalloc byte[Bytes + 1];
            bool parsed = Convert.TryFromBase64String(text, bytes, out int length) && length == Bytes;
            value = parsed ? Convert.ToBase64String(bytes[..length]) : "";
            return parsed;
        }
    }

    private sealed class EndpointFormat : TextFormat<IpEndpoint>
    {
        public override string Expects => "an address with a port, such as 192.0.2.1:51820 or [2001:db8::1]:51820";

        public override bool TryParse(string text, out IpEndpoint value) => IpEndpoint.TryParse(text, out value);

        public override string Format(IpEndpoint value) => value.ToString();
    }
}
