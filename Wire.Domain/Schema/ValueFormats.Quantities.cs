using System.Globalization;
using MessagePack;

namespace Wire.Domain;

/// <summary>
/// Quantities with a unit, in the words of tc(8): read as it reads them, written exactly, in the largest unit of which it is a whole
/// multiple. (tc rounds what it prints.)
/// </summary>
public static partial class ValueFormats
{
    /// <summary>A rate that the kernel counts in bytes a second: "10mbit"; "1mbps" (bytes) and a number of bits a second are read too.</summary>
    public static ValueFormat<ulong> Rate { get; } = new QuantityFormat("a rate of whole bytes, such as 10mbit or 500kbit", 8, "bit",
        [.. BitUnits, .. ByteRateUnits]);

    /// <summary>A rate that the kernel counts in bits a second; written and read like <see cref="Rate"/>.</summary>
    public static ValueFormat<ulong> BitRate { get; } = new QuantityFormat("a rate, such as 10mbit or 500kbit", 1, "bit", [.. BitUnits, .. ByteRateUnits]);

    /// <summary>Bytes: "15k", "1m" (of 1024), or a plain number; "kb", "kbit" and their like are read too.</summary>
    public static ValueFormat<ulong> Size { get; } = new QuantityFormat("a size in bytes, such as 1500, 15k or 1m", 8, "",
        [("", 8), ("k", 8UL << 10), ("m", 8UL << 20), ("g", 8UL << 30), ("b", 8), ("kb", 8UL << 10), ("mb", 8UL << 20), ("gb", 8UL << 30),
            ("kbit", 1 << 10), ("mbit", 1 << 20), ("gbit", 1 << 30)]);

    /// <summary><see cref="Size"/> where the kernel has 32 bits.</summary>
    public static ValueFormat<uint> Size32 { get; } = new NarrowFormat(Size);

    /// <summary>A time that the kernel counts in microseconds: "50ms", "100us", "1s".</summary>
    public static ValueFormat<uint> Microseconds { get; } = new NarrowFormat(new QuantityFormat("a time, such as 50ms or 100us", 1, null,
        [("us", 1), ("ms", 1000), ("s", 1_000_000), ("usec", 1), ("msec", 1000), ("sec", 1_000_000), ("usecs", 1), ("msecs", 1000), ("secs", 1_000_000)]));

    /// <summary>A time that is told in microseconds and counted in jiffies, rounded up (<c>usecs_to_jiffies</c>): 50 ms are 52 where a jiffy is 4 ms.</summary>
    public static ValueFormat<uint> MicrosecondsInJiffies { get; } = new JiffiesFormat(Microseconds);

    /// <summary>A time that the kernel counts in nanoseconds: "50ms", "100ns".</summary>
    public static ValueFormat<ulong> Nanoseconds { get; } = new QuantityFormat("a time, such as 50ms, 100us or 300ns", 1, null,
        [("ns", 1), ("us", 1000), ("ms", 1_000_000), ("s", 1_000_000_000), ("nsec", 1), ("usec", 1000), ("msec", 1_000_000), ("sec", 1_000_000_000),
            ("nsecs", 1), ("usecs", 1000), ("msecs", 1_000_000), ("secs", 1_000_000_000)]);

    /// <summary>Seconds that the kernel counts in clock ticks of a hundredth (USER_HZ): "125", "31.25". The number is in hundredths.</summary>
    public static ValueFormat<ulong> Centiseconds(ulong min = 0, ulong max = 100 * 86400) => new CentisecondsFormat(min, max);

    /// <summary>A share of all, which the kernel counts in parts of 2³²-1 (tc-netem(8)): "0.5%", "100%".</summary>
    public static ValueFormat<uint> Share { get; } = new ShareFormat();

    private static (string, ulong)[] BitUnits =>
        [("bit", 1), ("kbit", 1000), ("mbit", 1_000_000), ("gbit", 1_000_000_000), ("tbit", 1_000_000_000_000),
            ("kibit", 1UL << 10), ("mibit", 1UL << 20), ("gibit", 1UL << 30), ("tibit", 1UL << 40)];

