using System.Globalization;
using MessagePack;

namespace Wire.Domain;

/// <summary>Numbers: signed, of 64 bits, in hex, ranges, words and flags that stand for one.</summary>
public static partial class ValueFormats
{
    public static ValueFormat<int> Signed(int min = int.MinValue, int max = int.MaxValue, string unit = "") => new SignedFormat(min, max, unit);

    public static ValueFormat<ulong> Number64(ulong min = 0, ulong max = ulong.MaxValue, string unit = "") => new Number64Format(min, max, unit);

    public static ValueFormat<long> Signed64(long min = long.MinValue, long max = long.MaxValue, string unit = "") => new Signed64Format(min, max, unit);

    /// <summary>Written as "0x1f"; a decimal number is read too.</summary>
    public static ValueFormat<uint> Hex(uint max = uint.MaxValue) => new HexFormat(max);

    /// <inheritdoc cref="Hex"/>
    public static ValueFormat<ulong> Hex64(ulong max = ulong.MaxValue) => new Hex64Format(max);

    /// <summary>Words that each stand for a kernel number; other numbers up to <paramref name="max"/> are read and written as themselves.</summary>
    public static ValueFormat<uint> WordsOrNumber(uint max, params (string Word, uint Value)[] words) => new WordsOrNumberFormat(max, words);

    /// <summary>Bits, each with a word: "established,related", "none" for no bit; bits without a word as one hex number.</summary>
    public static ValueFormat<uint> Flags(params (string Word, uint Bit)[] words) => new FlagsFormat(words);

    /// <summary>"1000-2000", or one number.</summary>
    public static ValueFormat<NumberRange> Range(uint min, uint max) => new RangeFormat(min, max);

    private static string Invariant<T>(T value)
        where T : IFormattable => value.ToString(null, CultureInfo.InvariantCulture);

    private static string FromTo<T>(T min, T max, string unit)
        where T : IFormattable => $"a number from {Invariant(min)} to {Invariant(max)}{(unit.Length > 0 ? " " + unit : "")}";

