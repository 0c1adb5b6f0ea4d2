using System.Buffers;
using System.Globalization;
using MessagePack;

namespace Wire.Domain;

/// <summary>The formats that resources share.</summary>
public static partial class ValueFormats
{
    public static ValueFormat<bool> OnOff { get; } = new OnOffFormat();

    public static ValueFormat<IpAddr> Address { get; } = new IpAddrFormat();

    public static ValueFormat<IpPrefix> Prefix { get; } = new IpPrefixFormat();

    public static ValueFormat<MacAddress> Mac { get; } = new MacFormat();

    /// <summary>A link's reference; "none" is the empty string and means "no link".</summary>
    public static ValueFormat<string> Link { get; } = new LinkFormat();

    public static ValueFormat<uint> Number(uint min = 0, uint max = uint.MaxValue, string unit = "") => new NumberFormat(min, max, unit);

    /// <summary>An address; "none" is 0.0.0.0, which no packet comes from or goes to.</summary>
    public static ValueFormat<IpAddr> AddressOrNone { get; } = new AddressOrNoneFormat();

    /// <summary>Text up to a number of UTF-8 bytes, without control characters.</summary>
    public static ValueFormat<string> Text(int bytesMax) => new TextFormat(bytesMax);

    /// <summary>A closed set of words, each standing for a kernel number; a number without a word is written as itself.</summary>
    public static ValueFormat<uint> Words(params (string Word, uint Value)[] words) => new WordsFormat(words);

    /// <summary>Milliseconds that the kernel counts in parts of one: "1.5" in eighths is 12.</summary>
    public static ValueFormat<uint> Fraction(uint parts) => new FractionFormat(parts);

    private sealed class OnOffFormat : ValueFormat<bool>
    {
        public override string Expects => "'on' or 'off'";

        public override JsonForm Json => JsonForm.Boolean;

        public override bool TryParse(string text, out bool value)
        {
            value = text == "on";
            return text is "on" or "off";
        }

        public override string Format(bool value) => value ? "on" : "off";

        public override void Write(ref MessagePackWriter writer, bool value) => writer.Write(value);

        public override bool Read(ref MessagePackReader reader) => reader.ReadBoolean();
    }

    private sealed class NumberFormat(uint min, uint max, string unit) : ValueFormat<uint>
    {
        public override string Expects => $"a number from {min} to {max}{(unit.Length > 0 ? " " + unit : "")}";

        public override JsonForm Json => JsonForm.Number;

        public override bool TryParse(string text, out uint value) =>
            uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value >= min && value <= max;

        public override string Format(uint value) => value.ToString(CultureInfo.InvariantCulture);

        public override void Write(ref MessagePackWriter writer, uint value) => writer.Write(value);

        public override uint Read(ref MessagePackReader reader) => reader.ReadUInt32();
    }

    private sealed class AddressOrNoneFormat : ValueFormat<IpAddr>
    {
        public override string Expects => Address.Expects + ", or 'none'";

        public override bool TryParse(string text, out IpAddr value)
        {
            value = IpAddr.AnyV4;
            return text == "none" || Address.TryParse(text, out value);
        }

        public override string Format(IpAddr value) => value.IsAny ? "none" : Address.Format(value);

        public override bool Fits(IpAddr declared, IpAddr observed) => declared == observed || (declared.IsAny && observed.IsAny);

        public override void Write(ref MessagePackWriter writer, IpAddr value) => Address.Write(ref writer, value);

        public override IpAddr Read(ref MessagePackReader reader) => Address.Read(ref reader);
    }

    private sealed class WordsFormat((string Word, uint Value)[] words) : ValueFormat<uint>
    {
        public override string Expects => "one of " + string.Join(", ", words.Select(w => $"'{w.Word}'"));

        public override bool TryParse(string text, out uint value)
        {
            foreach ((string word, uint number) in words)
            {
                if (word == text)
                {
                    value = number;
                    return true;
                }
            }
            value = 0;
            return false;
        }

        public override string Format(uint value)
        {
            foreach ((string word, uint number) in words)
            {
                if (number == value)
                {
                    return word;
                }
            }
            return value.ToString(CultureInfo.InvariantCulture);
        }

        public override void Write(ref MessagePackWriter writer, uint value) => writer.Write(value);

        public override uint Read(ref MessagePackReader reader) => reader.ReadUInt32();
    }

