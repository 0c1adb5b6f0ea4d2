using MessagePack;

namespace Wire.Domain;

/// <summary>Quantities of traffic control that are more than those of <see cref="ValueFormats"/>.</summary>
public static class TcUnits
{
    /// <summary>A rate in bytes per second, or the word <c>unlimited</c> for the number that means so.</summary>
    public static ValueFormat<ulong> RateOrUnlimited(ulong unlimited) => new UnlimitedFormat(unlimited);

    /// <summary>Microseconds that CoDel keeps by 1024 ns (CODEL_SHIFT, include/net/codel.h), so they come back up to two less.</summary>
    public static ValueFormat<uint> CodelMicroseconds { get; } = new CodelFormat();

    private sealed class UnlimitedFormat(ulong unlimited) : ValueFormat<ulong>
    {
        private const string Word = "unlimited";

        public override string Expects => ValueFormats.Rate.Expects + $", or '{Word}'";

        public override bool TryParse(string text, out ulong value)
        {
            value = unlimited;
            return text == Word || ValueFormats.Rate.TryParse(text, out value);
        }

        public override string Format(ulong value) => value == unlimited ? Word : ValueFormats.Rate.Format(value);

        public override void Write(ref MessagePackWriter writer, ulong value) => writer.Write(value);

        public override ulong Read(ref MessagePackReader reader) => reader.ReadUInt64();
    }

    private sealed class CodelFormat : ValueFormat<uint>
    {
        private const uint LostMax = 2;

        public override string Expects => ValueFormats.Microseconds.Expects;

        public override bool TryParse(string text, out uint value) => ValueFormats.Microseconds.TryParse(text, out value);

        public override string Format(uint value) => ValueFormats.Microseconds.Format(value);

        public override bool Fits(uint declared, uint observed) => observed <= declared && declared - observed <= LostMax;

        public override void Write(ref MessagePackWriter writer, uint value) => writer.Write(value);

        public override uint Read(ref MessagePackReader reader) => reader.ReadUInt32();
    }
}
