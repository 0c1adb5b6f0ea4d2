using System.Buffers;
using System.Globalization;
using System.Numerics;
using MessagePack;

namespace Wire.Domain;

/// <summary>How a field of packets is written: tc-flower(8).</summary>
internal abstract class TcMatchFormat : ValueFormat<TcMatch>
{
    /// <summary>A number of some bits; with a mask "0x10/0xfc" where there may be one.</summary>
    public static TcMatchFormat Number(int bits, bool masked, bool hex = false, params (string Word, ulong Value)[] words) => new NumberFormat(bits, masked, hex, words);

    /// <summary>An Ethernet address, with a mask behind '/'.</summary>
    public static TcMatchFormat Mac { get; } = new MacFormat();

    /// <summary>An address or a prefix.</summary>
    public static TcMatchFormat Prefix { get; } = new PrefixFormat(onlyV4: false);

    public static TcMatchFormat PrefixV4 { get; } = new PrefixFormat(onlyV4: true);

    /// <summary>A port "80", ports by a mask "80/0xfff0", or a range "1000-2000", which is four bytes without a mask.</summary>
    public static TcMatchFormat Port { get; } = new PortFormat();

    /// <summary>Signed words: "+trk+est-new", "+frag".</summary>
    public static TcMatchFormat Signs(int bytes, params (string Word, uint Bit)[] words) => new SignsFormat(bytes, words);

    /// <summary>128 bits in hexadecimal, "1234/ffff".</summary>
    public static TcMatchFormat Label { get; } = new LabelFormat();

    public override void Write(ref MessagePackWriter writer, TcMatch value)
    {
        writer.WriteArrayHeader(2);
        writer.Write(value.Value.ToArray());
        writer.Write(value.Mask.ToArray());
    }

    public override TcMatch Read(ref MessagePackReader reader)
    {
        int count = reader.ReadArrayHeader();
        return count == 2 ? new(ReadBytes(ref reader), ReadBytes(ref reader)) : throw new MessagePackSerializationException($"a match of {count} parts");
    }

    private static ValueList<byte> ReadBytes(ref MessagePackReader reader) =>
        new(reader.ReadBytes() is { } bytes ? bytes.ToArray() : throw new MessagePackSerializationException("a part of a match is missing"));

    private static bool IsFull(TcMatch match) => match.Mask.All(b => b == 0xFF);

    private static ulong NumberOf(ValueList<byte> bytes) => bytes.Aggregate(0UL, (sum, b) => sum << 8 | b);

    private static byte[] BytesOf(ulong number, int count) => [.. Enumerable.Range(0, count).Select(i => (byte)(number >> 8 * (count - 1 - i)))];

    private static (string Value, string? Mask) Halves(string text)
    {
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? (text, null) : (text[..slash], text[(slash + 1)..]);
    }

    private sealed class NumberFormat(int bits, bool masked, bool hex, (string Word, ulong Value)[] words) : TcMatchFormat
    {
        private readonly int _bytes = (bits + 7) / 8;
        private readonly ulong _all = bits == 64 ? ulong.MaxValue : (1UL << bits) - 1;

        public override string Expects => (words.Length > 0 ? "one of " + string.Join(", ", words.Select(w => $"'{w.Word}'")) + ", or " : "")
            + $"a number from 0 to {(hex ? $"0x{_all:x}" : _all)}" + (masked ? ", with '/' and a mask for some of its bits" : "");

        public override bool TryParse(string text, out TcMatch value)
        {
            value = default;
            (string number, string? mask) = Halves(text);
            ulong all = _all;
            if (!TryNumber(number, out ulong found) || (mask is not null && (!masked || !TryNumber(mask, out all))))
            {
                return false;
            }
            value = masked ? TcMatch.Masked(BytesOf(found, _bytes), BytesOf(all, _bytes)) : TcMatch.Exactly(BytesOf(found, _bytes));
            return true;
        }

