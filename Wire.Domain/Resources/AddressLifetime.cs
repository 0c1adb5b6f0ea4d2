using System.Globalization;
using MessagePack;

namespace Wire.Domain;

/// <summary>
/// How long an address is valid, or preferred, in seconds from when that is set. What is left of it is a timer and no state: of an
/// observed address only whether there is an end is kept.
/// </summary>
public static class AddressLifetime
{
    /// <summary>INFINITY_LIFE_TIME, net/if_inet6.h.</summary>
    public const uint Forever = uint.MaxValue;

    /// <summary>Observed: for some seconds more.</summary>
    public const uint Limited = uint.MaxValue - 1;

    public static ValueFormat<uint> Format { get; } = new LifetimeFormat();

    private sealed class LifetimeFormat : ValueFormat<uint>
    {
        private const string ForeverWord = "forever";

        public override string Expects => $"seconds, or '{ForeverWord}'";

        public override bool TryParse(string text, out uint value)
        {
            value = Forever;
            return text == ForeverWord || (uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value < Limited);
        }

        public override string Format(uint value) =>
            value == Forever ? ForeverWord : value == Limited ? "limited" : value.ToString(CultureInfo.InvariantCulture);

        /// <summary>A time that was given runs down; at its end it is given again.</summary>
        public override bool Fits(uint declared, uint observed) => declared == observed || (declared is not (0 or Forever) && observed == Limited);

        public override void Write(ref MessagePackWriter writer, uint value) => writer.Write(value);

        public override uint Read(ref MessagePackReader reader) => reader.ReadUInt32();
    }
}
