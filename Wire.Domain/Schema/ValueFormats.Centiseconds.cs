using System.Globalization;
using MessagePack;

namespace Wire.Domain;

/// <summary>Seconds with up to two decimals.</summary>
public static partial class ValueFormats
{
    private sealed class CentisecondsFormat(ulong min, ulong max) : ValueFormat<ulong>
    {
        private const int PerSecond = 100;

        public override string Expects => $"a number from {Format(min)} to {Format(max)} seconds, with at most two decimals";

        public override bool TryParse(string text, out ulong value)
        {
            bool parsed = decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal seconds)
                && seconds <= (decimal)max / PerSecond && decimal.IsInteger(seconds * PerSecond);
            value = parsed ? (ulong)(seconds * PerSecond) : 0;
            return parsed && value >= min;
        }

        public override string Format(ulong value) => ((decimal)value / PerSecond).ToString("0.##", CultureInfo.InvariantCulture);

        /// <summary>The kernel counts in jiffies and rounds down: 31.25 seconds are 31.24 where a jiffy is 4 ms.</summary>
        public override bool Fits(ulong declared, ulong observed) => observed <= declared && declared - observed <= 1;

        public override void Write(ref MessagePackWriter writer, ulong value) => writer.Write(value);

        public override ulong Read(ref MessagePackReader reader) => reader.ReadUInt64();
    }
}