        private bool TryNumber(string text, out ulong value)
        {
            foreach ((string word, ulong number) in words)
            {
                if (word == text)
                {
                    value = number;
                    return true;
                }
            }
            return (text.StartsWith("0x", StringComparison.Ordinal)
                ? ulong.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value)
                : ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value)) && value <= _all;
        }

        public override string Format(TcMatch value)
        {
            ulong number = NumberOf(value.Value), mask = NumberOf(value.Mask);
            string text = words.FirstOrDefault(w => w.Value == number).Word ?? (hex ? $"0x{number:x}" : $"{number}");
            return value.Mask.Count == 0 || mask == _all ? text : $"{text}/0x{mask:x}";
        }
    }

    private sealed class MacFormat : TcMatchFormat
    {
        public override string Expects => "an Ethernet address, with '/' and a mask or a number of bits for a part of it";

        public override bool TryParse(string text, out TcMatch value)
        {
            value = default;
            (string address, string? mask) = Halves(text);
            Span<byte> bytes = stackalloc byte[6], bits = stackalloc byte[6];
            bits.Fill(0xFF);
            if (!MacAddress.TryParse(address, out MacAddress mac))
            {
                return false;
            }
            if (mask is not null)
            {
                if (int.TryParse(mask, NumberStyles.None, CultureInfo.InvariantCulture, out int length) && length <= 48)
                {
                    BytesOf(length == 0 ? 0 : ulong.MaxValue << 64 - length >> 16, 6).CopyTo(bits);
                }
                else if (MacAddress.TryParse(mask, out MacAddress written))
                {
                    written.WriteTo(bits);
                }
                else
                {
                    return false;
                }
            }
            mac.WriteTo(bytes);
            value = TcMatch.Masked(bytes, bits);
            return true;
        }

        public override string Format(TcMatch value) =>
            MacAddress.FromBytes([.. value.Value]) + (IsFull(value) ? "" : "/" + MacAddress.FromBytes([.. value.Mask]));
    }

    private sealed class PrefixFormat(bool onlyV4) : TcMatchFormat
    {
        public override string Expects => onlyV4 ? "an IPv4 address or prefix" : "an address or a prefix";

        public override bool TryParse(string text, out TcMatch value)
        {
            value = default;
            bool isAddress = IpAddr.TryParse(text, out IpAddr address);
            if (!(isAddress ? true : IpPrefix.TryParse(text, out IpPrefix read)))
            {
                return false;
            }
            IpPrefix prefix = isAddress ? IpPrefix.Host(address) : IpPrefix.Parse(text);
            if (onlyV4 && prefix.IsV6)
            {
                return false;
            }
            int count = prefix.Address.ByteLength;
            Span<byte> bytes = stackalloc byte[16], mask = stackalloc byte[16];
            prefix.Address.WriteTo(bytes);
            for (int i = 0; i < count; i++)
            {
                int bits = Math.Clamp(prefix.Length - 8 * i, 0, 8);
                mask[i] = (byte)(0xFF << 8 - bits);
            }
            value = TcMatch.Masked(bytes[..count], mask[..count]);
            return true;
        }

        /// <summary>A mask that is no prefix, which only others can have set, is written as an address.</summary>
        public override string Format(TcMatch value)
        {
            int length = value.Mask.Sum(b => BitOperations.PopCount(b));
            IpAddr address = IpAddr.FromBytes([.. value.Value]);
            bool isPrefix = value.Mask.Select((b, i) => (byte)(0xFF << 8 - Math.Clamp(length - 8 * i, 0, 8)) == b).All(same => same);
            return length == address.BitLength ? address.ToString() : isPrefix ? $"{address}/{length}" : $"{address}/{IpAddr.FromBytes([.. value.Mask])}";
        }
    }

    private sealed class PortFormat : TcMatchFormat
    {
        private static readonly TcMatchFormat One = Number(16, masked: true);

        public override string Expects => "a port such as 80, a range such as 1000-2000, or a port with '/' and a mask";

        public override bool TryParse(string text, out TcMatch value)
        {
            int dash = text.IndexOf('-', StringComparison.Ordinal);
            if (dash < 0)
            {
                return One.TryParse(text, out value);
            }
            value = default;
            if (!ushort.TryParse(text.AsSpan(0, dash), NumberStyles.None, CultureInfo.InvariantCulture, out ushort first)
                || !ushort.TryParse(text.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out ushort last) || first >= last)
            {
                return false;
            }
            value = TcMatch.Exactly(BytesOf((ulong)first << 16 | last, 4));
            return true;
        }

        public override string Format(TcMatch value)
        {
            ulong both = NumberOf(value.Value);
            return value.Value.Count == 4 ? $"{both >> 16}-{both & 0xFFFF}" : One.Format(value);
        }
    }

    private sealed class SignsFormat(int bytes, (string Word, uint Bit)[] words) : TcMatchFormat
    {
        public override string Expects => "words with a sign, such as '+" + words[0].Word + "-" + words[1].Word + "': " + string.Join(", ", words.Select(w => $"'{w.Word}'"));

        public override bool TryParse(string text, out TcMatch value)
        {
            uint wanted = 0, mask = 0;
            int at = 0;
            value = default;
            while (at < text.Length)
            {
                int end = text.AsSpan(at + 1).IndexOfAny('+', '-') is var next and >= 0 ? at + 1 + next : text.Length;
                uint bit = words.FirstOrDefault(w => text.AsSpan(at + 1, end - at - 1).SequenceEqual(w.Word)).Bit;
                if (text[at] is not ('+' or '-') || bit == 0)
                {
                    return false;
                }
                mask |= bit;
                wanted = text[at] == '+' ? wanted | bit : wanted & ~bit;
                at = end;
            }
            value = TcMatch.Masked(BytesOf(wanted, bytes), BytesOf(mask, bytes));
            return mask != 0;
        }

        public override string Format(TcMatch value)
        {
            ulong number = NumberOf(value.Value), mask = NumberOf(value.Mask);
            return string.Concat(words.Where(w => (mask & w.Bit) != 0).Select(w => ((number & w.Bit) != 0 ? "+" : "-") + w.Word));
        }
    }

    private sealed class LabelFormat : TcMatchFormat
    {
        private const int Count = 16;

        public override string Expects => "128 bits in hexadecimal, with '/' and a mask for some of them";

        public override bool TryParse(string text, out TcMatch value)
        {
            value = default;
            (string label, string? mask) = Halves(text);
            byte[] all = [.. Enumerable.Repeat((byte)0xFF, Count)];
            if (!TryBytes(label, out byte[] bytes) || (mask is not null && !TryBytes(mask, out all)))
            {
                return false;
            }
            value = TcMatch.Masked(bytes, all);
            return true;
        }

        private static bool TryBytes(string text, out byte[] bytes)
        {
            bool read = UInt128.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out UInt128 number) && text.Length <= 2 * Count;
            bytes = new byte[Count];
            System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(bytes, number);
            return read;
        }

        public override string Format(TcMatch value) => Convert.ToHexStringLower([.. value.Value]) + (IsFull(value) ? "" : "/" + Convert.ToHexStringLower([.. value.Mask]));
    }
}