    private static (string, ulong)[] ByteRateUnits =>
        [("bps", 8), ("kbps", 8_000), ("mbps", 8_000_000), ("gbps", 8_000_000_000), ("tbps", 8_000_000_000_000),
            ("kibps", 8UL << 10), ("mibps", 8UL << 20), ("gibps", 8UL << 30), ("tibps", 8UL << 40)];

    /// <param name="expects">What a right value looks like.</param>
    /// <param name="step">How many of the units' base make one of what is stored.</param>
    /// <param name="bare">The unit of a number without one; null when there has to be one.</param>
    /// <param name="units">Each with its size in the base; those up to the first that is smaller than the one before it are written.</param>
    private sealed class QuantityFormat(string expects, ulong step, string? bare, (string Word, ulong Size)[] units) : ValueFormat<ulong>
    {
        private readonly (string Word, ulong Size)[] _written = [.. units.TakeWhile((u, i) => i == 0 || u.Size > units[i - 1].Size)];

        public override string Expects => expects;

        public override bool TryParse(string text, out ulong value)
        {
            value = 0;
            int end = text.AsSpan().LastIndexOfAnyInRange('0', '9') + 1;
            string word = end == text.Length ? bare ?? (text == "0" ? units[0].Word : "-") : text[end..].ToLowerInvariant();
            int at = Array.FindIndex(units, u => u.Word == word);
            if (at < 0 || !decimal.TryParse(text.AsSpan(0, end), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number)
                || number > decimal.MaxValue / units[at].Size
                || number * units[at].Size / step is var counted && counted > ulong.MaxValue)
            {
                return false;
            }
            value = (ulong)counted;
            return counted == value;
        }

        public override string Format(ulong value)
        {
            UInt128 total = (UInt128)value * step;
            (string word, ulong size) = value == 0 ? _written[0] : _written.Last(u => total % u.Size == 0);
            return $"{total / size}{word}";
        }

        public override void Write(ref MessagePackWriter writer, ulong value) => writer.Write(value);

        public override ulong Read(ref MessagePackReader reader) => reader.ReadUInt64();
    }

    private sealed class NarrowFormat(ValueFormat<ulong> wide) : ValueFormat<uint>
    {
        public override string Expects => wide.Expects;

        public override bool TryParse(string text, out uint value)
        {
            bool parsed = wide.TryParse(text, out ulong found) && found <= uint.MaxValue;
            value = parsed ? (uint)found : 0;
            return parsed;
        }

        public override string Format(uint value) => wide.Format(value);

        public override void Write(ref MessagePackWriter writer, uint value) => writer.Write(value);

        public override uint Read(ref MessagePackReader reader) => reader.ReadUInt32();
    }

    private sealed class ShareFormat : ValueFormat<uint>
    {
        public override string Expects => "a share from 0% to 100%, such as 0.5%";

        public override bool TryParse(string text, out uint value)
        {
            value = 0;
            if (!text.EndsWith('%') || !decimal.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal percent)
                || percent > 100)
            {
                return false;
            }
            value = (uint)decimal.Round(percent / 100 * uint.MaxValue, MidpointRounding.ToEven);
            return true;
        }

        /// <summary>The shortest number that is read as the same share.</summary>
        public override string Format(uint value)
        {
            decimal percent = (decimal)value * 100 / uint.MaxValue;
            for (int digits = 0; ; digits++)
            {
                string text = decimal.Round(percent, digits).ToString("0.############", CultureInfo.InvariantCulture) + "%";
                if (TryParse(text, out uint back) && back == value)
                {
                    return text;
                }
            }
        }

        public override void Write(ref MessagePackWriter writer, uint value) => writer.Write(value);

        public override uint Read(ref MessagePackReader reader) => reader.ReadUInt32();
    }
}