    private static bool TryHex(string text, ulong max, out ulong value) =>
        (text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            ? ulong.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value)
            : ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value)) && value <= max;

    private static string ToHex(ulong value) => "0x" + value.ToString("x", CultureInfo.InvariantCulture);

    private sealed class SignedFormat(int min, int max, string unit) : ValueFormat<int>
    {
        public override string Expects => FromTo(min, max, unit);

        public override JsonForm Json => JsonForm.Number;

        public override bool TryParse(string text, out int value) =>
            int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value) && value >= min && value <= max;

        public override string Format(int value) => Invariant(value);

        public override void Write(ref MessagePackWriter writer, int value) => writer.Write(value);

        public override int Read(ref MessagePackReader reader) => reader.ReadInt32();
    }

    private sealed class Signed64Format(long min, long max, string unit) : ValueFormat<long>
    {
        public override string Expects => FromTo(min, max, unit);

        public override JsonForm Json => JsonForm.Number;

        public override bool TryParse(string text, out long value) =>
            long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value) && value >= min && value <= max;

        public override string Format(long value) => Invariant(value);

        public override void Write(ref MessagePackWriter writer, long value) => writer.Write(value);

        public override long Read(ref MessagePackReader reader) => reader.ReadInt64();
    }

    private sealed class Number64Format(ulong min, ulong max, string unit) : ValueFormat<ulong>
    {
        public override string Expects => FromTo(min, max, unit);

        public override JsonForm Json => JsonForm.Number;

        public override bool TryParse(string text, out ulong value) =>
            ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value >= min && value <= max;

        public override string Format(ulong value) => Invariant(value);

        public override void Write(ref MessagePackWriter writer, ulong value) => writer.Write(value);

        public override ulong Read(ref MessagePackReader reader) => reader.ReadUInt64();
    }

    private sealed class HexFormat(uint max) : ValueFormat<uint>
    {
        public override string Expects => $"a number from 0x0 to {ToHex(max)}";

        public override bool TryParse(string text, out uint value)
        {
            bool parsed = TryHex(text, max, out ulong wide);
            value = parsed ? (uint)wide : 0;
            return parsed;
        }

        public override string Format(uint value) => ToHex(value);

        public override void Write(ref MessagePackWriter writer, uint value) => writer.Write(value);

        public override uint Read(ref MessagePackReader reader) => reader.ReadUInt32();
    }

    private sealed class Hex64Format(ulong max) : ValueFormat<ulong>
    {
        public override string Expects => $"a number from 0x0 to {ToHex(max)}";

        public override bool TryParse(string text, out ulong value) => TryHex(text, max, out value);

        public override string Format(ulong value) => ToHex(value);

        public override void Write(ref MessagePackWriter writer, ulong value) => writer.Write(value);

        public override ulong Read(ref MessagePackReader reader) => reader.ReadUInt64();
    }

    private sealed class WordsOrNumberFormat(uint max, (string Word, uint Value)[] words) : ValueFormat<uint>
    {
        private readonly ValueFormat<uint> _words = Words(words);

        public override string Expects => $"{_words.Expects}, or a number up to {Invariant(max)}";

        public override bool TryParse(string text, out uint value) => _words.TryParse(text, out value)
            || (TryHex(text, max, out ulong wide) && (value = (uint)wide) == wide);

        public override string Format(uint value) => _words.Format(value);

        public override void Write(ref MessagePackWriter writer, uint value) => writer.Write(value);

        public override uint Read(ref MessagePackReader reader) => reader.ReadUInt32();
    }

    private sealed class FlagsFormat((string Word, uint Bit)[] words) : ValueFormat<uint>
    {
        public override string Expects => $"'none', or some of {string.Join(", ", words.Select(w => $"'{w.Word}'"))}, with ',' between them";

        public override bool TryParse(string text, out uint value)
        {
            value = 0;
            foreach (string part in text == "none" ? [] : text.Split(','))
            {
                int at = Array.FindIndex(words, w => w.Word == part);
                ulong bits = at >= 0 ? words[at].Bit : 0;
                if (at < 0 && !(part.StartsWith("0x", StringComparison.Ordinal) && TryHex(part, uint.MaxValue, out bits)))
                {
                    return false;
                }
                value |= (uint)bits;
            }
            return true;
        }

        public override string Format(uint value)
        {
            List<string> parts = [];
            foreach ((string word, uint bit) in words)
            {
                if (bit != 0 && (value & bit) == bit)
                {
                    parts.Add(word);
                    value &= ~bit;
                }
            }
            return value != 0 ? string.Join(',', parts.Append(ToHex(value))) : parts.Count == 0 ? "none" : string.Join(',', parts);
        }

        public override void Write(ref MessagePackWriter writer, uint value) => writer.Write(value);

        public override uint Read(ref MessagePackReader reader) => reader.ReadUInt32();
    }

    private sealed class RangeFormat(uint min, uint max) : ValueFormat<NumberRange>
    {
        private readonly ValueFormat<uint> _number = Number(min, max);

        public override string Expects => $"{_number.Expects}, or two with '-' between them";

        public override bool TryParse(string text, out NumberRange value)
        {
            int dash = text.IndexOf('-', StringComparison.Ordinal);
            bool parsed = _number.TryParse(dash < 0 ? text : text[..dash], out uint first);
            uint last = first;
            parsed = parsed && (dash < 0 || _number.TryParse(text[(dash + 1)..], out last)) && first <= last;
            value = new(first, last);
            return parsed;
        }

        public override string Format(NumberRange value) => value.ToString();

        public override void Write(ref MessagePackWriter writer, NumberRange value) => writer.Write(((ulong)value.First << 32) | value.Last);

        public override NumberRange Read(ref MessagePackReader reader)
        {
            ulong both = reader.ReadUInt64();
            return new((uint)(both >> 32), (uint)both);
        }
    }
}