    private sealed class IpAddrFormat : ValueFormat<IpAddr>
    {
        public override string Expects => "an IPv4 or IPv6 address";

        public override bool TryParse(string text, out IpAddr value) => IpAddr.TryParse(text, out value);

        public override string Format(IpAddr value) => value.ToString();

        public override void Write(ref MessagePackWriter writer, IpAddr value)
        {
            writer.WriteBinHeader(value.ByteLength);
            writer.Advance(value.WriteTo(writer.GetSpan(value.ByteLength)));
        }

        public override IpAddr Read(ref MessagePackReader reader)
        {
            Span<byte> bytes = stackalloc byte[16];
            return IpAddr.FromBytes(bytes[..CopyBin(reader.ReadBytes(), bytes)]);
        }
    }

    private sealed class IpPrefixFormat : ValueFormat<IpPrefix>
    {
        public override string Expects => "an address with a prefix length, such as 10.0.0.0/24";

        public override bool TryParse(string text, out IpPrefix value) => IpPrefix.TryParse(text, out value);

        public override string Format(IpPrefix value) => value.ToString();

        public override void Write(ref MessagePackWriter writer, IpPrefix value)
        {
            int length = value.Address.ByteLength;
            writer.WriteBinHeader(length + 1);
            Span<byte> bytes = writer.GetSpan(length + 1);
            value.Address.WriteTo(bytes);
            bytes[length] = value.Length;
            writer.Advance(length + 1);
        }

        public override IpPrefix Read(ref MessagePackReader reader)
        {
            Span<byte> buffer = stackalloc byte[17];
            ReadOnlySpan<byte> bytes = buffer[..CopyBin(reader.ReadBytes(), buffer)];
            IpAddr address = IpAddr.FromBytes(bytes[..^1]);
            return bytes[^1] <= address.BitLength ? new(address, bytes[^1])
                : throw new MessagePackSerializationException($"a prefix length of {bytes[^1]}");
        }
    }

    private sealed class MacFormat : ValueFormat<MacAddress>
    {
        public override string Expects => "an Ethernet address, such as 02:00:00:00:00:01";

        public override bool TryParse(string text, out MacAddress value) => MacAddress.TryParse(text, out value);

        public override string Format(MacAddress value) => value.ToString();

        public override void Write(ref MessagePackWriter writer, MacAddress value)
        {
            writer.WriteBinHeader(6);
            value.WriteTo(writer.GetSpan(6));
            writer.Advance(6);
        }

        public override MacAddress Read(ref MessagePackReader reader)
        {
            Span<byte> bytes = stackalloc byte[6];
            return MacAddress.FromBytes(bytes[..CopyBin(reader.ReadBytes(), bytes)]);
        }
    }

    private sealed class LinkFormat : ValueFormat<string>
    {
        public override bool IsLinkReference => true;

        public override IEnumerable<(string Reference, string Text)> LinksIn(string value) => value.Length == 0 ? [] : [(value, value)];

        public override string Renamed(string value, string before, string after) => value == before ? after : value;

        public override string Expects => $"a link's name (1 to {LinkName.BytesMax} bytes), or 'none'";

        public override bool TryParse(string text, out string value)
        {
            value = text == "none" ? "" : text;
            return text == "none" || LinkName.Check(LinkName.Split(text).Name) is null;
        }

        public override string Format(string value) => value.Length == 0 ? "none" : value;

        public override void Write(ref MessagePackWriter writer, string value) => writer.Write(value);

        public override string Read(ref MessagePackReader reader) => NamePool.Shared.Read(ref reader);
    }

    private sealed class TextFormat(int bytesMax) : StringFormat
    {
        public override string Expects => $"text of at most {bytesMax} bytes";

        public override bool TryParse(string text, out string value)
        {
            value = text;
            return System.Text.Encoding.UTF8.GetByteCount(text) <= bytesMax && !text.Any(char.IsControl);
        }
    }

    /// <summary>Copies a bin value into a buffer and returns its length; a longer one is a broken event.</summary>
    private static int CopyBin(ReadOnlySequence<byte>? bin, Span<byte> buffer)
    {
        ReadOnlySequence<byte> bytes = bin ?? throw new MessagePackSerializationException("a value is missing");
        if (bytes.Length > buffer.Length)
        {
            throw new MessagePackSerializationException($"a value of {bytes.Length} bytes where at most {buffer.Length} fit");
        }
        bytes.CopyTo(buffer);
        return (int)bytes.Length;
    }
}
